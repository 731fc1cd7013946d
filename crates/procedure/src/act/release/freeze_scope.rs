//! Freezing the scope of a release: no further modification that touches the central systems comes in (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};

/// The scope is closed to further modifications that touch the central systems; others come in as exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FreezeScope {
    /// The release.
    pub release: String,
    /// Why now.
    #[serde(default)]
    pub reasons: String,
}

impl Details for FreezeScope {
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
        Ok(vec![Event::Release(ReleaseEvent::ScopeFrozen {
            release: case.named_release()?.id.clone(),
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
