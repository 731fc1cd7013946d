//! References of an edition, from both sides.

use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::number::Number;
use crate::references::cited::{Cited, document_mark, number_marks, range_mark, relative_mark};
use crate::references::{Joined, Pointing, Reference, Scan, scan};

use super::place::Part;
use super::resolving::{RefState, Resolution, Resolver, Target};
use super::standing::{Standing, Step, Visit, walk, walk_below};
use super::{CitedAt, Graph, Place};

/// Everything that a text cites where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitedIn {
    /// What is cited by number, in order.
    pub references: Vec<(Reference, Resolution)>,
    /// What is pointed at without a number, `this Section`, in order. What points nowhere is left out.
    pub pointings: Vec<(Pointing, Target)>,
}

impl Graph {
    /// Everything that words cite that stand, or would stand, in a document, or in a provision of it.
    pub fn cited_in(&self, words: &str, document: &DocumentId, at: Option<&Citation>) -> CitedIn {
        let Some(document) = self.edition().document(document) else { return CitedIn::default() };
        let standing = at.map_or_else(|| Standing::top(document), |at| Standing::at(document, at));
        let Scan { references, pointings } = scan(words);
        let resolver = Resolver::new(self.edition());
        let resolved = (0..references.len()).filter_map(|index| {
            let (before, rest) = references.split_at_checked(index)?;
            let reference = rest.first()?;
            Some((reference.clone(), self.traced(&resolver, reference, before, &standing)?))
        });
        let resolved = resolved.collect();
        let pointed = |p: &Pointing| Some((*p, resolver.pointed(p, &standing)?));
        CitedIn { references: resolved, pointings: pointings.iter().filter_map(pointed).collect() }
    }

    /// Every reference of the edition, in the order of the Code.
    pub fn references(&self) -> Vec<CitedAt> {
        let resolver = Resolver::new(self.edition());
        let mut found = Vec::new();
        for document in self.edition().documents() {
            walk(document, &mut |standing, step| {
                self.collect(&resolver, standing, step, &mut |at| found.push(at));
                true
            });
        }
        found
    }

    /// What a provision, and everything below it, cites; for a document, all that it cites.
    pub fn references_from(&self, at: &Citation) -> Vec<CitedAt> {
        let mut found = Vec::new();
        let Some(document) = at.document_id().and_then(|id| self.edition().document(&id)) else { return found };
        let resolver = Resolver::new(self.edition());
        let visit: &mut Visit<'_, '_> = &mut |standing, step| {
            self.collect(&resolver, standing, step, &mut |cited| found.push(cited));
            true
        };
        if at.is_document() {
            walk(document, visit);
        } else {
            walk_below(Standing::at(document, at), visit);
        }
        found
    }

    /// Who cites a provision or what stands below it, also by a range that takes it in; for a document, who cites it or
    /// anything in it from another document.
    pub fn references_to(&self, at: &Citation) -> Vec<CitedAt> {
        let mut found = Vec::new();
        let resolver = Resolver::new(self.edition());
        let own = at.document_id();
        let marks: Vec<u32> = match (at.number(), &own) {
            (Some(number), _) => number_marks(number).into_iter().chain([range_mark(number)]).collect(),
            (None, Some(document)) => vec![document_mark(document)],
            (None, None) => return found,
        };
        for document in self.edition().documents() {
            let home = own.as_ref() == Some(document.id());
            if at.is_document() && home {
                continue;
            }
            let relative = home && !at.labels().is_empty();
            walk(document, &mut |standing, step| {
                let cited: &Cited = step.cited();
                let marked = marks.iter().any(|mark| cited.may_cite(*mark));
                if !(marked || relative && cited.may_cite(relative_mark())) {
                    return false;
                }
                let mut here = Vec::new();
                self.collect(&resolver, standing, step, &mut |cited| here.push(cited));
                found.extend(taking_in(here, at));
                true
            });
        }
        found
    }

    /// The references of one node's own words, resolved.
    pub(super) fn collect<'a>(
        &self,
        resolver: &Resolver<'a>,
        standing: &Standing<'a>,
        step: Step<'a>,
        give: &mut dyn FnMut(CitedAt),
    ) {
        let cited = step.cited();
        let (lead_in, tail) = step.texts();
        let parts = [(Part::LeadIn, cited.lead_in(lead_in)), (Part::Tail, cited.tail(tail))];
        let mut place: Option<Place> = None;
        for (part, Scan { references, .. }) in parts {
            for (index, reference) in references.iter().enumerate() {
                let before = references.get(..index).unwrap_or_default();
                let Some(resolution) = self.traced(resolver, reference, before, standing) else { continue };
                let place = place.get_or_insert_with(|| standing.place()).clone();
                give(CitedAt { place, part, reference: reference.clone(), resolution });
            }
        }
    }

    /// What a reference leads to; one that dangles is followed to where its provision went since an earlier edition.
    fn traced<'a>(
        &self,
        resolver: &Resolver<'a>,
        reference: &Reference,
        before: &[Reference],
        standing: &Standing<'a>,
    ) -> Option<Resolution> {
        let found = resolver.resolve(reference, before, standing)?;
        if found.state != RefState::Dangling || self.earlier.is_empty() {
            return Some(found);
        }
        let id = standing.document.id();
        let went =
            self.earlier.iter().find_map(|edition| went(edition, self.edition(), reference, before, id, standing));
        Some(went.map_or(found, |target| Resolution { state: RefState::Moved, targets: vec![target] }))
    }
}

/// Where the provision stands now that a reference led to in an earlier edition, read from the same place.
fn went(
    earlier: &Edition,
    now: &Edition,
    reference: &Reference,
    before: &[Reference],
    document: &DocumentId,
    standing: &Standing<'_>,
) -> Option<Target> {
    let then = earlier.document(document)?;
    let at = standing.place().at;
    let resolution = Resolver::new(earlier).resolve(reference, before, &Standing::at(then, &at))?;
    let id = resolution.target()?.id.clone()?;
    now.documents().iter().find_map(|document| {
        let mut found = None;
        document.each(&mut |citation, provision| {
            if found.is_none() && *provision.id() == id {
                found = Some(citation.clone());
            }
        });
        found.map(|citation| Target { place: Place::of(citation), id: Some(id.clone()) })
    })
}

/// Of the references of one node's words those that lead to a place or below it, or to a range around it.
fn taking_in(cited: Vec<CitedAt>, at: &Citation) -> Vec<CitedAt> {
    let mut keep = vec![false; cited.len()];
    for (index, here) in cited.iter().enumerate() {
        let leads = here.resolution.targets.iter().any(|t| t.place.term.is_none() && t.place.at.is_within(at));
        let ends = index.checked_sub(1).and_then(|before| cited.get(before)).zip(Some(here));
        let inside =
            here.reference.joined == Joined::Through && ends.is_some_and(|(first, last)| is_between(first, at, last));
        keep.get_mut(index).into_iter().for_each(|slot| *slot = leads || inside);
    }
    cited.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(cited, _)| cited).collect()
}

fn is_between(first: &CitedAt, at: &Citation, last: &CitedAt) -> bool {
    let (Some(first), Some(last)) = (first.resolution.target(), last.resolution.target()) else { return false };
    let (first, last) = (&first.place.at, &last.place.at);
    // The provision itself or one above it may be the one that stands in the list of the range.
    let mut here = Some(at.clone());
    while let Some(at) = here {
        let alike = first.parent() == at.parent() && at.parent() == last.parent() && at.parent().is_some();
        let order = |number: Option<&Number>| number.cloned();
        if alike {
            return order(first.last()) < order(at.last()) && order(at.last()) < order(last.last());
        }
        here = at.parent();
    }
    false
}
