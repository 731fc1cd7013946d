//! Raising a Draft Proposal (D1.2, D1.3): how every change begins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A problem statement put forward for a change to the Code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseDraftProposal {
    /// Its number; without one it gets the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the change is about, in one line.
    pub title: String,
    /// The problem: what is wrong today, and for whom.
    #[serde(default)]
    pub issue: String,
    /// The subjects it concerns, from the Code's list; some powers to raise are limited to a subject.
    #[serde(default)]
    pub subjects: Vec<String>,
}

impl Details for RaiseDraftProposal {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.title("title", &self.title);
        if let Some(id) = &self.id {
            if !case.rulebook.code().is_number_to_raise(id) {
                problems.push(Problem::with("id", case.rulebook.code().numbering_hint(id)));
            }
            if case.register.proposal(id).is_some() {
                problems.push(Problem::with("id", format!("{id} is taken; a number is never used again")));
            }
        }
        for subject in &self.subjects {
            problems.extend(case.unknown_subject("subjects", subject));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let id = self.id.clone().unwrap_or_else(|| case.register.next_number(case.rulebook.code()));
        Ok(vec![Event::DraftProposalRaised {
            proposal: id.into(),
            title: self.title.trim().to_owned(),
            issue: self.issue.trim().to_owned(),
            subjects: self.subjects.clone(),
            proposer: case.actor.stands_for(),
            by: case.actor.name().to_owned(),
        }])
    }
}
