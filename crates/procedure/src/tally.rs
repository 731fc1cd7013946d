//! Counting votes by the Code's tally rule; anyone can recompute the count from the ballots it holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::names::{Outcome, RuleId, Vote};
use crate::register::Ballot;
use crate::rule::{Rule, Tally, TallyUnit};

/// The count of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The rule it was counted by.
    pub rule: RuleId,
    /// The clauses of that rule.
    pub clauses: Vec<String>,
    /// What was counted.
    pub unit: TallyUnit,
    /// The votes by group of seats, in the rule's order; one group where members are counted.
    pub groups: Vec<Group>,
    /// The outcome.
    pub outcome: Outcome,
}

/// The votes of one group of seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The group (`small-supplier`).
    pub seats: String,
    /// For.
    pub approve: usize,
    /// Against.
    pub reject: usize,
    /// Abstentions; not counted.
    pub abstain: usize,
    /// The group's own vote; absent where nobody in it voted for or against.
    pub outcome: Option<Outcome>,
}

/// A tally rule ready to count.
#[derive(Debug, Clone, Copy)]
pub struct TallyRule<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its tally.
    pub tally: &'a Tally,
}

impl TallyRule<'_> {
    /// Counts a ballot: one vote a member, the last cast before the close, abstentions not counted, a tie not an
    /// approval, a group in which nobody voted for or against left out.
    #[must_use]
    pub fn count(&self, ballot: &Ballot) -> Count {
        let names: Vec<&str> = match self.tally.unit {
            TallyUnit::CategoryMajority => self.tally.seats.iter().map(String::as_str).collect(),
            TallyUnit::MemberMajority => vec!["members"],
        };
        let mut votes: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for (member, vote) in ballot.last_votes() {
            let seats = match self.tally.unit {
                TallyUnit::CategoryMajority => ballot.seat_of(member).unwrap_or_default(),
                TallyUnit::MemberMajority => "members",
            };
            let [approve, reject, abstain] = votes.entry(seats).or_default();
            match vote {
                Vote::Approve => *approve += 1,
                Vote::Reject => *reject += 1,
                Vote::Abstain => *abstain += 1,
            }
        }
        let groups: Vec<Group> = names
            .into_iter()
            .map(|seats| {
                let [approve, reject, abstain] = votes.get(seats).copied().unwrap_or_default();
                Group { seats: seats.to_owned(), approve, reject, abstain, outcome: majority(approve, reject) }
            })
            .collect();
        let approving = groups.iter().filter(|group| group.outcome == Some(Outcome::Approved)).count();
        let rejecting = groups.iter().filter(|group| group.outcome == Some(Outcome::Rejected)).count();
        Count {
            rule: self.rule.id.clone(),
            clauses: self.rule.cites.clone(),
            unit: self.tally.unit,
            groups,
            outcome: majority(approving, rejecting).unwrap_or(Outcome::Rejected),
        }
    }
}

fn majority(approve: usize, reject: usize) -> Option<Outcome> {
    match (approve, reject) {
        (0, 0) => None,
        (approve, reject) if approve > reject => Some(Outcome::Approved),
        _ => Some(Outcome::Rejected),
    }
}
