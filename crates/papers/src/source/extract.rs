//! The words of a file that is no plain text: lines with their places, and what was left behind.
//!
//! An extract crosses from the process that opens a file to the one that reads its words, so it is plain data.

use serde::{Deserialize, Serialize};

use super::Place;

/// The words of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extract {
    /// The lines in order.
    pub lines: Vec<ExtractedLine>,
    /// What a reader of the words must know about the file.
    pub notices: Vec<Notice>,
}

/// One line of an extract.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExtractedLine {
    /// The words; the cells of a table are parted by tabs.
    pub text: String,
    /// Where they stand in the file.
    pub place: Place,
    /// A page begins here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub starts_page: bool,
}

/// Something about the file that its words do not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What kind of thing.
    pub kind: NoticeKind,
    /// The line it belongs to, from 1.
    pub line: usize,
    /// One sentence or two: what it is, and what was done about it.
    pub message: String,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Tracked changes, which were read as accepted.
    TrackedChanges,
    /// A comment of a reader.
    Comment,
    /// A part of the file that is not read.
    LeftOut,
    /// A part that would run, open or fetch something; it was not touched.
    Active,
    /// A page that has no words.
    PageWithoutText,
}
