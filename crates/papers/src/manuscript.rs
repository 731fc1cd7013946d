//! A legal text as published ("Amend Section C2.3 as follows:") becomes the amendments that it orders.
//!
//! The reader has said what stands where ([`crate::facts::LegalText`]). What it could read whole becomes an amendment; what
//! the source damaged or left out is listed as unsettled, for a person to type. Nothing is filled in.

mod before;
mod clause;
mod ordered;
mod printed;
mod unmarked;
mod whole;
mod words;

use legaltext::{Amendment, Base, Citation, DocumentId, Edition};
use serde::Serialize;

use crate::facts::{BaseScope, Change, Definition, Facts, Instruction, InstructionKind, LegalText};
use crate::source::Source;
use ordered::Ordered;
use printed::{differs, not_marked};
use words::Where;

/// The amendments of a legal text, and what keeps it from being whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manuscript {
    /// What could be read whole, in the order of the text.
    pub legal_text: legaltext::LegalText,
    /// What a person must settle first, in the order of the text.
    pub unsettled: Vec<Unsettled>,
    /// What a person must judge before any of it is taken: one sentence, for a text that marks nothing.
    pub judge: Option<String>,
}

/// A change that the text orders and that could not be read whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unsettled {
    /// The physical line, from 1.
    pub line: usize,
    /// The clause or the term.
    pub at: String,
    /// What is missing and what to do.
    pub message: String,
}

/// The amendments of a text that a person gives as legal text: one as Modifications publish it, a report that holds one, or
/// clauses printed as they should read, without a mark. None for anything else.
pub fn of_text(name: &str, text: &str, base: Option<&Edition>) -> Option<Manuscript> {
    let source = Source::from_bytes(name, text.as_bytes()).ok()?;
    let facts = match crate::read::read(&source).ok().map(|reading| reading.facts) {
        Some(Facts::LegalText(facts)) => Some(facts),
        Some(Facts::ModificationReport(report)) => report.legal_text.map(Box::new),
        Some(Facts::ReleaseImplementationDocument(_) | Facts::Process(_)) => return None,
        None => None,
    };
    let says_nothing = |facts: &LegalText| facts.instructions.is_empty() && facts.not_understood.is_empty();
    if facts.as_deref().is_none_or(says_nothing)
        && let Some(compared) = base.and_then(|base| unmarked::compared(text, base))
    {
        return Some(compared);
    }
    facts.map(|facts| manuscript(&facts, base))
}

/// The amendments that a legal text orders. With the edition that it is drafted against, paragraphs that the print leaves
/// out (`[...]`) are taken from there, and a clause printed under "Amend" that the edition does not have is an insertion.
pub fn manuscript(facts: &LegalText, base: Option<&Edition>) -> Manuscript {
    let mut maker = Maker { base, found: Vec::new(), unsettled: Vec::new() };
    for instruction in &facts.instructions {
        match instruction.kind {
            InstructionKind::Renumber => maker.renumber(instruction),
            InstructionKind::DeleteClauses => maker.omit(instruction),
            InstructionKind::DeleteDefinitions => maker.undefine(instruction),
            InstructionKind::Move => maker.move_clause(instruction),
            InstructionKind::AmendHeading => maker.heading(instruction),
            InstructionKind::AddDefinitions
            | InstructionKind::AmendDefinitions
            | InstructionKind::AddClauses
            | InstructionKind::AmendClauses => maker.words(instruction),
        }
    }
    for unread in &facts.not_understood {
        maker.missing(unread.line, "an instruction", unread.message.clone());
    }
    for definition in &facts.definitions {
        maker.definition(definition, &facts.instructions);
    }
    for clause in &facts.clauses {
        match clause.change {
            Change::Added | Change::Amended if is_ordered(clause, facts) => maker.clause(clause),
            Change::Added | Change::Amended => {
                let number = clause.number.as_ref().map_or("a clause", |number| number.value.as_str());
                let message = "it stands under no instruction, so nothing says whether it is new or changed; write one above it, \
                               for example: Amend Section Q1.2 as follows:";
                maker.missing(clause.text.line, number, message);
            }
            Change::Context => maker.context(clause),
        }
    }
    for (line, at, message) in whole::missing(facts) {
        maker.missing(line, at, message);
    }
    let found = maker.in_order();
    let mut unsettled = maker.unsettled;
    unsettled.sort_by_key(|missing| missing.line);
    Manuscript {
        legal_text: legaltext::LegalText {
            modification: facts.modification.as_ref().map(|id| id.value.clone()),
            base: facts.base.iter().filter_map(drafted_against).collect(),
            amendments: joined(found.into_iter()),
        },
        unsettled,
        judge: None,
    }
}

/// An instruction to add or amend stands above the clause, and nothing that ends what it governs between them.
fn is_ordered(clause: &crate::facts::Clause, facts: &LegalText) -> bool {
    let line = clause.number.as_ref().map_or(clause.text.line, |number| number.line);
    let instruction = facts.instructions.iter().filter(|one| one.line <= line).max_by_key(|one| one.line);
    let heading = facts.documents.iter().map(|one| one.document.line).filter(|at| *at <= line).max();
    instruction.is_some_and(|one| one.governs() && heading.is_none_or(|heading| heading <= one.line))
}

fn drafted_against(base: &crate::facts::Base) -> Option<Base> {
    let document = match (base.scope, &base.document) {
        (BaseScope::Code, _) => None,
        (BaseScope::Section, Some(name)) => Some(DocumentId::from_printed(name).ok()?),
        (BaseScope::Section, None) => return None,
    };
    Some(Base { document, version: base.version.value.clone() })
}

/// Clauses added to one document one after another are one amendment.
fn joined(amendments: impl Iterator<Item = Amendment>) -> Vec<Amendment> {
    let mut out: Vec<Amendment> = Vec::new();
    for amendment in amendments {
        if let (
            Some(Amendment::Insert { in_order: true, text: above, into: home, .. }),
            Amendment::Insert { in_order: true, text, into, .. },
        ) = (out.last_mut(), &amendment)
            && home == into
            && letter(above) == letter(text)
        {
            above.push_str("\n\n");
            above.push_str(text);
        } else {
            out.push(amendment);
        }
    }
    out
}

/// The letters of the first number in a text: they name its Section.
fn letter(text: &str) -> Option<String> {
    let number: legaltext::Number =
        text.lines().filter(|l| !l.starts_with('#')).find_map(|l| l.split(' ').next()?.parse().ok())?;
    Some(number.letters().to_owned())
}

struct Maker<'a> {
    base: Option<&'a Edition>,
    found: Vec<(usize, Ordered)>,
    unsettled: Vec<Unsettled>,
}

impl Maker<'_> {
    fn missing(&mut self, line: usize, at: impl Into<String>, message: impl Into<String>) {
        self.unsettled.push(Unsettled { line, at: at.into(), message: message.into() });
    }

    fn push(&mut self, line: usize, amendment: Amendment) {
        self.found.push((line, Ordered::Amendment(amendment)));
    }

    /// The amendments in the order of the text; what depends on those before is settled in what they made.
    fn in_order(&mut self) -> Vec<Amendment> {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|(line, _)| *line);
        let (made, missing) = ordered::settle(found, self.base);
        self.unsettled.extend(missing);
        made
    }

    fn words(&mut self, instruction: &Instruction) {
        let Some(change) = &instruction.words else { return };
        let document = instruction.document.as_deref().and_then(|name| DocumentId::from_printed(name).ok());
        let mut places: Vec<Where> = Vec::new();
        if instruction.terms.is_empty() {
            for number in &instruction.clauses {
                match cite(instruction.document.as_deref(), number) {
                    Some(at) => places.push(Where::At(at)),
                    None => self.missing(
                        instruction.line,
                        number,
                        "the clause in which words are to be changed cannot be told; name its document",
                    ),
                }
            }
            if instruction.clauses.is_empty() {
                places.push(document.map_or(Where::Code, Where::Document));
            }
        } else {
            places.extend(instruction.terms.iter().map(|term| Where::Term(document.clone(), term.clone())));
        }
        for at in places {
            self.found.push((instruction.line, Ordered::Words(at, change.clone())));
        }
    }

    fn move_clause(&mut self, instruction: &Instruction) {
        let cited = |number: &String| cite(instruction.document.as_deref(), number);
        let at = instruction.clauses.first().and_then(cited);
        match (at, instruction.to.as_ref().and_then(cited), instruction.after.as_ref().map(cited)) {
            (Some(at), Some(to), after @ (None | Some(Some(_)))) => {
                let after = after.flatten();
                self.found.push((instruction.line, Ordered::Move { at, to, after }));
            }
            (Some(at), None, _) if instruction.to.is_none() => {
                let message = format!(
                    "{at} is to be moved, and no number is told for it there; write for example: Move Section {at} to Section D4.2."
                );
                self.missing(instruction.line, at.to_string(), message);
            }
            (_, _, _) => {
                let at = instruction.clauses.join(", ");
                let message =
                    "where this moves to cannot be read; write for example: Move Section C3.2 to Section D4.2.";
                self.missing(instruction.line, at, message);
            }
        }
    }

    fn heading(&mut self, instruction: &Instruction) {
        let Some(words) = &instruction.to else { return };
        let at = match instruction.clauses.first() {
            Some(number) => cite(instruction.document.as_deref(), number),
            None => instruction
                .document
                .as_deref()
                .and_then(|name| DocumentId::from_printed(name).ok())
                .map(|id| Citation::of_document(&id)),
        };
        match at {
            Some(at) => self.found.push((instruction.line, Ordered::Heading(at, words.clone()))),
            None => self.missing(
                instruction.line,
                instruction.clauses.join(", "),
                "the provision whose heading changes cannot be told; name its document",
            ),
        }
    }

    fn renumber(&mut self, instruction: &Instruction) {
        let cited = |number: &String| cite(instruction.document.as_deref(), number);
        let from = instruction.clauses.first().and_then(cited);
        match (from, instruction.to.as_ref().and_then(cited)) {
            (Some(at), Some(to)) => self.push(instruction.line, Amendment::Renumber { at, to }),
            (_, _) => {
                let at = instruction.clauses.join(", ");
                self.missing(
                    instruction.line,
                    at,
                    "the old or the new number of this renumbering cannot be read; type it",
                );
            }
        }
    }

    fn omit(&mut self, instruction: &Instruction) {
        for number in &instruction.clauses {
            match cite(instruction.document.as_deref(), number) {
                Some(at) => self.push(instruction.line, Amendment::Omit { at, old: None }),
                None => self.missing(
                    instruction.line,
                    number,
                    "the clause to be taken away cannot be told; name its document",
                ),
            }
        }
    }

    fn undefine(&mut self, instruction: &Instruction) {
        let document = instruction.document.as_deref().and_then(|name| DocumentId::from_printed(name).ok());
        for term in &instruction.terms {
            match document.clone() {
                Some(document) => {
                    self.push(instruction.line, Amendment::Undefine { document, term: term.clone() });
                }
                None => self.missing(
                    instruction.line,
                    term,
                    "the document that lists this definition is not named; name it",
                ),
            }
        }
    }

    fn definition(&mut self, definition: &Definition, instructions: &[Instruction]) {
        let line = definition.term.line;
        let term = definition.term.value.clone();
        let governs = |i: &&Instruction| {
            matches!(i.kind, InstructionKind::AddDefinitions | InstructionKind::AmendDefinitions) && i.line <= line
        };
        let instruction = instructions.iter().filter(governs).max_by_key(|i| i.line);
        let Some(document) = instruction.and_then(|i| DocumentId::from_printed(i.document.as_deref()?).ok()) else {
            return self.missing(line, term, "the document that lists this definition is not named; name it");
        };
        let at = instruction.and_then(|i| cite(i.document.as_deref(), i.clauses.first()?));
        self.found.push((line, Ordered::Definition { document, at, printed: Box::new(definition.clone()) }));
    }

    /// A clause printed to show the place must stand there, or its words would be lost.
    fn context(&mut self, clause: &crate::facts::Clause) {
        let (Some(base), Some(number)) = (self.base, &clause.number) else { return };
        let Some(at) = cite(clause.document.as_deref(), &number.value) else { return };
        let held = at.document_id().and_then(|id| base.document(&id)).is_some_and(|document| !document.has_unheld());
        if let Some(differs) = differs(clause, base.find(&at)) {
            self.missing(number.line, at.to_string(), not_marked(&differs));
        }
        if held && base.find(&at).is_none() {
            self.missing(
                number.line,
                at.to_string(),
                "it is printed without the marks of new words, as if it stood there, and the edition does not have it; name it in \
                 the instruction if it is new, or mark its words",
            );
        }
    }

    fn clause(&mut self, clause: &crate::facts::Clause) {
        let line = clause.number.as_ref().map_or(clause.text.line, |number| number.line);
        let Some(number) = &clause.number else {
            return self.missing(
                line,
                "a clause",
                "the number of this clause is lost; type the clause with its number",
            );
        };
        match cite(clause.document.as_deref(), &number.value) {
            Some(at) => self.found.push((line, Ordered::Clause { at, printed: Box::new(clause.clone()) })),
            None => {
                self.missing(line, &number.value, "this number cannot be read as one of the document's; type it");
            }
        }
    }
}

/// A number as printed in a document: `D10.22`, or `3.2.4` of `Appendix AG`.
fn cite(document: Option<&str>, number: &str) -> Option<Citation> {
    let citation: Citation = number.parse().ok()?;
    match document.and_then(|name| DocumentId::from_printed(name).ok()) {
        Some(document) => Some(citation.in_document(&document)),
        None => citation.document_id().is_some().then_some(citation),
    }
}

#[cfg(test)]
mod tests;
