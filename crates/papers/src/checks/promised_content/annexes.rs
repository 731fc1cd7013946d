//! The annexes that a report says it has, against those that stand in its file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::Papers;
use super::super::prose::pattern;
use super::CHECK;
use crate::finding::{Finding, Level};
use crate::layout::marks;

/// `Annex A contains the redlined changes`: the line of a list that tells what an annex holds.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^Annex ([A-Z])(?:\s*[:–—-]\s*\S|\s+(?:contains|holds|has|is|lists|sets out|gives|shows|comprises|provides|includes)\b)",
    )
});
/// Any mention, `Annexes A and B` too.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bAnnex(?:es)? ([A-Z](?:(?:, and |, | and | & | to |-|–)[A-Z])*)\b"));

pub(super) fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    // Annexes are often files of their own: only where one stands in this file is it said where they are.
    let Some(first) = report.annexes.iter().map(|annex| annex.letter.line).min() else { return };
    let held: BTreeSet<&str> = report.annexes.iter().map(|annex| annex.letter.value.as_str()).collect();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for line in papers.own_lines().filter(|line| line.number < first) {
        let text = marks::plain(line.trimmed());
        for letters in NAMED.captures_iter(&text).filter_map(|found| found.get(1)) {
            named.extend(expanded(letters.as_str()));
        }
        let entry = marks::bullet(&text).map_or(&*text, |(entry, _)| entry);
        let Some(letter) = TOLD.captures(entry).and_then(|found| found.get(1)) else { continue };
        if held.contains(letter.as_str()) {
            continue;
        }
        let message = format!(
            "Annex {} is named, and does not stand in this file, in which {} do.",
            letter.as_str(),
            report.annexes.len()
        );
        let message =
            if report.annexes.len() == 1 { message.replace("which 1 do", "which another does") } else { message };
        let place = papers.this.place(line.number, line.number, letter.as_str());
        found.push(
            CHECK
                .finding(Level::Note, place, message)
                .value("annex", letter.as_str())
                .see(first, "the annexes")
                .mended_by("Add it, or say where it is."),
        );
    }
    // A report that names none has no list that one of them could be missing from.
    if named.is_empty() {
        return;
    }
    for annex in report.annexes.iter().filter(|annex| !named.contains(&annex.letter.value)) {
        let letter = annex.letter.value.as_str();
        let message = format!("Annex {letter} stands in this file, and the report does not name it.");
        let place = papers.this.place(annex.letter.line, annex.letter.line, "Annex");
        found.push(
            CHECK
                .finding(Level::Warning, place, message)
                .value("annex", letter)
                .mended_by("Name it beside the others."),
        );
    }
}

/// `A`, `A and B`, `A to C`.
fn expanded(letters: &str) -> Vec<String> {
    let singles: Vec<char> = letters.split(|c: char| !c.is_ascii_alphabetic()).filter_map(single).collect();
    let range = letters.contains(" to ") || letters.contains(['-', '–']);
    match (singles.as_slice(), range) {
        ([from, to], true) => (*from..=*to).map(String::from).collect(),
        (all, _) => all.iter().map(|letter| letter.to_string()).collect(),
    }
}

fn single(word: &str) -> Option<char> {
    let mut letters = word.chars();
    letters.next().filter(|first| first.is_ascii_uppercase() && letters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_one_by_one() {
        assert_eq!(expanded("A"), ["A"]);
        assert_eq!(expanded("A, B and D"), ["A", "B", "D"]);
        assert_eq!(expanded("A to C"), ["A", "B", "C"]);
        assert!(TOLD.is_match("Annex A contains the changes") && TOLD.is_match("Annex B: Responses"));
        assert!(!TOLD.is_match("Annex A of Appendix AG applies"));
    }
}
