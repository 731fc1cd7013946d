//! The Modification Report, with the annexes that stand in the same file.

pub(in crate::read) mod annexes;
mod consumers;
mod cover;
mod impacts;
mod implementation;
mod objectives;
mod timetable;

use super::legal_text::{self, LegalTextContext};
use super::outline::{Outline, outline};
use super::{Reading, consultation, glossary, unread};
use crate::facts::{Consultation, Facts, LegalText, ModificationReport};
use crate::finding::Finding;
use crate::layout::furniture;
use crate::source::{Lines, Source};
use annexes::Part;

const SUMMARY: &[&str] = &["summary"];
const IMPACTS: &[&str] = &["impact"];
const COSTS: &[&str] = &["cost"];
const IMPLEMENTATION: &[&str] = &["implementation"];
const CASE: &[&str] = &["case for change", "views", "objectives"];
const TIMETABLE: &[&str] = &["timetable", "timeline"];
const GLOSSARY: &[&str] = &["glossary", "abbreviations", "acronyms"];

/// Reads a Modification Report.
pub(super) fn read(source: &Source) -> Reading {
    let kept = furniture::stripped(source.lines());
    let parts = annexes::parts(Lines::new(&kept));
    let outline = outline(parts.report);
    let mut findings = Vec::new();
    let mut facts = ModificationReport::default();
    cover::read(&outline, &mut facts, &mut findings);
    impacts::read(&outline, &mut facts, &mut findings);
    implementation::read(&outline, &mut facts, &mut findings);
    objectives::read(&outline, &mut facts);
    consumers::read(&outline, &mut facts);
    let timetable_end = timetable::read(&outline, &mut facts, &mut findings);
    let mut glossary_end = 0;
    if let Some(section) = outline.section(GLOSSARY) {
        (facts.glossary, glossary_end) = glossary::read(section.lines, &mut findings);
    }
    missing(&outline, &facts, &mut findings);
    let last = source.lines().iter().rev().find(|line| !line.is_blank()).map_or(0, |line| line.number);
    if let (true, Some(heading)) = (timetable_end.max(glossary_end) >= last, outline.promised_and_missing()) {
        let evidence = format!("its contents name \"{heading}\", and nothing stands behind the last row");
        findings.push(unread::ends_mid_table(last, last, "last table of the report", &evidence));
    }
    for part in &parts.annexes {
        read_annex(part, last, &mut facts, &mut findings);
    }
    facts.annexes = parts.annexes.into_iter().map(|part| part.head).collect();
    findings.sort_by_key(|finding| finding.line);
    Reading { facts: Facts::ModificationReport(Box::new(facts)), findings }
}

fn read_annex(part: &Part<'_>, last: usize, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    let holds = part.head.holds.as_deref().unwrap_or_default().to_lowercase();
    if holds.contains("response") {
        let (read, mut found) = consultation::read(part.lines, part.head.holds.as_deref(), last);
        // Of several consultations the last that anybody answered is the report's.
        let answered = |held: &Consultation| held.questions.iter().any(|question| !question.responses.is_empty());
        if facts.consultation.is_none() || answered(&read) {
            facts.consultation = Some(read);
        }
        findings.append(&mut found);
    } else if ["legal text", "legal drafting", "redlin"].iter().any(|word| holds.contains(word)) {
        let (read, mut found) = read_legal_text(part, facts);
        facts.legal_text = Some(read);
        findings.append(&mut found);
    } else {
        let message = format!(
            "Annex {} was left unread: its head names neither a legal text nor consultation responses. Give it as a \
             file of its own if it is a document of a known kind.",
            part.head.letter.value
        );
        findings.push(unread::part_at(part.head.letter.line, part.head.letter.end_line, message));
    }
}

fn read_legal_text(part: &Part<'_>, facts: &ModificationReport) -> (LegalText, Vec<Finding>) {
    let id = part.head.id.as_ref().or(facts.id.as_ref());
    let context = LegalTextContext {
        modification: id.map(|id| id.value.clone()),
        version: part.head.holds.as_deref().and_then(annexes::version_in),
        date: facts.date.as_ref().map(|date| date.value),
    };
    legal_text::read(&part.lines, &context)
}

/// Says of each part that a report has when a section for it is there and nothing could be read in it.
fn missing(outline: &Outline<'_>, facts: &ModificationReport, findings: &mut Vec<Finding>) {
    let parts: [(&[&str], bool, &str); 4] = [
        (IMPACTS, facts.documents_impacted.is_empty(), "No list of changed documents"),
        (IMPLEMENTATION, facts.implementation.is_empty(), "No implementation date"),
        (TIMETABLE, facts.timetable.is_empty(), "No timetable row"),
        (GLOSSARY, facts.glossary.is_empty(), "No acronym"),
    ];
    for (words, empty, what) in parts {
        if let (Some(section), true) = (outline.section(words), empty)
            && !says_so(section.lines)
        {
            findings.push(unread::nothing_under(what, section));
        }
    }
}

/// The section itself says that something in it is not recorded, as a composed report does: then nothing was left unread.
fn says_so(lines: Lines<'_>) -> bool {
    lines.iter().any(|line| line.trimmed().starts_with("Note: ") && line.trimmed().ends_with(": not recorded yet."))
}
