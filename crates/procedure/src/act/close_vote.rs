//! Closing the vote: the count decides, or recommends to the Authority, as the path says (D8, D9).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::names::{Outcome, Path, SolutionId};
use crate::tally::Count;

/// The vote is counted by the Code's rule; nobody states the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseVote {
    /// The proposal, by any of its numbers.
    pub proposal: String,
}

impl Details for CloseVote {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let ballot = proposal
            .ballot
            .as_ref()
            .ok_or_else(|| Problem::with("proposal", format!("no vote was ever opened on {}", proposal.number())))?;
        let rule = case.tally_rule(&ballot.body)?;
        let proposed = SolutionId::proposed();
        let several = proposal.solutions.len() > 1;
        let count = rule.count(ballot, several.then_some(&proposed));
        let alternatives: BTreeMap<SolutionId, Count> = proposal
            .solutions
            .iter()
            .skip(1)
            .map(|solution| (solution.id.clone(), rule.count(ballot, Some(&solution.id))))
            .collect();
        let self_governed = matches!(proposal.path, Some(Path::SelfGovernance | Path::FastTrack) | None);
        let decided = match self_governed {
            true => {
                let approved = preferred(&count, &alternatives)?;
                let outcome = if approved.is_some() { Outcome::Approved } else { Outcome::Rejected };
                Some(case.decided(proposal, outcome, approved, String::new()))
            }
            false => None,
        };
        let closed = Event::VoteClosed { proposal: proposal.id.clone(), count, alternatives };
        Ok(std::iter::once(closed).chain(decided).collect())
    }
}

/// The solution that a vote approves: of several approved ones that with the most for it.
///
/// # Errors
/// The vote approves several solutions alike; the members can still vote again, for the vote stays open.
fn preferred(proposed: &Count, alternatives: &BTreeMap<SolutionId, Count>) -> Result<Option<SolutionId>, Problem> {
    let counts = std::iter::once((SolutionId::proposed(), proposed))
        .chain(alternatives.iter().map(|(solution, count)| (solution.clone(), count)));
    let approved: Vec<(SolutionId, usize)> = counts
        .filter(|(_, count)| count.outcome == Outcome::Approved)
        .map(|(solution, count)| (solution, count.for_and_against().0))
        .collect();
    let most = approved.iter().map(|(_, votes)| *votes).max();
    let mut first = approved.into_iter().filter(|(_, votes)| Some(*votes) == most).map(|(solution, _)| solution);
    match (first.next(), first.next()) {
        (Some(one), Some(other)) => Err(Problem::with(
            "proposal",
            format!("the vote approves {one} and {other} alike; let the members vote again, then close it"),
        )),
        (only, _) => Ok(only),
    }
}
