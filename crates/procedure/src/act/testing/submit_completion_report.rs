//! Submitting the completion report of a test phase (D10.19).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};

/// It holds each matter that the Testing Approach Document lists. A later one takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitCompletionReport {
    /// The release.
    pub release: String,
    /// The phase (`sit`).
    pub phase: String,
    /// What it says on each matter, by the words of the list.
    pub contents: BTreeMap<String, String>,
}

impl Details for SubmitCompletionReport {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_phase("phase", &self.phase));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::CompletionReported {
            release,
            phase: case.phase_id(&self.phase),
            contents: self.contents.clone(),
        })])
    }
}
