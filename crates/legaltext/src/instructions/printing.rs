//! Prints a legal text.

use std::fmt::Write as _;

use super::LegalText;
use crate::amendment::Amendment;

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
    for amendment in &text.amendments {
        if !out.is_empty() {
            out.push('\n');
        }
        put(&mut out, amendment);
    }
    out
}

fn put(out: &mut String, amendment: &Amendment) {
    match amendment {
        Amendment::Substitute { at, text, old, heading } => {
            let heading = under(heading.as_deref());
            put_change(out, &format!("Amend {at}{heading}"), old.as_deref(), (!text.is_empty()).then_some(text));
        }
        Amendment::Insert { after, into, text, number, heading } => {
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
    for line in words.lines() {
        let indent = if line.is_empty() { 0 } else { STEP };
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}
