//! EN111: the words in brackets behind a reference are the heading of what it refers to.

use std::collections::BTreeMap;

use legaltext::references::{self, Announced, Of, Reference};
use legaltext::{Citation, Document, Words};

use super::place::Place;
use super::wording::words;
use super::{Check, Explanation, Papers};
use crate::facts::{Facts, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN111",
    name: "reference-label",
    level: Level::Error,
    explain: Explanation {
        looks_for: "Words in brackets behind a reference (“Section D (Modification Process)”) that are not the title of \
                    the document or the heading of the clause, as the Code or the same text prints it; and two different \
                    labels for one target in one text.",
        why: "The label tells the reader that the number is right. Where the two disagree, one of them is wrong, and \
              the reader cannot know which.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN111-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN111-right.txt");

/// A reference with a label.
struct Labelled {
    target: Citation,
    label: String,
    place: Place,
}

/// The heading of a target and how surely it is known.
struct Heading {
    text: String,
    level: Level,
    from: &'static str,
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let mut first: BTreeMap<Citation, (String, usize)> = BTreeMap::new();
    for labelled in labelled(papers) {
        let target = labelled.target.to_string();
        if let Some(heading) = heading(papers, &labelled.target) {
            if words(&heading.text) != words(&labelled.label) {
                let message = format!(
                    "{target} is labelled “{}”; its heading {} is “{}”.",
                    labelled.label, heading.from, heading.text
                );
                found.push(
                    CHECK
                        .finding(heading.level, labelled.place, message)
                        .value("target", target)
                        .value("label", labelled.label)
                        .value("heading", heading.text.as_str())
                        .mended_by(format!("Write “({})”, or mend the number.", heading.text)),
                );
            }
            continue;
        }
        match first.get(&labelled.target) {
            None => {
                first.insert(labelled.target, (labelled.label, labelled.place.line));
            }
            Some((earlier, _)) if words(earlier) == words(&labelled.label) => {}
            Some((earlier, line)) => {
                let message = format!("{target} is labelled “{}” here and “{earlier}” before.", labelled.label);
                found.push(
                    CHECK
                        .finding(Level::Warning, labelled.place, message)
                        .see(*line, format!("labelled “{earlier}”"))
                        .value("target", target)
                        .value("label", labelled.label)
                        .value("other_label", earlier.as_str())
                        .mended_by("Give the target one label, its heading."),
                );
            }
        }
    }
}

/// Every reference with a label, of the legal text first and then of the words around it.
fn labelled(papers: &Papers<'_>) -> Vec<Labelled> {
    let mut all = Vec::new();
    for unit in papers.units() {
        for reference in unit.references() {
            let Some(label) = of_the_code(reference) else { continue };
            let printed = unit.words.get(reference.number.clone()).unwrap_or_default();
            let place = unit.place(papers.this, printed);
            all.push(Labelled { target: reference.citation.clone(), label, place });
        }
    }
    if !matches!(papers.this.facts, Facts::LegalText(_)) {
        let prose = &papers.own;
        for reference in references::find(prose.text()) {
            let Some(label) = of_the_code(&reference) else { continue };
            let place = prose.place(reference.range.start, reference.range.end);
            all.push(Labelled { target: reference.citation.clone(), label, place });
        }
    }
    all
}

/// The label of a reference to a document or clause of the Code; none for paragraphs, laws and relative references.
fn of_the_code(reference: &Reference) -> Option<String> {
    let counts = match reference.announced {
        Announced::Section | Announced::Clause => true,
        Announced::Document(_) => !reference.citation.is_relative(),
        Announced::Paragraph | Announced::SubParagraph | Announced::Bare | Announced::Law => false,
    };
    let elsewhere = matches!(reference.of, Some(Of::Named(_) | Of::Inside(_) | Of::Definition(_)));
    let absolute = reference.citation.document_id().is_some() && reference.citation.labels().is_empty();
    (counts && !elsewhere && absolute).then(|| reference.label.clone())?
}

/// The heading of a target: as the same file prints it, else as the Code has it.
fn heading(papers: &Papers<'_>, target: &Citation) -> Option<Heading> {
    let id = target.document_id()?;
    if target.is_document() {
        let titles = papers.known.titles(&id);
        if let Some(latest) = titles.first() {
            return Some(Heading { text: (*latest).to_owned(), level: Level::Error, from: "in the Code" });
        }
        let printed = id.printed();
        let listed = papers.this.legal_text()?.documents.iter().find(|document| document.document.value == printed)?;
        return Some(Heading { text: listed.title.clone()?, level: Level::Error, from: "in this text" });
    }
    if let Some(text) = papers.this.legal_text().and_then(|text| printed_heading(text, target)) {
        return Some(Heading { text, level: Level::Error, from: "in this text" });
    }
    let document = papers.known.edition()?.document(&id)?;
    let text = held_heading(document, target)?;
    let level = if document.has_unheld() { Level::Warning } else { Level::Error };
    Some(Heading { text, level, from: "in the Code" })
}

/// The cross heading that a legal text prints directly above a clause.
fn printed_heading(text: &LegalText, target: &Citation) -> Option<String> {
    let number = target.number()?.as_str();
    let clause = text.clauses.iter().find(|clause| clause.number.as_ref().is_some_and(|n| n.value == number))?;
    clause.heading.clone()
}

/// The heading or caption that a provision of the Code has of its own.
fn held_heading(document: &Document, target: &Citation) -> Option<String> {
    let provision = document.find(target)?;
    let unheld = match provision.words() {
        Words::Unheld { heading } if !heading.is_empty() => Some(heading.as_str()),
        Words::Unheld { .. } | Words::Held { .. } => None,
    };
    provision.heading().or(provision.caption()).or(unheld).map(str::to_owned)
}
