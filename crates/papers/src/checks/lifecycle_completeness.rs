//! EN141: a timetable holds the events that its document speaks of, with their beginnings and ends, in order.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::prose::pattern;
use super::wording::{day, plain};
use super::{Check, Explanation, Papers};
use crate::facts::{ModificationReport, Placed, PrintedPeriod, ReleaseDocument};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN141",
    name: "lifecycle-completeness",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A timetable whose rows are not in the order of their dates, a release that its timetable never brings live, a report approved after the consultation on it opened, a \
                    vote before the consultation that precedes it has closed, a test phase or trial that begins in it and \
                    never ends (or ends and never began), and a consultation that the text names and its timetable does \
                    not have.",
        why: "A reader plans from the timetable alone. What is missing in it is missed, and what stands out of order is \
              read with the wrong day.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN141-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN141-right.txt");

static BEGINS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:the )?(.+?) (?:window )?(?:commences?|begins?|starts?|opens?)$"));
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:the )?(.+?) (?:window |period )?(?:completes?|ends?|closes?|finish(?:es)?|concludes?)$")
});
static GOES_LIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bgo(?:es|ing)?[- ]live\b|\brelease (?:date|(?:is |will be )?(?:implement|deploy|deliver)\w*|takes effect)|\bimplement\w* (?:of )?(?:the |this )?(?:\w+ ){0,3}release\b|\bimplementation(?: date)?$",
    )
});
/// What is approved, and what is consulted on.
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the )?((?:[\w-]+ ){0,2}(?:report|paper|document|text)) (?:is |was )?(?:approved|agreed|signed off)\b",
    )
});
static CONSULTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:the )?((?:[\w-]+ ){0,2}(?:report|paper|document|text)) (?:issued for |out for )?consultation\b")
});
/// A row that is a vote, and one that is a consultation with its days.
static VOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:the )?(?:[\w-]+ ){0,4}vote$"));
static OPEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:the )?(?:[\w-]+ ){0,4}consultation$"));
static CONSULTATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b((?:[A-Z][a-z]+ ){1,3})Consultation\b"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(release) = papers.this.release() {
        let dated =
            release.timetable.iter().filter_map(|row| Some(Row { event: &row.event, from: row.date?, to: row.date? }));
        in_order(papers, &dated.collect::<Vec<_>>(), found);
        phases(papers, release, found);
        goes_live(papers, release, found);
    }
    if let Some(report) = papers.this.report() {
        let dated = report.timetable.iter().filter_map(|row| {
            let (from, to) = days(&row.period)?;
            Some(Row { event: &row.event, from, to })
        });
        let dated: Vec<Row<'_>> = dated.collect();
        in_order(papers, &dated, found);
        approved_first(papers, &dated, found);
        voted_first(papers, &dated, found);
        consultations(papers, report, found);
    }
}

/// A row of a timetable with its first and last day.
struct Row<'a> {
    event: &'a Placed<String>,
    from: Date,
    to: Date,
}

/// First and last possible day of a period. Of a month it is not known which day is meant.
fn days(period: &PrintedPeriod) -> Option<(Date, Date)> {
    let first = |text: &str| -> Option<Date> { text.parse().ok().or_else(|| format!("{text}-01").parse().ok()) };
    let last = |text: &str| -> Option<Date> { text.parse().ok().or_else(|| Some(first(text)?.last_of_month())) };
    let (from, to) = (period.from.as_deref()?, period.to.as_deref()?);
    Some((first(from)?, last(to)?))
}

/// The fewest rows that break the order are told: a row is out of order where it ends before an earlier row begins.
fn in_order(papers: &Papers<'_>, rows: &[Row<'_>], found: &mut Vec<Finding>) {
    let follows = |earlier: &Row<'_>, later: &Row<'_>| later.to >= earlier.from;
    // The longest run of rows of which each follows all before it, by its newest beginning.
    let mut longest: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let fits = |run: &&Vec<usize>| run.iter().all(|at| rows.get(*at).is_some_and(|earlier| follows(earlier, row)));
        let best = longest.iter().filter(fits).max_by_key(|run| run.len());
        let run = best.into_iter().flatten().copied().chain([index]).collect();
        longest.push(run);
    }
    let Some(kept) = longest.iter().rev().max_by_key(|run| run.len()) else { return };
    for (index, row) in rows.iter().enumerate().filter(|(index, _)| !kept.contains(index)) {
        let clash = kept
            .iter()
            .filter_map(|at| Some((*at, rows.get(*at)?)))
            .find(|(at, other)| if *at < index { !follows(other, row) } else { !follows(row, other) });
        let Some((at, other)) = clash else { continue };
        let message = format!(
            "The timetable is out of order: “{}”, {}, stands {} “{}”, {}.",
            plain(&row.event.value),
            day(row.from),
            if at < index { "after" } else { "before" },
            plain(&other.event.value),
            day(other.from)
        );
        found.push(
            CHECK
                .finding(Level::Warning, papers.this.place(row.event.line, row.event.end_line, ""), message)
                .value("date", row.from.to_string())
                .see(other.event.line, day(other.from))
                .mended_by("Correct the date, or move the row."),
        );
    }
}

/// The timetable of a release ends with the release: a row that names it, or one on its day.
fn goes_live(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let (Some(date), Some(last)) = (&release.release.date, release.timetable.last()) else { return };
    // A few rows may be an extract, and a table that was not read whole may have lost it.
    const WHOLE: usize = 5;
    let table = release.timetable.first().map_or(0, |row| row.event.line)..=last.event.end_line;
    let unread = papers.this.reported.iter().any(|one| {
        ["EN001", "EN003"].contains(&one.rule) && (table.contains(&one.line) || table.contains(&one.end_line))
    });
    let is_there = release.timetable.iter().any(|row| {
        let words = format!("{} {}", row.event.value, row.notes.as_deref().unwrap_or_default());
        row.date == Some(date.value) || GOES_LIVE.is_match(&words)
    });
    if is_there || unread || release.timetable.len() < WHOLE {
        return;
    }
    let message =
        format!("The cover dates the release {}, and the timetable has no row for its going live.", day(date.value));
    found.push(
        CHECK
            .finding(Level::Warning, papers.this.place(last.event.line, last.event.end_line, ""), message)
            .value("date", date.value.to_string())
            .see(date.line, "the date of the release")
            .mended_by(format!("Add a row for the release going live on {}.", day(date.value))),
    );
}

/// What the timetable puts before the consultation on it, its approval, is not dated after that consultation opens.
fn approved_first(papers: &Papers<'_>, rows: &[Row<'_>], found: &mut Vec<Finding>) {
    let object = |pattern: &Regex, row: &Row<'_>| {
        let text = plain(&row.event.value);
        Some(pattern.captures(&text)?.get(1)?.as_str().to_lowercase())
    };
    for (index, row) in rows.iter().enumerate() {
        let Some(approved) = object(&APPROVED, row) else { continue };
        let opens = rows.iter().skip(index + 1).find(|later| object(&CONSULTED, later).as_ref() == Some(&approved));
        // What is out of order altogether is told with the order.
        let Some(opens) = opens.filter(|opens| opens.from < row.from && row.from <= opens.to) else { continue };
        let message = format!(
            "“{}” is dated {}, and the consultation that the timetable puts after it opens on {}.",
            plain(&row.event.value),
            day(row.from),
            day(opens.from)
        );
        found.push(out_of_place(papers, row, opens, message).mended_by("Correct one of the dates."));
    }
}

/// That the date of one row does not go with that of another.
fn out_of_place(papers: &Papers<'_>, row: &Row<'_>, other: &Row<'_>, message: String) -> Finding {
    CHECK
        .finding(Level::Warning, papers.this.place(row.event.line, row.event.end_line, ""), message)
        .value("date", row.from.to_string())
        .see(other.event.line, plain(&other.event.value))
}

/// A vote is held when the consultation that the timetable puts before it has closed.
fn voted_first(papers: &Papers<'_>, rows: &[Row<'_>], found: &mut Vec<Finding>) {
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| VOTE.is_match(row.event.value.trim())) {
        let before = rows.get(..index).unwrap_or_default();
        let Some(asked) = before.iter().rev().find(|row| OPEN.is_match(row.event.value.trim())) else { continue };
        // A vote before the consultation opens is out of order altogether, and a month does not tell the day.
        let within = row.from == row.to && asked.from <= row.from && row.from < asked.to;
        if !within || row.from.first_of_month() == asked.from && asked.to == asked.from.last_of_month() {
            continue;
        }
        let message = format!(
            "“{}” is dated {}, and the consultation that the timetable puts before it closes on {}.",
            plain(&row.event.value),
            day(row.from),
            day(asked.to)
        );
        found.push(
            out_of_place(papers, row, asked, message)
                .value("closes", asked.to.to_string())
                .mended_by("Let the vote follow the consultation, or correct one of the dates."),
        );
    }
}

/// A phase that begins in the timetable also ends in it, where the timetable shows for another phase that it prints both.
///
/// That the timetable means to show beginnings and ends is known from the text above it or from another phase.
fn phases(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let named = |pattern: &Regex| -> Vec<(String, usize, usize)> {
        let events = release.timetable.iter().map(|row| &row.event);
        let read = events.filter_map(|event| {
            let text = plain(&event.value);
            let phase = pattern.captures(&text)?.get(1)?.as_str().trim_end_matches(" window").to_lowercase();
            Some((phase, event.line, event.end_line))
        });
        read.collect()
    };
    let (begun, ended) = (named(&BEGINS), named(&ENDS));
    if begun.is_empty() || ended.is_empty() {
        return;
    }
    let whole =
        |phase: &str| begun.iter().any(|(name, ..)| name == phase) && ended.iter().any(|(name, ..)| name == phase);
    let shows_both = begun.iter().any(|(phase, ..)| whole(phase));
    if !shows_both {
        return;
    }
    for (phases, others, is, is_not) in
        [(&begun, &ended, "begins", "never ends"), (&ended, &begun, "ends", "never begins")]
    {
        for (phase, line, end_line) in phases {
            if others.iter().any(|(name, ..)| name == phase) {
                continue;
            }
            let printed = release.timetable.iter().find(|row| row.event.line == *line);
            let name = printed.map_or(phase.as_str(), |row| row.event.value.get(..phase.len()).unwrap_or(phase));
            let message = format!("In the timetable {name} {is} and {is_not}.");
            found.push(
                CHECK
                    .finding(Level::Warning, papers.this.place(*line, *end_line, ""), message)
                    .value("phase", name)
                    .mended_by("Add the missing row."),
            );
        }
    }
}

/// A consultation that the text calls by its name and the timetable does not have.
fn consultations(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    let rows: Vec<String> = report.timetable.iter().map(|row| plain(&row.event.value).to_lowercase()).collect();
    // A timetable that has no consultation at all may be of another kind.
    if !rows.iter().any(|row| row.contains("consultation")) {
        return;
    }
    let mut told = std::collections::BTreeSet::new();
    for named in CONSULTATION.captures_iter(papers.own.text()) {
        let (Some(whole), Some(kind)) = (named.get(0), named.get(1)) else { continue };
        // The words before a name may belong to the sentence: the last of them is enough to know it.
        let Some(last) = kind.as_str().split_whitespace().last() else { continue };
        let name = format!("{} consultation", last.to_lowercase());
        let sentence_word =
            ["the", "this", "a", "an", "each", "any", "no", "further", "all", "our", "your", "in", "on"];
        if sentence_word.contains(&last.to_lowercase().as_str()) || rows.iter().any(|row| row.contains(&name)) {
            continue;
        }
        // The last cell of one row and the first of the next are no name.
        let line = papers.own.line_at(whole.end().saturating_sub(1));
        if !papers.this.line(line).contains(&format!("{last} Consultation")) {
            continue;
        }
        if !told.insert(name) {
            continue;
        }
        let message = format!("The text speaks of the {last} Consultation, and the timetable does not have it.");
        let place = papers.own.place(whole.start(), whole.end());
        let mut finding = CHECK.finding(Level::Warning, place, message).value("event", format!("{last} Consultation"));
        if let Some(row) = report.timetable.first() {
            finding = finding.see(row.event.line, "the timetable");
        }
        found.push(finding.mended_by("Add it to the timetable with its dates."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_are_read_from_their_first_and_last_event() {
        let phase = |pattern: &Regex, text: &str| pattern.captures(text).map(|found| found[1].to_owned());
        assert_eq!(phase(&BEGINS, "SIT commences").as_deref(), Some("SIT"));
        assert_eq!(phase(&ENDS, "UIT window closes").as_deref(), Some("UIT"));
        assert_eq!(phase(&ENDS, "Trials end").as_deref(), Some("Trials"));
        assert_eq!(phase(&BEGINS, "Panel starts the review of the plan"), None);
    }

    #[test]
    fn a_month_may_mean_any_of_its_days() {
        let period =
            |from: &str, to: &str| PrintedPeriod { from: Some(from.into()), to: Some(to.into()), raw: String::new() };
        let (from, to) = days(&period("2023-05", "2023-05")).unwrap();
        assert_eq!((from.to_string(), to.to_string()), ("2023-05-01".to_owned(), "2023-05-31".to_owned()));
    }
}
