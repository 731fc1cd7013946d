//! Answering a request for information about a proposal (D3.19).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The last question put to whoever answers is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveInformation {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The answer.
    pub answer: String,
}

impl Details for GiveInformation {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("answer", &self.answer)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::InformationGiven {
            proposal: case.proposal()?.id.clone(),
            answer: self.answer.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
