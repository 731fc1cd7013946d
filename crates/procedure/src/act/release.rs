//! Acts on releases.

mod assess_criterion;
mod baseline_rid;
mod decide_go;
mod freeze_scope;
mod issue_rid;
mod list_change_request;
mod put_in_release;
mod quote_costs;
mod recommend_on_release;
mod record_impacts;
mod record_lesson;
mod revise_criterion;
mod schedule_release;
mod state_effort;

pub use assess_criterion::AssessCriterion;
pub use baseline_rid::BaselineRid;
pub use decide_go::DecideGo;
pub use freeze_scope::FreezeScope;
pub use issue_rid::IssueRid;
pub use list_change_request::ListChangeRequest;
pub use put_in_release::PutInRelease;
pub use quote_costs::QuoteCosts;
pub use recommend_on_release::RecommendOnRelease;
pub use record_impacts::RecordImpacts;
pub use record_lesson::RecordLesson;
pub use revise_criterion::ReviseCriterion;
pub use schedule_release::{PlannedEvent, Relative, ScheduleRelease, StageCost};
pub use state_effort::StateEffort;
