//! Acts on elections of members, and on what Parties wish of appointments.

mod call_election;
mod close_election;
mod state_appointment_view;
mod vote_in_election;

pub use call_election::CallElection;
pub use close_election::CloseElection;
pub use state_appointment_view::{StateAppointmentView, Wish};
pub use vote_in_election::VoteInElection;
