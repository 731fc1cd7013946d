//! Places in the words of a Code: provisions, definitions, and paragraphs inside definitions.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::citation::Citation;
use crate::number::Number;

/// A place whose words may cite, use a term, or be cited: a provision, a whole document, a listed definition, or a
/// paragraph inside one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The provision, or the document when it is a whole one. For a definition: what lists it.
    pub at: Citation,
    /// The term, when the place is a listed definition or inside one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Arc<str>>,
    /// The labels of a paragraph inside the definition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Number>,
}

impl Place {
    /// A provision or a whole document.
    pub fn of(at: Citation) -> Place {
        Place { at, term: None, labels: Vec::new() }
    }

    /// A definition that `at` lists.
    pub fn of_term(at: Citation, term: &str) -> Place {
        Place { at, term: Some(term.into()), labels: Vec::new() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(term) = &self.term else { return write!(f, "{}", self.at) };
        if !self.labels.is_empty() {
            f.write_str("paragraph ")?;
            self.labels.iter().try_for_each(|label| write!(f, "{label}"))?;
            f.write_str(" of ")?;
        }
        write!(f, "the definition of \"{term}\" in {}", self.at)
    }
}

/// Which of a node's two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The words before the list, or all the words when there is no list.
    LeadIn,
    /// The words after the list.
    Tail,
}
