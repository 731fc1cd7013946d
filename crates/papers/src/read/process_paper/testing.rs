//! What the papers of testing tell: the items of the approach, the phases and their criteria, the thresholds; how a phase went.

use std::sync::LazyLock;

use regex::Regex;

use super::table::{day, number, rows};
use super::{Told, table};
use crate::facts::{
    ApproachItem, ApproachTold, CompletionTold, LabelledFact, PhaseTold, Placed, ReportedMatter, ThresholdTold,
};
use crate::layout::dates;
use crate::layout::pattern::{PROPOSAL, pattern};

static LETTERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\(([a-z])\)\s+(\S.*)$"));
static UNDER_TEST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({PROPOSAL})\s+[‘']")));
static PHASE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\S+)\s+(?i:completion report)$"));
static RELEASE_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\(([^()]+)\)$"));

const SEVERITY: &[&str] = &["testing issues of", "severity", "testing issue severity"];
const MOST: &[&str] = &["at most so many left", "at most", "threshold", "maximum"];

/// The release that the title names, without the day behind it.
fn release(told: &Told<'_>) -> Option<Placed<String>> {
    let title = told.title?;
    let name = RELEASE_DAY.replace(&title.value, "").into_owned();
    (!name.is_empty()).then(|| Placed { value: name, ..title.clone() })
}

pub(super) fn approach(told: &Told<'_>) -> ApproachTold {
    let lettered = told.sections.iter().filter_map(|section| {
        let title = section.title.as_ref()?;
        let found = LETTERED.captures(&title.value)?;
        // Words such as `MP401: answers in time` look like a label with its value.
        let labelled = |fact: &LabelledFact| {
            let value = fact.value.as_ref().map(|value| format!(" {value}")).unwrap_or_default();
            (fact.label.line, format!("{}:{value}", fact.label.value))
        };
        let plain = section.paragraphs.iter().chain(&section.items).map(|one| (one.line, one.value.clone()));
        let mut said: Vec<(usize, String)> = section.facts.iter().map(labelled).chain(plain).collect();
        said.sort();
        let said: Vec<String> = said.into_iter().map(|(_, words)| words).collect();
        Some(ApproachItem {
            letter: Placed { value: found.get(1)?.as_str().to_owned(), ..title.clone() },
            heading: found.get(2)?.as_str().to_owned(),
            says: (!said.is_empty()).then(|| said.join(" ")),
        })
    });
    let entries = told.sections.iter().flat_map(|section| &section.items);
    let under_test = entries.clone().filter_map(|entry| {
        let id = UNDER_TEST.captures(&entry.value)?.get(1)?.as_str().to_owned();
        Some(Placed { value: id, ..entry.clone() })
    });
    let phase = |row: &table::Row<'_>| {
        Some(PhaseTold {
            phase: row.placed(&["phase", "test phase"])?,
            entry: row.words(&["to enter it", "entry criteria", "entry"]),
            exit: row.words(&["to leave it", "exit criteria", "exit"]),
        })
    };
    ApproachTold {
        release: release(told),
        release_date: told.title.and_then(|title| dates::date(RELEASE_DAY.captures(&title.value)?.get(1)?.as_str())),
        items: lettered.collect(),
        under_test: under_test.collect(),
        phases: rows(told.sections, &[&["phase", "test phase"], &["to enter it", "entry criteria", "entry"]])
            .iter()
            .filter_map(phase)
            .collect(),
        thresholds: thresholds(told),
        report_contents: report_contents(told),
    }
}

/// The list under the words that lead in what a completion report holds.
fn report_contents(told: &Told<'_>) -> Vec<Placed<String>> {
    for section in told.sections {
        let lead = section.paragraphs.iter().find(|one| {
            let words = one.value.to_lowercase();
            words.ends_with(':') && words.contains("completion report")
        });
        if let Some(lead) = lead {
            let ends =
                section.paragraphs.iter().map(|one| one.line).find(|line| *line > lead.line).unwrap_or(usize::MAX);
            return section.items.iter().filter(|item| (lead.line..ends).contains(&item.line)).cloned().collect();
        }
    }
    Vec::new()
}

fn thresholds(told: &Told<'_>) -> Vec<ThresholdTold> {
    let row = |row: &table::Row<'_>| {
        let severity = row.placed(SEVERITY)?;
        Some(ThresholdTold {
            severity: Placed { value: number(&severity.value)?, line: severity.line, end_line: severity.end_line },
            most: row.number(MOST)?,
            open: row.number(&["open and counted", "open", "left"]),
        })
    };
    rows(told.sections, &[SEVERITY, MOST]).iter().filter_map(row).collect()
}

pub(super) fn completion(told: &Told<'_>) -> CompletionTold {
    let facts = || told.sections.iter().flat_map(|section| &section.facts);
    let on = |names: &[&str]| {
        let named = |fact: &&LabelledFact| names.iter().any(|name| fact.label.value.eq_ignore_ascii_case(name));
        let fact = facts().find(named)?;
        Some(Placed::on(fact.label.line, day(fact.value.as_deref()?)?))
    };
    CompletionTold {
        release: release(told),
        phase: PHASE.captures(&told.said()).and_then(|found| Some(found.get(1)?.as_str().to_owned())),
        entry_approved: on(&["entry approved"]),
        started: on(&["started", "start", "phase started"]),
        exit_approved: on(&["exit approved"]),
        ended: on(&["ended", "end", "phase ended"]),
        reported: reported(told),
        thresholds: thresholds(told),
    }
}

/// What is reported: each matter is a short line without a stop, what is said of it stands below.
fn reported(told: &Told<'_>) -> Vec<ReportedMatter> {
    let mut matters: Vec<ReportedMatter> = Vec::new();
    let Some(section) = told.section(&["reported", "content of the report", "matters"]) else { return matters };
    for paragraph in &section.paragraphs {
        let is_matter = paragraph.value.split_whitespace().count() <= 12 && !paragraph.value.ends_with(['.', '!', '?']);
        match matters.last_mut() {
            Some(open) if !is_matter => {
                let said = open.says.get_or_insert_default();
                if !said.is_empty() {
                    said.push(' ');
                }
                said.push_str(&paragraph.value);
            }
            Some(_) | None if is_matter => matters.push(ReportedMatter { matter: paragraph.clone(), says: None }),
            Some(_) | None => {}
        }
    }
    matters
}
