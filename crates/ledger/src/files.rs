//! Files beside the log, each known by its SHA-256: what a paper was imported from.
//!
//! A file is kept, and on the disk, before the act that names it is recorded. One that no event names does no harm.

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::{LedgerError, while_doing};
use crate::statements::statements;

statements! {
    KEEP = "INSERT INTO files (hash, place, body) VALUES ($1, $2, $3) ON CONFLICT (hash, place) DO NOTHING";
    PIECE = "SELECT body FROM files WHERE hash = $1 AND place = $2";
    HASHES = "SELECT hash FROM files WHERE place = 0 AND hash > $1 ORDER BY hash LIMIT 1000";
    HELD = "SELECT place FROM files WHERE hash = $1 AND place = 0";
}

/// The bytes of a piece. A multiple of three, so that no piece ends in padding but the last.
const PIECE_BYTES: usize = 768 * 1024;

/// What was found of the files of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilesVerified {
    /// How many there are.
    pub files: u64,
    /// The hashes of those whose bytes are not what was kept.
    pub damaged: Vec<String>,
}

/// The SHA-256 of bytes, 64 digits of hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a file is kept.
pub(crate) async fn is_kept(conn: &mut AnyConnection, hash: &str) -> Result<bool, LedgerError> {
    let row = sqlx::query(HELD).bind(hash).fetch_optional(conn).await;
    row.map(|row| row.is_some()).map_err(while_doing("looking for a file"))
}

/// Keeps a file under its hash, unless it is there.
pub(crate) async fn keep(conn: &mut AnyConnection, hash: &str, bytes: &[u8]) -> Result<(), sqlx::Error> {
    if sqlx::query(HELD).bind(hash).fetch_optional(&mut *conn).await?.is_some() {
        return Ok(());
    }
    // An empty file has one empty piece.
    let pieces: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PIECE_BYTES).collect() };
    for (place, piece) in (0_i64..).zip(pieces) {
        sqlx::query(KEEP).bind(hash).bind(place).bind(STANDARD.encode(piece)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The bytes as they stand; nothing where there is no such file.
pub(crate) async fn read(conn: &mut AnyConnection, hash: &str) -> Result<Option<Vec<u8>>, LedgerError> {
    let doing = "reading a file";
    let mut bytes = Vec::new();
    for place in 0_i64.. {
        let row = sqlx::query(PIECE).bind(hash).bind(place).fetch_optional(&mut *conn).await;
        let Some(row) = row.map_err(while_doing(doing))? else {
            return Ok((place > 0).then_some(bytes));
        };
        let body: String = row.try_get(0).map_err(while_doing(doing))?;
        let piece = STANDARD.decode(&body);
        bytes.extend(piece.map_err(|_| LedgerError::FileDamaged { hash: hash.to_owned() })?);
    }
    Ok(None)
}

/// The hashes of files that come after one, in order, at most a thousand.
pub(crate) async fn hashes(conn: &mut AnyConnection, after: &str) -> Result<Vec<String>, LedgerError> {
    let doing = "listing files";
    let rows = sqlx::query(HASHES).bind(after).fetch_all(conn).await.map_err(while_doing(doing))?;
    rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map_err(while_doing(doing))
}

/// Copies every file from one record to another, each proved on the way; those that are there already are left out.
///
/// # Errors
/// A file is damaged, or a database failed.
pub(crate) async fn copy(from: &mut AnyConnection, to: &crate::engine::Store) -> Result<(), LedgerError> {
    let doing = "copying a file";
    let mut last = String::new();
    loop {
        let page = hashes(from, &last).await?;
        let Some(end) = page.last() else { return Ok(()) };
        last.clone_from(end);
        for hash in page {
            let bytes = read(from, &hash).await?.filter(|bytes| sha256(bytes) == hash);
            let bytes = bytes.ok_or_else(|| LedgerError::FileDamaged { hash: hash.clone() })?;
            let mut transaction = to.begin().await?;
            keep(&mut transaction, &hash, &bytes).await.map_err(while_doing(doing))?;
            transaction.commit().await.map_err(while_doing(doing))?;
        }
    }
}
