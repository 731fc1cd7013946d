//! A timetable whose cells reach plain text one after another.
//!
//! The rule, worked out from the bytes: each cell is followed by one space; a cell of one line stays on the line of
//! the next cell; a cell that wraps is followed by a blank line; an empty cell is only its space. So a row begins
//! with a date, or with a space where the date is empty. Its event wraps (then the notes are the next block) or
//! shares its line with the notes. A page break puts the table's caption and headings between two rows.

use std::ops::Range;

use jiff::civil::Date;

use crate::facts::{Placed, ReleaseDocument, TimetableRow};
use crate::finding::Finding;
use crate::layout::{dates, flow};
use crate::read::unread;
use crate::source::{Line, Lines};

/// A piece of the table between blank lines.
struct Piece<'a> {
    lines: Vec<&'a Line>,
    start: Start,
}

/// What the beginning of a piece says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A row with this date, the rest beginning at this byte of the first line.
    Row(Option<Date>, usize),
    /// An empty cell: a line of spaces only.
    Empty,
    /// A cell that began on an earlier line, or the next cell of the row.
    Cell,
}

/// Reads the timetable and gives its last line.
pub(super) fn read(lines: Lines<'_>, facts: &mut ReleaseDocument, findings: &mut Vec<Finding>) -> usize {
    let Some(head) = lines.iter().position(is_head) else { return 0 };
    let has_notes = lines.get(head).is_some_and(|line| line.trimmed().split_whitespace().count() > 2);
    let caption = lines.range(0, head).iter().rev().find(|line| !line.is_blank()).map(Line::trimmed);
    let pieces = pieces(lines.range(head + 1, lines.len()), caption);
    let starts: Vec<usize> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| matches!(piece.start, Start::Row(..)))
        .map(|(index, _)| index)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let rows: Vec<&[Piece<'_>]> =
        starts.iter().zip(ends).filter_map(|(start, end)| pieces.get(Range { start: *start, end })).collect();
    let widths = Widths::of(&rows);
    let mut end_line = lines.get(head).map_or(0, |line| line.number);
    for row in rows {
        let Some(read) = read_row(row, has_notes, &widths, findings) else { continue };
        end_line = row
            .iter()
            .flat_map(|piece| &piece.lines)
            .filter(|line| !line.is_blank())
            .map(|line| line.number)
            .max()
            .unwrap_or(end_line);
        facts.timetable.push(read);
    }
    end_line
}

fn is_head(line: &Line) -> bool {
    let words: Vec<String> = line.trimmed().split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words.as_slice(),
        ["date", "event" | "event/action" | "activity"]
            | ["date", "event" | "event/action" | "activity", "notes" | "note" | "comments"]
    )
}

fn pieces<'a>(lines: Lines<'a>, caption: Option<&str>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_blank() {
            open = false;
            if !line.text.is_empty() {
                pieces.push(Piece { lines: vec![line], start: Start::Empty });
            }
        } else if is_head(line) || Some(line.trimmed()) == caption {
            open = false;
        } else if open && !begins_row_on_new_page(line) {
            if let Some(piece) = pieces.last_mut() {
                piece.lines.push(line);
            }
        } else {
            pieces.push(Piece { lines: vec![line], start: start_of(line, open) });
            open = true;
        }
    }
    pieces
}

/// Inside a cell, a line that begins with a space begins a page; behind the space a date or a further space (an
/// empty date) begins a row, and anything else goes on with the cell.
fn begins_row_on_new_page(line: &Line) -> bool {
    line.text.strip_prefix(' ').is_some_and(|rest| rest.starts_with(' ') || dates::date_prefix(rest).is_some())
}

fn start_of(line: &Line, inside: bool) -> Start {
    let text = line.text.trim_start();
    let indent = line.text.len() - text.len();
    match dates::date_prefix(text) {
        Some((date, rest)) => Start::Row(Some(date), line.text.len() - rest.len()),
        None if indent > 0 || inside => Start::Row(None, indent),
        None => Start::Cell,
    }
}

/// The widest lines of the events and notes that are told apart for certain, in characters.
struct Widths {
    event: usize,
    notes: usize,
}

impl Widths {
    fn of(rows: &[&[Piece<'_>]]) -> Self {
        let mut widths = Self { event: 0, notes: 0 };
        for row in rows {
            let [first, rest @ ..] = row else { continue };
            let Start::Row(_, at) = first.start else { continue };
            if rest.is_empty() || first.lines.len() < 2 {
                continue;
            }
            let head = first.lines.first().and_then(|line| line.text.get(at..)).into_iter();
            let event = head.chain(first.lines.iter().skip(1).map(|line| line.text.as_str()));
            let notes = rest.iter().flat_map(|piece| &piece.lines).map(|line| line.text.as_str());
            let width = |lines: &mut dyn Iterator<Item = &str>| lines.map(|line| line.trim().chars().count()).max();
            widths.event = widths.event.max(width(&mut event.into_iter()).unwrap_or(0));
            widths.notes = widths.notes.max(width(&mut notes.into_iter()).unwrap_or(0));
        }
        widths
    }
}

fn read_row(row: &[Piece<'_>], has_notes: bool, widths: &Widths, findings: &mut Vec<Finding>) -> Option<TimetableRow> {
    let [first, rest @ ..] = row else { return None };
    let Start::Row(date, at) = first.start else { return None };
    let (head, more) = first.lines.split_first()?;
    let inline = head.text.get(at..)?;
    let printed = |piece: &&Piece<'_>| piece.start != Start::Empty;
    let end =
        row.iter().filter(printed).flat_map(|piece| &piece.lines).map(|line| line.number).max().unwrap_or(head.number);
    let more = || more.iter().map(|line| line.text.as_str());
    let placed = |event: String| Placed::over(head.number, end, event);
    let following: Vec<&str> = rest
        .iter()
        .filter(|piece| piece.start == Start::Cell)
        .flat_map(|piece| &piece.lines)
        .map(|line| line.text.as_str())
        .collect();
    let wraps_event = !rest.is_empty() && first.lines.len() > 1;
    // `event ` and then the empty notes' own space.
    let empty_notes = first.lines.len() == 1 && inline.ends_with("  ");
    if !has_notes || wraps_event || empty_notes || !following.is_empty() {
        let event = flow::joined(std::iter::once(inline).chain(more()));
        let notes = flow::joined(following);
        return Some(TimetableRow { date, event: placed(event), notes: Some(notes).filter(|notes| !notes.is_empty()) });
    }
    let single_event = flow::joined([inline]);
    match parted(inline, widths) {
        Parting::At(at) => {
            let (event, notes) = inline.split_at_checked(at)?;
            let notes = flow::joined(std::iter::once(notes).chain(more()));
            Some(TimetableRow { date, event: placed(event.trim().to_owned()), notes: Some(notes) })
        }
        Parting::Nowhere if first.lines.len() == 1 => {
            Some(TimetableRow { date, event: placed(single_event), notes: None })
        }
        Parting::Nowhere | Parting::Unsure => {
            let message = format!(
                "In the timetable row \"{single_event}\" the event cannot be told from its notes; all of it was read as \
                 the event. Give the table with tabs between its cells."
            );
            findings.push(unread::part_at(head.number, end, message));
            let event = flow::joined(std::iter::once(inline).chain(more()));
            Some(TimetableRow { date, event: placed(event), notes: None })
        }
    }
}

/// Where an event and its notes part on one line.
#[derive(Debug, PartialEq, Eq)]
enum Parting {
    At(usize),
    Nowhere,
    Unsure,
}

/// Notes are sentences: they begin with a capital, behind a word that can end an event. A word that opens a
/// sentence settles it; else the one place that keeps both cells within their columns does.
fn parted(inline: &str, widths: &Widths) -> Parting {
    const OPENING: [&str; 24] = [
        "The", "A", "An", "This", "These", "Those", "That", "It", "If", "By", "All", "Any", "Each", "No", "Subject",
        "To", "In", "On", "At", "After", "Before", "Where", "When", "Once",
    ];
    const NEVER_LAST: [&str; 18] = [
        "the", "a", "an", "of", "to", "and", "or", "for", "with", "by", "on", "in", "at", "from", "&", "The", "A", "An",
    ];
    let mut openings = Vec::new();
    let mut places = Vec::new();
    let mut at = 0;
    let mut before: Option<&str> = None;
    for word in inline.split_inclusive(' ') {
        let bare = word.trim();
        let can_end = before.is_some_and(|before| !NEVER_LAST.contains(&before) && !before.ends_with(','));
        if can_end && bare.starts_with(char::is_uppercase) {
            places.push(at);
            if OPENING.contains(&bare) {
                openings.push(at);
            }
        }
        if !bare.is_empty() {
            before = Some(bare);
        }
        at += word.len();
    }
    if let [one] = openings.as_slice() {
        return Parting::At(*one);
    }
    let fits = |at: usize| {
        inline.split_at_checked(at).is_some_and(|(event, notes)| {
            event.trim().chars().count() <= widths.event && notes.trim().chars().count() <= widths.notes
        })
    };
    match places.iter().filter(|at| fits(**at)).collect::<Vec<_>>().as_slice() {
        // Names are written with capitals too: a capital alone, with nothing that makes it a sentence, parts nothing.
        _ if !inline.trim().ends_with('.')
            && openings.is_empty()
            && inline.trim().chars().count() <= widths.event.max(40) =>
        {
            Parting::Nowhere
        }
        [one] => Parting::At(**one),
        [] if places.is_empty() => Parting::Nowhere,
        _ => Parting::Unsure,
    }
}

#[cfg(test)]
mod tests;
