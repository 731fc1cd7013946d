//! Asking the Authority to treat a proposal as urgent (D4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// Somebody asks that a proposal be treated as urgent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForUrgency {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The issue that cannot wait, and what happens if it does.
    #[serde(default)]
    pub reasons: String,
}

impl Details for AskForUrgency {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::UrgencyAsked {
            proposal: case.proposal()?.id.clone(),
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
