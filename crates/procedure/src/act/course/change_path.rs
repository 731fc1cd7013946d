//! Changing the path of a proposal (D4): the Authority's determination of it stands over that of the Panel.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};
use crate::names::Path;

/// A proposal is put on another path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePath {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The path from now on.
    pub path: Path,
    /// The test applied, and what it showed.
    #[serde(default)]
    pub reasons: String,
}

impl Details for ChangePath {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::PathChanged {
            proposal: case.proposal()?.id.clone(),
            path: self.path,
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
