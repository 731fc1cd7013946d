//! Setting an Alternative Solution beside the Proposed Solution (D6.16).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::names::SolutionId;

/// The proposal has one more solution, of equal standing: it gets its own or a shared legal text, and is voted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSolution {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What the solution is, in one line.
    pub title: String,
    /// How it deals with the problem.
    #[serde(default)]
    pub comment: String,
}

impl Details for AddSolution {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.title("title", &self.title)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::SolutionAdded {
            proposal: proposal.id.clone(),
            solution: SolutionId::alternative(proposal.solutions.len()),
            title: self.title.trim().to_owned(),
            comment: self.comment.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        }])
    }
}
