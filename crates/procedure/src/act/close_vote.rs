//! Closing the vote: the count decides, or recommends to the Authority, as the path says (D8, D9).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::{Case, preferred};
use crate::count::Matter;
use crate::event::Event;
use crate::names::{Outcome, SolutionId};

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
        let left_out = case.left_out(proposal, ballot);
        let proposed = SolutionId::proposed();
        let several = proposal.solutions.len() > 1;
        let matter = if several { Matter::Solution(&proposed) } else { Matter::Only };
        let count = rule.count(ballot, matter, &left_out);
        let alternatives = proposal
            .solutions
            .iter()
            .skip(1)
            .map(|solution| (solution.id.clone(), rule.count(ballot, Matter::Solution(&solution.id), &left_out)))
            .collect::<BTreeMap<_, _>>();
        let date = rule.tally.date_vote.then(|| Box::new(rule.count(ballot, Matter::ImplementationDate, &left_out)));
        let dated = date.as_ref().is_none_or(|date| date.outcome == Outcome::Approved);
        let kept = case.release_kept(proposal).filter(|_| dated);
        let decided = match case.decides_by_vote(proposal) {
            true => {
                let by_solution = std::iter::once((proposed.clone(), &count))
                    .chain(alternatives.iter().map(|(solution, count)| (solution.clone(), count)));
                let approved = preferred(by_solution).map_err(|(one, other)| alike(&one, &other))?;
                let outcome = if approved.is_some() { Outcome::Approved } else { Outcome::Rejected };
                let mut decided = case.decided(proposal, outcome, approved, String::new());
                if let (Event::Decided { release, .. }, false) = (&mut decided, dated) {
                    *release = None;
                }
                Some(decided)
            }
            false => None,
        };
        let recommended = kept.filter(|_| date.is_some());
        let closed = Event::VoteClosed { proposal: proposal.id.clone(), count, alternatives, date, recommended };
        Ok(std::iter::once(closed).chain(decided).collect())
    }
}

fn alike(one: &SolutionId, other: &SolutionId) -> Problem {
    let sentence = format!("the vote approves {one} and {other} alike; let the members vote again, then close it");
    Problem::with("proposal", sentence)
}
