//! What a change of some words touches elsewhere.

use std::collections::BTreeSet;

use crate::citation::Citation;
use crate::document::Document;
use crate::edition::Edition;

use super::place::Place;
use super::standing::{Step, walk};
use super::{CitedAt, Graph, UsedAt};

/// Terms and provisions whose words change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Terms defined anew, redefined or no longer defined.
    pub terms: BTreeSet<String>,
    /// Provisions whose own words or numbers change, come or go.
    pub provisions: BTreeSet<Citation>,
}

/// Why a place is touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// It uses a term that changes.
    Uses(UsedAt),
    /// It cites a provision that changes.
    Cites(Box<CitedAt>),
}

/// A place that does not change itself, and what it relies on that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ripple {
    /// The place.
    pub place: Place,
    /// Everything for which it is touched, in the order of its words.
    pub because: Vec<Because>,
}

impl Changed {
    /// What differs between two editions of a Code. Documents with the same words are not looked at.
    pub fn between(old: &Edition, new: &Edition) -> Changed {
        let mut changed = Changed::default();
        for document in new.documents() {
            match old.document(document.id()) {
                Some(before) if before.hash() == document.hash() => {}
                Some(before) => changed.add(before, document),
                None => changed.add_whole(document),
            }
        }
        for document in old.documents().iter().filter(|d| new.document(d.id()).is_none()) {
            changed.add_whole(document);
        }
        changed
    }

    fn add(&mut self, old: &Document, new: &Document) {
        let (before, after) = (own_words(old), own_words(new));
        for (place, _) in before.symmetric_difference(&after) {
            self.insert(place.clone());
        }
    }

    fn add_whole(&mut self, document: &Document) {
        self.provisions.insert(Citation::of_document(document.id()));
        own_words(document).into_iter().for_each(|(place, _)| self.insert(place));
    }

    fn insert(&mut self, place: Place) {
        match place.term {
            Some(term) => drop(self.terms.insert(term.to_string())),
            None => drop(self.provisions.insert(place.at)),
        }
    }
}

/// The own words of every place of a document, without what lies below it.
fn own_words(document: &Document) -> BTreeSet<(Place, [&str; 4])> {
    let mut found = BTreeSet::new();
    walk(document, &mut |standing, step| {
        let (lead_in, tail) = step.texts();
        let heads = match step {
            Step::Provision(p) => (p.heading().unwrap_or(""), p.caption().unwrap_or("")),
            Step::Definition(_) => ("", ""),
        };
        found.insert((standing.place(), [heads.0, heads.1, lead_in, tail]));
        true
    });
    found
}

impl Graph {
    /// Which places of this edition use a term that changes, or cite a provision that does, and do not change themselves.
    /// In the order of the Code.
    pub fn ripple(&self, changed: &Changed) -> Vec<Ripple> {
        let mut found: Vec<(Place, Because)> = Vec::new();
        for term in &changed.terms {
            found.extend(self.uses_of(term).into_iter().map(|used| (used.place.clone(), Because::Uses(used))));
        }
        for at in &changed.provisions {
            // What cites a paragraph is found for the paragraph; what cites its clause, for the clause.
            let cites = self.references_to(at).into_iter().filter(|cited| leads_to(cited, at));
            found.extend(cites.map(|cited| (cited.place.clone(), Because::Cites(Box::new(cited)))));
        }
        let changes = |place: &Place| match &place.term {
            Some(term) => changed.terms.contains(&**term),
            None => changed.provisions.contains(&place.at),
        };
        found.retain(|(place, _)| !changes(place));
        found.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| order(one).cmp(&order(other))));
        found.dedup();
        let mut ripples: Vec<Ripple> = Vec::new();
        for (place, because) in found {
            match ripples.last_mut() {
                Some(last) if last.place == place => last.because.push(because),
                Some(_) | None => ripples.push(Ripple { place, because: vec![because] }),
            }
        }
        ripples
    }
}

/// True for a reference to the place itself, to something above it, or to a range around it; what cites only a paragraph
/// below it does not rely on its own words.
fn leads_to(cited: &CitedAt, at: &Citation) -> bool {
    let targets = &cited.resolution.targets;
    targets.iter().any(|t| t.place.at == *at) || !targets.iter().any(|t| t.place.at.is_within(at))
}

fn order(because: &Because) -> (super::Part, usize) {
    match because {
        Because::Uses(used) => (used.part, used.range.start),
        Because::Cites(cited) => (cited.part, cited.reference.range.start),
    }
}
