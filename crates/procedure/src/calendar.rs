//! Working Days: which days count, and how many lie between two dates.
//!
//! A calendar is data (`codes/*/calendar.toml`): for each nation the days that are not Working Days besides
//! Saturdays and Sundays. It covers whole years; a question outside them is an error, never a guess.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A calendar of Working Days for one nation over a range of whole years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    nation: String,
    first: Date,
    last: Date,
    holidays: BTreeSet<Date>,
    /// Every Working Day, in order, so that counting is looking up two places.
    working: Vec<Date>,
    fingerprint: String,
}

/// Why a calendar could not be read or could not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The file is not a calendar.
    #[error("{0}")]
    Unreadable(String),
    /// The nation asked for is not in the file.
    #[error("the calendar holds no nation `{wanted}`; it holds {held}")]
    NoNation {
        /// What was asked for.
        wanted: String,
        /// What there is.
        held: String,
    },
    /// The date lies outside the years that the calendar covers.
    #[error(
        "{date} lies outside the calendar of {nation}, which covers {first} to {last}; add its year to the calendar"
    )]
    Outside {
        /// The date asked about.
        date: Date,
        /// The calendar's nation.
        nation: String,
        /// First day covered.
        first: Date,
        /// Last day covered.
        last: Date,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    nation: BTreeMap<String, Nation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Nation {
    #[serde(rename = "basis")]
    _basis: String,
    /// Year to `MM-DD` days separated by spaces.
    years: BTreeMap<String, String>,
}

impl Calendar {
    /// Reads the calendar of one nation from the text of a `calendar.toml`.
    ///
    /// # Errors
    /// The text is not a calendar, a day in it is no date, its years have a gap, or the nation is absent.
    pub fn read(text: &str, nation: &str) -> Result<Self, CalendarError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let before = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(before).filter(|&byte| byte == b'\n').count() + 1;
            CalendarError::Unreadable(format!("line {line}: {}", error.message()))
        })?;
        let Some(found) = file.nation.get(nation) else {
            let held = file.nation.keys().cloned().collect::<Vec<_>>().join(", ");
            return Err(CalendarError::NoNation { wanted: nation.to_owned(), held });
        };
        let mut holidays = BTreeSet::new();
        let mut covered = BTreeSet::new();
        for (year, days) in &found.years {
            let number: i16 = year
                .parse()
                .map_err(|_| CalendarError::Unreadable(format!("`{year}` in the calendar of {nation} is no year")))?;
            covered.insert(number);
            for day in days.split_whitespace() {
                let date: Date = format!("{year}-{day}").parse().map_err(|_| {
                    CalendarError::Unreadable(format!("`{day}` in {year} of the calendar of {nation} is no MM-DD date"))
                })?;
                holidays.insert(date);
            }
        }
        let (Some(&first), Some(&last)) = (covered.first(), covered.last()) else {
            return Err(CalendarError::Unreadable(format!("the calendar of {nation} holds no year")));
        };
        if let Some(missing) = (first..=last).find(|year| !covered.contains(year)) {
            return Err(CalendarError::Unreadable(format!("the calendar of {nation} lacks the year {missing}")));
        }
        let bound = |year, month, day| {
            Date::new(year, month, day)
                .map_err(|_| CalendarError::Unreadable(format!("the calendar of {nation} has an impossible year")))
        };
        let mut hash = Sha256::new();
        hash.update(nation.as_bytes());
        for date in &holidays {
            hash.update(date.to_string().as_bytes());
        }
        let (first, last) = (bound(first, 1, 1)?, bound(last, 12, 31)?);
        let days = first.series(1.day()).take_while(|day| *day <= last);
        Ok(Self {
            nation: nation.to_owned(),
            first,
            last,
            working: days.filter(|day| !is_weekend(*day) && !holidays.contains(day)).collect(),
            holidays,
            fingerprint: crate::fingerprint::short(hash),
        })
    }

    /// The nation whose holidays these are.
    #[must_use]
    pub fn nation(&self) -> &str {
        &self.nation
    }

    /// A short hash of the holidays, kept with every deadline that was computed from them.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The first and last day that the calendar covers.
    #[must_use]
    pub fn covers(&self) -> (Date, Date) {
        (self.first, self.last)
    }

    /// Whether a day is a Working Day.
    ///
    /// # Errors
    /// The day lies outside the years covered.
    pub fn is_working_day(&self, date: Date) -> Result<bool, CalendarError> {
        if date < self.first || date > self.last {
            return Err(self.outside(date));
        }
        Ok(!is_weekend(date) && !self.holidays.contains(&date))
    }

    /// How many Working Days lie after `from` up to and including `to`; the day of the event is not counted.
    /// Negative where `to` comes first.
    ///
    /// # Errors
    /// Either day lies outside the years covered.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<i64, CalendarError> {
        self.is_working_day(from)?;
        self.is_working_day(to)?;
        Ok(self.up_to(to) - self.up_to(from))
    }

    /// The Working Day that comes `days` Working Days after `from` (before, where negative); the day of the event
    /// is not counted. Nought gives the day itself.
    ///
    /// # Errors
    /// The search leaves the years covered.
    pub fn add_working_days(&self, from: Date, days: i64) -> Result<Date, CalendarError> {
        let counts = self.is_working_day(from)?;
        let place = match days {
            0 => return Ok(from),
            1.. => self.up_to(from).saturating_add(days - 1),
            _ => (self.up_to(from) - i64::from(counts)).saturating_add(days),
        };
        let found = usize::try_from(place).ok().and_then(|place| self.working.get(place));
        let beyond = if days < 0 { self.first.yesterday() } else { self.last.tomorrow() };
        found.copied().ok_or_else(|| self.outside(beyond.unwrap_or(from)))
    }

    /// How many Working Days there are from the first day covered to a day, both included.
    fn up_to(&self, date: Date) -> i64 {
        i64::try_from(self.working.partition_point(|day| *day <= date)).unwrap_or(i64::MAX)
    }

    fn outside(&self, date: Date) -> CalendarError {
        CalendarError::Outside { date, nation: self.nation.clone(), first: self.first, last: self.last }
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEC: &str = include_str!("../../../codes/sec/calendar.toml");

    fn calendar(nation: &str) -> Calendar {
        Calendar::read(SEC, nation).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// The vectors of real consultations and cut-offs; the day of the event is not counted.
    /// S2-045, S2-064, S2-066: ten Working Days before each release, and fifteen for each consultation.
    #[test]
    fn counts_the_working_days_of_real_timetables() {
        for (from, to, days) in [
            ("2023-06-28", "2023-07-19", 15),
            ("2023-08-16", "2023-09-07", 15),
            ("2024-02-15", "2024-02-29", 10),
            ("2024-06-13", "2024-06-27", 10),
            ("2020-06-12", "2020-06-25", 9),
            ("2015-11-26", "2015-12-17", 15),
            ("2020-02-18", "2020-03-06", 13),
        ] {
            let england = calendar("england-and-wales");
            assert_eq!(england.working_days_between(day(from), day(to)).unwrap(), days, "{from} to {to}");
            assert_eq!(england.add_working_days(day(from), days).unwrap(), day(to));
            assert_eq!(england.add_working_days(day(to), -days).unwrap(), day(from));
        }
    }

    /// Counted from one day to the next, every window of four years comes out as it does at once.
    #[test]
    fn a_window_has_as_many_working_days_as_are_met_on_the_way() {
        let england = calendar("england-and-wales");
        let mut from = day("2018-12-20");
        while from < day("2023-01-10") {
            let (mut to, mut met) = (from, 0);
            for _ in 0..40 {
                assert_eq!(england.working_days_between(from, to).unwrap(), met, "{from} to {to}");
                to = to.tomorrow().unwrap();
                met += i64::from(england.is_working_day(to).unwrap());
            }
            from = from.tomorrow().unwrap();
        }
    }

    /// The same windows differ in Scotland, so the nation cannot be left out.
    #[test]
    fn scotland_counts_otherwise() {
        let scotland = calendar("scotland");
        assert_eq!(scotland.working_days_between(day("2023-08-16"), day("2023-09-07")).unwrap(), 16);
        assert_eq!(scotland.working_days_between(day("2015-11-26"), day("2015-12-17")).unwrap(), 14);
    }

    #[test]
    fn a_day_outside_the_calendar_is_an_error() {
        let england = calendar("england-and-wales");
        let error = england.is_working_day(day("2031-01-02")).unwrap_err();
        assert!(error.to_string().contains("2012-01-01 to 2028-12-31"), "{error}");
        assert!(england.add_working_days(day("2028-12-20"), 30).is_err());
    }

    #[test]
    fn a_gap_in_the_years_is_an_error() {
        let text = "[nation.x]\nbasis = \"source\"\n[nation.x.years]\n2020 = \"01-01\"\n2022 = \"01-01\"\n";
        assert!(Calendar::read(text, "x").unwrap_err().to_string().contains("lacks the year 2021"));
    }
}
