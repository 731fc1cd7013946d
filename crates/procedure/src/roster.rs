//! Which seats a body has on a day, who holds them, and which are vacant.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use crate::code::SeatGroup;
use crate::condition::Condition;
use crate::count::QuorumCount;
use crate::names::{BodyId, ProposalId};
use crate::register::{Meeting, Office, Register, Seat};
use crate::rule::Quorum;
use crate::rulebook::Rulebook;

/// The seats of one group on a body, with those who hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsHeld<'a> {
    /// The group of seats.
    pub group: &'a SeatGroup,
    /// How many seats there are that day: as the Code says, or one for each Voting Group that there is.
    pub number: usize,
    /// Who holds one, by name.
    pub holders: Vec<Holder>,
}

/// Who holds a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The member.
    pub name: String,
    /// The Voting Group of the Party that had the member appointed, or that Party where it is in none.
    pub voting_group: Option<String>,
    /// The first day on which the seat is held no longer, where the term says so.
    pub until: Option<Date>,
    /// Those who may act in the member's place.
    pub alternates: Vec<String>,
}

impl SeatsHeld<'_> {
    /// How many seats of the group are vacant.
    #[must_use]
    pub fn vacant(&self) -> usize {
        self.number.saturating_sub(self.holders.len())
    }
}

/// The seats of a body on a day, in the Code's order; empty where the Code's data say nothing of its seats.
#[must_use]
pub fn seats_on<'a>(register: &Register, rulebook: &'a Rulebook, body: &BodyId, on: Date) -> Vec<SeatsHeld<'a>> {
    let groups = rulebook.code().seats.iter().filter(|group| {
        let starts = rulebook.day_of(&group.from, register).is_some_and(|from| from <= on);
        let ended = group.until.as_ref().and_then(|until| rulebook.day_of(until, register));
        group.body == *body && starts && ended.is_none_or(|until| on < until)
    });
    groups.map(|group| held(register, group, body, on)).collect()
}

fn held<'a>(register: &Register, group: &'a SeatGroup, body: &BodyId, on: Date) -> SeatsHeld<'a> {
    let mut holders = Vec::new();
    for (person, held) in register.members_on(body, on) {
        let Office::Member { seat: Some(seat), appointed_by, .. } = &held.office else { continue };
        if *seat != group.group {
            continue;
        }
        holders.push(Holder {
            name: person.name.clone(),
            voting_group: appointed_by.as_deref().map(|party| voting_group(register, party)),
            until: held.until,
            alternates: register.alternates_of(&person.name, body, on).map(|person| person.name.clone()).collect(),
        });
    }
    let of_the_group =
        register.parties().filter(|party| party.since <= on && group.categories.contains(&party.category));
    let voting_groups: BTreeSet<String> = of_the_group.map(|party| voting_group(register, &party.name)).collect();
    let number = group.number.unwrap_or(voting_groups.len());
    SeatsHeld { group, number, holders }
}

/// The Voting Group of a Party, or the Party itself where it is in none.
#[must_use]
pub fn voting_group(register: &Register, party: &str) -> String {
    let known = register.party(party);
    known.map_or(party, |known| known.voting_group.as_deref().unwrap_or(&known.name)).to_owned()
}

/// What each counter of the quorum comes to at a moment of a meeting: members there, or alternates in their place, without
/// those who stand aside from the proposal concerned. Empty where no rule in force says what the body's quorum is.
#[must_use]
pub fn quorum_at(
    register: &Register,
    rulebook: &Rulebook,
    meeting: &Meeting,
    moment: DateTime,
    about: Option<&ProposalId>,
) -> Vec<QuorumCount> {
    let roster = register.roster(&meeting.body, meeting.date);
    let is_aside = |name: &str| about.is_some_and(|proposal| register.stands_aside(proposal.as_str(), name).is_some());
    let there =
        |seat: &&Seat| meeting.present_at(moment).any(|one| seat.is_held_by(&one.person) && !is_aside(&one.person));
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let count = |counter: &Quorum| {
        let within = |seat: &&Seat| counter.seats.is_empty() || counter.seats.contains(&seat.seats);
        let present = roster.iter().filter(within).filter(there).filter(|seat| !is_aside(&seat.member)).count();
        let of = roster.iter().filter(within).count();
        QuorumCount { seats: counter.seats.clone(), needed: counter.needed(wide(of)), present: wide(present) }
    };
    quorum_of(register, rulebook, meeting).map(|counters| counters.iter().map(count).collect()).unwrap_or_default()
}

fn quorum_of<'a>(register: &Register, rulebook: &'a Rulebook, meeting: &Meeting) -> Option<&'a [Quorum]> {
    let mut rules = rulebook.rules().iter().filter(|loaded| rulebook.is_in_force(&loaded.rule, meeting.date, register));
    rules.find_map(|loaded| {
        let Some(Condition::MeetingQuorate(quorum)) = loaded.rule.check.condition() else { return None };
        (quorum.of == meeting.body).then_some(quorum.counters.as_slice())
    })
}
