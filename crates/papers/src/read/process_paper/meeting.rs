//! What the papers of a meeting tell: whose meeting, its items, who was there, what was decided, who is to do what.

use std::sync::LazyLock;

use regex::Regex;

use super::table::{Row, day, number, rows};
use super::{Told, table};
use crate::facts::{
    ActionTold, AttendanceTold, DecisionTold, ItemTold, LabelledFact, MeetingTold, PackedPaper, Placed,
};
use crate::layout::pattern::pattern;

static MEETING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:meeting|no\.?|number)\s+(\d{1,4})\b"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:agenda )?item (\d{1,3})$"));
static PACKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^Annex ([A-Z]): (?:paper (\S+) )?for item (\d{1,3})$"));

const NUMBER: &[&str] = &["item", "no.", "no", "number", "agenda item", "#"];
const TITLE: &[&str] = &["what it is", "title", "subject", "agenda item", "description", "topic"];
const PURPOSE: &[&str] = &["for", "purpose", "asked for", "action required"];
const PAPER: &[&str] = &["paper and appendices", "paper", "paper reference", "reference"];
const PERSON: &[&str] = &["person", "name", "attendee"];
const CAPACITY: &[&str] = &["as", "role", "capacity", "representing", "organisation"];
const TASK: &[&str] = &["what is to be done", "task", "action", "description"];
const OWNER: &[&str] = &["who", "owner", "action owner", "responsible"];

pub(super) fn read(told: &Told<'_>) -> MeetingTold {
    let labelled = |names: &[&str]| -> Option<&LabelledFact> {
        let all = || std::iter::once(told.cover).chain(told.sections).flat_map(|section| &section.facts);
        names
            .iter()
            .find_map(|name| all().find(|fact| fact.label.value.eq_ignore_ascii_case(name) && fact.value.is_some()))
    };
    let named = told.title.and_then(|title| {
        let found = MEETING.captures(&title.value)?;
        Some((title.value.get(..found.get(0)?.start())?.trim().to_owned(), number(found.get(1)?.as_str())?))
    });
    let body = labelled(&["body", "committee", "meeting of"]);
    let body = body.and_then(|fact| Some(Placed::on(fact.label.line, fact.value.clone()?)));
    let body = body.or_else(|| Some(Placed { value: named.as_ref()?.0.clone(), ..told.title?.clone() }));
    let date = labelled(&["day", "date", "date of meeting", "meeting date"]);
    MeetingTold {
        body: body.filter(|body| !body.value.is_empty()),
        number: named.map(|(_, number)| number),
        day: date.and_then(|fact| Some(Placed::on(fact.label.line, fact.date?))),
        items: rows(told.sections, &[NUMBER, TITLE, PURPOSE]).iter().filter_map(item).collect(),
        papers: told.parts.annexes.iter().filter_map(|annex| packed(&annex.title)).collect(),
        attendance: rows(told.sections, &[PERSON, CAPACITY]).iter().filter_map(attendance).collect(),
        decisions: decisions(told),
        actions: rows(told.sections, &[TASK, OWNER]).iter().filter_map(action).collect(),
    }
}

fn item(row: &Row<'_>) -> Option<ItemTold> {
    let came = row.words(&["paper came", "received", "submitted"]);
    let papers = row.words(PAPER).unwrap_or_default();
    Some(ItemTold {
        number: row.number(NUMBER)?,
        title: row.placed(TITLE)?,
        purpose: row.words(PURPOSE),
        about: row.words(&["about", "modification", "proposal"]),
        papers: papers.split(';').map(|paper| paper.trim().to_owned()).filter(|paper| !paper.is_empty()).collect(),
        came: came.as_deref().and_then(day),
        late: came.is_some_and(|came| came.to_lowercase().ends_with("late")),
    })
}

fn packed(title: &Placed<String>) -> Option<PackedPaper> {
    let found = PACKED.captures(&title.value)?;
    Some(PackedPaper {
        annex: Placed { value: found.get(1)?.as_str().to_owned(), ..title.clone() },
        reference: found.get(2).map(|reference| reference.as_str().to_owned()),
        item: number(found.get(3)?.as_str())?,
    })
}

fn attendance(row: &Row<'_>) -> Option<AttendanceTold> {
    Some(AttendanceTold {
        person: row.placed(PERSON)?,
        capacity: row.words(CAPACITY),
        from: row.words(&["from", "arrived"]),
        until: row.words(&["until", "left"]),
    })
}

fn action(row: &Row<'_>) -> Option<ActionTold> {
    Some(ActionTold {
        reference: row.words(&["action", "action ref", "ref", "reference", "no.", "no"]),
        task: row.placed(TASK)?,
        owner: row.words(OWNER),
        due: row.day(&["by", "due", "due date", "deadline"]),
        state: row.words(&["state", "status"]),
    })
}

/// What was decided, under the heading of its item.
fn decisions(told: &Told<'_>) -> Vec<DecisionTold> {
    let mut decisions: Vec<DecisionTold> = Vec::new();
    for section in told.sections {
        let mut item = None;
        let mut paragraphs = section.paragraphs.iter().peekable();
        for fact in &section.facts {
            let label = fact.label.value.to_lowercase();
            // A paragraph between two labels is the heading of what follows: no item of the agenda.
            while paragraphs.next_if(|paragraph| paragraph.line < fact.label.line).is_some() {
                item = None;
            }
            let Some(value) = fact.value.clone() else { continue };
            if let Some(found) = ITEM.captures(&label) {
                item = found.get(1).and_then(|figures| table::number(figures.as_str()));
            } else if matches!(label.as_str(), "decided" | "decision" | "resolved") {
                decisions.push(DecisionTold {
                    item,
                    decided: Placed::on(fact.label.line, value),
                    reasons: None,
                    about: None,
                    at: None,
                    quorum: None,
                });
            } else if let Some(open) = decisions.last_mut() {
                match label.as_str() {
                    "why" | "reasons" => open.reasons = Some(value),
                    "about" | "modification" => open.about = Some(value),
                    "at" | "time" => open.at = Some(value),
                    "quorum then" | "quorum" => open.quorum = Some(value),
                    _ => {}
                }
            }
        }
    }
    decisions
}
