//! Folding elections and what Parties wish of appointments.

use jiff::civil::DateTime;

use super::super::{AppointmentView, Election, ElectionResult, ElectionVote, Register};
use crate::event::ElectionEvent;

impl Register {
    pub(super) fn fold_election(&mut self, event: &ElectionEvent, at: DateTime) -> Result<(), String> {
        match event {
            ElectionEvent::Called { election, body, seat, seats, candidates, closes } => {
                let called = Election {
                    id: election.clone(),
                    body: body.clone(),
                    seat: seat.clone(),
                    seats: *seats,
                    candidates: candidates.clone(),
                    closes: *closes,
                    votes: Vec::new(),
                    result: None,
                };
                self.elections.insert(election.clone(), called);
            }
            ElectionEvent::VoteCast { election, party, voting_group, candidate } => {
                let (party, voting_group, candidate) = (party.clone(), voting_group.clone(), candidate.clone());
                self.election_mut(election)?.votes.push(ElectionVote { party, voting_group, candidate, at });
            }
            ElectionEvent::Closed { election, elected, votes, left_out } => {
                let (elected, votes, left_out) = (elected.clone(), votes.clone(), left_out.clone());
                self.election_mut(election)?.result = Some(ElectionResult { elected, votes, left_out });
            }
            ElectionEvent::AppointmentViewStated { body, seat, person, party, wish, reasons, left_out } => {
                self.appointment_views.push(AppointmentView {
                    body: body.clone(),
                    seat: seat.clone(),
                    person: person.clone(),
                    party: party.clone(),
                    wish: *wish,
                    reasons: reasons.clone(),
                    at,
                    left_out: left_out.clone(),
                });
            }
        }
        Ok(())
    }

    fn election_mut(&mut self, id: &str) -> Result<&mut Election, String> {
        self.elections.get_mut(id).ok_or_else(|| format!("it is about the election {id}, which was never called"))
    }
}
