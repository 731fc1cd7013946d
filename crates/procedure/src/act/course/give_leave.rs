//! The Authority's leave for what needs it: to withdraw what it began, or to go on although a Significant Code Review covers it (D5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The Authority allows something about a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveLeave {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// What it allows.
    pub to: Leave,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

/// What the Authority may give leave to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Leave {
    /// Its Proposer may withdraw it.
    Withdraw,
    /// It may go on while a review that covers it runs.
    GoOn,
}

impl Leave {
    /// What is allowed, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Withdraw => "its withdrawal",
            Self::GoOn => "it to go on during the review",
        }
    }
}

impl Details for GiveLeave {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::LeaveGiven {
            proposal: case.proposal()?.id.clone(),
            to: self.to,
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
