//! Changing the Proposed Solution (D6.15): its Proposer alone may.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The Proposed Solution is another from now on; the earlier one is kept on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VarySolution {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What the solution is, in one line.
    pub title: String,
    /// How it deals with the problem, and what has changed.
    #[serde(default)]
    pub comment: String,
}

impl Details for VarySolution {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.title("title", &self.title)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::SolutionVaried {
            proposal: case.proposal()?.id.clone(),
            title: self.title.trim().to_owned(),
            comment: self.comment.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
