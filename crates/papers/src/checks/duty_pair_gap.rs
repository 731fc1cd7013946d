//! EN147: duties that belong together cover the same ground.

use std::sync::LazyLock;

use regex::Regex;

use super::parts::whole_text;
use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{Clause, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN147",
    name: "duty-pair-gap",
    level: Level::Note,
    explain: Explanation {
        looks_for: "In a legal text a right to make written representations on proposals, where no clause printed with it \
                    has them set out in the report; and a duty to advise on proposals, where no clause of the same \
                    document has them brought to the adviser's notice, while another document has both.",
        why: "A view that nobody must print, or advice on what nobody brings, is a right on paper only.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN147-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN147-right.txt");

static REPRESENTATIONS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bwritten representations\b[^.;]{0,120}?\bproposals?\b"));
static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\brepresentations\b[^.]{0,160}?\b(?:set out|included|summarised|annexed|appended|published|reflected) in\b",
    )
});
static ADVICE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:support and advice|advice and support)\b[^.;]{0,160}?\bproposals?\b"));
static SCREENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:monitors?|screens?|watch(?:es)?)\b[^.]{0,40}?\bproposals?\b[^.]{0,160}?\b(?:attention|notice|identifying)\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let clauses: Vec<(&Clause, String)> = text.clauses.iter().map(|clause| (clause, whole_text(clause))).collect();
    representations(papers, text, &clauses, found);
    advice(papers, &clauses, found);
}

/// A right to be heard in a document none of whose printed clauses has the words printed.
fn representations(papers: &Papers<'_>, text: &LegalText, clauses: &[(&Clause, String)], found: &mut Vec<Finding>) {
    // What the print leaves out may hold the other half.
    if papers.this.reported.iter().any(|finding| finding.rule == "EN004") && text.clauses.len() < 2 {
        return;
    }
    for (clause, words) in clauses {
        let Some(number) = &clause.number else { continue };
        if !REPRESENTATIONS.is_match(words) {
            continue;
        }
        let beside = clauses.iter().filter(|(other, _)| other.document == clause.document);
        if beside.into_iter().any(|(_, words)| PRINTED.is_match(words)) {
            continue;
        }
        let message = format!(
            "{} lets written representations on proposals be made, and no clause printed with it has them set out in the report.",
            number.value
        );
        found.push(
            CHECK.finding(Level::Note, papers.this.place_of(number), message).value("clause", number.value.as_str()),
        );
    }
}

/// Advice on proposals without screening, in a text that pairs the two elsewhere.
fn advice(papers: &Papers<'_>, clauses: &[(&Clause, String)], found: &mut Vec<Finding>) {
    let paired = |document: &Option<String>| {
        clauses.iter().any(|(other, words)| &other.document == document && SCREENING.is_match(words))
    };
    let advising: Vec<&(&Clause, String)> = clauses.iter().filter(|(_, words)| ADVICE.is_match(words)).collect();
    if !advising.iter().any(|(clause, _)| paired(&clause.document)) {
        return;
    }
    for (clause, _) in advising {
        let (Some(number), false) = (&clause.number, paired(&clause.document)) else { continue };
        let message = format!(
            "{} asks for advice on proposals, and no clause printed with it brings them to the adviser, as others in this text do.",
            number.value
        );
        found.push(
            CHECK.finding(Level::Note, papers.this.place_of(number), message).value("clause", number.value.as_str()),
        );
    }
}
