//! Acts on releases.

mod baseline_rid;
mod freeze_scope;
mod issue_rid;
mod list_change_request;
mod put_in_release;
mod quote_costs;
mod record_impacts;
mod schedule_release;
mod state_effort;

pub use baseline_rid::BaselineRid;
pub use freeze_scope::FreezeScope;
pub use issue_rid::IssueRid;
pub use list_change_request::ListChangeRequest;
pub use put_in_release::PutInRelease;
pub use quote_costs::QuoteCosts;
pub use record_impacts::RecordImpacts;
pub use schedule_release::{PlannedEvent, Relative, ScheduleRelease, StageCost};
pub use state_effort::StateEffort;
