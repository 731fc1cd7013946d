//! A task of the Code Administrator, with its source (C7.2).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// A task stands on the list of the Code Administrator until it is completed. It comes from a clause of the Code or from the Panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignTask {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// What is to be done.
    pub task: String,
    /// The clause that asks for it; without one the Panel assigns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The last day, where one is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Details for AssignTask {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.is_obligation(&self.id));
        problems.extend(case.empty_text("task", &self.task));
        if self.due.is_some_and(|due| due < case.at.date()) {
            problems.push(Problem::with("due", "must be today or later"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::TaskAssigned {
            task: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
