//! EN135: one step is decided by one body.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::units::Unit;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN135",
    name: "decider-conflict",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A legal text in which one clause or definition lets a thing become another once one body has agreed, \
                    and another clause leaves the same step to somebody else.",
        why: "Where two may decide the same step, a decision of either can be contested.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN135-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN135-right.txt");

const ACTOR: &str = r"(?:[Tt]he |[Aa] |[Aa]ny |[Ee]ach )?((?:[A-Z][\w-]+ ?){1,5}?)";

/// A definition: the term stands for a thing once a body has agreed.
static ONCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b(?:once|when|after) {ACTOR} ?(?:has|have) (?:agreed|decided|determined|approved|resolved)\b"))
});
/// A clause: somebody decides whether a thing is to be taken on as another.
static AS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b{ACTOR} ?(?:deciding|decides|may decide|shall decide|determines|shall determine|may determine|determining) (?:whether|if|that|to)\b[^.;]{{0,90}}?\b(?:as|become|becomes|into) (?:an? |the )?((?:[A-Z][\w-]+ ?){{1,5}})"
    ))
});

/// Who decides, as the text says it.
struct Decides {
    actor: String,
    line: usize,
    column_words: String,
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let mut first: BTreeMap<String, Decides> = BTreeMap::new();
    for definition in &text.definitions {
        let Some(once) = ONCE.captures(&definition.lead_in) else { continue };
        let Some(actor) = once.get(1) else { continue };
        let decides = Decides {
            actor: actor.as_str().trim().to_owned(),
            line: definition.term.line,
            column_words: once.get(0).map_or(String::new(), |all| all.as_str().to_owned()),
        };
        first.insert(definition.term.value.clone(), decides);
    }
    for unit in papers.units() {
        for said in AS.captures_iter(unit.words) {
            let (Some(actor), Some(term)) = (said.get(1), said.get(2)) else { continue };
            let (actor, term) = (actor.as_str().trim(), term.as_str().trim());
            match first.get(term) {
                Some(other) if other.actor != actor => found.push(conflict(papers, unit, term, actor, other)),
                Some(_) => {}
                None => {
                    let decides = Decides { actor: actor.to_owned(), line: unit.line, column_words: String::new() };
                    first.insert(term.to_owned(), decides);
                }
            }
        }
    }
}

fn conflict(papers: &Papers<'_>, unit: &Unit<'_>, term: &str, actor: &str, other: &Decides) -> Finding {
    let message = format!(
        "Here it is the {actor} who decides whether there is a {term}; elsewhere in this text it is the {}.",
        other.actor
    );
    let seen = if other.column_words.is_empty() {
        format!("the {} decides", other.actor)
    } else {
        format!("“{}”", other.column_words)
    };
    CHECK
        .finding(Level::Note, unit.place(papers.this, actor), message)
        .see(other.line, seen)
        .value("step", term)
        .value("deciders", vec![other.actor.clone(), actor.to_owned()])
        .mended_by("Let one of them decide, or say how the two decisions stand to each other.")
}
