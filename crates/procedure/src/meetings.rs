//! What can be said of a meeting at any moment: whether it is quorate, and what waits for it.

use jiff::civil::DateTime;

use crate::act::ActName;
use crate::condition::Condition;
use crate::names::{BodyId, ProposalId};
use crate::next;
use crate::register::{Meeting, Register, Seat};
use crate::rule::{Basis, Check, Quorum};
use crate::rulebook::Rulebook;
use crate::tally::QuorumCount;

/// Something that waits for a body, and so belongs on its next agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its number today.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What the body may do now.
    pub act: ActName,
    /// Since when the proposal stands where it does.
    pub since: DateTime,
    /// The clauses that give the body the power.
    pub clauses: Vec<String>,
    /// How those are known; the weakest of them.
    pub basis: Basis,
}

/// The agenda that the state of the process proposes for a body: the acts that it may do at a moment, by how long each
/// proposal has waited.
#[must_use]
pub fn waiting_for(register: &Register, rulebook: &Rulebook, body: &BodyId, at: DateTime) -> Vec<Waiting> {
    let title = rulebook.code().title_of(body.as_str()).to_owned();
    let mut found = Vec::new();
    for proposal in register.proposals().filter(|proposal| !proposal.stage.is_end()) {
        let steps = next::next_steps(register, rulebook, proposal, at).into_iter();
        for step in steps.filter(|step| step.waits_for.is_empty() && step.who.contains(&title)) {
            found.push(Waiting {
                proposal: proposal.id.clone(),
                number: proposal.number().to_owned(),
                title: proposal.title.clone(),
                act: step.act,
                since: proposal.stage_since,
                clauses: step.clauses,
                basis: step.basis,
            });
        }
    }
    found.sort_by_key(|waiting| waiting.since);
    found
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
    let aside =
        |seat: &&Seat| about.is_some_and(|proposal| register.stands_aside(proposal.as_str(), &seat.member).is_some());
    let there = |seat: &&Seat| meeting.present_at(moment).any(|one| seat.is_held_by(&one.person));
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let count = |counter: &Quorum| {
        let within = |seat: &&Seat| counter.seats.is_empty() || counter.seats.contains(&seat.seats);
        let present = roster.iter().filter(within).filter(there).filter(|seat| !aside(seat)).count();
        let of = roster.iter().filter(within).count();
        QuorumCount { seats: counter.seats.clone(), needed: counter.needed(wide(of)), present: wide(present) }
    };
    quorum_of(register, rulebook, meeting).map(|counters| counters.iter().map(count).collect()).unwrap_or_default()
}

fn quorum_of<'a>(register: &Register, rulebook: &'a Rulebook, meeting: &Meeting) -> Option<&'a [Quorum]> {
    let mut rules = rulebook.rules().iter().filter(|loaded| rulebook.is_in_force(&loaded.rule, meeting.date, register));
    rules.find_map(|loaded| match &loaded.rule.check {
        Check::Condition(Condition::MeetingQuorate(quorum)) if quorum.of == meeting.body => {
            Some(quorum.counters.as_slice())
        }
        Check::Condition(_)
        | Check::Power(_)
        | Check::Suspension(_)
        | Check::TimeLimit(_)
        | Check::Judgement(_)
        | Check::Tally(_) => None,
    })
}
