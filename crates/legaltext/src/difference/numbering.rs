//! Renumbering and moving, in an order in which each new number is free when it is taken.

use std::collections::BTreeSet;

use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::edition::Edition;
use crate::number::Number;
use crate::provision_id::ProvisionId;

use super::walk::{Differences, Kept};
use super::writing::place_after;

/// One round: every provision that stands under another number, or elsewhere, and whose new place can be reached now. What
/// stands below one of them is looked at in the next round, for it takes part of its number from above.
pub(super) fn round(differences: &Differences<'_>, work: &Edition, target: &Edition) -> Vec<Amendment> {
    let astray: Vec<&Kept<'_>> =
        differences.kept.iter().filter(|k| k.new.provision().is_some() && (k.moved() || k.renamed())).collect();
    let ids: BTreeSet<&ProvisionId> = astray.iter().map(|k| k.old.id()).collect();
    let top = |k: &&Kept<'_>| !k.old.above.iter().chain(&k.new.above).any(|above| ids.contains(above));
    let mut open: Vec<&Kept<'_>> = astray.iter().copied().filter(top).collect();
    let mut places = Places { work, freed: BTreeSet::new(), taken: BTreeSet::new() };
    let mut out = Vec::new();
    while !open.is_empty() {
        let before = open.len();
        open.retain(|kept| {
            let Some(amendment) = step(kept, &kept.old.at, work, target) else { return false };
            if !places.is_free(&kept.new.at) {
                return true;
            }
            places.change(&kept.old.at, &kept.new.at);
            out.push(amendment);
            false
        });
        if open.len() == before {
            // What this round has done may free the rest in the next. When it could do nothing, every place waits for
            // another: one of them goes aside, to a number that nothing carries, and comes back in the next round.
            if out.is_empty()
                && let Some((kept, aside)) = part_a_ring(&open, &places)
            {
                out.push(Amendment::Renumber { at: kept.old.at.clone(), to: aside });
            }
            break;
        }
    }
    out
}

/// One provision of the ring, whose place another of them waits for, and a number for it that nothing carries.
fn part_a_ring<'k, 'e>(open: &[&'k Kept<'e>], places: &Places<'_>) -> Option<(&'k Kept<'e>, Citation)> {
    let wanted: BTreeSet<&Citation> = open.iter().map(|k| &k.new.at).collect();
    let kept = open.iter().find(|k| wanted.contains(&k.old.at))?;
    let aside = spare_numbers(&kept.old.at).into_iter().find(|spare| places.is_free(spare))?;
    Some((kept, aside))
}

/// Numbers in the same group or list that a Code would hardly use.
fn spare_numbers(at: &Citation) -> Vec<Citation> {
    let Some(last) = at.last() else { return Vec::new() };
    let spare = |text: String| -> Option<Citation> {
        let number: Number = text.parse().ok()?;
        let above = if number.is_label() { at.without_last_label() } else { Citation::of_document(&at.document_id()?) };
        Some(above.child(&number))
    };
    let numbers = (9001..9100).map(|n| match (last.is_label(), last.parent()) {
        (true, _) => format!("({n})"),
        (false, Some(group)) => format!("{group}.{n}"),
        (false, None) => format!("{}{n}", last.letters()),
    });
    numbers.filter_map(spare).collect()
}

/// The amendment that takes a provision to its place.
fn step(kept: &Kept<'_>, at: &Citation, work: &Edition, target: &Edition) -> Option<Amendment> {
    if !kept.moved() {
        return Some(Amendment::Renumber { at: at.clone(), to: kept.new.at.clone() });
    }
    let (after, into) = place_after(&kept.new, work, target, &BTreeSet::new())?;
    let number = kept.new.provision()?.number();
    let same = kept.old.provision()?.number() == number;
    Some(Amendment::Move { at: at.clone(), after, into, number: (!same).then(|| number.clone()) })
}

/// Which numbers are in use while a round is put together.
struct Places<'e> {
    work: &'e Edition,
    freed: BTreeSet<Citation>,
    taken: BTreeSet<Citation>,
}

impl Places<'_> {
    fn is_free(&self, at: &Citation) -> bool {
        !self.taken.contains(at) && (self.freed.contains(at) || self.work.find(at).is_none())
    }

    fn change(&mut self, from: &Citation, to: &Citation) {
        self.taken.remove(from);
        self.freed.insert(from.clone());
        self.freed.remove(to);
        self.taken.insert(to.clone());
    }
}
