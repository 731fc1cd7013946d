//! How the tables are made of the events, as a number that a record keeps: a later program may make other rows of the same
//! events, and then those that an earlier one left are made anew before anything is read of them.

use sqlx::{AnyConnection, Row};

use crate::error::{LedgerError, while_doing};
use crate::statements::statements;

/// The making of this program. Raised whenever the same events give other rows: a test compares what the records kept in
/// `golden/releases` give.
const MAKING: i64 = 2;

statements! {
    READ = "SELECT making FROM heads WHERE code = $1";
    WRITE = "UPDATE heads SET making = $2 WHERE code = $1";
}

const DOING: &str = "asking how the tables were made";

/// Whether the tables of a Code are of this program's making.
///
/// # Errors
/// A later program made them, or the database failed.
pub(crate) async fn is_current(conn: &mut AnyConnection, code: &str) -> Result<bool, LedgerError> {
    let row = sqlx::query(READ).bind(code).fetch_one(conn).await;
    let found: i64 = row.and_then(|row| row.try_get(0)).map_err(while_doing(DOING))?;
    if found > MAKING { Err(LedgerError::TooNew { known: MAKING, found }) } else { Ok(found == MAKING) }
}

/// Notes that the tables of a Code are of this program's making.
///
/// # Errors
/// The database failed.
pub(crate) async fn note(conn: &mut AnyConnection, code: &str) -> Result<(), LedgerError> {
    let noted = sqlx::query(WRITE).bind(code).bind(MAKING).execute(conn).await;
    noted.map(drop).map_err(while_doing("noting how the tables were made"))
}
