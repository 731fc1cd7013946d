//! Clauses: where each begins, which cross heading stands above it, and its paragraphs.

use std::sync::LazyLock;

use regex::Regex;

use super::before::Before;
use super::damage::{self, Repair};
use super::lists::{self, Paragraphs};
use super::numbers::{self, Start};
use super::sheet::{Row, finished};
use super::words::Vocabulary;
use crate::facts::{Change, Clause, Placed};
use crate::finding::{Finding, Related};
use crate::layout::pattern::pattern;

/// A list run into one line: its first label behind a colon.
static RUN_IN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(:|;|; and|; or|, and|, or) (\([a-z]{1,4}\)) "));

/// What is known where clauses are read.
pub(super) struct Place<'a> {
    /// The document they belong to.
    pub(super) document: Option<&'a str>,
    /// The numbers that the instruction names.
    pub(super) named: &'a [String],
    /// The file has misread labels and numbers.
    pub(super) damaged: bool,
    /// The words that the document uses.
    pub(super) vocabulary: &'a Vocabulary,
    /// What the lines said before the change.
    pub(super) before: &'a Before,
}

/// Clauses under one instruction, with whether each carries insertion marks.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    /// The clauses in order.
    pub(super) clauses: Vec<(Clause, bool)>,
    /// Rows before the first clause that are no cross heading.
    pub(super) stray: Vec<Placed<String>>,
}

/// The beginning of a clause among the rows.
struct Head {
    row: usize,
    number: Option<String>,
    start: Start,
}

/// Reads the clauses that stand among rows.
pub(super) fn read(rows: &[Row], place: &Place<'_>, findings: &mut Vec<Finding>) -> Clauses {
    let heads = heads(rows, place, findings);
    let mut out = Clauses::default();
    let first = heads.first().map_or(rows.len(), |head| head.row);
    let (mut heading, above) = heading_above(rows, (0, first), place);
    let before = rows.iter().take(above);
    out.stray.extend(before.map(|row| Placed::on(row.line, row.text.clone())));
    for (index, head) in heads.iter().enumerate() {
        let end = heads.get(index + 1).map_or(rows.len(), |next| next.row);
        let (next_heading, end) =
            if end < rows.len() { heading_above(rows, (head.row + 1, end), place) } else { (None, end) };
        let own = rows.get(head.row..end).unwrap_or_default();
        out.clauses.push(clause(head, own, heading.take(), place, findings));
        heading = next_heading;
    }
    out
}

/// The cross heading that ends the rows from `from` up to `to`, and where the rows before it end.
fn heading_above(rows: &[Row], (from, to): (usize, usize), place: &Place<'_>) -> (Option<String>, usize) {
    let mut start = to;
    if let Some(row) = to.checked_sub(1).filter(|above| *above >= from).and_then(|above| rows.get(above)) {
        let before = to.checked_sub(2).filter(|above| *above >= from).and_then(|above| rows.get(above));
        let free = before.is_none_or(|before| ends(&before.text) && !before.cut);
        if free && !row.cut && !place.damaged && !is_heading(&row.text) && is_short_phrase(&row.text) {
            return (Some(row.text.clone()), to - 1);
        }
    }
    while let Some(row) = start.checked_sub(1).filter(|above| *above >= from).and_then(|above| rows.get(above)) {
        let before = start.checked_sub(2).filter(|above| *above >= from).and_then(|above| rows.get(above));
        let free = before.is_none_or(|before| finished(&before.text) && !before.cut || is_heading(&before.text));
        if !is_heading(&row.text) || !free {
            break;
        }
        start -= 1;
    }
    let lines: Vec<&str> = rows.get(start..to).unwrap_or_default().iter().map(|row| row.text.as_str()).collect();
    ((!lines.is_empty()).then(|| lines.join(" ")), start)
}

/// A cross heading: a few words with capitals, without number, label or stop.
pub(super) fn is_heading(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &str| {
        matches!(
            word,
            "of" | "the" | "and" | "or" | "for" | "to" | "in" | "on" | "by" | "a" | "an" | "with" | "from" | "under"
        )
    };
    (1..=14).contains(&words.len())
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(['.', ';', ':', ','])
        && numbers::start(text).is_none()
        && !words.iter().any(|word| numbers::is_number(word.trim_matches(['(', ')'])))
        && words.iter().all(|word| {
            small(word)
                || word.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '‘' | '“' | '&' | '–' | '-'))
        })
}

/// A few words with one capital at their head, without number, label or stop, that order nothing: `Changes of the clock`.
fn is_short_phrase(text: &str) -> bool {
    const MOST_WORDS: usize = 8;
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=MOST_WORDS).contains(&words.len())
        && text.starts_with(char::is_uppercase)
        && text.ends_with(char::is_alphabetic)
        && !text.contains(['(', ')', '\t', ':', ';', '“', '"'])
        && !text.chars().any(|c| c.is_ascii_digit())
        && !words.iter().any(|word| ["shall", "must"].contains(word))
}

/// A sentence ends here, or an item of a list.
fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ':'])
}

/// Where the clauses begin, each with its number as printed or as its place proves it.
fn heads(rows: &[Row], place: &Place<'_>, findings: &mut Vec<Finding>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(start) = numbers::start(&row.text) else { continue };
        let above = index.checked_sub(1).and_then(|above| rows.get(above));
        let last = heads.iter().rev().find_map(|head| head.number.as_deref());
        if above.is_some_and(|above| !begins_after(above, &start, last, place)) {
            continue;
        }
        let number = if belongs(&start.printed, place) {
            Some(start.printed.clone())
        } else if place.damaged {
            let mended = mended(&start.printed, &heads, last, place);
            report_number(row.line, &start.printed, mended.as_deref(), findings);
            mended
        } else {
            continue;
        };
        heads.push(Head { row: index, number, start });
    }
    if heads.is_empty() { paragraphs(rows, place) } else { heads }
}

/// Where paragraphs that the instruction names (`Section D3.2(b)`) are printed by their labels alone.
fn paragraphs(rows: &[Row], place: &Place<'_>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for number in place.named {
        let Some((_, label)) = number.rfind('(').and_then(|at| number.split_at_checked(at)) else { return Vec::new() };
        let from = heads.last().map_or(0, |head| head.row + 1);
        let printed = rows.iter().enumerate().skip(from).find_map(|(index, row)| {
            let rest = row.text.strip_prefix(label)?.strip_prefix([' ', '\t'])?;
            let above = index.checked_sub(1).and_then(|above| rows.get(above));
            let begins = above.is_none_or(|above| finished(&above.text) && !above.cut || is_heading(&above.text));
            begins.then(|| (index, Start { printed: number.clone(), rest: rest.trim_start().to_owned() }))
        });
        let Some((row, start)) = printed else { continue };
        heads.push(Head { row, number: Some(number.clone()), start });
    }
    heads
}

/// A clause may begin after this row: the text above has ended, or is a cross heading, or the number is the one due.
fn begins_after(above: &Row, start: &Start, last: Option<&str>, place: &Place<'_>) -> bool {
    let due =
        place.named.contains(&start.printed) || last.and_then(numbers::next).is_some_and(|next| next == start.printed);
    let ended = finished(&above.text) && !above.cut || is_heading(&above.text);
    (ended || due && belongs(&start.printed, place)) && !numbers::refers(&above.text) || above.text.starts_with("[.")
}

/// A number in the form of this document: its Section's letter first, or numbers alone in an Appendix.
fn belongs(printed: &str, place: &Place<'_>) -> bool {
    if place.named.iter().any(|named| named == printed) {
        return true;
    }
    let letters: String = printed.chars().take_while(|c| c.is_ascii_uppercase()).collect();
    let misread = printed.contains(['l', 'o', 'O', 'I']);
    match place.document {
        Some(document) => match document.strip_prefix("Section ") {
            Some(letter) => letter == letters && !misread,
            None => letters.is_empty() && !misread && !place.named.iter().any(|named| same_digits(named, printed)),
        },
        None => !misread,
    }
}

/// Only the stops differ, so the printed number can be the named one misread.
fn same_digits(named: &str, printed: &str) -> bool {
    named.replace('.', "") == printed.replace('.', "")
}

/// What a misread number must have been: a number that the instruction names or that is next, and is not printed yet.
fn mended(printed: &str, heads: &[Head], last: Option<&str>, place: &Place<'_>) -> Option<String> {
    let next = last.and_then(numbers::next);
    let candidates = place.named.iter().chain(next.iter().filter(|next| !place.named.contains(next)));
    let free = candidates.filter(|candidate| heads.iter().all(|head| head.number.as_ref() != Some(candidate)));
    numbers::mend(printed, free.map(String::as_str)).map(str::to_owned)
}

fn report_number(line: usize, printed: &str, read: Option<&str>, findings: &mut Vec<Finding>) {
    let message = match read {
        Some(read) => format!(
            "The number “{printed}” is damaged: the instruction and the order of the clauses prove {read}. Compare it with the original."
        ),
        None => format!("The number “{printed}” is damaged and nothing proves what it is; take it from the original."),
    };
    let mut finding = damage::damaged(line, line, message);
    finding.values.insert("printed", printed.into());
    finding.values.insert("read", read.into());
    findings.push(finding);
}

fn clause(
    head: &Head,
    rows: &[Row],
    heading: Option<String>,
    place: &Place<'_>,
    findings: &mut Vec<Finding>,
) -> (Clause, bool) {
    let mut own = rows.to_vec();
    if let Some(first) = own.first_mut() {
        first.text.clone_from(&head.start.rest);
    }
    let own: Vec<Row> = own.into_iter().flat_map(unfold).collect();
    let read = lists::read(&own, head.number.as_deref(), place.damaged, place.vocabulary);
    let line = own.first().map_or(0, |row| row.line);
    let name = head.number.clone().unwrap_or_else(|| format!("the clause on line {line}"));
    report(&name, &read, findings);
    let clause = Clause {
        number: head.number.clone().map(|number| Placed::on(line, number)),
        change: Change::Amended,
        heading,
        text: Placed::over(read.lines.0, read.lines.1, read.text),
        items: read.items,
        tail: read.tail,
        document: place.document.map(str::to_owned),
        elided: read.elided,
        lost: read.lost,
        after: None,
        was: place.before.of_rows(rows),
    };
    (clause, rows.iter().any(|row| row.marked))
}

fn report(name: &str, read: &Paragraphs, findings: &mut Vec<Finding>) {
    let mut repairs: Vec<Repair> = read.repairs.clone();
    repairs.sort_by_key(|repair| repair.printed.line);
    damage::labels(name, &repairs, findings);
    if let (Some(first), Some(last)) = (read.idle.first(), read.idle.last()) {
        let printed: Vec<&str> = read.idle.iter().map(|label| label.value.as_str()).collect();
        let message = format!(
            "The labels {} of {name} do not match the paragraphs printed for them in number, so none of these paragraphs is \
             labelled; take the labels from the original.",
            printed.join(", ")
        );
        findings.push(damage::damaged(first.line, last.line, message));
    }
    for (label, due) in &read.jumps {
        let message = format!(
            "The list of {name} goes on with {} where {due} is due, and no mark says that anything is left out; see whether a \
             paragraph is missing.",
            label.value
        );
        let mut finding = damage::damaged(label.line, label.end_line, message);
        finding.values.insert("due", due.to_string().into());
        findings.push(finding);
    }
    let deletions: Vec<usize> =
        read.lost.iter().filter(|lost| lost.what == crate::facts::LostWords::Deletion).map(|lost| lost.line).collect();
    if let (Some(first), Some(last)) = (deletions.first(), deletions.last()) {
        let message = format!(
            "The margin beside {name} marks tracked deletions, but their words are lost: what it said before cannot be \
             told from this text."
        );
        let mut finding = damage::damaged(*first, *last, message);
        let rest = deletions.iter().skip(1);
        finding.related =
            rest.map(|line| Related { path: None, line: *line, message: "a deletion".to_owned() }).collect();
        findings.push(finding);
    }
}

/// A row in which a whole list is run in (`…: (a) …; and (b) …`) as the rows that the list would have. The labels must
/// count from the first, two at least, each behind the stop of the one before.
fn unfold(row: Row) -> Vec<Row> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for found in RUN_IN.captures_iter(&row.text) {
        let (Some(joint), Some(label)) = (found.get(1), found.get(2)) else { continue };
        let due = super::labels::Counting::Letters.label(pieces.len() + 1);
        let first = pieces.is_empty();
        if due.as_deref() == Some(label.as_str()) && (joint.as_str() == ":") == first {
            pieces.push((joint.end(), label.start()));
        }
    }
    if pieces.len() < 2 || row.text.starts_with('(') {
        return vec![row];
    }
    let mut out = Vec::new();
    let mut from = 0;
    for (end, start) in pieces {
        out.push(Row { text: row.text.get(from..end).unwrap_or("").to_owned(), ..row.clone() });
        from = start;
    }
    out.push(Row { text: row.text.get(from..).unwrap_or("").to_owned(), ..row.clone() });
    for rest in out.iter_mut().skip(1) {
        rest.lost.clear();
        rest.gap = false;
    }
    out
}
