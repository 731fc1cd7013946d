//! The DCC considers a notice and says what it will do (L13.55).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// What the DCC makes of a notice, and by which way it will change the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerNotice {
    /// The notice, by its id.
    pub notice: String,
    /// How it was considered and taken account of.
    pub consideration: String,
    /// What follows.
    pub route: NoticeRoute,
    /// The Draft Proposal raised because of it, by any of its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
}

impl Details for AnswerNotice {
    fn proposal(&self) -> Option<&str> {
        self.proposal.as_deref()
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("consideration", &self.consideration);
        if case.register.notice(&self.notice).is_none() {
            problems.push(Problem::with("notice", format!("there is no notice `{}`", self.notice)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::NoticeAnswered {
            notice: self.notice.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// What follows from a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeRoute {
    /// Nothing need change.
    NoChange,
    /// A Draft Proposal.
    DraftProposal,
    /// Amendments of the DCCKI CPS, as L13.42 says.
    CpsAmendment,
}
