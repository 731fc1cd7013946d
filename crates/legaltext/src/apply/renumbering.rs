//! New numbers: the provision keeps its identity and the references to it follow.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind, Notice, Rewritten};
use crate::definition::Definition;
use crate::document::{Document, DocumentParts};
use crate::document_id::DocumentId;
use crate::number::Number;
use crate::provision::{Provision, Words};
use crate::references::{self, Reference};

use super::Work;
use super::place::{self, Found};

impl Work<'_> {
    pub(super) fn renumber(&mut self, at: &Citation, to: &Citation) -> Result<(), Conflict> {
        let to = &at.document_id().map_or_else(|| to.clone(), |document| to.in_document(&document));
        let Some((path, target)) = self.target(at)? else {
            self.unverified(at.clone());
            return Ok(());
        };
        let same_list =
            at.labels().len() == to.labels().len() && (at.labels().is_empty() || at.parent() == to.parent());
        let Some(number) = to.last().filter(|_| same_list && to.document_id() == at.document_id()).cloned() else {
            return Err(self.misplaced(at, to));
        };
        if !target.is_held() {
            self.unverified(at.clone());
        }
        let (_, document) = self.document_of(at)?;
        if !matches!(place::locate(document, to), Found::Absent | Found::BelowUnheld) {
            let says = format!(
                "the number {to} is already taken in this edition; renumber the provision that stands there first"
            );
            return Err(self.conflict(Some(to.clone()), ConflictKind::AlreadyThere, says));
        }
        let above = path.split_last().map_or_else(Vec::new, |(_, above)| above.to_vec());
        let letters_differ = number.letters() != target.number().letters();
        if !number.is_label() && (place::group_of(document, &number) != above || letters_differ) {
            return Err(self.misplaced(at, to));
        }
        let renamed = Arc::new(renamed(&target, &number));
        place::edit(document, &above, |level| put_in_order(level, target.number(), renamed));
        self.settle();
        self.rewrite_references(at, to);
        Ok(())
    }

    fn misplaced(&self, at: &Citation, to: &Citation) -> Conflict {
        let says = format!(
            "{at} cannot become {to} by renumbering, because {to} belongs to another place; omit it there and insert it here"
        );
        self.conflict(Some(at.clone()), ConflictKind::Misplaced, says)
    }

    /// Makes every reference to `from`, or to what stands below it, follow to `to`.
    pub(super) fn rewrite_references(&mut self, from: &Citation, to: &Citation) {
        let mut changed = Vec::new();
        let documents = self.edition.documents().to_vec();
        for document in &documents {
            let mut rewriting = Rewriting {
                document: document.id(),
                from,
                to,
                at: None,
                term: None,
                index: self.index,
                done: Vec::new(),
            };
            if let Some(parts) = rewriting.document(document) {
                changed.push(Arc::new(Document::new(parts)));
            }
            self.rewritten.append(&mut rewriting.done);
        }
        if !changed.is_empty() {
            self.edition = self.edition.with_shared(changed);
        }
        if !from.labels().is_empty() {
            self.notice_relative(from, to);
        }
    }

    /// `paragraph (d)` inside the clause may mean the renumbered one; nothing but a reader can tell.
    fn notice_relative(&mut self, from: &Citation, to: &Citation) {
        let Some(clause) = self.edition.find(&from.clause()) else { return };
        let label = from.labels().last();
        if clause.cited().iter().any(|r| r.citation.is_relative() && r.citation.labels().contains_label(label)) {
            let clause = from.clause();
            let message = format!(
                "the words of {clause} refer to a paragraph by its label alone; check whether {to} is meant, which was {from}"
            );
            self.notices.push(Notice {
                amendment: self.index,
                at: clause,
                kind: ConflictKind::DanglingReference,
                message,
            });
        }
    }
}

trait ContainsLabel {
    fn contains_label(&self, label: Option<&Number>) -> bool;
}

impl ContainsLabel for [Number] {
    fn contains_label(&self, label: Option<&Number>) -> bool {
        label.is_some_and(|label| self.contains(label))
    }
}

/// The provision under its new number; clauses below a group take the group's new number.
pub(super) fn renamed(provision: &Provision, number: &Number) -> Provision {
    let mut parts = provision.to_parts();
    let was = std::mem::replace(&mut parts.number, number.clone());
    for child in parts.children.iter_mut().filter(|c| !c.number().is_label()) {
        let below =
            child.number().as_str().strip_prefix(was.as_str()).and_then(|rest| format!("{number}{rest}").parse().ok());
        if let Some(below) = below {
            *child = Arc::new(renamed(child, &below));
        }
    }
    Provision::new(parts)
}

/// Puts the renumbered provision where its number belongs, or leaves it in place when its neighbours allow that.
fn put_in_order(level: &mut Vec<Arc<Provision>>, was: &Number, renamed: Arc<Provision>) {
    let Some(index) = level.iter().position(|p| p.number() == was) else { return };
    let fits_after =
        index.checked_sub(1).and_then(|i| level.get(i)).is_none_or(|before| before.number() < renamed.number());
    let fits_before = level.get(index + 1).is_none_or(|after| renamed.number() < after.number());
    level.remove(index);
    let to = if fits_after && fits_before {
        index
    } else {
        level.iter().rposition(|p| p.number() < renamed.number()).map_or(0, |before| before + 1)
    };
    level.insert(to, renamed);
}

/// One pass over one document.
struct Rewriting<'a> {
    document: &'a DocumentId,
    from: &'a Citation,
    to: &'a Citation,
    at: Option<Citation>,
    term: Option<String>,
    index: usize,
    done: Vec<Rewritten>,
}

impl Rewriting<'_> {
    fn document(&mut self, document: &Document) -> Option<DocumentParts> {
        let hit = |r: &[Reference]| r.iter().any(|r| self.target(r).is_some());
        let touched = document.provisions().iter().any(|p| hit(p.cited()))
            || document.opening_definitions().iter().any(|d| hit(d.cited()));
        if !touched {
            return None;
        }
        let mut parts = document.to_parts();
        for definition in &mut parts.definitions {
            self.definition(definition);
        }
        for provision in &mut parts.provisions {
            self.provision(provision, &Citation::of_document(document.id()));
        }
        Some(parts)
    }

    fn provision(&mut self, provision: &mut Arc<Provision>, above: &Citation) {
        if !provision.cited().iter().any(|r| self.target(r).is_some()) {
            return;
        }
        let here = above.child(provision.number());
        let mut parts = provision.to_parts();
        self.at = Some(here.clone());
        self.words(&mut parts.words);
        for child in &mut parts.children {
            self.provision(child, &here);
        }
        self.at = Some(here);
        for definition in &mut parts.definitions {
            self.definition(definition);
        }
        *provision = Arc::new(Provision::new(parts));
    }

    fn definition(&mut self, definition: &mut Arc<Definition>) {
        if !definition.cited().iter().any(|r| self.target(r).is_some()) {
            return;
        }
        let here = self.at.clone().unwrap_or_else(|| Citation::of_document(self.document));
        let mut parts = definition.to_parts();
        self.at = Some(here.clone());
        self.term = Some(parts.term.clone());
        self.words(&mut parts.words);
        for child in &mut parts.children {
            self.provision(child, &here);
        }
        self.at = Some(here);
        self.term = None;
        *definition = Arc::new(Definition::new(parts));
    }

    fn words(&mut self, words: &mut Words) {
        match words {
            Words::Held { lead_in, tail } => {
                self.text(lead_in);
                self.text(tail);
            }
            Words::Unheld { .. } => {}
        }
    }

    fn text(&mut self, text: &mut String) {
        let found = references::find(text);
        // From the last to the first, so that the places of those before stay true.
        for reference in found.iter().rev() {
            let Some(to) = self.target(reference) else { continue };
            let Some(printed) = text.get(reference.number.clone()) else { continue };
            let new = reprinted(printed, &to);
            if new != printed {
                text.replace_range(reference.number.clone(), &new);
            }
            let at = self.at.clone().unwrap_or_else(|| Citation::of_document(self.document));
            let (amendment, from) = (self.index, reference.citation.in_document(self.document));
            self.done.push(Rewritten { amendment, at, term: self.term.clone(), from, to });
        }
    }

    /// Where a reference leads now, when it is one that must follow.
    fn target(&self, reference: &Reference) -> Option<Citation> {
        if reference.citation.is_relative() {
            return None;
        }
        // Cheap test first: most references are to other numbers.
        if !reference.citation.number()?.as_str().starts_with(self.from.number()?.as_str()) {
            return None;
        }
        let cited = reference.citation.in_document(self.document);
        if cited.document_id() != self.from.document_id() || !cited.is_within(self.from) {
            return None;
        }
        if self.from.labels().is_empty() {
            let below = cited.number()?.as_str().strip_prefix(self.from.number()?.as_str())?;
            let number: Number = format!("{}{below}", self.to.number()?).parse().ok()?;
            let clause = self.to.document_id().map(|d| Citation::new(&d, number))?;
            return Some(cited.labels().iter().fold(clause, |c, label| c.child(label)));
        }
        let below = cited.labels().get(self.from.labels().len()..)?;
        Some(below.iter().fold(self.to.clone(), |c, label| c.child(label)))
    }
}

/// A printed number or list of labels, in the same form, for its new target.
fn reprinted(printed: &str, to: &Citation) -> String {
    let labels = |n: usize| {
        let skip = to.labels().len().saturating_sub(n);
        to.labels().iter().skip(skip).map(Number::as_str).collect::<String>()
    };
    if printed.starts_with('(') {
        return labels(printed.matches('(').count());
    }
    let number = to.number().map_or("", Number::as_str);
    format!("{number}{}", labels(to.labels().len()))
}
