//! EN110: a document of the Code is called by its title.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use legaltext::DocumentId;
use regex::Regex;

use super::prose::pattern;
use super::title_consistency::same;
use super::{Check, Explanation, Papers};
use crate::facts::{CodeDocument, Facts};
use crate::finding::{Finding, Level};
use crate::layout::marks;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN110",
    name: "register-title",
    level: Level::Error,
    explain: Explanation {
        looks_for: "The title of a Section, Schedule or Appendix that differs from the one that the document has in the \
                    Code; where several editions are known, from all that it has had.",
        why: "A change is made to the document that the title names. A wrong title makes the reader doubt the letter.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN110-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN110-right.txt");

static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\b((?:Section|Schedule|Appendix) [A-Z0-9]{1,3}) ?(?:\(|)[‘“'"]"#));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if papers.known.editions().next().is_none() {
        return;
    }
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for listed in listed(&papers.this.facts) {
        let Some(title) = &listed.title else { continue };
        seen.extend(listed.document.line..=listed.document.end_line);
        judge(papers, &listed.document.value, title, (listed.document.line, listed.document.end_line), found);
    }
    let prose = &papers.words;
    for named in NAMED.captures_iter(prose.text()) {
        let (Some(whole), Some(document)) = (named.get(0), named.get(1)) else { continue };
        let behind = prose.after(document.end()).trim_start_matches([' ', '(']);
        let Some((title, _)) = marks::quoted_prefix(behind) else { continue };
        let line = prose.line_at(whole.start());
        if !seen.contains(&line) {
            judge(papers, document.as_str(), title, (line, prose.line_at(whole.end())), found);
        }
    }
}

fn judge(papers: &Papers<'_>, printed: &str, title: &str, lines: (usize, usize), found: &mut Vec<Finding>) {
    let Ok(id) = DocumentId::from_printed(printed) else { return };
    let titles = papers.known.titles(&id);
    let Some(latest) = titles.first() else { return };
    if titles.iter().any(|known| same(known, title)) {
        return;
    }
    let place = papers.this.place(lines.0, lines.1, printed);
    let message = format!("{printed} is called ‘{title}’; in the Code it is ‘{latest}’.");
    found.push(
        CHECK
            .finding(Level::Error, place, message)
            .value("document", printed)
            .value("title", title)
            .value("code_title", *latest)
            .mended_by(format!("Write {printed} ‘{latest}’.")),
    );
}

/// Every document of the Code that a list or heading names with its title.
fn listed(facts: &Facts) -> Vec<&CodeDocument> {
    match facts {
        Facts::ReleaseImplementationDocument(release) => release.documents.iter().collect(),
        Facts::ModificationReport(report) => {
            let legal = report.legal_text.iter().flat_map(|text| &text.documents);
            report.documents_impacted.iter().chain(legal).collect()
        }
        Facts::LegalText(text) => text.documents.iter().collect(),
        Facts::Process(_) => Vec::new(),
    }
}
