//! Setting the day of a meeting, by the calendar or ad hoc.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::code::Body;
use crate::event::{Event, MeetingEvent};
use crate::names::{MeetingId, day};

/// A body meets on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleMeeting {
    /// The body that meets.
    pub body: String,
    /// The day.
    pub date: Date,
    /// The meeting's number in the body's own count; without one, the next. A number that is known moves that meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Whether it is called outside the calendar, for example to sign something off.
    #[serde(default)]
    pub ad_hoc: bool,
}

impl ScheduleMeeting {
    fn body<'a>(&self, case: &Case<'a>) -> Result<&'a Body, Problem> {
        let unknown = || Problem::with("body", format!("there is no body `{}`", self.body));
        case.rulebook.code().body(&self.body).ok_or_else(unknown)
    }

    fn number(&self, case: &Case<'_>, body: &Body) -> u64 {
        let last = case.register.meetings().filter(|held| held.body == body.id).map(|held| held.number).max();
        self.number.unwrap_or_else(|| last.unwrap_or(0) + 1)
    }
}

impl Details for ScheduleMeeting {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let body = match self.body(case) {
            Ok(body) => body,
            Err(problem) => return vec![problem],
        };
        let mut problems = Vec::new();
        if self.date < case.at.date() {
            problems.push(Problem::with("date", format!("{} is past", day(self.date))));
        }
        let number = self.number(case, body);
        let known = case.register.meetings().find(|held| held.body == body.id && held.number == number);
        if let Some(held) = known.filter(|held| held.date < case.at.date()) {
            let words = format!("meeting {number} of {} was on {}", body.title, day(held.date));
            problems.push(Problem::with("number", words));
        }
        let same_day = |date| case.register.meeting_on(&body.id, date);
        if let Some(other) = same_day(self.date).filter(|held| held.number != number) {
            problems.push(Problem::with("date", format!("{} meets that day already, as {}", body.title, other.id)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body = self.body(case)?;
        let number = self.number(case, body);
        Ok(vec![Event::Meeting(MeetingEvent::Scheduled {
            meeting: MeetingId::from(format!("{}-{number}", body.id)),
            body: body.id.clone(),
            number,
            date: self.date,
            ad_hoc: self.ad_hoc,
        })])
    }
}
