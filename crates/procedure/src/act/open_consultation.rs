//! Consulting on the solution while it is refined (D6).

use crate::names::ConsultationKind;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A window for responses; it closes by itself at the end of the day named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenConsultation {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The last day for responses.
    pub closes: Date,
    /// The questions; without any, the Code's standard ones.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Who is invited by name: bodies, Party Categories, Parties, or `all-parties`. Anyone else may respond too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invited: Vec<String>,
}

impl Details for OpenConsultation {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.closes_too_soon(self.closes);
        problems.extend(case.unknown_invited("invited", &self.invited));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        case.consultation_opened(ConsultationKind::Refinement, self.closes, (&self.questions, &self.invited))
    }
}
