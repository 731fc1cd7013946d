//! Putting a Modification Report to the vote (D8): roster and text are fixed from here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The vote opens; who may vote and on which words is fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenVote {
    /// The proposal, by any of its numbers.
    pub proposal: String,
}

impl Details for OpenVote {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let body = case.voting_body()?;
        Ok(vec![Event::VoteOpened {
            proposal: proposal.id.clone(),
            roster: case.roster_of(&body),
            body,
            legal_text: proposal.legal_text.as_ref().map(|text| text.version.clone()),
            legal_texts: proposal.texts_by_solution(),
        }])
    }
}
