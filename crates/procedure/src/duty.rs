//! What is owed: who must do which act, since when, by when, and whether it has been done.
//!
//! Nothing here is kept. The duties of a day follow from the rules in force that day and from what the register holds, so a
//! duty cannot be forgotten, and what was done late stays visible.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::act::ActName;
use crate::names::{BodyId, ProposalId, RuleId};
use crate::register::{Consulted, Register};
use crate::rule::{Basis, Check, Duty, ObligationKind, Rule, Trigger, Unit};
use crate::rulebook::Rulebook;

/// A duty, set off once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The rule that makes it a duty.
    pub rule: RuleId,
    /// The clauses it stands on.
    pub clauses: Vec<String>,
    /// How those are known.
    pub basis: Basis,
    /// Who must do it: a body's id, or a Party's name.
    pub on: String,
    /// The act by which it is done.
    pub act: ActName,
    /// What is owed and why, in a sentence.
    pub what: String,
    /// The proposal it is about.
    pub proposal: Option<ProposalId>,
    /// The thing it is about, where that has an id of its own: a task, a request, a review, a problem.
    pub about: Option<String>,
    /// What tells one time that it was set off from another, where the same thing can set it off again.
    pub occasion: Option<DateTime>,
    /// Since when.
    pub since: DateTime,
    /// The last day; absent where it is to be done as soon as it reasonably can be.
    pub due: Option<Date>,
    /// Where it stands.
    pub state: State,
}

/// Where a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is to be done.
    Open,
    /// Its last day has passed and it has not been done.
    Overdue,
    /// It was done in time, then.
    Done(DateTime),
    /// It was done after its last day, then.
    DoneLate(DateTime),
}

impl State {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Overdue)
    }

    /// The state in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Done(_) => "done",
            Self::DoneLate(_) => "done late",
        }
    }
}

/// One time that something set a duty off.
struct SetOff {
    on: Option<String>,
    what: String,
    proposal: Option<ProposalId>,
    about: Option<String>,
    occasion: Option<DateTime>,
    since: DateTime,
    due: Option<Date>,
    done: Option<DateTime>,
}

/// Every duty that was set off by an instant, open ones first, then by their last day.
#[must_use]
pub fn duties(register: &Register, rulebook: &Rulebook, at: DateTime) -> Vec<Owed> {
    let mut found = Vec::new();
    let mut screened = Touching::default();
    for loaded in rulebook.in_force(at.date(), register) {
        let Check::Duty(duty) = &loaded.rule.check else { continue };
        for set_off in set_off(register, rulebook, &loaded.rule, duty, at, &mut screened) {
            found.extend(owed(rulebook, &loaded.rule, duty, set_off, at));
        }
    }
    found.sort_by_key(|owed| (!owed.state.is_open(), owed.due.unwrap_or(Date::MAX), owed.since));
    found
}

/// The duties of one body or Party, by its id or name.
#[must_use]
pub fn duties_of(register: &Register, rulebook: &Rulebook, who: &str, at: DateTime) -> Vec<Owed> {
    let id = rulebook.code().body(who).map_or(who, |body| body.id.as_str());
    let mut found = duties(register, rulebook, at);
    found.retain(|owed| owed.on.eq_ignore_ascii_case(id));
    found
}

fn owed(rulebook: &Rulebook, rule: &Rule, duty: &Duty, set_off: SetOff, at: DateTime) -> Option<Owed> {
    let on = set_off.on.or_else(|| duty.on.as_ref().map(BodyId::to_string))?;
    let counted = duty.within.and_then(|within| {
        let from = set_off.since.date();
        match within.unit {
            Unit::WorkingDays => rulebook.calendar().add_working_days(from, within.days).ok(),
            Unit::Days => from.checked_add(jiff::Span::new().days(within.days)).ok(),
        }
    });
    let due = set_off.due.or(counted);
    let late = |done: Date| due.is_some_and(|due| done > due);
    let state = match set_off.done {
        Some(done) if late(done.date()) => State::DoneLate(done),
        Some(done) => State::Done(done),
        None if late(at.date()) => State::Overdue,
        None => State::Open,
    };
    Some(Owed {
        rule: rule.id.clone(),
        clauses: rule.cites.to_vec(),
        basis: rule.basis,
        on,
        act: *rule.governs.first()?,
        what: set_off.what,
        proposal: set_off.proposal,
        about: set_off.about,
        occasion: set_off.occasion,
        since: set_off.since,
        due,
        state,
    })
}

/// What each proposal touches, worked out once for all duties of a day.
#[derive(Default)]
struct Touching(BTreeMap<ProposalId, Vec<crate::register::Touched>>);

fn set_off(
    register: &Register,
    rulebook: &Rulebook,
    rule: &Rule,
    duty: &Duty,
    at: DateTime,
    touching: &mut Touching,
) -> Vec<SetOff> {
    match &duty.set_off_by {
        Trigger::ProposalTouches(committee) => by_touching(register, rulebook, committee, at, touching),
        Trigger::AdviceAsked(committee) => by_asking(register, committee),
        Trigger::PointsMade => by_points(register, at),
        Trigger::InForce => {
            let since = rulebook.days_of(rule, register).0.map(|day| day.at(0, 0, 0, 0));
            let met = register.duty_met(&rule.id);
            let one = since.map(|since| SetOff {
                on: None,
                what: rule.says.clone(),
                proposal: met.and_then(|met| met.proposal.clone()),
                about: Some(rule.id.to_string()),
                occasion: None,
                since,
                due: None,
                done: met.map(|met| met.at),
            });
            Vec::from_iter(one)
        }
        Trigger::DocumentDesignated(documents) => {
            let designated = register.designated_documents().iter().filter(|one| documents.contains(&one.document));
            designated
                .map(|one| SetOff {
                    on: None,
                    what: format!(
                        "{} came into the Code or was changed by the edition {}: review it",
                        one.document.printed(),
                        one.edition
                    ),
                    proposal: None,
                    about: Some(one.document.to_string()),
                    occasion: Some(one.at),
                    since: one.from.at(0, 0, 0, 0).max(one.at),
                    due: None,
                    done: register.reviewed(&one.document, one.at),
                })
                .filter(|set_off| set_off.since <= at)
                .collect()
        }
        Trigger::Obligation(kind) => by_obligation(register, duty, *kind),
    }
}

fn by_touching(
    register: &Register,
    rulebook: &Rulebook,
    committee: &BodyId,
    at: DateTime,
    touching: &mut Touching,
) -> Vec<SetOff> {
    let mut found = Vec::new();
    for proposal in register.proposals() {
        let told = register
            .screened(&proposal.id)
            .and_then(|screened| screened.told.iter().find(|(body, _)| body == committee))
            .map(|(_, when)| *when);
        if proposal.stage.is_end() && told.is_none() {
            continue;
        }
        let touched =
            touching.0.entry(proposal.id.clone()).or_insert_with(|| register.touched(rulebook, proposal, at.date()));
        let Some(touched) = touched.iter().find(|touched| touched.committee == *committee) else { continue };
        let title = rulebook.code().title_of(committee.as_str());
        found.push(SetOff {
            on: None,
            what: format!("Bring {} to {title}: {}", proposal.number(), touched.why.join("; ")),
            proposal: Some(proposal.id.clone()),
            about: None,
            occasion: None,
            since: touched.since,
            due: None,
            done: told,
        });
    }
    found
}

fn by_asking(register: &Register, committee: &BodyId) -> Vec<SetOff> {
    let mut found = Vec::new();
    for proposal in register.proposals() {
        let Some(screened) = register.screened(&proposal.id) else { continue };
        for (_, asked) in screened.asked.iter().filter(|(body, _)| body == committee) {
            let given = screened.given.iter().find(|(body, given)| body == committee && given >= asked);
            if proposal.stage.is_end() && given.is_none() {
                continue;
            }
            found.push(SetOff {
                on: Some(committee.to_string()),
                what: format!("Give advice on {}", proposal.number()),
                proposal: Some(proposal.id.clone()),
                about: None,
                occasion: Some(*asked),
                since: *asked,
                due: None,
                done: given.map(|(_, given)| *given),
            });
        }
    }
    found
}

fn by_points(register: &Register, at: DateTime) -> Vec<SetOff> {
    let on_proposals = register
        .proposals()
        .flat_map(|proposal| proposal.consultations.iter().map(move |held| Consulted::OnProposal(proposal, held)));
    let all = on_proposals.chain(register.matter_consultations().map(Consulted::OnMatter));
    let mut found = Vec::new();
    for held in all.filter(|held| held.closes() < at.date()) {
        let open = register.open_points(held).len();
        let answered = register.points_answered(held).map(|point| point.at).max();
        let ended = held.proposal().is_some_and(|proposal| proposal.stage.is_end());
        if (open == 0 && answered.is_none()) || (open > 0 && ended) {
            continue;
        }
        found.push(SetOff {
            on: None,
            what: match open {
                0 => format!("Answer the points made in the {}", held.name()),
                1 => format!("Answer the one point still open in the {}", held.name()),
                _ => format!("Answer the {open} points still open in the {}", held.name()),
            },
            proposal: held.proposal().map(|proposal| proposal.id.clone()),
            about: Some(held.key().to_owned()),
            occasion: None,
            since: held.closes().tomorrow().unwrap_or(held.closes()).at(0, 0, 0, 0),
            due: None,
            done: answered.filter(|_| open == 0),
        });
    }
    found
}

fn by_obligation(register: &Register, duty: &Duty, kind: ObligationKind) -> Vec<SetOff> {
    let own = register.obligations().iter().filter(|owed| owed.kind == kind);
    let bound = own.filter(|owed| match (&duty.on, &owed.on) {
        (Some(bound), Some(on)) => on.eq_ignore_ascii_case(bound.as_str()),
        (_, _) => true,
    });
    bound
        .map(|owed| SetOff {
            on: owed.on.clone(),
            what: owed.what.clone(),
            proposal: None,
            about: Some(owed.id.clone()),
            occasion: None,
            since: owed.since,
            due: owed.due,
            done: owed.met,
        })
        .collect()
}
