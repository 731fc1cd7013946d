//! The ballot of a proposal: roster, votes, count.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::names::{BodyId, Vote};
use crate::tally::Count;

/// A vote on a proposal, open or counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The body that votes.
    pub body: BodyId,
    /// When it opened.
    pub opened: DateTime,
    /// Who may vote, fixed when it opened.
    pub roster: Vec<Seat>,
    /// The version of the legal text voted on, fixed when it opened.
    pub legal_text: Option<String>,
    /// Every vote cast, in order, late ones too.
    pub cast: Vec<Cast>,
    /// The count, once closed.
    pub result: Option<Count>,
}

/// A member and the group of seats the member belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seat {
    /// The member.
    pub member: String,
    /// The group of seats.
    pub seats: String,
}

/// A vote cast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// The member.
    pub member: String,
    /// The vote.
    pub vote: Vote,
    /// The reasons.
    pub reasons: String,
    /// When.
    pub at: DateTime,
    /// Whether it came before the close.
    pub counted: bool,
}

impl Ballot {
    /// Each member's last vote before the close.
    pub fn last_votes(&self) -> impl Iterator<Item = (&str, Vote)> {
        let mut last = BTreeMap::new();
        for cast in self.cast.iter().filter(|cast| cast.counted) {
            let on_roster = self.roster.iter().find(|seat| seat.member.eq_ignore_ascii_case(&cast.member));
            last.insert(on_roster.map_or(cast.member.as_str(), |seat| seat.member.as_str()), cast.vote);
        }
        last.into_iter()
    }

    /// The group of seats that a member on the roster belongs to.
    #[must_use]
    pub fn seat_of(&self, member: &str) -> Option<&str> {
        self.roster.iter().find(|seat| seat.member.eq_ignore_ascii_case(member)).map(|seat| seat.seats.as_str())
    }
}
