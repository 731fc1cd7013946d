//! Prints a document in the markup, in one form only.

use std::fmt::Write as _;

use crate::block;
use crate::definition::Definition;
use crate::document::Document;
use crate::provision::{Provision, Words};

use super::lines::{Line, classify};

/// Columns by which each level of a list stands in.
const STEP: usize = 4;
/// Columns by which a further paragraph stands in from the label above it.
const FURTHER: usize = 2;

/// The document in the markup. Reading this back with [`super::parse`] gives the same document.
pub fn print(document: &Document) -> String {
    let mut out = print_head(document);
    for definition in document.opening_definitions() {
        out.push('\n');
        put_definition(&mut out, definition);
    }
    for provision in document.provisions() {
        out.push('\n');
        put_provision(&mut out, provision, 0);
    }
    out
}

/// One provision in the markup, as a legal text quotes it.
pub fn print_provision(provision: &Provision) -> String {
    let mut out = String::new();
    put_provision(&mut out, provision, 0);
    out
}

/// A provision's own words with its list, as a substitution quotes them: without the clauses and definitions below it.
pub fn print_words(provision: &Provision) -> String {
    let text = if provision.number().is_label() { print_provision(provision) } else { print_own(provision).0 };
    text.trim_matches('\n').to_owned()
}

/// What follows the term of a definition, as an amendment quotes it; none when the words are not held.
pub fn print_meaning(definition: &Definition) -> Option<String> {
    match definition.words() {
        Words::Unheld { .. } => None,
        Words::Held { .. } => {
            let text = print_definition(definition);
            let body = text.strip_prefix(&format!("\"{}\"", definition.term())).map(str::trim).unwrap_or(&text);
            // Words that begin with a quoted term themselves are told apart from it by the term in front.
            let body = if body.starts_with(['"', '\u{201c}']) { text.trim() } else { body };
            Some(body.to_owned())
        }
    }
}

/// One definition in the markup: the term in quotation marks and what follows.
pub fn print_definition(definition: &Definition) -> String {
    let mut out = String::new();
    put_definition(&mut out, definition);
    out
}

fn put_provision(out: &mut String, provision: &Provision, column: usize) {
    put_own(out, provision, column);
    for definition in provision.definitions() {
        out.push('\n');
        put_definition(out, definition);
    }
    for child in provision.children().iter().filter(|c| !c.number().is_label()) {
        out.push('\n');
        put_provision(out, child, column);
    }
}

/// The provision with its list, without its definitions and the clauses below it.
fn put_own(out: &mut String, provision: &Provision, column: usize) {
    if let Some(heading) = provision.heading() {
        put_line(out, column, &["### ", heading, "\n"]);
    }
    let number = provision.number();
    let further = if number.is_label() { column + FURTHER } else { column };
    match provision.words() {
        Words::Unheld { heading } if heading.is_empty() => {
            put_line(out, column, &["unheld ", number.as_str()]);
        }
        Words::Unheld { heading } => {
            put_line(out, column, &["unheld ", number.as_str(), ": ", heading]);
        }
        Words::Held { lead_in, .. } => match provision.caption() {
            Some(caption) => {
                put_line(out, column, &["## ", number.as_str(), " ", caption]);
                if !lead_in.is_empty() {
                    out.push('\n');
                    put_paragraphs(out, lead_in, further);
                }
            }
            None => put_first(out, &[number.as_str()], lead_in, column, further),
        },
    }
    put_list(out, provision.children().iter().filter(|c| c.number().is_label()).map(AsRef::as_ref), column);
    put_tail(out, provision.tail(), further);
}

/// The clause as [`print()`] prints it, with the empty line above it, without its definitions and the clauses below it; and
/// where its words begin. Put one after another in printed order these are the printed document.
pub(crate) fn print_own(provision: &Provision) -> (String, usize) {
    let mut out = String::from("\n");
    put_own(&mut out, provision, 0);
    let heading = provision.heading().map_or(0, |h| "### \n\n".len() + h.len());
    let mark = if !provision.is_held() {
        "unheld ".len()
    } else if provision.caption().is_some() {
        "## ".len()
    } else {
        0
    };
    (out, 1 + heading + mark + provision.number().as_str().len())
}

/// The lines at the head of the printed document.
pub(crate) fn print_head(document: &Document) -> String {
    let mut out = format!("# {}", document.id().printed());
    if !document.title().is_empty() {
        let _ = write!(out, ": {}", document.title());
    }
    out.push('\n');
    if let Some(version) = document.version() {
        let _ = writeln!(out, "version: {version}");
    }
    out
}

fn put_definition(out: &mut String, definition: &Definition) {
    match definition.words() {
        Words::Unheld { .. } => {
            put_line(out, 0, &["unheld \"", definition.term(), "\""]);
        }
        Words::Held { lead_in, tail } => {
            put_first(out, &["\"", definition.term(), "\""], lead_in, 0, 0);
            put_list(out, definition.children().iter().map(AsRef::as_ref), 0);
            put_tail(out, tail, 0);
        }
    }
}

fn put_list<'a>(out: &mut String, children: impl Iterator<Item = &'a Provision>, column: usize) {
    for child in children {
        put_provision(out, child, column + STEP);
    }
}

fn put_tail(out: &mut String, tail: &str, column: usize) {
    if !tail.is_empty() {
        put_paragraphs(out, tail, column);
    }
}

/// The number or term with the first paragraph on its line, then the others apart.
fn put_first(out: &mut String, head: &[&str], words: &str, column: usize, further: usize) {
    let (first, rest) = words.split_once('\n').unwrap_or((words, ""));
    put_indent(out, column);
    head.iter().for_each(|part| out.push_str(part));
    if block::stands_alone(first) {
        out.push('\n');
        return put_paragraphs(out, words, further);
    }
    out.push(' ');
    out.push_str(first);
    // The head has no space at its end, so nothing of it goes.
    out.truncate(out.trim_end().len());
    out.push('\n');
    if !rest.is_empty() {
        out.push('\n');
        put_paragraphs(out, rest, further);
    }
}

fn put_paragraphs(out: &mut String, words: &str, column: usize) {
    let mut above: Option<&str> = None;
    for paragraph in words.split('\n') {
        let same_table = above.is_some_and(block::is_row) && block::is_row(paragraph);
        if above.is_some() && !same_table {
            out.push('\n');
        }
        let is_words = matches!(classify(paragraph), Line::Words(_)) && !paragraph.starts_with('\\');
        put_line(out, column, &[if is_words { "" } else { "\\" }, paragraph]);
        above = Some(paragraph);
    }
}

/// Most columns by which one push stands in.
const SPACES: &str = "                                ";

fn put_indent(out: &mut String, column: usize) {
    let mut left = column;
    while left > 0 {
        let spaces = SPACES.get(..left).unwrap_or(SPACES);
        out.push_str(spaces);
        left -= spaces.len();
    }
}

/// A line that stands in by so many columns. A whole Code is some eighty thousand of them, so nothing is formatted.
fn put_line(out: &mut String, column: usize, parts: &[&str]) {
    put_indent(out, column);
    parts.iter().for_each(|part| out.push_str(part));
    out.push('\n');
}
