//! Dates to come.

use jiff::ToSpan;
use procedure::next::deadlines;

use crate::server::{Stop, Visit, sentence};
use crate::web::pages::{CalendarEntry, CalendarMonth, CalendarPage};
use crate::web::{Day, Section, Tag, Tone};
use crate::wording::capital;

/// How many months are shown.
const MONTHS: i64 = 6;

/// The calendar from the present month.
pub(in crate::server) fn of(visit: &Visit) -> Result<CalendarPage, Stop> {
    let mut entries: Vec<CalendarEntry> = Vec::new();
    for proposal in visit.register.proposals() {
        for deadline in deadlines(&visit.register, proposal, visit.now) {
            entries.push(CalendarEntry {
                day: Day(deadline.date),
                time: None,
                kind: Tag::new("Deadline", Tone::Open),
                what: format!("{}: {}", deadline.proposal, deadline.what),
                link: Some(visit.proposal_link(proposal)),
            });
        }
    }
    for release in visit.register.releases() {
        entries.push(CalendarEntry {
            day: Day(release.date),
            time: None,
            kind: Tag::new("Release", Tone::Going),
            what: release.name.clone(),
            link: Some(visit.release_link(release.id.as_str())),
        });
    }
    entries.sort_by_key(|entry| (entry.day, entry.what.clone()));
    let calendar = visit.rulebook.calendar();
    let first = visit.today().first_of_month();
    let mut months = Vec::new();
    for ahead in 0..MONTHS {
        let Ok(month) = first.checked_add(ahead.months()) else { continue };
        let mut working_days = 0;
        let mut shown: Vec<CalendarEntry> = entries
            .iter()
            .filter(|entry| entry.day.0.first_of_month() == month && entry.day.0 >= visit.today())
            .cloned()
            .collect();
        let mut day = month;
        while day.first_of_month() == month {
            let working = calendar.is_working_day(day);
            working_days += u32::from(working == Ok(true));
            let weekend = matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
            if working == Ok(false) && !weekend {
                shown.push(CalendarEntry {
                    day: Day(day),
                    time: None,
                    kind: Tag::new("Not a Working Day", Tone::Quiet),
                    what: "Public holiday".to_owned(),
                    link: None,
                });
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        shown.sort_by_key(|entry| entry.day);
        let name = format!("{} {}", Day(month).month(), Day(month).year());
        months.push(CalendarMonth { name, working_days, entries: shown });
    }
    let counting = format!(
        "Working Days are those of {}; the day of an event is not counted",
        calendar.nation().replace('-', " ").split(' ').map(name_part).collect::<Vec<_>>().join(" ")
    );
    Ok(CalendarPage {
        frame: visit.frame(Some(Section::Calendar), Vec::new()),
        counting: (sentence(&counting), None),
        months,
    })
}

/// A word of a nation's name.
fn name_part(word: &str) -> String {
    if word == "and" { word.to_owned() } else { capital(word) }
}
