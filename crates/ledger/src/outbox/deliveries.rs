//! Deliveries: one message to one follower, from when it is due to when it was sent or given up.

use std::time::Duration;

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::later;
use crate::error::{LedgerError, while_doing};
use crate::ledger::Ledger;
use crate::migration::hash_of_text;
use crate::statements::statements;

statements! {
    MAKE = "INSERT INTO deliveries (id, code, follower, position, page, state, due, fence, tries, said, changed, call) \
            SELECT $1, $2, $3, CAST($4 AS BIGINT), $5, 'waiting', CAST($6 AS BIGINT), 0, 0, '', CAST($6 AS BIGINT), $7 WHERE EXISTS (SELECT 1 FROM followers WHERE id = $3) \
            ON CONFLICT (id) DO NOTHING";
    DUE = "SELECT id, fence FROM deliveries WHERE state = 'waiting' AND due <= $1 ORDER BY due, id LIMIT $2";
    TAKE = "UPDATE deliveries SET due = $3, fence = fence + 1, tries = tries + 1 \
            WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    ONE = "SELECT id, code, follower, position, page, state, due, fence, tries, said, changed, call FROM deliveries WHERE id = $1";
    SETTLE = "UPDATE deliveries SET state = $3, due = $4, said = $5, changed = $6 WHERE id = $1 AND fence = $2";
    AGAIN = "UPDATE deliveries SET state = 'waiting', due = $2, tries = 0, fence = fence + 1, changed = $2 \
             WHERE id = $1 AND state <> 'sent'";
    OF_FOLLOWER = "SELECT id, code, follower, position, page, state, due, fence, tries, said, changed, call FROM deliveries \
                   WHERE follower = $1 ORDER BY changed DESC, id LIMIT $2";
    OF_CODE = "SELECT id, code, follower, position, page, state, due, fence, tries, said, changed, call FROM deliveries \
               WHERE code = $1 AND state = $2 ORDER BY changed DESC, id LIMIT $3";
    IN_STATE = "SELECT id, code, follower, position, page, state, due, fence, tries, said, changed, call FROM deliveries \
                WHERE state = $1 ORDER BY changed DESC, id LIMIT $2";
    SWEEP = "DELETE FROM deliveries WHERE state <> 'waiting' AND changed < $1";
}

const DOING: &str = "reading deliveries";

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for its time, or is being sent.
    Waiting,
    /// The receiver took it.
    Sent,
    /// It failed too often, or for good.
    GivenUp,
    /// It was not sent, because the follower may not read it or follows it no more.
    LeftOut,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::GivenUp, Self::LeftOut];

    /// Its name, as it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::GivenUp => "given-up",
            Self::LeftOut => "left-out",
        }
    }

    fn read(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.name() == name).unwrap_or(Self::GivenUp)
    }
}

/// A message to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// The id of the follower.
    pub follower: String,
    /// The position of the event that is told, or where the record stood when a call was found; nought for the question
    /// whether the follower wants to be told at all.
    pub position: u64,
    /// What calls on the follower, by its name, where that is what is told.
    pub call: Option<String>,
    /// The page through which the follower follows it.
    pub page: String,
    /// What tells one question from another, where the position is nought: when it was asked, in microseconds UTC.
    pub made: i64,
}

impl NewDelivery {
    /// The id of the message: the same follower and event, or call, make the same one, on every node and in every copy, so that a
    /// receiver that gets it twice can tell.
    #[must_use]
    pub fn id(&self, code: &str) -> String {
        let told = match &self.call {
            Some(call) => format!("call {call}"),
            None if self.position == 0 => format!("0 {}", self.made),
            None => format!("{} 0", self.position),
        };
        let whole = hash_of_text(&format!("delivery {code} {} {told}", self.follower));
        format!("msg_{}", whole.get(..32).unwrap_or(&whole))
    }
}

/// One message to one follower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The id of the message, which stays the same however often it is sent.
    pub id: String,
    /// The Code.
    pub code: String,
    /// The id of the follower.
    pub follower: String,
    /// The position of the event that is told, or where the record stood when a call was found.
    pub position: u64,
    /// What calls on the follower, by its name, where that is what is told.
    pub call: Option<String>,
    /// The page through which the follower follows it.
    pub page: String,
    /// Where it stands.
    pub state: State,
    /// When it is tried next, in microseconds UTC.
    pub due: i64,
    /// How often it was tried.
    pub tries: u32,
    /// What came of the last try, in words.
    pub said: String,
    /// When it last changed, in microseconds UTC.
    pub changed: i64,
    fence: i64,
}

/// What came of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver took it.
    Sent,
    /// It failed, and is tried again after a time. Why, in words without anything that the receiver said.
    Again(String, Duration),
    /// It failed for good. Why, likewise.
    GiveUp(String),
    /// It is not to be sent to this follower. Why.
    LeaveOut(String),
}

impl Delivery {
    /// Whether it asks the follower if it wants to be told at all.
    #[must_use]
    pub fn is_question(&self) -> bool {
        self.position == 0 && self.call.is_none()
    }

    fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let state: String = row.try_get(5)?;
        let tries: i64 = row.try_get(8)?;
        let position: i64 = row.try_get(3)?;
        let call: String = row.try_get(11)?;
        Ok(Self {
            id: row.try_get(0)?,
            code: row.try_get(1)?,
            follower: row.try_get(2)?,
            position: position.cast_unsigned(),
            call: Some(call).filter(|call| !call.is_empty()),
            page: row.try_get(4)?,
            state: State::read(&state),
            due: row.try_get(6)?,
            fence: row.try_get(7)?,
            tries: u32::try_from(tries).unwrap_or(u32::MAX),
            said: row.try_get(9)?,
            changed: row.try_get(10)?,
        })
    }
}

/// Makes a delivery, unless it is there or its follower is not any more.
pub(super) async fn make(
    conn: &mut AnyConnection,
    code: &str,
    made: &NewDelivery,
    now: i64,
) -> Result<(), LedgerError> {
    let row = sqlx::query(MAKE).bind(made.id(code)).bind(code).bind(made.follower.as_str());
    let row = row.bind(made.position.cast_signed()).bind(made.page.as_str()).bind(now);
    let row = row.bind(made.call.as_deref().unwrap_or_default());
    row.execute(conn).await.map(drop).map_err(while_doing("making a delivery"))
}

impl Ledger {
    /// Takes deliveries that are due, the oldest first, for the length of a lease. Within it no other node takes them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_deliveries(&self, now: i64, lease: Duration, most: u32) -> Result<Vec<Delivery>, LedgerError> {
        let doing = || while_doing("taking deliveries");
        // Whoever finds nothing has kept no writer waiting.
        let rows = sqlx::query(DUE).bind(now).bind(i64::from(most)).fetch_all(&mut *self.reader().await?).await;
        let rows = rows.map_err(doing())?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        let mut taken = Vec::new();
        for row in rows {
            let columns = || -> Result<(String, i64), sqlx::Error> { Ok((row.try_get(0)?, row.try_get(1)?)) };
            let (id, fence) = columns().map_err(doing())?;
            let take = sqlx::query(TAKE).bind(id.as_str()).bind(fence).bind(later(now, lease));
            // Another node that saw the same row was quicker: its fence is not this one any more.
            if take.execute(&mut *conn).await.map_err(doing())?.rows_affected() == 1 {
                let row = sqlx::query(ONE).bind(id.as_str()).fetch_one(&mut *conn).await.map_err(doing())?;
                taken.push(Delivery::read(&row).map_err(doing())?);
            }
        }
        transaction.commit().await.map_err(doing())?;
        Ok(taken)
    }

    /// Writes what came of a delivery that was taken. False where the lease was lost to another node meanwhile: then
    /// nothing is written.
    ///
    /// # Errors
    /// The database failed.
    pub async fn settle(&self, delivery: &Delivery, outcome: &Outcome, now: i64) -> Result<bool, LedgerError> {
        let (state, due, said) = match outcome {
            Outcome::Sent => (State::Sent, now, ""),
            Outcome::Again(why, after) => (State::Waiting, later(now, *after), why.as_str()),
            Outcome::GiveUp(why) => (State::GivenUp, now, why.as_str()),
            Outcome::LeaveOut(why) => (State::LeftOut, now, why.as_str()),
        };
        let mut transaction = self.store().begin().await?;
        let row = sqlx::query(SETTLE).bind(delivery.id.as_str()).bind(delivery.fence).bind(state.name());
        let row = row.bind(due).bind(said).bind(now).execute(&mut *transaction).await;
        let row = row.map_err(while_doing("writing what came of a delivery"))?;
        transaction.commit().await.map_err(while_doing("writing what came of a delivery"))?;
        Ok(row.rows_affected() == 1)
    }

    /// Has a delivery sent again that was not sent, now, with all its tries before it. False where there is none such.
    ///
    /// # Errors
    /// The database failed.
    pub async fn send_again(&self, id: &str, now: i64) -> Result<bool, LedgerError> {
        let mut transaction = self.store().begin().await?;
        let done = sqlx::query(AGAIN).bind(id).bind(now).execute(&mut *transaction).await;
        let done = done.map_err(while_doing("sending again"))?;
        transaction.commit().await.map_err(while_doing("sending again"))?;
        Ok(done.rows_affected() == 1)
    }

    /// The deliveries of a follower, those that changed last first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn deliveries_to(&self, follower: &str, most: u32) -> Result<Vec<Delivery>, LedgerError> {
        let rows = sqlx::query(OF_FOLLOWER).bind(follower).bind(i64::from(most));
        many(rows.fetch_all(&mut *self.reader().await?).await)
    }

    /// The deliveries of a Code in a state, those that changed last first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn deliveries(&self, code: &str, state: State, most: u32) -> Result<Vec<Delivery>, LedgerError> {
        let rows = sqlx::query(OF_CODE).bind(code).bind(state.name()).bind(i64::from(most));
        many(rows.fetch_all(&mut *self.reader().await?).await)
    }

    /// The deliveries of every Code in a state, those that changed last first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn deliveries_in(&self, state: State, most: u32) -> Result<Vec<Delivery>, LedgerError> {
        let rows = sqlx::query(IN_STATE).bind(state.name()).bind(i64::from(most));
        many(rows.fetch_all(&mut *self.reader().await?).await)
    }

    /// Deletes what was sent, given up or left out before an instant, in microseconds UTC.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sweep_deliveries(&self, before: i64) -> Result<u64, LedgerError> {
        let mut transaction = self.store().begin().await?;
        let done = sqlx::query(SWEEP).bind(before).execute(&mut *transaction).await;
        let done = done.map_err(while_doing("deleting old deliveries"))?;
        transaction.commit().await.map_err(while_doing("deleting old deliveries"))?;
        Ok(done.rows_affected())
    }
}

fn many(rows: Result<Vec<AnyRow>, sqlx::Error>) -> Result<Vec<Delivery>, LedgerError> {
    let rows = rows.map_err(while_doing(DOING))?;
    rows.iter().map(Delivery::read).collect::<Result<_, _>>().map_err(while_doing(DOING))
}
