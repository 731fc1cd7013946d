//! Casting a vote as a member (D8); one each, the last one cast before the vote closes counts.

use std::collections::BTreeMap;

use crate::names::{SolutionId, Vote};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A member votes, with reasons against the objectives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CastVote {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// For, against, or neither.
    pub vote: Vote,
    /// The solution voted on, where there are several: each has its own vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionId>,
    /// The vote on the date of implementation, where the Code has it voted on by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Vote>,
    /// Whether the solution serves each objective (`{ a = "approve", g = "abstain" }`), where the Code asks that.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub objectives: BTreeMap<String, Vote>,
    /// Why, against the objectives.
    #[serde(default)]
    pub reasons: String,
}

impl Details for CastVote {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let meant = case.proposal.map(|proposal| proposal.solution(self.solution.as_ref()));
        let mut problems =
            Vec::from_iter(meant.and_then(Result::err).map(|message| Problem::with("solution", message)));
        let known = &case.rulebook.code().objectives;
        for id in self.objectives.keys().filter(|id| !known.iter().any(|known| known.id == **id)) {
            let list = known.iter().map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
            problems.push(Problem::with("objectives", format!("`{id}` is no objective; the objectives are {list}")));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let ballot = proposal
            .ballot
            .as_ref()
            .ok_or_else(|| Problem::with("proposal", format!("no vote was ever opened on {}", proposal.number())))?;
        Ok(vec![Event::BallotCast {
            proposal: proposal.id.clone(),
            member: case.actor.stands_for().to_owned(),
            vote: self.vote,
            reasons: self.reasons.trim().to_owned(),
            counted: ballot.result.is_none(),
            solution: self.solution.clone().filter(|_| proposal.solutions.len() > 1),
            date: self.date,
            objectives: self.objectives.clone(),
        }])
    }
}
