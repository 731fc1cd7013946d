//! References that an omission leaves pointing at nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::citation::Citation;
use crate::conflict::{ConflictKind, Notice};
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::graph::{RefState, Resolver, Standing, Step, walk};
use crate::references::cited::{document_mark, number_mark, relative_mark};
use crate::references::{Announced, Of, Reference};

use super::Work;

impl Work<'_> {
    /// Finds every reference to a provision or document that was omitted and that nothing has replaced.
    pub(super) fn report_dangling(&mut self) {
        let edition = &self.edition;
        let stands = |at: &Citation| match (at.document_id(), at.is_document()) {
            (Some(document), true) => edition.document(&document).is_some(),
            (_, _) => edition.find(at).is_some(),
        };
        let gone: Vec<_> = self.omitted.iter().filter(|(_, at)| !stands(at)).cloned().collect();
        if gone.is_empty() {
            return;
        }
        let search = Search::new(edition, &gone);
        let mut notices = Vec::new();
        edition.documents().iter().for_each(|document| search.document(document, &mut notices));
        self.notices.append(&mut notices);
    }
}

struct Search<'a> {
    gone: &'a [(usize, Citation)],
    /// What is gone by its citation: its place in `gone`, the first where it was omitted twice.
    places: BTreeMap<&'a Citation, usize>,
    resolver: Resolver<'a>,
    /// Carried by everything that cites what is gone; sorted.
    marks: Vec<u32>,
    /// The documents in which a paragraph is gone, which may be cited by its label alone in what is left of its clause.
    labelled: BTreeSet<DocumentId>,
}

impl<'a> Search<'a> {
    fn new(edition: &'a Edition, gone: &'a [(usize, Citation)]) -> Search<'a> {
        let mark = |at: &Citation| match (at.number(), at.document_id()) {
            (Some(number), _) => Some(number_mark(number)),
            (None, Some(document)) => Some(document_mark(&document)),
            (None, None) => None,
        };
        let mut marks: Vec<u32> = gone.iter().filter_map(|(_, at)| mark(at)).collect();
        marks.sort_unstable();
        let places = gone.iter().enumerate().rev().map(|(place, (_, at))| (at, place)).collect();
        let paragraphs = gone.iter().filter(|(_, at)| !at.labels().is_empty());
        let labelled = paragraphs.filter_map(|(_, at)| at.document_id()).collect();
        Search { gone, places, resolver: Resolver::near(edition, None), marks, labelled }
    }

    /// What was omitted first of all that a citation lies within.
    fn omitted(&self, target: &Citation) -> Option<&'a (usize, Citation)> {
        let above = std::iter::successors(Some(target.clone()), Citation::parent);
        let first = above.filter_map(|at| self.places.get(&at).copied()).min()?;
        self.gone.get(first)
    }

    fn document(&self, document: &'a Document, notices: &mut Vec<Notice>) {
        let lists = self.labelled.contains(document.id());
        walk(document, &mut |standing, step| {
            let (cited, lead_in, tail) = match step {
                Step::Provision(p) => (p.cited(), &p.cited().lead_in, &p.cited().tail),
                Step::Definition(d) => (d.cited(), &d.cited().lead_in, &d.cited().tail),
            };
            let marked = cited.may_cite_any(&self.marks);
            if !(marked || lists && cited.may_cite(relative_mark())) {
                return false;
            }
            for references in [&lead_in.references, &tail.references] {
                for (index, reference) in references.iter().enumerate() {
                    let before = references.get(..index).unwrap_or_default();
                    notices.extend(self.dangles(reference, before, standing));
                }
            }
            true
        });
    }

    /// The notice for a reference to something omitted, when nothing stands there now.
    fn dangles(&self, reference: &Reference, before: &[Reference], standing: &Standing<'a>) -> Option<Notice> {
        let target = match &reference.of {
            None | Some(Of::That) => reference.citation.clone(),
            Some(Of::Named(name)) => reference.citation.in_document(&self.resolver.document_named(name)?),
            Some(Of::Inside(document)) => Citation::of_document(document),
            Some(Of::Definition(_)) => return None,
        };
        if reference.announced == Announced::Law {
            return None;
        }
        let place = standing.place().at;
        let target = if target.is_relative() {
            let clause = place.clause();
            target.labels().iter().fold(clause, |above, label| above.child(label))
        } else {
            target.in_document(standing.document.id())
        };
        let (amendment, omitted) = self.omitted(&target)?;
        // A bare number is no reference once nothing stands there; until the omission it was one.
        let state = self.resolver.resolve(reference, before, standing).map(|r| r.state);
        let dangles = match state {
            None | Some(RefState::Dangling | RefState::Moved) => true,
            Some(RefState::Resolves | RefState::ResolvesInAttachment | RefState::Outside | RefState::Unheld) => false,
            Some(RefState::Ambiguous) => target.number().is_some_and(|n| n.letters().is_empty()),
        };
        let message = format!("{place} refers to {target}, which is gone with {omitted}; amend the reference");
        dangles.then_some(Notice { amendment: *amendment, at: place, kind: ConflictKind::DanglingReference, message })
    }
}
