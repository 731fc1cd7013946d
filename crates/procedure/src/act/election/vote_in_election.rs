//! Voting in an election, a Voting Group as one voter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{ElectionEvent, Event};

/// A Party votes for a candidate; of the votes of one Voting Group the last one counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteInElection {
    /// The election (`panel-small-supplier-2023-05-26`).
    pub election: String,
    /// The candidate.
    pub candidate: String,
}

impl Details for VoteInElection {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let Some(election) = case.register.election(&self.election) else {
            return vec![Problem::with("election", format!("there is no election `{}`", self.election))];
        };
        let stands = election.candidates.iter().any(|name| name.eq_ignore_ascii_case(self.candidate.trim()));
        let list = || format!("{} does not stand; {} do", self.candidate, election.candidates.join(", "));
        Vec::from_iter((!stands).then(|| Problem::with("candidate", list())))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("election", "names no election");
        let election = case.register.election(&self.election).ok_or_else(unknown)?;
        let party = case.actor.stands_for().to_owned();
        Ok(vec![Event::Election(ElectionEvent::VoteCast {
            election: election.id.clone(),
            voting_group: case.voting_group(&party),
            party,
            candidate: self.candidate.trim().to_owned(),
        })])
    }
}
