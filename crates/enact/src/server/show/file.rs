//! Words of the Code as files to keep.

use axum::response::Response;
use legaltext::{Edition, markup};

use super::{compare, law, redlined};
use crate::paths::{FileForm, FileOf};
use crate::server::{Stop, Visit, file};

/// The forms in which something can be had.
pub(super) fn forms_of(of: &FileOf) -> &'static [FileForm] {
    match of {
        FileOf::Contents(_) | FileOf::Document(..) => &[FileForm::Text, FileForm::Json],
        FileOf::Provision(..) => &[FileForm::Text, FileForm::Json],
        FileOf::Compare(..) => &[FileForm::Html, FileForm::Json],
    }
}

/// The file.
///
/// # Errors
/// The text is not there, or cannot be had in that form; the sentence says in which it can.
pub(crate) async fn of(visit: &Visit, of: &FileOf, form: FileForm) -> Result<Response, Stop> {
    if !forms_of(of).contains(&form) {
        let names: Vec<&str> = forms_of(of).iter().map(|form| form.name()).collect();
        return Err(Stop::BadRequest(format!("this cannot be had as `{form}`; `as` is one of {}", names.join(", "))));
    }
    if form == FileForm::Json {
        let value = crate::server::words_of_the_code(visit, of).await?;
        return Ok(crate::server::json_answer(axum::http::StatusCode::OK, &value));
    }
    let name = name_of(visit, of);
    match of {
        FileOf::Contents(point) => {
            let shown = law::at(visit, point.as_ref(), None).await?;
            edition(form, &name, &shown.edition)
        }
        FileOf::Document(document, point) => {
            let shown = law::at(visit, point.as_ref(), Some(document)).await?;
            let held = law::document(visit, &shown, document)?.clone();
            edition(form, &name, &Edition::new(shown.edition.code(), [held]))
        }
        FileOf::Provision(document, number, point) => {
            let shown = law::at(visit, point.as_ref(), Some(document)).await?;
            let (_, provision) = law::find(&shown, document, number).ok_or(Stop::NotFound)?;
            Ok(file(form, &name, markup::print_provision(provision)))
        }
        FileOf::Compare(document, compared) => {
            let sides = compare::sides(visit, document.as_ref(), compared).await?;
            let redline = redlined::redline_of(&sides.before, &sides.after).named(&sides.old.words, &sides.new.words);
            Ok(file(form, &name, redlined::redline_file(&redline)?))
        }
    }
}

/// Whole documents in a form.
fn edition(form: FileForm, name: &str, edition: &Edition) -> Result<Response, Stop> {
    let texts: Vec<String> = edition.documents().iter().map(|document| markup::print(document)).collect();
    Ok(file(form, name, texts.join("\n")))
}

/// The file's name without its end: the Code, and what stands in the address.
fn name_of(visit: &Visit, of: &FileOf) -> String {
    let place = of.page().to_string();
    let plain = place.trim_start_matches("/code").replace(['/', '+', ',', '(', ')'], "-");
    format!(
        "{}{}",
        visit.code,
        if plain.starts_with(['-', '@']) || plain.is_empty() { plain } else { format!("-{plain}") }
    )
}
