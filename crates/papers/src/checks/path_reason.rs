//! EN145: a report that states its path says why.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN145",
    name: "path-reason",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A report that states the path of its modification, such as Self-Governance, where no sentence gives a \
                    reason or the test that was applied.",
        why: "The path decides who takes the decision. Whoever doubts it must be able to see what it was based on.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN145-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN145-right.txt");

static PATH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:self[- ]governance|authority[- ](?:determined|determination|initiated|led)|fast[- ]track|modification path|path [123]|the path|this path)\b",
    )
});
/// Words that give a reason or name a test. Any of them in a sentence on the path, or in the next one, is taken for one.
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:because|since|as (?:it|this|the|there|they|a|an|no)|due to|owing to|given|reasons?|rationale|on the grounds|therefore|criteria|criterion|material(?:ly)?|tests?|does not meet|meets|would not|will not|unlikely|likely|discriminat\w*|significant(?:ly)?|so that|in order|if approved)\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(path) = papers.this.report().and_then(|report| report.path.as_ref()) else { return };
    let sentences: Vec<(usize, &str)> = papers.own.sentences().collect();
    let reasoned = sentences.iter().enumerate().any(|(index, (_, sentence))| {
        let around = [index.checked_sub(1), Some(index), Some(index + 1)];
        PATH.is_match(sentence)
            && around
                .into_iter()
                .flatten()
                .filter_map(|near| sentences.get(near))
                .any(|(_, near)| REASON.is_match(near))
    });
    if !reasoned {
        let message = "The report states the path and gives no reason for it.".to_owned();
        let place = papers.this.place(path.line, path.end_line, "");
        found.push(CHECK.finding(Level::Warning, place, message).value("path", path.value.as_str()).mended_by(
            "Say which test was applied and what it showed, for example why no material effect is expected.",
        ));
    }
}
