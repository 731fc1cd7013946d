//! The only place that reads the clock.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Civil time in London at an instant. Where the time zone is not known to the machine, UTC stands in for it.
#[must_use]
pub fn civil(at: Timestamp) -> DateTime {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    Zoned::new(at, zone).datetime()
}

/// False for a civil time in London that the change of the clocks skips or repeats: it names no one instant.
#[must_use]
pub fn happens_once(at: DateTime) -> bool {
    TimeZone::get("Europe/London").map_or(true, |zone| !zone.to_ambiguous_timestamp(at).is_ambiguous())
}

/// Today in London.
#[must_use]
pub fn today() -> Date {
    civil(now()).date()
}
