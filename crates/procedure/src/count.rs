//! The count of a vote, as the record keeps it: with the rule's words and every vote counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::names::{Outcome, RuleId, SolutionId, Vote};
use crate::tallying::{Tally, TallyUnit};

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
    /// The whole rule as it stood; absent in a record from before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Box<Tally>>,
    /// Every vote that was counted, in the order of the roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Counted>,
    /// Those on the roster whose votes do not count, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// What each counter of the quorum came to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quorum: Vec<QuorumCount>,
    /// The casting vote, where it decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casting: Option<Vote>,
    /// What the members said of each objective.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub objectives: BTreeMap<String, Group>,
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
    /// Abstentions.
    pub abstain: usize,
    /// The group's own vote; absent where nobody in it voted for or against.
    pub outcome: Option<Outcome>,
}

/// A vote that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The member or voter on the roster.
    pub member: String,
    /// The group of seats.
    pub seats: String,
    /// How many votes it is; one where votes are not weighted.
    pub weight: u64,
    /// The vote.
    pub vote: Vote,
}

/// A member on the roster, or one who voted in a member's place, whose vote does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The member.
    pub member: String,
    /// Why: which right is suspended, or that the member stands aside.
    pub because: String,
}

/// What one counter of a quorum came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumCount {
    /// The groups of seats counted; none means every seat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<String>,
    /// How many must vote.
    pub needed: u64,
    /// How many did, abstentions included.
    pub present: u64,
}

impl QuorumCount {
    /// Whether enough voted.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.present >= self.needed
    }

    /// The counter in words: `3 of at least 5 voted`.
    #[must_use]
    pub fn words(&self) -> String {
        let of = if self.seats.is_empty() { "all members".to_owned() } else { self.seats.join(", ") };
        format!("of {of}, {} voted and at least {} must", self.present, self.needed)
    }
}

impl Count {
    /// What counted for and against: groups of seats, or members.
    #[must_use]
    pub fn for_and_against(&self) -> (usize, usize) {
        if self.unit.counts_groups() {
            let with = |outcome| self.groups.iter().filter(|group| group.outcome == Some(outcome)).count();
            return (with(Outcome::Approved), with(Outcome::Rejected));
        }
        let sum = |of: fn(&Group) -> usize| self.groups.iter().map(of).sum();
        (sum(|group| group.approve), sum(|group| group.reject))
    }

    /// How many objectives are served by what the members said, and how many are not.
    #[must_use]
    pub fn objectives_served(&self) -> (usize, usize) {
        let with = |outcome| self.objectives.values().filter(|group| group.outcome == Some(outcome)).count();
        (with(Outcome::Approved), with(Outcome::Rejected))
    }

    /// Why what the members said of the objectives stands in the way of approval; nothing where it does not, or the vote itself was
    /// against.
    #[must_use]
    pub fn fails_objectives(&self) -> Option<String> {
        let need = self.how.as_ref()?.objectives_need?;
        let (served, not) = self.objectives_served();
        let words = || format!("{served} served and {not} not, where {}", need.words());
        (!need.is_met(served, not)).then(words)
    }

    /// Whether enough voted for there to be a decision.
    #[must_use]
    pub fn is_quorate(&self) -> bool {
        self.quorum.iter().all(QuorumCount::is_met)
    }
}

/// What of a ballot is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter<'a> {
    /// The only solution.
    Only,
    /// One of several solutions.
    Solution(&'a SolutionId),
    /// The date of implementation, where it is voted on by itself.
    ImplementationDate,
}
