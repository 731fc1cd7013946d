//! Representations on a proposal that its report must carry: of the Security Sub-Committee, of each of its members, and of
//! the Alt HAN Forum (G7.22, Z1.6).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// Written representations on the purpose and effect of a proposal; they are kept word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeRepresentation {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The representations, in full.
    pub text: String,
    /// What they rest on.
    #[serde(default)]
    pub evidence: String,
    /// The test by which the right is claimed, where it depends on one (`Z1.6(a)(i)`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<String>,
}

impl Details for MakeRepresentation {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("text", &self.text)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::RepresentationMade {
            proposal: case.proposal()?.id.clone(),
            by: case.actor.stands_for().to_owned(),
            text: self.text.clone(),
            evidence: self.evidence.trim().to_owned(),
            test: self.test.clone(),
        })])
    }
}
