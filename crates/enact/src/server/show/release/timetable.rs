//! The timetable of a release: planned, worked out from other days, and as it came.

use procedure::act::{FactKind, PaperFact};
use procedure::register::{Planned, Release, TimetableRow};

use super::imports;
use crate::server::{Stop, Visit, sentence};
use crate::web::{Block, Day, Entry, Tag, Tone};
use crate::wording::one_line;

/// The timetable.
pub(super) fn block(visit: &Visit, release: &Release) -> Result<Block, Stop> {
    let (code, calendar) = (visit.rulebook.code(), visit.rulebook.calendar());
    let found = visit.register.timetable(release, code, calendar).map_err(|error| Stop::Failed(error.to_string()))?;
    let mut columns = vec!["What happens", "Planned", "Which rests on", "Happened", "State", "By", "Notes"];
    let mut rows: Vec<Vec<Entry>> = found.iter().map(|row| line(visit, row)).collect();
    if release.imported.is_some() {
        columns.push(imports::PUBLISHED_AT);
        for (cells, row) in rows.iter_mut().zip(&found) {
            let event = one_line(&row.event);
            let is = |fact: &PaperFact| fact.kind == FactKind::PlannedEvent && fact.says.starts_with(&event);
            cells.push(imports::places(visit, &[release.id.as_str()], |fact| {
                is(fact) && (fact.date.is_none() || fact.date == row.planned.day())
            }));
        }
    }
    let empty = "No event is planned yet.";
    Ok(Block::table("events", "Timetable", &columns, rows, empty))
}

/// How many of the events to come are told first.
const NEXT: usize = 6;

/// What comes next on the way to the release: what, who, by when, and what its day rests on. Nothing once all has happened.
pub(super) fn next(visit: &Visit, release: &Release) -> Result<Option<Block>, Stop> {
    let (code, calendar) = (visit.rulebook.code(), visit.rulebook.calendar());
    let mut found =
        visit.register.timetable(release, code, calendar).map_err(|error| Stop::Failed(error.to_string()))?;
    // An event of which the record is not told passes with its day; one that it is told of stays until it is done.
    found.retain(|row| {
        let passed = row.gate.is_none() && row.planned.day().is_some_and(|day| day < visit.today());
        row.actual.is_none() && !passed
    });
    let left = found.len();
    found.sort_by_key(|row| (row.planned.day().is_none(), row.planned.day()));
    let rows: Vec<Vec<Entry>> = found
        .iter()
        .take(NEXT)
        .map(|row| {
            let planned = row.planned.day();
            let state = match planned {
                Some(day) if day < visit.today() => Entry::Tag(Tag::new("Overdue", Tone::Stopped)),
                Some(day) => Entry::words(visit.left(day)),
                None => Entry::Nothing("No day yet".to_owned()),
            };
            let owner = row.owner.as_deref().map(|owner| code.title_of(owner).to_owned());
            vec![
                Entry::words(row.event.clone()),
                owner.map_or_else(|| Entry::Nothing("Not said".to_owned()), Entry::Words),
                Entry::day(planned, "No day yet"),
                state,
                Entry::words(rests_on(&row.planned)),
            ]
        })
        .collect();
    let columns = ["What", "Who", "By when", "Left", "Its day rests on"];
    let told = if left > NEXT {
        format!("The next {NEXT} of {left} events that have not happened yet; the timetable below has them all.")
    } else {
        "What has not happened yet.".to_owned()
    };
    let block = Block::table("next", "What comes next", &columns, rows, "").about(told);
    Ok((!block.is_empty()).then_some(block))
}

fn line(visit: &Visit, row: &TimetableRow) -> Vec<Entry> {
    let planned = row.planned.day();
    let state = match (row.actual, planned) {
        (Some(actual), Some(planned)) if actual > planned => Tag::new("Done late", Tone::Open),
        (Some(_), _) => Tag::new("Done", Tone::Done),
        (None, Some(planned)) if planned < visit.today() && row.gate.is_some() => Tag::new("Overdue", Tone::Stopped),
        (None, Some(planned)) if planned < visit.today() => Tag::new("Past", Tone::Quiet),
        (None, Some(_)) => Tag::new("To come", Tone::Going),
        (None, None) => Tag::new("No day yet", Tone::Quiet),
    };
    let owner = row.owner.as_deref().map(|owner| visit.rulebook.code().title_of(owner).to_owned());
    vec![
        Entry::words(row.event.clone()),
        Entry::day(planned, "No day yet"),
        Entry::words(rests_on(&row.planned)),
        Entry::day(row.actual, "Not yet"),
        Entry::Tag(state),
        Entry::words(owner.unwrap_or_default()),
        Entry::words(row.notes.clone().unwrap_or_default()),
    ]
}

fn rests_on(planned: &Planned) -> String {
    match planned {
        Planned::On(_) => "Set".to_owned(),
        Planned::From { anchor, working_days, .. } => {
            sentence(&format!("{} that {}", relation(*working_days), anchor.words())).trim_end_matches('.').to_owned()
        }
        Planned::Waits { anchor, working_days } => {
            format!("Waits: {} that {}", relation(*working_days), anchor.words())
        }
        Planned::Open => String::new(),
    }
}

/// How far from another event: `10 Working Days before the day`.
fn relation(working_days: i64) -> String {
    let count = working_days.unsigned_abs();
    let days = if count == 1 { "Working Day" } else { "Working Days" };
    match working_days {
        0 => "on the day".to_owned(),
        1.. => format!("{count} {days} after the day"),
        _ => format!("{count} {days} before the day"),
    }
}

/// A day in words, for other parts of the page.
pub(super) fn day(day: jiff::civil::Date) -> String {
    Day(day).to_string()
}
