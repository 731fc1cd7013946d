//! Judging whether a proposal is likely to affect what a committee watches, where neither its subjects nor its text tell.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ScreeningEvent};

/// A judgement of the Code Administrator, kept with its reasons. It adds to what the subjects and the legal text tell, and never takes away from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The committee that watches.
    pub committee: String,
    /// Whether the proposal is likely to affect what the committee watches.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub likely: bool,
    /// Why.
    pub reasons: String,
}

impl Details for FlagProposal {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_body("committee", &self.committee));
        problems.extend(case.empty_text("reasons", &self.reasons));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Screening(ScreeningEvent::Flagged {
            proposal: case.proposal()?.id.clone(),
            committee: case.body_id(&self.committee).into(),
            likely: self.likely,
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
