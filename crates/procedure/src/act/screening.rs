//! Acts by which proposals come to the committees that watch what they affect.

mod ask_advice;
mod flag_proposal;
mod give_advice;
mod tell_committee;

pub use ask_advice::AskAdvice;
pub use flag_proposal::FlagProposal;
pub use give_advice::GiveAdvice;
pub use tell_committee::TellCommittee;
