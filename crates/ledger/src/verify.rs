//! Proving the record: every event against the chain, and the tables against the events.

use sqlx::AnyConnection;

use crate::chain::Root;
use crate::error::{LedgerError, while_doing};
use crate::events::{self, PAGE};
use crate::fold::Working;
use crate::head::Head;
use crate::tables::{self, Changes};

/// A record that was found whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// How many events it holds.
    pub events: u64,
    /// The root over all of them: whoever kept it can tell later that nothing before it was changed.
    pub root: Root,
}

/// Reads a whole log and checks each event.
///
/// # Errors
/// The first position that is wrong, and why.
pub(crate) async fn log(conn: &mut AnyConnection, code: &str) -> Result<Verified, LedgerError> {
    let head = Head::read(conn, code).await?;
    let mut working = Working::of_empty(code);
    working.catch_up(conn, head).await?;
    let beyond = events::after(conn, code, head.position, 1).await?;
    if let Some(event) = beyond.first() {
        // Acts may have been recorded meanwhile; the head then moved with them.
        if Head::read(conn, code).await?.position < event.position {
            return Err(events::damaged(code, event.position, "it stands after the end of the log"));
        }
    }
    Ok(Verified { events: head.position, root: head.root })
}

/// Empties the tables of a Code and makes them again from its log, in the transaction of `conn`.
pub(crate) async fn rebuild(conn: &mut AnyConnection, code: &str) -> Result<(), LedgerError> {
    let head = Head::lock(conn, code).await?;
    tables::empty(conn, code).await?;
    let mut working = Working::of_empty(code);
    while working.head.position < head.position {
        let mut changes = Changes::default();
        let page = events::after(conn, code, working.head.position, PAGE).await?;
        if page.is_empty() {
            return Err(events::damaged(code, working.head.position + 1, "the event is missing"));
        }
        for stored in &page {
            let event = stored.read().map_err(|why| events::damaged(code, stored.position, why))?.event;
            changes.before(&working.register, &event);
            let recorded = working.follow(stored)?;
            changes.after(&working.register, &recorded);
        }
        changes.write(conn, code, &working.register).await?;
    }
    Ok(())
}

/// Whether the tables are what the log makes of them. Writes nothing in the end: the transaction must be rolled back.
pub(crate) async fn tables_agree(conn: &mut AnyConnection, code: &str) -> Result<bool, LedgerError> {
    Head::lock(conn, code).await?;
    let doing = "reading the tables";
    let held = tables::bytes(conn, code).await.map_err(while_doing(doing))?;
    rebuild(conn, code).await?;
    let made = tables::bytes(conn, code).await.map_err(while_doing(doing))?;
    Ok(held == made)
}
