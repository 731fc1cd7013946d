//! Ending a test phase (D10.19).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};
use crate::names::day;

/// It ends when exit from it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseTestPhase {
    /// The release.
    pub release: String,
    /// The phase (`sit`).
    pub phase: String,
}

impl Details for CloseTestPhase {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_phase("phase", &self.phase));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let run = case.release?.testing.run(&self.phase)?;
        let closed = run.closed.filter(|closed| run.started.as_ref().is_none_or(|(started, _)| started < closed))?;
        Some(format!("{} ended on {} already", run.phase, day(closed.date())))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::PhaseClosed { release, phase: case.phase_id(&self.phase) })])
    }
}
