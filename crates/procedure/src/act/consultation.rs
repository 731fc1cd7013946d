//! Acts on consultations that both kinds share, and on those about other things than a proposal.

mod answer_point;
mod consult;
mod erase_confidence;
mod report_outcome;

pub use answer_point::AnswerPoint;
pub use consult::Consult;
pub use erase_confidence::EraseConfidence;
pub use report_outcome::ReportOutcome;
