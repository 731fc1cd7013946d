//! EN144: a document of the Code has one title in all papers.

use super::wording::{plain, words};
use super::{Check, Explanation, Paper, Papers};
use crate::facts::CodeDocument;
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN144",
    name: "cross-document-name",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A Section or Appendix whose title is written in one way here and in another elsewhere in the same file, or \
                    in a file named before it. Titles that differ in their quotation marks, spaces or capitals only are the \
                    same.",
        why: "A reader who meets two titles looks for two documents. Where the title itself was changed, the later paper \
              should say so.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN144-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN144-right.txt");

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let own = documents(papers.this);
    let mut told: Vec<&str> = Vec::new();
    for (index, document) in own.iter().enumerate() {
        let name = document.document.value.as_str();
        let Some(title) = &document.title else { continue };
        if told.contains(&name) {
            continue;
        }
        let differs = |other: &&&CodeDocument| {
            other.document.value == name && other.title.as_ref().is_some_and(|other| words(other) != words(title))
        };
        let here = own.iter().take(index).find(differs).map(|other| (None, *other));
        let there = || {
            papers.earlier.iter().rev().find_map(|paper| {
                let other = documents(paper).into_iter().find(|other| differs(&other))?;
                Some((Some(paper.path.as_str()), other))
            })
        };
        let Some((path, other)) = here.or_else(there) else { continue };
        told.push(name);
        let other_title = other.title.as_deref().unwrap_or_default();
        let at = path.map_or("above".to_owned(), |path| format!("in {path}"));
        let message = format!("{name} is titled “{}” here and “{}” {at}.", plain(title), plain(other_title));
        // Another paper may be of another time, when the title was another.
        let level = if path.is_some() { Level::Note } else { Level::Warning };
        let finding = CHECK
            .finding(level, papers.this.place(document.document.line, document.document.end_line, name), message)
            .value("document", name)
            .value("here", title.as_str())
            .value("there", other_title);
        found.push(match path {
            Some(path) => finding.see_in(path, other.document.line, plain(other_title)),
            None => finding.see(other.document.line, plain(other_title)),
        });
    }
}

/// Every document of the Code that a paper lists or heads, with its title, in the order of its lines.
fn documents(paper: &Paper) -> Vec<&CodeDocument> {
    let listed = paper.report().map(|report| &report.documents_impacted);
    let of_release = paper.release().map(|release| &release.documents);
    let headed = paper.legal_text().map(|text| &text.documents);
    let mut all: Vec<&CodeDocument> = [listed, of_release, headed].into_iter().flatten().flatten().collect();
    all.sort_by_key(|document| document.document.line);
    all
}
