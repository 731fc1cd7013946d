//! EN105: an event has the same date wherever the document, or an earlier document, dates it.

mod events;

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::prose::pattern;
use super::wording::{MONTHS, day, month, plain};
use super::{Check, Explanation, Paper, Papers};
use crate::facts::{HistoryRow, ReleaseDocument, TimetableRow};
use crate::finding::{Finding, Level};
use crate::layout::dates::date_prefix;
use crate::layout::marks;
use events::Events;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN105",
    name: "one-event-one-date",
    level: Level::Error,
    explain: Explanation {
        looks_for: "One event with two dates: in the timetable, the document history, the cover and the text. Events \
                    are matched by what is done, by whom and to what; where the match is not certain nothing is said. A vote or \
                    decision that one timetable dates twice is a warning.",
        why: "Whoever plans by one date misses the other. Deadlines are counted from events, so one wrong date makes \
              others wrong.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN105-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN105-right.txt");

static BASELINES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(\w+(?: \w+)?) (?:re-?)?baselines\b"));
static BASELINED_BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:re-?)?baselined by (?:the )?(\w+(?: \w+)?)"));
static GO_LIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:the )?(?:sec )?release (?:go[- ]?live|goes live|is implemented|implementation)$|^go[- ]?live$")
});
static RELEASE_GOES_LIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the|this) (?:sec )?release (?:will go|goes|is (?:planned|due|expected) to go|will be) (?:live|implemented) on ",
    )
});
static NAMED_MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z][a-z]+) (\d{4})\b"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(release) = papers.this.release() {
        go_live(papers, release, found);
        baselines(papers, release, found);
        let events = Events::of_release(release, &GO_LIVE);
        events::in_prose(papers, &events, found);
        events::named_in_prose(papers, &events, found);
    }
    if let Some(report) = papers.this.report() {
        let events = Events::of_report(report);
        events::in_prose(papers, &events, found);
        events::named_in_prose(papers, &events, found);
        events::twice(papers, report, found);
    }
    let own = release_dates(papers.this);
    for (name, date, line) in &own {
        month_of_name(papers, name, *date, *line, found);
        in_earlier_files(papers, name, *date, *line, found);
    }
}

/// The release's day on the cover, in the timetable and in the text.
fn go_live(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let Some(cover) = &release.release.date else { return };
    let differs = |date: Date, place, found: &mut Vec<Finding>| {
        let message = format!("The release goes live on {} here and on {} on the cover.", day(date), day(cover.value));
        found.push(
            CHECK
                .finding(Level::Error, place, message)
                .value("here", date.to_string())
                .value("cover", cover.value.to_string())
                .see(cover.line, "the date on the cover"),
        );
    };
    for row in release.timetable.iter().filter(|row| GO_LIVE.is_match(row.event.value.trim())) {
        if let Some(date) = row.date.filter(|date| *date != cover.value) {
            differs(date, papers.this.place(row.event.line, row.event.end_line, ""), found);
        }
    }
    let prose = &papers.words;
    for phrase in RELEASE_GOES_LIVE.find_iter(prose.text()) {
        let named = date_prefix(prose.after(phrase.end())).map(|(date, _)| date);
        if let Some(date) = named.filter(|date| *date != cover.value) {
            differs(date, prose.place(phrase.start(), phrase.end()), found);
        }
    }
}

/// A baseline planned in the timetable, and the version of the history that it made.
struct Baselines<'a> {
    planned: Vec<(&'a TimetableRow, Date)>,
    made: Vec<(&'a HistoryRow, Date)>,
}

/// The baselines of the timetable against those of the history.
///
/// They are matched by body and by order where as many are planned as were made. Otherwise those whose dates agree
/// are settled, and a difference is reported only where the two can only be each other's.
fn baselines(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let mut all = by_body(release);
    for (body, pairs) in &mut all {
        if pairs.planned.len() != pairs.made.len() {
            nearest_pairs(pairs);
        }
        for ((row, planned), (version, made)) in pairs.planned.iter().zip(&pairs.made) {
            if planned != made {
                found.push(baseline_differs(papers, body, row, *planned, version, *made));
            }
        }
    }
}

/// Leaves the baselines whose dates differ and of which each can only be the other's: no further apart than issuing a
/// document takes, with no second one so near.
fn nearest_pairs(pairs: &mut Baselines<'_>) {
    const DAYS_TO_ISSUE: i32 = 14;
    let planned: Vec<Date> = pairs.planned.iter().map(|(_, date)| *date).collect();
    let made: Vec<Date> = pairs.made.iter().map(|(_, date)| *date).collect();
    pairs.planned.retain(|(_, date)| !made.contains(date));
    pairs.made.retain(|(_, date)| !planned.contains(date));
    let near = |a: Date, b: Date| a.since(b).is_ok_and(|apart| apart.get_days().abs() <= DAYS_TO_ISSUE);
    let (left_planned, left_made) = (pairs.planned.clone(), pairs.made.clone());
    pairs.planned.retain(|(_, date)| left_made.iter().filter(|(_, other)| near(*date, *other)).count() == 1);
    pairs.made.retain(|(_, date)| left_planned.iter().filter(|(_, other)| near(*date, *other)).count() == 1);
    if pairs.planned.len() != pairs.made.len() {
        pairs.planned.clear();
    }
}

fn by_body(release: &ReleaseDocument) -> Vec<(String, Baselines<'_>)> {
    let mut all: Vec<(String, Baselines<'_>)> = Vec::new();
    fn entry<'m, 'a>(all: &'m mut Vec<(String, Baselines<'a>)>, body: &str) -> Option<&'m mut Baselines<'a>> {
        let name = body.to_lowercase().trim_start_matches("the ").trim_start_matches("sec ").to_owned();
        if !all.iter().any(|(known, _)| *known == name) {
            all.push((name.clone(), Baselines { planned: Vec::new(), made: Vec::new() }));
        }
        all.iter_mut().find(|(known, _)| *known == name).map(|(_, pairs)| pairs)
    }
    for row in &release.timetable {
        let body = BASELINES.captures(&row.event.value).and_then(|found| found.get(1));
        if let (Some(body), Some(date)) = (body, row.date)
            && let Some(pairs) = entry(&mut all, body.as_str())
        {
            pairs.planned.push((row, date));
        }
    }
    for version in &release.history {
        let body = BASELINED_BY.captures(&version.changes).and_then(|found| found.get(1));
        if let (Some(body), Some(date)) = (body, version.date) {
            let first = body.as_str().split_whitespace().next().unwrap_or_default().to_lowercase();
            // The words after the body's name are not known to belong to it: `the Panel to cover`.
            let known = all
                .iter()
                .map(|(name, _)| name.clone())
                .find(|name| body.as_str().to_lowercase().starts_with(name.as_str()) || *name == first);
            if let Some(known) = known
                && let Some(pairs) = entry(&mut all, &known)
            {
                pairs.made.push((version, date));
            }
        }
    }
    all
}

fn baseline_differs(
    papers: &Papers<'_>,
    body: &str,
    row: &TimetableRow,
    planned: Date,
    version: &HistoryRow,
    made: Date,
) -> Finding {
    let body: String = body.split_whitespace().map(marks::capital).collect::<Vec<_>>().join(" ");
    let message = format!(
        "Version {}, baselined by the {body}, is dated {} in the document history; the timetable dates that baseline {}.",
        version.version.value,
        day(made),
        day(planned)
    );
    // The version may have been issued some days after the decision, so this is no contradiction for certain.
    CHECK
        .finding(Level::Warning, papers.this.place_of(&version.version), message)
        .value("version", version.version.value.as_str())
        .value("history", made.to_string())
        .value("timetable", planned.to_string())
        .see(row.event.line, format!("{}: {}", day(planned), plain(&row.event.value)))
        .mended_by("Give the baseline one date, or say that the version was issued later than it was baselined.")
}

/// Each release that a document names, its day and the line.
fn release_dates(paper: &Paper) -> Vec<(String, Date, usize)> {
    let mut all = Vec::new();
    if let Some(release) = paper.release()
        && let (Some(name), Some(date)) = (&release.release.name, &release.release.date)
    {
        all.push((plain(&name.value), date.value, date.line));
    }
    if let Some(report) = paper.report() {
        let implementation = report.implementation.iter();
        all.extend(
            implementation.filter_map(|one| Some((plain(one.release.as_ref()?), one.date.value, one.date.line))),
        );
    }
    all
}

/// `June 2020 SEC Release` goes live in June 2020.
fn month_of_name(papers: &Papers<'_>, name: &str, date: Date, line: usize, found: &mut Vec<Finding>) {
    let Some(named) = NAMED_MONTH.captures(name) else { return };
    let (Some(named_month), Some(year)) = (named.get(1), named.get(2)) else { return };
    if !MONTHS.contains(&named_month.as_str()) {
        return;
    }
    if named_month.as_str() == month(date) && year.as_str() == date.year().to_string() {
        return;
    }
    let message = format!("The {name} is dated {}.", day(date));
    found.push(
        CHECK
            .finding(Level::Warning, papers.this.place(line, line, &day(date)), message)
            .value("release", name)
            .value("date", date.to_string()),
    );
}

/// An earlier file gives the same release another day.
fn in_earlier_files(papers: &Papers<'_>, name: &str, date: Date, line: usize, found: &mut Vec<Finding>) {
    for paper in papers.earlier {
        let other = release_dates(paper).into_iter().find(|(other, when, _)| other == name && *when != date);
        if let Some((_, when, other_line)) = other {
            let message = format!("The {name} is dated {} here and {} in {}.", day(date), day(when), paper.path);
            found.push(
                CHECK
                    .finding(Level::Error, papers.this.place(line, line, &day(date)), message)
                    .value("here", date.to_string())
                    .value("there", when.to_string())
                    .see_in(&paper.path, other_line, day(when)),
            );
        }
    }
}
