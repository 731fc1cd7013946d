//! What a provision says, as numbers that can be compared: its pairs of neighbouring words. "Words" are these here.

use super::super::super::fingerprint::of_part;

/// Which bytes belong to words. All that is not ASCII does, because likeness need not be exact.
#[expect(clippy::indexing_slicing, reason = "the compiler makes the table; a wrong place would not compile")]
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0_u8;
    loop {
        letters[byte as usize] = byte.is_ascii_alphanumeric() || byte >= 0x80;
        if byte == u8::MAX {
            break letters;
        }
        byte += 1;
    }
};

/// Puts the fingerprints of all pairs of neighbouring words into `runs`, in the order of the text. A word is a run of
/// letters and digits.
fn runs(text: &str, runs: &mut Vec<u32>) {
    let bytes = text.as_bytes();
    let is_letter = |byte: &u8| LETTERS.get(usize::from(*byte)) == Some(&true);
    let (mut at, mut before) = (0, 0_u64);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().position(is_letter).unwrap_or(rest.len());
        let start = at;
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().position(|byte| !is_letter(byte)).unwrap_or(rest.len());
        if start == at {
            return;
        }
        let word = of_part(bytes, start, at - start).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // Half of a fingerprint tells words apart well enough.
        runs.push(((before.rotate_left(23) ^ word).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32);
        before = word;
    }
}

/// Units with more words than this are known by a quarter of them.
const LONG: usize = 128;

/// The quarter of all numbers by which a long unit is known. It is the same quarter for all units, so that two long ones
/// can be compared by it, and a long one with a short one too.
const QUARTER: u32 = 1 << 30;

/// The words of a unit.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// Their numbers, sorted; of a long unit only those below [`QUARTER`].
    numbers: Vec<u32>,
    /// True when all its numbers are held.
    whole: bool,
    /// How many words the unit has.
    pub(super) length: usize,
}

/// What two units have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Common {
    /// How many words, as far as a quarter of them tells.
    pub(super) words: usize,
    /// How many words both have together.
    pub(super) all: usize,
}

impl Common {
    /// Twice the common words over all words: 1 for the same words, 0 for none in common.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
    pub(super) fn share(self) -> f64 {
        if self.all == 0 { 0.0 } else { 2.0 * self.words as f64 / self.all as f64 }
    }
}

impl Words {
    pub(super) const NONE: Words = Words { numbers: Vec::new(), whole: true, length: 0 };

    /// The words of a text; `scratch` is overwritten.
    pub(super) fn of(text: &str, scratch: &mut Vec<u32>) -> Words {
        scratch.clear();
        runs(text, scratch);
        let length = scratch.len();
        let whole = length <= LONG;
        if !whole {
            scratch.retain(|number| *number < QUARTER);
        }
        scratch.sort_unstable();
        Words { numbers: scratch.clone(), whole, length }
    }

    /// The numbers by which the unit is looked up among others, and for how many words each stands.
    pub(super) fn known_by(&self) -> (&[u32], usize) {
        (&self.numbers, if self.whole { 1 } else { 4 })
    }

    /// What two units have in common. One that stands twice in both counts twice.
    pub(super) fn common(a: &Words, b: &Words) -> Common {
        let part = |words: &'_ Words| words.numbers.partition_point(|number| *number < QUARTER);
        let (mut x, mut y, mut each) = (a.numbers.as_slice(), b.numbers.as_slice(), 1);
        if !(a.whole && b.whole) {
            each = 4;
            (x, y) = (x.get(..part(a)).unwrap_or(x), y.get(..part(b)).unwrap_or(y));
        }
        let words = equal(x, y) * each;
        Common { words, all: (x.len() + y.len()) * each }
    }
}

/// How many numbers two sorted lists have in common; one that stands twice in both counts twice.
fn equal(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::of(text, &mut Vec::new())
    }

    fn common(a: &str, b: &str) -> usize {
        Words::common(&words(a), &words(b)).words
    }

    #[test]
    fn the_same_words_have_the_same_numbers_wherever_they_stand() {
        let text = "The Panel shall, in accordance with D1.2, notify (each) Party";
        assert_eq!(words(text).length, 11);
        assert_eq!(common(text, &format!("{text} at once, administratively.")), 11);
        assert_eq!(common(text, "Party each notify Panel"), 0);
        assert_eq!(common("a b a b", "a b a b"), 4);
        assert_eq!(words(" .,; ").length, 0);
    }

    #[test]
    fn a_quarter_of_the_words_tells_how_alike_long_units_are() {
        let text = |from: usize| (from..from + 2000).map(|n| format!("word{n} ")).collect::<String>();
        let share = Words::common(&words(&text(0)), &words(&text(1000))).share();
        assert!((0.4..0.6).contains(&share), "{share}");
        let short: String = (0..100).map(|n| format!("word{n} ")).collect();
        let found = common(&short, &text(0));
        assert!((60..140).contains(&found), "{found}");
    }
}
