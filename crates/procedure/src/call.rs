//! What calls on somebody on a day: a duty that arose, something asked of them, a day that comes near or has passed.
//!
//! As with [`crate::duty`], nothing here is kept: the calls of a moment follow from the rules in force and the register. Each
//! has a name that stays the same from day to day, so that whoever is called on can be told once when it arises and once
//! when it is overdue, and not again.

mod asked;
mod days;
mod sittings;

use jiff::civil::{Date, DateTime};

use crate::act::ActName;
use crate::duty::{Owed, State, duties};
use crate::names::ProposalId;
use crate::register::{Actor, Office, Register};
use crate::rulebook::Rulebook;

/// How many Working Days before a day that matters whoever must act by it is called on. No rule of a Code: a reminder's span.
pub const NEAR: i64 = 5;

/// Something that calls on somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What it is called among all of the Code, for ever: the same on each day while it stands.
    pub key: String,
    /// On whom: ids of bodies, names of Parties or of people.
    pub on: Vec<String>,
    /// What is to be done, in a sentence.
    pub what: String,
    /// The clauses it stands on; none where it stands on what somebody asked.
    pub clauses: Vec<String>,
    /// The act by which it is done, where there is one.
    pub act: Option<ActName>,
    /// The proposal it is about.
    pub proposal: Option<ProposalId>,
    /// The meeting it is about.
    pub meeting: Option<String>,
    /// Since when it calls.
    pub since: Option<DateTime>,
    /// The last day; absent where it is to be done as soon as it reasonably can be.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// Everything that calls on somebody at a moment; what is done already is left out.
#[must_use]
pub fn calls(register: &Register, rulebook: &Rulebook, at: DateTime) -> Vec<Call> {
    let mut found: Vec<Call> = duties(register, rulebook, at).iter().filter_map(of_duty).collect();
    for proposal in register.proposals().filter(|proposal| !proposal.stage.is_end()) {
        found.extend(days::of(register, rulebook, proposal, at));
        found.extend(asked::of(register, rulebook, proposal, at));
    }
    for meeting in register.meetings() {
        found.extend(sittings::of(register, rulebook, meeting, at));
    }
    // One name is one call: of two that share it the first stands.
    found.sort_by(|one, other| one.key.cmp(&other.key));
    found.dedup_by(|later, first| later.key == first.key);
    found
}

fn of_duty(owed: &Owed) -> Option<Call> {
    let overdue = match owed.state {
        State::Open => false,
        State::Overdue => true,
        State::Done(_) | State::DoneLate(_) => return None,
    };
    let about = owed.proposal.as_ref().map_or("", |id| id.as_str());
    let thing = owed.about.as_deref().unwrap_or_default();
    let occasion = owed.occasion.map(|at| at.to_string()).unwrap_or_default();
    Some(Call {
        key: format!("duty {} {} {about} {thing} {occasion}", owed.rule, owed.on).trim_end().to_owned(),
        on: vec![owed.on.clone()],
        what: owed.what.clone(),
        clauses: owed.clauses.clone(),
        act: Some(owed.act),
        proposal: owed.proposal.clone(),
        meeting: None,
        since: Some(owed.since),
        due: owed.due,
        overdue,
    })
}

impl Call {
    /// Whether it calls on a body, a Party or a person of this name.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        self.on.iter().any(|on| on.eq_ignore_ascii_case(name))
    }

    /// Whether it calls on an actor on a day: on them by name, or on an office that they hold that day. Who stands in for a
    /// member as an alternate does not hold the member's office.
    #[must_use]
    pub fn is_on(&self, actor: &Actor, day: Date) -> bool {
        match actor {
            Actor::Body { id, .. } => self.names(id.as_str()),
            Actor::Party(party) => self.names(&party.name),
            Actor::Person(person) => {
                let mut held = person.offices_on(day).filter(|held| held.alternate_for.is_none());
                self.names(&person.name)
                    || held.any(|held| match &held.office {
                        Office::ForParty(party) => self.names(party),
                        Office::ForBody(body) | Office::Member { of: body, .. } => self.names(body.as_str()),
                    })
            }
        }
    }
}

/// The day so many Working Days before another; the day itself where the calendar does not reach so far.
fn before(rulebook: &Rulebook, day: Date, working_days: i64) -> Date {
    rulebook.calendar().add_working_days(day, -working_days).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Held, Person};

    fn call(on: &str) -> Call {
        Call {
            key: String::new(),
            on: vec![on.to_owned()],
            what: String::new(),
            clauses: Vec::new(),
            act: None,
            proposal: None,
            meeting: None,
            since: None,
            due: None,
            overdue: false,
        }
    }

    #[test]
    fn an_office_calls_on_whoever_holds_it_that_day_and_on_no_alternate() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let office = Office::Member { of: "panel".into(), seat: None, appointed_by: None };
        let held = |alternate_for: Option<&str>| Held {
            office: office.clone(),
            from: Some(day("2024-01-01")),
            until: Some(day("2024-07-01")),
            alternate_for: alternate_for.map(str::to_owned),
            ended: None,
        };
        let person = |held: Held| {
            Actor::Person(Person { name: "Ada Marsh".to_owned(), office: office.clone(), offices: vec![held] })
        };
        let of_panel = call("panel");
        assert!(of_panel.is_on(&person(held(None)), day("2024-06-30")));
        assert!(!of_panel.is_on(&person(held(None)), day("2024-07-01")));
        assert!(!of_panel.is_on(&person(held(Some("Bob Lee"))), day("2024-06-30")));
        assert!(!call("tabasc").is_on(&person(held(None)), day("2024-06-30")));
        assert!(call("ada marsh").is_on(&person(held(None)), day("2024-07-01")));
    }
}
