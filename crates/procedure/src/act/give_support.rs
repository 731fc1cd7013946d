//! Support for the Proposer of a Draft Proposal (C7.2): the Code Administrator as critical friend.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// Help with the problem statement, with the Code, or with the way ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveSupport {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The advice given.
    pub advice: String,
}

impl Details for GiveSupport {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("advice", &self.advice)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::SupportGiven { proposal: proposal.id.clone(), advice: self.advice.trim().to_owned() }])
    }
}
