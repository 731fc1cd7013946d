//! That something is to be told, written in the transaction that records it. Who is told, and when, the outbox works out later.

use sqlx::AnyConnection;

use crate::error::{LedgerError, while_doing};
use crate::statements::statements;

statements! {
    TELL = "INSERT INTO outbox (code, first_position, last_position, due, fence) VALUES ($1, $2, $3, 0, 0)";
}

/// Writes that events are to be told, in the transaction that records them.
pub(crate) async fn tell(conn: &mut AnyConnection, code: &str, first: u64, last: u64) -> Result<(), LedgerError> {
    let row = sqlx::query(TELL).bind(code).bind(first.cast_signed()).bind(last.cast_signed());
    row.execute(conn).await.map(drop).map_err(while_doing("writing what is to be told"))
}
