//! The schema, step by step. Each step is one text for both engines and runs once, in a transaction of its own.

mod audit_log;

use sqlx::{AnyConnection, Executor, Row};

use crate::audit::merkle::Hash;
use crate::audit::seal::Salts;
use crate::engine::Store;
use crate::error::{LedgerError, while_doing};
use crate::statements::statements;

statements! {
    READ = "SELECT version, hash FROM schema_steps ORDER BY version";
    // Of two nodes that start together one waits here for the other, and then finds the step taken.
    TAKE = "INSERT INTO schema_steps (version, name, hash) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING";
}

const MAKE_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_steps \
    (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL)";

/// A step of the schema.
struct Step {
    name: &'static str,
    sql: &'static str,
    /// What is done with the rows that are there already.
    then: Then,
}

/// What a step does besides its SQL, in the same transaction.
#[derive(Clone, Copy)]
enum Then {
    Nothing,
    /// Makes the audit log of events that older programs recorded.
    LogEvents,
}

/// The steps, in order. One that a release has brought out is never edited: what it made is changed by a further one.
const STEPS: &[Step] = &[
    Step { name: "0001-record", sql: include_str!("../sql/0001-record.sql"), then: Then::Nothing },
    Step { name: "0002-tables", sql: include_str!("../sql/0002-tables.sql"), then: Then::Nothing },
    Step { name: "0003-audit-log", sql: include_str!("../sql/0003-audit-log.sql"), then: Then::LogEvents },
    Step { name: "0004-files", sql: include_str!("../sql/0004-files.sql"), then: Then::Nothing },
    Step { name: "0005-outbox", sql: include_str!("../sql/0005-outbox.sql"), then: Then::Nothing },
    Step { name: "0006-tables-made", sql: include_str!("../sql/0006-tables-made.sql"), then: Then::Nothing },
    Step { name: "0007-calls", sql: include_str!("../sql/0007-calls.sql"), then: Then::Nothing },
];

const DOING: &str = "preparing the tables";

/// Every statement of the steps, for the test that prepares them.
#[cfg(test)]
pub(crate) const OF_STEPS: &[(&str, &str)] = audit_log::ALL;

/// The hash of a text that is no event.
pub(crate) fn hash_of_text(text: &str) -> String {
    Hash::over(&[b"enact text 1\n", text.as_bytes()]).to_string()
}

/// Brings the schema up to what this program knows.
///
/// # Errors
/// The schema is newer, or was made by other texts.
pub(crate) async fn bring_up(store: &Store, salts: &Salts) -> Result<(), LedgerError> {
    // Two nodes that make the first table together can meet in the catalogue; the second try finds it.
    let first = make_table(store).await;
    if first.is_err() {
        make_table(store).await?;
    }
    let taken = taken_steps(store).await?;
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if let Some((found, _)) = taken.last().filter(|(version, _)| *version > known) {
        return Err(LedgerError::TooNew { known, found: *found });
    }
    for (version, step) in (1..).zip(STEPS) {
        let hash = hash_of_text(step.sql);
        match taken.iter().find(|(taken, _)| *taken == version) {
            Some((_, made_by)) if *made_by == hash => {}
            Some(_) => return Err(LedgerError::Foreign { step: step.name.to_owned() }),
            None => take(store, version, step, &hash, salts).await?,
        }
    }
    Ok(())
}

/// Refuses a record whose tables are not those of this program; changes nothing.
///
/// # Errors
/// The tables are older or newer.
pub(crate) async fn must_be_current(store: &Store, place: &str) -> Result<(), LedgerError> {
    let found = taken_steps(store).await.map(|steps| steps.len()).unwrap_or(0);
    let known = STEPS.len();
    if found == 0 {
        return Err(LedgerError::NoRecord { place: place.to_owned() });
    }
    match found.cmp(&known) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(LedgerError::TooOld { place: place.to_owned() }),
        std::cmp::Ordering::Greater => {
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            Err(LedgerError::TooNew { known: number(known), found: number(found) })
        }
    }
}

/// Whether any of a record's tables is there.
///
/// # Errors
/// The disk failed, or what is there is no database that can be read.
pub(crate) async fn holds_tables(store: &Store) -> Result<bool, LedgerError> {
    match taken_steps(store).await {
        Ok(steps) => Ok(!steps.is_empty()),
        Err(error @ (LedgerError::Disk { .. } | LedgerError::Busy | LedgerError::Full)) => Err(error),
        Err(_) => Ok(false),
    }
}

async fn make_table(store: &Store) -> Result<(), LedgerError> {
    let mut transaction = store.begin().await?;
    transaction.execute(sqlx::raw_sql(MAKE_TABLE)).await.map_err(while_doing(DOING))?;
    transaction.commit().await.map_err(while_doing(DOING))
}

async fn taken_steps(store: &Store) -> Result<Vec<(i64, String)>, LedgerError> {
    let rows = sqlx::query(READ).fetch_all(&store.readers()).await.map_err(while_doing(DOING))?;
    let steps: Result<_, sqlx::Error> = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect();
    steps.map_err(while_doing(DOING))
}

async fn take(store: &Store, version: i64, step: &Step, hash: &str, salts: &Salts) -> Result<(), LedgerError> {
    let mut transaction = store.begin().await?;
    let conn: &mut AnyConnection = &mut transaction;
    let claimed = sqlx::query(TAKE)
        .bind(version)
        .bind(step.name)
        .bind(hash)
        .execute(&mut *conn)
        .await
        .map_err(while_doing(DOING))?;
    if claimed.rows_affected() == 1 {
        conn.execute(sqlx::raw_sql(step.sql)).await.map_err(while_doing(DOING))?;
        match step.then {
            Then::Nothing => {}
            Then::LogEvents => audit_log::make(conn, salts).await?,
        }
    }
    transaction.commit().await.map_err(while_doing(DOING))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a distributed engine that speaks PostgreSQL may lack, or one of the two engines does.
    const NOT_PORTABLE: [&str; 16] = [
        "trigger",
        "sequence",
        "serial",
        "autoincrement",
        "identity",
        "advisory",
        "listen",
        "notify",
        "temp",
        "ctid",
        "jsonb",
        "timestamptz",
        "boolean",
        "rowid",
        "bytea",
        "blob",
    ];

    #[test]
    fn every_step_uses_only_what_all_engines_have() {
        for step in STEPS {
            let code: String = step.sql.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
            let code = code.to_lowercase();
            for word in code.split(|c: char| !c.is_alphanumeric() && c != '_') {
                assert!(!NOT_PORTABLE.contains(&word), "{}: {word}", step.name);
            }
        }
    }
}
