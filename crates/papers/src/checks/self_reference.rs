//! EN139: a paragraph does not refer to itself, and no two paragraphs of a list have one label.

use std::sync::LazyLock;

use regex::Regex;

use super::item_lists::{self, ItemList};
use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Clause, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN139",
    name: "self-reference",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A paragraph of the legal text that refers to its own number, two paragraphs of one list with one \
                    label, and two clauses under one instruction with one number. “This Section D4.2” is how a clause \
                    speaks of itself and is left alone.",
        why: "A reference to itself leads nowhere: another paragraph was meant, often one that moved. With one label \
              for two paragraphs, no reference to either is sure.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN139-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN139-right.txt");

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(this |these )?(?:Section|Clause|Paragraph)s? ([A-Z]{0,2}\d+[A-Z]?(?:\.\d+[A-Z]?)*)((?:\([A-Za-z0-9]{1,5}\))*)",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    for list in item_lists::all(text) {
        one_label_twice(papers, &list, found);
        if list.change != Change::Context {
            to_itself(papers, &list, found);
        }
    }
    one_number_twice(papers, text, found);
}

fn one_label_twice(papers: &Papers<'_>, list: &ItemList<'_>, found: &mut Vec<Finding>) {
    for (index, item) in list.items.iter().enumerate() {
        let Some(label) = item.label.as_deref() else { continue };
        let earlier = list.items.iter().take(index).find(|other| other.label.as_deref() == Some(label));
        let Some(earlier) = earlier else { continue };
        let message = format!("Two paragraphs of {} have the label {label}.", list.of);
        found.push(
            CHECK
                .finding(Level::Error, papers.this.place(item.text.line, item.text.line, label), message)
                .value("label", label)
                .see(earlier.text.line, format!("the other {label}"))
                .mended_by("Label the paragraphs anew, and look at what refers to those behind."),
        );
    }
}

/// A paragraph that names the very place it stands at.
fn to_itself(papers: &Papers<'_>, list: &ItemList<'_>, found: &mut Vec<Finding>) {
    let Some(clause) = list.clause else { return };
    for item in list.items {
        let Some(label) = item.label.as_deref() else { continue };
        let own: String = list.path.iter().copied().chain([label]).collect();
        for reference in REFERENCE.captures_iter(&item.text.value) {
            let part = |group: usize| reference.get(group).map_or("", |found| found.as_str());
            if !part(1).is_empty() || part(2) != clause || part(3) != own {
                continue;
            }
            let words = part(0).trim();
            let lines = item.text.line..=item.text.end_line;
            let line = lines.clone().find(|line| papers.this.line(*line).contains(words)).unwrap_or(item.text.line);
            let message = format!("{clause}{own} refers to {clause}{own}, which is itself.");
            found.push(
                CHECK
                    .finding(Level::Warning, papers.this.place(line, line, words), message)
                    .value("reference", format!("{clause}{own}"))
                    .mended_by("Name the paragraph that is meant, or say “this paragraph”."),
            );
        }
    }
}

/// Two clauses under one instruction with one number.
fn one_number_twice(papers: &Papers<'_>, text: &LegalText, found: &mut Vec<Finding>) {
    let mut heads: Vec<usize> = text.instructions.iter().map(|instruction| instruction.line).collect();
    heads.sort_unstable();
    let group = |clause: &Clause| heads.partition_point(|line| *line <= clause.text.line);
    let numbered: Vec<_> = text.clauses.iter().filter_map(|clause| Some((clause, clause.number.as_ref()?))).collect();
    let mut seen: std::collections::HashMap<(usize, Option<&str>, &str), usize> = std::collections::HashMap::new();
    for (clause, number) in numbered {
        let key = (group(clause), clause.document.as_deref(), number.value.as_str());
        let Some(earlier) = seen.insert(key, number.line) else { continue };
        let message = format!("Two clauses have the number {}.", number.value);
        found.push(
            CHECK
                .finding(Level::Error, papers.this.place_of(number), message)
                .value("number", number.value.as_str())
                .see(earlier, format!("the other {}", number.value))
                .mended_by("Give each clause a number of its own."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_with_their_labels() {
        let found = REFERENCE.captures("of this Section C7.2(i)(b) and").unwrap();
        assert_eq!((&found[1], &found[2], &found[3]), ("this ", "C7.2", "(i)(b)"));
        assert!(REFERENCE.captures("under Section D9A.11").is_some_and(|found| &found[2] == "D9A.11"));
    }
}
