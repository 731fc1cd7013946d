//! Offices with their terms: who holds which seat on a day, for whom as an alternate, and how an office ended.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Actor, Office, Person, Register, Seat};
use crate::act::OfficeKind;
use crate::code::Code;
use crate::names::BodyId;

/// An office held for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The office.
    pub office: Office,
    /// Its first day; absent in a record from before terms were kept.
    pub from: Option<Date>,
    /// The first day on which it is held no longer, where the term says so or the office has ended.
    pub until: Option<Date>,
    /// The member in whose place the person acts as an alternate.
    pub alternate_for: Option<String>,
    /// How it ended before its term was over.
    pub ended: Option<Ended>,
}

/// How an office ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Whether the person left or was removed.
    pub how: Ending,
    /// Why.
    pub reasons: String,
}

/// How an office ends before its term is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The person gave it up.
    Resigned,
    /// Those who may took it away.
    Removed,
    /// Another took the person's place, or the person another place.
    Succeeded,
}

impl Ending {
    /// How it ended, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Resigned => "resigned",
            Self::Removed => "removed",
            Self::Succeeded => "succeeded",
        }
    }
}

impl Held {
    /// Whether it is held on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// The body that it is a seat on, or that is acted for.
    #[must_use]
    pub fn body(&self) -> Option<&BodyId> {
        match &self.office {
            Office::ForBody(body) | Office::Member { of: body, .. } => Some(body),
            Office::ForParty(_) => None,
        }
    }

    fn is_like(&self, office: &Office) -> bool {
        match (&self.office, office) {
            (Office::ForParty(one), Office::ForParty(other)) => one.eq_ignore_ascii_case(other),
            (Office::ForBody(one), Office::ForBody(other))
            | (Office::Member { of: one, .. }, Office::Member { of: other, .. }) => one == other,
            (Office::ForParty(_) | Office::ForBody(_) | Office::Member { .. }, _) => false,
        }
    }
}

impl Office {
    pub(crate) fn new(
        acts_for: &str,
        office: OfficeKind,
        seat: Option<&str>,
        appointed_by: Option<&str>,
        register: &Register,
    ) -> Self {
        match (office, register.party(acts_for)) {
            (OfficeKind::Member, _) => Self::Member {
                of: acts_for.into(),
                seat: seat.map(str::to_owned),
                appointed_by: appointed_by.map(str::to_owned),
            },
            (OfficeKind::Representative, Some(party)) => Self::ForParty(party.name.clone()),
            (OfficeKind::Representative, None) => Self::ForBody(acts_for.into()),
        }
    }

    /// The office in words.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::ForParty(party) => format!("for {party}"),
            Self::ForBody(body) => format!("for the {}", code.title_of(body.as_str())),
            Self::Member { of, .. } => format!("member of the {}", code.title_of(of.as_str())),
        }
    }
}

impl Person {
    /// A person with one office more.
    pub(super) fn with(known: Option<&Self>, name: &str, held: Held) -> Self {
        let mut offices = known.map(|person| person.offices.clone()).unwrap_or_default();
        match held.from {
            // A record from before terms were kept gives a person one office, in the place of any other.
            None => offices.clear(),
            Some(from) => {
                for before in offices.iter_mut().filter(|before| before.is_like(&held.office) && before.on(from)) {
                    before.until = Some(from);
                    before.ended = Some(Ended { how: Ending::Succeeded, reasons: String::new() });
                }
            }
        }
        let office = held.office.clone();
        offices.push(held);
        Self { name: name.to_owned(), office, offices }
    }

    /// The offices held on a day.
    pub fn offices_on(&self, day: Date) -> impl Iterator<Item = &Held> {
        self.offices.iter().filter(move |held| held.on(day))
    }

    /// The seat held on a body on a day.
    #[must_use]
    pub fn seat_on(&self, body: &BodyId, day: Date) -> Option<&Held> {
        let is_seat = |held: &&Held| matches!(&held.office, Office::Member { of, .. } if of == body);
        self.offices_on(day).find(is_seat)
    }

    /// The same person in another of the offices held.
    #[must_use]
    pub fn acting_in(&self, office: &Office) -> Self {
        Self { office: office.clone(), ..self.clone() }
    }

    /// The office acted in, with its term.
    #[must_use]
    pub fn acts_in(&self) -> Option<&Held> {
        self.offices.iter().rev().find(|held| held.office == self.office)
    }

    /// Whether the office acted in is held on a day; a person with no term on record holds it.
    #[must_use]
    pub fn is_in_office(&self, day: Date) -> bool {
        let same = |held: &&Held| held.office == self.office;
        self.offices.is_empty() || self.offices.iter().filter(same).any(|held| held.on(day))
    }
}

impl Register {
    /// The members of a body on a day, each with the seat held; alternates stand beside them, see [`Register::alternates_of`].
    pub fn members_on<'a>(&'a self, body: &'a BodyId, day: Date) -> impl Iterator<Item = (&'a Person, &'a Held)> {
        let seats = self.people().filter_map(move |person| Some((person, person.seat_on(body, day)?)));
        seats.filter(|(_, held)| held.alternate_for.is_none())
    }

    /// The alternates of a member of a body on a day.
    pub fn alternates_of<'a>(
        &'a self,
        member: &'a str,
        body: &'a BodyId,
        day: Date,
    ) -> impl Iterator<Item = &'a Person> {
        self.people().filter(move |person| {
            let place = person.seat_on(body, day).and_then(|held| held.alternate_for.as_deref());
            place.is_some_and(|place| place.eq_ignore_ascii_case(member))
        })
    }

    /// Who may vote in a body on a day: its members in their seats, each with those who may act in the member's place.
    #[must_use]
    pub fn roster(&self, body: &BodyId, day: Date) -> Vec<Seat> {
        let seat = |(person, held): (&Person, &Held)| Seat {
            member: person.name.clone(),
            seats: match &held.office {
                Office::Member { seat, .. } => seat.clone().unwrap_or_default(),
                Office::ForParty(_) | Office::ForBody(_) => String::new(),
            },
            alternates: self.alternates_of(&person.name, body, day).map(|person| person.name.clone()).collect(),
            appointed_by: match &held.office {
                Office::Member { appointed_by, .. } => appointed_by.clone(),
                Office::ForParty(_) | Office::ForBody(_) => None,
            },
            weight: None,
        };
        self.members_on(body, day).map(seat).collect()
    }

    /// Who votes where the Parties themselves do: one voter for each Voting Group in a category, or each Party that is in none,
    /// with the sum of the weights.
    #[must_use]
    pub fn parties_roster(&self, categories: &[String], day: Date) -> Vec<Seat> {
        let mut found: BTreeMap<(String, String), Seat> = BTreeMap::new();
        let voting = self.parties().filter(|party| party.since <= day);
        for party in voting.filter(|party| categories.is_empty() || categories.contains(&party.category)) {
            let group = party.voting_group.clone().unwrap_or_else(|| party.name.clone());
            let seat = found.entry((party.category.clone(), group.clone())).or_insert_with(|| Seat {
                member: group,
                seats: party.category.clone(),
                alternates: Vec::new(),
                appointed_by: None,
                weight: Some(0),
            });
            seat.alternates.push(party.name.clone());
            seat.weight = seat.weight.map(|weight| weight.saturating_add(party.weight.unwrap_or(1)));
        }
        found.into_values().collect()
    }

    /// Everyone who may be meant by a name on a day: a body of the Code, a Party, or a person in each office held.
    /// `NAME for BODY` or `NAME for PARTY` names the one office that is meant. A person who holds no office any more is
    /// meant in the last one, which gives no power.
    ///
    /// # Errors
    /// Nobody of that name is known, or the person has no such office; the sentence says so.
    pub fn actors(&self, name: &str, code: &Code, day: Date) -> Result<Vec<Actor>, String> {
        let meant = match self.actor(name, code) {
            Ok(actor) => (actor, None),
            Err(unknown) => {
                let split = name.rsplit_once(" for ").ok_or_else(|| unknown.clone())?;
                (Actor::Person(self.person(split.0).ok_or(unknown)?.clone()), Some(split.1))
            }
        };
        let (Actor::Person(person), office) = &meant else { return Ok(vec![meant.0]) };
        let is_meant = |held: &&Held| {
            office.is_none_or(|office| match &held.office {
                Office::ForParty(party) => party.eq_ignore_ascii_case(office.trim()),
                Office::ForBody(body) | Office::Member { of: body, .. } => {
                    code.body(office).is_some_and(|known| known.id == *body)
                }
            })
        };
        let held: Vec<Actor> =
            person.offices_on(day).filter(is_meant).map(|held| Actor::Person(person.acting_in(&held.office))).collect();
        match (held.is_empty(), office) {
            (false, _) => Ok(held),
            (true, None) => Ok(vec![meant.0]),
            (true, Some(office)) => match person.offices.iter().rfind(is_meant) {
                Some(past) => Ok(vec![Actor::Person(person.acting_in(&past.office))]),
                None => Err(format!("{} holds no office for `{}`", person.name, office.trim())),
            },
        }
    }
}
