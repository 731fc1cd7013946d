//! Drafting a document of the process, such as the Modification Report (D7), item by item of its checklist.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::contents::Section;
use crate::event::{CourseEvent, Event};

/// A draft is put on record; the next one takes its place, and none is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftDocument {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The kind of document (`modification-report`).
    pub document: String,
    /// Its version; without one the next draft's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What it says under each item of its checklist.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The representations that it sets out, each with a summary of the evidence behind it. Their words are taken from the
    /// record as they were made.
    #[serde(default)]
    pub representations: Vec<SetOut>,
}

/// A representation as a report sets it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetOut {
    /// Who made it: the body's id, or the member's name.
    pub by: String,
    /// The evidence behind it, summed up.
    pub evidence: String,
}

impl Details for DraftDocument {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let known = case.rulebook.checklist_names();
        if !known.contains(self.document.as_str()) {
            let list = known.into_iter().collect::<Vec<_>>().join(", ");
            let others = if list.is_empty() { String::new() } else { format!("; those that do are {list}") };
            let sentence = format!("no rule says what a `{}` holds{others}", self.document);
            problems.push(Problem::with("document", sentence));
        }
        let items = case.rulebook.checklist(&self.document);
        for section in &self.sections {
            if !items.contains(section.item.as_str()) {
                let list = items.iter().copied().collect::<Vec<_>>().join(", ");
                let sentence = format!("`{}` is no item of this document; its items are {list}", section.item);
                problems.push(Problem::with("sections", sentence));
            }
        }
        for set_out in &self.representations {
            let made = |proposal: &crate::register::Proposal| proposal.course.representation_of(&set_out.by).is_some();
            if !case.proposal.is_some_and(made) {
                let sentence = format!("{} has made no representations on this proposal", set_out.by);
                problems.push(Problem::with("representations", sentence));
            }
        }
        let taken = |version: &&String| {
            case.proposal.is_some_and(|proposal| proposal.course.draft(&self.document, version).is_some())
        };
        if let Some(version) = self.version.as_ref().filter(taken) {
            problems.push(Problem::with("version", format!("{version} is on record already; give the next one")));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let version = self.version.clone().unwrap_or_else(|| proposal.course.next_draft(&self.document));
        Ok(vec![Event::Course(CourseEvent::DocumentDrafted {
            proposal: proposal.id.clone(),
            document: self.document.clone(),
            version,
            sections: self.sections.clone(),
            representations: self.representations.clone(),
        })])
    }
}
