//! The lawyer's word on a legal text (D6): recorded against the version that was read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The lawyer has read a version of the legal text and says that it does what it is meant to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOffLegalText {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What the lawyer says of it; where lasting parts of removed words have gone.
    #[serde(default)]
    pub remarks: String,
}

impl Details for SignOffLegalText {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let proposal = case.proposal.filter(|proposal| proposal.legal_text.is_none())?;
        Some(format!("{} has no legal text that could be signed off", proposal.number()))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let none = || Problem::with("proposal", "has no legal text that could be signed off");
        let version = case.proposal()?.legal_text.as_ref().ok_or_else(none)?.version.clone();
        Ok(vec![Event::Course(CourseEvent::LegalTextSignedOff {
            proposal: case.proposal()?.id.clone(),
            version,
            remarks: self.remarks.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
