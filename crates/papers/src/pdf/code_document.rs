//! A document of the Code as PDF.

use jiff::civil::Date;
use legaltext::block::{Block, Table, blocks};
use legaltext::{Definition, Document, Provision, Words};
use serde::Serialize;

use super::{PdfError, made};

/// One document of the Code, tagged, with contents, numbers as printed, tables and definitions. `code` is the Code's full
/// name; `state` says which text it is (`In force on 29 February 2024`) and stands on every page; `day` is the file's date.
///
/// # Errors
/// When the typesetter refuses: a mistake in our template.
pub fn code_document(document: &Document, code: &str, state: &str, day: Date) -> Result<Vec<u8>, PdfError> {
    let printed = Printed {
        code,
        name: document.id().printed(),
        title: document.title(),
        version: document.version(),
        state,
        day: [i64::from(day.year()), i64::from(day.month()), i64::from(day.day())],
        definitions: listed(document.opening_definitions()),
        lines: lines(document),
    };
    made(include_str!("code_document.typ"), &printed, &format!("{code} {} {state}", printed.name))
}

/// What the template prints.
#[derive(Serialize)]
struct Printed<'a> {
    code: &'a str,
    name: String,
    title: &'a str,
    version: Option<&'a str>,
    state: &'a str,
    /// Year, month, day.
    day: [i64; 3],
    definitions: Vec<Entry<'a>>,
    lines: Vec<Line<'a>>,
}

/// A definition of a list.
#[derive(Serialize)]
struct Entry<'a> {
    term: &'a str,
    lines: Vec<Line<'a>>,
}

/// A provision's own words, or what follows its list.
#[derive(Serialize)]
struct Line<'a> {
    /// None for closing words.
    number: Option<&'a str>,
    /// Levels of lists above it.
    depth: usize,
    heading: Option<&'a str>,
    /// The caption of a group.
    group: Option<&'a str>,
    held: bool,
    parts: Vec<Part<'a>>,
    definitions: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part<'a> {
    Paragraph { text: &'a str },
    Formula { text: &'a str },
    Note { label: &'a str, text: &'a str },
    Figure { caption: &'a str, file: &'a str },
    Table { columns: usize, head: Option<Vec<String>>, rows: Vec<Vec<String>> },
}

fn parts(words: &str) -> Vec<Part<'_>> {
    let part = |block| match block {
        Block::Paragraph(text) => Part::Paragraph { text },
        Block::Formula(text) => Part::Formula { text },
        Block::Note { label, words } => Part::Note { label, text: words },
        Block::Figure { caption, file } => Part::Figure { caption, file },
        Block::Table(table) => squared(table),
    };
    blocks(words).into_iter().map(part).collect()
}

/// Every row as long as the longest, since a printed grid has no ragged rows.
fn squared(table: Table<'_>) -> Part<'_> {
    let columns = table.rows.iter().chain(&table.head).map(Vec::len).max().unwrap_or(1);
    let fill = |row: Vec<std::borrow::Cow<'_, str>>| {
        let mut cells: Vec<String> = row.into_iter().map(std::borrow::Cow::into_owned).collect();
        cells.resize(columns, String::new());
        cells
    };
    Part::Table { columns, head: table.head.map(fill), rows: table.rows.into_iter().map(fill).collect() }
}

fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    document.provisions().iter().for_each(|provision| put(provision, 0, &mut found));
    found
}

fn put<'a>(provision: &'a Provision, depth: usize, found: &mut Vec<Line<'a>>) {
    let heading = match provision.words() {
        Words::Unheld { heading } if !heading.is_empty() => Some(heading.as_str()),
        Words::Unheld { .. } | Words::Held { .. } => provision.heading(),
    };
    found.push(Line {
        number: Some(provision.number().as_str()),
        depth,
        heading,
        group: provision.caption(),
        held: provision.is_held(),
        parts: parts(provision.lead_in()),
        definitions: listed(provision.definitions()),
    });
    let (labels, clauses): (Vec<_>, Vec<_>) = provision.children().iter().partition(|c| c.number().is_label());
    labels.into_iter().for_each(|child| put(child, depth + 1, found));
    if !provision.tail().is_empty() {
        found.push(closing(provision.tail(), depth));
    }
    clauses.into_iter().for_each(|child| put(child, depth, found));
}

fn closing(tail: &str, depth: usize) -> Line<'_> {
    Line { number: None, depth, heading: None, group: None, held: true, parts: parts(tail), definitions: Vec::new() }
}

fn listed(definitions: &[std::sync::Arc<Definition>]) -> Vec<Entry<'_>> {
    definitions.iter().map(|definition| Entry { term: definition.term(), lines: meaning(definition) }).collect()
}

fn meaning(definition: &Definition) -> Vec<Line<'_>> {
    let held = matches!(definition.words(), Words::Held { .. });
    let mut lines = vec![Line { held, ..closing(definition.lead_in(), 0) }];
    definition.children().iter().for_each(|child| put(child, 1, &mut lines));
    if !definition.tail().is_empty() {
        lines.push(closing(definition.tail(), 0));
    }
    lines
}
