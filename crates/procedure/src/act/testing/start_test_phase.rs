//! Starting a test phase (D10.21).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};
use crate::names::day;

/// It follows the version of the Testing Approach Document that is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartTestPhase {
    /// The release.
    pub release: String,
    /// The phase (`sit`).
    pub phase: String,
    /// The version of the Testing Approach Document that it follows.
    pub approach: String,
}

impl Details for StartTestPhase {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_phase("phase", &self.phase));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        if let Some(live) = case.went_live() {
            return Some(live);
        }
        let run = case.release?.testing.run(&self.phase)?;
        let (started, _) = run.started.as_ref()?;
        // After an end it may start again, once entry into it was approved anew.
        let anew = run.closed.is_some() && run.entry.as_ref().is_some_and(|entry| entry.at > *started);
        (!anew).then(|| {
            format!(
                "{} started on {}; it starts again when it has ended and entry into it is approved anew",
                run.phase,
                day(started.date())
            )
        })
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::PhaseStarted {
            release,
            phase: case.phase_id(&self.phase),
            approach: self.approach.trim().to_owned(),
        })])
    }
}
