//! The plain text in which people type a document of a Code. `docs/markup.md` describes it.

mod lines;
mod printing;
mod reading;

use crate::document::Document;

pub use printing::{print, print_definition, print_meaning, print_provision, print_words};
pub(crate) use printing::{print_head, print_own};
pub(crate) use reading::{Ids, read_definition, read_fragment, read_fragment_of};

/// Why a text in the markup, or a legal text, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct MarkupError {
    /// The line, counted from 1.
    pub line: usize,
    /// One sentence: what is wrong and what to do.
    pub message: String,
}

impl MarkupError {
    pub(crate) fn new(line: usize, message: impl Into<String>) -> MarkupError {
        MarkupError { line, message: message.into() }
    }
}

/// Reads one document. `origin` says where the text came from (the Code and the file's hash, say); with the place in the
/// document it makes the identity of every provision.
///
/// # Errors
/// Every line that cannot be read, with what to do about it.
pub fn parse(text: &str, origin: &str) -> Result<Document, Vec<MarkupError>> {
    reading::read_document(text, 0, origin)
}

/// Reads several documents from one text; each begins with its `#` line.
///
/// # Errors
/// Every line that cannot be read, with what to do about it.
pub fn parse_documents(text: &str, origin: &str) -> Result<Vec<Document>, Vec<MarkupError>> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.starts_with("# ") {
            starts.push((at, number));
        }
        at += line.len();
    }
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    if let Some(first) = starts.first().filter(|first| text.get(..first.0).is_some_and(|t| !t.trim().is_empty())) {
        errors.push(MarkupError::new(
            1,
            format!("words stand before the first document on line {}; begin with its # line", first.1 + 1),
        ));
    }
    if starts.is_empty() {
        return parse(text, origin).map(|document| vec![document]);
    }
    for (index, (start, line)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |next| next.0);
        match reading::read_document(text.get(*start..end).unwrap_or(""), *line, origin) {
            Ok(document) => documents.push(document),
            Err(found) => errors.extend(found),
        }
    }
    for (index, document) in documents.iter().enumerate() {
        if documents.iter().take(index).any(|earlier| earlier.id() == document.id()) {
            errors.push(MarkupError::new(1, format!("{} stands in the text twice; keep one", document.id().printed())));
        }
    }
    if errors.is_empty() { Ok(documents) } else { Err(errors) }
}

#[cfg(test)]
mod tests;
