//! The whole Code at one moment.

mod listed;

use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::definition::{Definition, inline_definitions};
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::hash::{Hash, Hasher};
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

pub(crate) use listed::Listed;

/// Every document of a Code at one moment. Copies are cheap, and editions share the documents that are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "EditionParts", into = "EditionParts")]
pub struct Edition(Arc<Held>);

#[derive(Debug)]
struct Held {
    code: String,
    documents: Vec<Arc<Document>>,
    hash: OnceLock<Hash>,
    listed: OnceLock<Listed>,
}

/// A copy is made to be changed, so what was found is not copied.
impl Clone for Held {
    fn clone(&self) -> Held {
        Held::of(self.code.clone(), self.documents.clone())
    }
}

impl Held {
    fn of(code: String, documents: Vec<Arc<Document>>) -> Held {
        Held { code, documents, hash: OnceLock::new(), listed: OnceLock::new() }
    }

    fn place_of(&self, id: &DocumentId) -> Option<usize> {
        self.documents.binary_search_by(|document| document.id().cmp(id)).ok()
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code && self.documents == other.documents
    }
}

impl Eq for Held {}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Edition")]
struct EditionParts {
    code: String,
    #[schemars(with = "Vec<crate::document::DocumentParts>")]
    documents: Vec<Arc<Document>>,
}

/// The JSON Schema of an edition as data: documents, provisions, definitions, each with what its parts mean.
pub fn edition_schema() -> schemars::Schema {
    schemars::schema_for!(EditionParts)
}

impl From<EditionParts> for Edition {
    fn from(parts: EditionParts) -> Self {
        Edition::of(parts.code, parts.documents)
    }
}

impl From<Edition> for EditionParts {
    fn from(edition: Edition) -> Self {
        EditionParts { code: edition.0.code.clone(), documents: edition.0.documents.clone() }
    }
}

impl Edition {
    /// The edition of a Code with these documents, put in the order in which a Code prints them. Of two documents with one
    /// id the later is kept.
    pub fn new(code: &str, documents: impl IntoIterator<Item = Document>) -> Edition {
        Edition::of(code.to_owned(), documents.into_iter().map(Arc::new).collect())
    }

    fn of(code: String, mut documents: Vec<Arc<Document>>) -> Edition {
        documents.reverse();
        documents.sort_by(|a, b| a.id().cmp(b.id()));
        documents.dedup_by(|a, b| a.id() == b.id());
        Edition(Arc::new(Held::of(code, documents)))
    }

    /// The Code's short name, as its address writes it: `sec`.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// Its documents in printed order: Sections, Schedules, Appendices, Annexes.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.0.documents
    }

    /// One document.
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.shared_document(id).map(Arc::as_ref)
    }

    pub(crate) fn shared_document(&self, id: &DocumentId) -> Option<&Arc<Document>> {
        self.0.documents.get(self.0.place_of(id)?)
    }

    /// One document, to be changed. What other editions hold of it stays as it is: they keep what they share.
    pub(crate) fn document_mut(&mut self, id: &DocumentId) -> Option<&mut Document> {
        let at = self.0.place_of(id)?;
        let held = Arc::make_mut(&mut self.0);
        (held.hash, held.listed) = (OnceLock::new(), OnceLock::new());
        held.documents.get_mut(at).map(Arc::make_mut)
    }

    /// The provision cited; none when it is not there or the citation does not say which document.
    pub fn find(&self, citation: &Citation) -> Option<&Provision> {
        self.document(&citation.document_id()?)?.find(citation)
    }

    /// Where the provision of an identity stands in this edition, whatever its number was in another.
    pub fn place_of(&self, id: &ProvisionId) -> Option<Citation> {
        self.standing(id).map(|(at, _)| at)
    }

    /// The same, looked for first in the document where it is likely to stand.
    pub(crate) fn place_near(&self, document: &DocumentId, id: &ProvisionId) -> Option<Citation> {
        let near = self.document(document).and_then(|document| document.places().standing(document, id));
        near.map(|(at, _)| at).or_else(|| self.place_of(id))
    }

    /// The provision of an identity and where it stands in this edition.
    pub fn standing(&self, id: &ProvisionId) -> Option<(Citation, &Provision)> {
        self.documents().iter().find_map(|document| document.places().standing(document, id))
    }

    /// The listed definition of a term, letter for letter; the first when the Code lists it in more than one document.
    pub fn definition(&self, term: &str) -> Option<&Definition> {
        self.definition_place(term).map(|(_, definition)| definition)
    }

    /// The listed definition of a term with the document that lists it.
    pub fn definition_place(&self, term: &str) -> Option<(&DocumentId, &Definition)> {
        self.documents().iter().find_map(|document| {
            let found = document.definitions().into_iter().find(|(_, d)| d.term() == term)?;
            Some((document.id(), found.1.as_ref()))
        })
    }

    /// The provision whose own words define a term in brackets: `(the "X")`.
    pub fn inline_definition(&self, term: &str) -> Option<Citation> {
        self.documents().iter().find_map(|document| {
            let mut at = None;
            document.each(&mut |citation, provision| {
                let defines =
                    |words: &str| words.contains(term) && inline_definitions(words).iter().any(|d| d.term == term);
                if at.is_none() && (defines(provision.lead_in()) || defines(provision.tail())) {
                    at = Some(citation.clone());
                }
            });
            at
        })
    }

    /// The edition with this document in place of the one of the same id, or beside the others when it is new.
    #[must_use]
    pub fn with_document(&self, document: Document) -> Edition {
        self.with_shared([Arc::new(document)])
    }

    /// The edition without a document; the same edition when it has none of that id.
    #[must_use]
    pub fn without_document(&self, id: &DocumentId) -> Edition {
        let documents = self.0.documents.iter().filter(|document| document.id() != id).cloned().collect();
        Edition::of(self.0.code.clone(), documents)
    }

    pub(crate) fn with_shared(&self, changed: impl IntoIterator<Item = Arc<Document>>) -> Edition {
        let documents = self.0.documents.iter().cloned().chain(changed).collect();
        Edition::of(self.0.code.clone(), documents)
    }

    /// Its listed terms. Found once, then kept.
    pub(crate) fn listed(&self) -> &Listed {
        self.0.listed.get_or_init(|| Listed::of(self))
    }

    /// The root hash: it proves the words of the whole edition. Taken once, then kept.
    pub fn hash(&self) -> Hash {
        *self.0.hash.get_or_init(|| {
            Hasher::new("edition").text(&self.0.code).nodes(self.0.documents.iter().map(|d| d.hash())).finish()
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_says_what_every_part_means() {
        let schema = serde_json::to_value(super::edition_schema()).unwrap();
        for part in ["Document", "Provision", "Definition"] {
            let properties = schema["$defs"][part]["properties"].as_object().unwrap();
            assert!(!properties.is_empty() && properties.values().all(|p| p.get("description").is_some()), "{part}");
        }
    }
}
