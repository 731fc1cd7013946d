//! What calls on somebody without an event, by the day or by what the record holds: looked for by one node at a time, told once.
//!
//! A round is taken by lease, as rows of the outbox are. What it found to tell is written in the transaction that ends it: a
//! call that was told before, by whichever node, is not told again.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;
use sqlx::{AnyConnection, Row};

use super::deliveries::{self, NewDelivery};
use super::later;
use crate::error::{LedgerError, while_doing};
use crate::ledger::Ledger;
use crate::statements::statements;
use crate::tables::day_number;

statements! {
    STANDS = "SELECT h.position, CAST(COALESCE(r.position, -1) AS BIGINT), CAST(COALESCE(r.day, 0) AS BIGINT), \
              CAST(COALESCE(r.due, 0) AS BIGINT), CAST(COALESCE(r.fence, -1) AS BIGINT) \
              FROM heads h LEFT JOIN call_rounds r ON r.code = h.code WHERE h.code = $1";
    BEGIN = "INSERT INTO call_rounds (code, position, day, due, fence) VALUES ($1, -1, 0, $2, 0) ON CONFLICT (code) DO NOTHING";
    TAKE = "UPDATE call_rounds SET due = $3, fence = fence + 1 WHERE code = $1 AND fence = $2";
    END = "UPDATE call_rounds SET position = $3, day = $4, due = $5 WHERE code = $1 AND fence = $2";
    LOOKED = "SELECT position FROM call_rounds WHERE code = $1 AND position >= 0";
    TOLD = "SELECT call FROM calls_told WHERE code = $1";
    TELL = "INSERT INTO calls_told (code, call, position) VALUES ($1, $2, $3) ON CONFLICT (code, call) DO NOTHING";
}

const DOING: &str = "looking for what calls on somebody";

/// A search for what calls on somebody in a Code; held by lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The Code.
    pub code: String,
    /// Whether it is the first one ever: what calls on somebody already is then noted, and nobody is told.
    pub is_first: bool,
    fence: i64,
}

/// A call that is told, unless it was told before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCall {
    /// What it is called, for ever.
    pub name: String,
    /// Its messages.
    pub deliveries: Vec<NewDelivery>,
}

impl Ledger {
    /// Takes the search for what calls on somebody in a Code, where the record or the day has moved on since the last one and
    /// no other node holds it; for the length of a lease.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_round(
        &self,
        code: &str,
        today: Date,
        now: i64,
        lease: Duration,
    ) -> Result<Option<Round>, LedgerError> {
        // Whoever finds nothing to do has kept no writer waiting.
        let row = sqlx::query(STANDS).bind(code).fetch_optional(&mut *self.reader().await?).await;
        let Some(row) = row.map_err(while_doing(DOING))? else { return Ok(None) };
        let columns = || -> Result<(i64, i64, i64, i64, i64), sqlx::Error> {
            Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?))
        };
        let (head, position, day, due, fence) = columns().map_err(while_doing(DOING))?;
        let is_first = position < 0;
        let moved_on = head > position || day_number(today) > day;
        if !moved_on || due > now {
            return Ok(None);
        }
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        if fence < 0 {
            sqlx::query(BEGIN).bind(code).bind(now).execute(&mut *conn).await.map_err(while_doing(DOING))?;
        }
        let take = sqlx::query(TAKE).bind(code).bind(fence.max(0)).bind(later(now, lease)).execute(&mut *conn).await;
        let taken = take.map_err(while_doing(DOING))?.rows_affected() == 1;
        transaction.commit().await.map_err(while_doing(DOING))?;
        Ok(taken.then(|| Round { code: code.to_owned(), is_first, fence: fence.max(0) + 1 }))
    }

    /// Whether a search for what calls on somebody in a Code was ever ended.
    ///
    /// # Errors
    /// The database failed.
    pub async fn was_looked_through(&self, code: &str) -> Result<bool, LedgerError> {
        let row = sqlx::query(LOOKED).bind(code).fetch_optional(&mut *self.reader().await?).await;
        row.map(|row| row.is_some()).map_err(while_doing(DOING))
    }

    /// The names of all calls that were told.
    ///
    /// # Errors
    /// The database failed.
    pub async fn calls_told(&self, code: &str) -> Result<BTreeSet<String>, LedgerError> {
        let rows = sqlx::query(TOLD).bind(code).fetch_all(&mut *self.reader().await?).await;
        let rows = rows.map_err(while_doing(DOING))?;
        rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map_err(while_doing(DOING))
    }

    /// Ends a round: makes the messages of each call that was not told before, and notes up to which position and day it
    /// looked. The next one is taken after a time at the earliest. False where the lease was lost to another node: then
    /// nothing is written, and the other tells.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_round(
        &self,
        round: &Round,
        found: &[NewCall],
        (position, today): (u64, Date),
        (now, next): (i64, Duration),
    ) -> Result<bool, LedgerError> {
        let doing = || while_doing("telling what calls on somebody");
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        let end = sqlx::query(END).bind(round.code.as_str()).bind(round.fence).bind(position.cast_signed());
        let end = end.bind(day_number(today)).bind(later(now, next)).execute(&mut *conn).await.map_err(doing())?;
        if end.rows_affected() != 1 {
            return Ok(false);
        }
        for call in found {
            let tell = sqlx::query(TELL).bind(round.code.as_str()).bind(call.name.as_str());
            let told = tell.bind(position.cast_signed()).execute(&mut *conn).await.map_err(doing())?;
            if told.rows_affected() == 1 {
                for delivery in &call.deliveries {
                    deliveries::make(conn, &round.code, delivery, now).await?;
                }
            }
        }
        transaction.commit().await.map_err(doing())?;
        Ok(true)
    }
}
