//! Refusing a submission that is not in the form asked for (D1).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A Draft Proposal is not accepted; its proposer is told why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseDraftProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Why, so that the proposer can put it right.
    pub reasons: String,
}

impl Details for RefuseDraftProposal {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("reasons", &self.reasons)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::DraftProposalRefused { proposal: proposal.id.clone(), reasons: self.reasons.trim().to_owned() }])
    }
}
