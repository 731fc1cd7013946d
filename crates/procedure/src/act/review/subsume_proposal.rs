//! The Authority's direction that a proposal become part of a Significant Code Review (D5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// The proposal ends; its matter is dealt with in the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubsumeProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The review, by its id.
    pub review: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for SubsumeProposal {
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
        Ok(vec![Event::Review(ReviewEvent::Subsumed {
            proposal: case.proposal()?.id.clone(),
            review: self.review.trim().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
