//! The Authority's direction that a suspended proposal go on (D5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// The proposal goes on where it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for ResumeProposal {
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
        Ok(vec![Event::Review(ReviewEvent::Resumed {
            proposal: case.proposal()?.id.clone(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
