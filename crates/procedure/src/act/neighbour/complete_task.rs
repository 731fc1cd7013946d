//! Completing a task of the Code Administrator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};
use crate::names::ObligationKind;

/// The task is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompleteTask {
    /// The task, by its id.
    pub task: String,
    /// What came of it.
    pub result: String,
}

impl Details for CompleteTask {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("result", &self.result);
        if !case.register.is_open_obligation(&self.task, ObligationKind::Task) {
            problems.push(Problem::with("task", format!("there is no open task `{}`", self.task)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::TaskCompleted {
            task: self.task.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
