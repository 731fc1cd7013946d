//! Acts on the Programme Assurance Policy and on the projects under it (D10.22 to D10.28).

mod adopt_policy;
mod bring_project_live;
mod decide_referral;
mod draft_policy;
mod meet_project_step;
mod publish_policy;
mod refer_policy;
mod register_project;
mod tailor_project;

pub use adopt_policy::AdoptPolicy;
pub use bring_project_live::BringProjectLive;
pub use decide_referral::DecideReferral;
pub use draft_policy::DraftPolicy;
pub use meet_project_step::MeetProjectStep;
pub use publish_policy::PublishPolicy;
pub use refer_policy::ReferPolicy;
pub use register_project::RegisterProject;
pub use tailor_project::TailorProject;
