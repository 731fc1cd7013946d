//! Recording who was at a meeting, from when until when.

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use super::known;
use crate::case::Case;
use crate::event::{Event, MeetingEvent};
use crate::names::day;

/// A person was at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAttendance {
    /// The meeting (`panel-61`).
    pub meeting: String,
    /// The person, by name: a member, an alternate, or anyone who attends without a vote.
    pub person: String,
    /// When the person came, on the day of the meeting.
    pub arrived: DateTime,
    /// When the person left; without it, the person stayed to the end. Who comes back is recorded again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<DateTime>,
}

impl Details for RecordAttendance {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("person", &self.person);
        match known(case, &self.meeting) {
            Err(problem) => problems.push(problem),
            Ok(meeting) if self.arrived.date() != meeting.date => {
                problems.push(Problem::with("arrived", format!("the meeting is on {}", day(meeting.date))));
            }
            Ok(_) => {}
        }
        if self.left.is_some_and(|left| left < self.arrived) {
            problems.push(Problem::with("left", "is before the arrival"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let meeting = known(case, &self.meeting)?;
        let person = case.register.person(&self.person);
        let held = person.and_then(|person| person.seat_on(&meeting.body, meeting.date));
        Ok(vec![Event::Meeting(MeetingEvent::AttendanceRecorded {
            meeting: meeting.id.clone(),
            person: person.map_or_else(|| self.person.trim().to_owned(), |person| person.name.clone()),
            member: held.is_some(),
            in_place_of: held.and_then(|held| held.alternate_for.clone()),
            arrived: self.arrived,
            left: self.left,
        })])
    }
}
