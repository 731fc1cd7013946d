//! Dates in words.

use std::fmt;

use jiff::civil::{Date, DateTime, Weekday};

/// A day as a reader is told it: `29 February 2024`, with the day itself for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Day {
    /// The day in the form that machines read: `2024-02-29`.
    pub fn iso(self) -> Date {
        self.0
    }

    /// The name of the day of the week.
    pub fn weekday(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }

    /// The name of the month.
    pub fn month(self) -> &'static str {
        procedure::names::month(self.0)
    }

    /// The first three letters of the month, or four for the months that are never cut shorter.
    pub fn short_month(self) -> &'static str {
        match self.0.month() {
            1 => "Jan",
            2 => "Feb",
            3 => "Mar",
            4 => "Apr",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "Aug",
            9 => "Sept",
            10 => "Oct",
            11 => "Nov",
            _ => "Dec",
        }
    }

    /// The day of the month.
    pub fn number(self) -> i8 {
        self.0.day()
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.number(), self.month(), self.year())
    }
}

/// A moment of civil time in London, to the minute: `5:00pm on 19 July 2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub DateTime);

impl Moment {
    /// The day that the moment falls on.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }

    /// The form that machines read, without a zone: `2023-07-19T17:00`.
    pub fn iso(self) -> String {
        format!("{}T{:02}:{:02}", self.0.date(), self.0.hour(), self.0.minute())
    }

    /// The time of day on a twelve-hour clock: `5pm`, `10:30am`, `midday`, `midnight`.
    pub fn clock(self) -> String {
        let (hour, minute) = (self.0.hour(), self.0.minute());
        let half = if hour < 12 { "am" } else { "pm" };
        let twelve = match hour % 12 {
            0 => 12,
            hour => hour,
        };
        match (hour, minute) {
            (0, 0) => "midnight".to_owned(),
            (12, 0) => "midday".to_owned(),
            (_, 0) => format!("{twelve}{half}"),
            (_, minute) => format!("{twelve}:{minute:02}{half}"),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.clock(), self.day())
    }
}
