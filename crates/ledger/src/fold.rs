//! Folding the log: the register that a writer works on, and the one that pages read.

mod published;

use std::collections::HashMap;

use procedure::{Recorded, Register};
use sqlx::AnyConnection;

pub(crate) use published::Published;

use crate::error::{LedgerError, damaged};
use crate::events::{self, PAGE, Stored};
use crate::head::Head;

/// The register as a writer holds it, with what it needs to append.
#[derive(Debug, Clone)]
pub(crate) struct Working {
    code: String,
    /// All that has happened.
    pub(crate) register: Register,
    /// Where the log ends.
    pub(crate) head: Head,
    /// How many events each stream holds.
    versions: HashMap<String, u64>,
}

impl Working {
    /// The fold of nothing.
    pub(crate) fn of_empty(code: &str) -> Self {
        Self { code: code.to_owned(), register: Register::new(code), head: Head::of_empty(), versions: HashMap::new() }
    }

    /// The version that the next event of a stream gets.
    pub(crate) fn next_version(&self, stream: &str) -> u64 {
        self.versions.get(stream).copied().unwrap_or(0) + 1
    }

    /// Folds an event that was appended, or is about to be.
    ///
    /// # Errors
    /// It does not fit what came before.
    pub(crate) fn fold(&mut self, recorded: &Recorded, head: Head) -> Result<(), LedgerError> {
        self.register.fold(recorded).map_err(|error| damaged(&self.code, error.position, error.message))?;
        *self.versions.entry(recorded.event.stream()).or_insert(0) += 1;
        self.head = head;
        Ok(())
    }

    /// Folds an event as it was read, after checking it against its leaf; gives the event.
    ///
    /// # Errors
    /// The row is not what was recorded, or does not fit what came before.
    pub(crate) fn follow(&mut self, stored: &Stored) -> Result<Recorded, LedgerError> {
        let (recorded, head) = self.check(stored)?;
        self.fold(&recorded, head)?;
        Ok(recorded)
    }

    /// Folds what was appended since, by this process or another, up to a head.
    ///
    /// # Errors
    /// The log is damaged, or is not the one that was folded so far.
    pub(crate) async fn catch_up(&mut self, conn: &mut AnyConnection, head: Head) -> Result<(), LedgerError> {
        while self.head.position < head.position {
            let page = events::after(conn, &self.code, self.head.position, PAGE).await?;
            if page.is_empty() {
                return Err(damaged(&self.code, self.head.position + 1, "the event is missing"));
            }
            for stored in page.iter().take_while(|stored| stored.position <= head.position) {
                self.follow(stored)?;
            }
        }
        same_log(&self.code, &self.head, &head)
    }

    fn check(&self, stored: &Stored) -> Result<(Recorded, Head), LedgerError> {
        let at = self.head.position + 1;
        let (recorded, head) = stored.follow(&self.head).map_err(|why| damaged(&self.code, at, why))?;
        let version = self.next_version(&stored.stream);
        match stored.version == version {
            true => Ok((recorded, head)),
            false => {
                let why = format!("it is numbered {} in its stream and should be {version}", stored.version);
                Err(damaged(&self.code, at, why))
            }
        }
    }
}

/// Whether what was folded is the log that the head row belongs to.
fn same_log(code: &str, folded: &Head, head: &Head) -> Result<(), LedgerError> {
    if folded.position > head.position {
        let why = format!("the log ends there, but this program has read on to {}", folded.position);
        return Err(damaged(code, head.position, why));
    }
    match folded == head {
        true => Ok(()),
        false => Err(damaged(code, head.position, "the head of the log does not belong to its events")),
    }
}
