//! The support and advice of a committee on a proposal: its own, and nobody else's decision.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ScreeningEvent};

/// Advice given by the committee that does this act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveAdvice {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What the committee advises.
    pub advice: String,
}

impl Details for GiveAdvice {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("advice", &self.advice)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Screening(ScreeningEvent::AdviceGiven {
            proposal: case.proposal()?.id.clone(),
            committee: case.actor.stands_for().into(),
            advice: self.advice.trim().to_owned(),
        })])
    }
}
