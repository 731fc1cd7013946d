//! Answers: pages, data, redirects, problems.

use askama::Template;
use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::paths::{Address, FileForm};
use crate::web::pages::ProblemPage;
use crate::web::{Frame, Link};

/// What a handler answers when it has no page to show.
#[derive(Debug)]
pub(crate) enum Stop {
    /// No page has this address.
    NotFound,
    /// The address is one of ours and nothing stands there: one sentence that says what, and where to go instead.
    Missing(String, Vec<Link>),
    /// Something stood here and does no more: one sentence, and where to go instead.
    Gone(String, Vec<Link>),
    /// The address does not take this: the methods that it takes.
    NotAllowed(&'static str),
    /// What was sent is larger than is taken, in bytes.
    TooLarge(usize),
    /// The request cannot be read: one sentence.
    BadRequest(String),
    /// Nothing can be recorded now, and soon can again: one sentence.
    NotNow(String),
    /// What is asked for cannot be shown truly now: one sentence.
    NotShown(String),
    /// There is no room on the disk: one sentence.
    NoRoom(String),
    /// Something broke on our side.
    Failed(String),
}

impl From<ledger::LedgerError> for Stop {
    fn from(error: ledger::LedgerError) -> Self {
        let said = error.to_string();
        if matches!(error, ledger::LedgerError::Stopped { .. } | ledger::LedgerError::Busy) {
            return Self::NotNow(said);
        }
        if error == ledger::LedgerError::Full { Self::NoRoom(said) } else { Self::Failed(said) }
    }
}

impl From<askama::Error> for Stop {
    fn from(error: askama::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// A page, as HTML.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Result<Response, Stop> {
    let html = template.render()?;
    Ok((status, [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")], html).into_response())
}

/// Data, as JSON.
pub(crate) fn data(status: StatusCode, value: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], value.to_string()).into_response()
}

/// A file to keep, under a name.
pub(crate) fn file(form: FileForm, name: &str, bytes: impl Into<Body>) -> Response {
    let mut response = bytes.into().into_response();
    let named = format!("attachment; filename=\"{name}.{}\"", form.ending());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(named) = HeaderValue::from_str(&named) {
        headers.insert(CONTENT_DISPOSITION, named);
    }
    response
}

/// A problem, as `application/problem+json` (RFC 9457).
pub(crate) fn problem(status: StatusCode, title: &str, mut more: Value) -> Response {
    if let Some(fields) = more.as_object_mut() {
        fields.insert("title".to_owned(), json!(title));
        fields.insert("status".to_owned(), json!(status.as_u16()));
    }
    (status, [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")], more.to_string())
        .into_response()
}

/// On to another page, after something was done.
pub(crate) fn see_other(to: &Address, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(&to.to_string()) {
        response.headers_mut().insert(LOCATION, location);
    }
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

/// What was sent is to be sent again to another address, as it is.
pub(crate) fn sent_on(to: &Address, cookie: &str) -> Response {
    let mut response = see_other(to, &[cookie.to_owned()]);
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    response
}

/// The thing is found under another address from now on.
pub(crate) fn moved(to: &Address) -> Response {
    moved_to(&to.to_string())
}

/// The thing is found under another address, given as text.
pub(crate) fn moved_to(to: &str) -> Response {
    let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
    if let Ok(location) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// A provision has another number now. Browsers ask again each time, since a number may be given to another provision.
pub(crate) fn renumbered(to: &Address, cookie: &str) -> Response {
    let mut response = see_other(to, &[cookie.to_owned()]);
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The methods of an address that is only read, of one that only takes, and of one that does both.
pub(crate) const READ: &str = "GET, HEAD";
pub(crate) const TAKE: &str = "POST";
pub(crate) const BOTH: &str = "GET, HEAD, POST";

/// What is answered instead of a page or data.
pub(crate) fn stop(stop: Stop, frame: Frame, as_data: bool) -> Response {
    // What is not shown is not to be had in other forms, nor followed.
    let frame = Frame { listed: Vec::new(), follow: None, ..frame };
    let (status, sentence) = status_of(&stop);
    let allowed = if let Stop::NotAllowed(allowed) = &stop { Some(*allowed) } else { None };
    let reference = uuid::Uuid::now_v7().to_string();
    if let Stop::Failed(cause) = &stop {
        tracing::error!(%reference, %cause, "a request failed");
    }
    let mut response = if as_data {
        problem(status, &sentence, json!({ "reference": reference }))
    } else {
        let made = problem_page(stop, sentence, frame, reference);
        page(status, &made).unwrap_or_else(|_| status.into_response())
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    if let Some(allowed) = allowed {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    }
    response
}

/// The status of a stop, and what it says in a sentence.
fn status_of(stop: &Stop) -> (StatusCode, String) {
    match stop {
        Stop::NotFound => (StatusCode::NOT_FOUND, "there is nothing at this address".to_owned()),
        Stop::Missing(sentence, _) => (StatusCode::NOT_FOUND, sentence.clone()),
        Stop::Gone(sentence, _) => (StatusCode::GONE, sentence.clone()),
        Stop::NotAllowed(allowed) => {
            let sentence = match *allowed {
                READ => "this address can be read and takes nothing; acts are posted to the address of the act",
                TAKE => "this address takes what is posted to it, and has nothing to read as data",
                _ => "this address can be read, and takes what is posted to it; it takes nothing else",
            };
            (StatusCode::METHOD_NOT_ALLOWED, sentence.to_owned())
        }
        Stop::TooLarge(limit) => {
            let sentence =
                format!("what was sent is too large: at most {} MB are taken at once", limit / (1024 * 1024));
            (StatusCode::PAYLOAD_TOO_LARGE, sentence)
        }
        Stop::BadRequest(sentence) => (StatusCode::BAD_REQUEST, sentence.clone()),
        Stop::NotNow(sentence) | Stop::NotShown(sentence) => (StatusCode::SERVICE_UNAVAILABLE, sentence.clone()),
        Stop::NoRoom(sentence) => (StatusCode::INSUFFICIENT_STORAGE, sentence.clone()),
        Stop::Failed(_) => (StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on our side".to_owned()),
    }
}

fn problem_page(stop: Stop, sentence: String, frame: Frame, reference: String) -> ProblemPage {
    let said = super::sentence(&sentence);
    let told = |title: &str, said: Vec<String>, try_these| ProblemPage {
        frame: frame.clone(),
        title: title.to_owned(),
        said,
        try_these,
        reference: None,
    };
    match stop {
        Stop::NotFound => ProblemPage::not_found(frame),
        Stop::Missing(_, instead) => told("There is nothing here", vec![said], instead),
        Stop::Gone(_, instead) => ProblemPage::gone(frame, said, instead),
        Stop::NotAllowed(_) => told("That cannot be done here", vec![said], Vec::new()),
        Stop::TooLarge(_) => {
            let next = "Nothing was kept of it. Send a smaller file, or a part of the text.".to_owned();
            told("That is too large", vec![said, next], Vec::new())
        }
        Stop::BadRequest(_) => {
            told("That could not be read", vec![said, "Go back, and try again.".to_owned()], Vec::new())
        }
        Stop::NotNow(_) | Stop::NoRoom(_) => told("That cannot be recorded now", vec![said], Vec::new()),
        Stop::NotShown(_) => {
            let next =
                "The record itself can be read: what happened stands on its own pages, entry by entry.".to_owned();
            told("That cannot be shown now", vec![said, next], Vec::new())
        }
        Stop::Failed(_) => ProblemPage::failed(frame, reference),
    }
}
