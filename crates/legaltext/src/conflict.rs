//! What stands in the way of an amendment, and what an application reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::edition::Edition;

/// The ways in which an amendment fails to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// The document named is not in the edition, or the citation does not say which document.
    NoDocument,
    /// The provision or term named is not there.
    TargetAbsent,
    /// The number or term to be added is already there.
    AlreadyThere,
    /// The words that the amendment says stand there differ from those that do.
    OldWordsDiffer,
    /// More than one place matches.
    MatchesTwice,
    /// The new number does not belong at the place named.
    Misplaced,
    /// The text of the amendment cannot be read.
    Unreadable,
    /// A reference is left pointing at nothing.
    DanglingReference,
    /// A term that was taken away is still used.
    UndefinedTerm,
}

/// An amendment that does not apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which amendment of the list, counted from 0.
    pub amendment: usize,
    /// The provision concerned, when the amendment names one.
    pub at: Option<Citation>,
    /// What kind of conflict.
    pub kind: ConflictKind,
    /// One sentence: what, where, what to do.
    pub message: String,
}

/// Something that does not stop an application but must be seen: a reference left dangling by an omission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which amendment of the list brought it about, counted from 0.
    pub amendment: usize,
    /// The provision concerned.
    pub at: Citation,
    /// What kind of thing.
    pub kind: ConflictKind,
    /// One sentence: what, where, what to do.
    pub message: String,
}

/// A reference that renumbering rewrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewritten {
    /// Which renumbering of the list, counted from 0.
    pub amendment: usize,
    /// The clause in whose words (or whose paragraphs or definitions) the reference stands.
    pub at: Citation,
    /// The term, when the reference stands in a definition before the first clause.
    pub term: Option<String>,
    /// What was cited.
    pub from: Citation,
    /// What is cited now.
    pub to: Citation,
}

/// An edition after amendments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The new edition.
    pub edition: Edition,
    /// Provisions whose words are not held, so that the amendment is recorded and nothing could be compared.
    pub unverified: Vec<Citation>,
    /// What must be seen although everything applied.
    pub notices: Vec<Notice>,
    /// References that renumbering rewrote.
    pub rewritten: Vec<Rewritten>,
}
