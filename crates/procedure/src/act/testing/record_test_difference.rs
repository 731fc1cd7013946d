//! Recording where a test environment differs from what will run (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};

/// Each difference comes with its risk and how that is managed. Recorded again, it is brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTestDifference {
    /// The release.
    pub release: String,
    /// The phase whose environment differs (`uit`).
    pub phase: String,
    /// What differs.
    pub difference: String,
    /// The risk in it.
    #[serde(default)]
    pub risk: String,
    /// How the risk is managed.
    #[serde(default)]
    pub managed: String,
}

impl Details for RecordTestDifference {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_phase("phase", &self.phase));
        problems.extend(case.empty_text("difference", &self.difference));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::DifferenceRecorded {
            release,
            phase: case.phase_id(&self.phase),
            difference: self.difference.trim().to_owned(),
            risk: self.risk.trim().to_owned(),
            managed: self.managed.trim().to_owned(),
        })])
    }
}
