//! How far the history of single things has come.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row};

use crate::error::{LedgerError, while_doing};
use crate::ledger::Ledger;
use crate::statements::statements;

statements! {
    VERSION_OF_STREAM = "SELECT COALESCE(MAX(version), 0) AS version FROM events WHERE code = $1 AND stream = $2";
}

impl Ledger {
    /// How many events each of these streams holds (`proposal/MP101`, `release/june-2027`): nought for one that is not
    /// there. The count of a stream only grows, and grows with every change of what it is about.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn stream_versions<'s>(
        &self,
        code: &str,
        streams: impl IntoIterator<Item = &'s str>,
    ) -> Result<BTreeMap<&'s str, u64>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        let mut found = BTreeMap::new();
        for stream in streams {
            if found.contains_key(stream) {
                continue;
            }
            let row = sqlx::query(VERSION_OF_STREAM).bind(code).bind(stream).fetch_one(&mut *conn).await;
            let version: i64 =
                row.and_then(|row| row.try_get("version")).map_err(while_doing("reading the streams"))?;
            found.insert(stream, u64::try_from(version).unwrap_or(0));
        }
        Ok(found)
    }
}
