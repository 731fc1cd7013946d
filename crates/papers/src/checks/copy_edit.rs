//! EN142: slips of the pen: a word twice, a bracket that is not closed, a mark twice, “a” for “an”.

use std::sync::LazyLock;

use regex::Regex;

use super::place::Place;
use super::prose::{Prose, pattern};
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};
use crate::layout::marks;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN142",
    name: "copy-edit",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A word that stands twice in a row, a bracket or a double quotation mark without its other half, a mark \
                    twice, a space before a comma, “a” before a vowel and “an” before a consonant, and a small word with a \
                    capital behind a comma. Spelling is not looked at, nor are the words of respondents.",
        why: "A slip is quickly mended before a paper goes out, and stands for ever after.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN142-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN142-right.txt");

static MARKS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9)’”](,\s?,|;\s?;|:\s?:|,\s?\.|;\s?\.|\s,|\.,)(?:\s|$)"));
static TWO_STOPS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z)’”](\.\s?\.)(?:\s+[A-Z]|\s*$)"));
static BEFORE_VOWEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(a) ([aeio][a-z]{2,})\b"));
static BEFORE_CONSONANT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(an) ([bcdfgjklmnpqrstvwz][a-z]{2,})\b"));
static CAPITAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[a-z], ((?:For|It|They|However|Therefore|This|These|Which|Where|Because) [a-z]+)"));

/// How far the other half of a pair may stand, in bytes.
const REACH: usize = 600;

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    for line in papers.own_lines() {
        // Struck words and new ones stand side by side, and are no sentence together.
        if line.text.contains("<del>") {
            continue;
        }
        let text = marks::plain(&line.text);
        // A table of contents, an address and a table speak in other forms than sentences.
        if text.contains("....") || text.contains("://") || papers.this.is_damaged(line.number, line.number) {
            continue;
        }
        let mut tell = |words: &str, message: String, fix: String| {
            let place = papers.this.place(line.number, line.number, words);
            found.push(CHECK.finding(Level::Note, place, message).value("words", words).mended_by(fix));
        };
        if !text.contains('\t') {
            twice(&text, &mut tell);
        }
        if marks_meet(&text) {
            marks_together(&text, &mut tell);
        }
        article(&text, &mut tell);
        if text.contains(", ") {
            capital_behind_comma(&text, &mut tell);
        }
    }
    pairs(papers, &papers.own, found);
}

/// Whether a mark stands behind another or behind a space: no line without that has two marks together.
fn marks_meet(text: &str) -> bool {
    let is_mark = |byte: u8| matches!(byte, b',' | b';' | b':' | b'.');
    let bytes = text.as_bytes();
    bytes.iter().zip(bytes.iter().skip(1)).any(|(before, here)| {
        is_mark(*here) && (is_mark(*before) || before.is_ascii_whitespace() || !before.is_ascii())
    })
}

fn marks_together(text: &str, tell: &mut impl FnMut(&str, String, String)) {
    for slip in MARKS.captures_iter(text).chain(TWO_STOPS.captures_iter(text)) {
        let (Some(whole), Some(mark)) = (slip.get(0), slip.get(1)) else { continue };
        tell(
            whole.as_str().trim(),
            format!("The marks “{}” stand together.", mark.as_str()),
            "Keep one of them.".to_owned(),
        );
    }
}

fn capital_behind_comma(text: &str, tell: &mut impl FnMut(&str, String, String)) {
    for slip in CAPITAL.captures_iter(text).filter_map(|found| found.get(1)) {
        let first = slip.as_str().split(' ').next().unwrap_or_default();
        let message = format!("“{first}” has a capital letter behind a comma.");
        tell(slip.as_str(), message, "Write it small, or end the sentence before it.".to_owned());
    }
}

/// A small word that stands twice in a row on one line, with a single space between.
fn twice(text: &str, tell: &mut impl FnMut(&str, String, String)) {
    // Words that may well stand twice: “all that that means”, “it had had”, “what it is is”.
    const MAY: [&str; 6] = ["that", "had", "is", "her", "in", "on"];
    let inside = |c: char| c.is_ascii_alphabetic() || matches!(c, '’' | '\'' | '-');
    let mut before = "";
    for piece in text.split(' ') {
        let length = piece.find(|c: char| !inside(c)).unwrap_or(piece.len());
        let word = piece.get(..length).unwrap_or_default();
        let small = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if small && before.ends_with(word) && !MAY.contains(&word) {
            // The whole word before it, and not the end of a longer one.
            let rest = before.strip_suffix(word).unwrap_or_default();
            if !has_letter(rest) {
                tell(
                    &format!("{word} {word}"),
                    format!("The word “{word}” stands twice."),
                    "Take one away.".to_owned(),
                );
            }
        }
        before = piece;
    }
}

/// Whether the run of word characters at the end of a text holds a letter.
fn has_letter(text: &str) -> bool {
    let inside = |c: &char| c.is_ascii_alphabetic() || matches!(c, '’' | '\'' | '-');
    text.chars().rev().take_while(inside).any(|c| c.is_ascii_alphabetic())
}

fn article(text: &str, tell: &mut impl FnMut(&str, String, String)) {
    // Letters that name something (“option a and b”), and vowels that are spoken as consonants.
    const SMALL: [&str; 24] = [
        "and", "are", "all", "also", "although", "after", "above", "any", "applies", "apply", "as", "at", "each",
        "either", "else", "even", "if", "into", "once", "one", "ones", "only", "other", "over",
    ];
    let a = text.contains("a ").then(|| BEFORE_VOWEL.captures_iter(text));
    for slip in a.into_iter().flatten() {
        let (Some(a), Some(word)) = (slip.get(1), slip.get(2)) else { continue };
        if SMALL.contains(&word.as_str())
            || word.as_str().starts_with("eu")
            || word.as_str().starts_with("one")
            || word.as_str().starts_with("ew")
        {
            continue;
        }
        let words = text.get(a.start()..word.end()).unwrap_or_default();
        tell(words, format!("“a” stands before “{}”.", word.as_str()), format!("Write “an {}”.", word.as_str()));
    }
    let an = text.contains("an ").then(|| BEFORE_CONSONANT.captures_iter(text));
    for slip in an.into_iter().flatten() {
        let (Some(an), Some(word)) = (slip.get(1), slip.get(2)) else { continue };
        let words = text.get(an.start()..word.end()).unwrap_or_default();
        tell(words, format!("“an” stands before “{}”.", word.as_str()), format!("Write “a {}”.", word.as_str()));
    }
}

/// Brackets and double quotation marks without their other half.
fn pairs(papers: &Papers<'_>, prose: &Prose<'_>, found: &mut Vec<Finding>) {
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”')] {
        let mut waiting: Vec<usize> = Vec::new();
        let text = prose.text();
        let mut lone: Vec<(usize, char)> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| *c == open || *c == close) {
            let late = waiting.iter().position(|from| at - from > REACH).is_some();
            if late {
                lone.extend(waiting.drain(..).map(|from| (from, open)));
            }
            if c == open {
                waiting.push(at);
            } else if waiting.pop().is_none() && !is_label(text.get(..at).unwrap_or_default(), close) {
                lone.push((at, close));
            }
        }
        lone.extend(waiting.into_iter().map(|from| (from, open)));
        for (at, mark) in lone {
            let place = column_of(papers, prose.line_at(at), mark, prose, at);
            // A label that a scan printed apart from its paragraph is no sentence.
            let label = papers.this.line(place.line).trim().chars().count() <= 4;
            if label || papers.this.is_damaged(place.line, place.line) {
                continue;
            }
            let message = format!("“{mark}” has no “{}” that belongs to it.", if mark == open { close } else { open });
            found.push(CHECK.finding(Level::Note, place, message).value("words", mark.to_string()));
        }
    }
}

/// The closing bracket of a label: `a)`, `iv)`, `12)`.
fn is_label(before: &str, close: char) -> bool {
    let label = before.rsplit(|c: char| c.is_whitespace() || c == '\t').next().unwrap_or_default();
    close == ')' && (1..=3).contains(&label.len()) && label.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The place of a lone mark, with the words around it to find its column by.
fn column_of(papers: &Papers<'_>, line: usize, mark: char, prose: &Prose<'_>, at: usize) -> Place {
    let from = prose.text().floor_char_boundary(at.saturating_sub(6));
    let around = prose.text().get(from..at + mark.len_utf8()).unwrap_or_default();
    let place = papers.this.place(line, line, around);
    let shown = papers.this.line(line).contains(around);
    let shift = if shown { around.chars().count().saturating_sub(1) } else { 0 };
    let mut buffer = [0; 4];
    if shown {
        Place { column: place.column + shift, ..place }
    } else {
        papers.this.place(line, line, mark.encode_utf8(&mut buffer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        let mut tell = |words: &str, _: String, _: String| all.push(words.to_owned());
        twice(text, &mut tell);
        article(text, &mut tell);
        all
    }

    #[test]
    fn slips_are_told_from_good_english() {
        assert_eq!(told("of the the plan in a open harbour with an light"), ["the the", "a open", "an light"]);
        for good in [
            "all that that means",
            "a user, a one-off, a European ewer",
            "an hour, an honest heir",
            "option a and b",
            "an SEC Party",
            "Section A A1.1",
            "Board Board",
            "a unit of a utility",
        ] {
            assert_eq!(told(good), Vec::<String>::new(), "{good}");
        }
        assert!(is_label("as follows: a", ')') && !is_label("the plan", ')'));
        assert!(
            MARKS.is_match("the plan,, and") && MARKS.is_match("the plan , and") && !MARKS.is_match("the plan, and")
        );
        assert!(TWO_STOPS.is_match("the plan.. Then") && !TWO_STOPS.is_match("the plan... Then"));
    }
}
