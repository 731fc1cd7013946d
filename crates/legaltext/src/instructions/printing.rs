//! Prints a legal text.

use std::fmt::Write as _;

use super::LegalText;
use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::number::Number;

/// Columns by which the words of a provision stand in.
const STEP: usize = 4;

pub(super) fn write(text: &LegalText) -> String {
    let mut out = String::new();
    if let Some(modification) = &text.modification {
        let _ = writeln!(out, "Legal text for {modification}");
    }
    for base in &text.base {
        let document = base.document.as_ref().map_or_else(|| "the Code".to_owned(), |d| d.printed());
        let _ = writeln!(out, "Drafted against {document} version {}", base.version);
    }
    let mut rest = text.amendments.as_slice();
    while let Some((first, others)) = rest.split_first() {
        if !out.is_empty() {
            out.push('\n');
        }
        let together = together(rest);
        if together > 1 {
            put_together(&mut out, rest.get(..together).unwrap_or(rest));
            rest = rest.get(together..).unwrap_or(&[]);
        } else {
            put(&mut out, first);
            rest = others;
        }
    }
    out
}

/// How many definitions in a row, added to one document, one instruction can hold.
fn together(amendments: &[Amendment]) -> usize {
    let home = amendments.first().and_then(Amendment::document);
    let fits = |amendment: &&Amendment| match amendment {
        Amendment::Define { document, term, text: Some(text), at: None } => {
            let stands_in = |line: &str| line.is_empty() || line.starts_with(' ');
            let mut lines = text.lines();
            let begins = lines
                .next()
                .is_some_and(|first| !first.trim().is_empty() && first == first.trim() && !first.starts_with('"'));
            Some(document) == home.as_ref()
                && begins
                && lines.all(stands_in)
                && !term.contains(['"', '\u{201c}', '\u{201d}'])
        }
        Amendment::Define { .. }
        | Amendment::Substitute { .. }
        | Amendment::Insert { .. }
        | Amendment::Omit { .. }
        | Amendment::Renumber { .. }
        | Amendment::Move { .. }
        | Amendment::NewDocument { .. }
        | Amendment::Redefine { .. }
        | Amendment::Undefine { .. } => false,
    };
    amendments.iter().take_while(fits).count()
}

fn put_together(out: &mut String, amendments: &[Amendment]) {
    let document = amendments.first().and_then(Amendment::document).map_or_else(String::new, |d| d.printed());
    let _ = writeln!(out, "Add the following definitions to {document} in alphabetical order:");
    for (index, amendment) in amendments.iter().enumerate() {
        let Amendment::Define { term, text: Some(text), .. } = amendment else { continue };
        if index > 0 {
            out.push('\n');
        }
        put_lines(out, &format!("\"{term}\" {text}"));
    }
}

fn put(out: &mut String, amendment: &Amendment) {
    match amendment {
        Amendment::Substitute { at, text, old, heading: Some(title) } if at.is_document() && text.is_empty() => {
            let was = old.as_ref().map_or_else(String::new, |old| format!(", now \"{old}\""));
            let _ = writeln!(out, "Retitle {at}{was} as \"{title}\"");
        }
        Amendment::Substitute { at, text, old, heading } => {
            let heading = under(heading.as_deref());
            put_change(out, &format!("Amend {at}{heading}"), old.as_deref(), (!text.is_empty()).then_some(text));
        }
        Amendment::Insert { after: None, into, in_order: true, text, number, heading } => {
            put_in_order(out, into.as_ref(), text, number.as_ref(), heading.as_deref());
        }
        Amendment::Insert { after, into, in_order: _, text, number, heading } => {
            let document = into.as_ref().map(|d| d.printed());
            let place = match (after, document) {
                (Some(after), Some(document)) => format!("after {after} in {document}"),
                (Some(after), None) => format!("after {after}"),
                (None, Some(document)) => format!("at the start of {document}"),
                (None, None) => "somewhere".to_owned(),
            };
            let heading = under(heading.as_deref());
            match number {
                Some(number) => {
                    let _ = write!(out, "Add {place} the provision {number}{heading}");
                }
                None => {
                    let _ = write!(out, "Add {place}{heading}");
                }
            }
            put_block(out, "", (!text.is_empty()).then_some(text));
        }
        Amendment::Omit { at, old } => match old {
            Some(old) => {
                let _ = write!(out, "Omit {at}, which reads");
                put_block(out, "", Some(old));
            }
            None => {
                let _ = writeln!(out, "Omit {at}");
            }
        },
        Amendment::Move { at, after, into, number } => {
            put_move(out, at, after.as_ref(), into.as_ref(), number.as_ref());
        }
        Amendment::NewDocument { document, title, text } => {
            let _ = write!(out, "New document {} with the title \"{title}\"", document.printed());
            put_block(out, "", (!text.is_empty()).then_some(text));
        }
        Amendment::Renumber { at, to } => {
            let _ = writeln!(out, "Renumber {at} as {to}");
        }
        Amendment::Define { document, term, text, at } => {
            let at = at.as_ref().map_or_else(String::new, |at| format!(" at {at}"));
            let _ = write!(out, "Define \"{term}\" in {}{at}", document.printed());
            put_block(out, "", text.as_deref());
        }
        Amendment::Redefine { document, term, text, old } => {
            put_change(out, &format!("Redefine \"{term}\" in {}", document.printed()), old.as_deref(), text.as_deref());
        }
        Amendment::Undefine { document, term } => {
            let _ = writeln!(out, "Undefine \"{term}\" in {}", document.printed());
        }
    }
}

fn put_move(
    out: &mut String,
    at: &Citation,
    after: Option<&Citation>,
    into: Option<&DocumentId>,
    number: Option<&Number>,
) {
    let number = number.map_or_else(String::new, |number| format!(" as {number}"));
    let place = match (after, into.map(DocumentId::printed)) {
        (Some(after), Some(document)) => format!("after {after} in {document}"),
        (Some(after), None) => format!("after {after}"),
        (None, Some(document)) => format!("to the start of {document}"),
        (None, None) => "somewhere".to_owned(),
    };
    let _ = writeln!(out, "Move {at} {place}{number}");
}

fn under(heading: Option<&str>) -> String {
    heading.map_or_else(String::new, |heading| format!(" under the heading \"{heading}\""))
}

fn put_change(out: &mut String, instruction: &str, old: Option<&str>, new: Option<&str>) {
    out.push_str(instruction);
    match old {
        Some(old) => {
            put_block(out, ", which reads", Some(old));
            out.push_str("as follows");
        }
        None => out.push_str(if new.is_some() { " as follows" } else { "" }),
    }
    put_block(out, "", new);
}

/// The end of an instruction and the words that it governs; without words it says that they are not held.
fn put_block(out: &mut String, end: &str, words: Option<&str>) {
    out.push_str(end);
    let Some(words) = words else {
        out.push_str(", words not held\n");
        return;
    };
    out.push_str(":\n");
    put_lines(out, words);
}

fn put_lines(out: &mut String, words: &str) {
    for line in words.lines() {
        let indent = if line.is_empty() { 0 } else { STEP };
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// `Add Sections D10.22 to D10.28 as follows:` when the text shows its numbers, else `Add in order of number:`.
fn put_in_order(
    out: &mut String,
    into: Option<&DocumentId>,
    text: &str,
    number: Option<&Number>,
    heading: Option<&str>,
) {
    let place = into.map_or_else(String::new, |document| format!(" in {}", document.printed()));
    let heading = under(heading);
    let block = (!text.is_empty()).then_some(text);
    if let Some(number) = number {
        let _ = write!(out, "Add in order of number{place} the provision {number}{heading}");
        return put_block(out, "", block);
    }
    let clause = if into.is_some() { "clause" } else { "Section" };
    let head = match clauses_of(text).as_slice() {
        [] => format!("in order of number{place}"),
        [only] => format!("{clause} {only}{place}"),
        [first, .., last] => format!("{clause}s {first} to {last}{place}"),
    };
    if head.starts_with("in order") {
        let _ = write!(out, "Add {head}{heading}");
        return put_block(out, "", block);
    }
    let _ = write!(out, "Add {head}{heading} as follows");
    put_block(out, "", block);
}

/// The clause numbers at the margin of a text, in order; none when its first line does not begin with one.
pub(super) fn clauses_of(text: &str) -> Vec<Number> {
    let numbers = text.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| {
        let line = line.strip_prefix("## ").or_else(|| line.strip_prefix("unheld ")).unwrap_or(line);
        let number: Number = line.split([' ', ':']).next()?.parse().ok()?;
        (!number.is_label() && (!number.letters().is_empty() || number.as_str().contains('.'))).then_some(number)
    });
    numbers.collect()
}
