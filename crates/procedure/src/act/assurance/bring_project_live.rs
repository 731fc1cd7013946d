//! A project of the DCC goes live (D10.23).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// From here on it is live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BringProjectLive {
    /// The project, by its id.
    pub project: String,
}

impl Details for BringProjectLive {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if case.register.project(&self.project).is_none() {
            problems.push(Problem::with("project", format!("there is no project `{}`", self.project)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.project_live(&self.project)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::ProjectWentLive {
            project: self.project.clone(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
