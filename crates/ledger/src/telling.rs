//! That something is to be told, written in the transaction that records it. Who is told, and when, the outbox works out later.

use crate::pending::Pending;
use crate::statements::statements;

statements! {
    TELL = "INSERT INTO outbox (code, first_position, last_position, due, fence) VALUES ($1, $2, $3, 0, 0)";
}

/// Writes that events are to be told, with all that waits in the transaction that records them.
pub(crate) fn tell(pending: &mut Pending, code: &str, first: u64, last: u64) {
    pending.execute(TELL, [code.into(), first.into(), last.into()]);
}
