//! Asking the DCC for a Testing Approach Document (D10.18).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, TestingEvent};

/// From here on the release is tested as that document, once it is approved, says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestTad {
    /// The release.
    pub release: String,
    /// Why it is asked for.
    #[serde(default)]
    pub reasons: String,
}

impl Details for RequestTad {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        Vec::from_iter(case.unknown_release("release", &self.release))
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Testing(TestingEvent::ApproachRequested {
            release,
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
