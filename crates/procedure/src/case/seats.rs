//! The seats of a case's bodies, and who is at their meetings.

use jiff::civil::{Date, DateTime};

use super::Case;
use crate::count::QuorumCount;
use crate::names::{BodyId, ProposalId};
use crate::register::Meeting;
pub(crate) use crate::roster::SeatsHeld;
use crate::roster::{quorum_at, seats_on, voting_group};

impl<'a> Case<'a> {
    /// The seats of a body on a day.
    pub(crate) fn seats_on(&self, body: &BodyId, on: Date) -> Vec<SeatsHeld<'a>> {
        seats_on(self.register, self.rulebook, body, on)
    }

    /// The Voting Group of a Party, or the Party itself where it is in none.
    pub(crate) fn voting_group(&self, party: &str) -> String {
        voting_group(self.register, party)
    }

    /// What each counter of a meeting's quorum comes to at a moment.
    pub(crate) fn quorum_at(
        &self,
        meeting: &Meeting,
        moment: DateTime,
        about: Option<&ProposalId>,
    ) -> Vec<QuorumCount> {
        quorum_at(self.register, self.rulebook, meeting, moment, about)
    }
}
