//! Stating the Code Administrator's own work on a release, in days and pounds (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};
use crate::register::Effort;

/// Days at the Code's day rate. Stated again for the same task, it is brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateEffort {
    /// The release.
    pub release: String,
    /// What is done (`project management`).
    pub task: String,
    /// How many days it takes; at most so many, where `at_most` says so.
    pub days: i64,
    /// Whether the days are a limit.
    #[serde(default)]
    pub at_most: bool,
    /// What it costs, in whole pounds.
    pub amount: i64,
    /// The days spent so far.
    #[serde(default)]
    pub spent: i64,
    /// Whether it stands in the administrator's budget already.
    #[serde(default)]
    pub budgeted: bool,
    /// Whether Parties are charged for it.
    #[serde(default)]
    pub charged: bool,
    /// Why more days are spent than the limit, where they are.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
}

impl Details for StateEffort {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("task", &self.task));
        for (field, number) in [("days", self.days), ("amount", self.amount), ("spent", self.spent)] {
            if number < 0 {
                problems.push(Problem::with(field, "must be nought or more"));
            }
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Release(ReleaseEvent::EffortStated {
            release: case.named_release()?.id.clone(),
            effort: Effort {
                task: self.task.trim().to_owned(),
                days: self.days,
                at_most: self.at_most,
                amount: self.amount,
                spent: self.spent,
                budgeted: self.budgeted,
            },
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
