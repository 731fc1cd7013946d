//! A committee's vote not to raise a proposal, after which a member may (G7.20(b), L1.19(b)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A committee considered raising a proposal and voted against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteNotToRaise {
    /// The subject it concerned, from the Code's list.
    pub subject: String,
    /// What the proposal would have been about.
    #[serde(default)]
    pub matter: String,
}

impl Details for VoteNotToRaise {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        Vec::from_iter(case.unknown_subject("subject", &self.subject))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body = case.actor.body().ok_or_else(|| Problem::with("by", "only a body can vote not to raise"))?;
        Ok(vec![Event::VotedNotToRaise {
            body: body.clone(),
            subject: self.subject.clone(),
            matter: self.matter.trim().to_owned(),
        }])
    }
}
