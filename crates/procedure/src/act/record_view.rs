//! The view of a committee or Working Group on a proposal, kept on its record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A body says what it thinks of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordView {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Which way it leans.
    pub view: View,
    /// What it said.
    #[serde(default)]
    pub comment: String,
}

impl Details for RecordView {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::ViewRecorded {
            proposal: proposal.id.clone(),
            body: case.actor.stands_for().to_owned(),
            view: self.view,
            comment: self.comment.trim().to_owned(),
        }])
    }
}

/// Which way a view leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// Go on with it.
    Supports,
    /// Do not go on with it.
    Opposes,
    /// Neither.
    Neutral,
}

impl View {
    /// The view in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Opposes => "opposes",
            Self::Neutral => "is neutral on",
        }
    }
}
