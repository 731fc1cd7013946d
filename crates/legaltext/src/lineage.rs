//! Where provisions went: from one edition to another, and through a run of editions.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

/// What became of a provision between two editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fate", content = "at")]
pub enum Fate {
    /// It stands where it stood, under the same number.
    Here(Citation),
    /// It stands in the same document, group or list, under another number.
    Renumbered(Citation),
    /// It stands in another document, group or list.
    Moved(Citation),
    /// Its number is kept in place with no effect.
    NotUsed,
    /// It is in neither place nor words of the later edition.
    Gone,
    /// Nothing stood at that place.
    NeverThere,
}

impl Fate {
    /// Where it stands now, when it does.
    pub fn place(&self) -> Option<&Citation> {
        match self {
            Fate::Here(at) | Fate::Renumbered(at) | Fate::Moved(at) => Some(at),
            Fate::NotUsed | Fate::Gone | Fate::NeverThere => None,
        }
    }
}

/// What became, by the edition `to`, of the provision that stands at a place of the edition `from`. It is followed by its
/// identity, so `to` may be later or earlier.
pub fn follow(from: &Edition, at: &Citation, to: &Edition) -> Fate {
    let Some(was) = from.find(at) else { return Fate::NeverThere };
    let unused = |provision: &Provision| provision.is_not_used() && !was.is_not_used();
    match to.standing(was.id()) {
        Some((_, is)) if unused(is) => Fate::NotUsed,
        Some((now, _)) if now == *at => Fate::Here(now),
        Some((now, _)) if above(from, at) == above(to, &now) => Fate::Renumbered(now),
        Some((now, _)) => Fate::Moved(now),
        None if to.find(at).is_some_and(unused) => Fate::NotUsed,
        None => Fate::Gone,
    }
}

/// What a provision stands in: the provision above it, or else its document.
fn above(edition: &Edition, at: &Citation) -> Option<(Option<ProvisionId>, Option<DocumentId>)> {
    let id = at.document_id()?;
    let trail = edition.document(&id)?.trail(at)?;
    let above = trail.iter().rev().nth(1).map(|p| p.id().clone());
    // Below a provision the document follows from it; a group may move to another document with all that is in it.
    Some(if above.is_some() { (above, None) } else { (None, Some(id)) })
}

/// What an edition did to a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It stands there for the first time, or again.
    Made,
    /// Its own words, heading or caption are others.
    Reworded,
    /// Something below it changed: a paragraph, a clause of the group, a definition that it lists.
    ChangedBelow,
    /// It carries another number.
    Renumbered,
    /// It stands in another document, group or list.
    Moved,
    /// It is gone.
    Gone,
}

/// An edition of a run in which something became of a provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Standing {
    /// The edition's place in the run, counted from 0.
    pub edition: usize,
    /// Where the provision stands in it; none when it is gone.
    pub at: Option<Citation>,
    /// What became of it, in the order of [`Became`]; never empty.
    pub became: Vec<Became>,
}

/// The history of a provision through a run of editions, earliest first: one row for each edition that made it, changed it
/// or ended it, none for those that left it as it was. Editions that share the provision's document cost nothing.
pub fn lineage<'e>(editions: impl IntoIterator<Item = &'e Edition>, id: &ProvisionId) -> Vec<Standing> {
    let mut rows = Vec::new();
    let mut before: Option<Seen<'e>> = None;
    for (edition, now) in editions.into_iter().enumerate() {
        if before.as_ref().is_some_and(|seen| seen.is_in(now)) {
            continue;
        }
        let seen = Seen::find(now, id);
        let became = became(before.as_ref(), seen.as_ref());
        if !became.is_empty() {
            rows.push(Standing { edition, at: seen.as_ref().map(|s| s.at.clone()), became });
        }
        before = seen;
    }
    rows
}

/// A provision as one edition has it.
struct Seen<'e> {
    document: &'e Arc<Document>,
    above: Option<ProvisionId>,
    at: Citation,
    provision: &'e Provision,
}

impl<'e> Seen<'e> {
    fn find(edition: &'e Edition, id: &ProvisionId) -> Option<Seen<'e>> {
        edition.documents().iter().find_map(|document| {
            let (at, provision) = document.places().standing(document, id)?;
            let above = document.trail(&at).and_then(|trail| trail.iter().rev().nth(1).map(|p| p.id().clone()));
            Some(Seen { document, above, at, provision })
        })
    }

    /// True when the edition holds the very document in which it was seen.
    fn is_in(&self, edition: &Edition) -> bool {
        edition.shared_document(self.document.id()).is_some_and(|d| Arc::ptr_eq(d, self.document))
    }
}

fn became(was: Option<&Seen<'_>>, is: Option<&Seen<'_>>) -> Vec<Became> {
    let (was, is) = match (was, is) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![Became::Made],
        (Some(_), None) => return vec![Became::Gone],
        (Some(was), Some(is)) => (was, is),
    };
    let (old, new) = (was.provision, is.provision);
    let reworded = !new.says_the_same(old);
    let children = |p: &Provision| p.children().iter().map(|c| c.hash()).collect::<Vec<_>>();
    let definitions = |p: &Provision| p.definitions().iter().map(|d| d.hash()).collect::<Vec<_>>();
    let below = old.hash() != new.hash() && (children(old) != children(new) || definitions(old) != definitions(new));
    let moved = was.above != is.above || (is.above.is_none() && was.document.id() != is.document.id());
    [
        (reworded, Became::Reworded),
        (below, Became::ChangedBelow),
        (old.number() != new.number(), Became::Renumbered),
        (moved, Became::Moved),
    ]
    .into_iter()
    .filter_map(|(did, became)| did.then_some(became))
    .collect()
}

#[cfg(test)]
mod tests;
