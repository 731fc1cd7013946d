//! Closing an election and counting it; nobody states the outcome.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::count::LeftOut;
use crate::event::{ElectionEvent, Event};

/// The votes are counted: those with most votes are elected, as far as there are seats. Where a tie stands at the last
/// seat, none of the tied is elected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseElection {
    /// The election (`panel-small-supplier-2023-05-26`).
    pub election: String,
}

impl Details for CloseElection {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        match case.register.election(&self.election) {
            None => vec![Problem::with("election", format!("there is no election `{}`", self.election))],
            Some(_) => Vec::new(),
        }
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("election", "names no election");
        let election = case.register.election(&self.election).ok_or_else(unknown)?;
        let mut votes: BTreeMap<String, u64> = election.candidates.iter().map(|name| (name.clone(), 0)).collect();
        let mut left_out = Vec::new();
        for (group, vote) in election.last_votes() {
            if let Some(because) = case.group_suspended(&group) {
                left_out.push(LeftOut { member: group, because });
                continue;
            }
            let meant = election.candidates.iter().find(|name| name.eq_ignore_ascii_case(&vote.candidate));
            if let Some(count) = meant.and_then(|name| votes.get_mut(name)) {
                *count += 1;
            }
        }
        let mut order: Vec<(&String, u64)> = votes.iter().map(|(name, count)| (name, *count)).collect();
        order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        // Elected are those who have more votes than the first who gets no seat.
        let first_without = order.get(election.seats).map(|(_, count)| *count);
        let is_elected = |count: u64| count > 0 && first_without.is_none_or(|without| count > without);
        let elected = order.iter().filter(|(_, count)| is_elected(*count)).map(|(name, _)| (*name).clone()).collect();
        Ok(vec![Event::Election(ElectionEvent::Closed { election: election.id.clone(), elected, votes, left_out })])
    }
}
