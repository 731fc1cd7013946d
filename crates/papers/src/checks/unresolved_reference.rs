//! EN112: what a legal text refers to is there: in its own clauses, or in the Code that it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use legaltext::references::{Announced, Of, Reference};
use legaltext::{Citation, DocumentId, Number};
use regex::Regex;

use super::parts::base_number;
use super::prose::pattern;
use super::units::Unit;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Clause, InstructionKind, Item, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN112",
    name: "unresolved-reference",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A reference in a legal text to a paragraph that its clause, printed whole here, does not have; and, \
                    where the words of the Code are held, to a clause that neither the Code nor this text has; and an \
                    objective named by a letter that no objective of the Code has.",
        why: "A duty that leans on a clause that is not there cannot be read, and nobody sees it until it is needed.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN112-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN112-right.txt");

/// `SEC Objectives (a)¹, (e)² and (g)³`: whose objectives, and the letters.
static OBJECTIVES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:([\w’']+) )?[Oo]bjectives? ((?:\([a-z]\)[¹²³⁴-⁹⁰]*(?:, and |, | and | & | or )?)+)"));
static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([a-z])\)"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    objectives(papers, found);
    let Some(text) = papers.this.legal_text() else { return };
    let numbers = Numbers::of(text);
    for unit in papers.units() {
        for reference in unit.references() {
            if let Some(message) = unresolved(papers, &numbers, unit, reference) {
                let printed = unit.words.get(reference.range.clone()).unwrap_or_default();
                let number = unit.words.get(reference.number.clone()).unwrap_or_default();
                found.push(
                    CHECK
                        .finding(Level::Error, unit.place(papers.this, number), message)
                        .value("reference", printed)
                        .mended_by("Refer to a provision that is there, or add the one that is missing."),
                );
            }
        }
    }
}

/// The objectives that a report names are objectives of the Code. Those of a licence, or of one subject, have letters of their own.
fn objectives(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(code) = papers.known.code().filter(|code| papers.this.report().is_some() && !code.objectives.is_empty())
    else {
        return;
    };
    let mut told = BTreeSet::new();
    for named in OBJECTIVES.captures_iter(papers.own.text()) {
        let (Some(letters), whose) = (named.get(2), named.get(1).map_or("", |whose| whose.as_str())) else { continue };
        let of_others = whose.starts_with(char::is_uppercase)
            && !["General", "The", "Code"].contains(&whose)
            && !whose.eq_ignore_ascii_case(&code.id);
        if of_others {
            continue;
        }
        for letter in LETTER.captures_iter(letters.as_str()).filter_map(|letter| letter.get(1)) {
            let (from, to) = (letters.start() + letter.start() - 1, letters.start() + letter.end() + 1);
            let is_there = code.objectives.iter().any(|objective| objective.id == letter.as_str());
            if is_there || !told.insert(letter.as_str()) {
                continue;
            }
            let held: Vec<String> = code.objectives.iter().map(|objective| format!("({})", objective.id)).collect();
            let message = format!(
                "Objective ({}) is named, and the Code has no such objective: it has {}.",
                letter.as_str(),
                list(&held)
            );
            found.push(
                CHECK
                    .finding(Level::Error, papers.own.place(from, to), message)
                    .value("objective", letter.as_str())
                    .mended_by("Name an objective that the Code has."),
            );
        }
    }
}

fn unresolved(papers: &Papers<'_>, numbers: &Numbers<'_>, unit: &Unit<'_>, reference: &Reference) -> Option<String> {
    let within_code = match reference.announced {
        Announced::Section | Announced::Clause | Announced::Paragraph => true,
        Announced::SubParagraph | Announced::Document(_) | Announced::Bare | Announced::Law => false,
    };
    if !within_code || reference.of.is_some() && !matches!(reference.of, Some(Of::That)) {
        return None;
    }
    if reference.citation.is_relative() {
        return missing_here(papers, numbers, unit, reference);
    }
    let citation = match &unit.document {
        Some(document) => reference.citation.in_document(document),
        None => reference.citation.clone(),
    };
    let id = citation.document_id()?;
    let number = citation.number()?;
    let printed: Vec<&Clause> = numbers.clauses(&id, number.as_str()).collect();
    if let [clause] = printed.as_slice() {
        let first = citation.labels().first()?;
        return (is_whole(papers, clause) && !has(&clause.items, first)).then(|| {
            format!("{} is referred to, and {} as printed here has no paragraph {first}.", citation, number.as_str())
        });
    }
    if !printed.is_empty() || numbers.renumbered_to.contains(number.as_str()) {
        return None;
    }
    let document = papers.known.whole(&id)?;
    let is_there = document.find(&citation.clause()).is_some() || numbers.prints_group(&id, number);
    (!is_there)
        .then(|| format!("{citation} is referred to, and neither the Code nor this text has {}.", number.as_str()))
}

/// `paragraph (c) above` in a clause that is printed whole and has no (c) anywhere.
fn missing_here(papers: &Papers<'_>, numbers: &Numbers<'_>, unit: &Unit<'_>, reference: &Reference) -> Option<String> {
    let (number, label) = (unit.number.as_ref()?, reference.citation.labels().first()?);
    let id = unit.document.as_ref()?;
    let printed: Vec<&Clause> = numbers.clauses(id, number).collect();
    let [clause] = printed.as_slice() else { return None };
    let relative_elsewhere = reference.base.is_some();
    (!relative_elsewhere && is_whole(papers, clause) && !has_anywhere(&clause.items, label))
        .then(|| format!("Paragraph {label} is referred to, and {number} as printed here has none."))
}

/// The numbers of a legal text.
struct Numbers<'a> {
    /// Its clauses by number.
    clauses: BTreeMap<String, Vec<&'a Clause>>,
    /// The numbers that clauses have from now on.
    renumbered_to: BTreeSet<String>,
}

impl<'a> Numbers<'a> {
    fn of(text: &'a LegalText) -> Self {
        let mut clauses: BTreeMap<String, Vec<&Clause>> = BTreeMap::new();
        for clause in &text.clauses {
            if let Some(number) = &clause.number {
                clauses.entry(base_number(&number.value)).or_default().push(clause);
            }
        }
        let renumbers = text.instructions.iter().filter(|instruction| instruction.kind == InstructionKind::Renumber);
        let renumbered_to = renumbers.filter_map(|instruction| instruction.to.as_deref()).map(base_number).collect();
        Self { clauses, renumbered_to }
    }

    /// The clauses printed with this number in the document, or where nothing says in which.
    fn clauses(&self, id: &DocumentId, number: &str) -> impl Iterator<Item = &'a Clause> {
        let document = id.printed();
        let numbered = self.clauses.get(number).into_iter().flatten().copied();
        numbered.filter(move |clause| clause.document.as_deref().is_none_or(|printed| printed == document))
    }

    /// `D11` where the text prints `D11.1`: a group has no clause of its own.
    fn prints_group(&self, id: &DocumentId, number: &Number) -> bool {
        let group = Citation::new(id, number.clone());
        let mut printed = self.clauses.keys().filter_map(|printed| printed.parse::<Number>().ok());
        printed.any(|number| Citation::new(id, number).is_within(&group))
    }
}

/// Every paragraph of the clause is printed, with its label, and nothing in it is damaged.
fn is_whole(papers: &Papers<'_>, clause: &Clause) -> bool {
    fn labelled(items: &[Item]) -> bool {
        items.iter().all(|item| item.label.is_some() && item.elided.is_empty() && labelled(&item.items))
    }
    let (from, to) = papers.clause_lines(clause);
    !clause.items.is_empty()
        && clause.elided.is_empty()
        && clause.lost.is_empty()
        && labelled(&clause.items)
        && !papers.this.is_damaged(from, to)
}

fn has(items: &[Item], label: &Number) -> bool {
    items.iter().any(|item| item.label.as_deref() == Some(label.as_str()))
}

fn has_anywhere(items: &[Item], label: &Number) -> bool {
    has(items, label) || items.iter().any(|item| has_anywhere(&item.items, label))
}
