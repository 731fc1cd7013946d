//! The words of a document as one run, so that a sentence broken over lines is whole, with the way back to its lines.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::Paper;
use super::place::Place;
use super::wording::month_number;

/// The words of some lines of a paper, joined by single spaces.
pub(super) struct Prose<'a> {
    paper: &'a Paper,
    /// The words; mark-up of text editors is left out.
    pub(super) text: String,
    /// Where each line's words begin in `text`, and the line's number; ascending.
    starts: Vec<(usize, usize)>,
}

/// A day that the words name.
pub(super) struct NamedDay {
    pub(super) date: Date,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Prose<'a> {
    /// The words of those lines of `paper` for which `keep` holds.
    pub(super) fn of(paper: &'a Paper, keep: impl Fn(usize) -> bool) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for (index, line) in paper.lines.iter().enumerate() {
            let number = index + 1;
            let words = unmarked(line);
            if words.is_empty() || !keep(number) {
                continue;
            }
            // A hyphen at the end of a line belongs to the word: `system-` and `impacting`.
            if !text.is_empty() && !text.ends_with('-') {
                text.push(' ');
            }
            starts.push((text.len(), number));
            text.push_str(&words);
        }
        Self { paper, text, starts }
    }

    /// The physical line on which the byte at `offset` of the words stands.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).and_then(|index| self.starts.get(index)).map_or(1, |(_, line)| *line)
    }

    /// The place of the words from `start` to `end`.
    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        let line = self.line_at(start);
        let words = self.text.get(start..end).unwrap_or_default();
        self.paper.place(line, self.line_at(end.saturating_sub(1).max(start)), words)
    }

    /// The words before `offset`.
    pub(super) fn before(&self, offset: usize) -> &str {
        self.text.get(..offset).unwrap_or_default()
    }

    /// The words from `offset` on.
    pub(super) fn after(&self, offset: usize) -> &str {
        self.text.get(offset..).unwrap_or_default()
    }

    /// The sentences, each with the offset at which it begins.
    pub(super) fn sentences(&self) -> Vec<(usize, &str)> {
        let mut sentences = Vec::new();
        let mut from = 0;
        for end in SENTENCE_END.find_iter(&self.text) {
            let upto = end.start() + 1;
            if let Some(sentence) = self.text.get(from..upto) {
                sentences.push((from, sentence));
            }
            from = end.end();
        }
        if let Some(rest) = self.text.get(from..) {
            sentences.push((from, rest));
        }
        sentences
    }
}

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.?!;•]\s+"));
static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[([^\]]*)\]\([^)]*\)"));
static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8})\.?\s+(\d{4}|\d{2})\b"));

/// A pattern written in this crate; the tests use each one.
#[expect(clippy::unwrap_used, reason = "the patterns are constants and the tests compile each")]
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// The words of a line without the marks that text editors leave: bold, underlining, links, escapes.
pub(super) fn unmarked(line: &str) -> String {
    let line = LINK.replace_all(line, "$1");
    let line = line.replace("**", "").replace("<u>", "").replace("</u>", "");
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {}
            '\u{a0}' | '\t' | '\u{c}' => out.push(' '),
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}

/// The days that a text names in full: `20 January 2020`, `20 Jan 20`.
pub(super) fn days(text: &str) -> Vec<NamedDay> {
    DAY.captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let day: i8 = found.get(1)?.as_str().parse().ok()?;
            let month = month_number(found.get(2)?.as_str())?;
            let year: i16 = found.get(3)?.as_str().parse().ok()?;
            let year = if year < 100 { year + 2000 } else { year };
            let date = Date::new(year, month, day).ok()?;
            Some(NamedDay { date, start: whole.start(), end: whole.end() })
        })
        .collect()
}
