//! Answering a request for assistance, information or advice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};
use crate::names::ObligationKind;

/// The answer, kept with the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// The request, by its id.
    pub request: String,
    /// The answer.
    pub answer: String,
}

impl Details for AnswerRequest {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("answer", &self.answer);
        if !case.register.is_open_obligation(&self.request, ObligationKind::Request) {
            problems.push(Problem::with("request", format!("there is no open request `{}`", self.request)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::RequestAnswered {
            request: self.request.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
