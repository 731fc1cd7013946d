//! Effects from the differences between a base and what a draft makes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::citation::Citation;
use crate::difference::{Differences, Follower, Kept, Node, Spot, hunks, led_to};
use crate::document_id::DocumentId;
use crate::edition::{Edition, Listed};
use crate::graph::{Resolver, Standing};
use crate::markup;
use crate::number::Number;
use crate::provision::{Provision, Words};
use crate::provision_id::ProvisionId;
use crate::references;
use crate::vocabulary::Vocabulary;

use super::{Does, Effect, Place, Reworded, Wording, WordsOf};

/// Every effect, in the order of the documents.
pub(super) fn collect(base: &Edition, new: &Edition) -> Vec<Effect> {
    let differences = Differences::between(base, new);
    let renumbers = differences.kept.iter().any(|k| k.new.provision().is_some() && (k.moved() || k.renamed()));
    let mut collector = Collector {
        base,
        new,
        resolver: Resolver::new(base),
        follower: renumbers.then(|| Follower::new(new, base)),
        effects: Vec::new(),
        clauses: BTreeSet::new(),
    };
    collector.documents(&differences);
    collector.gone(&differences);
    collector.kept(&differences);
    collector.made(&differences);
    let made = differences.made.iter().filter_map(|spot| Some(Arc::from(spot.definition()?.term())));
    collector.uses(&made.collect::<Vec<_>>());
    let mut effects = collector.effects;
    effects.sort_by(|a, b| (a.at.document_id(), &a.at).cmp(&(b.at.document_id(), &b.at)));
    effects
}

struct Collector<'e> {
    base: &'e Edition,
    new: &'e Edition,
    resolver: Resolver<'e>,
    /// There when any provision carries another number: then references are compared by what they cite.
    follower: Option<Follower<'e>>,
    effects: Vec<Effect>,
    /// Clauses and definitions of the new edition that are new or changed, with their place in the base.
    clauses: BTreeSet<(Citation, Option<String>, Citation)>,
}

impl<'e> Collector<'e> {
    fn push(&mut self, at: &Citation, own: Place, above: Vec<Place>, does: Does) {
        let term = own.term.clone();
        let (takes, target, wordings) = (Vec::new(), Vec::new(), Vec::new());
        self.effects.push(Effect { at: at.clone(), term, does, own, above, takes, target, wordings });
    }

    fn documents(&mut self, differences: &Differences<'e>) {
        for document in &differences.documents_gone {
            let own = Place::document(document.id());
            self.push(&own.at.clone(), own, Vec::new(), Does::Omits { base: markup::print(document) });
        }
        for document in &differences.documents_made {
            let own = Place::document(document.id());
            self.push(&own.at.clone(), own, Vec::new(), Does::Inserts { new: markup::print(document) });
        }
        for (was, is) in &differences.retitled {
            let own = Place::document(is.id());
            let (base, new) = (was.title().to_owned(), is.title().to_owned());
            let changes = Some(changes_of(WordsOf::Heading, &base, &new));
            let wording = Wording { part: WordsOf::Heading, base: base.clone(), new: new.clone() };
            self.push(&own.at.clone(), own, Vec::new(), Does::Rewords { base, new, changes });
            if let Some(effect) = self.effects.last_mut() {
                effect.wordings = vec![wording];
            }
        }
    }

    /// The topmost of what is gone.
    fn gone(&mut self, differences: &Differences<'e>) {
        let ids = differences.gone_ids();
        let documents: BTreeSet<&DocumentId> = differences.documents_gone.iter().map(|d| d.id()).collect();
        for spot in differences.gone.iter().filter(|s| !documents.contains(s.document)) {
            if spot.parent().is_none_or(|above| !ids.contains(above)) {
                let base = whole_text(spot);
                self.push(&spot.at, own_place(spot), above_in(self.base, spot), Does::Omits { base });
            }
        }
    }

    fn kept(&mut self, differences: &Differences<'e>) {
        let renamed: BTreeMap<&ProvisionId, &Kept<'_>> = differences.kept.iter().map(|k| (k.old.id(), k)).collect();
        for kept in &differences.kept {
            let own = own_place(&kept.old);
            let above = above_in(self.base, &kept.old);
            let to = kept.new.at.clone();
            let does = match (kept.moved(), kept.renamed(), kept.reordered) {
                (true, _, _) | (false, false, true) => Some(Does::Moves { to }),
                (false, true, _) => (!follows_group(kept, &renamed)).then_some(Does::Renumbers { to }),
                (false, false, false) => None,
            };
            if let Some(does) = does.filter(|_| kept.new.provision().is_some()) {
                self.push(&kept.old.at, own.clone(), above.clone(), does);
                self.takes(kept);
            }
            if kept.new.definition().is_some() && (kept.moved() || kept.renamed()) {
                self.another_term(kept);
            } else if kept.reworded() {
                self.reworded(kept, own, above);
            }
        }
    }

    /// A definition that defines another term, or stands in another list: one is gone and one is new.
    fn another_term(&mut self, kept: &Kept<'e>) {
        let base = whole_text(&kept.old);
        self.push(&kept.old.at, own_place(&kept.old), above_in(self.base, &kept.old), Does::Omits { base });
        let new = whole_text(&kept.new);
        self.push(&kept.new.at, own_place(&kept.new), above_in(self.base, &kept.new), Does::Inserts { new });
        self.remember(&kept.new, &kept.new.at);
    }

    /// Gives the last effect the number that the provision takes.
    fn takes(&mut self, kept: &Kept<'e>) {
        let takes = self.number_of(&kept.new);
        if let Some(effect) = self.effects.last_mut() {
            effect.takes = takes.into_iter().collect();
        }
    }

    fn number_of(&self, spot: &Spot<'e>) -> Option<(Place, Number)> {
        let number = spot.provision()?.number().clone();
        let above = match spot.parent().filter(|_| number.is_label()) {
            Some(parent) => {
                Place::provision(parent, &self.base.place_near(spot.document, parent).or_else(|| spot.at.parent())?)
            }
            None => Place::document(spot.document),
        };
        Some((above, number))
    }

    /// The numbers of what is new, with those of the clauses below it.
    fn numbers_of(&self, spot: &Spot<'e>) -> Vec<(Place, Number)> {
        let mut numbers: Vec<_> = self.number_of(spot).into_iter().collect();
        let mut open: Vec<&Provision> = spot.provision().map(|p| p.as_ref()).into_iter().collect();
        while let Some(above) = open.pop() {
            for clause in above.children().iter().filter(|c| !c.number().is_label()) {
                numbers.push((Place::document(spot.document), clause.number().clone()));
                open.push(clause);
            }
        }
        numbers
    }

    fn reworded(&mut self, kept: &Kept<'e>, own: Place, above: Vec<Place>) {
        let (Some(old), Some(new)) = (parts(&kept.old), parts(&kept.new)) else {
            let (base, new) = (shown(&kept.old), shown(&kept.new));
            self.push(&kept.old.at, own, above, Does::Rewords { base, new, changes: None });
            return self.remember(&kept.new, &kept.old.at);
        };
        let (mut changes, mut wordings) = (Vec::new(), Vec::new());
        for ((part, base), (_, is)) in old.into_iter().zip(&new) {
            // A reference that followed a renumbering says what it said.
            let new = match &self.follower {
                Some(follower) => follower.followed(is, &kept.new.at, &kept.old.at).into_owned(),
                None => is.clone(),
            };
            changes.extend(changes_of(part, &base, &new));
            self.references(kept, &base, &new);
            wordings.push(Wording { part, base, new });
        }
        if !changes.is_empty() {
            let (base, new) = (shown(&kept.old), shown(&kept.new));
            self.push(&kept.old.at, own, above, Does::Rewords { base, new, changes: Some(changes) });
            if let Some(effect) = self.effects.last_mut() {
                effect.wordings = wordings;
            }
            self.remember(&kept.new, &kept.old.at);
        }
    }

    /// References made and dropped between two wordings, both with the base's numbers.
    fn references(&mut self, kept: &Kept<'e>, was: &str, is: &str) {
        let (mut dropped, mut made) = (self.cited(was, &kept.old.at), Vec::new());
        for citation in self.cited(is, &kept.old.at) {
            match dropped.iter().position(|other| *other == citation) {
                Some(at) => drop(dropped.swap_remove(at)),
                None => made.push(citation),
            }
        }
        made.into_iter().for_each(|target| self.cites(&kept.old, &kept.old.at, target));
        for target in dropped {
            self.push(&kept.old.at, own_place(&kept.old), Vec::new(), Does::NoLongerCites { target });
        }
    }

    /// What a text at a place of the base refers to, as far as the base has it.
    fn cited(&self, text: &str, at: &Citation) -> Vec<Citation> {
        let document = at.document_id().and_then(|id| self.base.document(&id).or_else(|| self.new.document(&id)));
        let Some(document) = document else { return Vec::new() };
        let standing = Standing::at(document, at);
        let references = references::scan(text).references;
        let resolved = references.iter().enumerate().filter_map(|(index, reference)| {
            let earlier = references.get(..index).unwrap_or(&[]);
            led_to(&self.resolver, self.base, reference, earlier, &standing).map(|(place, _)| place)
        });
        resolved.collect()
    }

    /// A new reference, when it is to something that the base has.
    fn cites(&mut self, spot: &Spot<'e>, at: &Citation, cited: Citation) {
        let Some(document) = cited.document_id() else { return };
        let mut target = vec![Place::document(&document)];
        let trail = self.base.document(&document).and_then(|d| d.trail(&cited)).unwrap_or_default();
        let mut here = Citation::of_document(&document);
        for provision in &trail {
            here = here.child(provision.number());
            target.push(Place::provision(provision.id(), &here));
        }
        let exists = if cited.is_document() { self.base.document(&document).is_some() } else { !trail.is_empty() };
        if exists {
            let own = own_place(spot);
            self.push(at, own, Vec::new(), Does::Cites { target: cited });
            if let Some(effect) = self.effects.last_mut() {
                effect.target = target;
            }
        }
    }

    /// The topmost of what is new; the references of all of it.
    fn made(&mut self, differences: &Differences<'e>) {
        let ids = differences.made_ids();
        let documents: BTreeSet<&DocumentId> = differences.documents_made.iter().map(|d| d.id()).collect();
        for spot in &differences.made {
            if !documents.contains(spot.document) && spot.parent().is_none_or(|above| !ids.contains(above)) {
                let new = whole_text(spot);
                self.push(&spot.at, own_place(spot), above_in(self.base, spot), Does::Inserts { new });
                let takes = self.numbers_of(spot);
                if let Some(effect) = self.effects.last_mut() {
                    effect.takes = takes;
                }
            }
            self.remember(spot, &spot.at);
            for (_, text) in parts(spot).into_iter().flatten() {
                let text = match &self.follower {
                    Some(follower) => follower.followed(&text, &spot.at, &spot.at).into_owned(),
                    None => text,
                };
                self.cited(&text, &spot.at).into_iter().for_each(|target| self.cites(spot, &spot.at, target));
            }
        }
    }

    fn remember(&mut self, spot: &Spot<'e>, at: &Citation) {
        let term = spot.definition().map(|d| d.term().to_owned());
        self.clauses.insert((spot.at.clause(), term, at.clause()));
    }

    /// The terms of the base that the clauses use as they will stand.
    fn uses(&mut self, made: &[Arc<str>]) {
        let terms = self.base.listed();
        // A term that the draft adds may hold one of the base's in it: `Audit Fee`, where the base defines `Audit`.
        let own = Vocabulary::of(made.iter(), None);
        for (now, term, at) in std::mem::take(&mut self.clauses) {
            let Some(document) = now.document_id() else { continue };
            let mut used = BTreeSet::new();
            match &term {
                Some(term) => {
                    let definitions = self.new.document(&document).map(|d| d.definitions()).unwrap_or_default();
                    let defines = definitions.into_iter().find(|(_, d)| d.term() == term);
                    if let Some((_, definition)) = defines {
                        terms.used_in(&own, definition.lead_in(), &mut used);
                        terms.used_in(&own, definition.tail(), &mut used);
                        definition.children().iter().for_each(|child| used_in(child, terms, &own, &mut used));
                    }
                    used.remove(term.as_str());
                }
                None => self.new.find(&now).into_iter().for_each(|clause| used_in(clause, terms, &own, &mut used)),
            }
            for used in used {
                let own = Place::cited(&at);
                let does = Does::Uses { used: used.to_owned() };
                // The document's own definition comes before the Code's.
                let local = terms.is_listed_in(used, &document);
                let target = if local { vec![Place::document(&document)] } else { Vec::new() };
                self.push(&at, own, vec![Place::document(&document)], does);
                if let Some(effect) = self.effects.last_mut() {
                    effect.term.clone_from(&term);
                    effect.target = target;
                }
            }
        }
    }
}

/// The terms used in a clause's own words and in its list.
fn used_in<'t>(provision: &Provision, terms: &'t Listed, own: &Vocabulary, used: &mut BTreeSet<&'t str>) {
    terms.used_in(own, provision.lead_in(), used);
    terms.used_in(own, provision.tail(), used);
    provision.children().iter().filter(|c| c.number().is_label()).for_each(|c| used_in(c, terms, own, used));
}

/// What a spot says itself, part by part; none when its words are not held.
fn parts(spot: &Spot<'_>) -> Option<[(WordsOf, String); 4]> {
    let owned = |text: Option<&str>| text.unwrap_or("").to_owned();
    let (heading, caption, words, tail) = match spot.node {
        Node::Provision(p) => match p.words() {
            Words::Held { lead_in, tail } => (owned(p.heading()), owned(p.caption()), lead_in.clone(), tail.clone()),
            Words::Unheld { .. } => return None,
        },
        Node::Definition(d) => match d.words() {
            Words::Held { .. } => (String::new(), String::new(), d.text(), String::new()),
            Words::Unheld { .. } => return None,
        },
    };
    Some([(WordsOf::Heading, heading), (WordsOf::Caption, caption), (WordsOf::Words, words), (WordsOf::Tail, tail)])
}

/// What a spot says itself, as one text.
fn shown(spot: &Spot<'_>) -> String {
    let parts = parts(spot).unwrap_or_else(|| {
        let heading = match spot.node {
            Node::Provision(p) => p.heading_of_unheld(),
            Node::Definition(_) => "",
        };
        [WordsOf::Heading, WordsOf::Caption, WordsOf::Words, WordsOf::Tail]
            .map(|part| (part, if part == WordsOf::Heading { heading.to_owned() } else { String::new() }))
    });
    let said: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).filter(|t| !t.is_empty()).collect();
    said.join("\n")
}

fn changes_of(part: WordsOf, was: &str, is: &str) -> Vec<Reworded> {
    let found = hunks(was, is).hunks;
    found.into_iter().map(|hunk| Reworded { part, range: hunk.range, new: hunk.new }).collect()
}

/// A provision with all below it, as one text.
fn whole_text(spot: &Spot<'_>) -> String {
    match spot.node {
        Node::Provision(provision) => provision.text(),
        Node::Definition(definition) => format!("\"{}\" {}", definition.term(), definition.text()),
    }
}

fn own_place(spot: &Spot<'_>) -> Place {
    match spot.node {
        Node::Provision(provision) => Place::provision(provision.id(), &spot.at),
        Node::Definition(definition) => Place::term(spot.document, definition.term()),
    }
}

/// The document and what is above a spot, as far as the base has it.
fn above_in(base: &Edition, spot: &Spot<'_>) -> Vec<Place> {
    let provisions =
        spot.above.iter().filter_map(|id| Some(Place::provision(id, &base.place_near(spot.document, id)?)));
    std::iter::once(Place::document(spot.document)).chain(provisions).collect()
}

/// True for a clause whose new number only follows from that of its group.
fn follows_group(kept: &Kept<'_>, all: &BTreeMap<&ProvisionId, &Kept<'_>>) -> bool {
    let group = kept.old.parent().and_then(|above| all.get(above));
    let (Some(group), Some(was), Some(is)) = (group, kept.old.provision(), kept.new.provision()) else { return false };
    let below = |spot: &Spot<'_>, own: &Provision| {
        let above = spot.provision()?.number().as_str().to_owned();
        own.number().as_str().strip_prefix(&above).map(str::to_owned)
    };
    below(&group.old, was).is_some_and(|rest| Some(rest) == below(&group.new, is))
}
