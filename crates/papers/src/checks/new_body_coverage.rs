//! EN137: a new body stands wherever its peers are listed.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use legaltext::Citation;

use super::parts::{base_number, whole_text};
use super::wording::{list, plain};
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Clause, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN137",
    name: "new-body-coverage",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A legal text that defines a new body and puts it into lists beside others, while another clause, of the \
                    text or of the Code where its words are held, lists the same others without it.",
        why: "A place that was forgotten leaves the new body without the advice, papers or notices that its peers get.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN137-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN137-right.txt");

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let clauses: LazyCell<Vec<(&Clause, String)>, _> =
        LazyCell::new(|| text.clauses.iter().map(|clause| (clause, plain(&whole_text(clause)))).collect());
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for definition in text.definitions.iter().filter(|definition| definition.change == Change::Added) {
        let term = definition.term.value.as_str();
        if !makes_a_body(term, &definition.lead_in) || !told.insert(term) {
            continue;
        }
        let Some(peers) = clauses.iter().find_map(|(_, words)| peers(words, term)) else { continue };
        for (clause, words) in clauses.iter() {
            if lists_without(words, &peers, term) && clause.change != Change::Context {
                let number = clause.number.as_ref().map_or("A clause", |number| number.value.as_str());
                found.push(forgotten(papers, clause.text.line, definition.term.line, number, &peers, term));
            }
        }
        in_the_code(papers, text, &peers, term, definition.term.line, found);
    }
}

fn forgotten(papers: &Papers<'_>, line: usize, defined: usize, number: &str, peers: &[String], term: &str) -> Finding {
    let message = format!("{number} lists {} without the new {term}, which stands beside them elsewhere.", list(peers));
    CHECK
        .finding(Level::Note, papers.this.place(line, line, ""), message)
        .see(defined, format!("the new {term}"))
        .value("body", term)
        .value("peers", peers.to_vec())
}

/// Clauses of the Code that list the peers, and that the text does not print.
fn in_the_code(
    papers: &Papers<'_>,
    text: &LegalText,
    peers: &[String],
    term: &str,
    defined: usize,
    found: &mut Vec<Finding>,
) {
    let Some(edition) = papers.known.edition() else { return };
    let printed = |at: &Citation| {
        let number = at.number().map(ToString::to_string);
        text.clauses.iter().filter_map(|clause| clause.number.as_ref()).any(|n| Some(base_number(&n.value)) == number)
    };
    let mut places = Vec::new();
    for document in edition.documents() {
        document.each(&mut |at, provision| {
            let words = format!("{} {}", plain(provision.lead_in()), plain(provision.tail()));
            if lists_without(&words, peers, term) && !printed(at) {
                places.push(at.to_string());
            }
        });
    }
    if places.is_empty() {
        return;
    }
    let message = format!(
        "{} of the Code name {} together without the new {term}, and this text does not change that.",
        list(&places),
        list(peers)
    );
    let place = papers.this.place(defined, defined, "");
    found.push(CHECK.finding(Level::Note, place, message).value("body", term).value("places", places));
}

/// The meaning makes a committee, group or other body.
fn makes_a_body(term: &str, meaning: &str) -> bool {
    const KINDS: [&str; 7] = ["Committee", "Sub-Committee", "Group", "Board", "Panel", "Forum", "Council"];
    let kind = term.split_whitespace().next_back().is_some_and(|last| KINDS.contains(&last));
    kind && ["established", "set up", "constituted", "allocated", "appointed"].iter().any(|word| meaning.contains(word))
}

/// The two bodies or more that stand in one list with the new one: `the Panel, the Change Sub-Committee, the Change Board`.
fn peers(words: &str, term: &str) -> Option<Vec<String>> {
    let with_article = format!("the {term}");
    words.match_indices(&with_article).find_map(|(at, _)| {
        let sentence_from = words.get(..at)?.rfind(['.', ';', ':']).map_or(0, |end| end + 1);
        let run_from = run_start(words.get(sentence_from..at)?);
        let run = words.get(sentence_from + run_from..)?;
        let end = run.find(['.', ';', ':']).unwrap_or(run.len());
        let named = names(run.get(..end)?);
        let others: Vec<String> = named.into_iter().filter(|name| name != term).collect();
        (others.len() >= 2).then_some(others)
    })
}

/// Where a list of bodies that ends in this text begins.
fn run_start(before: &str) -> usize {
    let mut from = before.len();
    while let Some(at) = before.get(..from).and_then(|text| text.rfind("the ")) {
        let item = before.get(at..from).unwrap_or_default();
        let is_item =
            item.trim_end().ends_with(',') || item.trim_end().ends_with("and") || item.trim_end().ends_with("or");
        let name = item.trim_start_matches("the ").trim_end().trim_end_matches("and").trim_end_matches([',', ' ']);
        if !is_item || !name.split(' ').all(|word| word.starts_with(char::is_uppercase)) {
            break;
        }
        from = at;
    }
    from
}

/// The names at the head of `the Panel, the Change Sub-Committee, the Change Board and Working Groups with advice`.
fn names(run: &str) -> Vec<String> {
    let mut names = Vec::new();
    for item in run.split(", ").flat_map(|part| part.split(" and ")) {
        let item = item.trim().trim_start_matches("the ");
        let name: Vec<&str> = item.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).collect();
        if name.is_empty() {
            break;
        }
        let ends_list = name.len() < item.split(' ').count();
        names.push(name.join(" "));
        if ends_list {
            break;
        }
    }
    names
}

/// All peers stand in one list, and the new body does not stand in the words at all.
fn lists_without(words: &str, peers: &[String], term: &str) -> bool {
    if words.contains(term) {
        return false;
    }
    let Some(first) = peers.first() else { return false };
    words.match_indices(&format!("the {first}")).any(|(at, _)| {
        let run = words.get(at..).unwrap_or_default();
        let named = names(run.split(['.', ';', ':']).next().unwrap_or_default());
        peers.iter().all(|peer| named.contains(peer))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_bodies_gives_the_peers_of_the_new_one() {
        let words = "to give the Panel, the Tide Sub-Committee, the Change Board and Working Groups support and advice";
        assert_eq!(peers(words, "Tide Sub-Committee").unwrap(), ["Panel", "Change Board", "Working Groups"]);
        assert_eq!(peers("the Tide Sub-Committee shall meet", "Tide Sub-Committee"), None);
        let old = "advise the Panel, the Change Board and Working Groups on lights";
        let all = ["Panel".to_owned(), "Change Board".to_owned(), "Working Groups".to_owned()];
        assert!(lists_without(old, &all, "Tide Sub-Committee"));
        assert!(!lists_without("tell the Panel and the Change Board", &all, "Tide Sub-Committee"));
        assert!(!lists_without(words, &all, "Tide Sub-Committee"));
    }
}
