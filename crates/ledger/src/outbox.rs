//! What is to be told of what was recorded: at least once, never half, and by one node at a time.
//!
//! A row of the outbox is written in the transaction that records events, so that neither can be without the other. It is
//! spread later: a [`Delivery`] is made for each follower whom it concerns. Rows and deliveries are taken by lease: whoever
//! takes one moves its time on and raises its fence, in one statement. A node that is stopped loses its lease to another, and
//! what it still wants to write is turned away by the fence. Nothing here is part of the record.

mod calls;
mod copy;
mod deliveries;
mod followers;

use jiff::Timestamp;
use sqlx::{AnyConnection, Row};

pub use calls::{NewCall, Round};
pub(crate) use copy::copy;
pub use deliveries::{Delivery, NewDelivery, Outcome, State};
pub use followers::{Channel, Follower, Following, NewFollower};

use crate::clock::Clock;
use crate::error::{LedgerError, while_doing};
use crate::ledger::Ledger;
use crate::statements::statements;

statements! {
    WAITING = "SELECT code, first_position, last_position, fence FROM outbox WHERE due <= $1 ORDER BY due, code, first_position LIMIT 8";
    TAKE = "UPDATE outbox SET due = $4, fence = fence + 1 WHERE code = $1 AND first_position = $2 AND fence = $3";
    SPREAD = "DELETE FROM outbox WHERE code = $1 AND first_position = $2 AND fence = $3";
    FIGURES = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(MIN(due), 0) AS BIGINT) FROM deliveries WHERE state = $1";
    UNSPREAD = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox";
}

/// Every list of statements of this module.
#[cfg(test)]
pub(crate) const LISTS: &[(&str, &[(&str, &str)])] = &[
    ("outbox", ALL),
    ("calls", calls::ALL),
    ("deliveries", deliveries::ALL),
    ("followers", followers::ALL),
    ("outbox_copy", copy::ALL),
];

const DOING: &str = "reading what is to be told";

/// Events that were recorded together and are still to be told; held by lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The Code.
    pub code: String,
    /// The position of the first event.
    pub first: u64,
    /// The position of the last one.
    pub last: u64,
    /// The fence under which it is held.
    fence: i64,
}

/// How much waits to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboxFigures {
    /// Transactions of the record whose followers were not yet looked for.
    pub unspread: u64,
    /// Deliveries that wait for their time.
    pub waiting: u64,
    /// Deliveries that were given up.
    pub given_up: u64,
    /// When the delivery that waits longest is due, in microseconds UTC; nought where none waits.
    pub due: i64,
}

/// A time so much later, in microseconds.
pub(crate) fn later(now: i64, by: std::time::Duration) -> i64 {
    now.saturating_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX))
}

impl Ledger {
    /// What time it is for leases: of the database where it has a clock, so that nodes agree; else the machine's, handed in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn outbox_clock(&self, machine: Timestamp) -> Result<i64, LedgerError> {
        match self.clock() {
            Clock::Handed(_) => Ok(machine.as_microsecond()),
            Clock::Database => self.store().clock(&mut *self.reader().await?).await,
        }
    }

    /// Takes what was recorded and is still to be told, the oldest first, for the length of a lease; none where nothing waits.
    /// Within the lease no other node takes it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_news(&self, now: i64, lease: std::time::Duration) -> Result<Option<News>, LedgerError> {
        // Whoever finds nothing has kept no writer waiting.
        let rows = sqlx::query(WAITING).bind(now).fetch_all(&mut *self.reader().await?).await;
        let rows = rows.map_err(while_doing(DOING))?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        let mut taken = None;
        for row in rows {
            let columns = || -> Result<(String, i64, i64, i64), sqlx::Error> {
                Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?))
            };
            let (code, first, last, fence) = columns().map_err(while_doing(DOING))?;
            let take = sqlx::query(TAKE).bind(code.as_str()).bind(first).bind(fence).bind(later(now, lease));
            let done = take.execute(&mut *conn).await.map_err(while_doing("taking what is to be told"))?;
            if done.rows_affected() == 1 {
                let (first, last) = (first.cast_unsigned(), last.cast_unsigned());
                taken = Some(News { code, first, last, fence: fence + 1 });
                break;
            }
        }
        transaction.commit().await.map_err(while_doing("taking what is to be told"))?;
        Ok(taken)
    }

    /// Puts deliveries in the place of news. False where the lease was lost to another node: then nothing is written, and
    /// the other makes them. A delivery that is there already stays as it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn spread(&self, news: &News, made: &[NewDelivery], now: i64) -> Result<bool, LedgerError> {
        let doing = while_doing("making deliveries");
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        let ours = sqlx::query(SPREAD).bind(news.code.as_str()).bind(news.first.cast_signed()).bind(news.fence);
        let ours = ours.execute(&mut *conn).await.map_err(while_doing("making deliveries"))?;
        if ours.rows_affected() != 1 {
            return Ok(false);
        }
        for delivery in made {
            deliveries::make(conn, &news.code, delivery, now).await?;
        }
        transaction.commit().await.map_err(doing)?;
        Ok(true)
    }

    /// How much waits to be told.
    ///
    /// # Errors
    /// The database failed.
    pub async fn outbox_figures(&self) -> Result<OutboxFigures, LedgerError> {
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        let row = sqlx::query(UNSPREAD).fetch_one(&mut *conn).await.map_err(while_doing(DOING))?;
        let unspread: i64 = row.try_get(0).map_err(while_doing(DOING))?;
        let mut figures = OutboxFigures { unspread: unspread.cast_unsigned(), ..OutboxFigures::default() };
        for state in [State::Waiting, State::GivenUp] {
            let row =
                sqlx::query(FIGURES).bind(state.name()).fetch_one(&mut *conn).await.map_err(while_doing(DOING))?;
            let columns = || -> Result<(i64, i64), sqlx::Error> { Ok((row.try_get(0)?, row.try_get(1)?)) };
            let (count, due) = columns().map_err(while_doing(DOING))?;
            if state == State::Waiting {
                (figures.waiting, figures.due) = (count.cast_unsigned(), due);
            } else {
                figures.given_up = count.cast_unsigned();
            }
        }
        Ok(figures)
    }
}
