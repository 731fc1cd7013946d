//! What the words of a document refer to, which terms they use and which they define: found once for the document, by the
//! same graph that finds dangling references and unused terms.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use legaltext::graph::{Defined, Graph, How, Part, Place, Scope};
use legaltext::{Citation, Document, DocumentId, Provision, inline_definitions};

use super::naming::{Address, Given, component, eid, slug};

/// A run of words that is more than words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it stands in its text, in bytes.
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// What a run of words is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A reference, with the address that it leads to.
    Reference(String),
    /// A use of a term, with the identifier of the term.
    Use(String),
    /// The definition of a term, with its identifier.
    Definition(String),
}

/// A term that a document uses or defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Its identifier in the file.
    pub(super) id: String,
    /// As defined.
    pub(super) term: Arc<str>,
    /// The document whose own it is; none for a term of the whole Code.
    pub(super) local: Option<DocumentId>,
}

/// A term and the place of its definition.
type Known = (Arc<str>, String);

/// A term in the words of a place.
struct Found {
    place: Place,
    part: Part,
    range: Range<usize>,
    definition: Arc<Defined>,
    /// True where the words define the term.
    defines: bool,
}

/// The marks of a document.
#[derive(Debug, Default)]
pub(super) struct Marks {
    texts: HashMap<(Place, Part), Vec<Mark>>,
    terms: BTreeMap<Known, Term>,
}

impl Marks {
    /// The references alone, of words that are quoted in another file: each link names the document.
    pub(super) fn links(graph: &Graph, document: &Document, address: &Address) -> Marks {
        let mut marks = Marks::default();
        marks.references(graph, document, address, false);
        marks.in_order()
    }

    /// The references and the terms; links within the document stay within the file.
    pub(super) fn of(graph: &Graph, document: &Document, address: &Address, given: &mut Given) -> Marks {
        let mut marks = Marks::default();
        marks.references(graph, document, address, true);
        let mut defined: Vec<Found> = Vec::new();
        each_text(document, &mut |place, part, words| {
            let at = Some(&place.at).filter(|at| at.number().is_some());
            for used in graph.terms().uses(words, document.id(), at) {
                let (range, definition) = (used.range, used.definition);
                defined.push(Found { place: place.clone(), part, range, definition, defines: false });
            }
            for inline in inline_definitions(words) {
                let start = words.get(inline.range.clone()).and_then(|bracket| bracket.find(&inline.term));
                let own = graph
                    .terms()
                    .definitions(&inline.term)
                    .iter()
                    .find(|d| d.how == How::Inline && d.place.at == place.at);
                if let (Some(start), Some(own)) = (start, own) {
                    let start = inline.range.start + start;
                    let (range, definition) = (start..start + inline.term.len(), own.clone());
                    defined.push(Found { place: place.clone(), part, range, definition, defines: true });
                }
            }
        });
        let listed = graph.terms().all().filter(|d| d.document == *document.id() && d.how == How::Listed);
        listed.for_each(|own| marks.know(own));
        defined.iter().for_each(|found| marks.know(&found.definition));
        for term in marks.terms.values_mut() {
            term.id = given.once(format!("term-{}", slug(&term.term)));
        }
        for found in defined {
            let Some(id) = marks.terms.get(&known(&found.definition)).map(|term| term.id.clone()) else { continue };
            let what = if found.defines { What::Definition(id) } else { What::Use(id) };
            marks.texts.entry((found.place, found.part)).or_default().push(Mark { range: found.range, what });
        }
        marks.in_order()
    }

    /// From left to right. Of two that overlap the one that begins first and reaches further stands.
    fn in_order(mut self) -> Marks {
        for text in self.texts.values_mut() {
            text.sort_by_key(|mark| (mark.range.start, usize::MAX - mark.range.end));
            let mut end = 0;
            text.retain(|mark| {
                let free = mark.range.start >= end;
                end = end.max(mark.range.end);
                free
            });
        }
        self
    }

    fn references(&mut self, graph: &Graph, document: &Document, address: &Address, own_links: bool) {
        for cited in graph.references_from(&Citation::of_document(document.id())) {
            let Some(target) = cited.resolution.target().filter(|target| target.place.term.is_none()) else { continue };
            let Some(href) = href(graph, document, &target.place.at, address, own_links) else { continue };
            let mark = Mark { range: cited.reference.range, what: What::Reference(href) };
            self.texts.entry((cited.place, cited.part)).or_default().push(mark);
        }
    }

    fn know(&mut self, defined: &Defined) {
        let local = match &defined.scope {
            Scope::Code => None,
            Scope::Document(document) => Some(document.clone()),
            Scope::Below(_) => Some(defined.document.clone()),
        };
        let term = Term { id: String::new(), term: defined.term.clone(), local };
        self.terms.insert(known(defined), term);
    }

    /// The marks in one text of a place.
    pub(super) fn within(&self, place: &Place, part: Part) -> &[Mark] {
        // A clone of the place is cheaper than a second index.
        self.texts.get(&(place.clone(), part)).map_or(&[], Vec::as_slice)
    }

    /// The identifier of a listed definition's term.
    pub(super) fn listed(&self, place: &Place) -> Option<&str> {
        let term = place.term.clone()?;
        self.terms.get(&(term, place.to_string())).map(|term| term.id.as_str())
    }

    /// Every term of the file.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.values()
    }
}

impl Term {
    /// Its address as a concept.
    pub(super) fn href(&self, country: &str, code: &str) -> String {
        let whose = self.local.as_ref().map_or_else(String::new, |document| format!("{}/", component(document)));
        format!("/akn/ontology/term/{}/{}/{whose}{}", slug(country), slug(code), slug(&self.term))
    }
}

fn known(defined: &Defined) -> Known {
    (defined.term.clone(), defined.place.to_string())
}

/// The address of a provision, or of a whole document.
fn href(graph: &Graph, from: &Document, to: &Citation, address: &Address, own_links: bool) -> Option<String> {
    let id = to.document_id()?;
    let document = graph.edition().document(&id)?;
    if id == *from.id() && own_links {
        return eid(document, to).map(|eid| format!("#{eid}"));
    }
    match to.number() {
        None => Some(Address::component(address.expression(), &id)),
        Some(_) => eid(document, to).map(|eid| address.portion(&id, &eid)),
    }
}

/// Visits every text of a document with its place.
fn each_text(document: &Document, visit: &mut dyn FnMut(&Place, Part, &str)) {
    let root = Citation::of_document(document.id());
    for definition in document.opening_definitions() {
        of_definition(&root, definition, visit);
    }
    document.each(&mut |at, provision| {
        let place = Place::of(at.clone());
        visit(&place, Part::LeadIn, provision.lead_in());
        visit(&place, Part::Tail, provision.tail());
        for definition in provision.definitions() {
            of_definition(at, definition, visit);
        }
    });
}

fn of_definition(at: &Citation, definition: &legaltext::Definition, visit: &mut dyn FnMut(&Place, Part, &str)) {
    let place = Place::of_term(at.clone(), definition.term());
    visit(&place, Part::LeadIn, definition.lead_in());
    visit(&place, Part::Tail, definition.tail());
    for child in definition.children() {
        of_paragraph(&place, child, visit);
    }
}

fn of_paragraph(above: &Place, provision: &Provision, visit: &mut dyn FnMut(&Place, Part, &str)) {
    let place = below(above, provision);
    visit(&place, Part::LeadIn, provision.lead_in());
    visit(&place, Part::Tail, provision.tail());
    for child in provision.children() {
        of_paragraph(&place, child, visit);
    }
}

/// The place of a provision below another, or below a definition.
pub(super) fn below(above: &Place, provision: &Provision) -> Place {
    if above.term.is_none() {
        return Place::of(above.at.child(provision.number()));
    }
    let mut place = above.clone();
    place.labels.push(provision.number().clone());
    place
}
