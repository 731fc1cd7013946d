//! Answers: pages, data, redirects, problems.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::paths::Address;
use crate::web::Frame;
use crate::web::pages::ProblemPage;

/// What a handler answers when it has no page to show.
#[derive(Debug)]
pub(crate) enum Stop {
    /// No page has this address.
    NotFound,
    /// The request cannot be read: one sentence.
    BadRequest(String),
    /// Something broke on our side.
    Failed(String),
}

impl From<ledger::LedgerError> for Stop {
    fn from(error: ledger::LedgerError) -> Self {
        Self::Failed(error.to_string())
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

/// The thing is found under another address from now on.
pub(crate) fn moved(to: &Address) -> Response {
    let mut response = see_other(to, &[]);
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    response
}

/// What is answered instead of a page or data.
pub(crate) fn stop(stop: Stop, frame: Frame, as_data: bool) -> Response {
    let (status, sentence) = match &stop {
        Stop::NotFound => (StatusCode::NOT_FOUND, "there is nothing at this address".to_owned()),
        Stop::BadRequest(sentence) => (StatusCode::BAD_REQUEST, sentence.clone()),
        Stop::Failed(_) => (StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on our side".to_owned()),
    };
    let reference = uuid::Uuid::now_v7().to_string();
    if let Stop::Failed(cause) = &stop {
        tracing::error!(%reference, %cause, "a request failed");
    }
    if as_data {
        return problem(status, &sentence, json!({ "reference": reference }));
    }
    let made = match stop {
        Stop::NotFound => ProblemPage::not_found(frame),
        Stop::BadRequest(sentence) => ProblemPage {
            frame,
            title: "That could not be read".to_owned(),
            said: vec![sentence, "Go back, and try again.".to_owned()],
            try_these: Vec::new(),
            reference: None,
        },
        Stop::Failed(_) => ProblemPage::failed(frame, reference),
    };
    page(status, &made).unwrap_or_else(|_| status.into_response())
}
