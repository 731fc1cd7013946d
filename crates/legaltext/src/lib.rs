//! The words of an industry code as versioned data.
//!
//! A [`Document`] (Section, Schedule, Appendix, Annex) is a tree of [`Provision`]s that keep their identity when their
//! printed [`Number`] changes. An [`Edition`] is the whole Code at one moment. An [`Amendment`] is one typed change, and
//! amendments either match exactly or end in a conflict. A redline says what differs between two texts or two editions.
//!
//! Everything here is pure: text in, values out; no clock, no files, no randomness.

mod as_string;

mod amendment;
mod apply;
pub mod block;
mod citation;
mod clashes;
mod conflict;
mod definition;
mod difference;
mod document;
mod document_id;
mod edition;
mod effect;
pub mod graph;
mod hash;
pub mod instructions;
mod lineage;
pub mod markup;
mod number;
mod provision;
mod provision_id;
mod rebase;
pub mod redline;
pub mod references;
mod vocabulary;
mod wording;

#[cfg(test)]
mod arbitrary;

pub use amendment::Amendment;
pub use apply::apply;
pub use citation::{Citation, CitationError};
pub use clashes::{Clash, ClashKind, ClashSide, clashes, clashes_of_all, clashes_with};
pub use conflict::{Applied, Conflict, ConflictKind, Notice, Rewritten};
pub use definition::{Definition, DefinitionParts, InlineDefinition, Meaning, inline_definitions};
pub use difference::{amendments_between, amendments_between_checked};
pub use document::{Document, DocumentParts};
pub use document_id::{DocumentId, DocumentIdError, DocumentKind};
pub use edition::{Edition, edition_schema};
pub use effect::{Does, Draft, Effect, Effects, Reworded, WordsOf};
pub use hash::{Hash, HashError};
pub use instructions::{Base, LegalText};
pub use lineage::{Became, Fate, Standing, follow, lineage};
pub use markup::MarkupError;
pub use number::{Number, NumberError};
pub use provision::{Provision, ProvisionParts, Words};
pub use provision_id::{ProvisionId, ProvisionIdError};
pub use rebase::{Merged, Rebased, Settled, Unmerged, UnmergedKind, rebase};
pub use redline::Redline;
