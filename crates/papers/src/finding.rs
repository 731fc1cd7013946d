//! What a check reports: a finding with its place, its figures and, where there is one, the mend.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::source::{Place, Source};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth a look.
    Note,
    /// A reader would be misled, or something promised is missing.
    Warning,
    /// The document contradicts itself, the Code or the register.
    Error,
}

impl Level {
    /// The level as findings print it: `note`, `warning`, `error`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing wrong, or worth a look, in one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// `EN104`: never changes meaning.
    pub rule: &'static str,
    /// `total-vs-table`: the name of the check.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// First physical line, from 1.
    pub line: usize,
    /// Column of the first character, from 1.
    pub column: usize,
    /// Last physical line.
    pub end_line: usize,
    /// One sentence for a person.
    pub message: String,
    /// The figures and words that the message rests on.
    pub values: BTreeMap<&'static str, serde_json::Value>,
    /// Other places that show it.
    pub related: Vec<Related>,
    /// What would mend it.
    pub fix: Option<String>,
}

/// Another place that shows the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The other file, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its physical line, from 1.
    pub line: usize,
    /// What stands there.
    pub message: String,
}

/// A finding with its place in a file that is no plain text: the page of a PDF, the paragraph or cell of a Word file.
#[derive(Debug, Clone, Serialize)]
pub struct Located<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    #[serde(flatten)]
    place: Place,
}

impl Finding {
    /// The finding with its place in its source.
    pub fn located<'a>(&'a self, source: &Source) -> Located<'a> {
        Located { finding: self, place: source.place_at(self.line, self.column) }
    }
}
