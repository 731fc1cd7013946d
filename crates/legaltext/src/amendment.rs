//! One typed change to a Code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::number::Number;

/// One change to the words of a Code. A modification's legal text is a list of these against a named edition; each must
/// match exactly or it is a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Amendment {
    /// Puts new words in place of those of a clause or of a single paragraph. The provision keeps its identity. With a
    /// document for `at` and only a `heading`, the document gets a new title.
    Substitute {
        /// The provision whose words change, or the document whose title does.
        at: Citation,
        /// The new words, in the markup, with or without the number at their head; what lies below is replaced too.
        /// Empty for a provision whose words are not held.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// The words that must stand there now, in the markup; a difference is a conflict.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old: Option<String>,
        /// The new cross heading above it; absent leaves the heading as it is, empty takes it away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
    },
    /// Adds provisions: with `text`, those of the markup; with `number`, one provision whose words are not held.
    Insert {
        /// The provision that the new ones follow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Citation>,
        /// Without `after`: the document in which the new ones come first, or, with `in_order`, in which they stand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        into: Option<DocumentId>,
        /// Without `after`: each new clause goes where its number belongs among those that stand there.
        #[serde(default, rename = "in-order", skip_serializing_if = "std::ops::Not::not")]
        in_order: bool,
        /// The new provisions with their numbers, in the markup.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// The number of a new provision whose words are not held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<Number>,
        /// The heading of a new provision whose words are not held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
    },
    /// Takes a provision and everything below it away; its number becomes free. A whole document goes likewise.
    Omit {
        /// The provision, or the document.
        at: Citation,
        /// The words that must stand there now, in the markup.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old: Option<String>,
    },
    /// Gives a provision another number in the same document; it keeps its identity and references to it follow.
    Renumber {
        /// The provision.
        at: Citation,
        /// Its new place in the same document.
        to: Citation,
    },
    /// Takes a provision with everything below it to another place, in the same document or another; it keeps its identity
    /// and references to it follow.
    Move {
        /// The provision.
        at: Citation,
        /// The provision that it follows there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Citation>,
        /// Without `after`: the document in which it comes first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        into: Option<DocumentId>,
        /// Its number there; absent when it keeps the one it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<Number>,
    },
    /// Adds a document to the Code.
    NewDocument {
        /// Which document.
        document: DocumentId,
        /// Its title, without the letter.
        title: String,
        /// Its definitions and provisions, in the markup; empty when its words are not held.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// Adds a term to a list of definitions, in alphabetical order.
    Define {
        /// The document whose list it is.
        document: DocumentId,
        /// The term, without quotation marks.
        term: String,
        /// What follows the term, in the markup; absent when the words are not held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The provision that lists the definitions, when the document has more than one list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Citation>,
    },
    /// Puts new words in place of a listed definition's.
    Redefine {
        /// The document whose list it is.
        document: DocumentId,
        /// The term, without quotation marks.
        term: String,
        /// The new words, in the markup; absent when they are not held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The words that must stand there now, in the markup.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old: Option<String>,
    },
    /// Takes a term out of a list of definitions.
    Undefine {
        /// The document whose list it is.
        document: DocumentId,
        /// The term, without quotation marks.
        term: String,
    },
}

impl Amendment {
    /// The document that it changes; none when its citation does not say. A move is from this one.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            Amendment::Substitute { at, .. }
            | Amendment::Omit { at, .. }
            | Amendment::Renumber { at, .. }
            | Amendment::Move { at, .. } => at.document_id(),
            Amendment::Insert { after, into, .. } => {
                after.as_ref().and_then(Citation::document_id).or_else(|| into.clone())
            }
            Amendment::NewDocument { document, .. }
            | Amendment::Define { document, .. }
            | Amendment::Redefine { document, .. }
            | Amendment::Undefine { document, .. } => Some(document.clone()),
        }
    }

    /// Every document that it changes: a move may change two.
    pub fn documents(&self) -> Vec<DocumentId> {
        let to = match self {
            Amendment::Move { after, into, .. } => {
                after.as_ref().and_then(Citation::document_id).or_else(|| into.clone())
            }
            Amendment::Substitute { .. }
            | Amendment::Insert { .. }
            | Amendment::Omit { .. }
            | Amendment::Renumber { .. }
            | Amendment::NewDocument { .. }
            | Amendment::Define { .. }
            | Amendment::Redefine { .. }
            | Amendment::Undefine { .. } => None,
        };
        let mut found: Vec<DocumentId> = self.document().into_iter().collect();
        found.extend(to.filter(|to| !found.contains(to)));
        found
    }
}
