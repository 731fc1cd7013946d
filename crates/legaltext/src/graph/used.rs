//! The uses of terms in one document, found once and kept while neither its words nor the terms in them change.

use std::sync::{Arc, OnceLock};

use crate::document::Document;
use crate::document_id::DocumentId;
use crate::hash::Hash;
use crate::references::Scan;
use crate::vocabulary::{Hit, Vocabulary, first_word_mark, word_marks};

use super::place::Part;
use super::standing::{Standing, Step, walk};

/// The uses of terms in one document. A Code has hundreds of thousands, so each is two numbers, and stands once.
#[derive(Debug)]
pub(super) struct Used {
    id: DocumentId,
    hash: Hash,
    /// For each node of the document, as [`walk`] visits them: how many lie below it.
    below: Box<[u32]>,
    /// The uses of one term after those of another, in the order of the terms, and those of one in printed order.
    uses: Box<[RawUse]>,
    /// Each term that is used, in their order, and where in `uses` its uses end.
    terms: Box<[(u32, u32)]>,
    /// Marks of all words, in order; filled when a vocabulary grows.
    words: OnceLock<Vec<u32>>,
}

/// One use of a term in the words of a node. Which words they are the vocabulary tells again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RawUse {
    /// The node, by its place in the order in which the document is walked.
    pub(super) node: u32,
    /// Twice the first byte in the words; one more when it is in the words after the list.
    at: u32,
}

impl RawUse {
    /// Words of which nobody can count the bytes have no uses.
    fn of(node: u32, part: Part, hit: &Hit) -> Option<RawUse> {
        let tail = match part {
            Part::LeadIn => 0,
            Part::Tail => 1,
        };
        Some(RawUse { node, at: hit.start.checked_mul(2)? + tail })
    }

    /// In which of the two texts of the node.
    pub(super) fn part(self) -> Part {
        if self.at.is_multiple_of(2) { Part::LeadIn } else { Part::Tail }
    }

    /// The first byte in that text.
    pub(super) fn start(self) -> usize {
        (self.at / 2) as usize
    }
}

/// Finds the terms in a text; what it cites is told when it is asked.
pub(super) type Finds<'a> = dyn FnMut(&str, &dyn Fn() -> Scan, &mut Vec<Hit>) + 'a;

/// Room that one document after another is read in.
#[derive(Default)]
pub(super) struct Room {
    below: Vec<u32>,
    open: Vec<u32>,
    found: Vec<Hit>,
    uses: Vec<(u32, RawUse)>,
}

impl Used {
    /// Finds them. `hits` gives the terms in a text.
    pub(super) fn read(document: &Document, room: &mut Room, hits: &mut Finds<'_>) -> Used {
        let Room { below, open, found, uses } = room;
        below.clear();
        open.clear();
        uses.clear();
        walk(document, &mut |standing, step| {
            open.truncate(standing.steps.len() - 1);
            for above in &*open {
                below.get_mut(*above as usize).into_iter().for_each(|count| *count += 1);
            }
            let node = u32::try_from(below.len()).unwrap_or(u32::MAX);
            below.push(0);
            open.push(node);
            // What is cited is kept from now on, so that all is found while the words are at hand.
            let ((lead_in, tail), cited) = (step.texts(), step.cited());
            let (before, after) = (|| cited.lead_in(lead_in), || cited.tail(tail));
            let parts: [(Part, &str, &dyn Fn() -> Scan); 2] =
                [(Part::LeadIn, lead_in, &before), (Part::Tail, tail, &after)];
            for (part, words, cites) in parts {
                found.clear();
                hits(words, cites, found);
                uses.extend(found.iter().filter_map(|hit| Some((hit.term, RawUse::of(node, part, hit)?))));
            }
            true
        });
        uses.sort_unstable();
        let mut terms: Vec<(u32, u32)> = Vec::new();
        for (end, (term, _)) in (1_u32..).zip(&*uses) {
            match terms.last_mut().filter(|(last, _)| last == term) {
                Some(last) => last.1 = end,
                None => terms.push((*term, end)),
            }
        }
        Used {
            id: document.id().clone(),
            hash: document.hash(),
            below: below.as_slice().into(),
            uses: uses.iter().map(|(_, raw)| *raw).collect(),
            terms: terms.into(),
            words: OnceLock::new(),
        }
    }

    /// True when it is of these words and no change of terms touches them: none of those gone is used, and none of those
    /// that are new can be, because its first word is not there.
    pub(super) fn still_holds(&self, document: &Document, gone: &[u32], new: &[Arc<str>]) -> bool {
        let words = || self.words.get_or_init(|| marks_of(document));
        self.is_of(document)
            && gone.iter().all(|term| self.of_term(*term).is_empty())
            && new.iter().all(|term| words().binary_search(&first_word_mark(term)).is_err())
    }

    /// True when it is of a document with these words.
    pub(super) fn is_of(&self, document: &Document) -> bool {
        self.hash == document.hash() && self.id == *document.id()
    }

    /// The uses of one term, in printed order.
    pub(super) fn of_term(&self, term: u32) -> &[RawUse] {
        let at = self.terms.partition_point(|(t, _)| *t < term);
        let Some((_, end)) = self.terms.get(at).filter(|(t, _)| *t == term) else { return &[] };
        let from = at.checked_sub(1).and_then(|before| self.terms.get(before)).map_or(0, |(_, end)| *end);
        self.uses.get(from as usize..*end as usize).unwrap_or_default()
    }

    /// Where a node of the document stands; what is passed by is counted, not looked at.
    pub(super) fn standing<'a>(&self, document: &'a Document, node: u32) -> Standing<'a> {
        let mut standing = Standing::top(document);
        let mut at = 0;
        let definitions = document.opening_definitions().iter().map(|definition| Step::Definition(definition));
        let provisions = document.provisions().iter().map(|provision| Step::Provision(provision));
        let mut next = self.reached(&mut at, node, definitions.chain(provisions));
        while let Some(step) = next {
            standing.steps.push(step);
            if at == node {
                break;
            }
            at += 1;
            let children = step.children().iter().map(|child| Step::Provision(child));
            let definitions = step.definitions().iter().map(|definition| Step::Definition(definition));
            next = self.reached(&mut at, node, children.chain(definitions));
        }
        standing
    }

    /// Which of some nodes beside one another, the first of them at `at`, is a node or has it below it.
    fn reached<'a>(&self, at: &mut u32, node: u32, mut steps: impl Iterator<Item = Step<'a>>) -> Option<Step<'a>> {
        steps.find(|_| {
            let next = at.saturating_add(1).saturating_add(self.below.get(*at as usize).copied().unwrap_or_default());
            let here = node < next;
            if !here {
                *at = next;
            }
            here
        })
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
