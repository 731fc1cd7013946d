//! Finds provisions that went to another place and changed there.

use super::super::Pairs;
use super::{ALIKE, ALIKE_TERMS, Common, Likeness};

/// The least share of common words for two provisions in different places.
const ALIKE_ELSEWHERE: f64 = 0.45;
/// A provision shorter than this many words is not looked for in other places.
const LONG_ENOUGH: usize = 8;
/// Words that stand in more provisions than this say nothing about where one went.
const RARE: usize = 24;
/// How many of the provisions that share most rare words with one are compared with it in full.
const COMPARED: usize = 12;

/// Where each word stands among the old provisions that have no pair.
struct Places {
    /// Words and the units in which they stand, sorted.
    entries: Vec<(u32, u32)>,
    /// Where the entries whose words begin with given bits begin.
    starts: Vec<u32>,
    /// How many bits of a word are left of those that `starts` knows.
    shift: u32,
}

impl Places {
    fn of(mut entries: Vec<(u32, u32)>) -> Places {
        entries.sort_unstable();
        entries.dedup();
        let bits = (usize::BITS - entries.len().leading_zeros()).clamp(1, 20);
        let shift = u32::BITS - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (word, _) in &entries {
            if let Some(slot) = starts.get_mut((word >> shift) as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut starts {
            sum += *slot;
            *slot = sum;
        }
        Places { entries, starts, shift }
    }

    /// The units in which a word stands; of a word that stands in many, one more than [`RARE`].
    fn of_word(&self, word: u32) -> &[(u32, u32)] {
        let bucket = (word >> self.shift) as usize;
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let entries = self.entries.get(start(bucket)..start(bucket + 1)).unwrap_or(&[]);
        let first = entries.partition_point(|(known, _)| *known < word);
        let count = entries.iter().skip(first).take(RARE + 1).take_while(|(known, _)| *known == word).count();
        entries.get(first..first + count).unwrap_or(&[])
    }
}

impl Likeness<'_, '_> {
    /// Pairs of what is left anywhere: those with rare words in common that are most alike, best first.
    pub(in super::super) fn elsewhere(&self, pairs: &Pairs) -> Vec<(usize, usize)> {
        let open = |places: &[Option<usize>]| -> Vec<usize> {
            places.iter().enumerate().filter(|(_, pair)| pair.is_none()).map(|(at, _)| at).collect()
        };
        let (olds, news) = (open(&pairs.new_of), open(&pairs.old_of));
        if olds.is_empty() || news.is_empty() {
            return Vec::new();
        }
        let mut entries = Vec::new();
        for (place, was) in (0_u32..).zip(&olds) {
            let (numbers, _) = self.old.words(*was).known_by();
            entries.extend(numbers.iter().map(|word| (*word, place)));
        }
        let places = Places::of(entries);
        let mut named = vec![0_usize; olds.len()];
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for is in news {
            for (was, most) in self.candidates(&places, is, &mut named) {
                let Some(was) = olds.get(was) else { continue };
                found.extend(self.moved(*was, is, most).map(|common| (common, *was, is)));
            }
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, was, is)| (was, is)).collect()
    }

    /// The few open old units that share most rare words with a new one, each with about the most words that the two can
    /// have in common. `named` is all 0 before and after.
    fn candidates(&self, places: &Places, is: usize, named: &mut [usize]) -> Vec<(usize, usize)> {
        let (mut met, mut common_words) = (Vec::new(), 0);
        let (numbers, each) = self.new.words(is).known_by();
        for word in numbers {
            let places = places.of_word(*word);
            if places.len() > RARE {
                common_words += 1;
                continue;
            }
            for (_, was) in places {
                if let Some(count) = named.get_mut(*was as usize) {
                    if *count == 0 {
                        met.push(*was as usize);
                    }
                    *count += 1;
                }
            }
        }
        let mut counted: Vec<(usize, usize)> =
            met.into_iter().map(|was| (named.get_mut(was).map_or(0, std::mem::take), was)).collect();
        counted.sort_unstable_by(|a, b| b.cmp(a));
        counted.truncate(COMPARED);
        counted.into_iter().map(|(count, was)| (was, (count + common_words) * each)).collect()
    }

    /// The common words of two provisions in different places, when they are one that moved. `most` is about the most that
    /// they can be.
    fn moved(&self, was: usize, is: usize, most: usize) -> Option<usize> {
        let (a, b) = (self.old.words(was), self.new.words(is));
        let least = match (self.same_number(was, is), self.old.is_term(was) || self.new.is_term(is)) {
            (true, _) => ALIKE,
            (false, true) => ALIKE_TERMS,
            (false, false) => ALIKE_ELSEWHERE,
        };
        // A short unit is looked for among the quarters of long ones too, so there may be four times as many.
        let scale = if a.known_by().1 > b.known_by().1 { 4 } else { 1 };
        let bound = Common { words: (most * scale * 3 / 2).min(a.length), all: a.length + b.length };
        if a.length.min(b.length) < LONG_ENOUGH || bound.share() < least {
            return None;
        }
        self.common(was, is, least).map(|common| common.words)
    }
}
