//! Dates as iCalendar (RFC 5545): whole days, because the days of the process are civil days.
#![allow(
    clippy::disallowed_types,
    reason = "the library that writes calendars takes chrono's dates, and they stay here"
)]

use chrono::{NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use super::dates::Dated;
use super::lasting_id;
use crate::paths::Place;
use crate::server::{Visit, sentence};

/// The calendar of a place.
pub(super) fn print(visit: &Visit, page: &Place, dates: &[Dated]) -> String {
    let title = &visit.rulebook.code().title;
    let mut calendar = Calendar::new();
    let name = if matches!(page, Place::Home | Place::Calendar) {
        title.clone()
    } else {
        format!("{title}{}", page.to_string().replace(['/', '?', '&', '='], " "))
    };
    calendar.name(&name);
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    // A date is stamped with the last change of the register, so that the same record gives the same bytes.
    let begins = visit.rulebook.code().begins.at(0, 0, 0, 0);
    let stamp = super::atom::at(visit.register.last_event().unwrap_or(begins)).map(|at| at.with_timezone(&Utc));
    for dated in dates {
        let mut event = Event::new();
        event.uid(&format!("{}@enact", lasting_id(visit, &dated.name)));
        event.sequence(u32::try_from(dated.sequence).unwrap_or(u32::MAX));
        event.summary(sentence(&dated.what).trim_end_matches('.'));
        event.url(&format!("{}{}", visit.origin, dated.about.to));
        event.append_property(Property::new("CATEGORIES", dated.kind));
        event.append_property(Property::new("TRANSP", "TRANSPARENT"));
        if let Ok(stamp) = stamp {
            event.timestamp(stamp);
        }
        let Some(day) = civil(dated.day) else { continue };
        event.starts(day);
        if let Some(next) = day.succ_opt() {
            event.ends(next);
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn civil(day: jiff::civil::Date) -> Option<NaiveDate> {
    let part = |part: i8| u32::try_from(part).ok();
    NaiveDate::from_ymd_opt(i32::from(day.year()), part(day.month())?, part(day.day())?)
}
