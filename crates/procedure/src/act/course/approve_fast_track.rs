//! The Panel's approval of a Fast-Track proposal (D2, D9), which has no report and no vote of the Change Board.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::names::{Outcome, SolutionId};

/// The Panel approves the correction; Parties may then object that Fast-Track is wrong for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveFastTrack {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for ApproveFastTrack {
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
        let solution = Some(SolutionId::proposed());
        Ok(vec![case.decided(proposal, Outcome::Approved, solution, self.reasons.trim().to_owned())])
    }
}
