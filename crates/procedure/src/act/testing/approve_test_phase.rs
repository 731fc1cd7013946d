//! Approving that a test phase may start, or that it may end (D10.19).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};
use crate::register::{PhaseCriterion, PhaseStep};

/// Each criterion that the Testing Approach Document sets for the step is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveTestPhase {
    /// The release.
    pub release: String,
    /// The phase (`sit`).
    pub phase: String,
    /// Entry or exit.
    pub step: PhaseStep,
    /// Each criterion with its answer.
    pub criteria: Vec<PhaseCriterion>,
}

impl Details for ApproveTestPhase {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_phase("phase", &self.phase));
        let twice = |(place, one): &(usize, &PhaseCriterion)| {
            self.criteria.iter().take(*place).any(|other| other.criterion.trim() == one.criterion.trim())
        };
        let repeated = self.criteria.iter().enumerate().find(twice);
        problems.extend(repeated.map(|(_, one)| {
            Problem::with(
                "criteria",
                format!("answers “{}” twice; give each criterion one answer", one.criterion.trim()),
            )
        }));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::PhaseApproved {
            release,
            phase: case.phase_id(&self.phase),
            step: self.step,
            criteria: self.criteria.clone(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
