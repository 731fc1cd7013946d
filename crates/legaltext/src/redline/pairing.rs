//! Finds which provision of the new text is which of the old: by identity, by text, by number and by likeness.

mod likeness;
mod order;

use std::borrow::Cow;

use imara_diff::{Algorithm, Diff, Token};

use super::fingerprint::{self, Numbering};
use crate::provision_id::ProvisionId;
use likeness::Likeness;
pub(super) use order::heaviest;
pub use order::rising;

/// One provision of a text, as far as pairing needs it.
#[derive(Debug, Clone)]
pub(super) struct Unit<'t> {
    /// Its exact text, with the line ends and empty lines that follow it.
    pub(super) text: Cow<'t, str>,
    /// Where its words begin, after heading and number.
    pub(super) body: usize,
    /// Its number as printed.
    pub(super) number: Option<Cow<'t, str>>,
    /// Its identity, when it comes from an edition.
    pub(super) id: Option<ProvisionId>,
    /// Its place in the whole text, counted from 0.
    pub(super) index: usize,
}

impl Unit<'_> {
    fn body(&self) -> &str {
        self.text.get(self.body..).unwrap_or("").trim()
    }
}

/// Which old provision each new one is.
pub(super) struct Pairs {
    /// For each old unit, the place of its new one.
    pub(super) new_of: Vec<Option<usize>>,
    /// For each new unit, the place of its old one.
    pub(super) old_of: Vec<Option<usize>>,
    /// For each new unit, whether it kept its place among its neighbours.
    pub(super) in_place: Vec<bool>,
}

/// A text that moved unchanged must have this many bytes to be known again elsewhere by its text alone.
const KNOWN_AGAIN: usize = 24;

/// Pairs the units of two texts. `kept` are the places in both whole texts of what was passed over because it is the same.
pub(super) fn pair(old: &[Unit<'_>], new: &[Unit<'_>], kept: &[(usize, usize)]) -> Pairs {
    let mut pairs =
        Pairs { new_of: vec![None; old.len()], old_of: vec![None; new.len()], in_place: vec![false; new.len()] };
    pairs.by_identity(old, new);
    pairs.by_text(old, new);
    if pairs.new_of.iter().any(Option::is_none) && pairs.old_of.iter().any(Option::is_none) {
        let likeness = Likeness::of(old, new, &pairs);
        pairs.in_gaps(old, new, &likeness);
        for (was, is) in likeness.elsewhere(&pairs) {
            pairs.set(was, is);
        }
    }
    pairs.find_moves(old, new, kept);
    pairs
}

/// The places of provisions of two lists that are one provision, by number and words together. Each is given as its text,
/// the place in it where its words begin, and its number.
pub(crate) fn same_provisions(old: &[(String, usize, String)], new: &[(String, usize, String)]) -> Vec<(usize, usize)> {
    fn units(texts: &[(String, usize, String)]) -> Vec<Unit<'_>> {
        let made = texts.iter().enumerate().map(|(index, (text, body, number))| Unit {
            text: Cow::Borrowed(text.as_str()),
            body: *body,
            number: Some(Cow::Borrowed(number.as_str())),
            id: None,
            index,
        });
        made.collect()
    }
    let pairs = pair(&units(old), &units(new), &[]);
    pairs.old_of.iter().enumerate().filter_map(|(is, was)| Some(((*was)?, is))).collect()
}

impl Pairs {
    fn set(&mut self, was: usize, is: usize) {
        let free =
            self.new_of.get(was).is_some_and(Option::is_none) && self.old_of.get(is).is_some_and(Option::is_none);
        if let (true, Some(new_of), Some(old_of)) = (free, self.new_of.get_mut(was), self.old_of.get_mut(is)) {
            *new_of = Some(is);
            *old_of = Some(was);
        }
    }

    fn by_identity(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        let mut known: Vec<(&ProvisionId, usize)> =
            old.iter().enumerate().filter_map(|(i, u)| Some((u.id.as_ref()?, i))).collect();
        known.sort_unstable();
        for (is, unit) in new.iter().enumerate() {
            let Some(id) = &unit.id else { continue };
            let at = known.partition_point(|(k, _)| *k < id);
            if let Some((_, was)) = known.get(at).filter(|(k, _)| *k == id) {
                self.set(*was, is);
            }
        }
    }

    /// Provisions with the same words, in the same order; then those with the same words elsewhere, if no other has them.
    fn by_text(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        let open_old: Vec<usize> =
            (0..old.len()).filter(|i| self.new_of.get(*i).is_some_and(Option::is_none)).collect();
        let open_new: Vec<usize> =
            (0..new.len()).filter(|i| self.old_of.get(*i).is_some_and(Option::is_none)).collect();
        if open_old.is_empty() || open_new.is_empty() {
            return;
        }
        let mut numbering = Numbering::new();
        numbering.begin(open_old.len() + open_new.len());
        let mut token = |unit: &Unit<'_>| Token(numbering.number(fingerprint::of(unit.body().as_bytes())));
        let old_tokens: Vec<Token> = open_old.iter().filter_map(|i| old.get(*i)).map(&mut token).collect();
        let new_tokens: Vec<Token> = open_new.iter().filter_map(|i| new.get(*i)).map(&mut token).collect();
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &old_tokens, &new_tokens, numbering.met());
        let gone = |at: usize| u32::try_from(at).is_ok_and(|at| diff.is_removed(at));
        let added = |at: usize| u32::try_from(at).is_ok_and(|at| diff.is_added(at));
        let kept_old = open_old.iter().enumerate().filter(|(at, _)| !gone(*at)).map(|(_, was)| *was);
        let kept_new = open_new.iter().enumerate().filter(|(at, _)| !added(*at)).map(|(_, is)| *is);
        for (was, is) in kept_old.zip(kept_new).collect::<Vec<_>>() {
            self.set(was, is);
        }
        // How often each text is left, and where.
        let words = numbering.met() as usize;
        let (mut left_old, mut left_new) = (vec![(0_u32, 0_usize); words], vec![(0_u32, 0_usize); words]);
        for (left, tokens, open, out) in [
            (&mut left_old, &old_tokens, &open_old, &gone as &dyn Fn(usize) -> bool),
            (&mut left_new, &new_tokens, &open_new, &added),
        ] {
            for (at, (token, unit)) in tokens.iter().zip(open).enumerate() {
                if out(at)
                    && let Some(slot) = left.get_mut(token.0 as usize)
                {
                    *slot = (slot.0 + 1, *unit);
                }
            }
        }
        for ((olds, was), (news, is)) in left_old.into_iter().zip(left_new) {
            if olds == 1 && news == 1 && old.get(was).is_some_and(|u| u.body().len() >= KNOWN_AGAIN) {
                self.set(was, is);
            }
        }
    }

    /// Between two neighbours that kept their place, pairs what is left by number and likeness, in order.
    fn in_gaps(&mut self, old: &[Unit<'_>], new: &[Unit<'_>], likeness: &Likeness<'_, '_>) {
        let anchors = self.in_both_orders(old, new);
        let mut from = (0, 0);
        let ends = anchors.into_iter().map(|(was, is)| (was, is, true)).chain(Some((old.len(), new.len(), false)));
        for (was, is, _) in ends {
            let olds: Vec<usize> = (from.0..was).filter(|i| self.new_of.get(*i).is_some_and(Option::is_none)).collect();
            let news: Vec<usize> = (from.1..is).filter(|i| self.old_of.get(*i).is_some_and(Option::is_none)).collect();
            if !olds.is_empty() && !news.is_empty() {
                for (was, is) in likeness.in_order(&olds, &news) {
                    self.set(was, is);
                }
            }
            from = (was + 1, is + 1);
        }
    }

    /// The pairs that stand in the same order in both texts, as many as there are; of two that cross, rather the one that
    /// kept its number.
    fn in_both_orders(&self, old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<(usize, usize)> {
        let pairs: Vec<_> = self.old_of.iter().enumerate().filter_map(|(is, was)| Some(((*was)?, is))).collect();
        rising(&pairs, |(was, is)| {
            let same_number = old.get(was).map(|u| &u.number) == new.get(is).map(|u| &u.number);
            2 + u64::from(same_number)
        })
    }

    /// A pair keeps its place when it stands in the same order as the others that do and as all that was passed over.
    fn find_moves(&mut self, old: &[Unit<'_>], new: &[Unit<'_>], kept: &[(usize, usize)]) {
        if kept.is_empty() {
            for (_, is) in self.in_both_orders(old, new) {
                self.keep(is);
            }
            return;
        }
        let mut places: Vec<(usize, usize, Option<usize>)> = kept.iter().map(|(was, is)| (*was, *is, None)).collect();
        for (at, unit) in new.iter().enumerate() {
            let was = self.old_of.get(at).copied().flatten().and_then(|was| old.get(was));
            places.extend(was.map(|was| (was.index, unit.index, Some(at))));
        }
        places.sort_unstable_by_key(|(_, is, _)| *is);
        let pairs: Vec<(usize, usize)> = places.iter().map(|(was, is, _)| (*was, *is)).collect();
        let passed_over = u64::try_from(places.len()).unwrap_or(u64::MAX / 2) + 1;
        let weight = |pair: (usize, usize)| if kept.binary_search(&pair).is_ok() { passed_over } else { 1 };
        for pair in rising(&pairs, weight) {
            let at = places.binary_search_by_key(&pair.1, |(_, is, _)| *is).ok().and_then(|at| places.get(at));
            if let Some((_, _, Some(unit))) = at {
                self.keep(*unit);
            }
        }
    }

    fn keep(&mut self, is: usize) {
        if let Some(slot) = self.in_place.get_mut(is) {
            *slot = true;
        }
    }
}
