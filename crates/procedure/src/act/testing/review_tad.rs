//! Giving a view of a Testing Approach Document before it is approved (D10.20).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};

/// A view for the Panel on whether a version is fit for use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewTad {
    /// The release.
    pub release: String,
    /// The version.
    pub version: String,
    /// Whether it is fit for use.
    pub fit: bool,
    /// What was found.
    #[serde(default)]
    pub comment: String,
}

impl Details for ReviewTad {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
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
        Ok(vec![Event::Testing(TestingEvent::ApproachReviewed {
            release,
            version: self.version.trim().to_owned(),
            fit: self.fit,
            comment: self.comment.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
