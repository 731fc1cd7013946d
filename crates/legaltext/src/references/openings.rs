//! The words that announce a reference.

use crate::document_id::DocumentKind;

use super::{Announced, Way};

/// What the word before a number says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) announced: Announced,
    /// `Sections`, `paragraphs`: a list of plain numbers may follow.
    pub(super) plural: bool,
    /// `section` in small letters: a Code writes so of an Act, not of itself, unless a Section letter follows.
    pub(super) small: bool,
}

const fn one(announced: Announced) -> Opening {
    Opening { announced, plural: false, small: false }
}

const fn many(announced: Announced) -> Opening {
    Opening { announced, plural: true, small: false }
}

const fn small(opening: Opening) -> Opening {
    Opening { small: true, ..opening }
}

/// The words by their first letter in small; of two that begin alike the longer comes first.
const S: [(&str, Opening); 13] = [
    ("ections", many(Announced::Section)),
    ("ection", one(Announced::Section)),
    ("chedules", many(Announced::Document(DocumentKind::Schedule))),
    ("chedule", one(Announced::Document(DocumentKind::Schedule))),
    ("ub-paragraphs", many(Announced::SubParagraph)),
    ("ub-paragraph", one(Announced::SubParagraph)),
    ("ubparagraphs", many(Announced::SubParagraph)),
    ("ubparagraph", one(Announced::SubParagraph)),
    ("ub-clauses", many(Announced::Clause)),
    ("ub-clause", one(Announced::Clause)),
    ("ubclauses", many(Announced::Clause)),
    ("ubclause", one(Announced::Clause)),
    ("ub-Clause", one(Announced::Clause)),
];
const C: [(&str, Opening); 4] = [
    ("lauses", many(Announced::Clause)),
    ("lause", one(Announced::Clause)),
    ("onditions", many(Announced::Law)),
    ("ondition", one(Announced::Law)),
];
const P: [(&str, Opening); 2] = [("aragraphs", many(Announced::Paragraph)), ("aragraph", one(Announced::Paragraph))];
const A: [(&str, Opening); 7] = [
    ("ppendices", many(Announced::Document(DocumentKind::Appendix))),
    ("ppendixes", many(Announced::Document(DocumentKind::Appendix))),
    ("ppendix", one(Announced::Document(DocumentKind::Appendix))),
    ("nnexes", many(Announced::Document(DocumentKind::Annex))),
    ("nnex", one(Announced::Document(DocumentKind::Annex))),
    ("rticles", many(Announced::Law)),
    ("rticle", one(Announced::Law)),
];
const R: [(&str, Opening); 4] = [
    ("egulations", many(Announced::Law)),
    ("egulation", one(Announced::Law)),
    ("ules", many(Announced::Law)),
    ("ule", one(Announced::Law)),
];

/// The opening word at the head of a text, and how many bytes it has, without the space after it.
pub(super) fn word(rest: &str) -> Option<(Opening, usize)> {
    let first = *rest.as_bytes().first()?;
    let words: &[(&str, Opening)] = match first {
        b'S' | b's' => &S,
        b'C' | b'c' => &C,
        b'P' | b'p' => &P,
        b'A' | b'a' => &A,
        b'R' | b'r' => &R,
        _ => return None,
    };
    let tail = rest.get(1..)?;
    let (word, opening) = words.iter().find(|(word, _)| tail.as_bytes().starts_with(word.as_bytes()))?;
    let opening = match (first, opening.announced) {
        (b's', Announced::Section) => small(*opening),
        // A document of the Code is written with a capital; `annex` and `schedule` in small letters are plain words.
        (b's' | b'a', Announced::Document(_)) => return None,
        _ => *opening,
    };
    Some((opening, 1 + word.len()))
}

/// The opening word at the head of a text that a space and something more follow, and where what follows begins.
pub(super) fn opening(rest: &str) -> Option<(Opening, usize)> {
    let (opening, length) = word(rest)?;
    let after = rest.get(length..)?.strip_prefix([' ', '\u{a0}', '\n'])?;
    Some((opening, rest.len() - after.len()))
}

const WAYS: [(&str, Way); 6] = [
    ("this ", Way::This),
    ("preceding ", Way::Before),
    ("previous ", Way::Before),
    ("foregoing ", Way::Before),
    ("following ", Way::After),
    ("next ", Way::After),
];

/// `this Section`, `preceding paragraph` at the head of a text, one provision and no number: its way, what kind, and how
/// many bytes it has.
pub(super) fn pointing(rest: &str) -> Option<(Way, Announced, usize)> {
    let (way, after) = WAYS.iter().find_map(|(word, way)| {
        let (head, tail) = rest.split_at_checked(word.len())?;
        (head == *word || (word.starts_with("this") && head == "This ")).then_some((*way, tail))
    })?;
    let (opening, length) = word(after)?;
    let end = rest.len() - after.len() + length;
    let next = rest.get(end..)?;
    let ends = !next.starts_with(|c: char| c.is_alphanumeric());
    // `this Section D10` has its number and is read as a reference.
    let numbered = next.strip_prefix(' ').is_some_and(numbered);
    let kind = opening.announced;
    (ends && !numbered && !opening.plural && kind != Announced::Law).then_some((way, kind, end))
}

/// True for words that begin with a number, a label or a lettered number.
fn numbered(rest: &str) -> bool {
    let letters = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let digit = letters.starts_with(|c: char| c.is_ascii_digit());
    let alone =
        letters.len() + 3 > rest.len() && letters.len() < rest.len() && !letters.starts_with(char::is_alphanumeric);
    digit || alone || rest.strip_prefix('(').and_then(|r| r.split_once(')')).is_some_and(|(label, _)| label.len() <= 4)
}
