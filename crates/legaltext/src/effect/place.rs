//! How one place is known again in the effects of another draft.

use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::provision_id::ProvisionId;

/// A provision or document of a base: by identity where it is held, and by citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// None for a document, and for what stands below words that are not held.
    pub(crate) id: Option<ProvisionId>,
    pub(crate) at: Citation,
    /// The term, for a definition; then `at` is the document.
    pub(crate) term: Option<String>,
}

impl Place {
    pub(crate) fn document(id: &DocumentId) -> Place {
        Place { id: None, at: Citation::of_document(id), term: None }
    }

    pub(crate) fn provision(id: &ProvisionId, at: &Citation) -> Place {
        Place { id: Some(id.clone()), at: at.clone(), term: None }
    }

    /// A place of which only the citation is known.
    pub(crate) fn cited(at: &Citation) -> Place {
        Place { id: None, at: at.clone(), term: None }
    }

    /// A listed definition: a term is defined once in a document.
    pub(crate) fn term(document: &DocumentId, term: &str) -> Place {
        Place { id: None, at: Citation::of_document(document), term: Some(term.to_owned()) }
    }

    /// What it is looked up by: the identity, unless places are compared by citation alone.
    pub(crate) fn key(&self, by_citation: bool) -> Key<'_> {
        match (&self.id, &self.term) {
            (_, Some(term)) => Key::Term(&self.at, term),
            (Some(id), None) if !by_citation => Key::Id(id),
            (Some(_) | None, None) => Key::At(&self.at),
        }
    }
}

/// What a place is looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key<'e> {
    Id(&'e ProvisionId),
    At(&'e Citation),
    Term(&'e Citation, &'e str),
}
