//! A legal text as people type it: what it is drafted against, and one instruction for each amendment.
//!
//! `docs/markup.md` lists every instruction. The words of a provision follow their instruction, indented, in the markup.

mod printing;
mod reading;
mod several;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amendment::Amendment;
use crate::document_id::DocumentId;
use crate::markup::MarkupError;

/// What a legal text is drafted against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The document; none for the whole Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// The version as printed: `9.0`.
    pub version: String,
}

/// A modification's legal text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalText {
    /// The modification whose text it is: `MP167B`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modification: Option<String>,
    /// The editions that it is drafted against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub base: Vec<Base>,
    /// The amendments, in the order in which they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
}

/// Reads a legal text.
///
/// # Errors
/// Every line that is no instruction, with what to do about it. Whether the words of a provision can be read shows when the
/// text is applied.
pub fn parse(text: &str) -> Result<LegalText, Vec<MarkupError>> {
    reading::read(text)
}

/// The legal text in one form only. Reading it back gives the same, when its texts have no empty lines at either end and no
/// spaces at the ends of lines.
pub fn print(text: &LegalText) -> String {
    printing::write(text)
}

#[cfg(test)]
mod tests;
