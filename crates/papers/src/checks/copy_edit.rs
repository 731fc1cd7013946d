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

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z][A-Za-z’'-]*"));
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
        for slip in MARKS.captures_iter(&text).chain(TWO_STOPS.captures_iter(&text)) {
            let (Some(whole), Some(mark)) = (slip.get(0), slip.get(1)) else { continue };
            tell(
                whole.as_str().trim(),
                format!("The marks “{}” stand together.", mark.as_str()),
                "Keep one of them.".to_owned(),
            );
        }
        article(&text, &mut tell);
        for slip in CAPITAL.captures_iter(&text).filter_map(|found| found.get(1)) {
            let first = slip.as_str().split(' ').next().unwrap_or_default();
            let message = format!("“{first}” has a capital letter behind a comma.");
            tell(slip.as_str(), message, "Write it small, or end the sentence before it.".to_owned());
        }
    }
    pairs(papers, &papers.own, found);
}

/// A small word that stands twice in a row on one line.
fn twice(text: &str, tell: &mut impl FnMut(&str, String, String)) {
    // Words that may well stand twice: “all that that means”, “it had had”, “what it is is”.
    const MAY: [&str; 6] = ["that", "had", "is", "her", "in", "on"];
    let mut before: Option<regex::Match<'_>> = None;
    for word in WORD.find_iter(text) {
        if let Some(earlier) = before
            && earlier.as_str() == word.as_str()
            && text.get(earlier.end()..word.start()) == Some(" ")
            && word.as_str().chars().all(|c| c.is_ascii_lowercase())
            && word.as_str().len() > 1
            && !MAY.contains(&word.as_str())
        {
            let words = text.get(earlier.start()..word.end()).unwrap_or_default();
            tell(words, format!("The word “{}” stands twice.", word.as_str()), "Take one away.".to_owned());
        }
        before = Some(word);
    }
}

fn article(text: &str, tell: &mut impl FnMut(&str, String, String)) {
    // Letters that name something (“option a and b”), and vowels that are spoken as consonants.
    const SMALL: [&str; 24] = [
        "and", "are", "all", "also", "although", "after", "above", "any", "applies", "apply", "as", "at", "each",
        "either", "else", "even", "if", "into", "once", "one", "ones", "only", "other", "over",
    ];
    for slip in BEFORE_VOWEL.captures_iter(text) {
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
    for slip in BEFORE_CONSONANT.captures_iter(text) {
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
