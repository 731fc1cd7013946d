//! Records of programs that chained each event to the one before it: the same events, now in a Merkle log.
//!
//! The chain is checked for the last time on the way. What was said in confidence is taken out of the events' texts and
//! sealed; every other text stays as it is, byte for byte.

use sqlx::{AnyConnection, Row};

use crate::audit::merkle::Hash;
use crate::audit::nodes;
use crate::audit::seal::{Salts, Seal};
use crate::entry::Entry;
use crate::error::{LedgerError, damaged, while_doing};
use crate::events::{self, PAGE, Stored};
use crate::head::Head;
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    CODES = "SELECT code, hash FROM heads ORDER BY code";
    REWRITE = "UPDATE events SET body = $3, hash = $4 WHERE code = $1 AND position = $2";
}

const DOING: &str = "making the audit log";

/// Makes the audit log of every Code.
pub(super) async fn make(conn: &mut AnyConnection, salts: &Salts) -> Result<(), LedgerError> {
    let rows = sqlx::query(CODES).fetch_all(&mut *conn).await.map_err(while_doing(DOING))?;
    let codes: Result<Vec<(String, String)>, sqlx::Error> =
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect();
    for (code, chained) in codes.map_err(while_doing(DOING))? {
        of_code(conn, &code, &chained, salts).await?;
    }
    Ok(())
}

async fn of_code(conn: &mut AnyConnection, code: &str, chained: &str, salts: &Salts) -> Result<(), LedgerError> {
    let mut chain = Hash::over(&[b"enact record 1\n", code.as_bytes()]);
    let mut head = Head::of_empty();
    loop {
        let page = events::after(conn, code, head.position, PAGE).await?;
        if page.is_empty() {
            break;
        }
        let mut pending = Pending::default();
        for stored in &page {
            let at = head.position + 1;
            chain = Hash::over(&[b"enact event 1\n", &chain.bytes(), stored.body.as_bytes()]);
            if stored.position != at || chain.to_string() != stored.hash {
                return Err(damaged(code, at, "it or an event before it is not what was recorded"));
            }
            head = rewrite((&mut *conn, &mut pending), code, &head, stored, salts).await?;
        }
        pending.write(conn).await.map_err(while_doing(DOING))?;
    }
    if chain.to_string() != chained {
        return Err(damaged(code, head.position, "the head of the log does not belong to its events"));
    }
    let mut pending = Pending::default();
    head.write(&mut pending, code);
    pending.write(conn).await.map_err(while_doing(DOING))
}

/// Gives an event its leaf, and takes what was said in confidence out of its text.
async fn rewrite(
    (conn, pending): (&mut AnyConnection, &mut Pending),
    code: &str,
    head: &Head,
    stored: &Stored,
    salts: &Salts,
) -> Result<Head, LedgerError> {
    let wrong = |why: String| damaged(code, stored.position, why);
    let recorded = stored.read().map_err(wrong)?;
    let recorded_at = Entry::read(&stored.body).map_err(wrong)?.recorded_at;
    let seal = Seal::of(&recorded.event, salts).map_err(wrong)?;
    let body = match &seal {
        Some(_) => Entry::new(&recorded, recorded_at, seal.as_ref()).body().map_err(wrong)?,
        None => stored.body.clone(),
    };
    let leaf = Hash::of_event(&body);
    let written = sqlx::query(REWRITE)
        .bind(code)
        .bind(stored.position.cast_signed())
        .bind(body)
        .bind(leaf.to_string())
        .execute(&mut *conn)
        .await;
    written.map_err(while_doing(DOING))?;
    if let Some(seal) = &seal {
        events::put_seal(pending, code, stored.position, seal);
    }
    let (head, whole) = head.after(leaf, recorded_at);
    nodes::keep(pending, code, &whole);
    Ok(head)
}
