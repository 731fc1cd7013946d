//! References that an omission leaves pointing at nothing.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem::Finder;

use crate::citation::Citation;
use crate::conflict::{ConflictKind, Notice};
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::graph::{RefState, Resolver, Standing, walk};
use crate::references::cited::{document_mark, number_alone_mark, number_elsewhere_mark, relative_mark};
use crate::references::{Announced, Of, Reference, scan};

use super::Work;

/// Most numbers that texts are searched for.
const FEW: usize = 3;

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
    /// Carried by everything in any document that may cite what is gone.
    marks: Vec<u32>,
    /// Carried by everything in one document that cites its own plain numbers that are gone.
    own: BTreeMap<DocumentId, Vec<u32>>,
    /// What every text prints that cites a number that is gone; none when there is more than a text is worth searching for.
    printed: Option<Vec<Finder<'static>>>,
    /// The documents in which a paragraph is gone, which may be cited by its label alone in what is left of its clause.
    labelled: BTreeSet<DocumentId>,
}

impl<'a> Search<'a> {
    fn new(edition: &'a Edition, gone: &'a [(usize, Citation)]) -> Search<'a> {
        let (mut marks, mut own) = (Vec::new(), BTreeMap::<DocumentId, Vec<u32>>::new());
        let mut printed = (gone.len() <= FEW).then(Vec::new);
        for (_, at) in gone {
            match (at.number(), at.document_id()) {
                (Some(number), document) => {
                    let of_one = document.filter(|_| number.letters().is_empty());
                    let alone = of_one.map_or(&mut marks, |document| own.entry(document).or_default());
                    alone.push(number_alone_mark(number));
                    marks.push(number_elsewhere_mark(number));
                    printed.iter_mut().for_each(|printed| printed.push(Finder::new(number.as_str()).into_owned()));
                }
                (None, Some(document)) => {
                    marks.push(document_mark(&document));
                    printed = None;
                }
                (None, None) => {}
            }
        }
        let places = gone.iter().enumerate().rev().map(|(place, (_, at))| (at, place)).collect();
        let paragraphs = gone.iter().filter(|(_, at)| !at.labels().is_empty());
        let labelled = paragraphs.filter_map(|(_, at)| at.document_id()).collect();
        Search { gone, places, resolver: Resolver::near(edition, None), marks, own, printed, labelled }
    }

    /// What was omitted first of all that a citation lies within.
    fn omitted(&self, target: &Citation) -> Option<&'a (usize, Citation)> {
        let above = std::iter::successors(Some(target.clone()), Citation::parent);
        let first = above.filter_map(|at| self.places.get(&at).copied()).min()?;
        self.gone.get(first)
    }

    fn document(&self, document: &'a Document, notices: &mut Vec<Notice>) {
        let lists = self.labelled.contains(document.id());
        if let Some(printed) = self.printed.as_ref().filter(|_| !lists && !document.marks_pay()) {
            return self.search(document, printed, notices);
        }
        let held = document.marks();
        let own = self.own.get(document.id()).into_iter().flatten();
        let mut marks: Vec<u32> = self.marks.iter().chain(own).copied().filter(|mark| held.may_hold(*mark)).collect();
        if lists {
            marks.push(relative_mark());
        }
        if marks.is_empty() {
            return;
        }
        marks.sort_unstable();
        walk(document, &mut |standing, step| {
            let cited = step.cited();
            if !cited.may_cite_any(&marks) {
                return false;
            }
            let (lead_in, tail) = step.texts();
            self.node(standing, [&cited.lead_in(lead_in).references, &cited.tail(tail).references], notices);
            true
        });
    }

    /// The same for a document of which nothing is kept yet.
    fn search(&self, document: &'a Document, printed: &[Finder<'static>], notices: &mut Vec<Notice>) {
        let prints = |text: &str| printed.iter().any(|number| number.find(text.as_bytes()).is_some());
        walk(document, &mut |standing, step| {
            let (lead_in, tail) = step.texts();
            if prints(lead_in) || prints(tail) {
                self.node(standing, [&scan(lead_in).references, &scan(tail).references], notices);
            }
            true
        });
    }

    fn node(&self, standing: &Standing<'a>, texts: [&[Reference]; 2], notices: &mut Vec<Notice>) {
        for references in texts {
            for (index, reference) in references.iter().enumerate() {
                let before = references.get(..index).unwrap_or_default();
                notices.extend(self.dangles(reference, before, standing));
            }
        }
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
