//! Puts every provision in its place, with its number; the words come afterwards.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::citation::Citation;
use crate::definition::Definition;
use crate::document::Document;
use crate::edition::Edition;
use crate::number::Number;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

use super::deciding::{Arriving, Holder, Plan, Relative};
use super::finding::Findings;
use super::{Three, UnmergedKind};

/// The edition that stands now, with the draft's places and numbers and the words that stand now.
pub(super) fn build<'e>(three: &Three<'e>, plan: &Plan<'e>, findings: &mut Findings) -> Edition {
    let mut building = Building { three: *three, plan, findings, touched: BTreeSet::new() };
    building.touch();
    let mut result = three.now.clone();
    for id in &plan.documents_removed {
        result = result.without_document(id);
    }
    let mut changed: Vec<Arc<Document>> = Vec::new();
    for document in three.now.documents().iter().filter(|d| !plan.documents_removed.contains(d.id())) {
        changed.extend(building.document(document).map(Arc::new));
    }
    changed.extend(plan.documents_added.iter().map(|d| Arc::new(building.new_document(d))));
    result.with_shared(changed)
}

struct Building<'b, 'e> {
    three: Three<'e>,
    plan: &'b Plan<'e>,
    findings: &'b mut Findings,
    /// Provisions in which something is done, with all that they stand in.
    touched: BTreeSet<ProvisionId>,
}

impl<'e> Building<'_, 'e> {
    fn touch(&mut self) {
        let plan = self.plan;
        let held = plan.arriving.keys().chain(plan.terms_added.keys()).filter_map(|holder| match holder {
            Holder::Provision(id) => Some(id),
            Holder::Document(_) => None,
        });
        let ids = held.chain(plan.removed.iter().copied()).chain(plan.leaving.iter().copied());
        for id in ids.chain(plan.numbers.keys().copied()) {
            let Some(at) = self.three.now.place_of(id) else { continue };
            let document = at.document_id().and_then(|d| self.three.now.document(&d));
            let trail = document.and_then(|d| d.trail(&at)).unwrap_or_default();
            self.touched.extend(trail.into_iter().map(|p| p.id().clone()));
        }
        for document in plan.terms_removed_in.iter().filter_map(|id| self.three.now.document(id)) {
            for (holder, definition) in listed(document) {
                if plan.terms_removed.contains(definition.id()) {
                    let trail = holder.and_then(|at| document.trail(&at)).unwrap_or_default();
                    self.touched.extend(trail.into_iter().map(|p| p.id().clone()));
                }
            }
        }
    }

    fn document(&mut self, document: &'e Document) -> Option<Document> {
        let holder = Holder::Document(document.id().clone());
        let mut parts = document.to_parts();
        if let Some(title) = self.plan.titles.get(document.id()) {
            (*title).clone_into(&mut parts.title);
        }
        parts.definitions = self.definitions(&holder, document.opening_definitions());
        parts.provisions = self.level(&holder, None, None, document.provisions());
        let same = parts.definitions.len() == document.opening_definitions().len()
            && parts.definitions.iter().zip(document.opening_definitions()).all(|(a, b)| Arc::ptr_eq(a, b))
            && parts.provisions.len() == document.provisions().len()
            && parts.provisions.iter().zip(document.provisions()).all(|(a, b)| Arc::ptr_eq(a, b))
            && parts.title == document.title();
        if same { None } else { Some(Document::new(parts)) }
    }

    fn new_document(&mut self, document: &'e Document) -> Document {
        let mut parts = document.to_parts();
        parts.provisions = document.provisions().iter().filter_map(|p| self.made(p, p.number().clone())).collect();
        Document::new(parts)
    }

    /// One level, with what leaves it gone and what comes in its place. `was` and `is` are the group's numbers.
    fn level(
        &mut self,
        holder: &Holder,
        was: Option<&Number>,
        is: Option<&Number>,
        children: &'e [Arc<Provision>],
    ) -> Vec<Arc<Provision>> {
        let staying: Vec<&'e Arc<Provision>> = children
            .iter()
            .filter(|c| !self.plan.removed.contains(c.id()) && !self.plan.leaving.contains(c.id()))
            .collect();
        let numbers = self.numbers(&staying, was, is);
        let mut out: Vec<Arc<Provision>> =
            staying.into_iter().zip(numbers).map(|(child, number)| self.node(child, number)).collect();
        let plan = self.plan;
        let mut arriving: Vec<&Arriving<'e>> = plan.arriving.get(holder).into_iter().flatten().collect();
        if arriving.len() > 1 {
            // In the draft's order, so that each finds those before it in their places.
            let siblings = self.siblings(holder);
            arriving.sort_by_key(|one| siblings.iter().position(|id| id == one.spot().id()));
        }
        for one in arriving {
            self.arrive(one, holder, is, &mut out);
        }
        out
    }

    /// The numbers of those that stay: the draft's where it gives one that is free, else their own below the group's.
    fn numbers(&mut self, staying: &[&'e Arc<Provision>], was: Option<&Number>, is: Option<&Number>) -> Vec<Number> {
        let own = |p: &Provision| Relative::of(p.number(), was).below(is).unwrap_or_else(|| p.number().clone());
        let wanted = |p: &Provision| self.plan.numbers.get(p.id()).and_then(|number| number.below(is));
        let mut numbers: Vec<Number> = staying.iter().map(|p| wanted(p).unwrap_or_else(|| own(p))).collect();
        let mut taken: BTreeSet<Number> = BTreeSet::new();
        let mut doubled: Vec<usize> = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            if !taken.insert(number.clone()) {
                doubled.push(at);
            }
        }
        for at in doubled {
            let Some(number) = numbers.get(at).cloned() else { continue };
            // Whichever of the two the draft renumbered keeps the number that it has.
            let same: Vec<usize> = (0..numbers.len()).filter(|other| numbers.get(*other) == Some(&number)).collect();
            for other in same {
                let Some(provision) = staying.get(other).filter(|p| self.plan.numbers.contains_key(p.id())) else {
                    continue;
                };
                let message = format!(
                    "the draft renumbers {} as {number}, which is another provision's number now; choose another",
                    provision.number()
                );
                let at = self.three.now.place_of(provision.id()).unwrap_or_else(Citation::nowhere);
                self.findings.conflict(UnmergedKind::NumberTaken, &at, None, [None, None, None], message);
                if let Some(slot) = numbers.get_mut(other) {
                    *slot = own(provision);
                }
            }
        }
        numbers
    }

    fn node(&mut self, provision: &'e Arc<Provision>, number: Number) -> Arc<Provision> {
        if !self.touched.contains(provision.id()) && number == *provision.number() {
            return provision.clone();
        }
        let holder = Holder::Provision(provision.id().clone());
        let mut parts = provision.to_parts();
        parts.definitions = self.definitions(&holder, provision.definitions());
        parts.children = self.level(&holder, Some(provision.number()), Some(&number), provision.children());
        parts.number = number;
        Arc::new(Provision::new(parts))
    }

    /// What is new in the draft, with what the draft moves into it.
    fn made(&mut self, provision: &'e Arc<Provision>, number: Number) -> Option<Arc<Provision>> {
        if !self.plan.made.contains(provision.id()) {
            // Moved in: as it stands now, under its new number.
            let standing =
                self.plan.leaving.contains(provision.id()).then(|| self.standing(provision.id())).flatten()?;
            return Some(self.node(standing, number));
        }
        let mut parts = provision.to_parts();
        parts.children = provision
            .children()
            .iter()
            .filter_map(|child| {
                let below = Relative::of(child.number(), Some(provision.number())).below(Some(&number))?;
                self.made(child, below)
            })
            .collect();
        parts.number = number;
        Some(Arc::new(Provision::new(parts)))
    }

    fn standing(&self, id: &ProvisionId) -> Option<&'e Arc<Provision>> {
        let at = self.three.now.place_of(id)?;
        let document = self.three.now.document(&at.document_id()?)?;
        let trail = document.trail(&at)?;
        let level = trail.iter().rev().nth(1).map_or(document.provisions(), |above| above.children());
        level.iter().find(|p| p.id() == id)
    }

    fn arrive(
        &mut self,
        arriving: &Arriving<'e>,
        holder: &Holder,
        group: Option<&Number>,
        out: &mut Vec<Arc<Provision>>,
    ) {
        let spot = arriving.spot();
        let Some(provision) = spot.provision() else { return };
        let siblings = self.siblings(holder);
        let above = match holder {
            Holder::Provision(id) => self.three.draft.standing(id).map(|(_, p)| p.number().clone()),
            Holder::Document(_) => None,
        };
        let drafted = || Relative::of(provision.number(), above.as_ref()).below(group);
        let number = self.number_kept(arriving, holder, group).or_else(drafted);
        let number = number.unwrap_or_else(|| provision.number().clone());
        let new = match arriving {
            Arriving::Made(_) => self.made(provision, number),
            Arriving::Moved(_) => self.standing(provision.id()).map(|standing| self.node(standing, number)),
        };
        let Some(new) = new else { return };
        if let Some(other) = out.iter().find(|p| p.number() == new.number()) {
            if other.hash() != new.hash() {
                let message = format!(
                    "{} has become another provision's number since; give the draft's provision another number",
                    spot.at
                );
                let texts = [None, Some(other.text()), Some(new.text())];
                self.findings.conflict(UnmergedKind::NumberTaken, &spot.at, None, texts, message);
            }
            return;
        }
        let index = place(&new, &siblings, out, &self.plan.arrived_since);
        out.insert(index, new);
    }

    /// The number that stands now of what the draft puts in another place and leaves its number; none where the draft gives
    /// it one.
    fn number_kept(&self, arriving: &Arriving<'e>, holder: &Holder, group: Option<&Number>) -> Option<Number> {
        let Arriving::Moved(spot) = arriving else { return None };
        let (_, was) = self.three.base.standing(spot.id())?;
        if was.number() != spot.provision()?.number() {
            return None;
        }
        let above = match holder {
            Holder::Provision(id) => self.three.now.standing(id).map(|(_, p)| p.number().clone()),
            Holder::Document(_) => None,
        };
        Relative::of(self.standing(spot.id())?.number(), above.as_ref()).below(group)
    }

    /// The neighbours of what the draft has below a provision or document, in its order.
    fn siblings(&self, holder: &Holder) -> Vec<ProvisionId> {
        let level = match holder {
            Holder::Document(id) => self.three.draft.document(id).map(|d| d.provisions()),
            Holder::Provision(id) => self.three.draft.standing(id).map(|(_, p)| p.children()),
        };
        level.unwrap_or(&[]).iter().map(|p| p.id().clone()).collect()
    }

    fn definitions(&mut self, holder: &Holder, list: &[Arc<Definition>]) -> Vec<Arc<Definition>> {
        let mut out: Vec<Arc<Definition>> =
            list.iter().filter(|d| !self.plan.terms_removed.contains(d.id())).cloned().collect();
        for spot in self.plan.terms_added.get(holder).into_iter().flatten() {
            let Some(definition) = spot.definition() else { continue };
            let key = definition.term().to_lowercase();
            let index = out.iter().position(|d| d.term().to_lowercase() > key).unwrap_or(out.len());
            out.insert(index, (*definition).clone());
        }
        out
    }
}

/// The definitions of a document with the citation of what lists each.
fn listed(document: &Document) -> Vec<(Option<Citation>, &Arc<Definition>)> {
    let mut found: Vec<_> = document.opening_definitions().iter().map(|d| (None, d)).collect();
    document.each(&mut |at, p| found.extend(p.definitions().iter().map(|d| (Some(at.clone()), d))));
    found
}

/// Where a provision goes: after the nearest neighbour that stands before it in the draft and has kept its place since, and
/// after what has come there since with a lower number, so that it does not matter which of the two came first.
fn place(
    new: &Provision,
    siblings: &[ProvisionId],
    out: &[Arc<Provision>],
    arrived_since: &BTreeSet<&ProvisionId>,
) -> usize {
    let own = siblings.iter().position(|id| id == new.id()).unwrap_or(siblings.len());
    let steady = siblings.iter().take(own).rev().filter(|id| !arrived_since.contains(id));
    let before = steady.into_iter().find_map(|id| out.iter().position(|p| p.id() == id));
    let mut index = before.map_or(0, |at| at + 1);
    while out.get(index).is_some_and(|next| arrived_since.contains(next.id()) && next.number() < new.number()) {
        index += 1;
    }
    index
}
