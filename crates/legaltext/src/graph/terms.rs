//! Defined terms at an edition: where each is defined, for which part of the Code, and where words use it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::citation::Citation;
use crate::definition::Definition;
use crate::document::Document;
use crate::document_id::{DocumentId, DocumentKind};
use crate::edition::Edition;
use crate::hash::Hash;
use crate::references::{Announced, Way, scan};
use crate::vocabulary::{Hit, Vocabulary, defining_ranges, may_define};

use super::place::Place;
use super::standing::{Standing, Step, walk};

/// How a term is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// In a list of definitions.
    Listed,
    /// In the words of a clause: `(the "Plan")`, or `"Plan" means …`.
    Inline,
}

/// The part of the Code in which a definition counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole Code.
    Code,
    /// One document: an Appendix's own definitions, or a Section's that say `in this Section`.
    Document(DocumentId),
    /// A provision and what stands below it: `in this Clause`.
    Below(Citation),
}

/// One definition of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defined {
    /// The term as defined.
    pub term: Arc<str>,
    /// Where: for a listed one the place of the definition, for one in a clause's words that clause.
    pub place: Place,
    /// The document that defines it.
    pub document: DocumentId,
    /// Listed, or in a clause's words.
    pub how: How,
    /// Where it counts.
    pub scope: Scope,
}

/// One use of a defined term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The term as defined, also when the words have it in the plural.
    pub term: Arc<str>,
    /// The definition that counts where the text stands.
    pub definition: Arc<Defined>,
}

/// Every defined term of an edition. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Terms {
    documents: Vec<Arc<OfDocument>>,
    pub(super) vocabulary: Arc<Vocabulary>,
    by_term: Arc<BTreeMap<Arc<str>, Vec<Arc<Defined>>>>,
}

/// What one document defines. Kept from one edition to the next when its words are the same.
#[derive(Debug)]
struct OfDocument {
    id: DocumentId,
    hash: Hash,
    defined: Vec<Arc<Defined>>,
}

impl Terms {
    /// The terms of an edition.
    pub fn of(edition: &Edition) -> Terms {
        Terms::build(edition, None)
    }

    /// The terms of another edition of the same Code: documents with the same words are not read again.
    #[must_use]
    pub fn after(&self, edition: &Edition) -> Terms {
        Terms::build(edition, Some(self))
    }

    fn build(edition: &Edition, earlier: Option<&Terms>) -> Terms {
        let known = |d: &Document| {
            let documents = &earlier?.documents;
            documents.iter().find(|k| k.hash == d.hash() && k.id == *d.id()).cloned()
        };
        let read = |d: &Arc<Document>| known(d).unwrap_or_else(|| Arc::new(OfDocument::read(d)));
        let documents: Vec<_> = edition.documents().iter().map(read).collect();
        let mut by_term: BTreeMap<Arc<str>, Vec<Arc<Defined>>> = BTreeMap::new();
        for defined in documents.iter().flat_map(|d| &d.defined) {
            by_term.entry(defined.term.clone()).or_default().push(defined.clone());
        }
        let vocabulary = match earlier {
            Some(earlier) if same_terms(&earlier.by_term, &by_term) => earlier.vocabulary.clone(),
            Some(earlier) => Arc::new(Vocabulary::of(by_term.keys(), Some(&earlier.vocabulary))),
            None => Arc::new(Vocabulary::of(by_term.keys(), None)),
        };
        Terms { documents, vocabulary, by_term: Arc::new(by_term) }
    }

    /// Every definition, in the order of the Code.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Defined>> {
        self.documents.iter().flat_map(|document| &document.defined)
    }

    /// Every term, each once, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.by_term.keys()
    }

    /// True when some document defines the term.
    pub fn defines(&self, term: &str) -> bool {
        self.by_term.contains_key(term)
    }

    /// Every definition of a term, letter for letter.
    pub fn definitions(&self, term: &str) -> &[Arc<Defined>] {
        self.by_term.get(term).map_or(&[], Vec::as_slice)
    }

    /// The definition of a term that counts in a document, or in a clause of it: one for that clause alone goes before
    /// the document's own list, that before one in another clause of the document, that before the Code's list.
    pub fn definition(&self, term: &str, document: &DocumentId, at: Option<&Citation>) -> Option<&Arc<Defined>> {
        let covering = self.definitions(term).iter().filter_map(|d| Some((nearness(d, document, at)?, d)));
        covering.min_by_key(|(far, _)| *far).map(|(_, defined)| defined)
    }

    /// The defined terms in words that stand in a document, or in a clause of it, from left to right. What the words
    /// themselves define, `(the "Plan")`, is no use, and a heading in brackets after a reference is none.
    pub fn uses(&self, words: &str, document: &DocumentId, at: Option<&Citation>) -> Vec<Use> {
        let mut hits = Vec::new();
        self.vocabulary.uses(words, || scan(words), &mut hits);
        let lead = |hit: &Hit| {
            let term = self.vocabulary.term(hit.term)?;
            let definition = self.definition(term, document, at)?.clone();
            Some(Use { range: hit.start as usize..hit.end as usize, term: term.clone(), definition })
        };
        hits.iter().filter_map(lead).collect()
    }
}

fn same_terms<V, W>(one: &BTreeMap<Arc<str>, V>, other: &BTreeMap<Arc<str>, W>) -> bool {
    one.len() == other.len() && one.keys().all(|term| other.contains_key(term))
}

/// How far a definition is from a place, the nearest 0; none when it does not count there.
fn nearness(defined: &Defined, document: &DocumentId, at: Option<&Citation>) -> Option<usize> {
    let own = defined.document == *document;
    match (&defined.scope, defined.how) {
        (Scope::Below(above), _) => {
            let at = at?;
            // The deeper the provision, the nearer.
            let depth = above.labels().len() + above.number().map_or(0, |n| n.as_str().matches('.').count() + 1);
            at.is_within(above).then(|| 20_usize.saturating_sub(depth))
        }
        (Scope::Document(of), How::Listed) => (of == document).then_some(22),
        (Scope::Document(of), How::Inline) => {
            let same_clause = at.is_some_and(|at| at.clause() == defined.place.at.clause());
            (of == document).then_some(if same_clause { 21 } else { 23 })
        }
        (Scope::Code, How::Listed) => Some(if own { 24 } else { 25 }),
        (Scope::Code, How::Inline) => Some(if own { 26 } else { 27 }),
    }
}

impl OfDocument {
    fn read(document: &Document) -> OfDocument {
        let mut defined = Vec::new();
        walk(document, &mut |standing, step| {
            match step {
                Step::Definition(definition) => defined.push(listed(standing, definition)),
                Step::Provision(_) => {}
            }
            let (lead_in, tail) = step.texts();
            for words in [lead_in, tail].into_iter().filter(|words| may_define(words)) {
                for (term, _) in defining_ranges(words) {
                    defined.push(inline(standing, words, term));
                }
            }
            true
        });
        OfDocument {
            id: document.id().clone(),
            hash: document.hash(),
            defined: defined.into_iter().map(Arc::new).collect(),
        }
    }
}

fn listed(standing: &Standing<'_>, definition: &Definition) -> Defined {
    let place = standing.place();
    let holder = standing.steps.iter().rev().find_map(|step| match step {
        Step::Provision(provision) => Some(provision.lead_in()),
        Step::Definition(_) => None,
    });
    let document = standing.document.id().clone();
    let by_kind = match document.kind() {
        DocumentKind::Section => Scope::Code,
        DocumentKind::Schedule | DocumentKind::Appendix | DocumentKind::Annex => Scope::Document(document.clone()),
    };
    let scope = holder.and_then(|words| said_scope(words, standing, &place.at)).unwrap_or(by_kind);
    Defined { term: definition.term().into(), place, document, how: How::Listed, scope }
}

fn inline(standing: &Standing<'_>, words: &str, term: String) -> Defined {
    let place = standing.place();
    let document = standing.document.id().clone();
    let scope = said_scope(words, standing, &place.at).filter(|scope| *scope != Scope::Code);
    let scope = scope.unwrap_or_else(|| Scope::Document(document.clone()));
    Defined { term: term.into(), place, document, how: How::Inline, scope }
}

/// The scope that the words say at their head: `In this Code`, `For the purposes of this Section D10`, `In this Clause`.
fn said_scope(words: &str, standing: &Standing<'_>, at: &Citation) -> Option<Scope> {
    let head = words.split([':', '.']).next().unwrap_or(words);
    let opens = ["In ", "in ", "For the purpose", "for the purpose", "Within ", "Throughout "];
    let place = opens.iter().filter_map(|open| head.find(open)).min()?;
    let said = head.get(place..)?;
    let said: String = said.chars().take(80).collect();
    if said.contains("this Code") {
        return Some(Scope::Code);
    }
    let document = standing.document.id();
    let scanned = scan(&said);
    if let Some(group) =
        scanned.references.iter().find(|r| said.get(..r.range.start).is_some_and(|b| b.ends_with("this ")))
    {
        let citation = group.citation.in_document(document);
        let own = citation.document_id().as_ref() == Some(document);
        return own
            .then(|| if citation.is_document() { Scope::Document(document.clone()) } else { Scope::Below(citation) });
    }
    let pointing = scanned.pointings.iter().find(|p| p.way == Way::This)?;
    match pointing.kind {
        Announced::Section | Announced::Document(_) => Some(Scope::Document(document.clone())),
        Announced::Clause => Some(Scope::Below(at.clause())),
        Announced::Paragraph | Announced::SubParagraph => Some(Scope::Below(at.clone())),
        Announced::Bare | Announced::Law => None,
    }
}
