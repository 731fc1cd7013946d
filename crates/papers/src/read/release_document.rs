//! The Release Implementation Document, whole.

mod costs;
mod cover;
mod criteria;
mod history;
mod impacts;
mod scope;
mod timetable;

use super::outline::{Outline, outline};
use super::{Reading, glossary, unread};
use crate::facts::{Facts, ReleaseDocument};
use crate::finding::Finding;
use crate::layout::furniture;
use crate::source::{Lines, Source};

/// A table that the document holds, for the question whether the file ends inside it.
struct Held {
    name: &'static str,
    end_line: usize,
}

/// Reads a Release Implementation Document.
pub(super) fn read(source: &Source) -> Reading {
    let kept = furniture::stripped(source.lines());
    let outline = outline(Lines::new(&kept));
    let mut findings = Vec::new();
    let mut held = Vec::new();
    let mut facts = ReleaseDocument::default();
    cover::read(source, &outline, &mut facts);
    scope::read(&outline, &mut facts, &mut findings);
    impacts::read(&outline, &mut facts, &mut findings, &mut held);
    timetable::read(&outline, &mut facts, &mut findings, &mut held);
    costs::read(&outline, &mut facts, &mut findings, &mut held);
    criteria::read(&outline, &mut facts);
    history::read(&outline, &mut facts, &mut findings, &mut held);
    read_glossary(&outline, &mut facts, &mut findings);
    // The release day on the cover is not the document's own: that is the day of its version in the history.
    if facts.date.is_none() {
        facts.date = history::date_of_version(&facts);
    }
    missing(&outline, &facts, &mut findings);
    cut_off(source, &facts, &held, &mut findings);
    findings.sort_by_key(|finding| finding.line);
    Reading { facts: Facts::ReleaseImplementationDocument(Box::new(facts)), findings }
}

fn read_glossary(outline: &Outline<'_>, facts: &mut ReleaseDocument, findings: &mut Vec<Finding>) {
    if let Some(section) = outline.section(GLOSSARY) {
        (facts.glossary, _) = glossary::read(section.lines, findings);
    }
}

/// Says of each part that a release document has when a section for it is there and nothing could be read in it.
fn missing(outline: &Outline<'_>, facts: &ReleaseDocument, findings: &mut Vec<Finding>) {
    let scope = &facts.scope;
    let criteria = &facts.acceptance_criteria;
    let parts: [(&[&str], bool, &str); 6] = [
        (SCOPE, scope.approved.is_empty() && scope.targeted.is_empty(), "No modification in scope"),
        (
            IMPACTS,
            facts.participant_impacts.rows.is_empty() && facts.document_impacts.rows.is_empty(),
            "No impact matrix",
        ),
        (TIMELINE, facts.timetable.is_empty(), "No timetable row"),
        (CRITERIA, criteria.operational.is_empty() && criteria.testing.is_empty(), "No criterion"),
        (HISTORY, facts.history.is_empty(), "No version"),
        (GLOSSARY, facts.glossary.is_empty(), "No acronym"),
    ];
    for (words, empty, what) in parts {
        if let (Some(section), true) = (outline.section(words), empty) {
            findings.push(unread::nothing_under(what, section));
        }
    }
}

const SCOPE: &[&str] = &["scope"];
const IMPACTS: &[&str] = &["impact"];
const TIMELINE: &[&str] = &["timeline", "timetable", "implementation plan"];
const COSTS: &[&str] = &["cost"];
const CRITERIA: &[&str] = &["acceptance criteria"];
const HISTORY: &[&str] = &["version control", "document history", "version history", "change history"];
const GLOSSARY: &[&str] = &["glossary", "abbreviations", "acronyms"];

/// The file ends inside a table where a table's last line is the file's last and the parts behind it are missing.
///
/// A whole document has criteria, a history or a glossary behind its other tables, and a history reaches the version
/// of the cover.
fn cut_off(source: &Source, facts: &ReleaseDocument, held: &[Held], findings: &mut Vec<Finding>) {
    let last = source.lines().iter().rev().find(|line| !line.is_blank()).map_or(0, |line| line.number);
    let Some(table) = held.iter().find(|table| table.end_line >= last) else { return };
    let criteria = &facts.acceptance_criteria;
    let nothing_behind = facts.history.is_empty()
        && facts.glossary.is_empty()
        && criteria.operational.is_empty()
        && criteria.testing.is_empty();
    let version = facts.version.as_ref().map(|version| version.value.as_str());
    let version_missing = !facts.history.is_empty()
        && version.is_some_and(|version| facts.history.iter().all(|row| row.version.value != version));
    let evidence = if nothing_behind {
        "nothing stands behind its last row: no criteria, no document history, no glossary"
    } else if version_missing {
        "no row of the document history is that of the version on the cover"
    } else {
        return;
    };
    findings.push(unread::ends_mid_table(last, last, table.name, evidence));
}
