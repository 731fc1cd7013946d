//! Telling plans for regression testing, or giving its results (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};
use crate::register::RegressionKind;

/// What comes after its last day is kept, and marked as late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveRegression {
    /// The release.
    pub release: String,
    /// Plans or results.
    pub what: RegressionKind,
    /// The version of the Testing Approach Document that was tested by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approach: Option<String>,
    /// The plans or the results.
    #[serde(default)]
    pub comment: String,
}

impl Details for GiveRegression {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("comment", &self.comment));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        let rules = (case.rulebook.code(), case.rulebook.calendar());
        let due = case.register.due_for(case.named_release()?, &self.what.gate(), rules);
        let due = due.map_err(|error| Problem::with("release", error.to_string()))?;
        Ok(vec![Event::Testing(TestingEvent::RegressionGiven {
            release,
            what: self.what,
            by: case.actor.stands_for().to_owned(),
            comment: self.comment.trim().to_owned(),
            due,
            late: due.is_some_and(|due| due < case.at.date()),
        })])
    }
}
