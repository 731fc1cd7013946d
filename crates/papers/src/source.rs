//! The text of a file as numbered lines.
//!
//! A source is the bytes of one file, proven to be text. What differs between systems but means nothing (a byte
//! order mark, the carriage return of a line end, no-break spaces) is levelled here, so that no reader has to
//! know of it. Physical line numbers, from 1, are kept: every finding points at one. The words of a Word file or a PDF
//! come as an [`Extract`], whose lines also know their paragraph, cell or page.

mod extract;
mod pages;
mod pdf;
mod place;
mod tagged;
mod word;

pub use extract::{Extract, ExtractedLine, Notice, NoticeKind};
pub use pdf::examine as examine_pdf;
pub use place::Place;
use thiserror::Error;

/// The largest file that is read, in bytes. Callers that open a file look at its size first and refuse there.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a file cannot be read. Each is one plain sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// The file has no bytes, or only white space.
    #[error("{path} is empty; give the file that holds the document's text")]
    Empty {
        /// The file.
        path: String,
    },
    /// The file is larger than [`LARGEST`].
    #[error(
        "{path} has {bytes} bytes and at most {LARGEST} are read; give the text of one document, not an archive or a scan"
    )]
    TooLarge {
        /// The file.
        path: String,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The file is a PDF.
    #[error("{path} is a PDF; give its text, for example the output of: pdftotext -layout FILE")]
    Pdf {
        /// The file.
        path: String,
    },
    /// The file is a Word document or another zipped package.
    #[error("{path} is a Word file or another zip package; save it as plain text (UTF-8) and give that")]
    Package {
        /// The file.
        path: String,
    },
    /// The file holds a zero byte, which no text does.
    #[error("{path} is not text: byte {byte} (counted from 1) is zero; give the document as plain text in UTF-8")]
    Binary {
        /// The file.
        path: String,
        /// Place of the first zero byte, from 1.
        byte: usize,
    },
    /// The file is not UTF-8.
    #[error("{path} is not UTF-8 text: byte {byte} (counted from 1) fits no character; save it as UTF-8 and give that")]
    NotUtf8 {
        /// The file.
        path: String,
        /// Place of the first byte that fits no character, from 1.
        byte: usize,
    },
}

/// What kind of file bytes are, by how they begin; never by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// None of the others: a text, or nothing that is read.
    Text,
    /// A zip package, or the older container that Word used: a Word file if anything.
    Word,
    /// A PDF.
    Pdf,
}

impl Format {
    /// The format of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..1024).unwrap_or(bytes);
        if head.starts_with(b"PK\x03\x04")
            || head.starts_with(b"PK\x05\x06")
            || head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
        {
            return Self::Word;
        }
        if head.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        Self::Text
    }
}

/// Refuses a file by its size, so that a caller can ask before it reads.
///
/// # Errors
/// [`Unreadable::TooLarge`] above [`LARGEST`].
pub fn refuse_size(path: &str, bytes: u64) -> Result<(), Unreadable> {
    if bytes > LARGEST {
        return Err(Unreadable::TooLarge { path: path.to_owned(), bytes });
    }
    Ok(())
}

/// One physical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The physical line number, from 1.
    pub number: usize,
    /// The text without its line end. Leading and trailing spaces are kept: some tables live in them.
    pub text: String,
    /// A form feed stood in the line: a page begins here.
    pub starts_page: bool,
}

impl Line {
    /// The text without leading and trailing white space.
    pub fn trimmed(&self) -> &str {
        self.text.trim()
    }

    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A run of lines of one source, with their physical numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines<'a> {
    lines: &'a [Line],
}

impl<'a> Lines<'a> {
    /// Lines that stand one after another in a source.
    pub fn new(lines: &'a [Line]) -> Self {
        Self { lines }
    }

    /// How many lines there are.
    pub fn len(self) -> usize {
        self.lines.len()
    }

    /// No line at all.
    pub fn is_empty(self) -> bool {
        self.lines.is_empty()
    }

    /// The line at `index`, counted from 0 within this run.
    pub fn get(self, index: usize) -> Option<&'a Line> {
        self.lines.get(index)
    }

    /// The lines in order.
    pub fn iter(self) -> std::slice::Iter<'a, Line> {
        self.lines.iter()
    }

    /// The lines from index `from` up to, but not with, index `to`. An index beyond the end stands for the end.
    #[must_use]
    pub fn range(self, from: usize, to: usize) -> Self {
        let to = to.min(self.lines.len());
        Self { lines: self.lines.get(from.min(to)..to).unwrap_or_default() }
    }

    /// The lines as a slice.
    pub fn as_slice(self) -> &'a [Line] {
        self.lines
    }

    /// Number and text of each line, for code that needs no more.
    pub fn pairs(self) -> Vec<(usize, &'a str)> {
        self.lines.iter().map(|line| (line.number, line.text.as_str())).collect()
    }
}

impl<'a> IntoIterator for Lines<'a> {
    type Item = &'a Line;
    type IntoIter = std::slice::Iter<'a, Line>;

    fn into_iter(self) -> Self::IntoIter {
        self.lines.iter()
    }
}

/// The text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file as the user named it.
    pub path: String,
    lines: Vec<Line>,
    /// Where each line stands in a file that is no plain text; empty for a text.
    places: Vec<Place>,
    notices: Vec<Notice>,
}

impl Source {
    /// Takes the bytes of a file as text.
    ///
    /// # Errors
    /// One sentence for each kind of file that is not a text: see [`Unreadable`].
    pub fn from_bytes(path: &str, bytes: &[u8]) -> Result<Self, Unreadable> {
        refuse_kind(path, bytes)?;
        let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(path, error))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(Unreadable::Empty { path: path.to_owned() });
        }
        Ok(Self { path: path.to_owned(), lines: split(text), places: Vec::new(), notices: Vec::new() })
    }

    /// Takes the words of a Word file or a PDF.
    ///
    /// # Errors
    /// [`Unreadable::Empty`] where it has none.
    pub fn from_extract(path: &str, extract: Extract) -> Result<Self, Unreadable> {
        if extract.is_wordless() {
            return Err(Unreadable::Empty { path: path.to_owned() });
        }
        let places = extract.lines.iter().map(|line| line.place).collect();
        let line = |(index, line): (usize, ExtractedLine)| Line {
            number: index + 1,
            text: level(&line.text),
            starts_page: line.starts_page,
        };
        let lines = extract.lines.into_iter().enumerate().map(line).collect();
        Ok(Self { path: path.to_owned(), lines, places, notices: extract.notices })
    }

    /// Where a line stands in the file, by its number from 1.
    pub fn place(&self, line: usize) -> Place {
        line.checked_sub(1).and_then(|index| self.places.get(index)).copied().unwrap_or_default()
    }

    /// Where a character stands: in a row of a table, which cell. Line and column from 1.
    pub fn place_at(&self, line: usize, column: usize) -> Place {
        let text = line.checked_sub(1).and_then(|index| self.lines.get(index)).map_or("", |line| line.text.as_str());
        let before = text.chars().take(column.saturating_sub(1));
        self.place(line).at_cell(before.filter(|c| *c == '\t').count() + 1)
    }

    /// What the words do not say about the file.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// All lines.
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(&self.lines)
    }
}

/// The bytes of a file as text, exactly as they stand; it may be empty. Nothing is copied, so that the largest texts cost
/// no more than looking at them once.
///
/// # Errors
/// As [`Source::from_bytes`], emptiness apart.
pub fn exact_text(path: &str, bytes: Vec<u8>) -> Result<String, Unreadable> {
    refuse_kind(path, &bytes)?;
    String::from_utf8(bytes).map_err(|error| not_utf8(path, error.utf8_error()))
}

/// Refuses what is no text by its size, its first bytes or a zero byte.
fn refuse_kind(path: &str, bytes: &[u8]) -> Result<(), Unreadable> {
    let path = || path.to_owned();
    refuse_size(&path(), bytes.len() as u64)?;
    if bytes.starts_with(b"%PDF-") {
        return Err(Unreadable::Pdf { path: path() });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Unreadable::Package { path: path() });
    }
    if bytes.contains(&0) {
        let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
        return Err(Unreadable::Binary { path: path(), byte: at + 1 });
    }
    Ok(())
}

fn not_utf8(path: &str, error: std::str::Utf8Error) -> Unreadable {
    Unreadable::NotUtf8 { path: path.to_owned(), byte: error.valid_up_to() + 1 }
}

/// Physical lines: `\n` or `\r\n` ends one, and so does a lone `\r`.
fn split(text: &str) -> Vec<Line> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        .enumerate()
        .map(|(index, line)| Line { number: index + 1, text: level(line), starts_page: line.contains('\u{c}') })
        .collect()
}

/// No-break spaces become spaces; soft hyphens, zero-width characters and form feeds go.
fn level(line: &str) -> String {
    if line.is_ascii() && !line.contains('\u{c}') {
        return line.to_owned();
    }
    line.chars()
        .filter(|c| !matches!(c, '\u{c}' | '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'))
        .map(|c| if matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}') { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(usize, String)> {
        let source = Source::from_bytes("file.txt", bytes).unwrap();
        source.lines().iter().map(|line| (line.number, line.text.clone())).collect()
    }

    #[test]
    fn lines_keep_their_physical_numbers_whatever_ends_them() {
        let expected = vec![(1, "one".to_owned()), (2, String::new()), (3, " three ".to_owned())];
        assert_eq!(texts(b"one\n\n three \n"), expected);
        assert_eq!(texts(b"one\r\n\r\n three \r\n"), expected);
        assert_eq!(texts("\u{feff}one\n\n\u{a0}three\u{a0}".as_bytes()), expected);
    }

    #[test]
    fn a_form_feed_marks_the_page_and_leaves_the_text() {
        let source = Source::from_bytes("file.txt", b"end\n\x0c 1. Scope\n").unwrap();
        let line = source.lines().get(1).unwrap();
        assert_eq!((line.text.as_str(), line.starts_page), (" 1. Scope", true));
        assert!(!source.lines().get(0).unwrap().starts_page);
    }

    #[test]
    fn what_is_no_text_is_refused_in_one_plain_sentence() {
        let refused = |bytes: &[u8]| Source::from_bytes("f", bytes).unwrap_err().to_string();
        assert!(refused(b"").contains("is empty"));
        assert!(refused(b" \n\t\n").contains("is empty"));
        assert!(refused(b"ab\0c").contains("byte 3"));
        assert!(refused(b"abc\xff").contains("byte 4"));
        assert!(refused(b"%PDF-1.7\n").contains("pdftotext -layout"));
        assert!(refused(b"PK\x03\x04").contains("plain text"));
        assert!(refuse_size("f", LARGEST).is_ok());
        assert!(refuse_size("f", LARGEST + 1).unwrap_err().to_string().contains("at most"));
    }
}
