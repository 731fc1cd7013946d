//! Withdrawing a proposal before it is decided (D5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The proposal ends without a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for Withdraw {
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
        let proposal = case.proposal()?;
        Ok(vec![Event::Withdrawn {
            proposal: proposal.id.clone(),
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        }])
    }
}
