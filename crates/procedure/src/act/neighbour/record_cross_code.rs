//! What a proposal means for another Energy Code, or a change of another code for the proposal (C2.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// A check with its outcome; a change on either side is linked from both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordCrossCode {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The other code.
    pub code: String,
    /// What the check showed.
    pub effect: CrossCodeEffect,
    /// Who looked at what, and when.
    pub check: String,
    /// The change of the other code, by its number there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

impl Details for RecordCrossCode {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("code", &self.code)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::CrossCodeRecorded {
            proposal: case.proposal()?.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// What a check for effects on another code showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CrossCodeEffect {
    /// The other code need not change.
    None,
    /// The other code must change because of the proposal.
    ChangesTheOther,
    /// The proposal follows from a change of the other code.
    FollowsFromTheOther,
}
