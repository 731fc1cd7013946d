//! A composed paper as PDF.

use super::{PdfError, made};
use crate::compose::Paper;

/// The paper, tagged, with contents, bookmarks and a running head that carries its number, version and class.
///
/// # Errors
/// When the typesetter refuses: a mistake in our template.
pub fn paper(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    let front = &paper.front;
    let version = front.version.as_deref().unwrap_or_default();
    made(include_str!("paper.typ"), paper, &format!("{} {} {} {version}", front.code, front.kind, front.name()))
}
