//! Finds which words of two texts are the same, so that a reader can follow what changed.
//!
//! Fewest marked words is not the aim by itself: two words in common by chance in a sentence that was written anew only
//! cut it into pieces. So each change has a price, and words that are the same must be worth it.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

use super::super::fingerprint::Numbering;
use super::pieces::Piece;

/// The price of a change. A single longer word between two changes is worth it, a single short one is not.
const PRICE: i32 = 7;

/// Up to so many pairs of words, all ways to align two texts are weighed.
const WEIGHED: usize = 4096;

/// Equal words between two changes are marked too when there are so many times more marked words on both sides.
const LONELY: usize = 3;

/// The pieces of the old text and of the new that a change replaces.
pub(super) type Hunk = (Range<usize>, Range<usize>);

/// Aligns pieces; keeps its tables from one pair of texts to the next.
pub(super) struct Aligner {
    numbering: Numbering,
    old: Vec<Token>,
    new: Vec<Token>,
    /// The best ends of the row above and of this row, equal and changed.
    rows: [Vec<(i32, i32)>; 2],
    trace: Vec<u8>,
}

/// The way to a cell: from an equal pair to this equal pair; and to this change from the pair above left, from a change or
/// an equal pair above, or from one at the left.
const EQUAL_FROM_EQUAL: u8 = 1;
const CHANGE_FROM_LEFT: u8 = 2;
const CHANGE_FROM_EQUAL: u8 = 4;

/// Less than any way is worth.
const NEVER: i32 = i32::MIN / 2;

impl Aligner {
    pub(super) fn new() -> Aligner {
        Aligner {
            numbering: Numbering::new(),
            old: Vec::new(),
            new: Vec::new(),
            rows: [Vec::new(), Vec::new()],
            trace: Vec::new(),
        }
    }

    /// The changes, in order. What stands between them is the same in both texts, word by word.
    pub(super) fn hunks(&mut self, old: &[Piece], new: &[Piece]) -> Vec<Hunk> {
        if old.is_empty() || new.is_empty() {
            return if old.is_empty() && new.is_empty() { Vec::new() } else { vec![(0..old.len(), 0..new.len())] };
        }
        let hunks =
            if old.len().saturating_mul(new.len()) <= WEIGHED { self.weighed(old, new) } else { self.found(old, new) };
        joined(hunks, old, new)
    }

    /// All ways are weighed: what is equal is worth what its words are, and each change has its price.
    fn weighed(&mut self, old: &[Piece], new: &[Piece]) -> Vec<Hunk> {
        let width = new.len() + 1;
        self.trace.clear();
        self.trace.resize((old.len() + 1) * width, 0);
        let [mut above, mut here] = std::mem::take(&mut self.rows);
        above.clear();
        above.push((0, NEVER));
        above.resize(width, (NEVER, -PRICE));
        for (cell, at) in self.trace.iter_mut().zip(0..width).skip(1) {
            *cell = if at == 1 { CHANGE_FROM_LEFT | CHANGE_FROM_EQUAL } else { CHANGE_FROM_LEFT };
        }
        for (i, was) in old.iter().enumerate() {
            here.clear();
            let mut left = (NEVER, -PRICE);
            here.push(left);
            let mut cells = self.trace.iter_mut().skip((i + 1) * width);
            if let Some(cell) = cells.next() {
                *cell = if i == 0 { CHANGE_FROM_EQUAL } else { 0 };
            }
            for ((is, cell), pair) in new.iter().zip(cells).zip(above.windows(2)) {
                let [corner, up] = pair else { continue };
                let mut way = 0;
                let mut equal = NEVER;
                if was.fingerprint == is.fingerprint {
                    equal = corner.0.max(corner.1) + was.worth;
                    if corner.0 >= corner.1 {
                        way |= EQUAL_FROM_EQUAL;
                    }
                }
                let mut changed = up.1;
                let mut take = |value: i32, from: u8| {
                    if value > changed {
                        changed = value;
                        way = way & EQUAL_FROM_EQUAL | from;
                    }
                };
                take(up.0 - PRICE, CHANGE_FROM_EQUAL);
                take(left.1, CHANGE_FROM_LEFT);
                take(left.0 - PRICE, CHANGE_FROM_LEFT | CHANGE_FROM_EQUAL);
                *cell = way;
                left = (equal, changed);
                here.push(left);
            }
            std::mem::swap(&mut above, &mut here);
        }
        let last = above.last().copied().unwrap_or((NEVER, NEVER));
        self.rows = [above, here];
        self.walked_back(old.len(), new.len(), last.0 >= last.1)
    }

    /// The changes on the way that the trace holds.
    fn walked_back(&self, mut i: usize, mut j: usize, mut equal: bool) -> Vec<Hunk> {
        let width = j + 1;
        let mut hunks: Vec<Hunk> = Vec::new();
        let mut ends = (i, j);
        while i > 0 || j > 0 {
            let way = self.trace.get(i * width + j).copied().unwrap_or(0);
            if equal {
                (i, j) = (i.saturating_sub(1), j.saturating_sub(1));
                equal = way & EQUAL_FROM_EQUAL != 0;
                if !equal {
                    ends = (i, j);
                }
                continue;
            }
            if way & CHANGE_FROM_LEFT != 0 {
                j = j.saturating_sub(1)
            } else {
                i = i.saturating_sub(1)
            }
            if way & CHANGE_FROM_EQUAL != 0 {
                equal = true;
                hunks.push((i..ends.0, j..ends.1));
            }
        }
        hunks.reverse();
        hunks
    }

    /// For longer texts: the histogram diff, which takes rare words that stand in both texts first.
    fn found(&mut self, old: &[Piece], new: &[Piece]) -> Vec<Hunk> {
        self.numbering.begin(old.len() + new.len());
        for (tokens, pieces) in [(&mut self.old, old), (&mut self.new, new)] {
            tokens.clear();
            tokens.extend(pieces.iter().map(|piece| Token(self.numbering.number(piece.fingerprint))));
        }
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &self.old, &self.new, self.numbering.met());
        let span = |range: Range<u32>| range.start as usize..range.end as usize;
        diff.hunks().map(|hunk| (span(hunk.before), span(hunk.after))).collect()
    }
}

/// The changes, those joined between which nothing stands that helps a reader.
fn joined(hunks: Vec<Hunk>, old: &[Piece], new: &[Piece]) -> Vec<Hunk> {
    let mut out: Vec<(Hunk, usize)> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let marked = words(old, &hunk.0) + words(new, &hunk.1);
        let mut top = (hunk, marked);
        while let Some((last, before)) = out.last() {
            let between = last.0.end..top.0.0.start;
            let worth: i32 = old.get(between.clone()).unwrap_or(&[]).iter().map(|piece| piece.worth).sum();
            let kept = words(old, &between);
            if worth >= PRICE && kept * 2 * LONELY > top.1.min(*before) {
                break;
            }
            top = ((last.0.start..top.0.0.end, last.1.start..top.0.1.end), before + top.1 + kept * 2);
            out.pop();
        }
        out.push(top);
    }
    out.into_iter().map(|(hunk, _)| hunk).collect()
}

/// How many of some pieces are words.
fn words(pieces: &[Piece], span: &Range<usize>) -> usize {
    pieces.get(span.clone()).unwrap_or(&[]).iter().filter(|piece| piece.worth > 1).count()
}
