//! Referring a Self-Governance decision: to the Panel, and from there to the Authority (D9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// A decision is challenged; it does not stand until the challenge is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferDecision {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The body that it is referred to.
    pub to: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for ReferDecision {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let known = case.rulebook.code().body(&self.to).is_some();
        Vec::from_iter((!known).then(|| Problem::with("to", format!("{} is no body of the Code", self.to))))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("to", format!("{} is no body of the Code", self.to));
        let to = case.rulebook.code().body(&self.to).ok_or_else(unknown)?.id.clone();
        Ok(vec![Event::Course(CourseEvent::DecisionReferred {
            proposal: case.proposal()?.id.clone(),
            to,
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
