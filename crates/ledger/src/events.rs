//! The log: events as they are written and read, each checked against the chain as it is read.

use procedure::Recorded;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::chain::Entry;
use crate::error::{LedgerError, while_doing};
use crate::head::Head;
use crate::statements::statements;

statements! {
    APPEND = "INSERT INTO events (code, position, stream, version, recorded_at, body, hash) \
              VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AFTER = "SELECT position, stream, version, recorded_at, body, hash FROM events \
             WHERE code = $1 AND position > $2 ORDER BY position LIMIT $3";
    OF_STREAM_AFTER = "SELECT position, stream, version, recorded_at, body, hash FROM events \
                       WHERE code = $1 AND stream = $2 AND position > $3 ORDER BY position";
}

/// How many events are read at once.
pub(crate) const PAGE: u32 = 1000;

/// An event as its row holds it.
#[derive(Debug)]
pub(crate) struct Stored {
    /// Its position.
    pub(crate) position: u64,
    /// The stream it belongs to.
    pub(crate) stream: String,
    /// Its place in that stream, from 1.
    pub(crate) version: u64,
    recorded_at: i64,
    body: String,
    /// The hash that covers it and all before it.
    pub(crate) hash: String,
}

/// An event as it is written down, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEntry {
    /// Its position.
    pub position: u64,
    /// Its text, one line of JSON: what the hash covers, byte for byte.
    pub text: String,
    /// The hash that covers it and all before it, 64 digits of hex.
    pub hash: String,
}

impl Stored {
    /// The event as it is written down.
    pub(crate) fn into_entry(self) -> WrittenEntry {
        WrittenEntry { position: self.position, text: self.body, hash: self.hash }
    }

    /// The event, where the row fits the chain so far; with the head after it.
    ///
    /// # Errors
    /// What is wrong with the row.
    pub(crate) fn follow(&self, before: &Head) -> Result<(Recorded, Head), String> {
        if self.position != before.position + 1 {
            return Err(format!(
                "number {} is missing; number {} stands in its place",
                before.position + 1,
                self.position
            ));
        }
        let root = before.root.then(&self.body);
        if root.to_string() != self.hash {
            return Err("its text or one before it is not what was recorded".to_owned());
        }
        let entry = Entry::read(&self.body)?;
        let recorded_at = entry.recorded_at;
        let recorded = entry.into_recorded();
        if recorded.position != self.position || recorded_at != self.recorded_at {
            return Err("its text names another position or time than its row".to_owned());
        }
        if recorded.event.stream() != self.stream {
            return Err(format!("it stands in the stream {}, where it does not belong", self.stream));
        }
        if recorded_at < before.recorded_at {
            return Err("it was recorded before the event before it".to_owned());
        }
        let head = Head { position: self.position, root, recorded_at };
        Ok((recorded, head))
    }

    /// The event as its text says, without the chain.
    pub(crate) fn read(&self) -> Result<Recorded, String> {
        Entry::read(&self.body).map(Entry::into_recorded)
    }

    fn of_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let unsigned = |index: usize| row.try_get::<i64, _>(index).map(i64::cast_unsigned);
        Ok(Self {
            position: unsigned(0)?,
            stream: row.try_get(1)?,
            version: unsigned(2)?,
            recorded_at: row.try_get(3)?,
            body: row.try_get(4)?,
            hash: row.try_get(5)?,
        })
    }
}

/// Appends an event to the log whose head is locked; gives the head after it.
pub(crate) async fn append(
    conn: &mut AnyConnection,
    code: &str,
    head: &Head,
    recorded: &Recorded,
    recorded_at: i64,
    version: u64,
) -> Result<Head, LedgerError> {
    let doing = "recording an event";
    let body = Entry::new(recorded, recorded_at).body().map_err(|why| LedgerError::Database { doing, why })?;
    let root = head.root.then(&body);
    let appended = sqlx::query(APPEND)
        .bind(code)
        .bind(recorded.position.cast_signed())
        .bind(recorded.event.stream())
        .bind(version.cast_signed())
        .bind(recorded_at)
        .bind(body)
        .bind(root.to_string())
        .execute(conn)
        .await;
    appended.map_err(while_doing(doing))?;
    Ok(Head { position: recorded.position, root, recorded_at })
}

/// The events after a position, at most so many, in order.
pub(crate) async fn after(
    conn: &mut AnyConnection,
    code: &str,
    position: u64,
    limit: u32,
) -> Result<Vec<Stored>, LedgerError> {
    let rows = sqlx::query(AFTER).bind(code).bind(position.cast_signed()).bind(i64::from(limit)).fetch_all(conn).await;
    stored(rows)
}

/// The events of one stream after a position, in order.
pub(crate) async fn of_stream_after(
    conn: &mut AnyConnection,
    code: &str,
    stream: &str,
    position: u64,
) -> Result<Vec<Stored>, LedgerError> {
    let rows = sqlx::query(OF_STREAM_AFTER).bind(code).bind(stream).bind(position.cast_signed()).fetch_all(conn).await;
    stored(rows)
}

fn stored(rows: Result<Vec<AnyRow>, sqlx::Error>) -> Result<Vec<Stored>, LedgerError> {
    let read = rows.and_then(|rows| rows.iter().map(Stored::of_row).collect());
    read.map_err(while_doing("reading events"))
}

/// What is wrong with an event, as an error.
pub(crate) fn damaged(code: &str, position: u64, message: impl Into<String>) -> LedgerError {
    LedgerError::Damaged { code: code.to_owned(), position, message: message.into() }
}

/// The events as their texts say, without the chain.
pub(crate) fn read_all(code: &str, stored: &[Stored]) -> Result<Vec<Recorded>, LedgerError> {
    stored.iter().map(|stored| stored.read().map_err(|why| damaged(code, stored.position, why))).collect()
}
