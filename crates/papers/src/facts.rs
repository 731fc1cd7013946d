//! What a document says: one structure for each kind of document.
//!
//! Serialised, these are the shapes of `enact read --format json`. Every fact that a check may point at is a
//! [`Placed`] value, which serialises as the bare value.

mod legal_text;
mod modification_report;
mod particulars;
mod places;
mod process_paper;
mod release_document;

pub use legal_text::*;
pub use modification_report::*;
pub use particulars::*;
pub use places::FactPlace;
pub use process_paper::*;
pub use release_document::*;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A fact and the physical lines (from 1) it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The fact itself.
    pub value: T,
    /// First physical line, from 1.
    pub line: usize,
    /// Last physical line, from 1.
    pub end_line: usize,
}

impl<T> Placed<T> {
    /// A fact that stands on one line.
    pub fn on(line: usize, value: T) -> Self {
        Self { value, line, end_line: line }
    }

    /// A fact that stands on several lines.
    pub fn over(line: usize, end_line: usize, value: T) -> Self {
        Self { value, line, end_line }
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// Whatever kind of document was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Facts {
    /// A Release Implementation Document.
    ReleaseImplementationDocument(Box<ReleaseDocument>),
    /// A Modification Report, with the annexes that stand in the same file.
    ModificationReport(Box<ModificationReport>),
    /// The legal text of a modification.
    LegalText(Box<LegalText>),
    /// Another paper of the process, which names its kind itself.
    #[serde(untagged)]
    Process(Box<ProcessPaper>),
}

/// A modification or change request by its printed number and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The number as printed (`SECMP0053`, `MP079`, `CR1088`).
    pub id: Placed<String>,
    /// The title without its quotation marks.
    pub title: Option<String>,
}

/// A document of the Code by its short name and official title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeDocument {
    /// `Section A`, `Appendix AB`.
    pub document: Placed<String>,
    /// The title without its quotation marks.
    pub title: Option<String>,
}

/// One row of a glossary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryEntry {
    /// The acronym as printed.
    pub acronym: Placed<String>,
    /// The full term.
    pub term: String,
}

/// A date, a month or a range as a timetable prints it.
///
/// `from` and `to` are ISO 8601: a day (`2023-06-28`) or a month (`2023-05`). A single day or month has `to`
/// equal to `from`; both are absent where the cell could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedPeriod {
    /// First day or month.
    pub from: Option<String>,
    /// Last day or month.
    pub to: Option<String>,
    /// The cell as printed.
    pub raw: String,
}

/// A civil date with its place.
pub type PlacedDate = Placed<Date>;
