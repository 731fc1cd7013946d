//! What the codes of a font stand for.

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Dict, Name, Stream};

/// What Windows prints for the codes from 0x80 to 0x9f; the others are those of Latin-1.
const WINDOWS: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

/// A font as far as its words go.
pub(super) struct Font {
    /// A code has two bytes.
    wide: bool,
    /// What the font itself says of its codes.
    said: Option<CMap>,
    /// Codes that the font says nothing of are those of Windows.
    windows: bool,
}

impl Font {
    pub(super) fn of(font: &Dict<'_>) -> Self {
        let said =
            font.get::<Stream<'_>>("ToUnicode").and_then(|stream| CMap::parse(&stream.decoded().ok()?, |_| None));
        let wide = font.get::<Name<'_>>("Subtype").is_some_and(|kind| &*kind == b"Type0");
        let named = |name: &Name<'_>| **name == *b"WinAnsiEncoding";
        let base = || font.get::<Dict<'_>>("Encoding")?.get::<Name<'_>>("BaseEncoding");
        let encoding = font.get::<Name<'_>>("Encoding").or_else(base);
        Self { wide, said, windows: !wide && encoding.is_some_and(|name| named(&name)) }
    }

    /// Puts the characters of a string of codes behind `text`; a code that nothing is known of becomes U+FFFD.
    pub(super) fn decode(&self, codes: &[u8], text: &mut String) {
        for code in codes.chunks(if self.wide { 2 } else { 1 }) {
            let number = code.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
            match self.said.as_ref().and_then(|said| said.lookup_bf_string(number)) {
                Some(BfString::Char(c)) => text.push(c),
                Some(BfString::String(string)) => text.push_str(&string),
                None => text.push(self.plain(number)),
            }
        }
    }

    fn plain(&self, code: u32) -> char {
        let high = code.checked_sub(0x80).filter(|at| *at < 0x20).and_then(|at| usize::try_from(at).ok());
        let found = match high {
            Some(at) => WINDOWS.chars().nth(at),
            None => char::from_u32(code).filter(|c| *c < '\u{100}' && !c.is_control()),
        };
        found.filter(|_| self.windows).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// A text string of a PDF: UTF-16 or UTF-8 where it begins with their marks, and else near enough to Latin-1.
pub(super) fn words(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> =
            wide.chunks_exact(2).map(|two| two.iter().fold(0, |all, byte| all << 8 | u16::from(*byte))).collect();
        return String::from_utf16_lossy(&units);
    }
    match bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        Some(narrow) => String::from_utf8_lossy(narrow).into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_windows_are_known_and_others_are_not_guessed() {
        let font = |windows| Font { wide: false, said: None, windows };
        let read = |font: Font, codes: &[u8]| {
            let mut text = String::new();
            font.decode(codes, &mut text);
            text
        };
        assert_eq!(read(font(true), b"\x91a\x92 \xa35 \x96 \xe9"), "‘a’ £5 – é");
        assert_eq!(read(font(false), b"ab"), "\u{fffd}\u{fffd}");
        assert_eq!(words(&[0xfe, 0xff, 0x20, 0x18, 0, 0x41]), "‘A");
    }
}
