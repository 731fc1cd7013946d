//! Deciding on a Self-Governance decision that was referred (D9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};
use crate::names::Outcome;

/// The decision stands, or another takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideReferredDecision {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What is decided on the proposal: to be made, or not.
    pub decision: Outcome,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DecideReferredDecision {
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
        Ok(vec![Event::Course(CourseEvent::ReferredDecisionDecided {
            proposal: case.proposal()?.id.clone(),
            outcome: self.decision,
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
