//! Identifiers and addresses by the Akoma Ntoso Naming Convention 1.0 (OASIS, 21 February 2019).
//!
//! An element's `eId` is the path of elements and numbers above it: `sec_D__cl_D10__subcl_D10-22__para_a`. It says where a
//! provision stands today. Its `wId` says who it is: an identity of its own that no edition changes, which the convention
//! calls that of an ur-expression (5.5.2) and writes with the element's name left open: `elm_` and the lasting identity.

use std::collections::HashMap;

use jiff::civil::Date;
use legaltext::{Citation, Document, DocumentId, DocumentKind, Number, Provision, ProvisionId};

/// The mark before a lasting identity in a `wId`.
pub(super) const LASTING: &str = "elm_";

/// An element of the hierarchy and the word that stands for it in an `eId` (naming convention, 5.4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// The element's name.
    pub(super) element: &'static str,
    /// Its abbreviation, or its name where the convention has no abbreviation.
    pub(super) abbreviation: &'static str,
}

const fn level(element: &'static str, abbreviation: &'static str) -> Level {
    Level { element, abbreviation }
}

/// The element that a document as a whole is: a Section is one by name, the others have no element of their own.
pub(super) fn level_of_document(kind: DocumentKind) -> Level {
    match kind {
        DocumentKind::Section => level("section", "sec"),
        DocumentKind::Schedule | DocumentKind::Appendix | DocumentKind::Annex => level("hcontainer", "hcontainer"),
    }
}

/// The element of a provision: by the parts of its number, or for a label by the labels above it.
pub(super) fn level_of(number: &Number, labels_above: usize) -> Level {
    match (number.is_label(), labels_above) {
        (false, _) if number.parent().is_none() => level("clause", "cl"),
        (false, _) => level("subclause", "subcl"),
        (true, 0) => level("paragraph", "para"),
        (true, 1) => level("subparagraph", "subpara"),
        (true, 2) => level("point", "point"),
        (true, _) => level("indent", "indent"),
    }
}

/// A printed number as an `eId` writes it: no brackets, hyphens for full stops. `(a)` is `a`, `D10.22` is `D10-22`.
fn plain(number: &Number) -> String {
    number.as_str().trim_matches(['(', ')']).replace('.', "-")
}

/// The `eId` of a document's outermost element: `sec_D`, `hcontainer_AG`.
pub(super) fn eid_of_document(id: &DocumentId) -> String {
    format!("{}_{}", level_of_document(id.kind()).abbreviation, id.letter())
}

/// The last part of a provision's `eId`.
pub(super) fn segment(number: &Number, labels_above: usize) -> String {
    format!("{}_{}", level_of(number, labels_above).abbreviation, plain(number))
}

/// The `eId` of a provision of a document, or of the document's outermost element when the citation names no number.
/// None when the provision is not there.
pub fn eid(document: &Document, citation: &Citation) -> Option<String> {
    let mut id = eid_of_document(document.id());
    if citation.number().is_none() {
        return (citation.document_id().as_ref() == Some(document.id()) && citation.labels().is_empty()).then_some(id);
    }
    let mut labels = 0;
    for provision in document.trail(citation)? {
        id.push_str("__");
        id.push_str(&segment(provision.number(), labels));
        labels = labels_below(provision, labels);
    }
    Some(id)
}

/// How many labels stand above what is below a provision.
pub(super) fn labels_below(provision: &Provision, labels_above: usize) -> usize {
    if provision.number().is_label() { labels_above + 1 } else { 0 }
}

/// The `wId` of a lasting identity.
pub(super) fn wid(id: &ProvisionId) -> String {
    format!("{LASTING}{id}")
}

/// The identifiers given so far in one document. Of two elements that would have the same one, the later gets a count.
#[derive(Debug, Default)]
pub(super) struct Given {
    taken: HashMap<String, usize>,
}

impl Given {
    /// The identifier itself when it is free, else with the first count that makes it so.
    pub(super) fn once(&mut self, wanted: String) -> String {
        let mut count = self.taken.get(&wanted).copied().unwrap_or(0) + 1;
        if count == 1 {
            self.taken.insert(wanted.clone(), 1);
            return wanted;
        }
        loop {
            let tried = format!("{wanted}_{count}");
            if !self.taken.contains_key(&tried) {
                self.taken.insert(wanted, count);
                self.taken.insert(tried.clone(), 1);
                return tried;
            }
            count += 1;
        }
    }

    /// The identifier of an element that carries no number: counted within the element above it.
    pub(super) fn counted(&mut self, above: &str, element: &str) -> String {
        let group = format!("{above}__{element}");
        let mut count = self.taken.get(&group).copied().unwrap_or(0) + 1;
        loop {
            let tried = format!("{group}_{count}");
            if !self.taken.contains_key(&tried) {
                self.taken.insert(group, count);
                self.taken.insert(tried.clone(), 1);
                return tried;
            }
            count += 1;
        }
    }
}

/// A word for an address or identifier: letters and digits of the text in small letters, hyphens between.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "unnamed".to_owned() } else { out.to_owned() }
}

/// The addresses of a Code's work and of one expression of it (naming convention, 4.5 to 4.8).
///
/// A Code is one work, and its Sections, Schedules, Appendices and Annexes are its components:
/// `/akn/gb/act/industry-code/2013-09-23/sec/eng@2024-02-29/!section_D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    work: String,
    expression: String,
}

impl Address {
    /// The addresses of a Code that began on one day, in its words of another; `code` is its short name.
    pub fn of_code(country: &str, code: &str, begins: Date, in_force: Date) -> Address {
        Address::new(format!("/akn/{}/act/industry-code/{begins}/{}", slug(country), slug(code)), in_force)
    }

    /// The addresses of a legal text that came, or is to come, into force on a day: a bill to amend the Code.
    pub fn of_legal_text(country: &str, code: &str, proposal: &str, in_force: Date) -> Address {
        let (country, code, proposal) = (slug(country), slug(code), slug(proposal));
        Address::new(format!("/akn/{country}/bill/legal-text/{code}/{}/{proposal}", in_force.year()), in_force)
    }

    fn new(work: String, day: Date) -> Address {
        Address { expression: format!("{work}/eng@{day}"), work }
    }

    /// The work: the same on every day.
    pub fn work(&self) -> &str {
        &self.work
    }

    /// The expression: the words in one language on one day.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// One document of the work or expression: its address with the component's name.
    pub fn component(whole: &str, document: &DocumentId) -> String {
        format!("{whole}/!{}", component(document))
    }

    /// One element of a document in the work, on whatever day.
    pub(super) fn portion_of_work(&self, document: &DocumentId, eid: &str) -> String {
        format!("{}~{eid}", Address::component(&self.work, document))
    }

    /// One element of a document in the expression.
    pub(super) fn portion(&self, document: &DocumentId, eid: &str) -> String {
        format!("{}~{eid}", Address::component(&self.expression, document))
    }
}

/// The name of a document as a component: `section_D`, `appendix_AG`. Its file has the same name.
pub fn component(document: &DocumentId) -> String {
    format!("{}_{}", document.kind().slug(), document.letter())
}

/// Reads [`component`] back.
pub(super) fn document_of_component(name: &str) -> Option<DocumentId> {
    let (kind, letter) = name.split_once('_')?;
    format!("{kind}-{}", letter.to_lowercase()).parse().ok()
}
