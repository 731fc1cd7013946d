//! Issuing a draft of the Release Implementation Document for comment (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::contents::Section;
use crate::event::{Event, ReleaseEvent};
use crate::register::DocumentVersion;

/// A working draft; its content is composed from the record as it stands then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueRid {
    /// The release.
    pub release: String,
    /// The version: one draft on from the last (`0.1`, `1.1`). Whole numbers are for baselines.
    pub version: DocumentVersion,
    /// What changed since the last version.
    pub changes: String,
    /// To whom it goes for comment: bodies, or `parties`.
    #[serde(default)]
    pub issued_to: Vec<String>,
    /// What a draft written by hand says in each of its six parts: `scope`, `impacts`, `timeline`, `test-strategy`, `costs` and
    /// `acceptance-criteria`. Leave it out where the draft is what the record holds of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Section>,
}

impl Details for IssueRid {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn contents(&self) -> Option<&[Section]> {
        (!self.contents.is_empty()).then_some(self.contents.as_slice())
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("changes", &self.changes));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Release(ReleaseEvent::DocumentIssued {
            release: case.named_release()?.id.clone(),
            version: self.version,
            changes: self.changes.trim().to_owned(),
            issued_to: self.issued_to.iter().map(|name| name.trim().to_owned()).collect(),
            by: case.actor.stands_for().to_owned(),
            contents: self.contents.clone(),
        })])
    }
}
