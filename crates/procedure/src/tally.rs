//! Counting votes by the Code's tally rule. A count holds the rule's words and every vote it counted, so that anyone
//! can count again from the published record alone (`docs/recount.py` does).

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{Outcome, Vote};
use crate::register::{Ballot, Cast, Seat};
use crate::rule::Rule;
use crate::tallying::{Abstentions, EmptyGroup, Tally, TallyUnit, Threshold};

pub use crate::count::{Count, Counted, Group, LeftOut, Matter, QuorumCount};

/// The vote that a member cast on what is counted.
fn vote_of(matter: Matter<'_>, cast: &Cast) -> Option<Vote> {
    match matter {
        Matter::Only => cast.solution.is_none().then_some(cast.vote),
        Matter::Solution(solution) => (cast.solution.as_ref() == Some(solution)).then_some(cast.vote),
        Matter::ImplementationDate => cast.date,
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
    /// Counts a ballot: one vote a seat, the last that its member cast before the close, or else an alternate. Of those left out
    /// neither their own seats count, nor what they cast in another's place.
    #[must_use]
    pub fn count(&self, ballot: &Ballot, matter: Matter<'_>, left_out: &[LeftOut]) -> Count {
        let tally = self.tally;
        let is_out = |seat: &Seat| left_out.iter().any(|out| out.member.eq_ignore_ascii_case(&seat.member));
        let by_one_left_out = |cast: &Cast| left_out.iter().any(|out| out.member.eq_ignore_ascii_case(&cast.member));
        let last = |seat: &Seat| {
            let mut casts = ballot.for_seat(seat).filter(|cast| !by_one_left_out(cast));
            casts.find_map(|cast| vote_of(matter, cast))
        };
        let votes: Vec<Counted> = ballot
            .roster
            .iter()
            .filter(|seat| !is_out(seat))
            .filter_map(|seat| {
                let weight = if tally.unit == TallyUnit::WeightedGroups { seat.weight.unwrap_or(1) } else { 1 };
                let (member, seats) = (seat.member.clone(), seat.seats.clone());
                Some(Counted { member, seats, weight, vote: last(seat)? })
            })
            .collect();
        let groups = groups(tally, ballot, &votes);
        let (outcome, casting) = outcome(tally, &groups, &votes);
        let asked = tally.per_objective && matter != Matter::ImplementationDate;
        let objectives = if asked { objectives(ballot, matter, &is_out, &by_one_left_out) } else { BTreeMap::new() };
        let mut count = Count {
            rule: self.rule.id.clone(),
            clauses: self.rule.cites.to_vec(),
            unit: tally.unit,
            groups,
            outcome,
            how: Some(Box::new(tally.clone())),
            left_out: left_out.to_vec(),
            quorum: quorum(tally, ballot, &votes),
            casting,
            objectives,
            votes,
        };
        if asked && count.fails_objectives().is_some() {
            count.outcome = Outcome::Rejected;
        }
        count
    }
}

/// Whether a seat is for the casting vote alone.
fn only_casts(tally: &Tally, seats: &str) -> bool {
    tally.casting_vote.as_ref().is_some_and(|casting| !casting.also_votes && casting.seat == seats)
}

fn groups(tally: &Tally, ballot: &Ballot, votes: &[Counted]) -> Vec<Group> {
    let named: Vec<String> = match (tally.unit.counts_groups(), tally.seats.is_empty()) {
        (false, _) => vec!["members".to_owned()],
        (true, false) => tally.seats.clone(),
        (true, true) => {
            let all: BTreeSet<&String> = ballot.roster.iter().map(|seat| &seat.seats).collect();
            all.into_iter().filter(|seats| !only_casts(tally, seats)).cloned().collect()
        }
    };
    let mut found = Vec::new();
    for seats in named {
        let mut group = Group { seats, approve: 0, reject: 0, abstain: 0, outcome: None };
        for vote in votes.iter().filter(|vote| !only_casts(tally, &vote.seats)) {
            if tally.unit.counts_groups() && vote.seats != group.seats {
                continue;
            }
            let weight = usize::try_from(vote.weight).unwrap_or(usize::MAX);
            let side = match vote.vote {
                Vote::Approve => &mut group.approve,
                Vote::Reject => &mut group.reject,
                Vote::Abstain => &mut group.abstain,
            };
            *side = side.saturating_add(weight);
        }
        group.outcome = outcome_of(tally, &group);
        found.push(group);
    }
    found
}

fn outcome_of(tally: &Tally, group: &Group) -> Option<Outcome> {
    let all = match tally.abstentions {
        Abstentions::LeftOut => group.approve + group.reject,
        Abstentions::Against => group.approve + group.reject + group.abstain,
    };
    if all == 0 {
        return match tally.empty {
            EmptyGroup::LeftOut => None,
            EmptyGroup::Against => Some(Outcome::Rejected),
            EmptyGroup::For => Some(Outcome::Approved),
        };
    }
    let usual = if tally.unit == TallyUnit::Unanimity { Threshold::all() } else { Threshold::half() };
    Some(passed(tally.within.unwrap_or(usual), group.approve, all))
}

fn passed(threshold: Threshold, part: usize, whole: usize) -> Outcome {
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    if threshold.is_passed(wide(part), wide(whole)) { Outcome::Approved } else { Outcome::Rejected }
}

/// The outcome, and the casting vote where it decided.
fn outcome(tally: &Tally, groups: &[Group], votes: &[Counted]) -> (Outcome, Option<Vote>) {
    let of = |outcome| groups.iter().filter(|group| group.outcome == Some(outcome)).count();
    let (outcome, approving, rejecting) = match (tally.unit.counts_groups(), groups) {
        (false, [all]) => (all.outcome.unwrap_or(Outcome::Rejected), all.approve, all.reject),
        (_, _) => {
            let (approving, rejecting) = (of(Outcome::Approved), of(Outcome::Rejected));
            let needed = tally.overall.unwrap_or(Threshold::half());
            (passed(needed, approving, approving + rejecting), approving, rejecting)
        }
    };
    let tied = approving == rejecting && approving > 0;
    let Some(casting) = tally.casting_vote.as_ref().filter(|_| tied) else { return (outcome, None) };
    let vote = votes.iter().find(|vote| vote.seats == casting.seat).map(|vote| vote.vote);
    match vote {
        Some(Vote::Approve) => (Outcome::Approved, vote),
        Some(Vote::Reject) => (Outcome::Rejected, vote),
        Some(Vote::Abstain) | None => (outcome, None),
    }
}

fn quorum(tally: &Tally, ballot: &Ballot, votes: &[Counted]) -> Vec<QuorumCount> {
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let counters = tally.quorum.iter().map(|counter| {
        let within = |seats: &String| counter.seats.is_empty() || counter.seats.contains(seats);
        let all = ballot.roster.iter().filter(|seat| within(&seat.seats)).count();
        let present = votes.iter().filter(|vote| within(&vote.seats)).count();
        QuorumCount { seats: counter.seats.clone(), needed: counter.needed(wide(all)), present: wide(present) }
    });
    counters.collect()
}

/// What the members last said of each objective.
fn objectives(
    ballot: &Ballot,
    matter: Matter<'_>,
    is_out: &dyn Fn(&Seat) -> bool,
    by_one_left_out: &dyn Fn(&Cast) -> bool,
) -> BTreeMap<String, Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    for seat in ballot.roster.iter().filter(|seat| !is_out(seat)) {
        let said = |cast: &&Cast| !by_one_left_out(cast) && vote_of(matter, cast).is_some();
        let Some(cast) = ballot.for_seat(seat).find(said) else { continue };
        for (objective, vote) in &cast.objectives {
            let group = found.entry(objective.clone()).or_insert_with(|| Group {
                seats: objective.clone(),
                approve: 0,
                reject: 0,
                abstain: 0,
                outcome: None,
            });
            match vote {
                Vote::Approve => group.approve += 1,
                Vote::Reject => group.reject += 1,
                Vote::Abstain => group.abstain += 1,
            }
        }
    }
    for group in found.values_mut() {
        let counted = group.approve + group.reject;
        group.outcome = (counted > 0).then(|| passed(Threshold::half(), group.approve, counted));
    }
    found
}

#[cfg(test)]
mod tests;
