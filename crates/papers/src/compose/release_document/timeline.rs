//! The implementation timeline: what has happened, and apart from it what is planned or has no day yet.

use jiff::civil::Date;
use procedure::gate::Gate;
use procedure::register::{Planned, ScopeStanding, TimetableRow};
use procedure::{Event, Recorded};

use super::Document;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{day, sentence};

/// A row of the printed timetable.
struct Row {
    day: Option<Date>,
    from: Option<u64>,
    event: String,
    by: String,
    notes: String,
    done: bool,
}

impl Document<'_> {
    pub(super) fn timeline(&mut self) -> Result<Section, String> {
        let mut section = Section::new(Mark::None, "Implementation timeline");
        let (record, release) = (self.record, self.release);
        let found = record
            .register
            .timetable(release, record.code(), record.rulebook.calendar())
            .map_err(|error| error.to_string())?;
        let mut rows: Vec<Row> = self.with_unlisted(found.clone()).iter().map(|row| self.row(row)).collect();
        rows.extend(self.decisions());
        rows.extend(self.evidence(&found));
        if found.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("The events that lead to the release") });
        }
        let undated = rows.iter().filter(|row| row.day.is_none()).count();
        if undated > 0 {
            let (events, have) = if undated == 1 { ("event", "has") } else { ("events", "have") };
            section.blocks.push(Block::paragraph(format!(
                "{undated} {events} of the timetable {have} no day yet; the days are given once they are agreed."
            )));
        }
        section.blocks.push(Block::paragraph(
            "What is done is told apart from what is planned; planned days may move, and meetings may be called for a purpose \
             besides those scheduled.",
        ));
        let mut last = None;
        let mut keyed: Vec<(Option<Date>, Row)> = Vec::new();
        for row in rows {
            last = row.day.or(last);
            keyed.push((last, row));
        }
        keyed.sort_by_key(|(key, _)| *key);
        let today = record.today;
        let days: Vec<Option<Date>> = keyed.iter().map(|(_, row)| row.day).collect();
        let printed = keyed.into_iter().enumerate().map(|(place, (_, mut row))| {
            let next = days.iter().skip(place).flatten().next();
            if let (None, Some(next)) = (row.day, next) {
                let room = if row.notes.is_empty() { "" } else { " " };
                row.notes = format!("{}{room}The timetable places it ahead of {}.", row.notes, day(*next));
            }
            let standing = match (row.done, row.day) {
                (true, _) => "Done",
                // A day that has passed makes nothing done: the record must tell of it.
                (false, Some(on)) if on < today => "Day passed",
                (false, Some(_)) => "Planned",
                (false, None) => "No day yet",
            };
            vec![
                row.day.map_or_else(Words::default, |on| Words::of(day(on), row.from)),
                Words::plain(row.event),
                Words::plain(standing),
                Words::plain(row.by),
                Words::plain(row.notes),
            ]
        });
        let head = ["Date", "Event", "Standing", "By", "Notes"];
        let table = Table::new("Release implementation timetable", &head, printed.collect());
        section.blocks.push(Block::Table(Table { row_heads: false, ..table.with_widths(&[4, 6, 3, 4, 6]) }));
        Ok(section)
    }

    fn row(&self, row: &TimetableRow) -> Row {
        let planned = row.planned.day();
        let mut notes: Vec<String> = row.notes.iter().map(|notes| sentence(notes)).collect();
        match &row.planned {
            // Once it has happened its day rests on nothing.
            Planned::From { anchor, working_days, .. } if row.actual.is_none() => {
                notes.push(rests_on(*working_days, anchor));
            }
            Planned::Waits { anchor, working_days } if row.actual.is_none() => {
                notes.push(waits_for(*working_days, anchor));
            }
            Planned::From { .. } | Planned::Waits { .. } | Planned::On(_) | Planned::Open => {}
        }
        if let (Some(actual), Some(planned)) = (row.actual, planned)
            && actual != planned
        {
            notes.push(format!("Planned for {}.", day(planned)));
        }
        if row.actual.is_none() && planned.is_some_and(|planned| planned < self.record.today) {
            notes.push("The record does not tell that it has happened.".to_owned());
        }
        let from = row.actual.and_then(|on| self.told_on(on)).map(|told| told.position);
        Row {
            day: row.actual.or(planned),
            from,
            event: row.event.clone(),
            by: row.owner.as_deref().map_or_else(String::new, |owner| self.record.title_of(owner).to_owned()),
            notes: notes.join(" "),
            done: row.actual.is_some(),
        }
    }

    /// The timetable with what it leaves out: events of the Code's own list that have happened, and the end of a test phase
    /// that it begins. Each stands where the Code's list has it.
    fn with_unlisted(&self, mut rows: Vec<TimetableRow>) -> Vec<TimetableRow> {
        let releases = &self.record.code().releases;
        // A timetable that does not say which event of the list each row is may hold any of them already.
        if !rows.iter().any(|row| row.gate.is_some()) {
            return rows;
        }
        for (place, event) in releases.events.iter().enumerate() {
            let listed = |gate: &Gate| rows.iter().any(|row| row.gate.as_ref() == Some(gate));
            let begins = matches!(&event.gate, Gate::Closed(phase) if listed(&Gate::Started(phase.clone())));
            let actual = self.record.register.reached(self.release, &event.gate);
            if listed(&event.gate) || !(begins || actual.is_some()) {
                continue;
            }
            let before = |row: &TimetableRow| {
                row.gate.as_ref().and_then(|gate| releases.place(gate)).is_some_and(|known| known < place)
            };
            let at = rows.iter().rposition(before).map_or(0, |last| last + 1);
            let owner = Some(event.owner.to_string());
            let (gate, title) = (Some(event.gate.clone()), event.title.clone());
            let planned = Planned::Open;
            rows.insert(at, TimetableRow { gate, event: title, owner, notes: None, planned, actual });
        }
        rows
    }

    /// The evidence of those who answer for a criterion and are not the ones whose evidence the timetable tells of.
    fn evidence(&self, found: &[TimetableRow]) -> Vec<Row> {
        let acceptance = &self.release.acceptance;
        let mut rows: Vec<Row> = Vec::new();
        for one in &acceptance.criteria {
            let gate = Gate::Evidence(one.list.clone());
            let Some(listed) = found.iter().find(|row| row.gate.as_ref() == Some(&gate)) else { continue };
            let giver = listed
                .owner
                .as_deref()
                .or_else(|| self.record.code().releases.event(&gate).map(|event| event.owner.as_str()));
            let owner = self.record.title_of(one.owner.as_str());
            let event = format!("{owner} gives evidence on its {} criteria", one.list);
            if giver == Some(one.owner.as_str()) || rows.iter().any(|row| row.event == event) {
                continue;
            }
            let own = acceptance.criteria.iter().filter(|other| other.list == one.list && other.owner == one.owner);
            let days: Option<Vec<Date>> =
                own.map(|other| acceptance.standing(other).map(|standing| standing.at.date())).collect();
            let given = days.and_then(|days| days.into_iter().max());
            rows.push(Row {
                day: given.or(listed.planned.day()),
                from: None,
                event,
                by: owner.to_owned(),
                notes: String::new(),
                done: given.is_some(),
            });
        }
        rows
    }

    /// The one entry of the release's own record on a day; none where there are several, for the row may be of another.
    fn told_on(&self, on: Date) -> Option<&Recorded> {
        let stream = format!("release/{}", self.release.id);
        let mut own = self
            .record
            .events
            .iter()
            .filter(|recorded| recorded.took_effect.date() == on && recorded.event.stream() == stream);
        let first = own.next()?;
        own.next().is_none().then_some(first)
    }

    /// The decisions on the modifications: those taken, and the last days of those that are waited for.
    fn decisions(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for proposal in &self.counted {
            let Some(line) = self.scope.iter().find(|line| line.proposal == proposal.id && line.standing.is_in())
            else {
                continue;
            };
            let number = proposal.number();
            let decided = proposal.decision.as_ref();
            let (on, event, by, done) = match (&line.standing, decided) {
                (ScopeStanding::Targeted { cut_off }, _) => {
                    (*cut_off, format!("Last day to approve {number} for the release"), "", false)
                }
                (ScopeStanding::Approved { .. } | ScopeStanding::Live { .. }, Some(decision)) => {
                    (Some(decision.at.date()), format!("{number} approved"), decision.by.as_str(), true)
                }
                (
                    ScopeStanding::Approved { .. }
                    | ScopeStanding::Live { .. }
                    | ScopeStanding::Missed { .. }
                    | ScopeStanding::Ended { .. },
                    _,
                ) => continue,
            };
            let from = self
                .record
                .from(|event| matches!(event, Event::Decided { proposal: of, .. } if *of == proposal.id))
                .filter(|_| done);
            let by = if by.is_empty() { String::new() } else { self.record.title_of(by).to_owned() };
            rows.push(Row { day: on, from, event, by, notes: String::new(), done });
        }
        rows.sort_by_key(|row| row.day);
        rows
    }
}

/// `Its day waits: 10 Working Days ahead of the day on which UIT starts.`
fn waits_for(working_days: i64, anchor: &Gate) -> String {
    let count = working_days.unsigned_abs();
    let days = if count == 1 { "Working Day" } else { "Working Days" };
    let what = anchor.words();
    match working_days {
        0 => format!("Its day waits: that on which {what}."),
        1.. => format!("Its day waits: {count} {days} behind the day on which {what}."),
        _ => format!("Its day waits: {count} {days} ahead of the day on which {what}."),
    }
}

/// `10 Working Days before UIT starts.`
fn rests_on(working_days: i64, anchor: &Gate) -> String {
    let count = working_days.unsigned_abs();
    let days = if count == 1 { "Working Day" } else { "Working Days" };
    let what = anchor.words();
    match working_days {
        0 => sentence(&format!("on the day on which {what}")),
        1.. => format!("{count} {days} after {what}."),
        _ => format!("{count} {days} before {what}."),
    }
}
