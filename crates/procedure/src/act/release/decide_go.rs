//! Deciding whether a release goes live (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};

/// The decision is for the day on which the release stands; another day needs another decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideGo {
    /// The release.
    pub release: String,
    /// To go live as planned, or not.
    pub go: bool,
    /// The criteria that are not met and are accepted as such (`operational 3`).
    #[serde(default)]
    pub accepts: Vec<String>,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DecideGo {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        let criteria = case.release.map(|release| release.acceptance.criteria.as_slice()).unwrap_or_default();
        for name in &self.accepts {
            if !criteria.iter().any(|criterion| criterion.name().eq_ignore_ascii_case(name.trim())) {
                problems.push(Problem::with(
                    "accepts",
                    format!("`{name}` is no criterion of the release; write `testing 5`"),
                ));
            }
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        let date = case.named_release()?.date;
        Ok(vec![Event::Release(ReleaseEvent::GoDecided {
            release,
            go: self.go,
            date,
            accepts: self.accepts.iter().map(|name| name.trim().to_lowercase()).collect(),
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
