//! What was drafted, in any of its forms, as amendments.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use legaltext::{Amendment, Edition, LegalText, instructions, markup};
use papers::{akoma, docx, section};
use serde::Deserialize;

use super::draft::Base;
use super::law;
use crate::paths::Picked;
use crate::reader::Reader;
use crate::server::Stop;

/// What makes the identities of provisions that only a draft has.
pub(super) const ORIGIN: &str = "draft";

/// A draft that could be read.
pub(super) struct Drafting {
    /// Its amendments, against the base.
    pub(super) amendments: Vec<Amendment>,
    /// What of a file could not be carried, in sentences.
    pub(super) losses: Vec<String>,
}

impl Drafting {
    fn of(amendments: Vec<Amendment>) -> Self {
        Self { amendments, losses: Vec::new() }
    }
}

/// A file as it was sent.
pub(super) struct Upload {
    name: String,
    bytes: Bytes,
}

impl Upload {
    /// The name that the file has where it was sent from, without its folder.
    pub(super) fn name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

/// The fields of the form and the file with them.
pub(super) async fn sent(headers: &HeaderMap, body: &Bytes) -> Result<(Picked, Option<Upload>), Stop> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        let fields = crate::server::form_of(body)?;
        return Ok((fields.into_iter().fold(Picked::none(), |picked, (name, value)| picked.and(&name, value)), None));
    }
    let unreadable = || Stop::BadRequest("what was sent is not a form".to_owned());
    let request =
        Request::builder().header(CONTENT_TYPE, kind).body(Body::from(body.clone())).map_err(|_| unreadable())?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    let (mut picked, mut upload) = (Picked::none(), None);
    while let Some(part) = parts.next_field().await.map_err(|_| unreadable())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| unreadable())?;
        match file {
            Some(_) if bytes.is_empty() => {}
            Some(file) => upload = Some(Upload { name: file, bytes }),
            None => {
                let words = std::str::from_utf8(&bytes).map_err(|_| unreadable())?;
                picked = picked.and(&name, words.replace("\r\n", "\n"));
            }
        }
    }
    Ok((picked, upload))
}

/// The words that are edited, as they stand in the base.
pub(super) fn words_now(base: &Base<'_>) -> Result<String, Stop> {
    let Some(name) = &base.document else { return Ok(String::new()) };
    let document = base.shown.edition.document(&law::document_id(name)?).ok_or(Stop::NotFound)?;
    match &base.number {
        None => Ok(markup::print(document)),
        Some(number) => {
            let (_, provision) = law::find(&base.shown, name, number)
                .ok_or_else(|| Stop::BadRequest(format!("{} has no {}", document.id().printed(), number.as_str())))?;
            Ok(markup::print_provision(provision).trim_start_matches('\n').to_owned())
        }
    }
}

/// The amendments that were drafted.
///
/// # Errors
/// What cannot be read, in sentences.
pub(super) fn read(base: &Base<'_>, typed: &str, upload: Option<&Upload>) -> Result<Drafting, Vec<String>> {
    if let Some(upload) = upload {
        return uploaded(base, upload);
    }
    if typed.trim().is_empty() {
        return Err(vec!["Nothing is drafted yet. Type something, or choose a file.".to_owned()]);
    }
    if base.is_words() { edited(base, typed) } else { text(base, typed) }
}

fn uploaded(base: &Base<'_>, upload: &Upload) -> Result<Drafting, Vec<String>> {
    let name = upload.name.to_lowercase();
    if upload.bytes.starts_with(b"PK") || name.ends_with(".docx") {
        return word_file(base, &upload.bytes);
    }
    let Ok(words) = std::str::from_utf8(&upload.bytes) else {
        return Err(vec![format!(
            "{} is neither a Word file nor text in UTF-8. Save it as one of these.",
            upload.name
        )]);
    };
    let words = words.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if words.trim_start().starts_with('<') {
        return akoma_file(base, &words);
    }
    text(base, &words)
}

/// A Word file whose tracked changes are the draft.
fn word_file(base: &Base<'_>, bytes: &[u8]) -> Result<Drafting, Vec<String>> {
    let wrong = |error: docx::DocxError| vec![crate::server::sentence(&error.to_string())];
    let stopped = |error: crate::failure::Failure| vec![crate::server::sentence(&error.to_string())];
    Reader::own().and_then(|reader| reader.try_first("The file", bytes)).map_err(stopped)?;
    let word = docx::read(bytes, &docx::Limits::default()).map_err(wrong)?;
    let read = section::amendments(&word, &base.shown.edition, ORIGIN).map_err(wrong)?;
    let mut losses: Vec<String> = Vec::new();
    if !read.authors.is_empty() {
        losses.push(format!("Its changes were made by {}.", read.authors.join(", ")));
    }
    losses.extend(read.losses.iter().map(|loss| match loss.place.as_str() {
        "" => loss.message.clone(),
        place => format!("{place}: {}", loss.message),
    }));
    Ok(Drafting { amendments: read.amendments, losses })
}

/// An Akoma Ntoso file with the documents as they should read.
fn akoma_file(base: &Base<'_>, xml: &str) -> Result<Drafting, Vec<String>> {
    let document = base.document.as_ref().and_then(|name| law::document_id(name).ok());
    let reading = akoma::Reading { document, ..akoma::Reading::from(ORIGIN) };
    let import = akoma::read(xml, &reading).map_err(|error| vec![error.to_string()])?;
    let mut new = base.shown.edition.clone();
    for document in import.documents {
        new = new.with_document(document);
    }
    let losses = import.losses.iter().map(|loss| format!("{}: {}", loss.at, loss.message)).collect();
    Ok(Drafting { amendments: legaltext::amendments_between(&base.shown.edition, &new), losses })
}

/// Amendments given as data.
#[derive(Deserialize)]
#[serde(untagged)]
enum Given {
    List(Vec<Amendment>),
    Text(LegalText),
}

impl Given {
    fn amendments(self) -> Vec<Amendment> {
        match self {
            Self::List(amendments) => amendments,
            Self::Text(text) => text.amendments,
        }
    }
}

/// Text in one of the forms that are told apart by how they begin.
fn text(base: &Base<'_>, words: &str) -> Result<Drafting, Vec<String>> {
    let begins = words.trim_start();
    if begins.starts_with("# ") {
        return documents(base, words);
    }
    if begins.starts_with(['{', '[']) && !begins.starts_with("[[") {
        let given: Given = serde_json::from_str(words)
            .map_err(|error| vec![format!("The amendments are not JSON that can be read: {error}.")])?;
        return Ok(Drafting::of(given.amendments()));
    }
    if begins.starts_with("[[amendments]]") || begins.lines().any(|line| line.trim_start().starts_with("amendments ="))
    {
        let given: LegalText = toml::from_str(words)
            .map_err(|error| vec![format!("The amendments are not TOML that can be read: {}.", error.message())])?;
        return Ok(Drafting::of(given.amendments));
    }
    let read = match instructions::parse(words) {
        Ok(read) => read,
        Err(errors) => {
            let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
            return as_published(base, words, errors.len()).unwrap_or(Err(sentences));
        }
    };
    if read.amendments.is_empty() {
        return Err(vec![
            "There is no instruction in it. Begin with Amend, Add, Omit, Renumber, Move or Define.".to_owned(),
        ]);
    }
    Ok(Drafting::of(read.amendments))
}

/// A legal text as Modifications publish it, or clauses printed as they should read. None where most lines at the margin
/// are instructions of the plain form, so that what is wrong with the others is said in terms of that form.
fn as_published(base: &Base<'_>, words: &str, errors: usize) -> Option<Result<Drafting, Vec<String>>> {
    let at_margin = words.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '\t'])).count();
    if errors * 2 <= at_margin {
        return None;
    }
    let read = papers::manuscript::of_text("what was typed", words, Some(&base.shown.edition))?;
    if !read.unsettled.is_empty() {
        let sentences = read.unsettled.iter().map(|one| format!("line {}, {}: {}", one.line, one.at, one.message));
        return Some(Err(sentences.collect()));
    }
    let losses = read.judge.iter().map(|judge| crate::server::sentence(judge)).collect();
    Some(Ok(Drafting { amendments: read.legal_text.amendments, losses }))
}

/// Whole documents as they should read.
fn documents(base: &Base<'_>, words: &str) -> Result<Drafting, Vec<String>> {
    let read = markup::parse_documents(words, ORIGIN)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let new = read.into_iter().fold(base.shown.edition.clone(), |new, document| new.with_document(document));
    Ok(Drafting::of(legaltext::amendments_between(&base.shown.edition, &new)))
}

/// The words of a clause or a document as they should read.
fn edited(base: &Base<'_>, words: &str) -> Result<Drafting, Vec<String>> {
    let gone = || vec!["The words that were edited are not in this text any more. Start again from it.".to_owned()];
    let (Some(name), Some(number)) = (&base.document, &base.number) else { return documents(base, words) };
    let id = law::document_id(name).map_err(|_| gone())?;
    let document = base.shown.edition.document(&id).ok_or_else(gone)?;
    let (citation, provision) = law::find(&base.shown, name, number).ok_or_else(gone)?;
    let whole = markup::print(document);
    let before = markup::print_provision(provision);
    let before = before.trim_matches('\n');
    let after = words.trim_matches('\n');
    // The clause is replaced where it stands, so that clauses can be added beside it, or it can go.
    let mut places = whole.match_indices(before);
    if let (Some((at, _)), None, false) = (places.next(), places.next(), number.as_str().contains('(')) {
        let head = whole.get(..at).unwrap_or_default();
        let tail = whole.get(at + before.len()..).unwrap_or_default();
        return documents(base, &format!("{head}{after}{tail}")).map_err(|errors| from_clause(head, errors));
    }
    let whole: Edition = base.shown.edition.clone();
    let substitute = Amendment::Substitute { at: citation, text: after.to_owned(), old: None, heading: None };
    let applied = legaltext::apply(&whole, &[substitute], ORIGIN)
        .map_err(|conflicts| conflicts.into_iter().map(|conflict| conflict.message).collect::<Vec<_>>())?;
    Ok(Drafting::of(legaltext::amendments_between(&whole, &applied.edition)))
}

/// Errors with their lines counted from the first line of what was typed.
fn from_clause(head: &str, errors: Vec<String>) -> Vec<String> {
    let before = head.matches('\n').count();
    let moved = |error: String| {
        let (line, rest) = error.strip_prefix("line ")?.split_once(':')?;
        let line: usize = line.parse().ok()?;
        Some(format!("line {}:{rest}", line.checked_sub(before).filter(|line| *line > 0)?))
    };
    errors.into_iter().map(|error| moved(error.clone()).unwrap_or(error)).collect()
}
