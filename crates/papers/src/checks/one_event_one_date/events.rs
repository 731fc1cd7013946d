//! The events of a timetable as the text around it dates them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::Papers;
use super::super::wording::{day, words};
use super::CHECK;
use crate::facts::{ModificationReport, Placed, ReleaseDocument};
use crate::finding::{Finding, Level};
use crate::layout::dates::{DAY, dates_in, period};
use crate::layout::pattern::pattern;

/// Words that put something else between an event and a date: `following the consultation, … on 1 May`.
const TURNS: [&str; 16] = [
    "after",
    "following",
    "before",
    "until",
    "since",
    "prior",
    "once",
    "when",
    "which",
    "who",
    "then",
    "ahead",
    "not",
    "instead",
    "from",
    "originally",
];

/// The dated events of a timetable, and the lines of the tables of the document that date things of their own.
pub(super) struct Events<'a> {
    rows: Vec<Event<'a>>,
    tables: Vec<(usize, usize)>,
}

struct Event<'a> {
    event: &'a Placed<String>,
    from: Date,
    to: Date,
    /// The days as the timetable prints them.
    raw: String,
}

impl<'a> Events<'a> {
    /// Those of a report's progression timetable.
    pub(super) fn of_report(report: &'a ModificationReport) -> Self {
        let rows = report.timetable.iter().filter_map(|row| {
            let from = row.period.from.as_deref()?.parse().ok()?;
            let to = row.period.to.as_deref()?.parse().ok()?;
            Some(Event { event: &row.event, from, to, raw: row.period.raw.clone() })
        });
        let tables = report.timetable.iter().map(|row| (row.event.line, row.event.end_line)).collect();
        Self { rows: rows.collect(), tables }
    }

    /// Those of a release's timetable, but for its going live, which has a date on the cover.
    pub(super) fn of_release(release: &'a ReleaseDocument, goes_live: &Regex) -> Self {
        let dated = release.timetable.iter().filter_map(|row| {
            let date = row.date.filter(|_| !goes_live.is_match(row.event.value.trim()))?;
            Some(Event { event: &row.event, from: date, to: date, raw: day(date) })
        });
        let rows = release.timetable.iter().map(|row| (row.event.line, row.event.end_line));
        let versions = release.history.iter().map(|row| (row.version.line, row.version.end_line));
        Self { rows: dated.collect(), tables: rows.chain(versions).collect() }
    }

    fn in_tables(&self, line: usize) -> bool {
        self.tables.iter().any(|(from, to)| (*from..=*to).contains(&line))
    }
}

/// Sentences that speak of one event of the timetable and of one day.
pub(super) fn in_prose(papers: &Papers<'_>, events: &Events<'_>, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    for (start, sentence) in prose.sentences() {
        for (offset, segment) in segments(sentence) {
            let named = dates_in(segment);
            let [(range, date)] = named.as_slice() else { continue };
            if events.in_tables(prose.line_at(start + offset + range.start)) {
                continue;
            }
            let mut rows = events.rows.iter().filter(|row| speaks_of(segment, range, &row.event.value));
            let (Some(row), None) = (rows.next(), rows.next()) else { continue };
            let (from, to) = (row.from, row.to);
            // Of an event that lasts, the day may be any of its days: only one outside is certainly another.
            if from <= *date && *date <= to {
                continue;
            }
            let at = start + offset;
            let printed = if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) };
            let message = format!("The text dates “{}” {}, the timetable {printed}.", row.event.value, day(*date));
            found.push(
                CHECK
                    .finding(Level::Error, prose.place(at + range.start, at + range.end), message)
                    .value("text", date.to_string())
                    .value("timetable", row.raw.as_str())
                    .see(row.event.line, format!("the timetable: {}", row.raw)),
            );
        }
    }
}

/// Words that may stand between the name of an event and its days.
const LINKS: [&str; 40] = [
    "was",
    "is",
    "will",
    "be",
    "were",
    "ran",
    "runs",
    "run",
    "took",
    "takes",
    "take",
    "place",
    "held",
    "open",
    "opened",
    "opens",
    "issued",
    "published",
    "has",
    "been",
    "being",
    "for",
    "on",
    "from",
    "closed",
    "closes",
    "close",
    "ended",
    "ends",
    "began",
    "begins",
    "started",
    "starts",
    "lasted",
    "to",
    "parties",
    "comment",
    "comments",
    "sent",
    "out",
];
const CLOSES: [&str; 5] = ["closed", "closes", "close", "ended", "ends"];

/// `24 March to 11 April 2025`, `from 24 March 2025 until 11 April 2025`.
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:from |between )?(\d{{1,2}}(?:st|nd|rd|th)?(?: [a-z]+(?:,? \d{{4}})?)?) ?(?:to|until|till|through|and|[–—-]) ?({DAY})"
    ))
});

/// Sentences that name an event of the timetable and, right behind it, its days: from one day to another, or one of them.
pub(super) fn named_in_prose(papers: &Papers<'_>, events: &Events<'_>, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    let told: Vec<usize> = found.iter().filter(|one| one.rule == CHECK.rule).map(|one| one.line).collect();
    for (start, sentence) in prose.sentences() {
        for (offset, segment) in segments(sentence) {
            let Some((at, text)) = days_in(segment) else { continue };
            let begins = start + offset + at.start;
            if events.in_tables(prose.line_at(begins)) || told.contains(&prose.line_at(begins)) {
                continue;
            }
            let before = segment.get(..at.start).unwrap_or_default();
            let mut rows = events.rows.iter().filter(|row| links(before, &row.event.value).is_some());
            let (Some(row), None) = (rows.next(), rows.next()) else { continue };
            let Some(between) = links(before, &row.event.value) else { continue };
            if agree((row.from, row.to), text, &between) {
                continue;
            }
            let printed = segment.get(at.clone()).unwrap_or_default();
            let message = format!("The text dates “{}” {printed}, the timetable {}.", row.event.value, row.raw);
            found.push(
                CHECK
                    .finding(Level::Error, prose.place(begins, start + offset + at.end), message)
                    .value("text", printed)
                    .value("timetable", row.raw.as_str())
                    .see(row.event.line, format!("the timetable: {}", row.raw)),
            );
        }
    }
}

/// A day, and the last one where there are more.
type Days = (Date, Option<Date>);

/// The one day or the one run of days in a segment, with its place; a single day ends the segment.
fn days_in(segment: &str) -> Option<(Range<usize>, Days)> {
    if let Some(span) = SPAN.captures(segment) {
        let (whole, first, last) = (span.get(0)?, span.get(1)?, span.get(2)?);
        let period = period(&format!("{} – {}", first.as_str(), last.as_str()));
        let (from, to) = (period.from?.parse().ok()?, period.to?.parse().ok()?);
        return Some((whole.range(), (from, Some(to))));
    }
    let named = dates_in(segment);
    let [(range, date)] = named.as_slice() else { return None };
    let ends = segment.get(range.end..).unwrap_or_default().trim_matches([' ', '.']).is_empty();
    ends.then(|| (range.clone(), (*date, None)))
}

/// The words between the name of an event, of two words or more, and what follows; `None` where it is not named just before.
fn links(before: &str, event: &str) -> Option<Vec<String>> {
    let (said, event) = (words(before), words(event));
    let at = (0..said.len()).rev().find(|at| said.get(*at..at + event.len()) == Some(event.as_slice()))?;
    let between = said.get(at + event.len()..)?;
    let turned = said.get(..at)?.iter().any(|word| word != "from" && TURNS.contains(&word.as_str()));
    // A longer name that ends with this one is another event.
    let longer = before.split_whitespace().nth(at.wrapping_sub(1)).is_some_and(|word| {
        at > 0 && word.starts_with(char::is_uppercase) && !["The", "A", "This", "Its"].contains(&word)
    });
    let linked = between.iter().all(|word| LINKS.contains(&word.as_str()));
    (event.len() >= 2 && !turned && !longer && linked).then(|| between.to_vec())
}

fn agree((from, to): (Date, Date), (first, last): Days, between: &[String]) -> bool {
    match last {
        Some(last) => (first, last) == (from, to),
        None if between.iter().any(|word| CLOSES.contains(&word.as_str())) => first == to,
        None => from <= first && first <= to,
    }
}

/// A vote or decision that the timetable holds twice, on two days.
pub(super) fn twice(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    // Meetings and talks come again. What settles a matter comes once, or again under another name.
    const ONCE: [&str; 5] = ["vote", "decision", "determination", "implementation", "converted"];
    for (index, row) in report.timetable.iter().enumerate() {
        let event = words(&row.event.value);
        if !event.iter().any(|word| ONCE.contains(&word.as_str())) {
            continue;
        }
        let earlier = report.timetable.iter().take(index).find(|other| words(&other.event.value) == event);
        let Some(earlier) = earlier.filter(|other| {
            other.period.from.is_some() && row.period.from.is_some() && other.period.raw != row.period.raw
        }) else {
            continue;
        };
        let message =
            format!("The timetable dates “{}” twice, {} and {}.", row.event.value, earlier.period.raw, row.period.raw);
        found.push(
            CHECK
                .finding(Level::Warning, papers.this.place(row.event.line, row.event.end_line, ""), message)
                .value("event", row.event.value.as_str())
                .see(earlier.event.line, format!("{} here", earlier.period.raw))
                .mended_by("Take out the wrong row or, if it came twice, say so in its name."),
        );
    }
}

/// The pieces of a sentence between commas and brackets, with their offsets.
fn segments(sentence: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, mark) in sentence.match_indices([',', '(', ')', ':']) {
        pieces.push((from, sentence.get(from..at).unwrap_or_default()));
        from = at + mark.len();
    }
    pieces.push((from, sentence.get(from..).unwrap_or_default()));
    pieces
}

/// The segment holds every word of the event, ends with the day, and says nothing that turns it to another event.
///
/// Events of fewer than three words are too common in other sentences to be sure.
fn speaks_of(segment: &str, named: &Range<usize>, event: &str) -> bool {
    let event = content(event);
    let said = content(segment.get(..named.start).unwrap_or_default());
    // A heading may stand before the sentence without a full stop: only the words next to the day count.
    let near = said.get(said.len().saturating_sub(event.len() + 3)..).unwrap_or_default();
    let turned = words(segment).iter().any(|word| TURNS.contains(&word.as_str()));
    let rest = segment.get(named.end..).unwrap_or_default().trim_matches([' ', '.']);
    event.len() >= 3 && !turned && rest.is_empty() && event.iter().all(|word| near.contains(word))
}

/// The words that carry meaning, cut to their stems.
fn content(text: &str) -> Vec<String> {
    const SMALL: [&str; 20] = [
        "the", "a", "an", "of", "at", "by", "with", "for", "on", "in", "and", "to", "was", "were", "is", "be", "will",
        "this", "that", "has",
    ];
    words(text)
        .into_iter()
        .filter(|word| !SMALL.contains(&word.as_str()))
        .map(|word| {
            let stem = ["ed", "es", "ly", "s"].iter().find_map(|ending| word.strip_suffix(ending));
            stem.filter(|stem| stem.len() >= 4).unwrap_or(&word).to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(segment: &str, event: &str) -> bool {
        dates_in(segment).first().is_some_and(|(named, _)| speaks_of(segment, named, event))
    }

    #[test]
    fn a_sentence_dates_an_event_only_where_it_says_nothing_else() {
        let event = "Modification Report approved by CSC";
        assert!(dates("The CSC approved the Modification Report on 16 August 2023.", event));
        assert!(!dates("After the CSC approved the Modification Report the vote was on 16 August 2023.", event));
        assert!(!dates("The CSC approved the Modification Report on 16 August 2023 with one change", event));
        assert!(!dates("The consultation closed on 16 August 2023", "Consultation"));
    }

    #[test]
    fn a_named_event_is_dated_by_the_days_right_behind_it() {
        let read = |segment: &str| {
            let (at, (from, to)) = days_in(segment)?;
            links(segment.get(..at.start)?, "Refinement Consultation")
                .map(|_| (from.to_string(), to.map(|to| to.to_string())))
        };
        let span = Some(("2025-03-24".to_owned(), Some("2025-04-11".to_owned())));
        assert_eq!(read("The Refinement Consultation ran from 24 March 2025 to 11 April 2025."), span);
        assert_eq!(read("The Refinement Consultation was open 24 March – 11 April 2025 and four answers came"), span);
        assert_eq!(read("A Refinement Consultation took place between 24th March and 11th April 2025."), span);
        assert_eq!(read("The Refinement Consultation closed on 11 April 2025."), Some(("2025-04-11".to_owned(), None)));
        assert_eq!(read("After the Refinement Consultation was held on 11 April 2025."), None);
        assert_eq!(read("The Second Refinement Consultation ran from 24 March 2025 to 11 April 2025."), None);
        assert_eq!(read("The Refinement Consultation led to a meeting on 11 April 2025."), None);
    }
}
