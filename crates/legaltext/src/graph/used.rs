//! The uses of terms in one document, found once and kept while neither its words nor the terms in them change.

use std::sync::{Arc, OnceLock};

use crate::citation::Citation;
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::hash::Hash;
use crate::number::Number;
use crate::references::Reference;

use super::place::{Part, Place};
use super::standing::{Step, walk};
use super::vocabulary::{Hit, Vocabulary, first_word_mark, word_marks};

/// The uses of terms in one document.
#[derive(Debug)]
pub(super) struct Used {
    id: DocumentId,
    hash: Hash,
    nodes: Vec<Node>,
    uses: Vec<RawUse>,
    /// The places in `uses` of each term, in order of the terms.
    by_term: Vec<(u32, u32)>,
    /// Marks of all words, in order; filled when a vocabulary grows.
    words: OnceLock<Vec<u32>>,
}

/// A provision or definition, and the place in the list of what it stands below.
#[derive(Debug)]
struct Node {
    above: u32,
    is: Is,
}

#[derive(Debug)]
enum Is {
    Numbered(Number),
    Term(Arc<str>),
}

const TOP: u32 = u32::MAX;

/// One use of a term in the words of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawUse {
    pub(super) node: u32,
    pub(super) part: Part,
    pub(super) hit: Hit,
}

/// Finds the terms in a text that makes these references.
pub(super) type Finds<'a> = dyn FnMut(&str, &[Reference], &mut Vec<Hit>) + 'a;

impl Used {
    /// Finds them. `hits` gives the terms in a text.
    pub(super) fn read(document: &Document, hits: &mut Finds<'_>) -> Used {
        let mut nodes: Vec<Node> = Vec::new();
        let mut uses = Vec::new();
        let mut open: Vec<u32> = Vec::new();
        let mut found = Vec::new();
        walk(document, &mut |standing, step| {
            open.truncate(standing.steps.len() - 1);
            let is = match step {
                Step::Provision(provision) => Is::Numbered(provision.number().clone()),
                Step::Definition(definition) => Is::Term(definition.term().into()),
            };
            let node = u32::try_from(nodes.len()).unwrap_or(TOP);
            nodes.push(Node { above: open.last().copied().unwrap_or(TOP), is });
            open.push(node);
            let ((lead_in, tail), cited) = (step.texts(), step.cited());
            let parts = [(Part::LeadIn, lead_in, &cited.lead_in), (Part::Tail, tail, &cited.tail)];
            for (part, words, scan) in parts {
                found.clear();
                hits(words, &scan.references, &mut found);
                uses.extend(found.iter().map(|hit| RawUse { node, part, hit: *hit }));
            }
            true
        });
        let mut by_term: Vec<(u32, u32)> = (0_u32..).zip(&uses).map(|(at, raw)| (raw.hit.term, at)).collect();
        by_term.sort_unstable();
        Used { id: document.id().clone(), hash: document.hash(), nodes, uses, by_term, words: OnceLock::new() }
    }

    /// True when it is of these words and no change of terms touches them: none of those gone is used, and none of those
    /// that are new can be, because its first word is not there.
    pub(super) fn still_holds(&self, document: &Document, gone: &[u32], new: &[Arc<str>]) -> bool {
        let words = || self.words.get_or_init(|| marks_of(document));
        self.is_of(document)
            && gone.iter().all(|term| self.of_term(*term).next().is_none())
            && new.iter().all(|term| words().binary_search(&first_word_mark(term)).is_err())
    }

    /// True when it is of a document with these words.
    pub(super) fn is_of(&self, document: &Document) -> bool {
        self.hash == document.hash() && self.id == *document.id()
    }

    /// The uses of one term, in printed order.
    pub(super) fn of_term(&self, term: u32) -> impl Iterator<Item = &RawUse> {
        let from = self.by_term.partition_point(|(t, _)| *t < term);
        let of = self.by_term.iter().skip(from).take_while(move |(t, _)| *t == term);
        of.filter_map(|(_, at)| self.uses.get(*at as usize))
    }

    /// The document.
    pub(super) fn document(&self) -> &DocumentId {
        &self.id
    }

    /// Where a node stands.
    pub(super) fn place(&self, node: u32) -> Place {
        let mut trail = Vec::new();
        let mut at = node;
        while let Some(here) = self.nodes.get(at as usize) {
            trail.push(here);
            at = here.above;
        }
        let mut place = Place::of(Citation::of_document(&self.id));
        for node in trail.into_iter().rev() {
            match &node.is {
                Is::Numbered(number) if place.term.is_some() => place.labels.push(number.clone()),
                Is::Numbered(number) => place.at = place.at.child(number),
                Is::Term(term) => place.term = Some(term.clone()),
            }
        }
        place
    }
}

fn marks_of(document: &Document) -> Vec<u32> {
    let mut marks = Vec::new();
    walk(document, &mut |_, step| {
        let (lead_in, tail) = step.texts();
        word_marks(lead_in, &mut marks);
        word_marks(tail, &mut marks);
        if marks.len() > 1 << 16 {
            marks.sort_unstable();
            marks.dedup();
        }
        true
    });
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// The terms of one vocabulary that another does not find, by their places.
pub(super) fn difference<'a>(
    vocabulary: &Vocabulary,
    terms: impl Iterator<Item = &'a Arc<str>>,
    other: impl Fn(&str) -> bool,
) -> Vec<(u32, Arc<str>)> {
    terms.filter(|t| !other(t)).filter_map(|term| Some((vocabulary.id(term)?, term.clone()))).collect()
}
