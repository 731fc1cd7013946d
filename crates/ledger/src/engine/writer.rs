//! The one connection through which a program writes to SQLite, and transactions.
//!
//! SQLite lets one write at a time. The others of this program wait here in a queue, and not in the lock of the file. The
//! connection is in no pool: a pool asks each connection that comes back whether it is still there, and whoever writes next
//! waits for that answer.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, Connection};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::{Engine, settle};
use crate::pending::Pending;

/// The write lock is taken at once: a transaction that reads first and then writes could be refused it.
const BEGIN_IN_SQLITE: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";

/// How long whoever writes waits for a turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where writing transactions get their connection.
#[derive(Debug, Clone)]
pub(super) enum Writers {
    /// One connection, for a file of SQLite.
    One(Arc<Queue>),
    /// A pool, with how its transactions begin: for a server, and for a database in memory, which is the one connection
    /// that holds it.
    Pool(AnyPool, &'static str),
}

/// Those who wait for the one connection, in the order in which they came.
#[derive(Debug)]
pub(super) struct Queue {
    options: AnyConnectOptions,
    /// Whether the record was closed, or opened anew: nobody gets this connection any more.
    closed: AtomicBool,
    /// A transaction takes it out. Where that was left without an end it is gone, and whoever is next opens another.
    place: Arc<Mutex<Option<AnyConnection>>>,
}

impl Writers {
    /// One connection, which is there already.
    pub(super) fn one(options: AnyConnectOptions, conn: AnyConnection) -> Self {
        Self::One(Arc::new(Queue { options, closed: AtomicBool::new(false), place: Arc::new(Mutex::new(Some(conn))) }))
    }

    /// The connections of a pool.
    pub(super) fn pool(engine: Engine, pool: AnyPool) -> Self {
        let begin = match engine {
            Engine::Sqlite => BEGIN_IN_SQLITE,
            Engine::Postgres => "BEGIN",
        };
        Self::Pool(pool, begin)
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// The connections were closed, another program has the lock, or the database failed.
    pub(super) async fn begin(&self) -> Result<Transaction, sqlx::Error> {
        match self {
            Self::One(queue) => {
                let mut turn = Turn::take(queue).await?;
                sqlx::query(BEGIN_IN_SQLITE).execute(&mut turn.conn).await?;
                Ok(Transaction::One(turn))
            }
            Self::Pool(pool, begin) => pool.begin_with(*begin).await.map(Transaction::Pooled),
        }
    }

    /// Begins a transaction, and reads rows in it with the same text, of which the first statement begins one in SQLite;
    /// no rows, where a transaction of a pool was begun and nothing read.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub(super) async fn begin_reading(
        &self,
        begin_and_read: &'static str,
        code: &str,
    ) -> Result<(Transaction, Option<Vec<AnyRow>>), sqlx::Error> {
        match self {
            Self::One(queue) => {
                let mut turn = Turn::take(queue).await?;
                let sql = begin_and_read;
                let rows = sqlx::query(sql).bind(code).fetch_all(&mut turn.conn).await?;
                Ok((Transaction::One(turn), Some(rows)))
            }
            Self::Pool(..) => Ok((self.begin().await?, None)),
        }
    }

    /// Executes what is done outside a transaction.
    ///
    /// # Errors
    /// The connections were closed, or the database failed.
    pub(super) async fn execute(&self, sql: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::One(queue) => {
                let mut turn = Turn::take(queue).await?;
                sqlx::query(sql).execute(&mut turn.conn).await?;
                turn.give_back();
                Ok(())
            }
            Self::Pool(pool, _) => sqlx::query(sql).execute(pool).await.map(drop),
        }
    }

    /// Closes every connection, once no transaction has one.
    pub(super) async fn close(self) {
        match self {
            Self::One(queue) => {
                queue.closed.store(true, Ordering::SeqCst);
                let conn = queue.place.lock().await.take();
                if let Some(conn) = conn
                    && let Err(error) = conn.close().await
                {
                    tracing::warn!(%error, "the connection that writes could not be closed");
                }
            }
            Self::Pool(pool, _) => pool.close().await,
        }
    }
}

/// The one connection in the hands of a transaction. Dropped, the connection is dropped too, which ends what was begun in it: so
/// no transaction ever meets what another has left.
#[derive(Debug)]
pub(crate) struct Turn {
    // Dropped before the place is free for the next.
    conn: AnyConnection,
    place: OwnedMutexGuard<Option<AnyConnection>>,
}

impl Turn {
    async fn take(queue: &Queue) -> Result<Self, sqlx::Error> {
        let waiting = tokio::time::timeout(PATIENCE, Arc::clone(&queue.place).lock_owned());
        let mut place = waiting.await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        if queue.closed.load(Ordering::SeqCst) {
            return Err(sqlx::Error::PoolClosed);
        }
        let conn = match place.take() {
            Some(conn) => conn,
            None => {
                let mut conn = AnyConnection::connect_with(&queue.options).await?;
                settle(Engine::Sqlite, &mut conn).await?;
                conn
            }
        };
        Ok(Self { conn, place })
    }

    async fn end(mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(sql).execute(&mut self.conn).await?;
        self.give_back();
        Ok(())
    }

    fn give_back(self) {
        let Self { conn, mut place } = self;
        *place = Some(conn);
    }
}

/// Why a transaction was not committed.
#[derive(Debug)]
pub(crate) enum Unended {
    /// It was rolled back.
    RolledBack(sqlx::Error),
    /// Perhaps by the commit itself: whether it was committed, this does not tell.
    Lost(sqlx::Error),
}

/// A transaction that writes. Dropped without a commit it leaves nothing.
#[derive(Debug)]
pub(crate) enum Transaction {
    /// On the one connection of SQLite.
    One(Turn),
    /// On a connection of a pool.
    Pooled(sqlx::Transaction<'static, Any>),
}

impl Transaction {
    /// Writes what waits, and makes all that was written last.
    ///
    /// # Errors
    /// It could not be written, or the commit failed.
    pub(crate) async fn commit_with(self, mut pending: Pending) -> Result<(), Unended> {
        match self {
            Self::One(mut turn) => match pending.write_and(&mut turn.conn, COMMIT).await {
                Ok(()) => {
                    turn.give_back();
                    Ok(())
                }
                // Where it can be rolled back it stood open still, and a commit that SQLite did not take leaves it so. Else SQLite
                // has ended it by itself, in a statement or in the commit.
                Err(error) => Err(match turn.end(ROLLBACK).await {
                    Ok(()) => Unended::RolledBack(error),
                    Err(_) => Unended::Lost(error),
                }),
            },
            Self::Pooled(mut transaction) => {
                pending.write(&mut transaction).await.map_err(Unended::RolledBack)?;
                transaction.commit().await.map_err(Unended::Lost)
            }
        }
    }

    /// Makes what was written last.
    ///
    /// # Errors
    /// It could not be written; nobody can tell whether it was where the answer was lost.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::One(turn) => turn.end(COMMIT).await,
            Self::Pooled(transaction) => transaction.commit().await,
        }
    }

    /// Leaves nothing of what was written.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn rollback(self) -> Result<(), sqlx::Error> {
        match self {
            Self::One(turn) => turn.end(ROLLBACK).await,
            Self::Pooled(transaction) => transaction.rollback().await,
        }
    }
}

impl Deref for Transaction {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        match self {
            Self::One(turn) => &turn.conn,
            Self::Pooled(transaction) => transaction,
        }
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match self {
            Self::One(turn) => &mut turn.conn,
            Self::Pooled(transaction) => transaction,
        }
    }
}

#[cfg(test)]
mod tests;
