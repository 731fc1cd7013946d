//! EN122: acts of governance fall on Working Days, and lead times and windows counted in Working Days come out.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::civil::Weekday;
use regex::Regex;

use super::prose::pattern;
use super::undated_event::anchor_of;
use super::wording::day;
use super::{Check, Explanation, Papers};
use crate::facts::{ModificationReport, Placed, ReleaseDocument};
use crate::finding::{Finding, Level};
use crate::layout::money::cardinal;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN122",
    name: "working-day",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A meeting, decision, submission, cut-off or end of a consultation on a day that is no Working Day, \
                    and a window or lead time stated in Working Days that its dates do not hold. The day of a release \
                    need not be a Working Day.",
        why: "No committee meets on a bank holiday, and a window that is a day short makes what follows it open to \
              challenge.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN122-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN122-right.txt");

/// Work that systems do, a release itself, a proposal handed in by form: these may fall on any day.
static ANY_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:go(?:es)?[- ]?live|live|implement\w*|deploy\w*|commences?|window|release date|in force|designat\w*|rais\w+)\b",
    )
});
static LEAD_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(\d+|[a-z]+) Working Days? (?:following|after|from) (?:the |a |an )?(?:decision|approval)\b")
});
static LENGTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(\d+|[a-z]+)[ -]Working[ -]Days?\b"));
static OFFSET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(\d+|[a-z]+) Working Days? (before|prior to|after|following) (?:the )?([^.;]+)"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(release) = papers.this.release() {
        timetable(papers, release, found);
    }
    if let Some(report) = papers.this.report() {
        progression(papers, report, found);
        cut_offs(papers, report, found);
    }
}

/// Dated rows of a release timetable, and offsets in their notes from other dated rows.
fn timetable(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    for row in &release.timetable {
        let Some(date) = row.date else { continue };
        if !ANY_DAY.is_match(&row.event.value) {
            idle_day(papers, &row.event, date, &row.event.value, found);
        }
        let Some(offset) = row.notes.as_deref().and_then(|notes| OFFSET.captures(notes)) else { continue };
        let part = |group: usize| offset.get(group).map_or("", |found| found.as_str());
        let Some(wanted) = cardinal(part(1)) else { continue };
        let Some(other) = anchor_of(&release.timetable, row, part(3).trim()) else { continue };
        let Some(anchor) = other.date else { continue };
        let before = ["before", "prior to"].contains(&part(2).to_lowercase().as_str());
        let (first, second) = if before { (date, anchor) } else { (anchor, date) };
        let Ok(counted) = papers.calendar.working_days_between(first, second) else { continue };
        let by = row.notes.as_deref().is_some_and(|notes| notes.to_lowercase().contains("by "));
        if counted == wanted || (by && before && counted > wanted) {
            continue;
        }
        let message =
            format!("{} is {counted} Working Days from {}, and the notes say {wanted}.", day(date), day(anchor));
        let place = papers.this.place(row.event.line, row.event.end_line, "");
        found.push(
            CHECK
                .finding(Level::Error, place, message)
                .value("stated", wanted)
                .value("counted", counted)
                .see(other.event.line, day(anchor)),
        );
    }
}

/// Rows of a progression timetable: single days, and the ends of windows.
fn progression(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    for row in &report.timetable {
        let parsed = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
        let (Some(from), Some(to)) = (parsed(&row.period.from), parsed(&row.period.to)) else { continue };
        let event = &row.event.value;
        if from == to {
            if !ANY_DAY.is_match(event) {
                idle_day(papers, &row.event, from, event, found);
            }
            continue;
        }
        if !event.to_lowercase().contains("consultation") {
            continue;
        }
        idle_day(papers, &row.event, from, &format!("The start of {event}"), found);
        idle_day(papers, &row.event, to, &format!("The end of {event}"), found);
        window(papers, &row.event, from, to, found);
    }
}

/// A length in Working Days that the row itself or a sentence on this consultation states.
fn window(papers: &Papers<'_>, event: &Placed<String>, from: Date, to: Date, found: &mut Vec<Finding>) {
    let Ok(counted) = papers.calendar.working_days_between(from, to) else { return };
    let in_prose = papers.own.sentences().find(|(_, sentence)| {
        sentence.contains(event.value.as_str())
            && [
                "open for",
                "ran for",
                "run for",
                "lasts",
                "lasted",
                "issued for",
                "period of",
                "Working Day consultation",
            ]
            .iter()
            .any(|words| sentence.contains(words))
            && LENGTH.is_match(sentence)
    });
    let text = in_prose.map_or(event.value.as_str(), |(_, sentence)| sentence);
    let Some(stated) = LENGTH.captures(text).and_then(|found| cardinal(found.get(1)?.as_str())) else { return };
    // Whether the first day counts is a convention that documents do not state: either is right.
    if stated == counted || stated == counted + 1 {
        return;
    }
    let message = format!(
        "{} is said to last {stated} Working Days; from {} to {} there are {counted}.",
        event.value,
        day(from),
        day(to)
    );
    found.push(
        CHECK
            .finding(Level::Error, papers.this.place_of(event), message)
            .value("stated", stated)
            .value("counted", counted),
    );
}

/// Last days of decision, and the lead time from them to the implementation.
fn cut_offs(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    let lead = LEAD_TIME.captures(prose.text()).and_then(|lead| {
        let days = lead.get(1)?;
        Some((cardinal(days.as_str())?, prose.line_at(days.start())))
    });
    for option in &report.implementation {
        let Some(by) = &option.decision_by else { continue };
        if let Some(why) = idle(papers, by.value) {
            let message =
                format!("The last day for a decision, {}, is {why}, so no decision can be made on it.", day(by.value));
            let place = papers.this.place(by.line, by.end_line, &day(by.value));
            found.push(CHECK.finding(Level::Warning, place, message).value("date", by.value.to_string()));
        }
        let Some((wanted, line)) = lead else { continue };
        let Ok(counted) = papers.calendar.working_days_between(by.value, option.date.value) else { continue };
        if counted < wanted {
            let message = format!(
                "A decision on {} leaves {counted} Working Days until {}; the document says that {wanted} are needed.",
                day(by.value),
                day(option.date.value)
            );
            let place = papers.this.place(by.line, by.end_line, &day(by.value));
            found.push(
                CHECK
                    .finding(Level::Error, place, message)
                    .value("needed", wanted)
                    .value("counted", counted)
                    .see(line, "the lead time"),
            );
        }
    }
}

/// Reports an act on a day that is no Working Day.
fn idle_day(papers: &Papers<'_>, at: &Placed<String>, date: Date, what: &str, found: &mut Vec<Finding>) {
    let Some(why) = idle(papers, date) else { return };
    let message = format!("“{what}” is dated {}, which is {why}.", day(date));
    let place = papers.this.place(at.line, at.end_line, "");
    let finding = CHECK.finding(Level::Warning, place, message).value("date", date.to_string());
    found.push(finding.mended_by("Choose a Working Day, or say that the act is meant for this day."));
}

/// Why a day is no Working Day; `None` where it is one, or the calendar does not cover it.
fn idle(papers: &Papers<'_>, date: Date) -> Option<&'static str> {
    if papers.calendar.is_working_day(date) != Ok(false) {
        return None;
    }
    Some(match date.weekday() {
        Weekday::Saturday => "a Saturday",
        Weekday::Sunday => "a Sunday",
        Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday => {
            "a public holiday"
        }
    })
}
