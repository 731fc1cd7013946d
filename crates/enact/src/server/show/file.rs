//! Words of the Code as files to keep.

use axum::response::Response;
use legaltext::{Document, Edition, markup};
use papers::{akoma, docx};

use super::compare::{self, Sides};
use super::law::{self, Shown};
use super::redlined;
use crate::paths::{FileForm, FileOf};
use crate::server::{Stop, Visit, file};

/// The forms in which something can be had.
pub(super) fn forms_of(of: &FileOf) -> &'static [FileForm] {
    match of {
        FileOf::Contents(_) => &[FileForm::Docx, FileForm::Text, FileForm::Json],
        FileOf::Document(..) => &[FileForm::Docx, FileForm::Pdf, FileForm::Akn, FileForm::Text, FileForm::Json],
        FileOf::Provision(..) => &[FileForm::Text, FileForm::Json],
        FileOf::Paper(..) => &[FileForm::Pdf, FileForm::Docx, FileForm::Html, FileForm::Text, FileForm::Json],
        FileOf::Compare(..) => &[FileForm::Docx, FileForm::Html, FileForm::Text, FileForm::Json],
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
    if let FileOf::Paper(about, kind) = of {
        return super::papers::file(visit, about, kind, form).await;
    }
    if form == FileForm::Json {
        let value = crate::server::words_of_the_code(visit, of).await?;
        return Ok(crate::server::json_answer(axum::http::StatusCode::OK, &value));
    }
    let name = name_of(visit, of);
    match of {
        FileOf::Paper(..) => Err(Stop::NotFound),
        FileOf::Contents(point) => {
            let shown = law::at(visit, point.as_ref(), None).await?;
            edition(visit, form, &name, &shown, &shown.edition)
        }
        FileOf::Document(document, point) => {
            let shown = law::at(visit, point.as_ref(), Some(document)).await?;
            let held = law::document(visit, &shown, document)?.clone();
            if form == FileForm::Akn {
                let meta = meta(visit, &shown);
                let xml = akoma::write_document(&shown.edition, held.id(), &meta).ok_or(Stop::NotFound)?;
                return Ok(file(form, &name, xml));
            }
            if form == FileForm::Pdf {
                return pdf(visit, &name, &shown, held).await;
            }
            edition(visit, form, &name, &shown, &Edition::new(shown.edition.code(), [held]))
        }
        FileOf::Provision(document, number, point) => {
            let shown = law::at(visit, point.as_ref(), Some(document)).await?;
            let (_, provision) = law::find(&shown, document, number).ok_or(Stop::NotFound)?;
            Ok(file(form, &name, markup::print_provision(provision)))
        }
        FileOf::Compare(document, compared) => {
            let sides = compare::sides(visit, document.as_ref(), compared).await?;
            comparison(visit, form, &name, &sides)
        }
    }
}

/// A document as PDF. Laying it out takes the processor for as long as it takes, so it is done aside from other readers.
async fn pdf(visit: &Visit, name: &str, shown: &Shown, held: Document) -> Result<Response, Stop> {
    let (code, state, day) = (visit.rulebook.code().title.clone(), shown.words.clone(), shown.since);
    let laid_out = tokio::task::spawn_blocking(move || papers::pdf::code_document(&held, &code, &state, day)).await;
    let bytes = laid_out.map_err(|error| Stop::Failed(error.to_string()))?;
    Ok(file(FileForm::Pdf, name, bytes.map_err(|error| Stop::Failed(error.to_string()))?))
}

/// Whole documents in a form.
fn edition(visit: &Visit, form: FileForm, name: &str, shown: &Shown, edition: &Edition) -> Result<Response, Stop> {
    if form == FileForm::Docx {
        let style = style(visit, shown);
        let bytes = match edition.documents() {
            [only] => docx::write_document(only, &style),
            [..] => docx::write_edition(edition, &style),
        };
        return Ok(file(form, name, bytes.map_err(|error| Stop::Failed(error.to_string()))?));
    }
    let texts: Vec<String> = edition.documents().iter().map(|document| markup::print(document)).collect();
    Ok(file(form, name, texts.join("\n")))
}

/// A redline in a form: of plain text, the instructions that make the new words of the old.
fn comparison(visit: &Visit, form: FileForm, name: &str, sides: &Sides) -> Result<Response, Stop> {
    if form == FileForm::Docx {
        let with = sides.new.point.iter().flat_map(|point| &point.with);
        let proposals: Vec<String> = with.map(|name| name.as_str().to_uppercase()).collect();
        let author = if proposals.is_empty() { sides.new.words.clone() } else { proposals.join(", ") };
        let marking = docx::Marking { author, date: sides.new.since.at(0, 0, 0, 0) };
        let bytes = docx::write_redline(&sides.before, &sides.after, &style(visit, &sides.new), &marking);
        return Ok(file(form, name, bytes.map_err(|error| Stop::Failed(error.to_string()))?));
    }
    if form == FileForm::Text {
        let amendments = legaltext::amendments_between(&sides.before, &sides.after);
        let text = legaltext::LegalText { amendments, ..legaltext::LegalText::default() };
        return Ok(file(form, name, legaltext::instructions::print(&text)));
    }
    let redline = redlined::redline_of(&sides.before, &sides.after).named(&sides.old.words, &sides.new.words);
    Ok(file(form, name, redlined::redline_file(&redline)?))
}

/// What a Word file says of itself. It is dated by its words, so the same words are the same bytes.
pub(super) fn style(visit: &Visit, shown: &Shown) -> docx::Style {
    let code = visit.rulebook.code();
    docx::Style {
        code: code.title.clone(),
        edition: shown.words.clone(),
        author: code.title_of(code.administrator.as_str()).to_owned(),
        created: shown.since.at(0, 0, 0, 0),
        ..docx::Style::default()
    }
}

/// What an Akoma Ntoso file says of itself.
fn meta(visit: &Visit, shown: &Shown) -> akoma::Meta {
    let code = visit.rulebook.code();
    akoma::Meta {
        title: code.title.clone(),
        country: "gb".to_owned(),
        begins: code.begins,
        in_force: shown.since,
        written: shown.since,
        publisher: akoma::Organisation {
            id: code.administrator.to_string(),
            name: code.title_of(code.administrator.as_str()).to_owned(),
        },
        changes: Vec::new(),
    }
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
