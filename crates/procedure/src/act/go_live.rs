//! Bringing an approved proposal's words into force on its release date (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The edition in force is amended; rules that waited for this modification come into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoLive {
    /// The proposal, by any of its numbers.
    pub proposal: String,
}

impl Details for GoLive {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let release = case.release_of(proposal)?;
        let edition = case.edition_with(proposal)?;
        let words = proposal.legal_text.as_ref().map_or(0, |text| text.amendments.len());
        Ok(vec![Event::WentLive {
            proposal: proposal.id.clone(),
            numbers: proposal.numbers().map(str::to_owned).collect(),
            date: release.date,
            amendments: words,
            edition: edition.map(|edition| edition.hash().to_string()),
        }])
    }
}
