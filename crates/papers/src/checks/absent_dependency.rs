//! EN128: what a criterion leans on is there.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{Criterion, ReleaseDocument};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN128",
    name: "absent-dependency",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A criterion that is to be judged by another document (“specified in the TAD”), where this document \
                    itself says that the other is still to be produced.",
        why: "Such a criterion can be neither met nor missed: what it measures by does not exist yet.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN128-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN128-right.txt");

static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bwill be (?:provided|produced|added|supplied|attached|published|drafted|written|prepared)\b[^.;]{0,80}?\b(?:in due course|at a later (?:date|stage|time)|in a (?:later|future) (?:issue|version)|later)\b",
    )
});
/// What a criterion measures by.
static MEASURED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:specified|set out|set|given|defined|stated|described|listed|laid down|contained|agreed) (?:in|by|under) (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,6})",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(release) = papers.this.release() else { return };
    let criteria: Vec<&Criterion> =
        release.acceptance_criteria.operational.iter().chain(&release.acceptance_criteria.testing).collect();
    let to_come: Vec<(usize, &str)> =
        papers.own.sentences().filter(|(_, sentence)| TO_COME.is_match(sentence)).collect();
    let mut told: Vec<String> = Vec::new();
    for criterion in &criteria {
        let Some(document) = measured_by(criterion) else { continue };
        let names = names(release, document);
        let holds = |sentence: &str| names.iter().any(|name| sentence.contains(name.as_str()));
        let Some((at, _)) = to_come.iter().find(|(_, sentence)| holds(sentence)) else { continue };
        if told.iter().any(|name| names.contains(name)) {
            continue;
        }
        told.extend(names.clone());
        let message = format!(
            "Criterion {} is judged by {document}, which this document says is still to come.",
            criterion.number
        );
        let place = papers.this.place(criterion.text.line, criterion.text.end_line, "");
        let mut finding = CHECK
            .finding(Level::Warning, place, message)
            .see(papers.own.line_at(*at), format!("{document} is still to come"))
            .value("document", document);
        let also = criteria.iter().filter(|other| other.text.line != criterion.text.line);
        for other in also.filter(|other| measured_by(other).is_some_and(|name| names.iter().any(|known| known == name)))
        {
            finding = finding.see(other.text.line, format!("criterion {} is judged by it too", other.number));
        }
        found.push(
            finding.mended_by("Attach the document before the criteria are relied on, or state the measure here."),
        );
    }
}

fn measured_by(criterion: &Criterion) -> Option<&str> {
    Some(MEASURED_BY.captures(&criterion.text.value)?.get(1)?.as_str())
}

/// The name with its acronym or its full term, as the glossary pairs them.
fn names(release: &ReleaseDocument, document: &str) -> Vec<String> {
    let mut names = vec![document.to_owned()];
    for entry in &release.glossary {
        if entry.acronym.value == document {
            names.push(entry.term.clone());
        } else if entry.term == document {
            names.push(entry.acronym.value.clone());
        }
    }
    names
}
