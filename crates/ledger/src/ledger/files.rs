//! The files beside the log, as a record keeps them, gives them and proves them.

use sqlx::AnyConnection;

use super::Ledger;
use crate::error::{LedgerError, while_doing};
use crate::files::{FilesVerified, hashes, keep, read, sha256};

impl Ledger {
    /// Keeps a file, and gives its SHA-256. It is on the disk when this returns. One that is there already stays as it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_file(&self, bytes: &[u8]) -> Result<String, LedgerError> {
        let hash = sha256(bytes);
        let mut transaction = self.store().begin().await?;
        keep(&mut transaction, &hash, bytes).await.map_err(while_doing("keeping a file"))?;
        transaction.commit().await.map_err(while_doing("keeping a file"))?;
        Ok(hash)
    }

    /// A file by its SHA-256; nothing where there is none.
    ///
    /// # Errors
    /// The bytes are not those that were kept, or the database failed.
    pub async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let Some(bytes) = read(&mut *self.reader().await?, hash).await? else { return Ok(None) };
        if sha256(&bytes) != hash {
            return Err(LedgerError::FileDamaged { hash: hash.to_owned() });
        }
        Ok(Some(bytes))
    }

    /// Proves every file: its bytes have the hash that it is known by.
    ///
    /// # Errors
    /// The database failed.
    pub async fn verify_files(&self) -> Result<FilesVerified, LedgerError> {
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        let mut found = FilesVerified::default();
        let mut last = String::new();
        loop {
            let page = hashes(conn, &last).await?;
            let Some(end) = page.last() else { return Ok(found) };
            last.clone_from(end);
            for hash in page {
                found.files += 1;
                let bytes = read(conn, &hash).await?;
                if bytes.is_none_or(|bytes| sha256(&bytes) != hash) {
                    found.damaged.push(hash);
                }
            }
        }
    }
}
