//! Ranges (`Sections B1.2 to B1.4`) of which an end moved, or into or out of which something did. What they take in is
//! judged once, when all amendments are applied: what stood between two of them is nobody's text.

use std::collections::BTreeMap;

use crate::citation::Citation;
use crate::conflict::{ConflictKind, Notice};
use crate::edition::Edition;
use crate::graph::Part;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

use super::Work;

/// Which range: who says it, in which of the two texts, in which list and at which place of that.
pub(super) type Which = (ProvisionId, Part, usize, usize);

/// A range that an amendment looked at.
pub(super) struct Seen {
    pub(super) which: Which,
    /// Where it is said.
    pub(super) at: Citation,
    /// Its ends before the amendment and after it.
    pub(super) was: (Citation, Citation),
    pub(super) now: (Citation, Citation),
    /// The amendment changes what it says or what it takes in.
    pub(super) touched: bool,
    /// What it took in before the amendment, where it is touched and that can be known.
    pub(super) took_in: Option<Vec<ProvisionId>>,
    /// The words that say it after the amendment.
    pub(super) words: String,
}

/// Ranges that were touched, with the amendment that first did.
pub(super) type Watched = BTreeMap<Which, (usize, Seen)>;

/// Most provisions that one notice names.
const NAMED: usize = 5;

impl Work<'_> {
    /// Remembers the ranges that an amendment touched, and where the ends of those stand that one before it touched.
    pub(super) fn watch(&mut self, all: Vec<Seen>) {
        for seen in all {
            match self.watched.get_mut(&seen.which) {
                Some((_, held)) => {
                    held.now = seen.now;
                    held.words = seen.words;
                }
                None if seen.touched => {
                    self.watched.insert(seen.which.clone(), (self.index, seen));
                }
                None => {}
            }
        }
    }

    /// Tells of every range that was touched and does not mean what it meant.
    pub(super) fn report_ranges(&mut self) {
        for (amendment, seen) in std::mem::take(&mut self.watched).into_values() {
            if self.is_reworded(&seen) {
                continue;
            }
            let Seen { at, was, now, took_in, .. } = &seen;
            if let Some(how) = astray(now).filter(|_| astray(was).is_none()) {
                let says = format!(
                    "{at} refers to {} to {}, which {how}; it said {} to {}, so say which provisions are meant",
                    now.0, now.1, was.0, was.1
                );
                self.range_notice(amendment, at, says);
                continue;
            }
            let (Some(before), Some(after)) = (took_in, taken_in(&self.edition, &now.0, &now.1)) else { continue };
            let left = self.moved(before, &after, now);
            if !left.is_empty() {
                let (moved, them) = listed(&left);
                let says = format!(
                    "{at} refers to {} to {}, which took in {moved}; {them} no longer among them, so say whether that is still meant",
                    now.0, now.1
                );
                self.range_notice(amendment, at, says);
            }
            let come = self.moved(&after, before, now);
            if !come.is_empty() {
                let names: Vec<String> =
                    come.iter().take(NAMED).map(|(was, to)| format!("{to}, which was {was}")).collect();
                let says = format!(
                    "{at} refers to {} to {}, which now takes in {}; say whether that is meant",
                    now.0,
                    now.1,
                    names.join(", and ")
                );
                self.range_notice(amendment, at, says);
            }
        }
    }

    /// What is in one list and not in the other and stands both in the edition at the beginning and at the end: where it
    /// stood and where it stands.
    fn moved(
        &self,
        these: &[ProvisionId],
        those: &[ProvisionId],
        ends: &(Citation, Citation),
    ) -> Vec<(Citation, Citation)> {
        let Some(document) = ends.0.document_id() else { return Vec::new() };
        let both = |id: &ProvisionId| {
            let was = self.initial.place_near(&document, id)?;
            Some((was, self.edition.place_near(&document, id)?))
        };
        these.iter().filter(|id| !those.contains(id)).filter_map(both).collect()
    }

    /// The words that say the range were given anew since, or are gone: whoever gave them knows what they say.
    fn is_reworded(&self, seen: &Seen) -> bool {
        let (id, part, ..) = &seen.which;
        let Some(document) = seen.at.document_id() else { return false };
        let words = |lead_in: &str, tail: &str| match part {
            Part::LeadIn => lead_in != seen.words,
            Part::Tail => tail != seen.words,
        };
        if let Some(stands) = self.edition.place_near(&document, id).and_then(|at| self.edition.find(&at)) {
            return words(stands.lead_in(), stands.tail());
        }
        let definitions = self.edition.document(&document).map(|document| document.definitions()).unwrap_or_default();
        definitions.iter().find(|(_, one)| one.id() == id).is_none_or(|(_, one)| words(one.lead_in(), one.tail()))
    }

    fn range_notice(&mut self, amendment: usize, at: &Citation, message: String) {
        self.notices.push(Notice { amendment, at: at.clone(), kind: ConflictKind::DanglingReference, message });
    }
}

/// `B1.3, which is now B1.2;` and the words that go on.
fn listed(moved: &[(Citation, Citation)]) -> (String, &'static str) {
    let names: Vec<String> = moved
        .iter()
        .take(NAMED)
        .map(|(was, now)| if was == now { was.to_string() } else { format!("{was} (now {now})") })
        .collect();
    (names.join(", "), if moved.len() == 1 { "it is" } else { "they are" })
}

/// How the ends of a range stand where it can mean nothing; none for one that can.
fn astray(ends: &(Citation, Citation)) -> Option<&'static str> {
    let (first, last) = ends;
    if first.document_id() != last.document_id() {
        return Some("has its ends in two documents now");
    }
    let backwards =
        if first.parent() == last.parent() { first.last() >= last.last() } else { first.number() > last.number() };
    backwards.then_some("runs backwards now")
}

/// What a range takes in, its ends among it; none where that cannot be known.
pub(super) fn taken_in(edition: &Edition, first: &Citation, last: &Citation) -> Option<Vec<ProvisionId>> {
    let document = edition.document(&first.document_id()?).filter(|_| first.document_id() == last.document_id())?;
    let (from, to) = (document.trail(first)?, document.trail(last)?);
    let (from, above) = from.split_last()?;
    let (to, beside) = to.split_last()?;
    let same = |one: &Provision, other: &Provision| std::ptr::eq(one, other);
    let together = match (above.last(), beside.last()) {
        (Some(above), Some(beside)) => same(above, beside),
        (None, None) => true,
        (_, _) => false,
    };
    if together {
        let level = above.last().map_or(document.provisions(), |above| above.children());
        let from = level.iter().position(|one| same(one, from))?;
        let to = level.iter().position(|one| same(one, to))?;
        return Some(level.get(from..=to)?.iter().map(|one| one.id().clone()).collect());
    }
    let (mut found, mut inside, mut ended) = (Vec::new(), false, false);
    document.each(&mut |_, provision| {
        inside = inside || same(provision, from);
        if inside && !ended && !provision.number().is_label() {
            found.push(provision.id().clone());
        }
        ended = ended || same(provision, to);
    });
    ended.then_some(found)
}
