//! Which words of a text another text changes, and whether two sets of changes can stand together.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Interner, Token};

/// A run of words of the base that another text replaces: adds where the run is empty, takes away where `new` is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// Which pieces of the base, counted from 0.
    pieces: Range<usize>,
    /// The same in bytes.
    pub(crate) range: Range<usize>,
    /// What stands there instead, with the space before it.
    pub(crate) new: String,
}

/// Where a base and what another text changes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunks {
    /// For each piece of the base, whether it is a word, not a mark or the end of a paragraph.
    words: Vec<bool>,
    pub(crate) hunks: Vec<Hunk>,
}

/// How two sets of changes of one base stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Together {
    /// Both change the same words in the same way, or neither changes any.
    Same,
    /// At least one unchanged word stands between any two that differ.
    Apart,
    /// They overlap, or stand side by side.
    Overlap,
}

/// What `new` changes in `base`.
pub(crate) fn hunks(base: &str, new: &str) -> Hunks {
    let (old_pieces, new_pieces) = (pieces(base), pieces(new));
    let words = old_pieces.iter().map(|p| text(base, p).contains(char::is_alphanumeric)).collect();
    if base == new {
        return Hunks { words, hunks: Vec::new() };
    }
    let mut interner: Interner<&str> = Interner::new(old_pieces.len() + new_pieces.len());
    let old_tokens: Vec<Token> = old_pieces.iter().map(|p| interner.intern(text(base, p))).collect();
    let new_tokens: Vec<Token> = new_pieces.iter().map(|p| interner.intern(text(new, p))).collect();
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &old_tokens, &new_tokens, interner.num_tokens());
    let found = diff.hunks().map(|hunk| {
        let (before, after) = (hunk.before.start as usize..hunk.before.end as usize, hunk.after);
        Hunk {
            range: bytes(&old_pieces, before.clone(), base.len()),
            pieces: before,
            new: new
                .get(bytes(&new_pieces, after.start as usize..after.end as usize, new.len()))
                .unwrap_or("")
                .to_owned(),
        }
    });
    Hunks { words, hunks: found.collect() }
}

impl Hunks {
    /// How these changes stand to others of the same base.
    pub(crate) fn together(&self, other: &Hunks) -> Together {
        if self.hunks == other.hunks {
            return Together::Same;
        }
        let meets = |hunk: &Hunk| other.hunks.iter().any(|theirs| hunk != theirs && self.touch(hunk, theirs));
        if self.hunks.iter().any(meets) { Together::Overlap } else { Together::Apart }
    }

    /// True when no unchanged word stands between two changes.
    fn touch(&self, a: &Hunk, b: &Hunk) -> bool {
        let (first, second) =
            if (a.pieces.start, a.pieces.end) <= (b.pieces.start, b.pieces.end) { (a, b) } else { (b, a) };
        let between = first.pieces.end..second.pieces.start;
        between.is_empty() || !self.words.get(between).is_some_and(|words| words.contains(&true))
    }
}

/// The base with the changes of both; none when they overlap.
pub(crate) fn merged(base: &str, left: &str, right: &str) -> Option<String> {
    if left == right || right == base {
        return Some(left.to_owned());
    }
    if left == base {
        return Some(right.to_owned());
    }
    let (mine, theirs) = (hunks(base, left), hunks(base, right));
    if mine.together(&theirs) == Together::Overlap {
        return None;
    }
    let mut all: Vec<&Hunk> =
        mine.hunks.iter().chain(theirs.hunks.iter().filter(|h| !mine.hunks.contains(h))).collect();
    all.sort_by_key(|hunk| (hunk.range.start, hunk.range.end));
    let mut out = String::new();
    let mut at = 0;
    for hunk in all {
        out.push_str(base.get(at..hunk.range.start)?);
        out.push_str(&hunk.new);
        at = hunk.range.end;
    }
    out.push_str(base.get(at..)?);
    Some(out)
}

fn text<'t>(text: &'t str, piece: &Range<usize>) -> &'t str {
    text.get(piece.clone()).unwrap_or("")
}

fn bytes(pieces: &[Range<usize>], of: Range<usize>, length: usize) -> Range<usize> {
    let start = pieces.get(of.start).map_or(length, |p| p.start);
    let end = if of.is_empty() { start } else { pieces.get(of.end - 1).map_or(length, |p| p.end) };
    start..end
}

/// Cuts a text into words, marks and ends of paragraphs, each with the spaces before it, so that the pieces one after
/// another are the text. A full stop between letters or digits belongs to the word: `D10.13`.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut start = 0;
    while start < text.len() {
        while chars.next_if(|(_, c)| c.is_whitespace() && *c != '\n').is_some() {}
        let Some((at, c)) = chars.next() else {
            out.push(start..text.len());
            break;
        };
        let mut end = at + c.len_utf8();
        while c.is_alphanumeric()
            && let Some((at, next)) = chars.next_if(|(at, next)| next.is_alphanumeric() || joins(text, *at, *next))
        {
            end = at + next.len_utf8();
        }
        out.push(start..end);
        start = end;
    }
    out
}

/// True for a full stop with a letter or digit right after it.
fn joins(text: &str, at: usize, c: char) -> bool {
    c == '.' && text.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::arbitrary::cases;

    #[test]
    fn changes_with_a_word_between_them_merge_and_others_do_not() {
        let base = "The Panel may act on each change within ten days.";
        let merge = |left: &str, right: &str| merged(base, left, right);
        assert_eq!(
            merge(
                "The Panel shall act on each change within ten days.",
                "The Panel may act on each change within two days."
            ),
            Some("The Panel shall act on each change within two days.".to_owned())
        );
        assert_eq!(
            merge(
                "The Panel shall act on each change within ten days.",
                "The Board may act on each change within ten days."
            ),
            None,
            "side by side"
        );
        assert_eq!(merge("The Panel shall act.", "The Panel shall act."), Some("The Panel shall act.".to_owned()));
        assert_eq!(merge("The Panel shall act on it.", "The Panel may act on each proposal."), None);
        assert_eq!(merge("", base), Some(String::new()));
    }

    #[test]
    fn words_added_at_one_place_by_both_do_not_merge() {
        assert_eq!(merged("a b", "a x b", "a y b"), None);
        assert_eq!(merged("a b", "x a b", "a b y"), Some("x a b y".to_owned()));
        assert_eq!(merged("a\nb c d", "a\nnew\nb c d", "a\nb c e"), Some("a\nnew\nb c e".to_owned()));
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop_oneof![6 => "[a-d]", 1 => Just(",".to_owned()), 1 => Just("\n".to_owned())], 0..14)
            .prop_map(|words| words.join(" ").replace(" ,", ",").replace(" \n ", "\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(cases(256)))]

        #[test]
        fn a_merge_is_the_same_from_both_sides(base in text(), left in text(), right in text()) {
            prop_assert_eq!(merged(&base, &left, &right), merged(&base, &right, &left));
            prop_assert_eq!(merged(&base, &left, &base), Some(left.clone()));
            prop_assert_eq!(merged(&base, &left, &left), Some(left));
        }
    }
}
