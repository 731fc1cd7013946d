//! The ballot of a proposal: roster, votes, count.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::names::{BodyId, Outcome, ReleaseId, SolutionId, Vote};

/// A vote on a proposal, open or counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ballot {
    /// The body that votes.
    pub body: BodyId,
    /// When it opened.
    pub opened: DateTime,
    /// Who may vote, fixed when it opened.
    pub roster: Vec<Seat>,
    /// The version of the legal text voted on, fixed when it opened.
    pub legal_text: Option<String>,
    /// The version of each solution's text, where there are several solutions.
    pub legal_texts: BTreeMap<SolutionId, String>,
    /// Every vote cast, in order, late ones too.
    pub cast: Vec<Cast>,
    /// The count, once closed: on the Proposed Solution.
    #[serde(rename = "count")]
    pub result: Option<Count>,
    /// The counts on each Alternative Solution, once closed.
    pub alternatives: BTreeMap<SolutionId, Count>,
    /// The count on the date of implementation, once closed, where that is voted on by itself.
    pub date: Option<Box<Count>>,
    /// The release whose date the vote recommends, once closed, where the date is voted on by itself and was approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommended: Option<ReleaseId>,
}

impl Ballot {
    /// Whether the date of implementation was voted on by itself, and voted down.
    #[must_use]
    pub fn rejects_the_date(&self) -> bool {
        self.date.as_ref().is_some_and(|date| date.outcome == Outcome::Rejected)
    }
}

/// A member and the group of seats the member belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seat {
    /// The member.
    pub member: String,
    /// The group of seats.
    pub seats: String,
    /// Those who may vote in the member's place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<String>,
    /// The Party that had the member appointed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointed_by: Option<String>,
    /// How many votes the voter has, where votes are weighted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u64>,
}

impl Seat {
    /// Whether a name is the member's or an alternate's.
    #[must_use]
    pub fn is_held_by(&self, name: &str) -> bool {
        std::iter::once(&self.member).chain(&self.alternates).any(|held| held.eq_ignore_ascii_case(name))
    }
}

/// A vote cast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// The solution voted on, where there are several.
    pub solution: Option<SolutionId>,
    /// The vote on the date of implementation, where that is voted on by itself.
    pub date: Option<Vote>,
    /// Whether the solution serves each objective, where that is asked.
    pub objectives: BTreeMap<String, Vote>,
}

impl Ballot {
    /// Each member's last vote before the close; where there are several solutions, on the Proposed Solution.
    pub fn last_votes(&self) -> impl Iterator<Item = (&str, Vote)> + use<'_> {
        let proposed = SolutionId::proposed();
        let several = self.cast.iter().any(|cast| cast.solution.is_some());
        self.last_votes_on(several.then_some(&proposed))
    }

    /// Each member's last vote before the close on one of several solutions, or on the only one.
    pub fn last_votes_on(&self, solution: Option<&SolutionId>) -> impl Iterator<Item = (&str, Vote)> + use<'_> {
        let on_it = |cast: &&Cast| cast.solution.as_ref() == solution;
        let of_seat = |seat| self.for_seat(seat).find(on_it).map(|cast| cast.vote);
        let last: BTreeMap<&str, Vote> =
            self.roster.iter().filter_map(|seat| Some((seat.member.as_str(), of_seat(seat)?))).collect();
        last.into_iter()
    }

    /// The votes cast for a seat before the close, the one that counts first: what the member cast, last first, then what
    /// alternates cast in the member's place, who vote for one who does not.
    pub(crate) fn for_seat<'b>(&'b self, seat: &'b Seat) -> impl Iterator<Item = &'b Cast> + use<'b> {
        let own = |cast: &Cast| cast.member.eq_ignore_ascii_case(&seat.member);
        let cast = self.cast.iter().rev().filter(|cast| cast.counted && seat.is_held_by(&cast.member));
        cast.clone().filter(move |cast| own(cast)).chain(cast.filter(move |cast| !own(cast)))
    }

    /// Whether somebody cast a vote that came before the close.
    #[must_use]
    pub fn has_cast(&self, name: &str) -> bool {
        self.cast.iter().any(|cast| cast.counted && cast.member.eq_ignore_ascii_case(name))
    }

    /// The group of seats that a member on the roster belongs to.
    #[must_use]
    pub fn seat_of(&self, member: &str) -> Option<&str> {
        self.roster.iter().find(|seat| seat.is_held_by(member)).map(|seat| seat.seats.as_str())
    }
}
