//! The log: events as they are written and read, each checked against its leaf as it is read.

use procedure::Recorded;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::audit::merkle::{self, Hash};
use crate::audit::nodes;
use crate::audit::seal::Seal;
use crate::entry::Entry;
use crate::error::{LedgerError, damaged, while_doing};
use crate::head::Head;
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    APPEND = "INSERT INTO events (code, position, stream, version, recorded_at, body, hash) \
              VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AFTER = "SELECT e.position, e.stream, e.version, e.recorded_at, e.body, e.hash, s.salt, s.value FROM events e \
             LEFT JOIN sealed_values s ON s.code = e.code AND s.position = e.position \
             WHERE e.code = $1 AND e.position > $2 ORDER BY e.position LIMIT $3";
    OF_STREAM_AFTER = "SELECT e.position, e.stream, e.version, e.recorded_at, e.body, e.hash, s.salt, s.value FROM events e \
                       LEFT JOIN sealed_values s ON s.code = e.code AND s.position = e.position \
                       WHERE e.code = $1 AND e.stream = $2 AND e.position > $3 ORDER BY e.position";
    SEAL = "INSERT INTO sealed_values (code, position, salt, value) VALUES ($1, $2, $3, $4)";
    ERASE = "DELETE FROM sealed_values WHERE code = $1 AND position = $2";
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
    pub(crate) recorded_at: i64,
    pub(crate) body: String,
    /// Its leaf in the audit log.
    pub(crate) hash: String,
    seal: Option<Seal>,
}

/// An event as it is written down, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEntry {
    /// Its position.
    pub position: u64,
    /// Its text, one line of JSON as anybody may read it: what the leaf covers, byte for byte.
    pub text: String,
    /// Its leaf in the audit log, 64 digits of hex.
    pub hash: String,
}

impl Stored {
    /// The event as it is written down.
    pub(crate) fn into_entry(self) -> WrittenEntry {
        WrittenEntry { position: self.position, text: self.body, hash: self.hash }
    }

    /// The event, where the row fits what came before; with the head after it.
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
        let leaf = Hash::of_event(&self.body);
        if leaf.to_string() != self.hash {
            return Err("its text is not what was recorded".to_owned());
        }
        let entry = Entry::read(&self.body)?;
        let recorded_at = entry.recorded_at;
        let recorded = entry.into_recorded(self.seal.as_ref())?;
        if recorded.position != self.position || recorded_at != self.recorded_at {
            return Err("its text names another position or time than its row".to_owned());
        }
        if recorded.event.stream() != self.stream {
            return Err(format!("it stands in the stream {}, where it does not belong", self.stream));
        }
        if recorded_at < before.recorded_at {
            return Err("it was recorded before the event before it".to_owned());
        }
        let (head, _) = before.after(leaf, recorded_at);
        Ok((recorded, head))
    }

    /// The event as its text says, whatever its leaf says.
    pub(crate) fn read(&self) -> Result<Recorded, String> {
        Entry::read(&self.body)?.into_recorded(self.seal.as_ref())
    }

    /// Whether part of it was said in confidence and has been erased.
    pub(crate) fn is_erased(&self) -> bool {
        self.seal.is_none() && Entry::read(&self.body).is_ok_and(|entry| entry.is_sealed())
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
            seal: row.try_get::<Option<String>, _>(6)?.zip(row.try_get(7)?).map(|(salt, value)| Seal { salt, value }),
        })
    }
}

/// Appends an event to the log whose head is locked, with what it seals; gives the head after it. It is written with all that
/// waits.
pub(crate) fn append(
    pending: &mut Pending,
    code: &str,
    head: &Head,
    (recorded, seal): (&Recorded, Option<&Seal>),
    recorded_at: i64,
    (stream, version): (String, u64),
) -> Result<Head, LedgerError> {
    let body = Entry::new(recorded, recorded_at, seal).body();
    let body = body.map_err(|why| LedgerError::Database { doing: "recording an event", why })?;
    let leaf = Hash::of_event(&body);
    let leaf_printed = leaf.to_string().into();
    let row = [
        code.into(),
        recorded.position.into(),
        stream.into(),
        version.into(),
        recorded_at.into(),
        body.into(),
        leaf_printed,
    ];
    pending.insert(APPEND, row);
    if let Some(seal) = seal {
        put_seal(pending, code, recorded.position, seal);
    }
    let (head, whole) = head.after(leaf, recorded_at);
    nodes::keep(pending, code, &whole);
    Ok(head)
}

/// Appends an event as another record holds it, where its row fits the head here; gives the head after it. It is written with
/// all that waits.
///
/// # Errors
/// The row is not what was recorded.
pub(crate) fn append_stored(
    pending: &mut Pending,
    code: &str,
    head: &Head,
    stored: &Stored,
) -> Result<Head, LedgerError> {
    let (_, after) = stored.follow(head).map_err(|why| damaged(code, head.position + 1, why))?;
    let (body, hash) = (stored.body.as_str().into(), stored.hash.as_str().into());
    let (stream, version) = (stored.stream.as_str().into(), stored.version.into());
    pending
        .insert(APPEND, [code.into(), stored.position.into(), stream, version, stored.recorded_at.into(), body, hash]);
    if let Some(seal) = &stored.seal {
        put_seal(pending, code, stored.position, seal);
    }
    let (_, whole) = head.after(Hash::of_event(&stored.body), after.recorded_at);
    nodes::keep(pending, code, &whole);
    Ok(after)
}

/// Keeps what an event says in confidence, written with all that waits.
pub(crate) fn put_seal(pending: &mut Pending, code: &str, position: u64, seal: &Seal) {
    pending.insert(SEAL, [code.into(), position.into(), seal.salt.as_str().into(), seal.value.as_str().into()]);
}

/// Destroys what an event says in confidence, and the salt.
pub(crate) async fn erase(conn: &mut AnyConnection, code: &str, position: u64) -> Result<(), LedgerError> {
    let erased = sqlx::query(ERASE).bind(code).bind(position.cast_signed()).execute(conn).await;
    erased.map(drop).map_err(while_doing("erasing what was said in confidence"))
}

/// The entries of the audit log that the events after a position have, at most so many.
pub(crate) async fn entries_after(
    conn: &mut AnyConnection,
    code: &str,
    position: u64,
    limit: u32,
) -> Result<Vec<[u8; 32]>, LedgerError> {
    let stored = after(conn, code, position, limit).await?;
    Ok(stored.iter().map(|stored| merkle::entry(&stored.body)).collect())
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

/// The events as their texts say, whatever their leaves say.
pub(crate) fn read_all(code: &str, stored: &[Stored]) -> Result<Vec<Recorded>, LedgerError> {
    stored.iter().map(|stored| stored.read().map_err(|why| damaged(code, stored.position, why))).collect()
}
