//! Marks the words that differ between two texts of one provision.

mod alignment;
mod pieces;
mod tables;

use super::ends::{same_at_foot, same_at_head};
use super::{Op, Segment};
use alignment::{Aligner, Hunk};
use pieces::Piece;
pub(super) use pieces::count;

/// Compares texts word by word. Keeps its tables from one pair to the next.
pub(super) struct Marker {
    aligner: Aligner,
    old: Vec<Piece>,
    new: Vec<Piece>,
}

impl Marker {
    pub(super) fn new() -> Marker {
        Marker { aligner: Aligner::new(), old: Vec::new(), new: Vec::new() }
    }

    /// The segments that make both texts, byte for byte. Changes with nothing between them that helps a reader are one.
    pub(super) fn segments(&mut self, old: &str, new: &str) -> Vec<Segment> {
        let mut writer = Writer { old, new, out: Vec::new() };
        if old != new && tables::stand_in(old, new) {
            self.with_tables(&mut writer);
        } else {
            self.mark(&mut writer, 0..old.len(), 0..new.len());
        }
        writer.out
    }

    /// Marks a part of both texts word by word.
    fn mark(&mut self, writer: &mut Writer<'_>, old: Span, new: Span) {
        let (old, new) = (writer.old.get(old).unwrap_or(""), writer.new.get(new).unwrap_or(""));
        if old == new {
            return writer.push(Op::Equal, old);
        }
        let (head, foot) = shared_ends(old, new);
        let middle = |text: &'_ str| head..text.len() - foot;
        let (old_middle, new_middle) = (old.get(middle(old)).unwrap_or(""), new.get(middle(new)).unwrap_or(""));
        writer.push(Op::Equal, old.get(..head).unwrap_or(""));
        pieces::pieces(old_middle, &mut self.old);
        pieces::pieces(new_middle, &mut self.new);
        let hunks = self.aligner.hunks(&self.old, &self.new);
        let mut inner = Writer { old: old_middle, new: new_middle, out: std::mem::take(&mut writer.out) };
        inner.hunks(&self.old, &self.new, &hunks);
        writer.out = inner.out;
        writer.push(Op::Equal, old.get(old.len() - foot..).unwrap_or(""));
    }
}

/// How many bytes at the head and at the foot are the same in both texts, cut back to where a word begins in both, so that
/// only what lies between need be compared.
fn shared_ends(old: &str, new: &str) -> (usize, usize) {
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let begins = |text: &[u8], at: usize| {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        before.is_some_and(|b| matches!(b, b'\t'..=b'\r' | b' ')) && text.get(at).is_some_and(|b| begins_word(*b))
    };
    let same = same_at_head(a, b);
    let head = (1..=same).rev().find(|at| begins(a, *at) && begins(b, *at)).unwrap_or(0);
    let room = a.len().min(b.len()) - head;
    let same = same_at_foot(a, b).min(room);
    let starts = |back: &usize| begins(a, a.len() - back) && begins(b, b.len() - back);
    let foot = (1..=same).rev().find(starts).unwrap_or(0);
    (head, foot)
}

/// True for a byte that begins a character which is surely no space.
fn begins_word(byte: u8) -> bool {
    !matches!(byte, b'\t'..=b'\r' | b' ' | 0x80..=0xc2 | 0xe1..=0xe3)
}

/// One run of text, when there is any.
pub(super) fn segment(op: Op, text: &str) -> Vec<Segment> {
    if text.is_empty() { Vec::new() } else { vec![Segment { op, text: text.to_owned() }] }
}

type Span = std::ops::Range<usize>;

struct Writer<'t> {
    old: &'t str,
    new: &'t str,
    out: Vec<Segment>,
}

impl Writer<'_> {
    fn push(&mut self, op: Op, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.out.last_mut() {
            Some(last) if last.op == op => last.text.push_str(text),
            Some(_) | None => self.out.push(Segment { op, text: text.to_owned() }),
        }
    }

    /// Writes changes and what is the same between them.
    fn hunks(&mut self, old: &[Piece], new: &[Piece], hunks: &[Hunk]) {
        let (mut old_at, mut new_at) = (0, 0);
        for (gone, added) in hunks {
            self.equal(old, new, old_at..gone.start, new_at..added.start);
            self.push(Op::Delete, run(self.old, old, gone));
            self.push(Op::Insert, run(self.new, new, added));
            (old_at, new_at) = (gone.end, added.end);
        }
        self.equal(old, new, old_at..old.len(), new_at..new.len());
    }

    /// Words that are the same; where the spaces after them differ, the spaces are marked.
    fn equal(&mut self, old: &[Piece], new: &[Piece], was: Span, is: Span) {
        let texts = (run(self.old, old, &was), run(self.new, new, &is));
        if texts.0 == texts.1 {
            return self.push(Op::Equal, texts.0);
        }
        let pairs = old.get(was).unwrap_or(&[]).iter().zip(new.get(is).unwrap_or(&[]));
        for (was, is) in pairs {
            let (old, new) = (self.old, self.new);
            let words = (old.get(was.start..was.word_end).unwrap_or(""), new.get(is.start..is.word_end).unwrap_or(""));
            let spaces = (old.get(was.word_end..was.end).unwrap_or(""), new.get(is.word_end..is.end).unwrap_or(""));
            // Two words with one fingerprint may yet differ.
            for (was, is) in [words, spaces] {
                if was == is {
                    self.push(Op::Equal, was);
                } else {
                    self.push(Op::Delete, was);
                    self.push(Op::Insert, is);
                }
            }
        }
    }
}

/// The text of some pieces.
fn run<'t>(text: &'t str, pieces: &[Piece], span: &Span) -> &'t str {
    let pieces = pieces.get(span.clone()).unwrap_or(&[]);
    let ends = pieces.first().zip(pieces.last());
    ends.and_then(|(first, last)| text.get(first.start..last.end)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(old: &str, new: &str) -> Vec<(Op, String)> {
        Marker::new().segments(old, new).into_iter().map(|s| (s.op, s.text)).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let expected = [(Op::Equal, "The Panel "), (Op::Delete, "may "), (Op::Insert, "shall "), (Op::Equal, "act.")];
        assert_eq!(marks("The Panel may act.", "The Panel shall act."), expected.map(|(o, t)| (o, t.to_owned())));
    }

    #[test]
    fn spaces_alone_are_marked_alone() {
        let expected = [(Op::Equal, "a b"), (Op::Insert, " c"), (Op::Delete, "\n"), (Op::Insert, "\n\n")];
        let found = marks("a b\n", "a b c\n\n");
        assert_eq!(found.iter().filter(|s| s.0 != Op::Insert).map(|s| s.1.as_str()).collect::<String>(), "a b\n");
        assert_eq!(found.iter().filter(|s| s.0 != Op::Delete).map(|s| s.1.as_str()).collect::<String>(), "a b c\n\n");
        assert!(found.len() <= expected.len());
    }

    #[test]
    fn changes_with_a_comma_or_a_short_word_between_them_are_one() {
        for between in [",", " or"] {
            let found = marks(&format!("the red{between} large box"), &format!("the blue{between} small box"));
            let expected = [
                (Op::Equal, "the ".to_owned()),
                (Op::Delete, format!("red{between} large ")),
                (Op::Insert, format!("blue{between} small ")),
                (Op::Equal, "box".to_owned()),
            ];
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_longer_word_between_two_changes_is_kept() {
        let found = marks("Any Party may apply today.", "Each Party shall apply today.");
        assert_eq!(found.iter().filter(|(op, _)| *op == Op::Equal).count(), 2, "{found:?}");
    }

    #[test]
    fn a_sentence_written_anew_is_shown_as_replaced_whole() {
        let old = "The Panel shall within ten Working Days of receipt consider each such Draft Proposal and publish its view.";
        let new = "Where a Proposer so requests, the Code Administrator must first refine that text, and print every version of it.";
        let found = marks(old, new);
        assert!(found.len() <= 4, "{found:?}");
    }
}
