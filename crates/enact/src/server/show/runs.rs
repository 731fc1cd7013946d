//! Runs of words with their terms and references as links, as they stand in the text read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use legaltext::graph::{Defined, Graph, How, Place, RefState, Resolution};
use legaltext::references::Reference;
use legaltext::{Citation, DocumentId, Number};

use super::law::{self, Shown};
use crate::server::Visit;
use crate::web::{Link, TermNote, Words};

/// What turns words into runs with links.
pub(super) struct Runs<'v> {
    visit: &'v Visit,
    shown: &'v Shown,
    document: DocumentId,
    graph: Graph,
    /// The terms that were printed so far.
    notes: RefCell<BTreeMap<String, TermNote>>,
}

impl<'v> Runs<'v> {
    pub(super) fn new(visit: &'v Visit, shown: &'v Shown, document: &DocumentId) -> Self {
        let graph = visit.server.graphs.of(visit, &shown.edition);
        Self { visit, shown, document: document.clone(), graph, notes: RefCell::default() }
    }

    /// The graph of the text.
    pub(super) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What the terms that were printed mean, in alphabetical order.
    pub(super) fn notes(&self) -> Vec<TermNote> {
        self.notes.borrow().values().cloned().collect()
    }

    /// Words that stand at a place of the document.
    pub(super) fn words(&self, text: &str, at: &Citation) -> Vec<Words> {
        let at = Some(at).filter(|at| !at.is_document());
        let mut marks: Vec<(Range<usize>, Words)> = Vec::new();
        for (reference, resolution) in self.graph.cited_in(text, &self.document, at).references {
            let words = text.get(reference.range.clone()).unwrap_or_default();
            marks.extend(self.reference(&reference, &resolution, words).map(|run| (reference.range.clone(), run)));
        }
        for used in self.graph.terms().uses(text, &self.document, at) {
            let words = text.get(used.range.clone()).unwrap_or_default();
            let run = self.term(&used.definition, words);
            marks.push((used.range, run));
        }
        // A reference goes before a term within it: they are sorted by where they begin, and the sort is stable.
        marks.sort_by_key(|(range, _)| range.start);
        let mut found = Vec::new();
        let mut rest = 0;
        for (range, run) in marks {
            if range.start < rest {
                continue;
            }
            let plain = text.get(rest..range.start).unwrap_or_default();
            if !plain.is_empty() {
                found.push(Words::Plain(plain.to_owned()));
            }
            found.push(run);
            rest = range.end;
        }
        let plain = text.get(rest..).unwrap_or_default();
        if !plain.is_empty() {
            found.push(Words::Plain(plain.to_owned()));
        }
        found
    }

    /// A reference as a link, or with what is wrong with it; nothing where it leads out of the Code.
    fn reference(&self, reference: &Reference, resolution: &Resolution, words: &str) -> Option<Words> {
        let target = resolution.targets.first();
        let link = target.and_then(|target| self.place_link(&target.place));
        match resolution.state {
            RefState::Resolves | RefState::ResolvesInAttachment => {
                link.map(|link| Words::Reference(Link { words: words.to_owned(), ..link }))
            }
            RefState::Moved => {
                let now = target.map(|target| target.place.to_string()).unwrap_or_default();
                Some(Words::Astray(words.to_owned(), format!("now {now}"), link))
            }
            RefState::Dangling => Some(Words::Astray(words.to_owned(), "not in this text".to_owned(), None)),
            RefState::Ambiguous => {
                let places: Vec<String> = resolution.targets.iter().map(|target| target.place.to_string()).collect();
                let why = match places.as_slice() {
                    [] => "it does not say of what".to_owned(),
                    [..] => format!("it fits {}", places.join(" and ")),
                };
                Some(Words::Astray(words.to_owned(), why, None))
            }
            RefState::Unheld => {
                let clause = reference.citation.in_document(&self.document).clause();
                let there = self.shown.edition.find(&clause).is_some();
                let link = self.place_link(&Place::of(clause)).filter(|_| there)?;
                Some(Words::Reference(Link { words: words.to_owned(), ..link }))
            }
            RefState::Outside => None,
        }
    }

    /// The address of a place in the text read.
    pub(super) fn place_link(&self, place: &Place) -> Option<Link> {
        let id = place.at.document_id()?;
        let link = match (&place.term, place.at.number()) {
            (Some(term), _) => self.shown.document_link(self.visit, &id).anchored(term_anchor(term)),
            (None, None) => self.shown.document_link(self.visit, &id),
            (None, Some(number)) => {
                let labels: String = place.at.labels().iter().map(Number::as_str).collect();
                law::provision_link(self.visit, &id, &format!("{number}{labels}"), self.shown.point_in(Some(&id)))?
            }
        };
        Some(Link { words: place.to_string(), ..link })
    }

    fn term(&self, defined: &Defined, words: &str) -> Words {
        match self.place_link(&defined.place) {
            Some(link) => {
                let note = self.note(defined, link.clone());
                Words::Term(Link { words: words.to_owned(), ..link }, note)
            }
            None => Words::Plain(words.to_owned()),
        }
    }

    /// Keeps what a term means for the end of the page, and answers with the id of its note.
    fn note(&self, defined: &Defined, link: Link) -> String {
        let scope = law::anchor(&defined.place.at.to_string());
        let id = format!("note-{}-{}", term_anchor(&defined.term), scope.trim_start_matches("p-"));
        let mut notes = self.notes.borrow_mut();
        if !notes.contains_key(&id) {
            let (words, linked) = match defined.how {
                How::Listed => (self.listed(defined), format!("Defined in {}", defined.document.printed())),
                How::Inline => (self.inline(defined), format!("Defined in {}", defined.place.at)),
            };
            let words = words.unwrap_or_else(|| "is defined, and its words are not held here.".to_owned());
            let note = TermNote {
                id: id.clone(),
                term: defined.term.to_string(),
                words,
                defined: Link { words: linked, ..link },
            };
            notes.insert(id.clone(), note);
        }
        id
    }

    fn listed(&self, defined: &Defined) -> Option<String> {
        let document = self.shown.edition.document(&defined.document)?;
        let listed = document.definitions().into_iter().map(|(_, definition)| definition);
        let definition = listed.into_iter().find(|definition| definition.term() == &*defined.term)?;
        Some(definition.text()).filter(|text| !text.is_empty())
    }

    /// The words of the provision that defines a term in passing.
    fn inline(&self, defined: &Defined) -> Option<String> {
        let provision = self.shown.edition.find(&defined.place.at)?;
        let words = provision.lead_in();
        (!words.is_empty()).then(|| format!("as {} says: \u{201c}{words}\u{201d}", defined.place.at))
    }
}

/// The id of a definition on the page of its document.
pub(super) fn term_anchor(term: &str) -> String {
    format!("term-{}", law::anchor(term).trim_start_matches("p-"))
}
