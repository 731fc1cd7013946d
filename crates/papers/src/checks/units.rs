//! The words of a legal text piece by piece: each clause, paragraph and definition with its place.

use std::cell::OnceCell;

use legaltext::DocumentId;
use legaltext::references::{self, Reference};

use super::parts::base_number;
use super::place::Place;
use super::{Paper, Papers};
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
    /// What it refers to, once a check has asked for it.
    references: OnceCell<Vec<Reference>>,
}

impl Unit<'_> {
    /// What it refers to that a word announces, each as absolute as the words allow.
    pub(super) fn references(&self) -> &[Reference] {
        self.references.get_or_init(|| references::find(self.words))
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

impl<'a> Papers<'a> {
    /// Every run of words of the legal text, in the order of its definitions and then of its clauses.
    pub(super) fn units(&self) -> &[Unit<'a>] {
        self.units.get_or_init(|| {
            let Some(text) = self.this.legal_text() else { return Vec::new() };
            let mut found = Vec::new();
            let mut terms: Vec<usize> = text.definitions.iter().map(|definition| definition.term.line).collect();
            terms.sort_unstable();
            for definition in &text.definitions {
                let next = terms.get(terms.partition_point(|line| *line <= definition.term.line)).copied();
                of_definition(text, definition, next, &mut found);
            }
            for clause in &text.clauses {
                let (_, end) = self.clause_lines(clause);
                of_clause(clause, end, &mut found);
            }
            found
        })
    }
}

/// The document that a clause or definition on this line belongs to, by the heading printed last before it.
pub(super) fn document_at(text: &LegalText, line: usize) -> Option<&str> {
    let before = text.documents.iter().filter(|document| document.document.line <= line);
    before.max_by_key(|document| document.document.line).map(|document| document.document.value.as_str())
}

fn id_of(printed: Option<&str>) -> Option<DocumentId> {
    DocumentId::from_printed(printed?).ok()
}

fn of_definition<'a>(text: &'a LegalText, definition: &'a Definition, next: Option<usize>, found: &mut Vec<Unit<'a>>) {
    let (line, end_line) = (definition.term.line, definition.term.end_line + 12);
    let end_line = next.map_or(end_line, |next| end_line.min(next.saturating_sub(1)).max(line));
    let document = id_of(document_at(text, line));
    let below = (document, definition.change);
    let unit = |words: &'a str| Unit {
        words,
        line,
        end_line,
        number: None,
        document: below.0.clone(),
        change: below.1,
        references: OnceCell::new(),
    };
    found.push(unit(&definition.lead_in));
    of_items(&definition.items, None, &below, found);
    if let Some(tail) = &definition.tail {
        found.push(unit(tail));
    }
}

fn of_clause<'a>(clause: &'a Clause, end_line: usize, found: &mut Vec<Unit<'a>>) {
    let number = clause.number.as_ref().map(|number| base_number(&number.value));
    let below = (id_of(clause.document.as_deref()), clause.change);
    let unit = |words: &'a str, end_line: usize| Unit {
        words,
        line: clause.text.line,
        end_line,
        number: number.clone(),
        document: below.0.clone(),
        change: below.1,
        references: OnceCell::new(),
    };
    found.push(unit(&clause.text.value, clause.text.end_line));
    of_items(&clause.items, number.as_ref(), &below, found);
    if let Some(tail) = &clause.tail {
        found.push(unit(tail, end_line));
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
            references: OnceCell::new(),
        };
        found.push(unit(&item.text.value));
        of_items(&item.items, number, below, found);
        if let Some(tail) = &item.tail {
            found.push(unit(tail));
        }
    }
}
