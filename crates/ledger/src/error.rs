//! What can go wrong with the record, said in one sentence each.

use jiff::civil::DateTime;
use procedure::{Recorded, Unreadable};

/// Why the ledger could not do what was asked. A refused act is no error: it is a ruling.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LedgerError {
    /// The address names no record.
    #[error("`{given}` names no record: {why}")]
    Address {
        /// What was given, without any password.
        given: String,
        /// What is wrong with it and what to write.
        why: String,
    },
    /// The folder of an embedded record cannot be used.
    #[error("the folder {folder} cannot hold the record: {why}; name a folder that this program may write in")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        why: String,
    },
    /// The database cannot be opened.
    #[error("the record at {address} cannot be opened: {why}")]
    NotReachable {
        /// Where it is, without any password.
        address: String,
        /// What was said.
        why: String,
    },
    /// A file that is to hold the record is there and holds nothing.
    #[error(
        "the file {file} is empty, and a record never is: what stood in it is lost; restore a backup, \
         or remove the file to begin a new record"
    )]
    EmptyFile {
        /// The file.
        file: String,
    },
    /// The bytes of a file are not those that were kept.
    #[error("the file {hash} is damaged: its bytes are not those that were kept; restore a backup")]
    FileDamaged {
        /// Its SHA-256.
        hash: String,
    },
    /// A file that an event names is not there.
    #[error("the file {hash}, which event {position} of `{code}` names, is not there; restore a backup")]
    FileMissing {
        /// The Code.
        code: String,
        /// The position of the event.
        position: u64,
        /// Its SHA-256.
        hash: String,
    },
    /// A newer program has written here.
    #[error(
        "the record was written by a newer version of this program (its tables are version {found}, this program knows \
         {known}); use the newer program"
    )]
    TooNew {
        /// The newest version that this program knows.
        known: i64,
        /// The version found.
        found: i64,
    },
    /// The tables were made by a text that is not this program's.
    #[error(
        "the tables of the record were not made by this program: step `{step}` differs; restore a backup or use the program that made them"
    )]
    Foreign {
        /// The step of the schema.
        step: String,
    },
    /// The SQLite in this program has a known fault.
    #[error(
        "this program was built with SQLite {found}, which can lose data in its write-ahead log; build it with 3.51.3 or later"
    )]
    SqliteTooOld {
        /// The version found.
        found: String,
    },
    /// The database's clock was asked for, and there is none.
    #[error("SQLite has no clock of its own: hand one in")]
    NoClock,
    /// The time zone data has no London.
    #[error("the time zone Europe/London is not known here: {0}")]
    TimeZone(String),
    /// A number is no instant.
    #[error("{0} microseconds since 1970 is no instant that a calendar knows")]
    NoSuchInstant(i64),
    /// A civil time that does not exist or comes twice.
    #[error("the clocks change at {0} in London, so that this time does not exist or comes twice; give another time")]
    ClocksChange(DateTime),
    /// An act was dated before the last one recorded.
    #[error("the act is dated {at}, but the record already reaches {last}; acts are recorded in the order of time")]
    Backwards {
        /// The date given.
        at: DateTime,
        /// The time of the last event.
        last: DateTime,
    },
    /// Dates were given for acts, but the database's clock decides.
    #[error("this record takes its time from the database, so that acts cannot be dated by hand")]
    TimeNotOurs,
    /// No Code of that name is hosted.
    #[error("no Code `{code}` is hosted here; there is {hosted}")]
    UnknownCode {
        /// The name given.
        code: String,
        /// The names of those hosted.
        hosted: String,
    },
    /// The act cannot be ruled on.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Something has happened to what the act is about since the caller looked.
    #[error("since you looked, {} by {}; look again and decide", first_event(since), first_actor(since))]
    Stale {
        /// The position that the caller saw.
        expected: u64,
        /// The position now.
        position: u64,
        /// What happened since to what the act is about, oldest first; never empty.
        since: Vec<Recorded>,
    },
    /// The caller saw more than there is.
    #[error("the record stands at {position} and has never reached {expected}; load the page again")]
    NotReached {
        /// The position that the caller claims to have seen.
        expected: u64,
        /// The position now.
        position: u64,
    },
    /// An idempotency key came with another act.
    #[error("the key `{key}` was already used for another act, recorded at {position}; use a new key for each act")]
    KeyReused {
        /// The key.
        key: String,
        /// The position of the first event recorded under it.
        position: u64,
    },
    /// An idempotency key that cannot be kept.
    #[error("an idempotency key has 1 to 255 characters; this one has {0}")]
    BadKey(usize),
    /// The record is not what it was.
    #[error("the record of `{code}` is damaged at {position}: {message}; restore a backup")]
    Damaged {
        /// The Code.
        code: String,
        /// The first position that is wrong.
        position: u64,
        /// What is wrong.
        message: String,
    },
    /// A copy would be mixed with what is there.
    #[error("{place} holds another record of `{code}`; a copy goes to an empty place, or on from where it was cut off")]
    Occupied {
        /// Where.
        place: String,
        /// The Code.
        code: String,
    },
    /// A copy was asked for as the record stood at a position that it never reached, or of a Code that it does not hold.
    #[error("the record cannot be copied as it stood then: {0}")]
    NoSuchPoint(String),
    /// The tables are those of an older program.
    #[error(
        "the record at {place} was written by an older version of this program; serve it once with this one, or use that version"
    )]
    TooOld {
        /// Where.
        place: String,
    },
    /// None of a record's tables is there.
    #[error(
        "there is no record at {place}: none of its tables is there; where the file was copied, copy those beside it (enact.db-wal) with it"
    )]
    NoRecord {
        /// Where.
        place: String,
    },
    /// The tables of a record are there, and the log of no Code.
    #[error("it holds the log of no Code; give a record that was served")]
    NoCode,
    /// The disk failed: reading, writing or flushing.
    #[error("{doing} failed because the disk did: {why}")]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        why: String,
        /// Whether it was a write that failed, so that nothing of it is there; a flush that fails leaves that open.
        unwritten: bool,
    },
    /// The disk failed before, and the record has not been opened anew and proved since.
    #[error(
        "nothing is recorded since the disk failed ({why}), until the record has been opened again and proved; send the act again with the same key"
    )]
    Stopped {
        /// What the database said then.
        why: String,
    },
    /// There is no room on the disk.
    #[error("the disk is full, and nothing was recorded; make room, and send the act again with the same key")]
    Full,
    /// Others kept the record busy.
    #[error("the record is busy; nothing was recorded, try again in a moment")]
    Busy,
    /// The connection was lost while the transaction was being closed.
    #[error(
        "the answer of the database was lost, so that it is not known whether the act was recorded; send it again with the same key"
    )]
    Unsure,
    /// The database failed.
    #[error("{doing} failed, and nothing was recorded: {why}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        why: String,
    },
    /// One act of several failed; none was recorded.
    #[error("act {number}, dated {at}: {source}; none of the acts was recorded")]
    InBatch {
        /// Its number among those handed in, from 1.
        number: usize,
        /// Its date.
        at: DateTime,
        /// Why.
        source: Box<LedgerError>,
    },
}

impl LedgerError {
    /// Whether the act itself is at fault: nothing of it was written, and others in its transaction go on.
    pub(crate) fn is_about_the_act(&self) -> bool {
        match self {
            Self::ClocksChange(_)
            | Self::Backwards { .. }
            | Self::TimeNotOurs
            | Self::Unreadable(_)
            | Self::Stale { .. }
            | Self::NotReached { .. }
            | Self::KeyReused { .. }
            | Self::BadKey(_) => true,
            Self::Address { .. }
            | Self::Folder { .. }
            | Self::NotReachable { .. }
            | Self::EmptyFile { .. }
            | Self::TooNew { .. }
            | Self::Foreign { .. }
            | Self::SqliteTooOld { .. }
            | Self::NoClock
            | Self::TimeZone(_)
            | Self::NoSuchInstant(_)
            | Self::UnknownCode { .. }
            | Self::Damaged { .. }
            | Self::Occupied { .. }
            | Self::NoSuchPoint(_)
            | Self::TooOld { .. }
            | Self::NoRecord { .. }
            | Self::NoCode
            | Self::Disk { .. }
            | Self::Stopped { .. }
            | Self::Full
            | Self::Busy
            | Self::Unsure
            | Self::Database { .. }
            | Self::FileDamaged { .. }
            | Self::FileMissing { .. }
            | Self::InBatch { .. } => false,
        }
    }
}

fn first_event(since: &[Recorded]) -> String {
    since.first().map_or_else(String::new, |recorded| format!("`{}` was recorded", recorded.event.name()))
}

fn first_actor(since: &[Recorded]) -> &str {
    since.first().map_or("", |recorded| recorded.by.as_str())
}

/// What is wrong with an event, as an error.
pub(crate) fn damaged(code: &str, position: u64, message: impl Into<String>) -> LedgerError {
    LedgerError::Damaged { code: code.to_owned(), position, message: message.into() }
}

/// Turns what the driver says into a sentence of ours: `read(…).await.map_err(while_doing("reading events"))`.
pub(crate) fn while_doing(doing: &'static str) -> impl FnOnce(sqlx::Error) -> LedgerError {
    move |error| match (is_busy(&error), of_the_disk(&error)) {
        (true, _) => LedgerError::Busy,
        (false, Some(OfDisk::Full)) => LedgerError::Full,
        (false, Some(OfDisk::Unwritten)) => LedgerError::Disk { doing, why: words(&error), unwritten: true },
        (false, Some(OfDisk::Failed)) => LedgerError::Disk { doing, why: words(&error), unwritten: false },
        (false, None) => LedgerError::Database { doing, why: words(&error) },
    }
}

/// What the disk did.
enum OfDisk {
    Full,
    /// A write failed.
    Unwritten,
    Failed,
}

/// Whether the disk is at fault.
fn of_the_disk(error: &sqlx::Error) -> Option<OfDisk> {
    let database = error.as_database_error()?;
    match database.code()?.as_ref() {
        // PostgreSQL: disk full, input or output failed, data or index corrupted.
        "53100" => Some(OfDisk::Full),
        "58030" | "XX001" | "XX002" => Some(OfDisk::Failed),
        // SQLite: 778 for a write that failed; else the low byte of its code is 13 (full), 10 (input or output), 11 (corrupt) or 26 (no database).
        code if code.len() < 5 => match code.parse::<u32>().ok()? {
            778 => Some(OfDisk::Unwritten),
            code => match code & 0xff {
                13 => Some(OfDisk::Full),
                10 | 11 | 26 => Some(OfDisk::Failed),
                _ => None,
            },
        },
        _ => None,
    }
}

/// Whether trying the whole transaction again may help.
fn is_busy(error: &sqlx::Error) -> bool {
    if matches!(error, sqlx::Error::PoolTimedOut) {
        return true;
    }
    let Some(code) = error.as_database_error().and_then(|database| database.code()) else { return false };
    match code.as_ref() {
        // PostgreSQL: serialization failure, deadlock. Both roll the transaction back.
        "40001" | "40P01" => true,
        // SQLite: the low byte of its code is 5 (busy) or 6 (locked).
        code => code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6)),
    }
}

/// What the driver says, without its names for things.
pub(crate) fn words(error: &sqlx::Error) -> String {
    match (error.as_database_error(), error) {
        (Some(database), _) => database.message().to_owned(),
        (None, sqlx::Error::Io(system)) => system.to_string(),
        (None, other) => other.to_string(),
    }
}
