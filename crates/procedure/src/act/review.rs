//! Acts of the Authority on Significant Code Reviews.

mod conclude_review;
mod decide_variation;
mod direct_backstop;
mod direct_raising;
mod open_review;
mod propose_variation;
mod resume_proposal;
mod subsume_proposal;
mod suspend_proposal;

pub use conclude_review::ConcludeReview;
pub use decide_variation::DecideVariation;
pub use direct_backstop::DirectBackstop;
pub use direct_raising::DirectRaising;
pub use open_review::OpenReview;
pub use propose_variation::ProposeVariation;
pub use resume_proposal::ResumeProposal;
pub use subsume_proposal::SubsumeProposal;
pub use suspend_proposal::SuspendProposal;
