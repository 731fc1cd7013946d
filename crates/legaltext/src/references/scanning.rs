//! One pass over a text for everything that it cites.

use super::lists::Reader;
use super::openings;
use super::{Announced, Pointing, Scan};

/// What a byte may begin, when it begins a word.
const PLAIN: u8 = 0;
/// A word that announces a reference.
const OPENS: u8 = 1;
/// `this`, `preceding`, `previous`, `foregoing`, `following`, `next`.
const POINTS: u8 = 2;
/// A digit: of a number that stands alone when capitals come before it.
const DIGIT: u8 = 3;
/// `p`, which begins both `paragraph` and `preceding`.
const EITHER: u8 = 4;

/// What a byte may begin.
fn class(byte: u8) -> u8 {
    match byte {
        b'S' | b's' | b'C' | b'c' | b'P' | b'A' | b'a' | b'R' | b'r' => OPENS,
        b'T' | b't' | b'f' | b'n' => POINTS,
        b'p' => EITHER,
        b'0'..=b'9' => DIGIT,
        _ => PLAIN,
    }
}

pub(super) fn scan(text: &str) -> Scan {
    let mut found = Scan::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    // No bare number begins before what was read last.
    let mut free = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = class(byte);
        if class == PLAIN {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
        let next = match class {
            DIGIT => bare(text, at, free, before, &mut found),
            _ if is_part_of_a_word(before) => None,
            OPENS => announced(text, at, &mut found),
            POINTS => pointed(text, at, &mut found),
            _ => announced(text, at, &mut found).or_else(|| pointed(text, at, &mut found)),
        };
        match next {
            Some(next) => {
                at = next.max(at + 1);
                free = at;
            }
            None => at += 1,
        }
    }
    found
}

/// A letter, digit, hyphen, or any byte of a letter beyond ASCII.
fn is_part_of_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || (byte >= 0x80 && byte != 0xa0)
}

/// The references that a word at `at` announces; where reading goes on.
fn announced(text: &str, at: usize, found: &mut Scan) -> Option<usize> {
    // Cheap test first: the second letters of all opening words.
    let second = *text.as_bytes().get(at + 1)?;
    if !matches!(second, b'e' | b'c' | b'u' | b'l' | b'a' | b'p' | b'n' | b'o' | b'r') {
        return None;
    }
    let (opening, after) = openings::opening(text.get(at..)?)?;
    let mut reader = Reader::new(text, at + after);
    reader.list(opening, at, &mut found.references).then_some(reader.at())
}

/// `this Section`, `the preceding paragraph`.
fn pointed(text: &str, at: usize, found: &mut Scan) -> Option<usize> {
    let second = *text.as_bytes().get(at + 1)?;
    if !matches!(second, b'h' | b'r' | b'o' | b'e') {
        return None;
    }
    let (way, kind, length) = openings::pointing(text.get(at..)?)?;
    found.pointings.push(Pointing { way, kind, start: at, end: at + length });
    Some(at + length)
}

/// A number with a Section's letter that no word announces, `D3.13` or `D3(a)`. It needs a full stop or a label: `A4` is
/// too often something else.
fn bare(text: &str, at: usize, free: usize, before: u8, found: &mut Scan) -> Option<usize> {
    if !before.is_ascii_uppercase() {
        return None;
    }
    let bytes = text.as_bytes();
    let mut start = at;
    while start > free && at - start < 3 && bytes.get(start - 1).is_some_and(u8::is_ascii_uppercase) {
        start -= 1;
    }
    let before = start.checked_sub(1).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
    if is_part_of_a_word(before) || matches!(before, b'.' | b'/') || start < free {
        return None;
    }
    let mut reader = Reader::new(text, start);
    let opening = openings::Opening { announced: Announced::Bare, plural: true, small: false };
    reader.list(opening, start, &mut found.references).then_some(reader.at())
}
