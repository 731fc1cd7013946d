//! The Authority's direction that a proposal wait while a Significant Code Review runs (D5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// The proposal waits; nothing of it is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The review, by its id.
    pub review: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for SuspendProposal {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn review(&self) -> Option<&str> {
        Some(&self.review)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let unknown = case.register.review(&self.review).is_none();
        let sentence = || format!("there is no review `{}`; open it first", self.review);
        Vec::from_iter(unknown.then(|| Problem::with("review", sentence())))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Review(ReviewEvent::Suspended {
            proposal: case.proposal()?.id.clone(),
            review: self.review.trim().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
