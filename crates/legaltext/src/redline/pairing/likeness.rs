//! How alike two provisions are: the share of pairs of neighbouring words that they have in common. Single words will not
//! do: all clauses of a code are made of the same ones.

use imara_diff::Interner;

use super::{Pairs, Unit};

/// Least share of common words for two provisions with different numbers to be one provision that changed.
const ALIKE: f64 = 0.3;
/// The same for two provisions with the same number.
const ALIKE_SAME_NUMBER: f64 = 0.06;
/// The same for two provisions in different places.
const ALIKE_ELSEWHERE: f64 = 0.45;
/// A provision shorter than this many words is not looked for in other places.
const LONG_ENOUGH: usize = 8;
/// Words that stand in more provisions than this say nothing about where one went.
const RARE: usize = 24;
/// Largest number of pairs in one gap that are all compared.
const MOST_PAIRS: usize = 250_000;

/// How many of the provisions that share most rare words with one are compared with it in full.
const COMPARED: usize = 12;

/// The pairs of neighbouring words of every unit that is not paired with another yet, as sorted numbers. Below, "words"
/// are these.
pub(super) struct Likeness {
    old: Vec<Vec<u32>>,
    new: Vec<Vec<u32>>,
    words: usize,
}

impl Likeness {
    pub(super) fn new<'t>(old: &'t [Unit<'_>], new: &'t [Unit<'_>], pairs: &Pairs) -> Likeness {
        let mut interner: Interner<&'t str> = Interner::new(4096);
        let mut runs: Interner<(u32, u32)> = Interner::new(4096);
        let mut words = |unit: &'t Unit<'_>, paired: Option<usize>| {
            if paired.is_some() {
                return Vec::new();
            }
            let split = unit.body().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let mut before = u32::MAX;
            let pair = |word: &'t str| {
                let word = interner.intern(word).0;
                runs.intern((std::mem::replace(&mut before, word), word)).0
            };
            let mut words: Vec<u32> = split.map(pair).collect();
            words.sort_unstable();
            words
        };
        let old = old.iter().zip(&pairs.new_of).map(|(u, p)| words(u, *p)).collect();
        let new = new.iter().zip(&pairs.old_of).map(|(u, p)| words(u, *p)).collect();
        let words = runs.num_tokens() as usize;
        Likeness { old, new, words }
    }

    fn common(&self, was: usize, is: usize) -> usize {
        let (Some(a), Some(b)) = (self.old.get(was), self.new.get(is)) else { return 0 };
        let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
        let mut common = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    common += 1;
                    a.next();
                    b.next();
                }
            }
        }
        common
    }

    /// Twice the common words over all words: 1 for the same words, 0 for none in common.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
    fn share(&self, was: usize, is: usize, common: usize) -> f64 {
        let all = self.old.get(was).map_or(0, Vec::len) + self.new.get(is).map_or(0, Vec::len);
        if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
    }

    /// The weight of a pair inside one gap; 0 when the two are not one provision.
    fn weight(&self, old: &[Unit<'_>], new: &[Unit<'_>], was: usize, is: usize) -> usize {
        let same_number =
            match (old.get(was).and_then(|u| u.number.as_ref()), new.get(is).and_then(|u| u.number.as_ref())) {
                (Some(a), Some(b)) => a == b,
                (Some(_) | None, None) | (None, Some(_)) => false,
            };
        let common = self.common(was, is);
        let share = self.share(was, is, common);
        if share >= ALIKE {
            common * 4 + usize::from(same_number) * (common + 4)
        } else if same_number && share >= ALIKE_SAME_NUMBER {
            common * 2 + 4
        } else if same_number {
            // The same place and number with other words altogether is still one provision, if nothing better is there.
            1
        } else {
            0
        }
    }

    /// The pairs of one gap, in order in both texts, with the greatest weight together.
    pub(super) fn in_order(
        &mut self,
        old: &[Unit<'_>],
        new: &[Unit<'_>],
        olds: &[usize],
        news: &[usize],
    ) -> Vec<(usize, usize)> {
        if olds.len().saturating_mul(news.len()) > MOST_PAIRS {
            return self.by_number(old, new, olds, news);
        }
        let width = news.len() + 1;
        let mut best = vec![0_usize; (olds.len() + 1) * width];
        let mut weights = Vec::with_capacity(olds.len() * news.len());
        let at = |i: usize, j: usize| i * width + j;
        let value = |best: &[usize], i: usize, j: usize| best.get(at(i, j)).copied().unwrap_or(0);
        for (i, was) in olds.iter().enumerate() {
            for (j, is) in news.iter().enumerate() {
                let weight = self.weight(old, new, *was, *is);
                weights.push(weight);
                let paired = if weight > 0 { value(&best, i, j) + weight } else { 0 };
                let most = paired.max(value(&best, i, j + 1)).max(value(&best, i + 1, j));
                if let Some(slot) = best.get_mut(at(i + 1, j + 1)) {
                    *slot = most;
                }
            }
        }
        let mut pairs = Vec::new();
        let (mut i, mut j) = (olds.len(), news.len());
        while i > 0 && j > 0 {
            let here = value(&best, i, j);
            let weight = weights.get((i - 1) * news.len() + j - 1).copied().unwrap_or(0);
            if weight > 0 && here == value(&best, i - 1, j - 1) + weight {
                pairs.extend(olds.get(i - 1).copied().zip(news.get(j - 1).copied()));
                i -= 1;
                j -= 1;
            } else if here == value(&best, i - 1, j) {
                i -= 1;
            } else {
                j -= 1;
            }
        }
        pairs
    }

    /// For a gap too wide to compare all with all: the pairs that have the same number and are alike, in order; then the
    /// smaller gaps between them.
    fn by_number(&mut self, old: &[Unit<'_>], new: &[Unit<'_>], olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
        let mut numbered: Vec<(&str, usize)> = Vec::new();
        for (at, is) in news.iter().enumerate() {
            numbered.extend(new.get(*is).and_then(|u| u.number.as_deref()).map(|n| (n, at)));
        }
        numbered.sort_unstable();
        let mut pairs = Vec::new();
        let (mut from_old, mut from_new) = (0, 0);
        for (i, was) in olds.iter().enumerate() {
            let Some(number) = old.get(*was).and_then(|u| u.number.as_deref()) else { continue };
            let first = numbered.partition_point(|(n, _)| *n < number);
            let Some((_, j)) = numbered.get(first).filter(|(n, j)| *n == number && *j >= from_new) else { continue };
            let Some(is) = news.get(*j) else { continue };
            if self.share(*was, *is, self.common(*was, *is)) < ALIKE_SAME_NUMBER {
                continue;
            }
            let gap = (olds.get(from_old..i).unwrap_or(&[]), news.get(from_new..*j).unwrap_or(&[]));
            if gap.0.len().saturating_mul(gap.1.len()) <= MOST_PAIRS {
                pairs.extend(self.in_order(old, new, gap.0, gap.1));
            }
            pairs.push((*was, *is));
            (from_old, from_new) = (i + 1, j + 1);
        }
        let gap = (olds.get(from_old..).unwrap_or(&[]), news.get(from_new..).unwrap_or(&[]));
        if gap.0.len().saturating_mul(gap.1.len()) <= MOST_PAIRS {
            pairs.extend(self.in_order(old, new, gap.0, gap.1));
        }
        pairs
    }

    /// Pairs of what is left anywhere: those with rare words in common that are most alike, best first.
    pub(super) fn elsewhere(&self, old: &[Unit<'_>], new: &[Unit<'_>], pairs: &Pairs) -> Vec<(usize, usize)> {
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); self.words];
        for (was, words) in
            self.old.iter().enumerate().filter(|(was, _)| pairs.new_of.get(*was).is_some_and(Option::is_none))
        {
            let mut unique = words.clone();
            unique.dedup();
            for word in unique {
                if let Some(slot) = places.get_mut(word as usize).filter(|slot| slot.len() <= RARE) {
                    slot.push(was);
                }
            }
        }
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (is, words) in
            self.new.iter().enumerate().filter(|(is, _)| pairs.old_of.get(*is).is_some_and(Option::is_none))
        {
            let mut candidates: Vec<usize> = Vec::new();
            for word in words {
                candidates.extend(places.get(*word as usize).filter(|slot| slot.len() <= RARE).into_iter().flatten());
            }
            for was in most_named(candidates).into_iter().filter(|was| pairs.is_open(*was, is)) {
                found.extend(self.moved(old, new, was, is).map(|common| (common, was, is)));
            }
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, was, is)| (was, is)).collect()
    }

    /// The common words of two provisions in different places, when they are one that moved.
    fn moved(&self, old: &[Unit<'_>], new: &[Unit<'_>], was: usize, is: usize) -> Option<usize> {
        let long = self.old.get(was).map_or(0, Vec::len).min(self.new.get(is).map_or(0, Vec::len)) >= LONG_ENOUGH;
        let common = self.common(was, is);
        let share = self.share(was, is, common);
        let number = |u: Option<&Unit<'_>>| u.and_then(|u| u.number.as_ref().map(ToString::to_string));
        let same_number = number(old.get(was)).is_some_and(|n| Some(n) == number(new.get(is)));
        let alike = if same_number { ALIKE } else { ALIKE_ELSEWHERE };
        (long && share >= alike).then_some(common)
    }
}

/// The few that are named most often.
fn most_named(mut named: Vec<usize>) -> Vec<usize> {
    named.sort_unstable();
    let mut counts: Vec<(usize, usize)> =
        named.chunk_by(|a, b| a == b).filter_map(|run| Some((run.len(), *run.first()?))).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts.into_iter().take(COMPARED).map(|(_, was)| was).collect()
}
