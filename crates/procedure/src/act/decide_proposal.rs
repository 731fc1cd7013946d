//! The Authority's decision on a recommendation (D9).

use crate::names::Outcome;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A proposal that is not self-governed is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// To be made, or not.
    pub decision: Outcome,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DecideProposal {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![case.decided(proposal, self.decision, self.reasons.trim().to_owned())])
    }
}
