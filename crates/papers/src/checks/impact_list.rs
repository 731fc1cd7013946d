//! EN114: the parts of the Code that a report lists as changed are those that its legal text changes.

use std::collections::BTreeMap;

use legaltext::DocumentId;

use super::parts::{Part, whole_text};
use super::units::document_at;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, LegalText, ModificationReport};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN114",
    name: "impact-list-vs-legal-text",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A part of the Code that the legal text changes and the report's list of impacted documents leaves \
                    out, or that the list names and the legal text, where it is all in the file, does not change. A part \
                    that is neither, and to which a new definition sends the reader, is a note.",
        why: "Whoever watches over one Section reads the list to see whether the change concerns it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN114-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN114-right.txt");

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    let Some(text) = &report.legal_text else { return };
    let changed = changed(text);
    if report.documents_impacted.is_empty() || changed.is_empty() {
        return;
    }
    let listed: Vec<&str> = report.documents_impacted.iter().map(|document| document.document.value.as_str()).collect();
    let list_line = report.documents_impacted.first().map_or(1, |document| document.document.line);
    for (document, line) in &changed {
        if !listed.contains(document) {
            let message =
                format!("The legal text changes {document}, which the list of impacted documents leaves out.");
            found.push(
                CHECK
                    .finding(Level::Error, papers.this.place(*line, *line, document), message)
                    .see(list_line, format!("the list names {}", list(&listed)))
                    .value("document", *document)
                    .value("listed", listed.clone())
                    .mended_by(format!("Add {document} to the list of impacted documents.")),
            );
        }
    }
    if is_all_here(papers) {
        unchanged(papers, report, &changed, found);
    }
    pointed_at(papers, text, &listed, &changed, found);
}

/// Listed, and nothing in the legal text changes it.
fn unchanged(
    papers: &Papers<'_>,
    report: &ModificationReport,
    changed: &BTreeMap<&str, usize>,
    found: &mut Vec<Finding>,
) {
    for listed in &report.documents_impacted {
        let document = listed.document.value.as_str();
        if !changed.contains_key(document) {
            let all: Vec<&str> = changed.keys().copied().collect();
            let message = format!("{document} is listed as impacted, and the legal text changes only {}.", list(&all));
            found.push(
                CHECK
                    .finding(Level::Warning, papers.this.place_of(&listed.document), message)
                    .value("document", document)
                    .value("changed", all)
                    .mended_by(format!("Take {document} off the list, or add its changes to the legal text.")),
            );
        }
    }
}

/// A definition that is new or changed sends the reader to a part that is neither listed nor changed.
fn pointed_at(
    papers: &Papers<'_>,
    text: &LegalText,
    listed: &[&str],
    changed: &BTreeMap<&str, usize>,
    found: &mut Vec<Finding>,
) {
    for definition in text.definitions.iter().filter(|definition| definition.change != Change::Context) {
        let Some(pointer) = &definition.pointer else { continue };
        let Some(printed) = document_of(&pointer.clause.value) else { continue };
        if listed.contains(&printed.as_str()) || changed.contains_key(printed.as_str()) {
            continue;
        }
        // A term that the text defines itself has a wrong pointer, which is another check's to say.
        let term = definition.term.value.as_str();
        let defines = |words: &str| legaltext::inline_definitions(words).iter().any(|inline| inline.term == term);
        if text.clauses.iter().any(|clause| defines(&whole_text(clause))) {
            continue;
        }
        let message = format!(
            "The definition of “{}” gets its meaning from {}; {printed} is not among the impacted documents and not changed.",
            definition.term.value, pointer.clause.value
        );
        let place = papers.this.place(pointer.clause.line, pointer.clause.end_line, &pointer.clause.value);
        found.push(
            CHECK.finding(Level::Note, place, message).value("document", printed).value("listed", listed.to_vec()),
        );
    }
}

/// The documents that the legal text changes, each with the line of its first change.
fn changed(text: &LegalText) -> BTreeMap<&str, usize> {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    let clauses = text.clauses.iter().filter(|clause| clause.change != Change::Context);
    let of_clauses = clauses.filter_map(|clause| Some((clause.document.as_deref()?, clause.text.line)));
    let definitions = text.definitions.iter().filter(|definition| definition.change != Change::Context);
    let of_definitions =
        definitions.filter_map(|definition| Some((document_at(text, definition.term.line)?, definition.term.line)));
    let instructed = text.instructions.iter();
    let of_instructions =
        instructed.filter_map(|instruction| Some((instruction.document.as_deref()?, instruction.line)));
    for (document, line) in of_instructions.chain(of_clauses).chain(of_definitions) {
        let first = all.entry(document).or_insert(line);
        *first = line.min(*first);
    }
    all
}

/// No part of the legal text is said to stand in another file, and none of it was left unread.
///
/// What was left unread elsewhere in the report is no part of it.
fn is_all_here(papers: &Papers<'_>) -> bool {
    !papers.this.reported.iter().any(|finding| match finding.rule {
        "EN001" | "EN003" => papers.touch(finding, Part::LegalText),
        "EN004" => true,
        _other => false,
    })
}

/// `Section C` for `C2.3` or `Section C2.3`.
fn document_of(clause: &str) -> Option<String> {
    let citation: legaltext::Citation = clause.parse().ok()?;
    citation.document_id().map(|id: DocumentId| id.printed())
}
