//! The hashes of the tree as they are kept: leaves beside their events, those of whole tiles in a table of their own.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::merkle::{Hash, TILE, TileHash};
use crate::error::{LedgerError, damaged, while_doing};
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    KEEP = "INSERT INTO tile_hashes (code, level, place, hash) VALUES ($1, $2, $3, $4)";
    LEAVES = "SELECT position - 1, hash FROM events WHERE code = $1 AND position > $2 AND position <= $3 ORDER BY position";
    HASHES = "SELECT place, hash FROM tile_hashes WHERE code = $1 AND level = $2 AND place >= $3 AND place < $4 \
              ORDER BY place";
    ALL_OF = "SELECT level, place, hash FROM tile_hashes WHERE code = $1 ORDER BY level, place";
}

const READING: &str = "reading the audit log";

/// Keeps hashes of tiles that have become whole, written with all that waits.
pub(crate) fn keep(pending: &mut Pending, code: &str, whole: &[TileHash]) {
    for one in whole {
        pending.insert(KEEP, [code.into(), i64::from(one.level).into(), one.place.into(), one.hash.to_string().into()]);
    }
}

/// So many hashes of a level from a place on.
///
/// # Errors
/// One is missing or is no hash.
pub(crate) async fn row(
    conn: &mut AnyConnection,
    code: &str,
    level: u32,
    first: u64,
    count: u64,
) -> Result<Vec<Hash>, LedgerError> {
    let (low, high) = (first.cast_signed(), (first + count).cast_signed());
    let rows = match level {
        0 => sqlx::query(LEAVES).bind(code).bind(low).bind(high).fetch_all(conn).await,
        level => sqlx::query(HASHES).bind(code).bind(i64::from(level)).bind(low).bind(high).fetch_all(conn).await,
    };
    let rows = rows.map_err(while_doing(READING))?;
    let span = TILE.saturating_pow(level);
    let wrong = |place: u64| damaged(code, place * span + 1, "a hash of the audit log is missing or cannot be read");
    let mut hashes = Vec::with_capacity(rows.len());
    for (place, row) in (first..).zip(&rows) {
        let (at, hash) = placed(row, 0).map_err(while_doing(READING))?;
        let hash = Hash::read(&hash).filter(|_| at == place).ok_or_else(|| wrong(place))?;
        hashes.push(hash);
    }
    let found = hashes.len() as u64;
    if found == count { Ok(hashes) } else { Err(wrong(first + found)) }
}

/// Every hash of whole tiles, by level and place.
pub(crate) async fn all(conn: &mut AnyConnection, code: &str) -> Result<Vec<(u32, u64, String)>, LedgerError> {
    let rows = sqlx::query(ALL_OF).bind(code).fetch_all(conn).await.map_err(while_doing(READING))?;
    let read = |row: &AnyRow| {
        let (place, hash) = placed(row, 1)?;
        Ok((u32::try_from(row.try_get::<i64, _>(0)?).unwrap_or(u32::MAX), place, hash))
    };
    let read: Result<_, sqlx::Error> = rows.iter().map(read).collect();
    read.map_err(while_doing(READING))
}

fn placed(row: &AnyRow, first: usize) -> Result<(u64, String), sqlx::Error> {
    Ok((row.try_get::<i64, _>(first)?.cast_unsigned(), row.try_get(first + 1)?))
}
