//! Asking a committee for support and advice on a proposal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ScreeningEvent};

/// A request for advice, kept on the record of the proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAdvice {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The committee that is asked.
    pub committee: String,
    /// What it is asked.
    pub question: String,
}

impl Details for AskAdvice {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_body("committee", &self.committee));
        problems.extend(case.empty_text("question", &self.question));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Screening(ScreeningEvent::AdviceAsked {
            proposal: case.proposal()?.id.clone(),
            committee: case.body_id(&self.committee).into(),
            question: self.question.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
