//! EN113: what refers to a clause that is taken away or renumbered is changed with it.

use std::collections::{BTreeMap, BTreeSet};

use legaltext::references;
use legaltext::{Citation, DocumentId};

use super::parts::base_number;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Instruction, InstructionKind, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN113",
    name: "stale-reference",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A clause that the legal text takes away or renumbers, to whose old number its other clauses still \
                    refer; and, where the words of the Code are held, clauses of the Code that refer to it and that the \
                    text does not change.",
        why: "The reference outlives its target. It then leads nowhere, or to whatever takes the number later.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN113-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN113-right.txt");

/// A number that is free after the change.
struct Gone {
    citation: Citation,
    /// The number that the clause has from then on; none where it is taken away.
    to: Option<String>,
    line: usize,
}

impl Gone {
    fn fate(&self) -> String {
        match &self.to {
            Some(to) => format!("{} becomes {to}", self.citation),
            None => format!("{} is taken away", self.citation),
        }
    }
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let taken = taken(text);
    let gone: Vec<Gone> = text.instructions.iter().flat_map(|instruction| gone_by(&taken, instruction)).collect();
    if gone.is_empty() {
        return;
    }
    within_the_text(papers, &gone, found);
    for gone in &gone {
        in_the_code(papers, text, gone, found);
    }
}

/// The numbers that clauses of the text have, or get.
fn taken(text: &LegalText) -> BTreeSet<String> {
    let printed = text.clauses.iter().filter_map(|clause| clause.number.as_ref());
    let moved = text.instructions.iter().filter_map(|instruction| instruction.to.as_deref());
    printed.map(|number| number.value.as_str()).chain(moved).map(base_number).collect()
}

/// The numbers that an instruction leaves free and that no clause of the text takes.
fn gone_by(taken: &BTreeSet<String>, instruction: &Instruction) -> Vec<Gone> {
    let goes = match instruction.kind {
        InstructionKind::DeleteClauses | InstructionKind::Renumber | InstructionKind::Move => true,
        InstructionKind::AddDefinitions
        | InstructionKind::AmendDefinitions
        | InstructionKind::AddClauses
        | InstructionKind::AmendClauses
        | InstructionKind::AmendHeading
        | InstructionKind::DeleteDefinitions => false,
    };
    let id = instruction.document.as_deref().and_then(|printed| DocumentId::from_printed(printed).ok());
    let (true, Some(id)) = (goes, id) else { return Vec::new() };
    let free = instruction.clauses.iter().filter(|number| !taken.contains(&base_number(number)));
    let cited = free.filter_map(|number| Some(number.parse::<Citation>().ok()?.in_document(&id)));
    cited.map(|citation| Gone { citation, to: instruction.to.clone(), line: instruction.line }).collect()
}

fn within_the_text(papers: &Papers<'_>, gone: &[Gone], found: &mut Vec<Finding>) {
    // The same number may go by two instructions: the first says what becomes of it.
    let mut by_citation: BTreeMap<&Citation, &Gone> = BTreeMap::new();
    for one in gone {
        by_citation.entry(&one.citation).or_insert(one);
    }
    for unit in papers.units() {
        let Some(document) = &unit.document else { continue };
        for reference in unit.references().iter().filter(|reference| reference.of.is_none()) {
            let cited = reference.citation.in_document(document);
            let mut above = std::iter::successors(Some(cited.clone()), Citation::parent);
            let Some(gone) = above.find_map(|at| by_citation.get(&at)) else { continue };
            let printed = unit.words.get(reference.number.clone()).unwrap_or_default();
            let message = format!("This refers to {cited}; {}.", gone.fate());
            let mend = gone.to.as_ref().map(|to| format!("Refer to {to}."));
            let mut finding = CHECK
                .finding(Level::Error, unit.place(papers.this, printed), message)
                .see(gone.line, gone.fate())
                .value("reference", cited.to_string());
            finding.fix =
                Some(mend.unwrap_or_else(|| "Refer to what takes its place, or take the reference out.".to_owned()));
            found.push(finding);
        }
    }
}

/// Clauses of the Code, not touched by the text, that refer to what goes.
fn in_the_code(papers: &Papers<'_>, text: &LegalText, gone: &Gone, found: &mut Vec<Finding>) {
    let Some(edition) = papers.known.edition() else { return };
    let touched = |at: &Citation| {
        let number = at.number().map(ToString::to_string).unwrap_or_default();
        let printed = text.clauses.iter().filter_map(|clause| clause.number.as_ref());
        let ordered = text.instructions.iter().flat_map(|instruction| &instruction.clauses);
        let same = |other: &str| base_number(other) == number;
        printed.map(|n| n.value.as_str()).chain(ordered.map(String::as_str)).any(same)
    };
    let mut citing: Vec<String> = Vec::new();
    for document in edition.documents() {
        document.each(&mut |at, provision| {
            let refers = [provision.lead_in(), provision.tail()].into_iter().any(|words| {
                references::find(words).iter().any(|reference| {
                    reference.of.is_none() && reference.citation.in_document(document.id()).is_within(&gone.citation)
                })
            });
            if refers && !touched(at) && !at.is_within(&gone.citation) {
                citing.push(at.to_string());
            }
        });
    }
    if citing.is_empty() {
        return;
    }
    let what = if citing.len() == 1 { "refers" } else { "refer" };
    let message =
        format!("{}; {} of the Code {what} to it, and this text does not change that.", gone.fate(), list(&citing));
    let level = if gone.to.is_some() { Level::Warning } else { Level::Error };
    found.push(
        CHECK
            .finding(level, papers.this.place(gone.line, gone.line, ""), message)
            .value("citing", citing)
            .mended_by("Change each of them in this text too."),
    );
}
