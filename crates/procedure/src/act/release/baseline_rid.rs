//! Baselining the Release Implementation Document (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};
use crate::register::{Covers, DocumentVersion};

/// The plan of the release is settled as it stands; what changes later comes as a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BaselineRid {
    /// The release.
    pub release: String,
    /// The version: the next whole number (`1.0`, `2.0`).
    pub version: DocumentVersion,
    /// What it settles.
    pub covers: Vec<Covers>,
    /// What changed since the last version.
    pub changes: String,
}

impl Details for BaselineRid {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("changes", &self.changes));
        if self.covers.is_empty() {
            problems.push(Problem::with("covers", "names nothing that the baseline settles"));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Release(ReleaseEvent::DocumentBaselined {
            release: case.named_release()?.id.clone(),
            version: self.version,
            covers: self.covers.clone(),
            changes: self.changes.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
