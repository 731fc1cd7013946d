//! Dates to come.

use askama::Template;
use serde_json::{Value, json};

use crate::web::{Day, Frame, Link, Tag};

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The day.
    pub day: Day,
    /// The time of day, where one matters: `5pm`.
    pub time: Option<String>,
    /// What kind: `Deadline`, `Meeting`, `Release`, `Not a Working Day`.
    pub kind: Tag,
    /// What happens.
    pub what: String,
    /// Where to read on.
    pub link: Option<Link>,
}

/// A month with its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarMonth {
    /// `July 2025`.
    pub name: String,
    /// How many Working Days it has.
    pub working_days: u32,
    /// The entries in order.
    pub entries: Vec<CalendarEntry>,
}

impl CalendarMonth {
    /// The entries by day, in order.
    pub fn days(&self) -> Vec<(Day, &[CalendarEntry])> {
        self.entries
            .chunk_by(|one, next| one.day == next.day)
            .filter_map(|same| same.first().map(|first| (first.day, same)))
            .collect()
    }
}

impl CalendarPage {
    /// The same as data.
    pub fn as_data(&self) -> Value {
        let entry = |entry: &CalendarEntry| {
            json!({
                "date": entry.day.0, "time": entry.time, "kind": entry.kind.words, "what": entry.what,
                "href": entry.link.as_ref().map(|link| link.to.to_string()),
            })
        };
        let month = |month: &CalendarMonth| {
            json!({
                "month": month.name, "working_days": month.working_days,
                "dates": month.entries.iter().map(entry).collect::<Vec<_>>(),
            })
        };
        json!({ "counting": self.counting.0, "months": self.months.iter().map(month).collect::<Vec<_>>() })
    }
}

/// `/{code}/calendar`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/calendar.html")]
pub struct CalendarPage {
    /// What stands round the page.
    pub frame: Frame,
    /// How Working Days are counted here, in a sentence or two, with the clause.
    pub counting: (String, Option<Link>),
    /// The months, from the present one.
    pub months: Vec<CalendarMonth>,
}
