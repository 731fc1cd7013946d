//! One pass over a text for everything that it cites.

use super::lists::Reader;
use super::openings::{self, Opening};
use super::{Announced, Pointing, Scan};

/// What a byte is, in a text or at the head of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// It parts words.
    Gap,
    /// The first of two bytes that part words: a fixed space, a mark such as a section sign.
    GapOfTwo,
    /// Perhaps the first of three bytes that part words: curly quotation marks and dashes.
    GapOfThree,
    /// It belongs to a word, and no reference begins with it.
    Plain,
    /// A word that announces a reference may begin with it.
    Opens,
    /// A capital: such a word, or a number that stands alone.
    Capital,
    /// `this`, `preceding`, `foregoing`, `next`, or a word that announces.
    Points,
}

/// What each byte is; one look in a table for each byte of a text.
fn byte_is(byte: u8) -> Byte {
    match byte {
        b'A'..=b'Z' => Byte::Capital,
        b's' | b'c' | b'a' | b'r' => Byte::Opens,
        b'p' | b't' | b'f' | b'n' => Byte::Points,
        0xc2 => Byte::GapOfTwo,
        0xe2 => Byte::GapOfThree,
        b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | 0x80.. => Byte::Plain,
        _ => Byte::Gap,
    }
}

/// How many bytes part words at a place; 0 inside a word.
fn gap(bytes: &[u8], at: usize, byte: u8) -> usize {
    match byte_is(byte) {
        Byte::Gap => 1,
        Byte::GapOfTwo => 2,
        Byte::GapOfThree => {
            if bytes.get(at + 1) == Some(&0x80) {
                3
            } else {
                0
            }
        }
        Byte::Plain | Byte::Opens | Byte::Capital | Byte::Points => 0,
    }
}

/// Everything that a text cites; `begins` is told where each list of references, and each pointing, begins.
pub(super) fn scan(text: &str, begins: &mut dyn FnMut(usize)) -> Scan {
    let mut found = Scan::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let parted = gap(bytes, at, byte);
        if parted > 0 {
            at += parted;
            continue;
        }
        at = match cited_at(text, at, byte, &mut found) {
            Some(next) => {
                begins(at);
                next.max(at + 1)
            }
            None => word_end(bytes, at),
        };
    }
    found
}

/// The same, found again from where it begins.
pub(super) fn scan_at(text: &str, begins: impl Iterator<Item = usize>) -> Scan {
    let mut found = Scan::default();
    for at in begins {
        text.as_bytes().get(at).and_then(|byte| cited_at(text, at, *byte, &mut found));
    }
    found
}

/// What is cited at the head of a word; where reading goes on.
fn cited_at(text: &str, at: usize, byte: u8, found: &mut Scan) -> Option<usize> {
    match byte_is(byte) {
        Byte::Capital => announced(text, at, found)
            .or_else(|| bare(text, at, found))
            .or_else(|| if byte == b'T' { pointed(text, at, found) } else { None }),
        Byte::Opens => announced(text, at, found),
        Byte::Points => pointed(text, at, found).or_else(|| announced(text, at, found)),
        Byte::Plain | Byte::Gap | Byte::GapOfTwo | Byte::GapOfThree => None,
    }
}

/// Where the word ends that begins at a place.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start + 1..).unwrap_or_default();
    let inside = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-' && *byte != b'_');
    let mut at = start + 1 + inside.unwrap_or(rest.len());
    // Letters beyond ASCII go on with the word; marks beyond ASCII end it.
    while let Some(&byte) = bytes.get(at) {
        if gap(bytes, at, byte) > 0 {
            break;
        }
        at += 1;
    }
    at
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
fn bare(text: &str, at: usize, found: &mut Scan) -> Option<usize> {
    let bytes = text.as_bytes();
    let letters = bytes.get(at..)?.iter().take(4).take_while(|byte| byte.is_ascii_uppercase()).count();
    let digit = bytes.get(at + letters).is_some_and(u8::is_ascii_digit);
    // Inside an address or a name of parts: `example.D1.2`, `part/D1.2`.
    let inside = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|byte| matches!(byte, b'.' | b'/' | b'@'));
    if letters > 3 || !digit || inside {
        return None;
    }
    let mut reader = Reader::new(text, at);
    let opening = Opening { announced: Announced::Bare, plural: true, small: false };
    reader.list(opening, at, &mut found.references).then_some(reader.at())
}
