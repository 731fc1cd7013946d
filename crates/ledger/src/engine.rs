//! The two databases under the record: how each is opened, and how a transaction that will write begins.

mod address;
mod writer;

use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, RwLock};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, AnyRow};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Connection, Executor, Row};

use crate::error::{LedgerError, while_doing, words};
use address::Address;
use writer::Writers;
pub(crate) use writer::{Transaction, Unended};

/// What only SQLite understands. `synchronous=FULL` makes a commit wait for the disk; the journal mode is kept in the
/// file, the rest belongs to each connection. What is deleted is written over, since it may be something said in confidence.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                               PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";
/// Writes the log of the database into its file and leaves it empty.
const WRITE_BACK: &str = "PRAGMA wal_checkpoint(TRUNCATE)";
const SQLITE_VERSION: &str = "SELECT sqlite_version()";
/// The first SQLite whose write-ahead log cannot be reset under a reader and lose pages.
const SQLITE_WITHOUT_FAULT: [u64; 3] = [3, 51, 3];

const OPENING: &str = "opening a transaction";

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

/// An open database. Copies share it.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    engine: Engine,
    address: Arc<Address>,
    pools: Arc<RwLock<Pools>>,
    /// Why nothing is written any more, once the disk has failed.
    fault: Arc<Mutex<Option<String>>>,
}

#[derive(Debug, Clone)]
struct Pools {
    writers: Writers,
    readers: AnyPool,
}

impl Pools {
    async fn connect(address: &Address) -> Result<Self, LedgerError> {
        let engine = address.engine();
        let of_one_pool = |pool: AnyPool| Self { writers: Writers::pool(engine, pool.clone()), readers: pool };
        match engine {
            Engine::Postgres => connect(address, 16).await.map(of_one_pool),
            // A database in memory is the one connection that holds it.
            Engine::Sqlite if address.in_memory() => connect(address, 1).await.map(of_one_pool),
            Engine::Sqlite => {
                address.prepare_folder()?;
                let (options, conn) = first(address).await?;
                Ok(Self { writers: Writers::one(options, conn), readers: connect(address, 8).await? })
            }
        }
    }

    async fn close(self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

impl Store {
    /// Refuses an address at which a record was lost: a file that is there and empty.
    pub(crate) fn refuse_empty_file(url: &str) -> Result<(), LedgerError> {
        Address::read(url)?.refuse_empty_file()
    }

    /// Opens the database at an address; makes it where it is a file that is not there yet.
    pub(crate) async fn open(url: &str) -> Result<Self, LedgerError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let address = Address::read(url)?;
        let engine = address.engine();
        let pools = Arc::new(RwLock::new(Pools::connect(&address).await?));
        let store = Self { engine, address: Arc::new(address), pools, fault: Arc::default() };
        if engine == Engine::Sqlite {
            store.refuse_faulty_sqlite().await?;
        }
        Ok(store)
    }

    /// As [`Self::open`], where a record is to be already: a file that is empty is left empty, which opening it would not.
    pub(crate) async fn open_existing(url: &str) -> Result<Self, LedgerError> {
        let address = Address::read(url)?;
        match address.refuse_empty_file() {
            Err(LedgerError::EmptyFile { .. }) => Err(LedgerError::NoRecord { place: address.shown() }),
            Err(error) => Err(error),
            Ok(()) => Self::open(url).await,
        }
    }

    /// Closes every connection.
    pub(crate) async fn close(self) {
        self.pools().close().await;
    }

    /// Writes the log of a database in a file back into that file, at the end of its use. The last connection of all does so
    /// by itself when it closes; a program that ends may not wait for it.
    pub(crate) async fn write_back(&self) {
        if self.engine == Engine::Sqlite
            && let Err(error) = self.pools().writers.execute(WRITE_BACK).await
        {
            tracing::warn!(%error, "the log of the database could not be written back; copy all of its files together");
        }
    }

    /// Writes nothing more, because the disk has failed. Gives whether that is new.
    pub(crate) fn stop(&self, why: &str) -> bool {
        self.fault_now().replace(why.to_owned()).is_none()
    }

    /// Why nothing is written any more.
    pub(crate) fn fault(&self) -> Option<String> {
        self.fault_now().clone()
    }

    /// Writes again: the record was opened anew and proved.
    pub(crate) fn go_on(&self) {
        *self.fault_now() = None;
    }

    /// Whether the file of the database may grow no further, by a limit on the size of files. SQLite tells a failed disk
    /// then, and no full one.
    pub(crate) fn may_not_grow(&self) -> bool {
        self.address.may_not_grow()
    }

    /// Opens every connection anew. Those that met the failure may hold pages that never reached the disk.
    pub(crate) async fn reopen(&self) -> Result<(), LedgerError> {
        // What is in memory alone is gone with its connection.
        if self.address.in_memory() {
            return Ok(());
        }
        let fresh = Pools::connect(&self.address).await?;
        // Those who read go on meanwhile: with the old connections until the new ones are there.
        let old = std::mem::replace(&mut *self.pools.write().unwrap_or_else(PoisonError::into_inner), fresh);
        old.close().await;
        Ok(())
    }

    fn pools(&self) -> Pools {
        self.pools.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fault_now(&self) -> MutexGuard<'_, Option<String>> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which database it is.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Where reads outside a writing transaction go.
    pub(crate) fn readers(&self) -> AnyPool {
        self.pools().readers
    }

    /// A connection for reading; where the connections were just opened anew, one of the new ones.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>, LedgerError> {
        let doing = "opening the record";
        match self.readers().acquire().await {
            Err(sqlx::Error::PoolClosed) => self.readers().acquire().await.map_err(while_doing(doing)),
            acquired => acquired.map_err(while_doing(doing)),
        }
    }

    /// Begins a transaction that will write. Dropped without a commit it leaves nothing.
    pub(crate) async fn begin(&self) -> Result<Transaction, LedgerError> {
        self.refuse_after_a_fault()?;
        let began = match self.pools().writers.begin().await {
            // The connections were opened anew meanwhile.
            Err(sqlx::Error::PoolClosed) => self.pools().writers.begin().await,
            began => began,
        };
        began.map_err(while_doing(OPENING))
    }

    /// As [`Self::begin`], and reads rows where the engine lets both be asked for at once: see [`Writers::begin_reading`].
    pub(crate) async fn begin_reading(
        &self,
        begin_and_read: &'static str,
        code: &str,
    ) -> Result<(Transaction, Option<Vec<AnyRow>>), LedgerError> {
        self.refuse_after_a_fault()?;
        let began = match self.pools().writers.begin_reading(begin_and_read, code).await {
            Err(sqlx::Error::PoolClosed) => self.pools().writers.begin_reading(begin_and_read, code).await,
            began => began,
        };
        began.map_err(while_doing(OPENING))
    }

    fn refuse_after_a_fault(&self) -> Result<(), LedgerError> {
        self.fault().map_or(Ok(()), |why| Err(LedgerError::Stopped { why }))
    }

    /// Begins a transaction that reads, all of it as the record stood at one moment.
    pub(crate) async fn snapshot(&self) -> Result<sqlx::Transaction<'static, Any>, LedgerError> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.readers().begin_with(begin).await.map_err(while_doing("opening the record"))
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
        let row = sqlx::query(SQLITE_VERSION).fetch_one(&self.readers()).await;
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

/// The first connection to an address. A pool tries again until its time is up; the first failure is the one that tells what
/// is wrong.
async fn first(address: &Address) -> Result<(AnyConnectOptions, AnyConnection), LedgerError> {
    let failed = |why: String| LedgerError::NotReachable { address: address.shown(), why };
    let refused = |error: sqlx::Error| failed(words(&error));
    let options: AnyConnectOptions = address.driver_url().parse().map_err(refused)?;
    let options = options.disable_statement_logging();
    let connecting = tokio::time::timeout(PATIENCE, async {
        let mut conn = AnyConnection::connect_with(&options).await?;
        settle(address.engine(), &mut conn).await?;
        Ok(conn)
    });
    let in_time = connecting.await.map_err(|_| failed("it does not answer".to_owned()))?;
    let conn = in_time.map_err(refused)?;
    Ok((options, conn))
}

async fn connect(address: &Address, connections: u32) -> Result<AnyPool, LedgerError> {
    let refused = |error: sqlx::Error| LedgerError::NotReachable { address: address.shown(), why: words(&error) };
    let (options, conn) = first(address).await?;
    conn.close().await.map_err(refused)?;
    let engine = address.engine();
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
