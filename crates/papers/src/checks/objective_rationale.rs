//! EN138: the reason given for an objective has something to do with that objective.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::answers::content;
use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};
use crate::layout::marks;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN138",
    name: "objective-rationale",
    level: Level::Note,
    explain: Explanation {
        looks_for: "An objective that the report says is better met, with its text in a footnote, where no word of meaning of \
                    that text comes up in the reasons given beside it; and a footnote that has all the words by which the Code \
                    knows another objective, and not those of its own.",
        why: "An appeal against the decision turns on whether the objectives were truly considered.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN138-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN138-right.txt");

static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^[#*\s]*views against the .*objectives?\b"));
/// An objective by its letter, with the mark of its footnote.
static CITED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([a-z])\)\s?([¹²³⁴-⁹⁰]+)"));
static FOOTNOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*([¹²³⁴-⁹⁰]+)\s*([A-Z].*)$"));

/// A part of the section under one inner heading: its lines and its words.
struct Views {
    lines: Vec<(usize, String)>,
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if papers.this.report().is_none() {
        return;
    }
    let lines: Vec<(usize, String)> =
        papers.own_lines().map(|line| (line.number, marks::plain(line.trimmed()).into_owned())).collect();
    let Some(start) = lines.iter().position(|(_, text)| SECTION.is_match(text)) else { return };
    let rest = lines.get(start + 1..).unwrap_or_default();
    let end = rest.iter().position(|(_, text)| is_next(text)).unwrap_or(rest.len());
    let (views, footnotes) = parted(rest.get(..end).unwrap_or_default(), rest);
    for part in &views {
        judge(papers, part, &footnotes, found);
        texts(papers, part, &footnotes, found);
    }
}

/// A footnote that has all that another objective of the Code is known by, and not what its own is.
fn texts(papers: &Papers<'_>, part: &Views, footnotes: &BTreeMap<String, (usize, String)>, found: &mut Vec<Finding>) {
    /// A name of fewer words may stand in any text.
    const TELLING: usize = 3;
    let Some(code) = papers.known.code() else { return };
    let known: Vec<(&str, BTreeSet<String>)> =
        code.objectives.iter().map(|objective| (objective.id.as_str(), content(&objective.title))).collect();
    for (number, text) in &part.lines {
        for cited in CITED.captures_iter(text) {
            let group = |at: usize| cited.get(at).map_or("", |found| found.as_str());
            let (letter, Some((line, words))) = (group(1), footnotes.get(group(2))) else { continue };
            let said = content(words);
            let Some((_, own)) = known.iter().find(|(id, _)| *id == letter) else { continue };
            let other =
                known.iter().find(|(id, title)| *id != letter && title.len() >= TELLING && is_said(title, &said));
            let (Some((other, _)), false) = (other, is_said(own, &said)) else { continue };
            let message = format!("The text given for Objective ({letter}) reads as that of Objective ({other}).");
            found.push(
                CHECK
                    .finding(Level::Note, papers.this.place(*number, *number, &format!("({letter})")), message)
                    .value("objective", letter)
                    .value("reads_as", *other)
                    .see(*line, "the text of the objective")
                    .mended_by(format!("Give the text of Objective ({letter}), or name Objective ({other}).")),
            );
        }
    }
}

/// Every word of a title comes up, in one of its forms: `protected` in `protection`.
fn is_said(title: &BTreeSet<String>, said: &BTreeSet<String>) -> bool {
    title
        .iter()
        .all(|word| said.iter().any(|other| other.starts_with(word.as_str()) || word.starts_with(other.as_str())))
}

/// The head of the section behind.
fn is_next(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.starts_with("views against") || lower.starts_with("final conclusion") || lower.starts_with("appendix ")
}

/// The section by its inner headings, and the footnotes of the whole document from there on.
fn parted(section: &[(usize, String)], rest: &[(usize, String)]) -> (Vec<Views>, BTreeMap<String, (usize, String)>) {
    let mut footnotes: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut of_footnotes = BTreeSet::new();
    let mut open: Option<String> = None;
    for (number, text) in rest {
        if let Some(note) = FOOTNOTE.captures(text) {
            let (mark, words) = (note.get(1), note.get(2));
            let mark = mark.map_or(String::new(), |mark| mark.as_str().to_owned());
            footnotes.entry(mark.clone()).or_insert((*number, words.map_or(String::new(), |w| w.as_str().to_owned())));
            of_footnotes.insert(*number);
            open = Some(mark);
        } else if text.is_empty() {
            open = None;
        } else if let Some((_, words)) = open.as_ref().and_then(|mark| footnotes.get_mut(mark)) {
            of_footnotes.insert(*number);
            words.push(' ');
            words.push_str(text);
        }
    }
    let mut views: Vec<Views> = Vec::new();
    for (number, text) in section.iter().filter(|(number, text)| !of_footnotes.contains(number) && !text.is_empty()) {
        let heading = text.split_whitespace().count() <= 4 && text.to_lowercase().ends_with("views");
        if heading || views.is_empty() {
            views.push(Views { lines: Vec::new() });
        }
        if let (false, Some(last)) = (heading, views.last_mut()) {
            last.lines.push((*number, text.clone()));
        }
    }
    (views, footnotes)
}

fn judge(papers: &Papers<'_>, part: &Views, footnotes: &BTreeMap<String, (usize, String)>, found: &mut Vec<Finding>) {
    let whole: Vec<&str> = part.lines.iter().map(|(_, text)| text.as_str()).collect();
    let reason = content(&whole.join(" "));
    // Too little to be a reason is no wrong reason.
    if reason.len() < 4 {
        return;
    }
    for (number, text) in &part.lines {
        for cited in CITED.captures_iter(text) {
            let group = |at: usize| cited.get(at).map_or("", |found| found.as_str());
            let Some((line, words)) = footnotes.get(group(2)) else { continue };
            let meaning: BTreeSet<String> =
                content(words).into_iter().filter(|word| !EMPTY.iter().any(|empty| word == empty)).collect();
            if meaning.is_empty() || meaning.intersection(&reason).next().is_some() {
                continue;
            }
            let letter = group(1);
            let message =
                format!("The reasons given for Objective ({letter}) share no word of meaning with its text: “{words}”");
            found.push(
                CHECK
                    .finding(Level::Note, papers.this.place(*number, *number, &format!("({letter})")), message)
                    .value("objective", letter)
                    .value("text", words.as_str())
                    .see(*line, "the text of the objective")
                    .mended_by("Say how the change serves this objective."),
            );
        }
    }
}

/// Words that stand in every objective or every report, as stems.
const EMPTY: [&str; 6] = ["objectiv", "object", "facilitat", "enabl", "modification", "modific"];
