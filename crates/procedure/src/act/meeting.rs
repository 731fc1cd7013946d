//! Acts on meetings: their calendar, agenda, attendance, decisions, minutes and actions.

mod close_action;
mod open_action;
mod publish_minutes;
mod record_attendance;
mod record_decision;
mod schedule_meeting;
mod table_item;

pub use close_action::CloseAction;
pub use open_action::OpenAction;
pub use publish_minutes::PublishMinutes;
pub use record_attendance::RecordAttendance;
pub use record_decision::RecordDecision;
pub use schedule_meeting::ScheduleMeeting;
pub use table_item::{Purpose, TableItem};

use super::Problem;
use crate::case::Case;
use crate::register::Meeting;

/// A meeting of the register.
fn known<'a>(case: &Case<'a>, id: &str) -> Result<&'a Meeting, Problem> {
    let unknown = || Problem::with("meeting", format!("there is no meeting `{id}`; schedule it first"));
    case.register.meeting(id).ok_or_else(unknown)
}
