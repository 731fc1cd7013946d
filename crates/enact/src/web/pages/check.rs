//! Checking a document: a file or pasted text, and what is wrong in it beside its words.

use askama::Template;

use crate::paths::Address;
use crate::web::pages::WordLine;
use crate::web::{FieldError, Frame, Tag};

/// Something wrong in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFinding {
    /// Its id on the page.
    pub id: String,
    /// How much it matters.
    pub level: Tag,
    /// The check: `EN104`.
    pub rule: String,
    /// The name of the check: `total-vs-table`.
    pub name: String,
    /// Where, in words.
    pub place: String,
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// Other lines that show it, with what stands there.
    pub related: Vec<(usize, String)>,
    /// What would mend it.
    pub fix: Option<String>,
    /// What the check looks for, and why.
    pub about: Option<String>,
}

/// A document that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedDocument {
    /// The name of its file.
    pub file: String,
    /// What it was read as.
    pub kind: String,
    /// How many findings of each level.
    pub counts: String,
    /// The findings, by line.
    pub findings: Vec<CheckedFinding>,
    /// Its words.
    pub lines: Vec<WordLine>,
}

/// `/{code}/check`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/check.html")]
pub struct CheckPage {
    /// What stands round the page.
    pub frame: Frame,
    /// Where the form leads.
    pub to: Address,
    /// What was pasted.
    pub words: String,
    /// What is wrong with what was sent.
    pub errors: Vec<FieldError>,
    /// What was checked.
    pub document: Option<CheckedDocument>,
}
