//! Decides, change by change, what of a draft is done to the edition that stands now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::citation::Citation;
use crate::difference::{Differences, Kept, Spot};
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::number::Number;
use crate::provision_id::ProvisionId;

use super::finding::Findings;
use super::{Three, UnmergedKind};

/// What provisions and definitions stand directly in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    Document(DocumentId),
    Provision(ProvisionId),
}

impl Holder {
    pub(super) fn of(spot: &Spot<'_>) -> Holder {
        match spot.parent() {
            Some(parent) => Holder::Provision(parent.clone()),
            None => Holder::Document(spot.document.clone()),
        }
    }
}

/// A number, as far as it does not follow from that of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Relative {
    /// The group's number and this.
    Below(String),
    /// A number of its own.
    Own(Number),
}

impl Relative {
    pub(super) fn of(number: &Number, group: Option<&Number>) -> Relative {
        match group.and_then(|group| number.as_str().strip_prefix(group.as_str())) {
            Some(rest) if !number.is_label() && rest.starts_with('.') => Relative::Below(rest.to_owned()),
            Some(_) | None => Relative::Own(number.clone()),
        }
    }

    /// The number below a group.
    pub(super) fn below(&self, group: Option<&Number>) -> Option<Number> {
        match self {
            Relative::Below(rest) => format!("{}{rest}", group?).parse().ok(),
            Relative::Own(number) => Some(number.clone()),
        }
    }
}

/// What comes to a place.
#[derive(Clone)]
pub(super) enum Arriving<'e> {
    /// It is new in the draft.
    Made(Spot<'e>),
    /// The draft moves it here.
    Moved(Spot<'e>),
}

impl<'e> Arriving<'e> {
    pub(super) fn spot(&self) -> &Spot<'e> {
        match self {
            Arriving::Made(spot) | Arriving::Moved(spot) => spot,
        }
    }
}

/// What is done to the edition that stands now.
#[derive(Default)]
pub(super) struct Plan<'e> {
    pub(super) removed: BTreeSet<&'e ProvisionId>,
    pub(super) leaving: BTreeSet<&'e ProvisionId>,
    pub(super) made: BTreeSet<&'e ProvisionId>,
    pub(super) arriving: BTreeMap<Holder, Vec<Arriving<'e>>>,
    pub(super) numbers: BTreeMap<&'e ProvisionId, Relative>,
    pub(super) terms_removed: BTreeSet<&'e ProvisionId>,
    /// The documents that list those.
    pub(super) terms_removed_in: BTreeSet<&'e DocumentId>,
    pub(super) terms_added: BTreeMap<Holder, Vec<Spot<'e>>>,
    pub(super) documents_removed: BTreeSet<&'e DocumentId>,
    pub(super) documents_added: Vec<&'e Arc<Document>>,
    pub(super) titles: BTreeMap<&'e DocumentId, &'e str>,
    /// What has come to its place since: nothing of the draft is placed by it.
    pub(super) arrived_since: BTreeSet<&'e ProvisionId>,
}

/// Goes through what the draft does.
pub(super) fn decide<'e>(
    three: &Three<'e>,
    drafted: &Differences<'e>,
    since: &Differences<'e>,
    findings: &mut Findings,
) -> Plan<'e> {
    let mut deciding = Deciding { three: *three, since, findings, plan: Plan::default(), changed: changed_in(since) };
    deciding.documents(drafted);
    deciding.gone(drafted);
    for kept in &drafted.kept {
        deciding.kept(kept);
    }
    deciding.made(drafted);
    let moved = since.kept.iter().filter(|k| k.moved() || k.reordered).map(|k| &k.new);
    deciding.plan.arrived_since = moved.chain(&since.made).map(Spot::id).collect();
    deciding.plan
}

/// Everything in which something was changed or added since, with all that it stands in.
fn changed_in<'e>(since: &Differences<'e>) -> BTreeSet<&'e ProvisionId> {
    let reworded = since.kept.iter().filter(|k| k.reworded()).map(|k| &k.old);
    let mut out = BTreeSet::new();
    for spot in reworded.chain(&since.made) {
        out.extend(spot.above.iter().copied());
        out.insert(spot.id());
    }
    out
}

struct Deciding<'d, 'e> {
    three: Three<'e>,
    since: &'d Differences<'e>,
    findings: &'d mut Findings,
    plan: Plan<'e>,
    changed: BTreeSet<&'e ProvisionId>,
}

impl<'e> Deciding<'_, 'e> {
    fn conflict(&mut self, kind: UnmergedKind, spot: &Spot<'_>, texts: [Option<String>; 3], message: String) {
        let at = self.three.now.place_of(spot.id()).unwrap_or_else(|| spot.at.clone());
        self.findings.conflict(kind, &at, spot.definition().map(|d| d.term()), texts, message);
    }

    fn documents(&mut self, drafted: &Differences<'e>) {
        for document in &drafted.documents_gone {
            let at = Citation::of_document(document.id());
            let now = self.three.now.document(document.id());
            if now.is_none_or(|now| now.hash() == document.hash() || !self.is_changed(document)) {
                self.plan.documents_removed.insert(document.id());
            } else {
                let message =
                    format!("the draft omits {at}, which has been changed since; see whether it is still to go");
                self.findings.conflict(UnmergedKind::ChangedSince, &at, None, [None, None, None], message);
            }
        }
        for document in &drafted.documents_made {
            let at = Citation::of_document(document.id());
            match self.three.now.document(document.id()) {
                None => self.plan.documents_added.push(document),
                Some(now) if now.hash() == document.hash() => {}
                Some(now) => {
                    let texts = [None, Some(crate::markup::print(now)), Some(crate::markup::print(document))];
                    let message =
                        format!("{at} has been added with other words since; amend it, or choose another letter");
                    self.findings.conflict(UnmergedKind::SameDocument, &at, None, texts, message);
                }
            }
        }
        for (was, is) in &drafted.retitled {
            self.title(was, is);
        }
    }

    fn is_changed(&self, document: &Document) -> bool {
        document.provisions().iter().any(|p| self.changed.contains(p.id()))
            || self.since.made.iter().any(|s| s.document == document.id())
            || self.since.retitled.iter().any(|(was, _)| was.id() == document.id())
    }

    fn title(&mut self, was: &'e Document, is: &'e Document) {
        let at = Citation::of_document(is.id());
        match self.three.now.document(is.id()) {
            Some(now) if now.title() == was.title() || now.title() == is.title() => {
                self.plan.titles.insert(is.id(), is.title());
            }
            now => {
                let texts = [was.title(), now.map_or("", |d| d.title()), is.title()].map(|t| Some(t.to_owned()));
                let message =
                    format!("the title of {at} has been changed since, or the document is gone; agree one title");
                self.findings.conflict(UnmergedKind::SameWords, &at, None, texts, message);
            }
        }
    }

    fn gone(&mut self, drafted: &Differences<'e>) {
        let gone = drafted.gone_ids();
        let documents: BTreeSet<&DocumentId> = drafted.documents_gone.iter().map(|d| d.id()).collect();
        for spot in &drafted.gone {
            let top = spot.parent().is_none_or(|above| !gone.contains(above)) && !documents.contains(spot.document);
            if spot.definition().is_some() {
                if top {
                    self.term_gone(spot);
                }
                continue;
            }
            let Some((at, now)) = self.three.now.standing(spot.id()) else { continue };
            if top && self.changed.contains(spot.id()) {
                let was = spot.provision().map(|p| p.text());
                let message =
                    format!("the draft omits {at}, which has been changed since; see whether it is still to go");
                self.conflict(UnmergedKind::ChangedSince, spot, [was, Some(now.text()), None], message);
            } else if top {
                self.plan.removed.insert(spot.id());
            } else if self.has_left(spot) {
                let message =
                    format!("the draft omits what has been moved to {at} since; see whether it is still to go");
                self.conflict(UnmergedKind::MovedSince, spot, [None, Some(now.text()), None], message);
            }
        }
    }

    /// True for what has been moved out of what it stood in since.
    fn has_left(&self, spot: &Spot<'_>) -> bool {
        self.since.kept.iter().any(|k| k.old.id() == spot.id() && k.moved())
    }

    fn term_gone(&mut self, spot: &Spot<'e>) {
        let Some(definition) = spot.definition() else { return };
        if self.changed.contains(definition.id()) {
            let message = format!(
                "the draft takes away the definition of \"{}\" in {}, which has been changed since; see whether it is still to go",
                definition.term(),
                spot.at
            );
            let texts = [Some(definition.text()), self.term_now(spot).map(|d| d.text()), None];
            self.conflict(UnmergedKind::SameTerm, spot, texts, message);
        } else {
            self.plan.terms_removed.insert(definition.id());
            self.plan.terms_removed_in.insert(spot.document);
        }
    }

    /// The definition of the same term in the same document of the edition that stands now.
    fn term_now(&self, spot: &Spot<'_>) -> Option<&'e crate::Definition> {
        let term = spot.definition()?.term();
        let listed = self.three.now.document(spot.document)?.definitions();
        listed.into_iter().find(|(_, d)| d.term() == term).map(|(_, d)| d.as_ref())
    }

    fn kept(&mut self, kept: &Kept<'e>) {
        if let Some(definition) = kept.old.definition() {
            if kept.moved() || kept.renamed() {
                if self.changed.contains(definition.id()) {
                    return self.term_gone(&kept.old);
                }
                self.term_gone(&kept.old);
                self.term_made(&kept.new);
            }
            return;
        }
        let Some((_, now)) = self.three.now.standing(kept.old.id()) else {
            if kept.moved() || kept.renamed() {
                let message = format!(
                    "{} has been omitted since, and the draft moves it; leave it out, or add it anew",
                    kept.old.at
                );
                let draft = kept.new.provision().map(|p| p.text());
                self.conflict(UnmergedKind::OmittedSince, &kept.old, [None, None, draft], message);
            }
            return;
        };
        if kept.moved() || kept.reordered {
            self.moved(kept);
        }
        let (Some(was), Some(is)) = (kept.old.provision(), kept.new.provision()) else { return };
        // The number of one that is moved comes with it.
        if kept.renamed() && !kept.moved() {
            let base = self.relative(self.three.base, &kept.old, was.number());
            let draft = self.relative(self.three.draft, &kept.new, is.number());
            let standing = self.relative_now(is.id(), now.number());
            if draft == base || standing == draft {
                return;
            }
            if standing == base {
                self.plan.numbers.insert(is.id(), draft);
            } else {
                let message = format!(
                    "the draft renumbers {} as {}, and it has become {} since; say which number it is to have",
                    kept.old.at,
                    kept.new.at,
                    now.number()
                );
                let texts = [was.number(), now.number(), is.number()].map(|n| Some(n.to_string()));
                self.conflict(UnmergedKind::RenumberedSince, &kept.old, texts, message);
            }
        }
    }

    fn relative(&self, edition: &Edition, spot: &Spot<'_>, number: &Number) -> Relative {
        let group = spot.parent().and_then(|id| edition.standing(id)).map(|(_, p)| p.number().clone());
        Relative::of(number, group.as_ref())
    }

    fn relative_now(&self, id: &ProvisionId, number: &Number) -> Relative {
        let now = self.three.now;
        let above = now.place_of(id).and_then(|at| {
            let trail = now.document(&at.document_id()?)?.trail(&at)?;
            trail.iter().rev().nth(1).map(|p| p.number().clone())
        });
        Relative::of(number, above.as_ref())
    }

    fn holder_now(&self, id: &ProvisionId) -> Option<Holder> {
        let now = self.three.now;
        let at = now.place_of(id)?;
        let document = at.document_id()?;
        let trail = now.document(&document)?.trail(&at)?;
        Some(match trail.iter().rev().nth(1) {
            Some(above) => Holder::Provision(above.id().clone()),
            None => Holder::Document(document),
        })
    }

    fn moved(&mut self, kept: &Kept<'e>) {
        let (was, to) = (Holder::of(&kept.old), Holder::of(&kept.new));
        let standing = self.holder_now(kept.old.id());
        let again = !kept.moved() && self.since.kept.iter().any(|k| k.reordered && k.old.id() == kept.old.id());
        if again && neighbour(self.three.draft, kept.old.id()) == neighbour(self.three.now, kept.old.id()) {
            return;
        }
        let number = |spot: &Spot<'_>| spot.provision().map(|p| p.number().clone());
        let now = self.three.now.standing(kept.old.id()).map(|(_, p)| p.number().clone());
        if kept.moved() && standing.as_ref() == Some(&to) && now == number(&kept.new) {
            return;
        }
        let renumbered = kept.moved() && standing.as_ref() == Some(&was) && now != number(&kept.old);
        if kept.moved() && self.is_taken_since(&kept.new) {
            let message = format!(
                "the draft moves {} to {}, and that number is another provision's now; choose another",
                kept.old.at, kept.new.at
            );
            self.conflict(UnmergedKind::NumberTaken, &kept.old, [None, None, None], message);
        } else if standing.as_ref() == Some(&was) && self.is_there(&to) && !renumbered && !again {
            self.plan.leaving.insert(kept.old.id());
            self.plan.arriving.entry(to).or_default().push(Arriving::Moved(kept.new.clone()));
        } else if kept.moved() || again {
            let message = format!(
                "the draft moves {} to {}, and it has been moved or renumbered, or that place omitted, since; say where it is to stand",
                kept.old.at, kept.new.at
            );
            self.conflict(UnmergedKind::MovedSince, &kept.old, [None, None, None], message);
        }
    }

    /// True when another provision has come to the number since.
    fn is_taken_since(&self, spot: &Spot<'_>) -> bool {
        let there = self.three.now.find(&spot.at).map(|p| p.id());
        let since = |id: &ProvisionId| self.three.base.place_of(id).as_ref() != Some(&spot.at);
        there.is_some_and(|id| id != spot.id() && !self.plan.removed.contains(id) && since(id))
    }

    /// True for what will stand in the result: it stands there now, or the draft adds it.
    fn is_there(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Provision(id) => self.three.now.place_of(id).is_some() || self.three.base.place_of(id).is_none(),
            Holder::Document(id) => self.three.now.document(id).is_some() || self.three.base.document(id).is_none(),
        }
    }

    fn made(&mut self, drafted: &Differences<'e>) {
        let documents: BTreeSet<&DocumentId> = drafted.documents_made.iter().map(|d| d.id()).collect();
        let made = drafted.made_ids();
        self.plan.made.clone_from(&made);
        for spot in drafted.made.iter().filter(|s| s.parent().is_none_or(|above| !made.contains(above))) {
            // A new document comes with all that was made for it; what is moved into it brings what the draft adds there.
            if spot.parent().is_none() && documents.contains(spot.document) {
                continue;
            }
            let holder = Holder::of(spot);
            if !self.is_there(&holder) {
                let text = match (spot.provision(), spot.definition()) {
                    (Some(provision), _) => Some(provision.text()),
                    (None, definition) => definition.map(|d| d.text()),
                };
                let message =
                    format!("what {} is to stand in has been omitted since; find another place for it", spot.at);
                self.conflict(UnmergedKind::OmittedSince, spot, [None, None, text], message);
            } else if spot.definition().is_some() {
                self.term_made(spot);
            } else {
                self.plan.arriving.entry(holder).or_default().push(Arriving::Made(spot.clone()));
            }
        }
    }

    fn term_made(&mut self, spot: &Spot<'e>) {
        let Some(definition) = spot.definition() else { return };
        match self.term_now(spot).filter(|now| !self.plan.terms_removed.contains(now.id())) {
            Some(now) if now.hash() == definition.hash() => {}
            Some(now) => {
                let message = format!(
                    "\"{}\" has been defined in {} with other words since; agree one definition",
                    definition.term(),
                    spot.document.printed()
                );
                self.conflict(UnmergedKind::SameTerm, spot, [None, Some(now.text()), Some(definition.text())], message);
            }
            None => self.plan.terms_added.entry(Holder::of(spot)).or_default().push(spot.clone()),
        }
    }
}

/// The provision that stands right before another in its group, list or document.
fn neighbour<'e>(edition: &'e Edition, id: &ProvisionId) -> Option<&'e ProvisionId> {
    let at = edition.place_of(id)?;
    let document = edition.document(&at.document_id()?)?;
    let trail = document.trail(&at)?;
    let level = trail.iter().rev().nth(1).map_or(document.provisions(), |above| above.children());
    level.iter().take_while(|p| p.id() != id).last().map(|p| p.id())
}
