//! Closing a Problem of the DCC.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// The Problem is closed; where it needed a change of the Code, with the Draft Proposal for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseProblem {
    /// The Problem, by its reference.
    pub problem: String,
    /// The Draft Proposal raised because of it, by any of its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// How it was resolved.
    pub reasons: String,
}

impl Details for CloseProblem {
    fn proposal(&self) -> Option<&str> {
        self.proposal.as_deref()
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if case.register.problem(&self.problem).is_none() {
            problems.push(Problem::with("problem", format!("there is no Problem `{}`", self.problem)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::ProblemClosed {
            problem: self.problem.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
