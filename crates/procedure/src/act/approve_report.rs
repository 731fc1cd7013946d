//! Approving the Modification Report, so that it can be consulted on and voted on (D7).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The report is found complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveReport {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The version of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl Details for ApproveReport {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::ReportApproved {
            proposal: proposal.id.clone(),
            version: self.version.clone().unwrap_or_else(|| "1.0".to_owned()),
            by: case.actor.name().to_owned(),
        }])
    }
}
