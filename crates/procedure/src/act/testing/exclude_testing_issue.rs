//! Leaving a Testing Issue out of the count (D10.19).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};

/// The body that the Testing Approach Document names decides it, with reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExcludeTestingIssue {
    /// The release.
    pub release: String,
    /// The issue.
    pub id: String,
    /// Why it does not count.
    #[serde(default)]
    pub reasons: String,
}

impl Details for ExcludeTestingIssue {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        let known =
            case.release.is_some_and(|release| release.testing.issues.iter().any(|one| one.id == self.id.trim()));
        if !known {
            problems.push(Problem::with("id", format!("no Testing Issue `{}` is on record; record it first", self.id)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::IssueExcluded {
            release,
            id: self.id.trim().to_owned(),
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
