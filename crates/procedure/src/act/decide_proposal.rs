//! The Authority's decision on a recommendation (D9).

use crate::names::{Outcome, SolutionId};
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
    /// The solution that is to be made; the only one where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionId>,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DecideProposal {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let Some(proposal) = case.proposal else { return Vec::new() };
        match self.decision {
            Outcome::Approved => {
                let meant = proposal.solution(self.solution.as_ref());
                Vec::from_iter(meant.err().map(|message| Problem::with("solution", message)))
            }
            Outcome::Rejected if self.solution.is_some() => {
                vec![Problem::with("solution", "belongs to an approval; a rejection is of the whole proposal")]
            }
            Outcome::Rejected => Vec::new(),
        }
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let solution = match self.decision {
            Outcome::Approved => {
                let meant = proposal.solution(self.solution.as_ref());
                Some(meant.map_err(|message| Problem::with("solution", message))?.id.clone())
            }
            Outcome::Rejected => None,
        };
        Ok(vec![case.decided(proposal, self.decision, solution, self.reasons.trim().to_owned())])
    }
}
