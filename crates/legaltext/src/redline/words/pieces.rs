//! Cuts texts into words and marks.

use super::super::fingerprint;

/// A word or mark with the spaces that follow it, as places in its text.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) word_end: usize,
    pub(super) end: usize,
    /// Stands for the word; the spaces do not count.
    pub(super) fingerprint: u64,
    /// What it is worth to a reader that this piece is seen to be the same in both texts.
    pub(super) worth: i32,
}

/// A word of more than three letters, of up to three, a mark.
const WORTH: [i32; 3] = [8, 3, 1];

/// What a character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Mark,
}

/// The class of each character of ASCII; none for the bytes of all others.
#[expect(clippy::indexing_slicing, reason = "the compiler makes the table; a wrong place would not compile")]
const CLASSES: [Option<Class>; 256] = {
    let mut classes = [None; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = Some(match byte {
            // As `char::is_whitespace` has it, which knows one more than `is_ascii_whitespace`: the vertical tab.
            b'\t'..=b'\r' | b' ' => Class::Space,
            _ if byte.is_ascii_alphanumeric() => Class::Letter,
            _ => Class::Mark,
        });
        byte += 1;
    }
    classes
};

/// The class of the character that begins at a place, and its bytes; none at the end.
#[inline]
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    match CLASSES.get(usize::from(byte)).copied().flatten() {
        Some(class) => Some((class, 1)),
        None => class_beyond_ascii(text, at),
    }
}

fn class_beyond_ascii(text: &str, at: usize) -> Option<(Class, usize)> {
    let c = text.get(at..)?.chars().next()?;
    // Letters with accents, of which most texts with such characters are full, without looking in the tables of Unicode.
    let accented = matches!(c, '\u{c0}'..='\u{24f}') && !matches!(c, '\u{d7}' | '\u{f7}');
    let class = if accented || c.is_alphanumeric() {
        Class::Letter
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Mark
    };
    Some((class, c.len_utf8()))
}

/// Cuts a text into words and marks, each with the spaces after it; spaces at the head are a piece with an empty word.
/// A full stop between letters or digits belongs to the word: `D10.13`.
pub(super) fn pieces(text: &str, out: &mut Vec<Piece>) {
    out.clear();
    let mut at = 0;
    while let Some((class, bytes)) = class_at(text, at) {
        let start = at;
        let mut worth = 0;
        match class {
            Class::Space => {}
            Class::Mark => {
                at += bytes;
                worth = WORTH[2];
            }
            Class::Letter => {
                at = word_end(text, at + bytes);
                worth = if at - start > 3 { WORTH[0] } else { WORTH[1] };
            }
        }
        let word_end = at;
        while let Some((Class::Space, bytes)) = class_at(text, at) {
            at += bytes;
        }
        let fingerprint = fingerprint::of_part(text.as_bytes(), start, word_end - start);
        out.push(Piece { start, word_end, end: at, fingerprint, worth });
    }
}

/// Where the word ends whose first letter ends at a place.
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        match class_at(text, at) {
            Some((Class::Letter, bytes)) => at += bytes,
            Some((Class::Mark, _)) if text.as_bytes().get(at) == Some(&b'.') => match class_at(text, at + 1) {
                Some((Class::Letter, bytes)) => at += 1 + bytes,
                Some((Class::Space | Class::Mark, _)) | None => return at,
            },
            Some((Class::Space | Class::Mark, _)) | None => return at,
        }
    }
}

/// What a byte says about words: 0 that it belongs to one, 1 that it is a space, 2 that it may begin a space beyond ASCII.
#[expect(clippy::indexing_slicing, reason = "the compiler makes the table; a wrong place would not compile")]
const SPACES: [u8; 256] = {
    let mut spaces = [0; 256];
    let (mut byte, ascii) = (b'\t', [b' ', 1, 0xc2, 2, 0xe1, 2, 0xe2, 2, 0xe3, 2]);
    while byte <= b'\r' {
        spaces[byte as usize] = 1;
        byte += 1;
    }
    let mut at = 0;
    while at < ascii.len() {
        spaces[ascii[at] as usize] = ascii[at + 1];
        at += 2;
    }
    spaces
};

/// How many words stand in a text, words being what spaces part.
pub(in crate::redline) fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut before, mut at) = (0, 1, 0);
    while let Some(byte) = bytes.get(at) {
        // The later bytes of a character count as its first does, so only those that may be a space are looked at closely.
        let mut space = SPACES.get(usize::from(*byte)).copied().unwrap_or(0);
        let mut length = 1;
        if space == 2 {
            let c = text.get(at..).and_then(|text| text.chars().next()).unwrap_or(' ');
            length = c.len_utf8();
            space = u8::from(c.is_whitespace());
        }
        words += usize::from(before & !space & 1);
        before = space;
        at += length;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(&str, &str)> {
        let mut out = Vec::new();
        pieces(text, &mut out);
        let part = |from, to| text.get(from..to).unwrap();
        out.iter().map(|p| (part(p.start, p.word_end), part(p.word_end, p.end))).collect()
    }

    #[test]
    fn a_number_is_one_word_and_a_stop_at_the_end_is_a_mark() {
        let expected = [
            ("", " "),
            ("See", " "),
            ("D10.13", ""),
            (",", " "),
            ("l", ""),
            ("\u{2019}", ""),
            ("énergie", ""),
            (".", "\n"),
        ];
        assert_eq!(cut(" See D10.13, l\u{2019}énergie.\n"), expected);
        assert_eq!(cut("a..b"), [("a", ""), (".", ""), (".", ""), ("b", "")]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(64)))]

        #[test]
        fn pieces_are_the_text_and_words_are_counted_as_spaces_part_them(text in "[a .\u{a0}\u{2003}é\u{2014}\t\u{b}]{0,20}|\\PC{0,20}") {
            prop_assert_eq!(cut(&text).iter().map(|(word, spaces)| format!("{word}{spaces}")).collect::<String>(), text.clone());
            prop_assert_eq!(count(&text), text.split_whitespace().count());
        }
    }
}
