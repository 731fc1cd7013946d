//! EN119: a term that a legal text writes with capitals is defined.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::parts::whole_text;
use super::prose::pattern;
use super::wording::words;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN119",
    name: "undefined-term",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "Where all words of the Code are held: a phrase of two or more capitalised words in new or changed \
                    clauses that is no defined term, of the Code or of the text itself, nor put together from such terms, \
                    nor the name of a body, category or document.",
        why: "Capitals tell the reader that the word means what its definition says. Without one each reads it as he likes.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN119-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN119-right.txt");

static PHRASE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b[A-Z][a-z]+(?:-[A-Za-z][a-z]+)*(?: [A-Z][a-z]+(?:-[A-Za-z][a-z]+)*)+\b"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let Some(known) = known(papers, text) else { return };
    let mut told: BTreeSet<String> = BTreeSet::new();
    for unit in papers.units().iter().filter(|unit| unit.change != Change::Context) {
        let labels: Vec<std::ops::Range<usize>> =
            unit.references().iter().map(|reference| reference.range.clone()).collect();
        for phrase in PHRASE.find_iter(unit.words) {
            let in_label = labels.iter().any(|label| label.start < phrase.end() && phrase.start() < label.end);
            let quoted = unit.words.get(..phrase.start()).is_some_and(|before| before.ends_with(['"', '“', '‘', '*']));
            let opens = is_opening(unit.words, phrase.start());
            if in_label || quoted || stands(&stems(phrase.as_str()), &known, opens) {
                continue;
            }
            if !told.insert(phrase.as_str().to_lowercase()) {
                continue;
            }
            let message = format!(
                "“{}” is written as a defined term; neither the Code nor this text defines it.",
                phrase.as_str()
            );
            found.push(
                CHECK
                    .finding(Level::Warning, unit.place(papers.this, phrase.as_str()), message)
                    .value("term", phrase.as_str())
                    .mended_by("Define it, use the term that is meant, or write it without capitals."),
            );
        }
    }
}

/// Every name that needs no further definition; none where the Code's own definitions are not all held.
fn known(papers: &Papers<'_>, text: &LegalText) -> Option<BTreeSet<Vec<String>>> {
    let edition = papers.known.edition()?;
    let code = papers.known.code()?;
    if edition.documents().is_empty() || edition.documents().iter().any(|document| document.has_unheld()) {
        return None;
    }
    let mut names: BTreeSet<Vec<String>> = BTreeSet::new();
    for document in edition.documents() {
        names.insert(stems(document.title()));
        names.extend(document.definitions().into_iter().map(|(_, definition)| stems(definition.term())));
        document.each(&mut |_, provision| {
            let headings = [provision.heading(), provision.caption()];
            names.extend(headings.into_iter().flatten().map(stems));
            for words in [provision.lead_in(), provision.tail()] {
                names.extend(legaltext::inline_definitions(words).into_iter().map(|inline| stems(&inline.term)));
            }
        });
    }
    names.extend(text.definitions.iter().map(|definition| stems(&definition.term.value)));
    for clause in &text.clauses {
        names.extend(clause.heading.as_deref().map(stems));
        names.extend(legaltext::inline_definitions(&whole_text(clause)).into_iter().map(|inline| stems(&inline.term)));
    }
    names.extend(code.bodies.iter().flat_map(|body| body.aliases.iter().chain([&body.title])).map(|name| stems(name)));
    names.extend(code.categories.iter().chain(&code.roles).map(|named| stems(&named.title)));
    names.insert(stems(&code.title));
    Some(names)
}

/// The words are known names one after another; the first word of a sentence needs no name.
fn stands(phrase: &[String], known: &BTreeSet<Vec<String>>, opens: bool) -> bool {
    if phrase.is_empty() {
        return true;
    }
    let whole = (1..=phrase.len()).rev().any(|length| {
        let (head, rest) = phrase.split_at(length);
        known.contains(head) && stands(rest, known, false)
    });
    whole || opens && phrase.split_first().is_some_and(|(_, rest)| rest.len() < 2 || stands(rest, known, false))
}

/// The phrase begins a sentence, where any word has a capital.
fn is_opening(words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', ':', ';', '?', ')'])
}

fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.trim_end_matches('s').to_owned()).collect()
}
