//! Deciding on a Self-Governance decision that was referred (D9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};
use crate::names::{Outcome, SolutionId};
use crate::register::Proposal;

/// The decision stands, or another takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideReferredDecision {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What is decided on the proposal: to be made, or not.
    pub decision: Outcome,
    /// The solution that is to be made, where the decision is another; the only one where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionId>,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl DecideReferredDecision {
    /// The solution that takes the place of what was decided; none where that stands or nothing is to be made.
    fn other_solution(&self, proposal: &Proposal) -> Result<Option<SolutionId>, Problem> {
        let fail = |message: String| Problem::with("solution", message);
        let was = proposal.decision.as_ref().map(|decision| decision.outcome);
        match (self.decision, &self.solution) {
            (Outcome::Rejected, Some(_)) => {
                Err(fail("belongs to an approval; a rejection is of the whole proposal".to_owned()))
            }
            (Outcome::Rejected, None) => Ok(None),
            (Outcome::Approved, None) if was == Some(Outcome::Approved) => Ok(None),
            (Outcome::Approved, named) => {
                proposal.solution(named.as_ref()).map(|meant| Some(meant.id.clone())).map_err(fail)
            }
        }
    }
}

impl Details for DecideReferredDecision {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let wrong = case.proposal.and_then(|proposal| self.other_solution(proposal).err());
        wrong.into_iter().collect()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::Course(CourseEvent::ReferredDecisionDecided {
            proposal: proposal.id.clone(),
            outcome: self.decision,
            solution: self.other_solution(proposal)?,
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
