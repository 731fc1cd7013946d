//! A legal text as published ("Amend Section C2.3 as follows:") becomes the amendments that it orders.
//!
//! The reader has said what stands where ([`crate::facts::LegalText`]). What it could read whole becomes an amendment; what
//! the source damaged or left out is listed as unsettled, for a person to type. Nothing is filled in.

mod before;
mod clause;
mod ordered;
mod whole;
mod words;

use legaltext::{Amendment, Base, Citation, DocumentId, Edition, markup};
use serde::Serialize;

use crate::facts::{BaseScope, Change, Definition, Instruction, InstructionKind, LegalText};
use clause::Written;
use ordered::Ordered;
use words::Where;

/// The amendments of a legal text, and what keeps it from being whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manuscript {
    /// What could be read whole, in the order of the text.
    pub legal_text: legaltext::LegalText,
    /// What a person must settle first, in the order of the text.
    pub unsettled: Vec<Unsettled>,
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
        let text = match clause::definition(definition) {
            Ok(text) => text,
            Err(message) => return self.missing(line, term, message),
        };
        let lists_it = |base: &Edition| listed(base, &document, &term).is_some();
        let stands = self.base.and_then(|base| listed(base, &document, &term)).and_then(markup::print_meaning);
        if let (Change::Context | Change::Amended, Some(was), Some(stands)) =
            (definition.change, &definition.was, stands)
            && let Some(differs) = before::difference(without_term(was, &term), &stands)
        {
            return self.missing(line, term, unmarked(&differs));
        }
        match definition.change {
            Change::Context => {
                let of_document = self.base.and_then(|base| base.document(&document));
                let unknown = |base: &Edition| !lists_it(base);
                if of_document.is_some_and(|document| !document.has_unheld()) && self.base.is_some_and(unknown) {
                    self.missing(
                        line,
                        term,
                        "it is printed without the marks of new words, as if it were defined, and the edition does not have it; \
                         mark its words if it is new",
                    );
                }
            }
            Change::Amended if self.base.is_none_or(lists_it) => {
                self.push(line, Amendment::Redefine { document, term, text: Some(text), old: None });
            }
            Change::Added | Change::Amended => {
                // Where the edition is known to have one list only, the clause that holds it need not be named.
                let at = instruction.and_then(|i| cite(i.document.as_deref(), i.clauses.first()?));
                let at = at.filter(|at| self.base.is_none_or(|base| base.find(at).is_some()));
                self.push(line, Amendment::Define { document, term, text: Some(text), at });
            }
        }
    }

    /// A clause printed to show the place must stand there, or its words would be lost.
    fn context(&mut self, clause: &crate::facts::Clause) {
        let (Some(base), Some(number)) = (self.base, &clause.number) else { return };
        let Some(at) = cite(clause.document.as_deref(), &number.value) else { return };
        let held = at.document_id().and_then(|id| base.document(&id)).is_some_and(|document| !document.has_unheld());
        if let Some(differs) = differs(clause, base.find(&at)) {
            self.missing(number.line, at.to_string(), unmarked(&differs));
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
        let Some(at) = cite(clause.document.as_deref(), &number.value) else {
            return self.missing(line, &number.value, "this number cannot be read as one of the document's; type it");
        };
        let stands = self.base.and_then(|base| base.find(&at));
        let text = match clause::text(clause, stands) {
            Written::Whole(text) => text,
            Written::Broken(problems) => {
                for message in problems {
                    self.missing(line, at.to_string(), message);
                }
                return;
            }
        };
        if let Some(differs) = differs(clause, stands) {
            return self.missing(line, at.to_string(), unmarked(&differs));
        }
        let is_new = clause.change == Change::Added || (self.base.is_some() && stands.is_none());
        if is_new && !at.labels().is_empty() {
            let after = clause.after.as_ref().and_then(|after| cite(clause.document.as_deref(), after));
            self.found.push((line, Ordered::Paragraph { at, after, text }));
            return;
        }
        let amendment = if is_new {
            let into = at.document_id().filter(|_| at.number().is_none_or(|n| n.letters().is_empty()));
            let text = match &clause.heading {
                Some(heading) => format!("### {heading}\n\n{text}"),
                None => text,
            };
            Amendment::Insert { after: None, into, in_order: true, text, number: None, heading: None }
        } else {
            Amendment::Substitute { at, text, old: None, heading: clause.heading.clone() }
        };
        self.push(line, amendment);
    }
}

/// A definition of the list of a document.
fn listed<'a>(base: &'a Edition, document: &DocumentId, term: &str) -> Option<&'a legaltext::Definition> {
    let all = base.document(document)?.definitions();
    all.into_iter().find(|(_, definition)| definition.term() == term).map(|(_, definition)| &**definition)
}

/// How the words of a clause before the change, by its marks, differ from those that stand there.
fn differs(clause: &crate::facts::Clause, stands: Option<&legaltext::Provision>) -> Option<String> {
    let stands = stands.filter(|provision| !provision.has_unheld())?;
    let mut words = markup::print_words(stands);
    if clause.heading.is_none()
        && let Some(heading) = stands.heading()
    {
        words = words.replacen(&format!("### {heading}\n"), "", 1);
    }
    // A paragraph is cited by its whole number and printed by its label.
    let was = clause.was.as_deref()?;
    before::difference(was, &words)
}

fn unmarked(differs: &str) -> String {
    format!(
        "what is neither marked as new nor struck out must be the words that stand there, or they would change without a mark: \
         {differs}; mark the change, correct the words, or give the edition that it is drafted against"
    )
}

/// The words behind the term that a definition begins with.
fn without_term<'a>(was: &'a str, term: &str) -> &'a str {
    let bare = was.trim_start_matches(['“', '"', '‘', ' ']);
    match bare.strip_prefix(term) {
        Some(rest) => rest.trim_start_matches(['”', '"', '’', ' ', '\t', ':']),
        None => was,
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
