//! The forms in which words of the Code can be had as a file.

use std::fmt;

/// A form of file, as the query part `as` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// A Word file; of a redline, one with tracked changes.
    Docx,
    /// A tagged PDF.
    Pdf,
    /// Akoma Ntoso 3.0.
    Akn,
    /// Plain text: the markup; of a redline, the legal text that makes the new words of the old.
    Text,
    /// One file of HTML with its style inside.
    Html,
    /// JSON, as below `/api/v1`.
    Json,
}

impl FileForm {
    /// Every form.
    pub const ALL: [Self; 6] = [Self::Docx, Self::Pdf, Self::Akn, Self::Text, Self::Html, Self::Json];

    /// Reads the name of a form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == text)
    }

    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Akn => "akn",
            Self::Text => "text",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The end of a file's name, without its dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Akn => "xml",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The media type, as an answer says it and an `Accept` header asks for it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Akn => "application/akn+xml",
            Self::Text => "text/plain; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

impl fmt::Display for FileForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
