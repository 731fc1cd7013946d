//! Elections of members, and what Parties wish of appointments.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::Register;
use crate::act::Wish;
use crate::count::LeftOut;
use crate::names::BodyId;

/// An election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// Its id.
    pub id: String,
    /// The body.
    pub body: BodyId,
    /// The group of seats.
    pub seat: String,
    /// How many seats are to be filled.
    pub seats: usize,
    /// Those who stand.
    pub candidates: Vec<String>,
    /// The last day on which votes count.
    pub closes: Date,
    /// Every vote, in order.
    pub votes: Vec<ElectionVote>,
    /// The result, once closed.
    pub result: Option<ElectionResult>,
}

/// A vote in an election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectionVote {
    /// The Party.
    pub party: String,
    /// Its Voting Group, or itself.
    pub voting_group: String,
    /// The candidate.
    pub candidate: String,
    /// When.
    pub at: DateTime,
}

/// The result of an election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectionResult {
    /// Those elected.
    pub elected: Vec<String>,
    /// The votes for each who stood.
    pub votes: BTreeMap<String, u64>,
    /// The Voting Groups whose votes were left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// What a Party wishes of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentView {
    /// The body.
    pub body: BodyId,
    /// The group of seats.
    pub seat: String,
    /// The person.
    pub person: String,
    /// The Party.
    pub party: String,
    /// What it wishes.
    pub wish: Wish,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime,
    /// Why it does not count, where it does not.
    pub left_out: Option<String>,
}

impl Election {
    /// The last vote of each Voting Group.
    #[must_use]
    pub fn last_votes(&self) -> BTreeMap<String, &ElectionVote> {
        self.votes.iter().map(|vote| (vote.voting_group.clone(), vote)).collect()
    }
}

impl Register {
    /// An election by its id.
    #[must_use]
    pub fn election(&self, id: &str) -> Option<&Election> {
        self.elections.get(id.trim())
    }

    /// Every election, by id.
    pub fn elections(&self) -> impl Iterator<Item = &Election> {
        self.elections.values()
    }

    /// What Parties wished of appointments, in order; those left out too.
    #[must_use]
    pub fn appointment_views(&self) -> &[AppointmentView] {
        &self.appointment_views
    }
}
