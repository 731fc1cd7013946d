//! The words of an edition as a graph: which place uses which term, which cites which provision, and what is wrong with
//! either.
//!
//! [`Terms`] says what each defined term means where it stands, at the edition read. [`Graph`] answers in both directions
//! and follows from one edition to the next at the cost of what changed. Nothing here guesses: a reference that fits two
//! places is ambiguous, and says which.

mod citing;
mod defects;
mod place;
mod resolving;
mod ripples;
mod standing;
mod terms;
mod undefined;
mod used;

use std::ops::Range;
use std::sync::Arc;

use crate::document::Document;
use crate::edition::Edition;
use crate::references::{Reference, Scan};
use crate::vocabulary::Hit;

pub use citing::CitedIn;
pub use defects::{Defect, DefectKind, Level, defects};
pub use place::{Part, Place};
pub use resolving::{RefState, Resolution, Target};
pub use ripples::{Because, Changed, Ripple};
pub use terms::{Defined, How, Scope, Terms, Use};

pub(crate) use resolving::Resolver;
pub(crate) use standing::{Standing, Step, walk};
pub(crate) use undefined::uses_of_undefined;

use used::{RawUse, Room, Used};

/// The uses of terms and the references of an edition, in both directions. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Graph {
    edition: Edition,
    terms: Terms,
    used: Vec<Arc<Used>>,
    earlier: Vec<Edition>,
}

/// A term in the words of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedAt {
    /// Where.
    pub place: Place,
    /// In which of its two texts.
    pub part: Part,
    /// Where in that text, in bytes.
    pub range: Range<usize>,
    /// The definition that counts there.
    pub definition: Arc<Defined>,
}

/// A reference in the words of a place, and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedAt {
    /// Where.
    pub place: Place,
    /// In which of its two texts.
    pub part: Part,
    /// The reference, with where it stands in that text.
    pub reference: Reference,
    /// What it leads to.
    pub resolution: Resolution,
}

impl Graph {
    /// The graph of an edition.
    pub fn of(edition: &Edition) -> Graph {
        Graph::build(edition, None)
    }

    /// The graph of another edition of the same Code. Documents with the same words are read again only when a term in them
    /// came or went.
    #[must_use]
    pub fn after(&self, edition: &Edition) -> Graph {
        Graph::build(edition, Some(self))
    }

    /// Remembers an earlier edition, so that a reference to a number that is gone can say where its provision went. Give
    /// the latest first.
    #[must_use]
    pub fn since(mut self, earlier: &Edition) -> Graph {
        self.earlier.push(earlier.clone());
        self
    }

    fn build(edition: &Edition, before: Option<&Graph>) -> Graph {
        let terms = before.map_or_else(|| Terms::of(edition), |before| before.terms.after(edition));
        let kept = before.map(|before| {
            let (old, new) = (&before.terms, &terms);
            let gone = used::difference(&old.vocabulary, old.names(), |term| new.defines(term));
            let came = used::difference(&new.vocabulary, new.names(), |term| old.defines(term));
            let gone: Vec<u32> = gone.into_iter().map(|(id, _)| id).collect();
            let came: Vec<Arc<str>> = came.into_iter().map(|(_, term)| term).collect();
            (before, gone, came)
        });
        let mut room = Room::default();
        let read = |document: &Arc<Document>| {
            let holds = |(before, gone, came): &(&Graph, Vec<u32>, Vec<Arc<str>>)| {
                before.used.iter().find(|used| used.is_of(document) && used.still_holds(document, gone, came)).cloned()
            };
            let mut uses =
                |words: &str, cites: &dyn Fn() -> Scan, hits: &mut Vec<Hit>| terms.vocabulary.uses(words, cites, hits);
            let fresh = || Arc::new(Used::read(document, &mut room, &mut uses));
            kept.as_ref().and_then(holds).unwrap_or_else(fresh)
        };
        let used = edition.documents().iter().map(read).collect();
        let earlier = before.map_or_else(Vec::new, |before| before.earlier.clone());
        Graph { edition: edition.clone(), terms, used, earlier }
    }

    /// The edition.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Its defined terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Where a term is used, in the order of the Code, each use with the definition that counts there.
    pub fn uses_of(&self, term: &str) -> Vec<UsedAt> {
        let Some(id) = self.terms.vocabulary.id(term) else { return Vec::new() };
        let mut found = Vec::new();
        for (document, used) in self.documents() {
            let mut at = None;
            for raw in used.of_term(id) {
                // Many uses stand in one place.
                let (_, standing, place) = match at.take().filter(|(node, _, _)| *node == raw.node) {
                    Some(same) => at.insert(same),
                    None => {
                        let standing = used.standing(document, raw.node);
                        let place = standing.place();
                        at.insert((raw.node, standing, place))
                    }
                };
                found.extend(self.used_at(standing, place, *raw, term));
            }
        }
        found
    }

    /// The documents of the edition, each with its uses of terms.
    fn documents(&self) -> impl Iterator<Item = (&Document, &Used)> {
        self.edition.documents().iter().map(AsRef::as_ref).zip(self.used.iter().map(AsRef::as_ref))
    }

    /// Where one definition of a term counts and the term is used.
    pub fn uses_of_definition(&self, defined: &Defined) -> Vec<UsedAt> {
        let mut uses = self.uses_of(&defined.term);
        uses.retain(|used| *used.definition == *defined);
        uses
    }

    /// True when a definition counts somewhere, outside its own words, where its term is used.
    pub(crate) fn is_used(&self, defined: &Defined) -> bool {
        let Some(id) = self.terms.vocabulary.id(&defined.term) else { return false };
        let here = |document: &Document, used: &Used, raw: &RawUse| {
            let place = used.standing(document, raw.node).place();
            let own = defined.place.term.is_some() && place.term == defined.place.term && place.at == defined.place.at;
            let counts = self.terms.definition(&defined.term, document.id(), Some(&place.at));
            // What a list points to is the same definition, told nearer to where it is used.
            let nearer = defined.how == How::Listed && defined.scope == Scope::Code;
            !own && (nearer || counts.is_some_and(|counts| **counts == *defined))
        };
        self.documents().any(|(document, used)| used.of_term(id).iter().any(|raw| here(document, used, raw)))
    }

    fn used_at(&self, standing: &Standing<'_>, place: &Place, raw: RawUse, term: &str) -> Option<UsedAt> {
        let definition = self.terms.definition(term, standing.document.id(), Some(&place.at))?.clone();
        let (lead_in, tail) = standing.steps.last()?.texts();
        let words = match raw.part() {
            Part::LeadIn => lead_in,
            Part::Tail => tail,
        };
        let hit = self.terms.vocabulary.at(words, raw.start())?;
        let range = hit.start as usize..hit.end as usize;
        Some(UsedAt { place: place.clone(), part: raw.part(), range, definition })
    }
}

#[cfg(test)]
mod tests;
