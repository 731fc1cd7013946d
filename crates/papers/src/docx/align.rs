//! Pairs two short lists in order: which paragraph, row or provision became which.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The score of two that are the same.
pub(super) const SAME: u32 = 1000;

/// Texts that share less than this are struck out and written anew: marks word by word would tell nothing.
pub(super) const READABLE: u32 = 250;

/// Above this many possible pairs only what is the same at both ends is paired: the lists have little in common then, and
/// weighing every pair would take longer than the reader waits.
const LARGEST: usize = 60_000;

/// The pairs with the highest scores together that stand in the same order in both lists. A score of 0 never pairs.
pub(super) fn align(old: usize, new: usize, score: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let head = (0..old.min(new)).take_while(|at| score(*at, *at) >= SAME).count();
    let room = old.min(new) - head;
    let foot = (1..=room).take_while(|back| score(old - back, new - back) >= SAME).count();
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let (rows, columns) = (old - head - foot, new - head - foot);
    if rows > 0 && columns > 0 && rows.saturating_mul(columns) <= LARGEST {
        pairs.extend(
            weighed(rows, columns, |a, b| score(head + a, head + b)).into_iter().map(|(a, b)| (head + a, head + b)),
        );
    }
    pairs.extend((1..=foot).rev().map(|back| (old - back, new - back)));
    pairs
}

/// The best pairs by weighing every one: the heaviest common subsequence.
fn weighed(rows: usize, columns: usize, score: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let wide = columns + 1;
    let mut best = vec![0_u32; (rows + 1) * wide];
    let mut scores = vec![0_u32; rows * columns];
    let at = |best: &[u32], row: usize, column: usize| best.get(row * wide + column).copied().unwrap_or(0);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let mine = score(row, column);
            let paired = if mine == 0 { 0 } else { mine.saturating_add(at(&best, row + 1, column + 1)) };
            let skipped = at(&best, row + 1, column).max(at(&best, row, column + 1));
            if let Some(slot) = best.get_mut(row * wide + column) {
                *slot = paired.max(skipped);
            }
            if let Some(slot) = scores.get_mut(row * columns + column) {
                *slot = mine;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let mine = scores.get(row * columns + column).copied().unwrap_or(0);
        let here = at(&best, row, column);
        if mine > 0 && here == mine.saturating_add(at(&best, row + 1, column + 1)) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if here == at(&best, row + 1, column) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The words of a text as numbers, sorted, to tell how many two texts share.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag(Vec<u64>);

impl Bag {
    /// The words of all these texts.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Bag {
        let words = texts.into_iter().flat_map(|t| t.split(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty());
        let mut bag: Vec<u64> = words
            .map(|word| {
                let mut hasher = DefaultHasher::new();
                word.hash(&mut hasher);
                hasher.finish()
            })
            .collect();
        bag.sort_unstable();
        Bag(bag)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How much two texts have in common, from 0 to 999; two with no words have nothing in common.
    pub(super) fn likeness(&self, other: &Bag) -> u32 {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0_usize;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        let all = self.len() + other.len();
        (shared * 2 * 999).checked_div(all).map_or(0, |share| u32::try_from(share).unwrap_or(999))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_keep_the_order_and_the_highest_score() {
        let (old, new) = (["a", "b", "c", "d"], ["a", "c", "b", "x", "d"]);
        let score = |i: usize, j: usize| if old[i] == new[j] { SAME + u32::from(old[i] == "b") } else { 0 };
        assert_eq!(align(4, 5, score), [(0, 0), (1, 2), (3, 4)]);
        assert_eq!(align(0, 3, |_, _| SAME), []);
        assert_eq!(align(2, 2, |_, _| 0), []);
    }

    #[test]
    fn likeness_counts_shared_words() {
        let bag = |t| Bag::of([t]);
        assert_eq!(bag("the Panel may act").likeness(&bag("the Panel may act.")), 999);
        assert_eq!(bag("a b").likeness(&bag("c d")), 0);
        assert_eq!(bag("a b").likeness(&bag("a c")), 499);
        assert_eq!(bag("").likeness(&bag("")), 0);
    }
}
