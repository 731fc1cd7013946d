//! What happens in elections of members.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::area::area;
use crate::act::Wish;
use crate::code::Code;
use crate::count::LeftOut;
use crate::names::{BodyId, day};

area! {
    /// Something that happened in an election or appointment of members.
    ElectionEvent {
        /// An election was called.
        Called "election-called" of election {
            election: String,
            body: BodyId,
            seat: String,
            seats: usize,
            candidates: Vec<String>,
            closes: Date,
        }
        /// A Party voted; of the votes of one Voting Group the last one counts.
        VoteCast "election-vote-cast" of election {
            election: String,
            party: String,
            voting_group: String,
            candidate: String,
        }
        /// The election was counted, without the Voting Groups left out.
        Closed "election-closed" of election {
            election: String,
            elected: Vec<String>,
            votes: BTreeMap<String, u64>,
            left_out: Vec<LeftOut>,
        }
        /// A Party said whom it wants appointed or removed; `left_out` says why that does not count.
        AppointmentViewStated "appointment-view-stated" of body {
            body: BodyId,
            seat: String,
            person: String,
            party: String,
            wish: Wish,
            reasons: String,
            left_out: Option<String>,
        }
    }
}

impl ElectionEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::Called { body, seat, closes, candidates, .. } => {
                let (of, count) = (code.title_of(body.as_str()), candidates.len());
                format!(
                    "An election to the seats {seat} of {of} was called, with {count} standing, until {}",
                    day(*closes)
                )
            }
            Self::VoteCast { party, election, .. } => format!("{party} voted in the election {election}"),
            Self::Closed { election, elected, .. } if elected.is_empty() => {
                format!("The election {election} closed; nobody was elected")
            }
            Self::Closed { election, elected, .. } => {
                format!("The election {election} closed; elected: {}", elected.join(", "))
            }
            Self::AppointmentViewStated { party, person, wish, body, left_out, .. } => {
                let out = if left_out.is_some() { ", kept and not counted" } else { "" };
                let of = code.title_of(body.as_str());
                format!("{party} wishes to {} {person}, {of}{out}", wish.words())
            }
        }
    }
}
