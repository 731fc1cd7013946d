//! Every request: the address decides the page, the method decides what is done.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::json;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tracing::Instrument;

use super::answer::{self, Stop};
use super::rendered::MadeAt;
use super::show;
use super::{Server, Visit, accept, acting, data, entity, metrics};
use crate::paths::{Address, FileForm, FileOf, Form, ListForm, Listed, Place, wrong_in_query};
use crate::traces;
use crate::web::{Frame, own_script, style_sheet};

/// The largest request body, in bytes: a Word file of a whole Section is well below it.
pub(super) const LARGEST_BODY: usize = 4 * 1024 * 1024;

/// The whole site and interface.
pub(super) fn router(server: Arc<Server>) -> Router {
    let header = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    Router::new()
        .fallback(any(counted))
        .with_state(server)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(header(
            axum::http::header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .layer(header(axum::http::header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(axum::http::header::REFERRER_POLICY, "same-origin"))
        .layer(CatchPanicLayer::new())
}

/// Answers, and counts the answer under the pattern of its route.
async fn counted(
    State(server): State<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let begun = std::time::Instant::now();
    let address = Address::parse_request(uri.path(), uri.query()).map(|(_, address)| address);
    let pattern = address.as_ref().map_or("none", Address::pattern);
    let acts = method == Method::POST && matches!(&address, Some(Address::In(_, place)) if acts_at(place));
    let span = traces::of_request(&method, pattern, &headers);
    let (reading, by_path) = (method == Method::GET || method == Method::HEAD, uri.path().starts_with("/api/"));
    let asked = headers.clone();
    let mut response = answer(State(Arc::clone(&server)), method, uri, headers, body).instrument(span.clone()).await;
    if reading {
        response = entity::unless_held(&asked, response);
    }
    if !by_path {
        // One address answers as a page and as data, and for whoever has signed in.
        response.headers_mut().append(VARY, HeaderValue::from_static("accept, cookie"));
    }
    let status = response.status().as_u16();
    span.record("http.response.status_code", status);
    server.metrics.request(pattern, status, begun.elapsed());
    tracing::debug!(route = pattern, status, "answered");
    if acts {
        server.metrics.act_answered(status);
    }
    response
}

/// Whether what is posted to a place is an act.
fn acts_at(place: &Place) -> bool {
    matches!(place, Place::Acts | Place::Act(..) | Place::ActOn(..))
}

async fn answer(
    State(server): State<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let asked = Address::parse_request(uri.path(), uri.query());
    let as_data = wants_data(asked.as_ref().map(|(form, _)| form), uri.path(), &headers);
    let bare = |why| answer::stop(why, Frame::bare(), as_data);
    let Some((_, address)) = asked else {
        if let Some(to) = meant(&uri) {
            return answer::moved_to(&to);
        }
        let wrong = crate::paths::wrong_day(uri.path());
        return bare(wrong.map_or(Stop::NotFound, |sentence| Stop::Missing(sentence, Vec::new())));
    };
    if method != Method::GET && method != Method::HEAD && is_from_elsewhere(&headers) {
        return bare(Stop::BadRequest("this request was sent by a page of another site".to_owned()));
    }
    let Ok(body) = body else { return bare(Stop::TooLarge(LARGEST_BODY)) };
    if let Some(sentence) = wrong_in_query(&address, uri.query()) {
        return bare(Stop::BadRequest(sentence));
    }
    let reading = method == Method::GET || method == Method::HEAD;
    match &address {
        Address::StyleSheet { .. } => style(),
        Address::Script { .. } => script(),
        Address::Alive => "alive\n".into_response(),
        Address::Ready => ready(&server).await,
        Address::Metrics => metrics::page(&server).await.unwrap_or_else(bare),
        Address::OpenApi => entity::tagged(answer::data(StatusCode::OK, &super::openapi::description()), 0).await,
        Address::Codes if reading => {
            let shown = if as_data { Ok(data::codes(&server)) } else { show::codes::page_at(&server, &headers).await };
            // No one position is that of every Code.
            entity::tagged(shown.unwrap_or_else(bare), 0).await
        }
        Address::Demonstration(what) => {
            acting::demonstration(&server, what, reading, &headers, &body).await.unwrap_or_else(bare)
        }
        Address::In(code, place) => {
            let visit = match Visit::begin(&server, code, &address, &headers).await {
                Ok(visit) => visit,
                Err(why) => return bare(why),
            };
            let posting = method == Method::POST && takes(place);
            let done = match (reading, as_data) {
                // What proves the record is one file for all, and no page.
                (true, _) if matches!(place, Place::Log(_)) => show::place(&visit, place).await,
                (true, true) => data::place(&visit, place).await,
                (true, false) => match file_wanted(place, &headers) {
                    Some(place) => show::place(&visit, &place).await,
                    None => return page(&visit, place).await,
                },
                (false, _) if posting => acting::post(&visit, place, as_data, &headers, &body).await,
                // What takes acts as data has nothing to read as data.
                (false, true) if *place == Place::Acts => Err(Stop::NotAllowed(answer::TAKE)),
                (false, _) if takes(place) => Err(Stop::NotAllowed(answer::BOTH)),
                (false, _) => Err(Stop::NotAllowed(answer::READ)),
            };
            let mut done = done.unwrap_or_else(|why| answer::stop(why, visit.frame(None, Vec::new()), as_data));
            if is_for_one(place) {
                keep_private(&mut done);
            }
            if reading { entity::tagged(done, visit.register.position()).await } else { done }
        }
        Address::Codes => bare(Stop::NotAllowed(answer::READ)),
    }
}

/// The file that the `Accept` header asks for: Word or Akoma Ntoso of what can be had so, or a form of a list.
fn file_wanted(place: &Place, headers: &HeaderMap) -> Option<Place> {
    let accept = headers.get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let asked = |form: &FileForm| accept.contains(form.media_type());
    let listed = ListForm::of(place).iter().find(|form| accept.contains(form.media_type()));
    if let Some(form) = listed.filter(|_| !accept.contains("text/html")) {
        return Some(Place::Listed(Listed::new(place.clone(), *form)));
    }
    let form = [FileForm::Docx, FileForm::Akn].into_iter().find(asked)?;
    Some(Place::File(FileOf::at(place.clone())?, form))
}

/// Whether something can be posted to a place.
fn takes(place: &Place) -> bool {
    matches!(
        place,
        Place::Acts
            | Place::Act(..)
            | Place::ActOn(..)
            | Place::Draft(_)
            | Place::Check { .. }
            | Place::Follow(_)
            | Place::Following(Some(_))
            | Place::Outbox
    )
}

/// Where an address in capitals, with escapes or with a slash at its end leads.
fn meant(uri: &Uri) -> Option<String> {
    let (form, address) = crate::paths::meant(uri.path(), uri.query())?;
    Some(match form {
        Form::Page => address.to_string(),
        Form::Data => format!("/api/v1{address}"),
    })
}

/// The page of a visit, made now or as it was made before for the same reader, or for another without a name.
async fn page(visit: &Visit, place: &Place) -> Response {
    // What names the server in its addresses is made for the name that was asked for.
    let private = is_for_one(place);
    let made_at = MadeAt::of(visit).filter(|_| !private && !matches!(place, Place::Listed(_)));
    let rendered = &visit.server.rendered;
    if let Some(page) = made_at.as_ref().and_then(|made_at| rendered.page(&visit.address, made_at)) {
        return page;
    }
    let shown = show::place(visit, place).await;
    let mut shown = shown.unwrap_or_else(|why| answer::stop(why, visit.frame(None, Vec::new()), false));
    if private {
        keep_private(&mut shown);
    }
    let shown = entity::tagged(shown, visit.register.position()).await;
    match made_at {
        Some(made_at) => rendered.keep(&visit.address, made_at, shown).await,
        None => shown,
    }
}

/// Whether a place shows what concerns one reader: nobody on the way may keep it, and it leads nobody back to its address.
fn is_for_one(place: &Place) -> bool {
    matches!(place, Place::Follow(_) | Place::Following(_) | Place::Outbox)
}

fn keep_private(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(axum::http::header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}

/// Whether JSON is asked for: by the address below `/api/v1`, or by the `Accept` header.
fn wants_data(form: Option<&Form>, path: &str, headers: &HeaderMap) -> bool {
    let by_path = form == Some(&Form::Data) || path.starts_with("/api/");
    by_path || accept::prefers_data(headers)
}

/// Whether a browser says that another site's page sent the request.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if let Some(site) = site {
        return site != "same-origin" && site != "none";
    }
    let host = headers.get(axum::http::header::HOST).and_then(|value| value.to_str().ok());
    let origin = headers.get(axum::http::header::ORIGIN).and_then(|value| value.to_str().ok());
    match (origin.and_then(|origin| origin.split_once("://")), host) {
        (Some((_, origin)), Some(host)) => origin != host,
        (None, _) | (_, None) => origin.is_some(),
    }
}

fn style() -> Response {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, style_sheet()).into_response()
}

fn script() -> Response {
    let kind = (CONTENT_TYPE, "text/javascript; charset=utf-8");
    ([kind, (CACHE_CONTROL, "public, max-age=31536000, immutable")], own_script()).into_response()
}

async fn ready(server: &Server) -> Response {
    if let Some(why) = server.ledger.fault() {
        let said =
            format!("the disk failed ({why}); nothing is recorded until the record is opened again and proved\n");
        return (StatusCode::SERVICE_UNAVAILABLE, said).into_response();
    }
    if let Some(why) = server.look_at_tables().await {
        return (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")).into_response();
    }
    let mut positions = serde_json::Map::new();
    for code in server.codes.keys() {
        match server.ledger.position(code).await {
            Ok(position) => positions.insert(code.clone(), json!(position)),
            Err(_) => return (StatusCode::SERVICE_UNAVAILABLE, "the record does not answer\n").into_response(),
        };
    }
    answer::data(StatusCode::OK, &json!({ "ready": true, "positions": positions }))
}
