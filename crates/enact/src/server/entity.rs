//! What a reader holds already is not sent again: each page and each answer of data has a strong entity tag (RFC 9110, section
//! 8.8.3), and whoever names it is answered 304 without the bytes.
//!
//! A tag is the position of the record and the hash of the bytes. The position alone would not do: what is shown follows the
//! clock too, who reads, and the version of this program.

use axum::body::{Body, to_bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// An answer with its tag, made at a position of the record. What was not found, is for one reader alone or sets a cookie has none.
pub(super) async fn tagged(response: Response, position: u64) -> Response {
    let headers = response.headers();
    let kept_by_nobody =
        headers.get(CACHE_CONTROL).is_some_and(|said| said.to_str().is_ok_and(|said| said.contains("no-store")));
    if response.status() != StatusCode::OK
        || kept_by_nobody
        || headers.contains_key(ETAG)
        || headers.contains_key(SET_COOKIE)
    {
        return response;
    }
    let (mut head, body) = response.into_parts();
    // The body lies in memory whole, so reading it neither waits nor fails.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut hash = Sha256::new();
    hash.update(head.headers.get(CONTENT_TYPE).map_or(&[][..], HeaderValue::as_bytes));
    hash.update(&bytes);
    let hash = hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{position}-{hash}\"")) {
        head.headers.insert(ETAG, tag);
    }
    Response::from_parts(head, Body::from(bytes))
}

/// The answer, or 304 where whoever asks says that they hold it.
pub(super) fn unless_held(asked: &HeaderMap, response: Response) -> Response {
    let held = {
        let tag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
        let named = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let mut named = named.flat_map(|value| value.split(',')).map(str::trim);
        // For a read the weak comparison counts: a tag that a proxy weakened names the same.
        tag.is_some_and(|tag| named.any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag))
    };
    if !held || response.status() != StatusCode::OK {
        return response;
    }
    let (mut head, _) = response.into_parts();
    head.status = StatusCode::NOT_MODIFIED;
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::empty())
}
