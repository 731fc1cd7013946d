//! The events of a report's timetable as its text dates them.

use std::ops::Range;

use jiff::civil::Date;

use super::super::Papers;
use super::super::wording::{day, words};
use super::CHECK;
use crate::facts::{ModificationReport, ProgressionRow};
use crate::finding::{Finding, Level};
use crate::layout::dates::dates_in;

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

/// Sentences that speak of one event of the timetable and of one day.
pub(super) fn in_prose(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    let in_timetable =
        |line: usize| report.timetable.iter().any(|row| row.event.line <= line && line <= row.event.end_line);
    for (start, sentence) in prose.sentences() {
        for (offset, segment) in segments(sentence) {
            let named = dates_in(segment);
            let [(range, date)] = named.as_slice() else { continue };
            if in_timetable(prose.line_at(start + offset + range.start)) {
                continue;
            }
            let mut rows = report.timetable.iter().filter(|row| speaks_of(segment, range, &row.event.value));
            let (Some(row), None) = (rows.next(), rows.next()) else { continue };
            let Some((from, to)) = row_days(row) else { continue };
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
                    .value("timetable", row.period.raw.as_str())
                    .see(row.event.line, format!("the timetable: {}", row.period.raw)),
            );
        }
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

/// First and last day of a row that is dated by days.
fn row_days(row: &ProgressionRow) -> Option<(Date, Date)> {
    let from = row.period.from.as_deref()?.parse().ok()?;
    let to = row.period.to.as_deref()?.parse().ok()?;
    Some((from, to))
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
}
