//! Adopting a proposal that its Proposer has withdrawn (D5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// Another person who may raise proposals takes it over; it goes on at the stage at which it was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adopt {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for Adopt {
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
        Ok(vec![Event::Course(CourseEvent::Adopted {
            proposal: case.proposal()?.id.clone(),
            proposer: case.actor.stands_for().to_owned(),
            by: case.actor.name().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
