//! A Problem of the DCC's Incident Management Policy, so far as the Code is concerned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// A Problem by its reference; one that needs a change of the Code becomes a duty of the DCC to raise a Draft Proposal (Appendix AG 3.2.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordProblem {
    /// The reference of the Problem.
    pub id: String,
    /// What it is, in one line.
    pub title: String,
    /// Whether handling it needs a change of the Code.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_change: bool,
}

impl Details for RecordProblem {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.problem(&self.id).is_some());
        problems.extend(case.title("title", &self.title));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::ProblemRecorded {
            problem: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
