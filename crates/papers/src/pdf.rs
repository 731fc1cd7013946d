//! PDF files: tagged (PDF/UA-1, PDF/A-2a), the same bytes each time.
//!
//! A page is laid out from one of our templates and from data handed to it as a file. Words of a Code or a user are never
//! put into a template's own text, so they cannot be read as commands. Nothing is fetched: the fonts are in the program.

mod code_document;
mod paper;
mod world;

pub use code_document::code_document;
pub use paper::paper;

/// Why a PDF could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the PDF could not be made: {0}; this is a mistake in the program, please report it with the document's address"
)]
pub struct PdfError(String);

/// What a template makes of data.
///
/// `name` identifies the paper; with the data it makes the same bytes each time.
fn made(template: &str, data: &impl serde::Serialize, name: &str) -> Result<Vec<u8>, PdfError> {
    let mut data = serde_json::to_value(data).map_err(|error| PdfError(error.to_string()))?;
    world::keep_printable(&mut data);
    let data = serde_json::to_vec(&data).map_err(|error| PdfError(error.to_string()))?;
    world::render(template, data, name)
}
