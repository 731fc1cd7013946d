//! Writes the amendments, step by step: each step looks at what still differs and applies what it wrote.

use std::collections::{BTreeMap, BTreeSet};

use crate::amendment::Amendment;
use crate::apply::apply;
use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::markup::{print_meaning, print_words};
use crate::provision::{Provision, Words};
use crate::provision_id::ProvisionId;

use super::adoption::{Adopted, with_identities};
use super::numbering;
use super::texts::{document_text, only_made, whole_text};
use super::walk::{Differences, Kept, Spot};

/// Rounds of renumbering; a provision takes part of its number from at most this many above it, rings included.
const ROUNDS: usize = 12;

/// The amendments so far and what they have made of the old edition.
pub(super) struct Writing {
    work: Edition,
    target: Edition,
    written: Vec<Amendment>,
    checked: bool,
    steps: usize,
}

/// A step: what it adds to the amendments, given what still differs.
type Step = fn(&Writing, &Differences<'_>) -> Vec<Amendment>;

impl Writing {
    /// `target` has the identities of `old` where the provisions are the same; `checked` quotes the old words.
    pub(super) fn new(old: &Edition, target: Edition, checked: bool) -> Writing {
        Writing { work: old.clone(), target, written: Vec::new(), checked, steps: 0 }
    }

    /// Every amendment. What is taken away goes first, so that numbers are free; then what stays finds its place; then
    /// comes what is new; and at last the words, which by then differ only where somebody changed them.
    pub(super) fn amendments(mut self) -> Vec<Amendment> {
        self.step(|w, d| w.omissions(d, false));
        self.renumber();
        self.step(|w, d| w.omissions(d, false));
        self.insert();
        self.renumber();
        self.step(|w, d| w.omissions(d, true));
        self.insert();
        self.step(Writing::orders);
        self.step(Writing::definitions);
        self.step(Writing::words);
        // What no single amendment can do (take a caption away, list terms out of their order) is done by replacing the
        // clause, and in the last resort the document.
        self.step(Writing::clauses_anew);
        self.documents_anew();
        self.written
    }

    fn is_done(&self) -> bool {
        self.work.hash() == self.target.hash()
    }

    fn step(&mut self, step: Step) {
        if self.is_done() {
            return;
        }
        let target = self.target.clone();
        let written = {
            let differences = Differences::between(&self.work, &target);
            step(self, &differences)
        };
        self.put(written);
    }

    /// Applies what was written. An amendment that does not apply is left out; what it was to do, a later step does.
    fn put(&mut self, mut written: Vec<Amendment>) {
        while !written.is_empty() {
            self.steps += 1;
            match apply(&self.work, &written, &format!("difference {}", self.steps)) {
                Ok(applied) => {
                    self.work = applied.edition;
                    self.written.append(&mut written);
                    return;
                }
                Err(conflicts) => {
                    let failed: BTreeSet<usize> = conflicts.iter().map(|c| c.amendment).collect();
                    let mut index = 0;
                    written.retain(|_| {
                        index += 1;
                        !failed.contains(&(index - 1))
                    });
                }
            }
        }
    }

    fn renumber(&mut self) {
        for _ in 0..ROUNDS {
            let before = self.written.len();
            self.step(|w, d| numbering::round(d, &w.work, &w.target));
            if self.written.len() == before {
                return;
            }
        }
    }

    /// What is gone: the topmost of it. What still holds provisions that stay waits until they have moved out, unless
    /// they cannot (`by_force`).
    fn omissions(&self, differences: &Differences<'_>, by_force: bool) -> Vec<Amendment> {
        let gone = differences.gone_ids();
        let staying: BTreeSet<&ProvisionId> =
            differences.kept.iter().flat_map(|k| k.old.above.iter().copied()).filter(|id| gone.contains(id)).collect();
        let housed: BTreeSet<&DocumentId> =
            differences.kept.iter().filter(|k| k.moved()).map(|k| k.old.document).collect();
        let absorbed = absorbed(differences);
        let documents: BTreeSet<&DocumentId> = differences.documents_gone.iter().map(|d| d.id()).collect();
        let mut out = Vec::new();
        for id in documents.iter().filter(|id| by_force || !housed.contains(*id)) {
            out.push(Amendment::Omit { at: Citation::of_document(id), old: None });
        }
        for (was, is) in differences.retitled.iter().filter(|(_, is)| !is.title().is_empty()) {
            out.push(Amendment::Substitute {
                at: Citation::of_document(is.id()),
                text: String::new(),
                old: self.checked.then(|| was.title().to_owned()),
                heading: Some(is.title().to_owned()),
            });
        }
        for spot in differences.gone.iter().filter(|s| !documents.contains(s.document)) {
            let Some(provision) = spot.provision() else { continue };
            let top = spot.parent().is_none_or(|above| !gone.contains(above)) && !comes_along(spot, &absorbed);
            if top && (by_force || !staying.contains(spot.id())) {
                out.push(Amendment::Omit { at: spot.at.clone(), old: self.checked.then(|| print_words(provision)) });
            }
        }
        out.extend(self.undefined(differences, &gone, &documents));
        out
    }

    /// Terms that are gone, or that are another term or stand in another list now.
    fn undefined(
        &self,
        differences: &Differences<'_>,
        gone: &BTreeSet<&ProvisionId>,
        documents: &BTreeSet<&DocumentId>,
    ) -> Vec<Amendment> {
        let stays = |spot: &&Spot<'_>| {
            !documents.contains(spot.document) && spot.parent().is_none_or(|above| !gone.contains(above))
        };
        let left = differences.gone.iter();
        let elsewhere = differences.kept.iter().filter(|k| k.moved() || k.renamed() || k.reordered).map(|k| &k.old);
        let undefine = |spot: &Spot<'_>| {
            let term = spot.definition()?.term().to_owned();
            Some(Amendment::Undefine { document: spot.document.clone(), term })
        };
        left.chain(elsewhere).filter(stays).filter_map(undefine).collect()
    }

    /// What is new, without what will move into it; then its provisions are known by the identities that they got.
    fn insert(&mut self) {
        if self.is_done() {
            return;
        }
        let target = self.target.clone();
        let before = self.work.clone();
        let differences = Differences::between(&before, &target);
        let written = self.insertions(&differences);
        if written.is_empty() {
            return;
        }
        self.put(written);
        let mut adopted = Adopted::new();
        for spot in &differences.made {
            let now = spot.provision().and_then(|_| self.work.find(&spot.at));
            adopted.extend(now.map(|now| (spot.id().clone(), now.id().clone())));
        }
        self.adopt_terms(&differences, &mut adopted);
        let documents = differences.made.iter().map(|s| s.document).collect();
        self.target = with_identities(&target, &adopted, &documents);
    }

    fn adopt_terms(&self, differences: &Differences<'_>, adopted: &mut Adopted) {
        let mut terms: BTreeMap<&DocumentId, BTreeMap<String, ProvisionId>> = BTreeMap::new();
        for spot in &differences.made {
            let Some(definition) = spot.definition() else { continue };
            let listed = terms.entry(spot.document).or_insert_with(|| {
                let definitions = self.work.document(spot.document).map(|d| d.definitions()).unwrap_or_default();
                definitions.into_iter().map(|(_, d)| (d.term().to_owned(), d.id().clone())).collect()
            });
            adopted.extend(listed.get(definition.term()).map(|now| (spot.id().clone(), now.clone())));
        }
    }

    fn insertions(&self, differences: &Differences<'_>) -> Vec<Amendment> {
        let made = differences.made_ids();
        let documents: BTreeSet<&DocumentId> = differences.documents_made.iter().map(|d| d.id()).collect();
        let absorbed = absorbed(differences);
        let mut out = Vec::new();
        for document in &differences.documents_made {
            let mut parts = document.to_parts();
            parts.provisions.retain(|p| made.contains(p.id()));
            parts.provisions.iter_mut().for_each(|p| *p = only_made(p, &made));
            out.push(Amendment::NewDocument {
                document: document.id().clone(),
                title: document.title().to_owned(),
                text: document_text(&crate::document::Document::new(parts)),
            });
        }
        let mut pending = BTreeSet::new();
        for spot in differences.made.iter().filter(|s| !documents.contains(s.document)) {
            let Some(provision) = spot.provision() else { continue };
            let top = spot.parent().is_none_or(|above| !made.contains(above)) && !comes_along(spot, &absorbed);
            let free = top && self.work.find(&spot.at).is_none();
            if let Some((after, into)) = place_after(spot, &self.work, &self.target, &pending).filter(|_| free) {
                let text = whole_text(&only_made(provision, &made));
                out.push(Amendment::Insert { after, into, in_order: false, text, number: None, heading: None });
                pending.insert(spot.id());
            }
        }
        out
    }

    /// What stands among its neighbours in another order.
    fn orders(&self, differences: &Differences<'_>) -> Vec<Amendment> {
        let none = BTreeSet::new();
        let moved = differences.kept.iter().filter(|k| k.reordered && k.new.provision().is_some());
        let moved = moved.filter_map(|kept| {
            let (after, into) = place_after(&kept.new, &self.work, &self.target, &none)?;
            Some(Amendment::Move { at: kept.old.at.clone(), after, into, number: None })
        });
        moved.collect()
    }

    fn definitions(&self, differences: &Differences<'_>) -> Vec<Amendment> {
        let made = differences.made_ids();
        let new_documents: BTreeSet<&DocumentId> = differences.documents_made.iter().map(|d| d.id()).collect();
        let mut out = Vec::new();
        for kept in &differences.kept {
            let (Some(was), Some(is)) = (kept.old.definition(), kept.new.definition()) else { continue };
            if was.term() == is.term() && was.hash() != is.hash() && !kept.moved() && !kept.reordered {
                out.push(Amendment::Redefine {
                    document: kept.new.document.clone(),
                    term: is.term().to_owned(),
                    text: print_meaning(is),
                    old: if self.checked { print_meaning(was) } else { None },
                });
            }
        }
        for spot in &differences.made {
            let Some(definition) = spot.definition() else { continue };
            let stands =
                !new_documents.contains(spot.document) && spot.parent().is_none_or(|above| !made.contains(above));
            if stands {
                out.push(Amendment::Define {
                    document: spot.document.clone(),
                    term: definition.term().to_owned(),
                    text: print_meaning(definition),
                    at: self.list_of(spot),
                });
            }
        }
        out
    }

    /// The provision that lists a new term, where the document has more lists than that one.
    fn list_of(&self, spot: &Spot<'_>) -> Option<Citation> {
        let document = self.work.document(spot.document)?;
        let lists: BTreeSet<Option<&ProvisionId>> =
            document.definitions().into_iter().map(|(holder, _)| holder.map(Provision::id)).collect();
        let only = lists.len() == 1 && lists.first().is_some_and(|holder| *holder == spot.parent());
        (!only && spot.parent().is_some()).then(|| spot.at.clone())
    }

    /// New words for every provision whose own words differ, or whose list does.
    fn words(&self, differences: &Differences<'_>) -> Vec<Amendment> {
        let lists: BTreeSet<&ProvisionId> = changed_lists(differences);
        let needs = |k: &&Kept<'_>| k.new.provision().is_some() && (k.reworded() || lists.contains(k.new.id()));
        let needing: BTreeSet<&ProvisionId> = differences.kept.iter().filter(needs).map(|k| k.new.id()).collect();
        let mut out = Vec::new();
        for kept in differences.kept.iter().filter(needs) {
            let (Some(was), Some(is)) = (kept.old.provision(), kept.new.provision()) else { continue };
            // The words of a clause bring its list with them.
            let list_above = kept.new.above.iter().rev().take(kept.new.at.labels().len());
            if !list_above.into_iter().any(|above| needing.contains(above)) {
                out.push(self.substitution(&kept.old.at, was, is));
            }
        }
        out
    }

    fn substitution(&self, at: &Citation, was: &Provision, is: &Provision) -> Amendment {
        let old = if self.checked && was.is_held() { Some(print_words(was)) } else { None };
        if let (Words::Unheld { .. }, Words::Unheld { heading }) = (was.words(), is.words()) {
            return Amendment::Substitute { at: at.clone(), text: String::new(), old, heading: Some(heading.clone()) };
        }
        let heading = (was.heading().is_some() && is.heading().is_none()).then(String::new);
        Amendment::Substitute { at: at.clone(), text: print_words(is), old, heading }
    }

    /// Clauses in which something differs still: taken away and put back as they are to be.
    fn clauses_anew(&self, differences: &Differences<'_>) -> Vec<Amendment> {
        let mut lists = changed_lists(differences);
        let terms = differences.gone.iter().chain(&differences.made).filter(|s| s.definition().is_some());
        lists.extend(terms.filter_map(Spot::parent));
        let kept_terms = differences.kept.iter().filter(|k| k.new.definition().is_some());
        lists.extend(kept_terms.filter_map(|k| k.new.parent()));
        let astray = |k: &&Kept<'_>| {
            k.new.provision().is_some() && (k.reworded() || k.renamed() || k.moved() || lists.contains(k.new.id()))
        };
        let clauses: BTreeSet<Citation> = differences.kept.iter().filter(astray).map(|k| k.old.at.clause()).collect();
        let mut out = Vec::new();
        for at in &clauses {
            let above = |other: &&Citation| *other != at && at.is_within(other);
            if clauses.iter().any(|other| above(&other)) {
                continue;
            }
            let Some(id) = self.work.find(at).map(|p| p.id().clone()) else { continue };
            let Some((now, provision)) = self.target.standing(&id) else { continue };
            let Some((after, into)) = self.after_of(&now) else { continue };
            out.push(Amendment::Omit { at: at.clone(), old: None });
            let text = whole_text(provision);
            out.push(Amendment::Insert { after, into, in_order: false, text, number: None, heading: None });
        }
        out
    }

    fn after_of(&self, at: &Citation) -> Option<(Option<Citation>, Option<DocumentId>)> {
        let document = at.document_id()?;
        let trail = self.target.document(&document)?.trail(at)?;
        let own = trail.last()?;
        let above = trail.iter().rev().nth(1);
        let level =
            above.map_or_else(|| self.target.document(&document).map(|d| d.provisions()), |p| Some(p.children()))?;
        let before = level.iter().take_while(|p| p.id() != own.id()).filter(|p| !p.number().is_label()).last();
        let citation = |p: &Provision| Citation::new(&document, p.number().clone());
        Some(match (before, above) {
            (Some(before), _) => (Some(citation(before)), None),
            (None, Some(above)) => (Some(citation(above)), None),
            (None, None) => (None, Some(document.clone())),
        })
    }

    fn documents_anew(&mut self) {
        if self.is_done() {
            return;
        }
        let target = self.target.clone();
        let mut out = Vec::new();
        for document in self.work.documents() {
            match target.document(document.id()) {
                Some(is) if is.hash() == document.hash() => {}
                Some(_) | None => out.push(Amendment::Omit { at: Citation::of_document(document.id()), old: None }),
            }
        }
        for document in target.documents() {
            if self.work.document(document.id()).is_none_or(|was| was.hash() != document.hash()) {
                out.push(Amendment::NewDocument {
                    document: document.id().clone(),
                    title: document.title().to_owned(),
                    text: document_text(document),
                });
            }
        }
        self.put(out);
    }
}

/// The provisions whose list of paragraphs differs: one is gone, new, renumbered, or in another order.
fn changed_lists<'e>(differences: &Differences<'e>) -> BTreeSet<&'e ProvisionId> {
    let ends = differences.gone.iter().chain(&differences.made).filter(|s| s.is_paragraph());
    let kept = differences.kept.iter().filter(|k| k.new.is_paragraph());
    let astray = kept.filter(|k| k.moved() || k.renamed() || k.reordered).flat_map(|k| [&k.old, &k.new]);
    ends.chain(astray).filter_map(Spot::parent).collect()
}

/// Provisions that get new words anyway, and whose paragraphs come with them: every paragraph that stays keeps its label,
/// so that each is known again by it.
fn absorbed<'e>(differences: &Differences<'e>) -> BTreeSet<&'e ProvisionId> {
    let astray: BTreeSet<&ProvisionId> = differences
        .kept
        .iter()
        .filter(|k| k.new.is_paragraph() && (k.moved() || k.renamed() || k.reordered))
        .flat_map(|k| [&k.old, &k.new])
        .flat_map(|spot| spot.above.iter().copied())
        .collect();
    let reworded = differences.kept.iter().filter(|k| k.new.provision().is_some() && k.reworded());
    reworded.map(|k| k.new.id()).filter(|id| !astray.contains(id)).collect()
}

/// True for a paragraph of a list that comes with the words of what is above it.
fn comes_along(spot: &Spot<'_>, absorbed: &BTreeSet<&ProvisionId>) -> bool {
    spot.above.iter().rev().take(spot.at.labels().len()).any(|above| absorbed.contains(above))
}

/// Where a provision of the target goes in the work: after the nearest of its neighbours that stands there already (or
/// will, when it is `pending`), else first in its group or document. None when its list or group is not there.
pub(super) fn place_after(
    spot: &Spot<'_>,
    work: &Edition,
    target: &Edition,
    pending: &BTreeSet<&ProvisionId>,
) -> Option<(Option<Citation>, Option<DocumentId>)> {
    let document = target.document(spot.document)?;
    let level = match spot.parent() {
        Some(parent) => target.standing(parent)?.1.children(),
        None => document.provisions(),
    };
    let above = match spot.parent() {
        Some(parent) => work.place_of(parent)?,
        None => Citation::of_document(work.document(spot.document)?.id()),
    };
    let own = level.iter().position(|p| p.id() == spot.id())?;
    let is_there = |p: &Provision| {
        let at = above.child(p.number());
        let stands = work.find(&at).is_some_and(|there| there.id() == p.id());
        (stands || pending.contains(p.id())).then_some(at)
    };
    let kind = |p: &Provision| p.number().is_label() == spot.is_paragraph();
    let before = level.iter().take(own).rev().filter(|p| kind(p)).find_map(|p| is_there(p));
    match (before, spot.is_paragraph()) {
        (Some(before), _) => Some((Some(before), None)),
        (None, true) => None,
        (None, false) if above.is_document() => Some((None, Some(spot.document.clone()))),
        (None, false) => Some((Some(above), None)),
    }
}
