//! EN106: a planned event has a date, or an offset from an event that has one.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{ModificationReport, ReleaseDocument, TimetableRow};
use crate::finding::{Finding, Level};
use crate::layout::dates::dates_in;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN106",
    name: "undated-event",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "Events in a timetable with no date, nor an offset from an event with one, a row of them reported \
                    together; and a scope that hangs on cut-off dates that are nowhere given.",
        why: "An event without a date cannot be late. Whoever must act before or after it cannot plan, and what depends \
              on it slips unseen.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN106-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN106-right.txt");

static OFFSET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(\d+|[a-z]+) (?:working day|calendar day|day|week|month)s? (?:before|after|prior to|following|from) (?:the )?([^.;]+)",
    )
});
static CUT_OFF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bcut[- ]?off dates?\b"));

/// An event without a date of its own.
struct Undated<'a> {
    line: usize,
    end_line: usize,
    event: &'a str,
    why: String,
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(release) = papers.this.release() {
        for run in runs(&release.timetable) {
            report_run(papers, &run, found);
        }
        cut_offs(papers, release, found);
    }
    if let Some(report) = papers.this.report() {
        progression(papers, report, found);
    }
}

/// Undated events that stand one after another.
fn runs(timetable: &[TimetableRow]) -> Vec<Vec<Undated<'_>>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for row in timetable {
        match undated(timetable, row) {
            Some(event) => run.push(event),
            None if run.is_empty() => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

fn undated<'a>(timetable: &[TimetableRow], row: &'a TimetableRow) -> Option<Undated<'a>> {
    if row.date.is_some() {
        return None;
    }
    let notes = row.notes.as_deref().unwrap_or_default();
    let why = match OFFSET.captures(notes).or_else(|| OFFSET.captures(&row.event.value)) {
        None if !dates_in(notes).is_empty() || !dates_in(&row.event.value).is_empty() => return None,
        None => format!("{} has no date", row.event.value),
        Some(offset) => {
            let anchor = offset.get(2).map_or("", |anchor| anchor.as_str()).trim();
            // An offset from something that is no row of this timetable may well have a date elsewhere.
            let anchored = anchor_of(timetable, row, anchor)?;
            if anchored.date.is_some() {
                return None;
            }
            format!("{} is counted from {anchor}, which has no date", row.event.value)
        }
    };
    Some(Undated { line: row.event.line, end_line: row.event.end_line, event: &row.event.value, why })
}

/// The row that an offset is counted from: it begins or ends the same thing, and is the one that says least besides.
pub(super) fn anchor_of<'a>(
    timetable: &'a [TimetableRow],
    row: &TimetableRow,
    anchor: &str,
) -> Option<&'a TimetableRow> {
    let (side, subject) = side_and_subject(anchor);
    let side = side?;
    timetable
        .iter()
        .filter(|other| other.event.line != row.event.line)
        .filter(|other| {
            let (other_side, other_subject) = side_and_subject(&other.event.value);
            other_side == Some(side) && !subject.is_empty() && subject.iter().all(|word| other_subject.contains(word))
        })
        .min_by_key(|other| other.event.value.split_whitespace().count())
        .filter(|other| other.event.value.split_whitespace().count() <= subject.len() + 3)
}

/// The two ends of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Begins,
    Ends,
}

/// Whether words speak of a beginning or an end, and of what.
fn side_and_subject(text: &str) -> (Option<Side>, Vec<String>) {
    const SMALL: [&str; 6] = ["the", "of", "a", "an", "window", "release"];
    let mut side = None;
    let mut subject = Vec::new();
    for word in super::wording::words(text) {
        let begins = ["begin", "commenc", "start", "open"].iter().any(|stem| word.starts_with(stem));
        let ends = ["complet", "clos", "end", "finish", "live"].iter().any(|stem| word.starts_with(stem));
        if begins {
            side = Some(Side::Begins);
        } else if ends {
            side = Some(Side::Ends);
        } else if !SMALL.contains(&word.as_str()) {
            subject.push(word);
        }
    }
    (side, subject)
}

fn report_run(papers: &Papers<'_>, run: &[Undated<'_>], found: &mut Vec<Finding>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let message = if run.len() == 1 {
        format!("“{}” has no date.", first.event)
    } else {
        format!("{} timetable events in a row have no date, from “{}” to “{}”.", run.len(), first.event, last.event)
    };
    let mut finding = CHECK
        .finding(Level::Warning, papers.this.place(first.line, last.end_line, ""), message)
        .value("events", run.iter().map(|event| event.event).collect::<Vec<_>>());
    if run.len() > 1 {
        for event in run {
            finding = finding.see(event.line, event.why.clone());
        }
    }
    found.push(finding.mended_by("Give each a date, or an offset from an event that has one."));
}

/// A scope that depends on cut-off dates, and no cut-off date in the whole document.
fn cut_offs(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let prose = &papers.words;
    let mut named = CUT_OFF.find_iter(prose.text());
    let Some(first) = named.next() else { return };
    let dated = release.timetable.iter().any(|row| {
        row.date.is_some()
            && (CUT_OFF.is_match(&row.event.value) || row.notes.as_deref().is_some_and(|n| CUT_OFF.is_match(n)))
    });
    let dated = dated || prose.sentences().any(|(_, text)| CUT_OFF.is_match(text) && !dates_in(text).is_empty());
    if dated || release.scope.targeted.is_empty() {
        return;
    }
    let targeted: Vec<&str> = release.scope.targeted.iter().map(|listed| listed.id.value.as_str()).collect();
    let message = format!(
        "The scope takes in {} if decided by a cut-off date, and the document gives no cut-off date.",
        super::wording::list(&targeted)
    );
    let mut finding =
        CHECK.finding(Level::Warning, prose.place(first.start(), first.end()), message).value("targeted", targeted);
    for listed in &release.scope.targeted {
        finding = finding.see(listed.id.line, format!("{} has no cut-off date", listed.id.value));
    }
    found.push(finding.mended_by("Give the cut-off date of each targeted modification."));
}

/// Rows of a report's progression timetable without a date.
fn progression(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    for row in &report.timetable {
        let printed = row.period.raw.trim();
        let says_none =
            ["", "-", "–", "tbc", "tbd", "to be confirmed", "n/a"].contains(&printed.to_lowercase().as_str());
        if row.period.from.is_none() && says_none {
            let message = format!("“{}” has no date.", row.event.value);
            found.push(
                CHECK
                    .finding(Level::Warning, papers.this.place_of(&row.event), message)
                    .value("events", vec![row.event.value.as_str()])
                    .mended_by("Give it a date, or an offset from an event that has one."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Placed;

    fn row(line: usize, event: &str, notes: &str) -> TimetableRow {
        let notes = (!notes.is_empty()).then(|| notes.to_owned());
        TimetableRow { date: None, event: Placed::on(line, event.to_owned()), notes }
    }

    #[test]
    fn an_offset_finds_the_row_it_is_counted_from() {
        let plans = row(1, "Test Participants inform DCC of their plans", "By 10 Working Days before UIT begins");
        let rows = [
            plans.clone(),
            row(2, "SIT commences", ""),
            row(3, "UIT commences", ""),
            row(4, "DCC submits UIT Completion Report and evidence", ""),
            row(5, "UIT window closes", ""),
        ];
        assert_eq!(anchor_of(&rows, &plans, "UIT begins").map(|row| row.event.line), Some(3));
        assert_eq!(anchor_of(&rows, &plans, "UIT completion").map(|row| row.event.line), Some(5));
        assert_eq!(anchor_of(&rows, &plans, "the Panel meeting").map(|row| row.event.line), None);
    }
}
