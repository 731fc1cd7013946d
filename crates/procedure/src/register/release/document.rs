//! The Release Implementation Document: its versions as they were issued and baselined, never overwritten.

use std::fmt;

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Release;
use crate::contents::Section;

/// A version number of two parts: `1.0`, `0.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct DocumentVersion {
    /// Before the dot: how many times it was baselined.
    pub whole: u32,
    /// After the dot: the working drafts since.
    pub draft: u32,
}

impl fmt::Display for DocumentVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.whole, self.draft)
    }
}

impl From<DocumentVersion> for String {
    fn from(version: DocumentVersion) -> Self {
        version.to_string()
    }
}

impl TryFrom<String> for DocumentVersion {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
        let parts = text.split_once('.').and_then(|(whole, draft)| Some((number(whole)?, number(draft)?)));
        let (whole, draft) = parts.ok_or_else(|| format!("`{text}` is no version; write it like 0.3 or 1.0"))?;
        Ok(Self { whole, draft })
    }
}

/// What a baseline settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// The scope on the central systems.
    Systems,
    /// The scope on the documents of the Code.
    Documents,
    /// The criteria for going live.
    Criteria,
}

impl Covers {
    /// It in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Systems => "the scope on the central systems",
            Self::Documents => "the scope on the documents of the Code",
            Self::Criteria => "the criteria for going live",
        }
    }
}

/// A version of the Release Implementation Document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its number.
    pub version: DocumentVersion,
    /// What changed since the last.
    pub changes: String,
    /// To whom it was issued for comment.
    pub issued_to: Vec<String>,
    /// What a draft written by hand says in each of its parts.
    pub contents: Vec<Section>,
    /// What it settles, where it is a baseline.
    pub covers: Vec<Covers>,
    /// Who issued or baselined it.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// The place in the record as of which it stands: from there it can be composed again, word for word.
    pub position: u64,
}

impl Issued {
    /// Whether the version is a baseline.
    #[must_use]
    pub fn is_baseline(&self) -> bool {
        self.version.draft == 0
    }
}

impl Release {
    /// The version issued or baselined last.
    #[must_use]
    pub fn latest_document(&self) -> Option<&Issued> {
        self.document.last()
    }

    /// The baselines, oldest first.
    pub fn baselines(&self) -> impl Iterator<Item = &Issued> {
        self.document.iter().filter(|issued| issued.is_baseline())
    }
}
