//! Brings together the effects that touch one place, by looking places up.

use std::collections::BTreeMap;

use crate::effect::{Does, Effect, Effects, Key, Place};
use crate::number::Number;

use super::judging::{self, Done};
use super::{Clash, ClashKind};

/// Where in all effects: the draft, the effect.
type Entry = (usize, usize);

/// Effects by what they touch.
#[derive(Default)]
struct Index<'e> {
    /// What is done to what the base has, by the provision, document or term itself.
    own: BTreeMap<Key<'e>, Vec<Entry>>,
    /// Numbers taken, by what they are numbers of.
    taken: BTreeMap<(Key<'e>, &'e Number), Vec<Entry>>,
    /// Definitions changed or taken away, by term.
    terms: BTreeMap<&'e str, Vec<Entry>>,
    /// The other way round, where it is asked for: effects by what they stand in, cite and use.
    inside: BTreeMap<Key<'e>, Vec<Entry>>,
    citing: BTreeMap<Key<'e>, Vec<Entry>>,
    using: BTreeMap<&'e str, Vec<Entry>>,
}

/// Drafts that are compared.
pub(super) struct Joining<'e> {
    drafts: Vec<&'e Effects>,
    /// Places are compared by citation when any draft's base is not held.
    by_citation: bool,
    found: BTreeMap<Found, Clash>,
}

/// What makes two findings one.
type Found = (usize, usize, ClashKind, crate::citation::Citation, Option<String>);

impl<'e> Joining<'e> {
    pub(super) fn of(drafts: &[&'e Effects]) -> Joining<'e> {
        let by_citation = drafts.iter().any(|draft| draft.base().is_none());
        Joining { drafts: drafts.to_vec(), by_citation, found: BTreeMap::new() }
    }

    /// Every pair.
    pub(super) fn all(mut self) -> Vec<Clash> {
        let mut index = Index::default();
        for draft in 0..self.drafts.len() {
            self.put(&mut index, draft, false);
        }
        for draft in 0..self.drafts.len() {
            self.look_up(&index, draft);
        }
        self.found.into_values().collect()
    }

    /// The pairs of the first with each other one.
    pub(super) fn with_first(mut self) -> Vec<Clash> {
        let mut index = Index::default();
        self.put(&mut index, 0, true);
        for draft in 1..self.drafts.len() {
            self.look_up(&index, draft);
            self.look_up_backwards(&index, draft);
        }
        self.found.into_values().collect()
    }

    fn effects(&self, draft: usize) -> &'e [Effect] {
        self.drafts.get(draft).map_or(&[], |effects| effects.all())
    }

    fn key<'p>(&self, place: &'p Place) -> Key<'p> {
        place.key(self.by_citation)
    }

    fn put(&self, index: &mut Index<'e>, draft: usize, backwards: bool) {
        for (at, effect) in self.effects(draft).iter().enumerate() {
            let entry = (draft, at);
            if is_done_to(effect) {
                index.own.entry(self.key(&effect.own)).or_default().push(entry);
            }
            for (above, number) in &effect.takes {
                index.taken.entry((self.key(above), number)).or_default().push(entry);
            }
            if let Some(term) = undermined_term(effect) {
                index.terms.entry(term).or_default().push(entry);
            }
            if !backwards {
                continue;
            }
            match &effect.does {
                Does::Cites { .. } => {
                    effect.target.iter().for_each(|p| index.citing.entry(self.key(p)).or_default().push(entry));
                }
                Does::Uses { used } => index.using.entry(used).or_default().push(entry),
                Does::NoLongerCites { .. } => {}
                Does::Rewords { .. }
                | Does::Inserts { .. }
                | Does::Omits { .. }
                | Does::Renumbers { .. }
                | Does::Moves { .. } => {
                    effect.above.iter().for_each(|p| index.inside.entry(self.key(p)).or_default().push(entry));
                }
            }
        }
    }

    /// What this draft does, against what the index holds of the others.
    fn look_up(&mut self, index: &Index<'e>, draft: usize) {
        for (at, effect) in self.effects(draft).iter().enumerate() {
            let mine = (draft, at);
            if is_done_to(effect) {
                for theirs in entries(&index.own, &self.key(&effect.own)) {
                    self.same_place(mine, theirs);
                }
            }
            for (above, number) in &effect.takes {
                for theirs in entries(&index.taken, &(self.key(above), number)) {
                    self.same_number(mine, theirs, number);
                }
            }
            match &effect.does {
                Does::Cites { .. } => self.cites(index, mine, effect),
                Does::Uses { used } => {
                    for theirs in entries(&index.terms, &used.as_str()) {
                        self.uses(mine, theirs);
                    }
                }
                Does::NoLongerCites { .. } => {}
                Does::Rewords { .. }
                | Does::Inserts { .. }
                | Does::Omits { .. }
                | Does::Renumbers { .. }
                | Does::Moves { .. } => {
                    for above in &effect.above {
                        for theirs in entries(&index.own, &self.key(above)) {
                            self.underneath(mine, theirs);
                        }
                    }
                }
            }
        }
    }

    /// What the index holds under, citing and using what this draft takes away, renumbers or changes.
    fn look_up_backwards(&mut self, index: &Index<'e>, draft: usize) {
        for (at, effect) in self.effects(draft).iter().enumerate() {
            let theirs = (draft, at);
            if is_done_to(effect) {
                for mine in entries(&index.inside, &self.key(&effect.own)) {
                    self.underneath(mine, theirs);
                }
                for mine in entries(&index.citing, &self.key(&effect.own)) {
                    self.cited_is_gone(mine, theirs);
                }
            }
            for mine in undermined_term(effect).into_iter().flat_map(|term| entries(&index.using, &term)) {
                self.uses(mine, theirs);
            }
        }
    }

    fn done(&self, entry: Entry) -> Option<Done<'e>> {
        let draft = *self.drafts.get(entry.0)?;
        Some(Done { draft: entry.0, name: draft.name(), base: draft.base(), effect: draft.all().get(entry.1)? })
    }

    fn add(&mut self, clash: Option<Clash>) {
        if let Some(clash) = clash {
            let found = (clash.left.draft, clash.right.draft, clash.kind, clash.at.clone(), clash.term.clone());
            self.found
                .entry(found)
                .and_modify(|known| {
                    // Of two findings in one place the one that somebody must settle counts.
                    if known.merges && !clash.merges {
                        *known = clash.clone();
                    }
                })
                .or_insert(clash);
        }
    }

    fn pair(&self, mine: Entry, theirs: Entry) -> Option<(Done<'e>, Done<'e>)> {
        (mine.0 != theirs.0).then_some(())?;
        Some((self.done(mine)?, self.done(theirs)?))
    }

    fn same_place(&mut self, mine: Entry, theirs: Entry) {
        // Both find it; once is enough.
        if let Some((mine, theirs)) = self.pair(mine, theirs).filter(|(mine, theirs)| mine.draft > theirs.draft) {
            self.add(judging::same_place(theirs, mine));
        }
    }

    fn same_number(&mut self, mine: Entry, theirs: Entry, number: &Number) {
        if let Some((mine, theirs)) = self.pair(mine, theirs).filter(|(mine, theirs)| mine.draft > theirs.draft) {
            self.add(judging::same_number(theirs, mine, number));
        }
    }

    /// `mine` stands in what `theirs` is done to.
    fn underneath(&mut self, mine: Entry, theirs: Entry) {
        let Some((mine, theirs)) = self.pair(mine, theirs) else { return };
        if !self.is_taken_out(theirs, mine.effect.above.iter().chain([&mine.effect.own])) {
            self.add(judging::underneath(mine, theirs));
        }
    }

    /// True when a draft that omits something has moved out of it what stands at, or above, a place.
    fn is_taken_out(&self, omits: Done<'_>, mut places: impl Iterator<Item = &'e Place>) -> bool {
        let moved: Vec<&Place> = match omits.effect.does {
            Does::Omits { .. } => self
                .effects(omits.draft)
                .iter()
                .filter(|effect| matches!(effect.does, Does::Moves { .. }))
                .map(|effect| &effect.own)
                .collect(),
            Does::Rewords { .. }
            | Does::Inserts { .. }
            | Does::Renumbers { .. }
            | Does::Moves { .. }
            | Does::Cites { .. }
            | Does::NoLongerCites { .. }
            | Does::Uses { .. } => Vec::new(),
        };
        !moved.is_empty() && places.any(|place| moved.contains(&place))
    }

    fn cites(&mut self, index: &Index<'e>, mine: Entry, effect: &'e Effect) {
        for place in &effect.target {
            for theirs in entries(&index.own, &self.key(place)) {
                self.cited_is_gone(mine, theirs);
            }
        }
    }

    fn cited_is_gone(&mut self, mine: Entry, theirs: Entry) {
        let Some((mine, theirs)) = self.pair(mine, theirs) else { return };
        let Does::Cites { target } = &mine.effect.does else { return };
        if self.is_taken_out(theirs, mine.effect.target.iter()) {
            return;
        }
        // A number that is free is followed; one that is taken anew could be meant.
        let document = target.document_id();
        let takes = |effect: &Effect| {
            let numbers = effect.takes.iter().filter(|(above, _)| above.at.document_id() == document);
            effect.own != theirs.effect.own && numbers.clone().any(|(_, number)| Some(number) == target.number())
        };
        let taken_anew = self.effects(theirs.draft).iter().any(takes);
        self.add(judging::cited_is_gone(mine, theirs, taken_anew));
    }

    fn uses(&mut self, mine: Entry, theirs: Entry) {
        if let Some((mine, theirs)) = self.pair(mine, theirs) {
            self.add(judging::uses(mine, theirs));
        }
    }
}

fn entries<K: Ord>(map: &BTreeMap<K, Vec<Entry>>, key: &K) -> Vec<Entry> {
    map.get(key).cloned().unwrap_or_default()
}

/// True for what is done to something that the base has, and for a document or term that both may add.
fn is_done_to(effect: &Effect) -> bool {
    match &effect.does {
        Does::Rewords { .. } | Does::Omits { .. } | Does::Renumbers { .. } | Does::Moves { .. } => true,
        Does::Inserts { .. } => effect.term.is_some() || effect.at.is_document(),
        Does::Cites { .. } | Does::NoLongerCites { .. } | Does::Uses { .. } => false,
    }
}

/// The term whose definition an effect changes or takes away.
fn undermined_term(effect: &Effect) -> Option<&str> {
    match &effect.does {
        Does::Rewords { .. } | Does::Omits { .. } => effect.own.term.as_deref(),
        Does::Inserts { .. }
        | Does::Renumbers { .. }
        | Does::Moves { .. }
        | Does::Cites { .. }
        | Does::NoLongerCites { .. }
        | Does::Uses { .. } => None,
    }
}
