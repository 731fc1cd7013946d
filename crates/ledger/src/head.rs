//! The head of a Code's log: where it ends. Whoever writes locks its row first.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::audit::merkle::{Hash, TileHash, Tree};
use crate::engine::{Store, Transaction};
use crate::error::{LedgerError, while_doing};
use crate::pending::Pending;
use crate::statements::statements;

/// A transaction that writes to SQLite holds the lock of the whole file from its beginning, so that reading is enough.
const SQLITE_BEGIN_AND_READ: &str =
    "BEGIN IMMEDIATE; SELECT position, hash, recorded_at, tree FROM heads WHERE code = $1";

statements! {
    MAKE = "INSERT INTO heads (code, position, hash, recorded_at, tree) VALUES ($1, 0, $2, 0, '') \
            ON CONFLICT (code) DO NOTHING";
    CODES = "SELECT code FROM heads ORDER BY code";
    READ = "SELECT position, hash, recorded_at, tree FROM heads WHERE code = $1";
    // An update is the one way to lock a row that both engines have. It waits for whoever holds the row, and then
    // gives the values that they left.
    LOCK = "UPDATE heads SET position = position WHERE code = $1 RETURNING position, hash, recorded_at, tree";
    MOVE = "UPDATE heads SET position = $2, hash = $3, recorded_at = $4, tree = $5 WHERE code = $1";
}

/// Where a log ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// The position of the last event; nought where there is none.
    pub(crate) position: u64,
    /// The tree over all events.
    pub(crate) tree: Tree,
    /// When the last event was recorded, in microseconds since 1970, UTC.
    pub(crate) recorded_at: i64,
}

impl Head {
    /// The head of an empty log.
    pub(crate) fn of_empty() -> Self {
        Self { position: 0, tree: Tree::default(), recorded_at: 0 }
    }

    /// The root over all events.
    pub(crate) fn root(&self) -> Hash {
        self.tree.root()
    }

    /// The head after one more event, and the hashes of tiles that are whole by it.
    pub(crate) fn after(&self, leaf: Hash, recorded_at: i64) -> (Self, Vec<TileHash>) {
        let mut tree = self.tree.clone();
        let whole = tree.push(leaf);
        (Self { position: self.position + 1, tree, recorded_at }, whole)
    }

    /// Makes the row of a Code that is new here.
    pub(crate) async fn make(conn: &mut AnyConnection, code: &str) -> Result<(), LedgerError> {
        let made = sqlx::query(MAKE).bind(code).bind(Hash::of_nothing().to_string()).execute(conn).await;
        made.map(drop).map_err(while_doing("making the log of a Code"))
    }

    /// The Codes that the record holds a log of, in order.
    pub(crate) async fn codes(conn: &mut AnyConnection) -> Result<Vec<String>, LedgerError> {
        let rows = sqlx::query(CODES).fetch_all(conn).await;
        let codes = rows.and_then(|rows| rows.iter().map(|row| row.try_get(0)).collect());
        codes.map_err(while_doing("reading which Codes there are"))
    }

    /// Reads the head as it is now.
    pub(crate) async fn read(conn: &mut AnyConnection, code: &str) -> Result<Self, LedgerError> {
        let row = sqlx::query(READ).bind(code).fetch_optional(conn).await;
        Self::of_row(code, row)
    }

    /// Locks the head for this transaction and reads it.
    pub(crate) async fn lock(conn: &mut AnyConnection, code: &str) -> Result<Self, LedgerError> {
        let row = sqlx::query(LOCK).bind(code).fetch_optional(conn).await;
        Self::of_row(code, row)
    }

    /// Begins a transaction that holds the head, and reads it.
    ///
    /// # Errors
    /// The head is damaged, others keep the record busy, or the database failed.
    pub(crate) async fn hold(store: &Store, code: &str) -> Result<(Transaction, Self), LedgerError> {
        let (mut transaction, read) = store.begin_reading(SQLITE_BEGIN_AND_READ, code).await?;
        let head = match read {
            Some(rows) => Self::of_row(code, Ok(rows.into_iter().next()))?,
            None => Self::lock(&mut transaction, code).await?,
        };
        Ok((transaction, head))
    }

    /// Writes the head, which this transaction has locked, with all that waits.
    pub(crate) fn write(&self, pending: &mut Pending, code: &str) {
        let (root, tree) = (self.root().to_string(), self.tree.to_string());
        pending.execute(MOVE, [code.into(), self.position.into(), root.into(), self.recorded_at.into(), tree.into()]);
    }

    fn of_row(code: &str, row: Result<Option<AnyRow>, sqlx::Error>) -> Result<Self, LedgerError> {
        let doing = "reading the head of the log";
        let damaged =
            |message: &str| LedgerError::Damaged { code: code.to_owned(), position: 0, message: message.to_owned() };
        let row = row.map_err(while_doing(doing))?.ok_or_else(|| damaged("its log has no head"))?;
        let (position, hash, recorded_at, tree) = columns(&row).map_err(while_doing(doing))?;
        let root = Hash::read(&hash).ok_or_else(|| damaged("the root at the head of the log is no hash"))?;
        let position = position.cast_unsigned();
        let tree = Tree::read(position, &tree).filter(|tree| tree.root() == root);
        let tree = tree.ok_or_else(|| damaged("the root at the head of the log does not belong to its tree"))?;
        Ok(Self { position, tree, recorded_at })
    }
}

fn columns(row: &AnyRow) -> Result<(i64, String, i64, String), sqlx::Error> {
    Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?))
}
