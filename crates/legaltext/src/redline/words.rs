//! Marks the words that differ between two texts of one provision.

use imara_diff::{Algorithm, Diff, Interner, Token};

use super::{Op, Segment};

/// A word or mark with the spaces that follow it, as places in its text.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    word_end: usize,
    end: usize,
}

/// Compares texts word by word. Keeps its tables from one pair to the next.
pub(super) struct Marker<'t> {
    interner: Interner<&'t str>,
    old: Vec<Token>,
    new: Vec<Token>,
}

/// How many different words are kept before the table is emptied.
const TABLE: u32 = 1 << 20;

impl<'t> Marker<'t> {
    pub(super) fn new() -> Marker<'t> {
        Marker { interner: Interner::new(1024), old: Vec::new(), new: Vec::new() }
    }

    /// The segments that make both texts, byte for byte. Two changes with nothing but one mark between them are one.
    pub(super) fn segments(&mut self, old: &'t str, new: &'t str) -> Vec<Segment> {
        if old == new {
            return segment(Op::Equal, old);
        }
        let (head, foot) = shared_ends(old, new);
        let middle = |text: &'t str| text.get(head..text.len() - foot).unwrap_or("");
        let mut out = segment(Op::Equal, old.get(..head).unwrap_or(""));
        out.extend(self.middle(middle(old), middle(new)));
        out.extend(segment(Op::Equal, old.get(old.len() - foot..).unwrap_or("")));
        out
    }

    fn middle(&mut self, old: &'t str, new: &'t str) -> Vec<Segment> {
        if self.interner.num_tokens() > TABLE {
            self.interner.clear();
        }
        let (old_pieces, new_pieces) = (pieces(old), pieces(new));
        intern(&mut self.interner, old, &old_pieces, &mut self.old);
        intern(&mut self.interner, new, &new_pieces, &mut self.new);
        let diff = Diff::compute_with_tokens(&self.old, &self.new, self.interner.num_tokens());
        let is_mark = |at: usize| {
            old_pieces
                .get(at)
                .and_then(|p| old.get(p.start..p.word_end))
                .is_some_and(|w| !w.chars().any(char::is_alphanumeric))
        };
        let mut writer = Writer { old, new, out: Vec::new() };
        let (mut old_at, mut new_at) = (0, 0);
        for hunk in joined(&diff, is_mark) {
            writer.equal(&old_pieces, &new_pieces, old_at..hunk.0.start, new_at);
            writer.pieces(Op::Delete, &old_pieces, hunk.0.clone());
            writer.pieces(Op::Insert, &new_pieces, hunk.1.clone());
            (old_at, new_at) = (hunk.0.end, hunk.1.end);
        }
        writer.equal(&old_pieces, &new_pieces, old_at..old_pieces.len(), new_at);
        writer.out
    }
}

/// How many bytes at the head and at the foot are the same in both texts, cut back to where a word begins in both, so that
/// only what lies between need be compared.
fn shared_ends(old: &str, new: &str) -> (usize, usize) {
    let begins = |text: &str, at: usize| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at..).and_then(|t| t.chars().next());
        before.is_some_and(char::is_whitespace) && after.is_some_and(|c| !c.is_whitespace())
    };
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let head = (1..=same).rev().find(|at| begins(old, *at) && begins(new, *at)).unwrap_or(0);
    let room = old.len().min(new.len()) - head;
    let same = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    let starts = |back: &usize| begins(old, old.len() - back) && begins(new, new.len() - back);
    let foot = (1..=same).rev().find(starts).unwrap_or(0);
    (head, foot)
}

/// One run of text, when there is any.
pub(super) fn segment(op: Op, text: &str) -> Vec<Segment> {
    if text.is_empty() { Vec::new() } else { vec![Segment { op, text: text.to_owned() }] }
}

trait ComputeWithTokens {
    fn compute_with_tokens(old: &[Token], new: &[Token], tokens: u32) -> Diff;
}

impl ComputeWithTokens for Diff {
    fn compute_with_tokens(old: &[Token], new: &[Token], tokens: u32) -> Diff {
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, old, new, tokens);
        diff
    }
}

type Span = std::ops::Range<usize>;

/// The changes, those with one mark between them joined.
fn joined(diff: &Diff, is_mark: impl Fn(usize) -> bool) -> Vec<(Span, Span)> {
    let mut hunks: Vec<(Span, Span)> = Vec::new();
    for hunk in diff.hunks() {
        let before = hunk.before.start as usize..hunk.before.end as usize;
        let after = hunk.after.start as usize..hunk.after.end as usize;
        match hunks.last_mut() {
            Some(last) if before.start == last.0.end + 1 && is_mark(last.0.end) => {
                last.0.end = before.end;
                last.1.end = after.end;
            }
            Some(_) | None => hunks.push((before, after)),
        }
    }
    hunks
}

fn intern<'t>(interner: &mut Interner<&'t str>, text: &'t str, pieces: &[Piece], out: &mut Vec<Token>) {
    out.clear();
    out.extend(pieces.iter().map(|p| interner.intern(text.get(p.start..p.word_end).unwrap_or(""))));
}

/// Cuts a text into words and marks, each with the spaces after it; spaces at the head are a piece with an empty word.
/// A full stop between letters or digits belongs to the word: `D10.13`.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut start = 0;
    while start < text.len() {
        let mut word_end = start;
        if let Some((at, c)) = chars.next_if(|(_, c)| !c.is_whitespace()) {
            word_end = at + c.len_utf8();
            if c.is_alphanumeric() {
                loop {
                    if let Some((at, c)) = chars.next_if(|(_, c)| c.is_alphanumeric()) {
                        word_end = at + c.len_utf8();
                    } else if let Some((at, _)) = chars.peek().copied().filter(|(_, c)| *c == '.')
                        && text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
                    {
                        chars.next();
                        word_end = at + 1;
                    } else {
                        break;
                    }
                }
            }
        }
        let mut end = word_end;
        while let Some((at, c)) = chars.next_if(|(_, c)| c.is_whitespace()) {
            end = at + c.len_utf8();
        }
        out.push(Piece { start, word_end, end });
        start = end;
    }
    out
}

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

    fn pieces(&mut self, op: Op, pieces: &[Piece], span: Span) {
        let text = if op == Op::Insert { self.new } else { self.old };
        if let (Some(first), Some(last)) =
            (pieces.get(span.start), span.end.checked_sub(1).and_then(|at| pieces.get(at)))
            && let Some(run) = text.get(first.start..last.end)
            && !span.is_empty()
        {
            self.push(op, run);
        }
    }

    /// Words that are the same; where the spaces after them differ, the spaces are marked.
    fn equal(&mut self, old_pieces: &[Piece], new_pieces: &[Piece], span: Span, new_from: usize) {
        let (old, new) = (self.old, self.new);
        let pairs = old_pieces.iter().take(span.end).skip(span.start).zip(new_pieces.iter().skip(new_from));
        for (was, is) in pairs {
            let spaces = (old.get(was.word_end..was.end).unwrap_or(""), new.get(is.word_end..is.end).unwrap_or(""));
            if spaces.0 == spaces.1 {
                self.push(Op::Equal, old.get(was.start..was.end).unwrap_or(""));
            } else {
                self.push(Op::Equal, old.get(was.start..was.word_end).unwrap_or(""));
                self.push(Op::Delete, spaces.0);
                self.push(Op::Insert, spaces.1);
            }
        }
    }
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
    fn changes_with_a_comma_between_them_are_one() {
        let found = marks("the red, large box", "the blue, small box");
        let expected =
            [(Op::Equal, "the "), (Op::Delete, "red, large "), (Op::Insert, "blue, small "), (Op::Equal, "box")];
        assert_eq!(found, expected.map(|(o, t)| (o, t.to_owned())));
    }
}
