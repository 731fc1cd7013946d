//! Sending a report back for more work: by the Panel or its Change Sub-Committee (D7), or by the Authority, where it cannot decide on it (D9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The proposal goes back to be refined; the record says what to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What is to be mended.
    #[serde(default)]
    pub reasons: String,
}

impl Details for SendBack {
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
        Ok(vec![Event::Course(CourseEvent::SentBack {
            proposal: case.proposal()?.id.clone(),
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
