//! What proves that an event stands in the log, and that a longer log goes on from a shorter one.

use sqlx::AnyConnection;

use crate::audit::merkle::{self, Hash, TILE};
use crate::audit::nodes;
use crate::error::{LedgerError, damaged};
use crate::head::Head;

/// How far a log reaches, and the root over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeHead {
    /// How many events there are.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// What proves that an event stands in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// The event's leaf.
    pub leaf: Hash,
    /// The hashes beside its way up to the root, nearest first.
    pub path: Vec<Hash>,
}

/// The hashes that prove that the event at a position stands in the log of a size; nothing where it does not.
pub(crate) async fn inclusion(
    conn: &mut AnyConnection,
    code: &str,
    position: u64,
    size: u64,
) -> Result<Option<Inclusion>, LedgerError> {
    let Some(place) = position.checked_sub(1).filter(|_| position <= size) else { return Ok(None) };
    if Head::read(conn, code).await?.position < size {
        return Ok(None);
    }
    let leaf = nodes::row(conn, code, 0, place, 1).await?;
    let leaf = leaf.first().copied().ok_or_else(|| damaged(code, position, "the event is missing"))?;
    let path = parts(conn, code, merkle::inclusion(place, size)).await?;
    Ok(Some(Inclusion { leaf, path }))
}

/// The hashes that prove that the log of a size goes on from a smaller one; nothing where it was never so long.
pub(crate) async fn consistency(
    conn: &mut AnyConnection,
    code: &str,
    old: u64,
    size: u64,
) -> Result<Option<Vec<Hash>>, LedgerError> {
    if old > size || Head::read(conn, code).await?.position < size {
        return Ok(None);
    }
    parts(conn, code, merkle::consistency(old, size)).await.map(Some)
}

/// The root of the log when it had a size; nothing where it was never so long.
pub(crate) async fn root_at(conn: &mut AnyConnection, code: &str, size: u64) -> Result<Option<Hash>, LedgerError> {
    if Head::read(conn, code).await?.position < size {
        return Ok(None);
    }
    let whole = 0..size;
    Ok(parts(conn, code, vec![whole]).await?.first().copied())
}

/// The hashes of a tile, so many of them; nothing where there are not so many.
pub(crate) async fn tile(
    conn: &mut AnyConnection,
    code: &str,
    level: u32,
    index: u64,
    width: u64,
) -> Result<Option<Vec<Hash>>, LedgerError> {
    let Some(first) = index.checked_mul(TILE).filter(|_| (1..=TILE).contains(&width)) else { return Ok(None) };
    let span = TILE.checked_pow(level).and_then(|span| first.checked_add(width)?.checked_mul(span));
    match span {
        Some(last) if last <= Head::read(conn, code).await?.position => {
            let hashes = nodes::row(conn, code, level, first, width).await?;
            Ok(Some(hashes))
        }
        Some(_) | None => Ok(None),
    }
}

async fn parts(
    conn: &mut AnyConnection,
    code: &str,
    ranges: Vec<std::ops::Range<u64>>,
) -> Result<Vec<Hash>, LedgerError> {
    let mut path = Vec::with_capacity(ranges.len());
    for range in ranges {
        let mut whole = Vec::new();
        for row in merkle::rows(&range) {
            whole.push(merkle::balanced(nodes::row(conn, code, row.level, row.first, row.count).await?));
        }
        path.push(merkle::together(whole.into_iter()));
    }
    Ok(path)
}
