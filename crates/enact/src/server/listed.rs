//! Lists to take along: the tables of a page as CSV or a workbook, what happened as a feed, dates as a calendar.
//!
//! Tables are those of the page itself, made by the same function for the same reader, so that nothing can stand in one
//! and not in the other.

mod atom;
mod csv;
mod dates;
mod ics;
pub(in crate::server) mod news;
mod tables;
mod xlsx;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::paths::{ListForm, Listed, Place};
use crate::server::{Stop, Visit};
use crate::web::Block;

/// The list in its form.
pub(in crate::server) async fn of(visit: &Visit, listed: &Listed) -> Result<Response, Stop> {
    let page = listed.page.as_ref();
    let bytes: Vec<u8> = match listed.form {
        ListForm::Csv => {
            let tables = tables::of(visit, page).await?;
            csv::print(chosen(&tables, listed)?).into_bytes()
        }
        ListForm::Xlsx => {
            let tables = tables::of(visit, page).await?;
            xlsx::print(visit, &tables)?
        }
        ListForm::Atom => atom::print(visit, page, &news::of(visit, page).await?)?.into_bytes(),
        ListForm::Ics => ics::print(visit, page, &dates::of(visit, page).await?).into_bytes(),
    };
    Ok(answer(visit, listed, bytes))
}

/// The table asked for; the first without a name.
fn chosen<'t>(tables: &'t [Block], listed: &Listed) -> Result<&'t Block, Stop> {
    let Some(name) = &listed.table else {
        return tables.first().ok_or_else(|| Stop::Missing("there is no table on this page".to_owned(), Vec::new()));
    };
    tables.iter().find(|table| table.key == name.as_str()).ok_or_else(|| {
        let keys: Vec<&str> = tables.iter().map(|table| table.key.as_str()).collect();
        let name = name.as_str();
        Stop::BadRequest(format!("there is no table `{name}` on this page; `table` is one of {}", keys.join(", ")))
    })
}

fn answer(visit: &Visit, listed: &Listed, bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    let kind = match listed.form {
        ListForm::Atom => "application/atom+xml; charset=utf-8",
        ListForm::Ics => "text/calendar; charset=utf-8",
        ListForm::Csv => "text/csv; charset=utf-8; header=present",
        ListForm::Xlsx => ListForm::Xlsx.media_type(),
    };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let table = listed.table.as_ref().map(|table| format!("-{}", table.as_str())).unwrap_or_default();
    let name = format!("{}{}{table}.{}", visit.code, name_of(&listed.page), listed.form.name());
    let kept = if listed.form == ListForm::Atom { "inline" } else { "attachment" };
    if let Ok(named) = HeaderValue::from_str(&format!("{kept}; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, named);
    }
    response
}

/// A page's name in the name of a file: its address with hyphens.
fn name_of(page: &Place) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' };
    page.to_string().chars().map(plain).collect()
}

/// The id of something of the register that no other thing has, and that never changes: a UUID (version 8) made of the
/// Code and words that name the thing.
fn lasting_id(visit: &Visit, names: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(format!("enact\n{}\n{names}", visit.code));
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, made)| *byte = made);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}
