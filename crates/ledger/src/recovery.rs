//! After the disk has failed: nothing is written until the record was opened anew and proved.
//!
//! A connection that met the failure goes on as if nothing had been, with pages in memory that may never have reached the
//! disk. It is never used again.

use std::time::Duration;

use sqlx::AnyConnection;

use crate::engine::Store;
use crate::error::{LedgerError, while_doing};
use crate::head::Head;
use crate::verify;

/// The first pause before the record is tried, and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(10));

/// Stops writing, and tries in a task of its own to open and prove the record until that holds.
pub(crate) fn begin(store: &Store, why: &str) {
    tracing::error!(why, "the disk failed; nothing is recorded until the record is opened again and proved");
    if !store.stop(why) {
        return;
    }
    let store = store.clone();
    tokio::spawn(async move {
        let mut pause = PAUSES.0;
        loop {
            tokio::time::sleep(pause).await;
            match prove(&store).await {
                Ok(()) => {
                    tracing::warn!("the record was opened again and proved; acts are recorded again");
                    store.go_on();
                    return;
                }
                Err(error) => tracing::error!(%error, "the record cannot be opened and proved yet"),
            }
            pause = (pause * 2).min(PAUSES.1);
        }
    });
}

async fn prove(store: &Store) -> Result<(), LedgerError> {
    store.reopen().await?;
    let mut conn = store.readers().acquire().await.map_err(while_doing("opening the record"))?;
    let conn: &mut AnyConnection = &mut conn;
    for code in Head::codes(conn).await? {
        verify::log(conn, &code, &[]).await?;
    }
    Ok(())
}
