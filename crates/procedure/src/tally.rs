//! Counting votes by the Code's tally rule; anyone can recompute the count from the ballots it holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::names::{Outcome, RuleId, SolutionId, Vote};
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

impl Count {
    /// What counted for and against: groups of seats, or members.
    #[must_use]
    pub fn for_and_against(&self) -> (usize, usize) {
        match self.unit {
            TallyUnit::CategoryMajority => {
                let with = |outcome| self.groups.iter().filter(|group| group.outcome == Some(outcome)).count();
                (with(Outcome::Approved), with(Outcome::Rejected))
            }
            TallyUnit::MemberMajority => {
                let sum = |of: fn(&Group) -> usize| self.groups.iter().map(of).sum();
                (sum(|group| group.approve), sum(|group| group.reject))
            }
        }
    }
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
    /// approval, a group in which nobody voted for or against left out. Where there are several solutions, the votes on one.
    #[must_use]
    pub fn count(&self, ballot: &Ballot, solution: Option<&SolutionId>) -> Count {
        let names: Vec<&str> = match self.tally.unit {
            TallyUnit::CategoryMajority => self.tally.seats.iter().map(String::as_str).collect(),
            TallyUnit::MemberMajority => vec!["members"],
        };
        let mut votes: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for (member, vote) in ballot.last_votes_on(solution) {
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

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;
    use crate::names::BodyId;
    use crate::register::{Cast, Seat};

    fn ballot(votes: &[(&str, &str, Vote, bool)]) -> Ballot {
        let opened = datetime(2023, 9, 20, 10, 0, 0, 0);
        let seat = |(member, seats, _, _): &(&str, &str, Vote, bool)| Seat {
            member: (*member).to_owned(),
            seats: (*seats).to_owned(),
            alternates: Vec::new(),
            appointed_by: None,
        };
        let cast = |(member, _, vote, counted): &(&str, &str, Vote, bool)| Cast {
            member: (*member).to_owned(),
            vote: *vote,
            reasons: String::new(),
            at: opened,
            counted: *counted,
            solution: None,
        };
        Ballot {
            body: BodyId::from("change-board"),
            opened,
            roster: votes.iter().map(seat).collect(),
            legal_text: None,
            legal_texts: BTreeMap::new(),
            cast: votes.iter().map(cast).collect(),
            result: None,
            alternatives: BTreeMap::new(),
        }
    }

    fn count(unit: &str, votes: &[(&str, &str, Vote, bool)]) -> Count {
        let text = format!(
            "id = \"D8-count\"\nsays = \"x\"\ncites = [\"D8\"]\ngoverns = \"close-vote\"\nbasis = \"inferred\"\n\
             in-force = {{ from = \"2018-11-01\" }}\n[check.tally]\nof = \"change-board\"\nunit = \"{unit}\"\n\
             seats = [\"large-supplier\", \"small-supplier\", \"network\"]\n"
        );
        let rule: Rule = toml::from_str(&text).unwrap();
        let crate::rule::Check::Tally(tally) = &rule.check else { panic!("no tally") };
        TallyRule { rule: &rule, tally }.count(&ballot(votes), None)
    }

    use Vote::{Abstain, Approve, Reject};

    /// Thirteen large suppliers do not outvote the others: each Party Category has one vote.
    #[test]
    fn a_category_has_one_vote_however_many_its_members() {
        let votes = [
            ("a", "large-supplier", Approve, true),
            ("b", "large-supplier", Approve, true),
            ("c", "large-supplier", Approve, true),
            ("d", "small-supplier", Reject, true),
            ("e", "network", Reject, true),
        ];
        let by_category = count("category-majority", &votes);
        assert_eq!((by_category.outcome, by_category.for_and_against()), (Outcome::Rejected, (1, 2)));
        let by_member = count("member-majority", &votes);
        assert_eq!((by_member.outcome, by_member.for_and_against()), (Outcome::Approved, (3, 2)));
    }

    #[test]
    fn a_tie_does_not_approve_and_abstentions_lower_the_number_counted() {
        let tie = [("a", "large-supplier", Approve, true), ("b", "small-supplier", Reject, true)];
        assert_eq!(count("category-majority", &tie).outcome, Outcome::Rejected);
        let abstained = [
            ("a", "large-supplier", Approve, true),
            ("b", "small-supplier", Abstain, true),
            ("c", "network", Abstain, true),
        ];
        let counted = count("category-majority", &abstained);
        assert_eq!((counted.outcome, counted.for_and_against()), (Outcome::Approved, (1, 0)));
        assert_eq!(count("category-majority", &[]).outcome, Outcome::Rejected);
    }

    #[test]
    fn the_last_vote_before_the_close_counts_and_a_late_one_does_not() {
        let votes = [("a", "network", Reject, true), ("a", "network", Approve, true), ("a", "network", Reject, false)];
        assert_eq!(count("category-majority", &votes).for_and_against(), (1, 0));
    }
}
