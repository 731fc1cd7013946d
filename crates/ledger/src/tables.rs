//! The tables that pages read. Only the fold of events writes them; they can be emptied and made again.
//!
//! A row is computed from the register when its transaction ends, for the things that the transaction's events touched.
//! No row depends on today's date, so that the same events always give the same tables.

mod checking;
mod deadlines;
mod dump;
mod history;
mod making;
mod proposals;
mod releases;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use procedure::legal_text::{Commencement, TextPart};
use procedure::names::{ProposalId, ReleaseId};
use procedure::next::Deadline;
use procedure::register::Proposal;
use procedure::{Event, Recorded, Register};
use sqlx::AnyConnection;

pub use deadlines::DeadlineRow;
pub use history::HistoryRow;
pub use proposals::{ProposalPage, ProposalQuery, ProposalRow, Sort};
pub use releases::ReleaseRow;

pub(crate) use checking::first_wrong;
pub(crate) use deadlines::coming as coming_deadlines;
pub(crate) use dump::bytes;
pub(crate) use history::{latest, of_proposal};
pub(crate) use making::{is_current, note as note_making};
pub(crate) use proposals::{page as page_of_proposals, stages as stages_of_proposals};
pub(crate) use releases::list as list_of_releases;

use crate::error::{LedgerError, while_doing};
use crate::pending::Pending;
use proposals::Touched;

/// Every statement of the tables, for the test that prepares them.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &[(&str, &str)])] = &[
    ("checking", checking::ALL),
    ("deadlines", deadlines::ALL),
    ("dump", dump::ALL),
    ("history", history::ALL),
    ("making", making::ALL),
    ("proposals", proposals::ALL),
    ("releases", releases::ALL),
];

/// What the events of one transaction change in the tables.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    proposals: BTreeMap<ProposalId, Touched>,
    /// The days of proposals before the transaction, so that only those which move are written.
    days_before: BTreeMap<ProposalId, Vec<Deadline>>,
    /// Whether the proposals are among them whose words wait for something that happens elsewhere.
    noted_those_that_wait: bool,
    releases: BTreeMap<ReleaseId, u64>,
    history: Vec<HistoryRow>,
}

impl Changes {
    /// Notes what an event will change; called with the register before the event is folded.
    pub(crate) fn before(&mut self, register: &Register, event: &Event) {
        // What waits for something else is noted once: any event may be what it waits for.
        let waiting = if self.noted_those_that_wait { Vec::new() } else { waiting(register) };
        self.noted_those_that_wait = true;
        for id in concerned(register, event).into_iter().chain(waiting) {
            let days = || register.proposal(id.as_str()).map(|known| days_of(register, known)).unwrap_or_default();
            self.days_before.entry(id.clone()).or_insert_with(days);
        }
    }

    /// Notes what an event has changed; called with the register after the event is folded.
    pub(crate) fn after(&mut self, register: &Register, recorded: &Recorded) {
        let mut rows: Vec<ProposalId> = recorded.event.proposal().cloned().into_iter().collect();
        if let Event::Split { proposal, .. } = &recorded.event {
            let children = register.proposal(proposal.as_str()).map(|parent| parent.split_into.clone());
            rows.extend(children.unwrap_or_default());
        }
        for (place, id) in rows.iter().enumerate() {
            Touched::note(&mut self.proposals, id, recorded, place);
            // What a split makes has no days of its own before.
            self.days_before.entry(id.clone()).or_default();
        }
        if let Event::Release(event) = &recorded.event {
            self.releases.insert(event.release().clone(), recorded.position);
        }
        if let Event::Import(event) = &recorded.event {
            self.releases.extend(event.release().map(|release| (release.clone(), recorded.position)));
        }
        self.history.extend(history::rows_of(recorded, &rows));
    }

    /// Writes what has changed, with all that waits.
    ///
    /// # Errors
    /// A row cannot be written as JSON.
    pub(crate) fn write(self, pending: &mut Pending, code: &str, register: &Register) -> Result<(), LedgerError> {
        for (id, touched) in &self.proposals {
            if let Some(proposal) = register.proposal(id.as_str()) {
                proposals::write(pending, code, proposal, touched);
            }
        }
        for (id, before) in &self.days_before {
            let after = register.proposal(id.as_str()).map(|known| days_of(register, known)).unwrap_or_default();
            if after != *before {
                deadlines::replace(pending, code, id, (before, &after));
            }
        }
        for (id, position) in &self.releases {
            if let Some(release) = register.release(id.as_str()) {
                releases::write(pending, code, release, *position);
            }
        }
        for row in self.history {
            history::write(pending, code, row)?;
        }
        Ok(())
    }
}

/// Empties the tables of a Code.
pub(crate) async fn empty(conn: &mut AnyConnection, code: &str) -> Result<(), LedgerError> {
    dump::empty(conn, code).await.map_err(while_doing("emptying the tables"))
}

/// The proposals whose days an event may move.
fn concerned(register: &Register, event: &Event) -> BTreeSet<ProposalId> {
    let mut concerned: BTreeSet<ProposalId> = event.proposal().cloned().into_iter().collect();
    if let Event::Release(event) = event {
        let release = event.release();
        let meant_for = |proposal: &&Proposal| {
            proposal.release() == Some(release) || proposal.targets.iter().any(|target| target.release == *release)
        };
        concerned.extend(register.proposals().filter(meant_for).map(|proposal| proposal.id.clone()));
    }
    concerned
}

/// The proposals that are decided and have a part that comes into force otherwise than with its release: with another one, or
/// with what happens to another proposal, an edition or outside. Its day moves with events that do not name the proposal.
fn waiting(register: &Register) -> Vec<ProposalId> {
    let waits = |proposal: &&Proposal| {
        let otherwise = |part: &TextPart| part.in_force != Commencement::WithRelease;
        !proposal.stage.is_end() && proposal.decision.is_some() && proposal.parts_to_come().any(otherwise)
    };
    register.proposals().filter(waits).map(|proposal| proposal.id.clone()).collect()
}

/// Every day that matters to a proposal, those gone by too: which of them come next is for the reader's clock to say.
fn days_of(register: &Register, proposal: &Proposal) -> Vec<Deadline> {
    procedure::next::deadlines(register, proposal, DateTime::MIN)
}

/// A date as the tables hold it: 20240229. In order on every engine, and readable.
pub(crate) fn day_number(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// A moment as the tables hold it, in whole seconds: 20240229170000.
fn moment_number(at: DateTime) -> i64 {
    let time = i64::from(at.hour()) * 10_000 + i64::from(at.minute()) * 100 + i64::from(at.second());
    day_number(at.date()) * 1_000_000 + time
}

/// A date from the number that the tables hold.
fn date_of(day: i64) -> Result<Date, sqlx::Error> {
    let year = i16::try_from(day / 10_000);
    let month = i8::try_from(day / 100 % 100);
    let date = match (year, month, i8::try_from(day % 100)) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
        (_, _, _) => None,
    };
    date.ok_or_else(|| unreadable(&day.to_string()))
}

/// A text of a table as the thing it stands for.
fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, sqlx::Error> {
    text.parse().map_err(|_| unreadable(text))
}

/// A word of a closed list, by the name it is recorded under.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, sqlx::Error> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|_| unreadable(name))
}

/// The name that a word of a closed list is recorded under.
fn name_of<T: serde::Serialize>(word: &T) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    }
}

fn unreadable(held: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("a table holds `{held}`, which cannot be read; rebuild the tables").into())
}
