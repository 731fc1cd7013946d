//! The two databases under the record: how each is opened, and how a transaction that will write begins.

mod address;

use std::sync::Once;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Connection, Executor, Row, Transaction};

use crate::error::{LedgerError, while_doing, words};
use address::Address;

/// What only SQLite understands. `synchronous=FULL` makes a commit wait for the disk; the journal mode is kept in the
/// file, the rest belongs to each connection.
const SQLITE_SETTINGS: &str =
    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
const SQLITE_VERSION: &str = "SELECT sqlite_version()";
/// The first SQLite whose write-ahead log cannot be reset under a reader and lose pages.
const SQLITE_WITHOUT_FAULT: [u64; 3] = [3, 51, 3];

/// What only PostgreSQL understands.
const POSTGRES_CLOCK: &str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Embedded, in one file.
    Sqlite,
    /// A server, for any number of nodes.
    Postgres,
}

/// An open database.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    engine: Engine,
    /// SQLite lets one write at a time: one connection, so that the others of this process wait in a queue and not in
    /// the file lock.
    writers: AnyPool,
    readers: AnyPool,
}

impl Store {
    /// Opens the database at an address; makes it where it is a file that is not there yet.
    pub(crate) async fn open(url: &str) -> Result<Self, LedgerError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let address = Address::read(url)?;
        let engine = address.engine();
        let store = match engine {
            Engine::Postgres => {
                let pool = connect(&address, 16).await?;
                Self { engine, writers: pool.clone(), readers: pool }
            }
            // A database in memory is the one connection that holds it.
            Engine::Sqlite if address.in_memory() => {
                let pool = connect(&address, 1).await?;
                Self { engine, writers: pool.clone(), readers: pool }
            }
            Engine::Sqlite => {
                address.prepare_folder()?;
                Self { engine, writers: connect(&address, 1).await?, readers: connect(&address, 8).await? }
            }
        };
        if engine == Engine::Sqlite {
            store.refuse_faulty_sqlite().await?;
        }
        Ok(store)
    }

    /// Closes every connection: a database in a file is then whole in that file.
    pub(crate) async fn close(self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    /// Which database it is.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Where reads outside a writing transaction go.
    pub(crate) fn readers(&self) -> &AnyPool {
        &self.readers
    }

    /// Begins a transaction that will write. Dropped without a commit it leaves nothing.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, LedgerError> {
        let begin = match self.engine {
            // The write lock is taken at once: a transaction that reads first and then writes could be refused it.
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        self.writers.begin_with(begin).await.map_err(while_doing("opening a transaction"))
    }

    /// The database's clock, in microseconds since 1970, UTC.
    pub(crate) async fn clock(&self, conn: &mut AnyConnection) -> Result<i64, LedgerError> {
        match self.engine {
            Engine::Sqlite => Err(LedgerError::NoClock),
            Engine::Postgres => {
                let row = sqlx::query(POSTGRES_CLOCK).fetch_one(conn).await;
                row.and_then(|row| row.try_get(0)).map_err(while_doing("reading the clock of the database"))
            }
        }
    }

    async fn refuse_faulty_sqlite(&self) -> Result<(), LedgerError> {
        let row = sqlx::query(SQLITE_VERSION).fetch_one(&self.readers).await;
        let found: String = row.and_then(|row| row.try_get(0)).map_err(while_doing("asking SQLite for its version"))?;
        match is_without_fault(&found) {
            true => Ok(()),
            false => Err(LedgerError::SqliteTooOld { found }),
        }
    }
}

fn is_without_fault(version: &str) -> bool {
    let parts: Vec<u64> = version.split('.').map_while(|part| part.parse().ok()).collect();
    parts.as_slice() >= SQLITE_WITHOUT_FAULT.as_slice()
}

/// How long a server may take to answer when the record is opened.
const PATIENCE: Duration = Duration::from_secs(10);

async fn connect(address: &Address, connections: u32) -> Result<AnyPool, LedgerError> {
    let failed = |why: String| LedgerError::NotReachable { address: address.shown(), why };
    let refused = |error: sqlx::Error| failed(words(&error));
    let options: AnyConnectOptions = address.driver_url().parse().map_err(refused)?;
    let options = options.disable_statement_logging();
    let engine = address.engine();
    // A pool tries again until its time is up; the first failure is the one that tells what is wrong.
    let first = tokio::time::timeout(PATIENCE, async {
        let mut conn = AnyConnection::connect_with(&options).await?;
        settle(engine, &mut conn).await?;
        conn.close().await
    });
    let in_time = first.await.map_err(|_| failed("it does not answer".to_owned()))?;
    in_time.map_err(refused)?;
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(20))
        // What is open in memory alone must stay open.
        .idle_timeout(None)
        .max_lifetime(None)
        // A file does not go away; a server may, and its lost connections are found before they are used.
        .test_before_acquire(engine == Engine::Postgres)
        .after_connect(move |conn, _| Box::pin(settle(engine, conn)));
    pool.connect_with(options).await.map_err(refused)
}

/// Gives a new connection its settings.
async fn settle(engine: Engine, conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
    match engine {
        Engine::Sqlite => conn.execute(sqlx::raw_sql(SQLITE_SETTINGS)).await.map(drop),
        Engine::Postgres => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sqlite_that_loses_pages_is_known() {
        for faulty in ["3.51.2", "3.46.0", "2.9", "", "x"] {
            assert!(!is_without_fault(faulty), "{faulty}");
        }
        for sound in ["3.51.3", "3.51.10", "3.52.0", "4.0.0"] {
            assert!(is_without_fault(sound), "{sound}");
        }
    }
}
