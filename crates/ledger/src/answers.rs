//! Answers given under idempotency keys, so that an act sent twice happens once and is answered the same.

use sqlx::{AnyConnection, Row};

use procedure::Submission;

use crate::error::{LedgerError, while_doing};
use crate::migration::hash_of_text;
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    FIND = "SELECT act_hash, first_position, events FROM answers WHERE code = $1 AND idempotency_key = $2";
    KEEP = "INSERT INTO answers (code, idempotency_key, act_hash, first_position, events) VALUES ($1, $2, $3, $4, $5)";
    PAGE = "SELECT idempotency_key, act_hash, first_position, events FROM answers \
            WHERE code = $1 AND idempotency_key > $2 ORDER BY idempotency_key LIMIT 1000";
    // A copy that was cut off and goes on finds what it kept before.
    COPY = "INSERT INTO answers (code, idempotency_key, act_hash, first_position, events) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (code, idempotency_key) DO NOTHING";
}

const DOING: &str = "looking up an idempotency key";
const LONGEST: usize = 255;

/// An idempotency key with the act it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    key: String,
    act_hash: String,
}

/// The events recorded under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The first of them.
    pub(crate) first: u64,
    /// How many there are.
    pub(crate) events: u64,
}

/// An answer that was given under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    act_hash: String,
    kept: Kept,
}

impl Key {
    /// A key for an act. Who does it and how judgements were answered belong to the act.
    ///
    /// # Errors
    /// The key is empty or too long.
    pub(crate) fn new(key: &str, submission: &Submission) -> Result<Self, LedgerError> {
        let length = key.chars().count();
        if length == 0 || length > LONGEST {
            return Err(LedgerError::BadKey(length));
        }
        let whole = serde_json::to_string(&(&submission.by, &submission.act, &submission.judgements))
            .map_err(|error| LedgerError::Database { doing: DOING, why: error.to_string() })?;
        Ok(Self { key: key.to_owned(), act_hash: hash_of_text(&whole) })
    }

    /// What was answered under the key before, as the database has it.
    pub(crate) async fn find(&self, conn: &mut AnyConnection, code: &str) -> Result<Option<Answer>, LedgerError> {
        let row = sqlx::query(FIND).bind(code).bind(self.key.as_str()).fetch_optional(conn).await;
        let Some(row) = row.map_err(while_doing(DOING))? else { return Ok(None) };
        let columns =
            || -> Result<(String, i64, i64), sqlx::Error> { Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)) };
        let (act_hash, first, events) = columns().map_err(while_doing(DOING))?;
        Ok(Some(Answer { act_hash, kept: Kept { first: first.cast_unsigned(), events: events.cast_unsigned() } }))
    }

    /// What an answer under this key says of this act.
    ///
    /// # Errors
    /// The key was used for another act.
    pub(crate) fn open(&self, answer: &Answer) -> Result<Kept, LedgerError> {
        match answer.act_hash == self.act_hash {
            true => Ok(answer.kept),
            false => Err(LedgerError::KeyReused { key: self.key.clone(), position: answer.kept.first }),
        }
    }

    /// The key itself.
    pub(crate) fn name(&self) -> &str {
        &self.key
    }

    /// Remembers what was recorded, written with all that waits; gives the answer.
    pub(crate) fn keep(&self, pending: &mut Pending, code: &str, kept: Kept) -> Answer {
        let (key, act_hash) = (self.key.as_str().into(), self.act_hash.as_str().into());
        pending.insert(KEEP, [code.into(), key, act_hash, kept.first.into(), kept.events.into()]);
        Answer { act_hash: self.act_hash.clone(), kept }
    }
}

/// Copies the answers whose events stand at a position or before, from one record to another.
pub(crate) async fn copy(
    from: &mut AnyConnection,
    to: &mut AnyConnection,
    code: &str,
    until: u64,
) -> Result<(), LedgerError> {
    let doing = "copying idempotency keys";
    let mut last = String::new();
    loop {
        let rows = sqlx::query(PAGE).bind(code).bind(last.as_str()).fetch_all(&mut *from).await;
        let rows = rows.map_err(while_doing(doing))?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            let columns = || -> Result<(String, String, i64, i64), sqlx::Error> {
                Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?))
            };
            let (key, act_hash, first, events) = columns().map_err(while_doing(doing))?;
            if (first + events).cast_unsigned() <= until + 1 {
                let copied = sqlx::query(COPY).bind(code).bind(&key).bind(act_hash).bind(first).bind(events);
                copied.execute(&mut *to).await.map_err(while_doing(doing))?;
            }
            last = key;
        }
    }
}
