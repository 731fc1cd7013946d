//! The register of one Code: all that its events say, folded.

mod ballot;
pub(crate) mod edition;
mod fold;
mod party;
mod proposal;
mod release;

pub use ballot::{Ballot, Cast, Seat};
pub use fold::FoldError;
pub use party::{Actor, Office, Party, Person, Suspended};
pub use proposal::{Attached, Consultation, Decision, Proposal, Received, Viewed};
pub use release::{Release, Target};

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use legaltext::Edition;

use crate::code::Code;
use crate::names::{BodyId, ProposalId, ReleaseId};

/// All that one Code's events say. Cheap parts are cloned freely; editions share their text.
#[derive(Debug, Clone)]
pub struct Register {
    code: String,
    position: u64,
    last: Option<DateTime>,
    parties: BTreeMap<String, Party>,
    people: BTreeMap<String, Person>,
    proposals: BTreeMap<ProposalId, Proposal>,
    /// Every number a proposal has had, in lower case.
    numbers: BTreeMap<String, ProposalId>,
    releases: BTreeMap<ReleaseId, Release>,
    suspensions: Vec<Suspended>,
    not_raised: Vec<NotRaised>,
    editions: BTreeMap<Date, Edition>,
    live: BTreeMap<String, Date>,
}

/// A committee's vote not to raise a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRaised {
    /// The committee.
    pub body: BodyId,
    /// The subject.
    pub subject: String,
    /// When it voted.
    pub at: DateTime,
    /// A member has raised the proposal since.
    pub used: bool,
}

impl Register {
    /// The empty register of a Code (`sec`).
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            position: 0,
            last: None,
            parties: BTreeMap::new(),
            people: BTreeMap::new(),
            proposals: BTreeMap::new(),
            numbers: BTreeMap::new(),
            releases: BTreeMap::new(),
            suspensions: Vec::new(),
            not_raised: Vec::new(),
            editions: BTreeMap::new(),
            live: BTreeMap::new(),
        }
    }

    /// The position of the last event folded; nought where there is none.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// When the last event took effect.
    #[must_use]
    pub fn last_event(&self) -> Option<DateTime> {
        self.last
    }

    /// A proposal by any of its numbers, in either case.
    #[must_use]
    pub fn proposal(&self, number: &str) -> Option<&Proposal> {
        self.proposals.get(self.numbers.get(&number.to_lowercase())?)
    }

    /// Every proposal, by id.
    pub fn proposals(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.values()
    }

    /// A release by id.
    #[must_use]
    pub fn release(&self, id: &str) -> Option<&Release> {
        self.releases.get(&ReleaseId::from(id))
    }

    /// Every release, by id.
    pub fn releases(&self) -> impl Iterator<Item = &Release> {
        self.releases.values()
    }

    /// A Party by name, in any case.
    #[must_use]
    pub fn party(&self, name: &str) -> Option<&Party> {
        self.parties.get(&name.trim().to_lowercase())
    }

    /// Every Party, by name.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.parties.values()
    }

    /// A person by name, in any case.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.people.get(&name.trim().to_lowercase())
    }

    /// Every person, by name.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The members of a body.
    pub fn members_of<'a>(&'a self, body: &'a BodyId) -> impl Iterator<Item = &'a Person> {
        self.people.values().filter(move |person| matches!(&person.office, Office::Member { of, .. } if of == body))
    }

    /// Whether a committee has voted not to raise a proposal on a subject.
    #[must_use]
    pub fn voted_not_to_raise(&self, body: &BodyId, subject: &str) -> Option<&NotRaised> {
        self.not_raised.iter().rev().find(|vote| &vote.body == body && vote.subject == subject)
    }

    /// Who is meant by a name: a body of the Code, a Party or a person.
    ///
    /// # Errors
    /// Nobody of that name is known; the sentence says so.
    pub fn actor(&self, name: &str, code: &Code) -> Result<Actor, String> {
        if let Some(person) = self.person(name) {
            return Ok(Actor::Person(person.clone()));
        }
        if let Some(body) = code.body(name) {
            return Ok(Actor::Body { id: body.id.clone(), title: body.title.clone() });
        }
        if let Some(party) = self.party(name) {
            return Ok(Actor::Party(party.clone()));
        }
        Err(format!("nobody is known as `{name}`: it is no body of the Code, no Party and no person of the register"))
    }

    /// The suspension of a Party's right that stands now.
    #[must_use]
    pub fn suspension(&self, party: &str, right: &str) -> Option<&Suspended> {
        self.suspensions.iter().find(|held| held.party.eq_ignore_ascii_case(party) && held.right == right)
    }

    /// Every suspension that stands now.
    #[must_use]
    pub fn suspensions(&self) -> &[Suspended] {
        &self.suspensions
    }

    /// The Code in force on a day, as far as it is recorded.
    #[must_use]
    pub fn edition_at(&self, date: Date) -> Option<&Edition> {
        self.editions.range(..=date).next_back().map(|(_, edition)| edition)
    }

    /// The first days of the editions recorded for after a day.
    pub(crate) fn edition_days_after(&self, date: Date) -> impl Iterator<Item = (Date, &Edition)> {
        self.editions.range(date..).filter(move |(day, _)| **day > date).map(|(day, edition)| (*day, edition))
    }

    /// Every edition with its first day, oldest first.
    pub fn editions(&self) -> impl DoubleEndedIterator<Item = (Date, &Edition)> {
        self.editions.iter().map(|(date, edition)| (*date, edition))
    }

    /// The day on which a modification went live in this register.
    #[must_use]
    pub fn went_live(&self, number: &str) -> Option<Date> {
        self.live.get(&number.to_lowercase()).copied()
    }

    /// The next Draft Proposal number: one more than the highest so far.
    #[must_use]
    pub fn next_number(&self, code: &Code) -> String {
        let highest = self.proposals.keys().filter_map(|id| code.digits_of(id.as_str())).max().unwrap_or(0);
        code.draft_number(highest + 1)
    }
}
