//! The clock that says when an act was recorded, and civil time in Great Britain.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::error::LedgerError;

/// Where the instant of an act comes from. It is read inside the transaction that decides the act.
#[derive(Clone)]
pub enum Clock {
    /// The program hands its clock in: the clock of the machine, or that of a demonstration.
    Handed(Arc<dyn Fn() -> Timestamp + Send + Sync>),
    /// The clock of the PostgreSQL server, so that several nodes agree.
    Database,
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Handed(_) => "Clock::Handed",
            Self::Database => "Clock::Database",
        })
    }
}

/// Civil time in Great Britain.
#[derive(Debug, Clone)]
pub(crate) struct Civil(TimeZone);

impl Civil {
    /// Europe/London.
    pub(crate) fn london() -> Result<Self, LedgerError> {
        TimeZone::get("Europe/London").map(Self).map_err(|error| LedgerError::TimeZone(error.to_string()))
    }

    /// The civil time of microseconds since 1970, UTC.
    pub(crate) fn of(&self, microseconds: i64) -> Result<DateTime, LedgerError> {
        let instant =
            Timestamp::from_microsecond(microseconds).map_err(|_| LedgerError::NoSuchInstant(microseconds))?;
        Ok(self.0.to_datetime(instant))
    }

    /// The instant of a civil time, in microseconds since 1970, UTC.
    ///
    /// # Errors
    /// The clocks change then: the time does not exist or comes twice.
    pub(crate) fn instant(&self, at: DateTime) -> Result<i64, LedgerError> {
        let instant = self.0.to_ambiguous_timestamp(at).unambiguous();
        instant.map(Timestamp::as_microsecond).map_err(|_| LedgerError::ClocksChange(at))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn civil_time_follows_summer_time() {
        let london = Civil::london().unwrap();
        let summer = date(2024, 7, 1).at(17, 0, 0, 0);
        let instant = london.instant(summer).unwrap();
        assert_eq!(instant, "2024-07-01T16:00:00Z".parse::<Timestamp>().unwrap().as_microsecond());
        assert_eq!(london.of(instant).unwrap(), summer);
        let winter = date(2024, 1, 1).at(17, 0, 0, 0);
        assert_eq!(london.of(london.instant(winter).unwrap()).unwrap(), winter);
    }

    #[test]
    fn a_time_that_the_clock_change_skips_or_repeats_is_refused() {
        let london = Civil::london().unwrap();
        for at in [date(2027, 3, 28).at(1, 30, 0, 0), date(2026, 10, 25).at(1, 30, 0, 0)] {
            assert_eq!(london.instant(at), Err(LedgerError::ClocksChange(at)));
        }
        assert!(london.instant(date(2027, 3, 28).at(2, 0, 0, 0)).is_ok());
    }
}
