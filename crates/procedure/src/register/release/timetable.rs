//! The timetable of a release: each event as planned and as it came, with days that rest on other events worked out.

use jiff::civil::Date;

use super::Release;
use crate::act::PlannedEvent;
use crate::calendar::{Calendar, CalendarError};
use crate::code::Code;
use crate::gate::Gate;
use crate::register::Register;

/// The day that an event is planned for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// On a day that was set.
    On(Date),
    /// On a day worked out from the day of another event.
    From {
        /// That day.
        day: Date,
        /// The other event.
        anchor: Gate,
        /// So many Working Days after it; before it, where negative.
        working_days: i64,
    },
    /// Not before the other event has a day.
    Waits {
        /// The other event.
        anchor: Gate,
        /// So many Working Days after it; before it, where negative.
        working_days: i64,
    },
    /// Nobody has set a day.
    Open,
}

impl Planned {
    /// The day, where there is one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::On(day) | Self::From { day, .. } => Some(*day),
            Self::Waits { .. } | Self::Open => None,
        }
    }
}

/// An event of a release, as planned and as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimetableRow {
    /// What is reached when it has happened, where the timetable says so.
    pub gate: Option<Gate>,
    /// What happens.
    pub event: String,
    /// Who does it.
    pub owner: Option<String>,
    /// What else was said.
    pub notes: Option<String>,
    /// The day planned.
    pub planned: Planned,
    /// The day on which it happened.
    pub actual: Option<Date>,
}

/// How deep days may rest on each other.
const DEEPEST: usize = 16;

impl Register {
    /// The timetable of a release: the rows that it was scheduled with or, where it has none, the events that the Code knows,
    /// in the order of the process.
    ///
    /// # Errors
    /// A day lies outside the years that the calendar covers.
    pub fn timetable(
        &self,
        release: &Release,
        code: &Code,
        calendar: &Calendar,
    ) -> Result<Vec<TimetableRow>, CalendarError> {
        let days = Days { register: self, release, rows: &release.timetable, code, calendar };
        if release.timetable.is_empty() {
            return code
                .releases
                .events
                .iter()
                .map(|event| {
                    let blank = PlannedEvent {
                        event: event.title.clone(),
                        kind: Some(event.gate.clone()),
                        ..PlannedEvent::default()
                    };
                    days.row(&blank)
                })
                .collect();
        }
        release.timetable.iter().map(|row| days.row(row)).collect()
    }

    /// The day on which something was reached on the way to a release.
    #[must_use]
    pub fn reached(&self, release: &Release, gate: &Gate) -> Option<Date> {
        if *gate == Gate::TadConsulted {
            let held = release
                .testing
                .approaches
                .iter()
                .flat_map(|one| self.consultations_about(&release.approach_matter(&one.version)));
            return held.filter_map(|held| held.outcome.as_ref().map(|outcome| outcome.at.date())).min();
        }
        if *gate != Gate::GoLive {
            return release.reached(gate);
        }
        let here = |date: &Date| *date == release.date;
        let in_it = self.proposals.values().filter(|one| one.release() == Some(&release.id));
        in_it.flat_map(|one| one.live_parts.iter().map(|part| part.date).chain(one.live)).find(here)
    }

    /// The day that an event is planned for or, where it has happened, the day of that; nothing while there is none.
    ///
    /// # Errors
    /// A day lies outside the years that the calendar covers.
    pub fn day_of(
        &self,
        release: &Release,
        rows: &[PlannedEvent],
        gate: &Gate,
        (code, calendar): (&Code, &Calendar),
    ) -> Result<Option<Date>, CalendarError> {
        Days { register: self, release, rows, code, calendar }.of(gate, DEEPEST)
    }

    /// The last day for something, as planned: whether or not it has happened.
    ///
    /// # Errors
    /// A day lies outside the years that the calendar covers.
    pub fn due_for(
        &self,
        release: &Release,
        gate: &Gate,
        (code, calendar): (&Code, &Calendar),
    ) -> Result<Option<Date>, CalendarError> {
        let days = Days { register: self, release, rows: &release.timetable, code, calendar };
        let known = release.timetable.iter().find(|row| row.kind.as_ref() == Some(gate));
        let blank = PlannedEvent { kind: Some(gate.clone()), ..PlannedEvent::default() };
        Ok(days.planned(known.unwrap_or(&blank), DEEPEST)?.day())
    }

    /// The days of a timetable that is proposed for a release, row by row.
    pub(crate) fn planned_days(
        &self,
        release: &Release,
        rows: &[PlannedEvent],
        (code, calendar): (&Code, &Calendar),
    ) -> Result<Vec<TimetableRow>, CalendarError> {
        let days = Days { register: self, release, rows, code, calendar };
        rows.iter().map(|row| days.row(row)).collect()
    }
}

/// What days are worked out from.
struct Days<'a> {
    register: &'a Register,
    release: &'a Release,
    rows: &'a [PlannedEvent],
    code: &'a Code,
    calendar: &'a Calendar,
}

impl Days<'_> {
    fn row(&self, row: &PlannedEvent) -> Result<TimetableRow, CalendarError> {
        let template = row.kind.as_ref().and_then(|gate| self.code.releases.event(gate));
        let owner = row.owner.clone().or_else(|| template.map(|known| known.owner.to_string()));
        let actual = row.kind.as_ref().and_then(|gate| self.register.reached(self.release, gate));
        Ok(TimetableRow {
            gate: row.kind.clone(),
            event: row.event.clone(),
            owner,
            notes: row.notes.clone(),
            planned: self.planned(row, DEEPEST)?,
            actual,
        })
    }

    fn planned(&self, row: &PlannedEvent, deep: usize) -> Result<Planned, CalendarError> {
        if let Some(day) = row.date {
            return Ok(Planned::On(day));
        }
        let template = row.kind.as_ref().and_then(|gate| self.code.releases.event(gate));
        let known = template.and_then(|known| known.from.clone().zip(known.working_days));
        let own = row.relative.as_ref().map(|own| (own.from.clone(), own.working_days));
        let Some((anchor, working_days)) = own.or(known) else { return Ok(Planned::Open) };
        let from = match deep.checked_sub(1) {
            Some(deep) => self.of(&anchor, deep)?,
            None => None,
        };
        Ok(match from {
            Some(from) => {
                Planned::From { day: self.calendar.add_working_days(from, working_days)?, anchor, working_days }
            }
            None => Planned::Waits { anchor, working_days },
        })
    }

    fn of(&self, gate: &Gate, deep: usize) -> Result<Option<Date>, CalendarError> {
        if let Some(day) = self.register.reached(self.release, gate) {
            return Ok(Some(day));
        }
        if *gate == Gate::GoLive {
            return Ok(Some(self.release.date));
        }
        match self.rows.iter().find(|row| row.kind.as_ref() == Some(gate)) {
            Some(row) => Ok(self.planned(row, deep)?.day()),
            None => Ok(None),
        }
    }
}
