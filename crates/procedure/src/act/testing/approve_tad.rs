//! Approving a version of the Testing Approach Document (D10.20).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};
use crate::register::Matter;

/// From here on it is part of the Release Implementation Document, and whoever tests keeps to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveTad {
    /// The release.
    pub release: String,
    /// The version.
    pub version: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for ApproveTad {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn matter(&self, case: &Case<'_>) -> Option<Matter> {
        Some(case.release?.approach_matter(&self.version))
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_approach("version", &self.version));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::ApproachApproved {
            release,
            version: self.version.trim().to_owned(),
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
