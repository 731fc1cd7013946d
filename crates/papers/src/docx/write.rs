//! Clean Word files: the words as they are, with no tracked changes.

use legaltext::{Document, Edition};

use super::body::{Body, Track};
use super::error::DocxError;
use super::flow::{self, Owner};
use super::sheet::{Sheet, section};
use super::style::Style;

/// One document of the Code as a Word file.
///
/// Every paragraph has a style that says what it is, printed numbers are words, and each provision and listed definition
/// carries its lasting identity as a bookmark, so that the file can be read back after a lawyer has edited it.
///
/// # Errors
/// When the document is larger than a zip file can hold.
pub fn write_document(document: &Document, style: &Style) -> Result<Vec<u8>, DocxError> {
    let title = name(document);
    let units = flow::of_document(document);
    let mut body = Body::clean();
    units.iter().filter(|u| u.owner != Owner::End).for_each(|unit| body.unit(unit, Track::Same));
    body.end("", Track::Same);
    let properties = vec![(DOCUMENT, document.id().to_string()), (HASH, document.hash().to_string())];
    Sheet { style, title: &title, headers: vec![title.clone()], properties, paper: false }.zipped(&body.finish())
}

/// A whole edition as one Word file: each document begins on a page of its own, under its own header.
///
/// # Errors
/// When the edition is larger than a zip file can hold.
pub fn write_edition(edition: &Edition, style: &Style) -> Result<Vec<u8>, DocxError> {
    let units = flow::of_edition(edition);
    let mut body = Body::clean();
    let last = edition.documents().len();
    for unit in &units {
        if unit.owner != Owner::End {
            body.unit(unit, Track::Same);
        } else if unit.document + 1 < last {
            body.end(&section(unit.document + 1), Track::Same);
        } else {
            body.end("", Track::Same);
        }
    }
    let mut headers: Vec<String> = edition.documents().iter().map(|d| name(d)).collect();
    if headers.is_empty() {
        headers.push(String::new());
        body.end("", Track::Same);
    }
    let title = if style.code.is_empty() { edition.code().to_owned() } else { style.code.clone() };
    let properties = vec![(HASH, edition.hash().to_string())];
    Sheet { style, title: &title, headers, properties, paper: false }.zipped(&body.finish())
}

/// The property that names the one document of a file.
pub(super) const DOCUMENT: &str = "enact-document";
/// The property that holds the hash of the words.
pub(super) const HASH: &str = "enact-hash";

/// `Section D: Modification Process`.
pub(super) fn name(document: &Document) -> String {
    let printed = document.id().printed();
    if document.title().is_empty() { printed } else { format!("{printed}: {}", document.title()) }
}
