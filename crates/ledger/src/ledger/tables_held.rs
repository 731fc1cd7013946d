//! Whether the tables that pages read belong to the record, asked while it is in use.

use super::Ledger;
use crate::error::{LedgerError, while_doing};
use crate::head::Head;
use crate::tables;

/// How often the register and the tables are looked for at one position, where acts are recorded meanwhile.
const TRIES: u32 = 5;

impl Ledger {
    /// What of the tables of a Code is not what the register makes of it, in words; nothing where all is. Takes no lock and
    /// folds nothing again. Compared are the rows of proposals, their days and releases; [`Ledger::tables_agree`] compares
    /// every row.
    ///
    /// # Errors
    /// The Code is not hosted, the record is damaged, or the database failed.
    pub async fn wrong_in_tables(&self, code: &str) -> Result<Option<String>, LedgerError> {
        for _ in 0..TRIES {
            let register = self.register(code).await?;
            let mut snapshot = self.store().snapshot().await?;
            // What was recorded between the two would look like a difference.
            let found = if Head::read(&mut snapshot, code).await?.position == register.position() {
                Some(
                    tables::first_wrong(&mut snapshot, code, &register)
                        .await
                        .map_err(while_doing("reading the tables"))?,
                )
            } else {
                None
            };
            snapshot.rollback().await.map_err(while_doing("ending a transaction"))?;
            if let Some(found) = found {
                return Ok(found);
            }
        }
        Err(LedgerError::Busy)
    }
}
