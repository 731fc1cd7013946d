//! The audit log as anybody may read it: checkpoint, tiles, bundles of entries, and proofs.

use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ledger::{Hash, Signer, TreeHead};
use serde_json::json;

use crate::paths::LogFile;
use crate::server::{Stop, Visit, json_answer};

/// What never changes may be kept for ever.
const FOR_EVER: [(HeaderName, &str); 2] =
    [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "public, max-age=31536000, immutable")];

/// A file of the audit log.
pub(crate) async fn of(visit: &Visit, file: LogFile) -> Result<Response, Stop> {
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    match file {
        LogFile::Checkpoint => {
            let note = sign(visit, ledger.tree_head(code).await?)?;
            let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
            Ok((headers, note).into_response())
        }
        LogFile::Tile { level, index, width } => {
            let tile = ledger.tile(code, u32::from(level), index, u64::from(width)).await?;
            Ok((FOR_EVER, tile.ok_or(Stop::NotFound)?).into_response())
        }
        LogFile::Entries { index, width } => {
            let bundle = ledger.entry_bundle(code, index, u64::from(width)).await?;
            Ok((FOR_EVER, bundle.ok_or(Stop::NotFound)?).into_response())
        }
        LogFile::Inclusion { position, size } => inclusion(visit, position, size).await,
        LogFile::Consistency { old, size } => consistency(visit, old, size).await,
    }
}

async fn inclusion(visit: &Visit, position: u64, size: Option<u64>) -> Result<Response, Stop> {
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    let head = head_at(visit, size).await?;
    let proof = ledger.inclusion(code, position, head.size).await?.ok_or(Stop::NotFound)?;
    let entry = ledger.entries(code, position - 1, 1).await?.into_iter().next().ok_or(Stop::NotFound)?;
    Ok(json_answer(
        axum::http::StatusCode::OK,
        &json!({
            "position": position, "text": entry.text, "leaf": proof.leaf.to_string(), "path": printed(&proof.path),
            "size": head.size, "root": head.root.to_string(), "checkpoint": signed(visit, head), "key": key(visit),
        }),
    ))
}

async fn consistency(visit: &Visit, old: u64, size: Option<u64>) -> Result<Response, Stop> {
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    let head = head_at(visit, size).await?;
    let path = ledger.consistency(code, old, head.size).await?.ok_or(Stop::NotFound)?;
    Ok(json_answer(
        axum::http::StatusCode::OK,
        &json!({
            "old": old, "path": printed(&path), "size": head.size, "root": head.root.to_string(),
            "checkpoint": signed(visit, head), "key": key(visit),
        }),
    ))
}

/// How far the log reaches, or where it was when it had a size.
async fn head_at(visit: &Visit, size: Option<u64>) -> Result<TreeHead, Stop> {
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    match size {
        None => Ok(ledger.tree_head(code).await?),
        Some(size) => {
            let root = ledger.root_at(code, size).await?.ok_or(Stop::NotFound)?;
            Ok(TreeHead { size, root })
        }
    }
}

/// The key that signs the log of a Code, where the server has one.
pub(super) fn signer(visit: &Visit) -> Option<Signer> {
    visit.server.signer.as_ref().map(|signer| signer.of_code(visit.code.as_str()))
}

fn key(visit: &Visit) -> Option<String> {
    signer(visit).map(|signer| signer.verifier().to_string())
}

fn signed(visit: &Visit, head: TreeHead) -> Option<String> {
    signer(visit).map(|signer| signer.sign(head.size, head.root))
}

fn sign(visit: &Visit, head: TreeHead) -> Result<String, Stop> {
    let unsigned = || {
        let why = "checkpoints are not signed here: the operator has set no key (ENACT_LOG_KEY)";
        Stop::Missing(why.to_owned(), Vec::new())
    };
    signed(visit, head).ok_or_else(unsigned)
}

fn printed(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(Hash::to_string).collect()
}
