//! A step of a project, met with its evidence (D10.23).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// The step is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetProjectStep {
    /// The project, by its id.
    pub project: String,
    /// The step, as it was set.
    pub step: String,
    /// What shows that it is met.
    pub evidence: String,
}

impl Details for MeetProjectStep {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("evidence", &self.evidence);
        if case.register.project(&self.project).is_none() {
            problems.push(Problem::with("project", format!("there is no project `{}`", self.project)));
        }
        if case
            .register
            .project(&self.project)
            .is_some_and(|held| !held.steps.iter().any(|step| step.step == self.step))
        {
            problems.push(Problem::with("step", format!("`{}` is no step of the project", self.step)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.project_live(&self.project)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::ProjectStepMet {
            project: self.project.clone(),
            step: self.step.clone(),
            evidence: self.evidence.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
