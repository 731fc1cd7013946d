//! Pages made already: what a reader is shown is the same until the record or the minute changes.
//!
//! A page is made from its address, the record up to a position, the moment, and who reads it. Every day and window of the
//! process begins and ends on a whole minute, so two moments of one minute make the same page. A page is kept for the reader
//! whom it was made for and given to nobody else; those without a name share theirs. Whatever is kept here can be thrown away
//! at any time, and is when the record moves on.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{StatusCode, response};
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;

use super::Visit;
use crate::paths::Address;

/// How many bytes of pages are kept; a page that does not fit makes room by throwing all others away.
const ROOM: usize = 16 * 1024 * 1024;

/// Pages of every Code that the server holds, as they were sent.
#[derive(Debug, Default)]
pub(crate) struct Rendered(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<Key, Page>,
    bytes: usize,
}

/// Which page, for whom: the name of the reader, where there is one, and whether they look after the server.
type Key = (String, Option<String>, bool);

#[derive(Debug)]
struct Page {
    made_at: MadeAt,
    head: response::Parts,
    body: Bytes,
}

/// What a page depends on besides its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MadeAt {
    position: u64,
    minute: DateTime,
    /// Whom it is made for. What offices a person holds the record says, up to the position.
    reader: Option<String>,
    /// Whether the reader looks after the server.
    operator: bool,
}

impl MadeAt {
    /// Where a visit stands; none where its page is for this one request, because it tells what was just done.
    pub(super) fn of(visit: &Visit) -> Option<Self> {
        let minute = visit.now.with().second(0).subsec_nanosecond(0).build().ok()?;
        let reader = visit.reader.as_ref().map(|reader| reader.name().to_owned());
        let (position, operator) = (visit.register.position(), visit.operator);
        (!visit.has_notice()).then_some(Self { position, minute, reader, operator })
    }

    fn key(&self, address: &Address) -> Key {
        (address.to_string(), self.reader.clone(), self.operator)
    }
}

impl Rendered {
    /// The page at an address, where it was made before and would be made the same again.
    pub(super) fn page(&self, address: &Address, made_at: &MadeAt) -> Option<Response> {
        let kept = self.kept();
        let page = kept.pages.get(&made_at.key(address)).filter(|page| page.made_at == *made_at)?;
        Some(Response::from_parts(page.head.clone(), Body::from(page.body.clone())))
    }

    /// Keeps a page and hands it on; what is no page that was found is handed on alone.
    pub(super) async fn keep(&self, address: &Address, made_at: MadeAt, response: Response) -> Response {
        if response.status() != StatusCode::OK {
            return response;
        }
        let (head, body) = response.into_parts();
        // The body lies in memory whole, so reading it neither waits nor fails.
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if body.len() <= ROOM {
            self.kept().put(made_at.key(address), Page { made_at, head: head.clone(), body: body.clone() });
        }
        Response::from_parts(head, Body::from(body))
    }

    /// Throws all of them away.
    pub(super) fn forget(&self) {
        *self.kept() = Kept::default();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn put(&mut self, key: Key, page: Page) {
        self.bytes += page.body.len();
        if self.bytes > ROOM {
            self.pages.clear();
            self.bytes = page.body.len();
        }
        if let Some(old) = self.pages.insert(key, page) {
            self.bytes = self.bytes.saturating_sub(old.body.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(position: u64) -> MadeAt {
        MadeAt { position, minute: DateTime::ZERO, reader: None, operator: false }
    }

    fn of(reader: &str) -> MadeAt {
        MadeAt { reader: Some(reader.to_owned()), ..at(7) }
    }

    #[tokio::test]
    async fn a_page_is_given_to_nobody_but_whom_it_was_made_for() {
        let rendered = Rendered::default();
        rendered.keep(&Address::Codes, of("Ada Marsh"), "what Ada may read".into_response()).await;
        assert!(rendered.page(&Address::Codes, &of("Orla Quill")).is_none());
        assert!(rendered.page(&Address::Codes, &at(7)).is_none());
        assert!(rendered.page(&Address::Codes, &MadeAt { operator: true, ..at(7) }).is_none());
        // The control: she is given it herself. And what is kept for others does not take its place.
        rendered.keep(&Address::Codes, at(7), "what anybody may read".into_response()).await;
        let page = rendered.page(&Address::Codes, &of("Ada Marsh")).unwrap();
        assert_eq!(to_bytes(page.into_body(), 100).await.unwrap(), "what Ada may read");
    }

    #[tokio::test]
    async fn a_page_is_kept_until_the_record_moves_on() {
        let rendered = Rendered::default();
        let kept = rendered.keep(&Address::Codes, at(7), "words".into_response()).await;
        assert_eq!(to_bytes(kept.into_body(), 100).await.unwrap(), "words");
        let again = rendered.page(&Address::Codes, &at(7)).unwrap();
        assert!(again.headers().contains_key("content-type"));
        assert_eq!(to_bytes(again.into_body(), 100).await.unwrap(), "words");
        assert!(rendered.page(&Address::Codes, &at(8)).is_none());
        assert!(rendered.page(&Address::Alive, &at(7)).is_none());
    }

    #[tokio::test]
    async fn what_was_not_found_is_not_kept() {
        let rendered = Rendered::default();
        rendered.keep(&Address::Codes, at(7), StatusCode::NOT_FOUND.into_response()).await;
        assert!(rendered.page(&Address::Codes, &at(7)).is_none());
    }

    #[test]
    fn the_room_is_bounded() {
        let mut kept = Kept::default();
        for number in 0..40 {
            let (head, ()) = response::Response::new(()).into_parts();
            let body = Bytes::from(vec![0; ROOM / 10]);
            kept.put((format!("/{number}"), None, false), Page { made_at: at(1), head, body });
            assert!(kept.bytes <= ROOM);
            assert_eq!(kept.bytes, kept.pages.values().map(|page| page.body.len()).sum::<usize>());
        }
        assert!(kept.pages.contains_key(&("/39".to_owned(), None, false)));
    }
}
