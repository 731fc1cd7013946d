//! The objectives that the Proposer and the respondents name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::CASE;
use crate::facts::ModificationReport;
use crate::layout::marks;
use crate::layout::pattern::pattern;
use crate::layout::{flow, furniture};
use crate::read::outline::{Outline, heading_of};
use crate::source::{Line, Lines};

/// A part of a section under a heading without a number.
pub(super) struct Subsection<'a> {
    pub(super) heading: String,
    pub(super) line: usize,
    pub(super) lines: Lines<'a>,
}

/// Parts a section at its headings: a block of one line that is no sentence, or where a page is printed without blank lines
/// a short line between two sentences.
pub(super) fn subsections(lines: Lines<'_>) -> Vec<Subsection<'_>> {
    let widest = lines.iter().map(|line| line.text.trim_end().chars().count()).max().unwrap_or(0);
    let mut heads: Vec<(usize, String)> = Vec::new();
    for block in furniture::blocks(lines) {
        let mut ended = true;
        for at in block.clone() {
            let Some(line) = lines.get(at) else { continue };
            let stands_alone = block.len() == 1 || ended && stands_between(lines, at, widest);
            let heading = stands_alone.then(|| heading_of(line)).flatten();
            ended = heading.is_some() || line.trimmed().ends_with(['.', '?']);
            heads.extend(heading.map(|heading| (at, heading)));
        }
    }
    let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    heads
        .iter()
        .zip(ends)
        .map(|((at, heading), end)| Subsection {
            heading: heading.clone(),
            line: lines.get(*at).map_or(0, |line| line.number),
            lines: lines.range(at + 1, end),
        })
        .collect()
}

/// A line of few words that leaves room for more, with a sentence or another heading beginning under it.
fn stands_between(lines: Lines<'_>, at: usize, widest: usize) -> bool {
    const MOST_WORDS: usize = 7;
    const SHORT: usize = 4;
    let (Some(line), Some(below)) = (lines.get(at), lines.get(at + 1)) else { return false };
    let width = line.text.trim_end().chars().count();
    // `The Panel met with the`, broken before a name.
    let breaks_off = line
        .text
        .split_whitespace()
        .next_back()
        .is_some_and(|last| last.chars().count() <= SHORT && last.chars().all(char::is_lowercase));
    !breaks_off
        && line.text.split_whitespace().count() <= MOST_WORDS
        && width * 3 < widest * 2
        && below.trimmed().starts_with(char::is_uppercase)
}

static LETTERS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([a-z])\)(\s*(?:to|–|-)\s*\(([a-z])\))?"));
static NEGATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:not|neutral|neither|hinders?|worsens?|cannot)\b|n[’']t\b"));
static EXCEPT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:except|apart from|other than|with the exception of)\b"));
static AGREES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bagree[sd]? with the Proposer\b"));

pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport) {
    let mut proposer = BTreeSet::new();
    let mut respondents = BTreeSet::new();
    for section in outline.sections.iter().filter(|section| section.speaks_of(CASE)) {
        let mut inside = section.speaks_of(&["objective"]);
        for part in subsections(section.lines) {
            let heading = part.heading.to_lowercase();
            if heading.contains("objective") {
                inside = true;
            } else if heading.contains("consumer") || heading.contains("conclusion") {
                inside = false;
            }
            if !inside {
                continue;
            }
            let text = words(part.lines);
            if heading.contains("proposer") {
                proposer.extend(named(&text, &BTreeSet::new()));
            } else if heading.contains("industry") || heading.contains("respondent") {
                respondents.extend(named(&text, &proposer));
            }
        }
    }
    facts.objectives.proposer = proposer.into_iter().map(String::from).collect();
    facts.objectives.respondents = respondents.into_iter().map(String::from).collect();
}

/// The running words, without footnotes and their marks.
fn words(lines: Lines<'_>) -> String {
    let own = |line: &&Line| !line.trimmed().starts_with(marks::is_footnote_mark);
    let text = flow::joined(lines.iter().filter(own).map(|line| line.text.as_str()));
    marks::without_footnote_marks(&text)
}

/// The letters that the sentences name as better met. `agreed with the Proposer` names the Proposer's set; a sentence
/// that denies, and the letters that one excepts, name none.
fn named(text: &str, proposer: &BTreeSet<char>) -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    for sentence in text.split_inclusive(". ").filter(|sentence| !NEGATED.is_match(sentence)) {
        if AGREES.is_match(sentence) {
            letters.extend(proposer);
        }
        if !sentence.to_lowercase().contains("objective") {
            continue;
        }
        let kept = EXCEPT.find(sentence).map_or(sentence.len(), |except| except.start());
        letters.extend(bracketed(sentence.get(..kept).unwrap_or_default()));
        for excepted in bracketed(sentence.get(kept..).unwrap_or_default()) {
            letters.remove(&excepted);
        }
    }
    letters
}

/// Letters in brackets; a range stands for each letter in it.
fn bracketed(text: &str) -> Vec<char> {
    let letter = |found: Option<regex::Match<'_>>| found.and_then(|found| found.as_str().chars().next());
    LETTERS
        .captures_iter(text)
        .filter_map(|found| {
            let first = letter(found.get(1))?;
            Some(first..=letter(found.get(3)).unwrap_or(first))
        })
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        named(text, &BTreeSet::from(['a', 'e'])).into_iter().collect()
    }

    /// S2-055: the full set that respondents named.
    #[test]
    fn respondents_who_agree_name_what_the_proposer_named() {
        assert_eq!(letters("Respondents agreed with the Proposer’s views, with the addition of Objective (b)."), "abe");
        assert_eq!(letters("They agreed with the Proposer except on Objective (e)."), "a");
        assert_eq!(letters("One named Objectives (c) to (e)."), "cde");
        assert_eq!(letters("One did not agree with the Proposer on Objective (a)."), "");
        assert_eq!(letters("They wrote about clause (c)."), "");
    }

    /// A page of a PDF may print its headings with no blank line around them.
    #[test]
    fn a_short_line_between_two_sentences_is_a_heading() {
        let text = "Views against the objectives\nProposer’s views\nThe Proposer believes that this modification better facilitates SEC Objective\n\
                    (a) because meters are\ninstalled sooner.\nIndustry views\nRespondents agreed with the Proposer.\n\nThe Panel met with the\n\
                    Change Board.\n";
        let source = crate::source::Source::from_bytes("f", text.as_bytes()).unwrap();
        let headings: Vec<String> = subsections(source.lines()).into_iter().map(|part| part.heading).collect();
        assert_eq!(headings, ["Views against the objectives", "Proposer’s views", "Industry views"]);
    }
}
