//! Who takes part: Parties, people with their offices, and who is acting.

use jiff::civil::{Date, DateTime};

use super::{Held, Register};
use crate::names::BodyId;

/// A Party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Its Party Category.
    pub category: String,
    /// The day it became a Party.
    pub since: Date,
    /// The group of affiliated Parties of its category that votes as one in elections, if it is in one.
    pub voting_group: Option<String>,
    /// The User Roles that it acts in; a role is no Party Category.
    pub roles: Vec<String>,
    /// How many votes it has, where votes are weighted.
    pub weight: Option<u64>,
}

/// A person and the offices held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The office that the person acts in: in a register the one named last, in an act the one that the act is done in.
    pub office: Office,
    /// Every office held now, before or later, in the order in which the person was named.
    pub offices: Vec<Held>,
}

/// What a person is to a Party or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Office {
    /// Acts for a Party.
    ForParty(String),
    /// Acts for a body.
    ForBody(BodyId),
    /// Sits on a body.
    Member {
        /// The body.
        of: BodyId,
        /// The seat held.
        seat: Option<String>,
        /// The Party that had the member appointed.
        appointed_by: Option<String>,
    },
}

/// A suspended right of a Party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended {
    /// The Party.
    pub party: String,
    /// The right, by its clause.
    pub right: String,
    /// From when.
    pub since: DateTime,
}

/// Who does an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A body as such.
    Body {
        /// Its id.
        id: BodyId,
        /// Its title.
        title: String,
    },
    /// A Party as such.
    Party(Party),
    /// A person, in the office held.
    Person(Person),
}

impl Actor {
    /// The actor's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Body { title, .. } => title,
            Self::Party(party) => &party.name,
            Self::Person(person) => &person.name,
        }
    }

    /// For whom the act counts: the Party or body, or the member in person.
    #[must_use]
    pub fn stands_for(&self) -> &str {
        match self {
            Self::Body { id, .. } => id.as_str(),
            Self::Party(party) => &party.name,
            Self::Person(Person { office: Office::ForParty(party), .. }) => party,
            Self::Person(Person { office: Office::ForBody(body), .. }) => body.as_str(),
            Self::Person(Person { office: Office::Member { .. }, name, .. }) => name,
        }
    }

    /// The body that the actor is or acts for.
    #[must_use]
    pub fn body(&self) -> Option<&BodyId> {
        match self {
            Self::Body { id, .. } => Some(id),
            Self::Person(Person { office: Office::ForBody(body), .. }) => Some(body),
            Self::Party(_) | Self::Person(_) => None,
        }
    }

    /// The body that the actor sits on as a member.
    #[must_use]
    pub fn member_of(&self) -> Option<&BodyId> {
        match self {
            Self::Person(Person { office: Office::Member { of, .. }, .. }) => Some(of),
            Self::Body { .. } | Self::Party(_) | Self::Person(_) => None,
        }
    }

    /// The Party that the actor is or acts for.
    #[must_use]
    pub fn party<'a>(&'a self, register: &'a Register) -> Option<&'a Party> {
        match self {
            Self::Party(party) => Some(party),
            Self::Person(Person { office: Office::ForParty(party), .. }) => register.party(party),
            Self::Body { .. } | Self::Person(_) => None,
        }
    }

    /// The Party Category or seat that the actor speaks from.
    #[must_use]
    pub fn category<'a>(&'a self, register: &'a Register) -> Option<&'a str> {
        match self {
            Self::Person(Person { office: Office::Member { seat, .. }, .. }) => seat.as_deref(),
            Self::Body { .. } | Self::Party(_) | Self::Person(_) => {
                self.party(register).map(|party| party.category.as_str())
            }
        }
    }
}
