//! The words of a legal text piece by piece: each clause, paragraph and definition with its place.

use legaltext::DocumentId;
use legaltext::references::{self, Reference};

use super::Paper;
use super::parts::base_number;
use super::place::Place;
use crate::facts::{Change, Clause, Definition, Item, LegalText};

/// A run of words that belongs together.
pub(super) struct Unit<'a> {
    /// The words.
    pub(super) words: &'a str,
    /// First physical line.
    pub(super) line: usize,
    /// Last physical line of what it was read with.
    pub(super) end_line: usize,
    /// The number of the clause that it stands in; none in a definition or where the source lost it.
    pub(super) number: Option<String>,
    /// The document that it stands in.
    pub(super) document: Option<DocumentId>,
    /// How the clause or definition stands to the base.
    pub(super) change: Change,
}

impl Unit<'_> {
    /// What it refers to that a word announces, each as absolute as the words allow.
    pub(super) fn references(&self) -> Vec<Reference> {
        references::find(self.words)
    }

    /// The place of some of its words: on the first of its lines that holds them whole, else on its first line.
    pub(super) fn place(&self, paper: &Paper, words: &str) -> Place {
        let on = (self.line..=self.end_line.max(self.line)).find(|line| paper.line(*line).contains(words));
        match on {
            Some(line) => paper.place(line, line, words),
            None => paper.place(self.line, self.line, ""),
        }
    }
}

/// Every run of words of a legal text, in the order of its definitions and then of its clauses.
pub(super) fn units<'a>(paper: &Paper, text: &'a LegalText) -> Vec<Unit<'a>> {
    let mut found = Vec::new();
    for definition in &text.definitions {
        of_definition(text, definition, &mut found);
    }
    for clause in &text.clauses {
        let (_, end) = super::parts::clause_lines(paper, text, clause);
        of_clause(clause, end, &mut found);
    }
    found
}

/// The document that a clause or definition on this line belongs to, by the heading printed last before it.
pub(super) fn document_at(text: &LegalText, line: usize) -> Option<&str> {
    let before = text.documents.iter().filter(|document| document.document.line <= line);
    before.max_by_key(|document| document.document.line).map(|document| document.document.value.as_str())
}

fn id_of(printed: Option<&str>) -> Option<DocumentId> {
    DocumentId::from_printed(printed?).ok()
}

fn of_definition<'a>(text: &'a LegalText, definition: &'a Definition, found: &mut Vec<Unit<'a>>) {
    let (line, end_line) = (definition.term.line, definition.term.end_line + 12);
    let next = text.definitions.iter().map(|other| other.term.line).filter(|other| *other > line).min();
    let end_line = next.map_or(end_line, |next| end_line.min(next.saturating_sub(1)).max(line));
    let document = id_of(document_at(text, line));
    let head = Unit { words: &definition.lead_in, line, end_line, number: None, document, change: definition.change };
    let below = (head.document.clone(), definition.change);
    found.push(head);
    of_items(&definition.items, None, &below, found);
    if let Some(tail) = &definition.tail {
        found.push(Unit { words: tail, line, end_line, number: None, document: below.0, change: below.1 });
    }
}

fn of_clause<'a>(clause: &'a Clause, end_line: usize, found: &mut Vec<Unit<'a>>) {
    let number = clause.number.as_ref().map(|number| base_number(&number.value));
    let below = (id_of(clause.document.as_deref()), clause.change);
    let line = clause.text.line;
    found.push(Unit {
        words: &clause.text.value,
        line,
        end_line: clause.text.end_line,
        number: number.clone(),
        document: below.0.clone(),
        change: below.1,
    });
    of_items(&clause.items, number.as_ref(), &below, found);
    if let Some(tail) = &clause.tail {
        found.push(Unit { words: tail, line, end_line, number, document: below.0, change: below.1 });
    }
}

fn of_items<'a>(
    items: &'a [Item],
    number: Option<&String>,
    below: &(Option<DocumentId>, Change),
    found: &mut Vec<Unit<'a>>,
) {
    for item in items {
        let unit = |words: &'a str| Unit {
            words,
            line: item.text.line,
            end_line: item.text.end_line,
            number: number.cloned(),
            document: below.0.clone(),
            change: below.1,
        };
        found.push(unit(&item.text.value));
        of_items(&item.items, number, below, found);
        if let Some(tail) = &item.tail {
            found.push(unit(tail));
        }
    }
}
