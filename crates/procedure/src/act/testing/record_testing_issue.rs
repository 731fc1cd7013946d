//! Recording a Testing Issue, its plan and its end (D10.19).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};

/// Recorded again under the same id, it is brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTestingIssue {
    /// The release.
    pub release: String,
    /// Its id.
    pub id: String,
    /// The phase that found it (`sit`).
    pub phase: String,
    /// Its severity: 1, the gravest, to 5.
    pub severity: u8,
    /// What is wrong.
    pub summary: String,
    /// How and by when it will be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Whether it is resolved.
    #[serde(default)]
    pub resolved: bool,
    /// Why its severity is lowered, where it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
}

impl Details for RecordTestingIssue {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_phase("phase", &self.phase));
        problems.extend(case.empty_text("id", &self.id));
        problems.extend(case.empty_text("summary", &self.summary));
        if !(1..=5).contains(&self.severity) {
            problems.push(Problem::with("severity", "is a number from 1, the gravest, to 5"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::IssueRecorded {
            release,
            id: self.id.trim().to_owned(),
            phase: case.phase_id(&self.phase),
            severity: self.severity,
            summary: self.summary.trim().to_owned(),
            plan: self.plan.clone().filter(|plan| !plan.trim().is_empty()),
            resolved: self.resolved,
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
