//! Puts the words together: what only one side changed, what both changed in words apart, and references that follow.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::citation::Citation;
use crate::definition::Definition;
use crate::difference::{Differences, Follower, Kept, Spot, merged};
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::provision::{Provision, Words};
use crate::provision_id::ProvisionId;

use super::finding::Findings;
use super::{Merged, Settled, Three, UnmergedKind};

/// What a provision says itself: heading, caption, words.
type Own = (Option<String>, Option<String>, Words);

/// The words of every provision and definition in which something differs.
#[derive(Default)]
struct Said {
    provisions: BTreeMap<ProvisionId, Own>,
    definitions: BTreeMap<ProvisionId, Arc<Definition>>,
    /// The documents that they stand in.
    documents: BTreeSet<DocumentId>,
}

impl Said {
    fn provision(&mut self, id: &ProvisionId, at: &Citation, own: Own) {
        self.documents.extend(at.document_id());
        self.provisions.insert(id.clone(), own);
    }

    fn definition(&mut self, id: &ProvisionId, document: &DocumentId, definition: Definition) {
        self.documents.insert(document.clone());
        self.definitions.insert(id.clone(), Arc::new(definition));
    }
}

/// The placed edition with the words of both.
pub(super) fn reword<'e>(
    three: &Three<'e>,
    placed: &'e Edition,
    drafted: &Differences<'e>,
    since: &Differences<'e>,
    findings: &mut Findings,
) -> Edition {
    let shifts = |d: &Differences<'_>| d.kept.iter().any(|k| k.new.provision().is_some() && (k.moved() || k.renamed()));
    let follow = shifts(drafted) || shifts(since);
    let mut wording = Wording {
        placed,
        three: *three,
        base: Follower::new(three.base, placed),
        now: Follower::new(three.now, placed),
        draft: Follower::new(three.draft, placed),
        follow,
        findings,
        said: Said::default(),
    };
    if follow {
        // What has come since cites with the numbers of now; the draft may have changed them, and the other way round.
        since.kept.iter().filter(|k| k.reworded()).for_each(|k| wording.carry(&k.new, true));
        since.made.iter().for_each(|spot| wording.carry(spot, true));
        drafted.made.iter().for_each(|spot| wording.carry(spot, false));
    }
    for kept in drafted.kept.iter().filter(|k| k.reworded()) {
        wording.kept(kept);
    }
    let said = wording.said;
    let concerned = placed.documents().iter().filter(|document| said.documents.contains(document.id()));
    let changed = concerned.filter_map(|document| with_words(document, &said)).map(Arc::new);
    placed.with_shared(changed.collect::<Vec<_>>())
}

struct Wording<'w, 'e> {
    placed: &'e Edition,
    three: Three<'e>,
    base: Follower<'e>,
    now: Follower<'e>,
    draft: Follower<'e>,
    follow: bool,
    findings: &'w mut Findings,
    said: Said,
}

/// One side's words and where they stand.
struct Side<'s> {
    own: Own,
    at: &'s Citation,
}

impl<'e> Wording<'_, 'e> {
    /// The words of one side as they stand, with its references followed.
    fn carry(&mut self, spot: &Spot<'e>, of_now: bool) {
        if let Some(definition) = spot.definition() {
            let follower = if of_now { &self.now } else { &self.draft };
            let new = followed_definition(definition, &spot.at, follower);
            self.said.definition(definition.id(), spot.document, new);
        } else if let (Some(provision), Some(reader)) = (spot.provision(), self.placed.place_of(spot.id())) {
            let follower = if of_now { &self.now } else { &self.draft };
            let own = followed(own_of(provision), &spot.at, &reader, follower);
            self.said.provision(provision.id(), &reader, own);
        }
    }

    fn kept(&mut self, kept: &Kept<'e>) {
        match (kept.old.provision(), kept.new.provision()) {
            (Some(was), Some(is)) => self.provision(kept, was, is),
            (_, _) => self.definition(kept),
        }
    }

    fn provision(&mut self, kept: &Kept<'e>, was: &Provision, is: &Provision) {
        let standing = self.three.now.standing(kept.old.id());
        let (Some((at, now)), Some(reader)) = (standing, self.placed.place_of(kept.old.id())) else {
            if self.said_anew(kept, was, is) {
                let message = format!(
                    "{} has been omitted since, and the draft changes it; leave it out, or add it anew",
                    kept.old.at
                );
                let texts = [Some(shown(&own_of(was))), None, Some(shown(&own_of(is)))];
                self.findings.conflict(UnmergedKind::OmittedSince, &kept.old.at, None, texts, message);
            }
            return;
        };
        let sides = [
            (Side { own: own_of(was), at: &kept.old.at }, &self.base),
            (Side { own: own_of(now), at: &at }, &self.now),
            (Side { own: own_of(is), at: &kept.new.at }, &self.draft),
        ];
        let [base, standing, draft] = sides.map(|(side, follower)| match self.follow {
            true => followed(side.own, side.at, &reader, follower),
            false => side.own,
        });
        let (base_text, now_text, draft_text) = (shown(&base), shown(&standing), shown(&draft));
        match three_ways(&base, &standing, &draft) {
            Some(own) => {
                let both = standing != base && draft != base && standing != draft;
                if both {
                    self.look(&reader, None, [base_text, now_text, draft_text], shown(&own));
                }
                self.said.provision(kept.old.id(), &reader, own);
            }
            None => {
                let message =
                    format!("the words of {at} have been changed since where the draft changes them; agree one text");
                let texts = [Some(base_text), Some(now_text), Some(draft_text)];
                self.findings.conflict(UnmergedKind::SameWords, &at, None, texts, message);
                self.said.provision(kept.old.id(), &reader, standing);
            }
        }
    }

    /// True when the draft says something else, and not the same with other numbers.
    fn said_anew(&self, kept: &Kept<'e>, was: &Provision, is: &Provision) -> bool {
        let back = Follower::new(self.three.draft, self.three.base);
        !self.follow || followed(own_of(is), &kept.new.at, &kept.old.at, &back) != own_of(was)
    }

    fn definition(&mut self, kept: &Kept<'e>) {
        let (Some(was), Some(is)) = (kept.old.definition(), kept.new.definition()) else { return };
        if kept.moved() || kept.renamed() {
            return;
        }
        let document = self.three.now.document(kept.old.document);
        let listed = document.map(|d| d.definitions()).unwrap_or_default();
        let at = Citation::of_document(kept.old.document);
        let Some((_, now)) = listed.into_iter().find(|(_, d)| d.id() == was.id()) else {
            let message = format!(
                "the definition of \"{}\" has been taken away since, and the draft changes it; add it anew, or leave it out",
                was.term()
            );
            let texts = [Some(was.text()), None, Some(is.text())];
            return self.findings.conflict(UnmergedKind::SameTerm, &at, Some(was.term()), texts, message);
        };
        let three = [(was, &kept.old.at, &self.base), (now, &kept.old.at, &self.now), (is, &kept.new.at, &self.draft)];
        let [base, standing, draft] = three.map(|(definition, at, follower)| match self.follow {
            true => followed_definition(definition, at, follower),
            false => definition.as_ref().clone(),
        });
        match three_definitions(&base, &standing, &draft) {
            Some(definition) => {
                let hashes = [base.hash(), standing.hash(), draft.hash()];
                if let [b, n, d] = hashes
                    && b != n
                    && b != d
                    && n != d
                {
                    let texts = [base.text(), standing.text(), draft.text()];
                    self.look(&at, Some(was.term()), texts, definition.text());
                }
                self.said.definition(was.id(), kept.old.document, definition);
            }
            None => {
                let message = format!(
                    "the definition of \"{}\" has been changed since where the draft changes it; agree one text",
                    was.term()
                );
                let texts = [Some(base.text()), Some(standing.text()), Some(draft.text())];
                self.findings.conflict(UnmergedKind::SameTerm, &at, Some(was.term()), texts, message);
                self.said.definition(was.id(), kept.old.document, standing);
            }
        }
    }

    fn look(&mut self, at: &Citation, term: Option<&str>, texts: [String; 3], result: String) {
        let what = term.map_or_else(|| at.to_string(), |term| format!("the definition of \"{term}\" in {at}"));
        let [base, now, draft] = texts.map(Some);
        self.findings.merged.push(Merged {
            at: at.clone(),
            term: term.map(str::to_owned),
            settled: Settled::Words,
            base,
            now,
            draft,
            result: Some(result),
            message: format!("{what} has been changed since in other words than the draft changes; both changes stand, so read the result"),
        });
    }
}

fn own_of(provision: &Provision) -> Own {
    (provision.heading().map(str::to_owned), provision.caption().map(str::to_owned), provision.words().clone())
}

fn followed(own: Own, at: &Citation, reader: &Citation, follower: &Follower<'_>) -> Own {
    let (heading, caption, words) = own;
    (heading, caption, followed_words(words, at, reader, follower))
}

fn followed_words(words: Words, at: &Citation, reader: &Citation, follower: &Follower<'_>) -> Words {
    match words {
        Words::Held { lead_in, tail } => Words::Held {
            lead_in: follower.followed(&lead_in, at, reader).into_owned(),
            tail: follower.followed(&tail, at, reader).into_owned(),
        },
        Words::Unheld { heading } => Words::Unheld { heading },
    }
}

fn followed_definition(definition: &Definition, at: &Citation, follower: &Follower<'_>) -> Definition {
    let mut parts = definition.to_parts();
    parts.words = followed_words(parts.words, at, at, follower);
    for child in &mut parts.children {
        *child = followed_item(child, at, follower);
    }
    Definition::new(parts)
}

/// An item of the list inside a definition.
fn followed_item(item: &Provision, at: &Citation, follower: &Follower<'_>) -> Arc<Provision> {
    let mut parts = item.to_parts();
    parts.words = followed_words(parts.words, at, at, follower);
    for child in &mut parts.children {
        *child = followed_item(child, at, follower);
    }
    Arc::new(Provision::new(parts))
}

/// Three wordings as one; none when both changed the same words.
fn three_ways(base: &Own, now: &Own, draft: &Own) -> Option<Own> {
    Some((
        one_of(&base.0, &now.0, &draft.0)?,
        one_of(&base.1, &now.1, &draft.1)?,
        three_words(&base.2, &now.2, &draft.2)?,
    ))
}

/// A heading or caption is taken or left as a whole.
fn one_of<T: PartialEq + Clone>(base: &T, now: &T, draft: &T) -> Option<T> {
    if draft == base || draft == now {
        Some(now.clone())
    } else if now == base {
        Some(draft.clone())
    } else {
        None
    }
}

fn three_words(base: &Words, now: &Words, draft: &Words) -> Option<Words> {
    match (base, now, draft) {
        (
            Words::Held { lead_in: base, tail: base_tail },
            Words::Held { lead_in: now, tail: now_tail },
            Words::Held { lead_in: draft, tail: draft_tail },
        ) => Some(Words::Held { lead_in: merged(base, now, draft)?, tail: merged(base_tail, now_tail, draft_tail)? }),
        (_, _, _) => one_of(base, now, draft),
    }
}

fn three_definitions(base: &Definition, now: &Definition, draft: &Definition) -> Option<Definition> {
    let lists = [base, now, draft].map(|d| d.children().to_vec());
    let hashes = [base, now, draft].map(|d| d.children().iter().map(|c| c.hash()).collect::<Vec<_>>());
    let [base_list, now_list, draft_list] = &hashes;
    let list = one_of(base_list, now_list, draft_list)?;
    let mut parts = now.to_parts();
    parts.words = three_words(base.words(), now.words(), draft.words())?;
    let chosen = lists.into_iter().zip(&hashes).find(|(_, hash)| **hash == list).map(|(list, _)| list);
    parts.children = chosen.unwrap_or_default();
    Some(Definition::new(parts))
}

/// The words as one text, for a reader.
fn shown(own: &Own) -> String {
    let (heading, caption, words) = own;
    let (first, last) = match words {
        Words::Held { lead_in, tail } => (lead_in.as_str(), tail.as_str()),
        Words::Unheld { heading } => (heading.as_str(), ""),
    };
    let all = [heading.as_deref().unwrap_or(""), caption.as_deref().unwrap_or(""), first, last];
    all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The document with these words; none when nothing of it is among them.
fn with_words(document: &Document, said: &Said) -> Option<Document> {
    let mut parts = document.to_parts();
    let definitions = definitions_with_words(&mut parts.definitions, said);
    let provisions = provisions_with_words(&mut parts.provisions, said);
    (definitions || provisions).then(|| Document::new(parts))
}

fn provisions_with_words(level: &mut [Arc<Provision>], said: &Said) -> bool {
    let mut any = false;
    for slot in level {
        let mut parts = slot.to_parts();
        let own = said.provisions.get(slot.id()).filter(|own| own_of(slot) != **own);
        if let Some((heading, caption, words)) = own {
            (parts.heading, parts.caption, parts.words) = (heading.clone(), caption.clone(), words.clone());
        }
        let definitions = definitions_with_words(&mut parts.definitions, said);
        let below = provisions_with_words(&mut parts.children, said);
        if own.is_some() || definitions || below {
            *slot = Arc::new(Provision::new(parts));
            any = true;
        }
    }
    any
}

fn definitions_with_words(list: &mut [Arc<Definition>], said: &Said) -> bool {
    let mut any = false;
    for slot in list {
        if let Some(new) = said.definitions.get(slot.id()).filter(|new| new.hash() != slot.hash()) {
            *slot = new.clone();
            any = true;
        }
    }
    any
}
