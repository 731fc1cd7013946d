//! One document of a Code: a Section, Schedule, Appendix or Annex.

mod marks;
mod order;
mod places;

use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::definition::Definition;
use crate::document_id::{DocumentId, DocumentKind};
use crate::hash::{Hash, Hasher};
use crate::number::Number;
use crate::provision::Provision;
use crate::wording::one_line;

use marks::Marks;
use places::Places;

/// What a document is made from. Build one of these, then [`Document::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Document")]
pub struct DocumentParts {
    /// Which document.
    pub id: DocumentId,
    /// Its official title, without the letter.
    pub title: String,
    /// Its own version as printed, when the Code gives each document one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Definitions that stand before the first provision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<crate::definition::DefinitionParts>")]
    pub definitions: Vec<Arc<Definition>>,
    /// The top provisions, in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<crate::provision::ProvisionParts>")]
    pub provisions: Vec<Arc<Provision>>,
}

/// One document of a Code. Never changed in place.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "DocumentParts", into = "DocumentParts")]
pub struct Document {
    parts: DocumentParts,
    hash: OnceLock<Hash>,
    places: OnceLock<Places>,
    marks: marks::Kept,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Document {}

impl From<DocumentParts> for Document {
    fn from(parts: DocumentParts) -> Self {
        Document::new(parts)
    }
}

impl From<Document> for DocumentParts {
    fn from(document: Document) -> Self {
        document.parts
    }
}

impl Document {
    /// Makes the document.
    pub fn new(mut parts: DocumentParts) -> Document {
        parts.title = one_line(&parts.title);
        parts.version = parts.version.map(|v| one_line(&v)).filter(|v| !v.is_empty());
        Document { parts, hash: OnceLock::new(), places: OnceLock::new(), marks: marks::Kept::default() }
    }

    /// Changes the provisions that stand at its top, and what is below them. `at` is the place of the one that changes or
    /// comes when it is one alone, counted after the change.
    pub(crate) fn change_provisions(&mut self, at: Option<usize>, change: impl FnOnce(&mut Vec<Arc<Provision>>)) {
        change(&mut self.parts.provisions);
        self.marks.provision_changed(at, self.parts.provisions.len());
        self.forget();
    }

    /// Changes the definitions at its head; `at` is the place of the one that changes or comes, counted after the change.
    pub(crate) fn change_definitions(&mut self, at: usize, change: impl FnOnce(&mut Vec<Arc<Definition>>)) {
        change(&mut self.parts.definitions);
        self.marks.definition_changed(at, self.parts.definitions.len());
        self.forget();
    }

    /// Gives it another title.
    pub(crate) fn retitle(&mut self, title: &str) {
        self.parts.title = one_line(title);
        self.forget();
    }

    /// What was found before a change counts no more.
    fn forget(&mut self) {
        (self.hash, self.places) = (OnceLock::new(), OnceLock::new());
    }

    /// A copy of what it is made from; what lies below is shared.
    pub fn to_parts(&self) -> DocumentParts {
        self.parts.clone()
    }

    /// Which document: `section-d`.
    pub fn id(&self) -> &DocumentId {
        &self.parts.id
    }

    /// Section, Schedule, Appendix or Annex.
    pub fn kind(&self) -> DocumentKind {
        self.parts.id.kind()
    }

    /// Its letter: `D`.
    pub fn letter(&self) -> &str {
        self.parts.id.letter()
    }

    /// Its official title, without the letter.
    pub fn title(&self) -> &str {
        &self.parts.title
    }

    /// Its own version as printed: `9.0`.
    pub fn version(&self) -> Option<&str> {
        self.parts.version.as_deref()
    }

    /// The top provisions, in printed order.
    pub fn provisions(&self) -> &[Arc<Provision>] {
        &self.parts.provisions
    }

    /// The definitions that stand before the first provision.
    pub fn opening_definitions(&self) -> &[Arc<Definition>] {
        &self.parts.definitions
    }

    /// Every listed definition of the document, wherever it stands, with the provision that lists it.
    pub fn definitions(&self) -> Vec<(Option<&Provision>, &Arc<Definition>)> {
        let mut found: Vec<_> = self.parts.definitions.iter().map(|d| (None, d)).collect();
        self.each(&mut |_, provision| found.extend(provision.definitions().iter().map(|d| (Some(provision), d))));
        found
    }

    /// The hash of title and words; version (a label, not words) and identities are outside it. Taken once, then kept.
    pub fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| {
            let hasher = Hasher::new("document").text(&self.parts.id.to_string()).text(&self.parts.title);
            let hasher = hasher.nodes(self.parts.definitions.iter().map(|d| d.hash()));
            hasher.nodes(self.parts.provisions.iter().map(|p| p.hash())).finish()
        })
    }

    /// How many clauses and definitions a redline counts in it, and its head.
    pub(crate) fn units(&self) -> usize {
        1 + self.parts.definitions.len() + self.parts.provisions.iter().map(|p| p.units()).sum::<usize>()
    }

    /// True when the words of any provision are not held.
    pub fn has_unheld(&self) -> bool {
        self.parts.provisions.iter().any(|p| p.has_unheld())
    }

    /// The provision cited, when the citation is of this document (or names none).
    pub fn find(&self, citation: &Citation) -> Option<&Provision> {
        self.trail(citation)?.pop()
    }

    /// The provisions from the top of the document down to the one cited, that one last.
    pub fn trail(&self, citation: &Citation) -> Option<Vec<&Provision>> {
        if citation.document_id().is_some_and(|d| d != self.parts.id) {
            return None;
        }
        let mut trail = Vec::new();
        let mut level = self.provisions();
        for number in number_path(citation.number()?) {
            // A group that the document does not print (D10 when only D10.1 to D10.9 stand there) has no level of its own.
            if let Some(next) = level.iter().find(|p| *p.number() == number) {
                level = next.children();
                trail.push(next.as_ref());
            }
        }
        if trail.last().is_none_or(|p| Some(p.number()) != citation.number()) {
            return None;
        }
        for label in citation.labels() {
            let next = level.iter().find(|p| p.number() == label)?;
            level = next.children();
            trail.push(next.as_ref());
        }
        Some(trail)
    }

    /// Where each of its provisions stands, by identity. Found once, then kept; editions share it with the document.
    pub(crate) fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self))
    }

    /// Marks of all that its words cite. Found once, then kept while it is amended.
    pub(crate) fn marks(&self) -> &Marks {
        self.marks.of(self)
    }

    /// True when [`Document::marks`] is the way to look for a number; false when one look at the text costs less than to read
    /// all that it cites. Ask once for each search: asked often enough it says true.
    pub(crate) fn marks_pay(&self) -> bool {
        self.marks.pays()
    }

    /// Visits every provision in printed order with its citation.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&Citation, &'a Provision)) {
        let root = Citation::of_document(&self.parts.id);
        for provision in self.provisions() {
            each_below(&root, provision, visit);
        }
    }
}

fn each_below<'a>(above: &Citation, provision: &'a Provision, visit: &mut dyn FnMut(&Citation, &'a Provision)) {
    let here = above.child(provision.number());
    visit(&here, provision);
    for child in provision.children() {
        each_below(&here, child, visit);
    }
}

/// The numbers above a clause by its form, topmost first, the clause's own last: `3`, `3.2`, `3.2.4`.
pub(crate) fn number_path(number: &Number) -> Vec<Number> {
    let mut path = vec![number.clone()];
    while let Some(above) = path.last().and_then(Number::parent) {
        path.push(above);
    }
    path.reverse();
    path
}
