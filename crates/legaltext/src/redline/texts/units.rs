//! Cuts a plain text into provisions or paragraphs.

use std::borrow::Cow;

use super::super::pairing::Unit;
use crate::number::Number;

/// Words that announce the number of an article or a heading on a line of its own.
const ANNOUNCING: [&str; 22] = [
    "article",
    "section",
    "clause",
    "regulation",
    "rule",
    "schedule",
    "appendix",
    "annex",
    "annexe",
    "part",
    "partie",
    "chapter",
    "chapitre",
    "title",
    "titre",
    "book",
    "livre",
    "sous-section",
    "subsection",
    "paragraphe",
    "paragraph",
    "division",
];

/// A text is taken as numbered when at least one line in this many begins a provision.
const ONE_LINE_IN: usize = 50;

/// Longest line that can be a heading, in words.
const HEADING: usize = 14;

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Blank,
    /// Begins a provision; the number, and where the words after it begin.
    Numbered(&'t str, usize),
    /// A line that could be a heading: short, a capital first, no stop at the end.
    Headlike,
    Words,
}

/// True when enough lines begin with numbers for the text to be one of numbered provisions.
pub(super) fn is_numbered(text: &str) -> bool {
    let (mut numbered, mut all) = (0_usize, 0_usize);
    for line in text.lines().map(classify).filter(|l| *l != Line::Blank) {
        all += 1;
        numbered += usize::from(matches!(line, Line::Numbered(..)));
    }
    numbered > 0 && numbered * ONE_LINE_IN >= all
}

fn classify(line: &str) -> Line<'_> {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Line::Blank;
    }
    let lead = line.len() - line.trim_start().len();
    let word = trimmed.split_whitespace().next().unwrap_or("");
    if lead == 0 && clause_number(word) {
        return Line::Numbered(word.trim_end_matches(['.', ':']), word.len());
    }
    if lead == 0 && announced(word, trimmed) {
        let number = trimmed.split_once(':').map_or(trimmed, |(number, _)| number).trim();
        return Line::Numbered(number, number.len());
    }
    let stopped = trimmed.ends_with(['.', ';', ':', ',', '\u{2014}']);
    let capital = trimmed.starts_with(|c: char| c.is_uppercase());
    if lead == 0 && !stopped && capital && trimmed.split_whitespace().count() <= HEADING {
        Line::Headlike
    } else {
        Line::Words
    }
}

/// `D10.22`, `3.2.4` or `1.2.`; a bare `28` is too often the first word of a sentence.
fn clause_number(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ':']);
    number.chars().any(|c| c.is_ascii_digit())
        && number.parse::<Number>().is_ok_and(|n| !n.is_label() && (!n.letters().is_empty() || number.contains('.')))
}

/// `Article L100-1 A` or `TITRE Ier : …`: a line of its own that an announcing word begins.
fn announced(word: &str, line: &str) -> bool {
    let word = word.to_lowercase();
    if !ANNOUNCING.contains(&word.as_str()) || line.ends_with(['.', ';', ',']) {
        return false;
    }
    let number = line.split_once(':').map_or(line, |(number, _)| number);
    let rest: Vec<&str> = number.split_whitespace().skip(1).collect();
    let numeral = |w: &str| w.chars().any(|c| c.is_ascii_digit()) || w.starts_with(|c: char| c.is_uppercase());
    (1..=5).contains(&rest.len()) && rest.first().is_some_and(|w| numeral(w))
}

/// The units of a text: together they are the text, byte for byte.
pub(super) fn split(text: &str, numbered: bool) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut unit = Open { start: 0, body: 0, number: None, begun: false };
    let mut heading_at: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        match classify(line) {
            Line::Blank => {}
            Line::Numbered(number, body) if numbered => {
                // A heading directly above a clause belongs to it.
                let start = heading_at.take().unwrap_or(at);
                unit = unit.close(text, start, &mut units);
                unit.number = Some(number);
                unit.body = at + body;
                unit.begun = true;
            }
            Line::Headlike if numbered => {
                if heading_at.is_some() || unit.number.is_none() {
                    unit = unit.close(text, heading_at.take().unwrap_or(at), &mut units);
                    unit.begun = true;
                }
                heading_at = Some(at);
            }
            Line::Words if numbered && unit.number.is_some() => {
                heading_at = None;
                unit.begun = true;
            }
            Line::Numbered(..) | Line::Headlike | Line::Words => {
                unit = unit.close(text, at, &mut units);
                heading_at = None;
                unit.begun = true;
            }
        }
        at = next;
    }
    unit.close(text, text.len(), &mut units);
    units
}

/// The unit that is being read.
struct Open<'t> {
    start: usize,
    body: usize,
    number: Option<&'t str>,
    begun: bool,
}

impl<'t> Open<'t> {
    /// Ends the unit before `at` and begins the next there. Empty lines at the head of a text go with its first unit.
    fn close(self, text: &'t str, at: usize, units: &mut Vec<Unit<'t>>) -> Open<'t> {
        let next = Open { start: at, body: at, number: None, begun: false };
        if self.start == at {
            return next;
        }
        if !self.begun && at < text.len() {
            return Open { start: self.start, ..next };
        }
        if let Some(exact) = text.get(self.start..at) {
            units.push(Unit {
                text: Cow::Borrowed(exact),
                body: self.body.saturating_sub(self.start).min(exact.len()),
                number: self.number.map(Cow::Borrowed),
                id: None,
                index: units.len(),
            });
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Option<String>, String)> {
        let units = split(text, is_numbered(text));
        units.into_iter().map(|u| (u.number.map(Cow::into_owned), u.text.into_owned())).collect()
    }

    #[test]
    fn a_clause_holds_its_heading_and_its_list() {
        let text = "\nSECTION D: CHANGE\nD1 RAISING\nWho may raise\nD1.1 These may raise:\n\t(a) a Party;\nand others.\n\nD1.2 Not used.\n";
        let units = cut(text);
        let numbers: Vec<_> = units.iter().map(|u| u.0.as_deref().unwrap_or("-")).collect();
        assert_eq!(numbers, ["SECTION D", "D1", "D1.1", "D1.2"]);
        assert_eq!(units[2].1, "Who may raise\nD1.1 These may raise:\n\t(a) a Party;\nand others.\n\n");
        assert_eq!(units.iter().map(|u| u.1.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_text_without_numbers_is_its_paragraphs() {
        let units = cut("First one\nSecond one.\n\n\nThird one");
        assert_eq!(
            units.iter().map(|u| u.1.as_str()).collect::<Vec<_>>(),
            ["First one\n", "Second one.\n\n\n", "Third one"]
        );
    }

    #[test]
    fn articles_hold_their_paragraphs() {
        let units = cut(
            "TITRE Ier : LES OBJECTIFS\n\nArticle L100-1 A\n\nI.-Avant la loi.\n\nChaque loi :\n\nArticle L100-2\n\nUn.\n",
        );
        let numbers: Vec<_> = units.iter().map(|u| u.0.as_deref().unwrap_or("-")).collect();
        assert_eq!(numbers, ["TITRE Ier", "Article L100-1 A", "Article L100-2"]);
    }
}
