//! Acts on releases.

mod put_in_release;
mod schedule_release;

pub use put_in_release::PutInRelease;
pub use schedule_release::{PlannedEvent, ScheduleRelease, StageCost};
