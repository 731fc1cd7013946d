//! Setting the steps and the information that one project owes (D10.24).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// The route is set case by case: a project of a programme need not owe all that the programme does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TailorProject {
    /// The project, by its id.
    pub project: String,
    /// The steps that it takes before it goes live, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Why these and no others.
    pub reasons: String,
}

impl Details for TailorProject {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if case.register.project(&self.project).is_none() {
            problems.push(Problem::with("project", format!("there is no project `{}`", self.project)));
        }
        if self.steps.is_empty() {
            problems.push(Problem::with("steps", "names no step"));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.project_live(&self.project)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::ProjectTailored {
            project: self.project.clone(),
            steps: self.steps.clone(),
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
