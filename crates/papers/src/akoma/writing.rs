//! Writes a document of a Code, and the cover of an edition.

use std::sync::Arc;

use legaltext::graph::{Graph, Part, Place};
use legaltext::{Citation, Definition, Document, DocumentId, DocumentKind, Edition, Provision, ProvisionId, Words};

use super::inline::{self, Text};
use super::marks::{self, Marks};
use super::meta::{Head, Meta};
use super::naming::{Given, component, eid_of_document, labels_below, level_of, level_of_document, segment, wid};
use super::xml::Xml;

/// What a reader is told where words are not held.
pub(super) const UNHELD: &str = "[The words of this provision are not held.]";

/// One document of an edition as Akoma Ntoso 3.0; see [`Writer::document`]. Who writes several documents of an edition makes a
/// [`Writer`] once.
pub fn write_document(edition: &Edition, id: &DocumentId, meta: &Meta) -> Option<String> {
    edition.document(id)?;
    Writer::new(edition).document(id, meta)
}

/// Writes the documents of an edition. It knows what every reference leads to and every term means.
#[derive(Debug, Clone)]
pub struct Writer {
    graph: Graph,
}

impl Writer {
    /// For an edition.
    pub fn new(edition: &Edition) -> Writer {
        Writer { graph: Graph::of(edition) }
    }

    /// For another edition of the same Code: what stayed the same is not read again.
    #[must_use]
    pub fn after(&self, edition: &Edition) -> Writer {
        Writer { graph: self.graph.after(edition) }
    }

    /// One document as Akoma Ntoso 3.0: an `act` whose one outermost element is the Section, Schedule, Appendix or Annex.
    /// None when the edition has no such document.
    ///
    /// References that lead to one place of the edition are links, within the file by `eId`, to another document by its
    /// address on the same day; defined terms are marked where they are used. Words that are not held have
    /// `status="unknown"`.
    pub fn document(&self, id: &DocumentId, meta: &Meta) -> Option<String> {
        let edition = self.graph.edition();
        let document = edition.document(id)?;
        let mut given = Given::default();
        let address = meta.address(edition.code());
        let marks = Marks::of(&self.graph, document, &address, &mut given);
        let mut xml = Xml::begin(16 * 1024);
        xml.start("act", &[("name", document.kind().slug()), ("contains", contains(meta))]);
        Head { code: edition.code(), document: Some(document), marks: &marks }.write(&mut xml, meta, &mut given);
        let mut body = Body { document, marks, given, xml, quoted: None };
        body.write();
        Some(body.xml.finish())
    }
}

/// The cover of an edition: an `act` whose body names each Section as a component, with the other documents as
/// attachments. With the files of its documents beside it, `section_D.xml` and so on, it is an Akoma Ntoso package
/// (naming convention, 4.8.3).
pub fn write_cover(edition: &Edition, meta: &Meta) -> String {
    write_cover_of(edition, meta, &|id| format!("{}.xml", component(id)))
}

/// The cover of an edition whose files stand where `file` says: documents that did not change keep an earlier file.
pub fn write_cover_of(edition: &Edition, meta: &Meta, file: &dyn Fn(&DocumentId) -> String) -> String {
    let mut given = Given::default();
    let mut xml = Xml::begin(4 * 1024);
    xml.start("act", &[("name", "code"), ("contains", contains(meta))]);
    Head { code: edition.code(), document: None, marks: &Marks::default() }.write(&mut xml, meta, &mut given);
    let (sections, attached): (Vec<_>, Vec<_>) =
        edition.documents().iter().partition(|document| document.kind() == DocumentKind::Section);
    xml.start("body", &[]);
    for (index, document) in sections.iter().enumerate() {
        let (file, name) = (file(document.id()), name_of(document));
        xml.empty("componentRef", &[("eId", &format!("cref_{}", index + 1)), ("src", &file), ("showAs", &name)]);
    }
    if sections.is_empty() {
        xml.start("hcontainer", &[("name", "empty"), ("eId", "hcontainer_1")]);
        xml.start("content", &[("eId", "hcontainer_1__content")]);
        xml.empty("p", &[]);
        xml.end();
        xml.end();
    }
    xml.end();
    if !attached.is_empty() {
        xml.start("attachments", &[]);
        for (index, document) in attached.iter().enumerate() {
            let (own, file) = (format!("att_{}", index + 1), file(document.id()));
            xml.start("attachment", &[("eId", &own)]);
            let attributes = [("eId", format!("{own}__dref_1")), ("href", file), ("showAs", name_of(document))];
            xml.empty("documentRef", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())));
            xml.end();
        }
        xml.end();
    }
    xml.finish()
}

fn contains(meta: &Meta) -> &'static str {
    if meta.changes.is_empty() && meta.begins == meta.in_force { "originalVersion" } else { "singleVersion" }
}

/// `Section D: Modification Process`.
fn name_of(document: &Document) -> String {
    match document.title() {
        "" => document.id().printed(),
        title => format!("{}: {title}", document.id().printed()),
    }
}

/// Writes the provisions of a document.
pub(super) struct Body<'a> {
    pub(super) document: &'a Document,
    pub(super) marks: Marks,
    pub(super) given: Given,
    pub(super) xml: Xml,
    /// Where the provisions are quoted in another file: what their identifiers begin with there, and what they begin with in
    /// their own document. Their `wId` is then the `eId` that they are to have (naming convention, 5.5.3.3).
    pub(super) quoted: Option<(String, String)>,
}

impl Body<'_> {
    fn write(&mut self) {
        let document = self.document;
        let id = document.id();
        let own = eid_of_document(id);
        let level = level_of_document(id.kind());
        let name = if level.element == "hcontainer" { ("name", id.kind().slug()) } else { ("", "") };
        self.xml.start("body", &[]);
        self.xml.start(level.element, &[name, ("eId", &own)]);
        self.xml.line("num", &[], |xml| xml.text(&id.printed()));
        if !document.title().is_empty() {
            self.xml.line("heading", &[], |xml| xml.text(document.title()));
        }
        let root = Place::of(Citation::of_document(id));
        for definition in document.opening_definitions() {
            self.definition(definition, &root, &own);
        }
        for provision in document.provisions() {
            self.provision(provision, &root, &own, 0);
        }
    }

    fn wid(&self, id: &ProvisionId, own: &str) -> String {
        match &self.quoted {
            Some((here, there)) => own.replacen(here, there, 1),
            None => wid(id),
        }
    }

    pub(super) fn provision(&mut self, provision: &Provision, above: &Place, prefix: &str, labels: usize) {
        let number = provision.number();
        let here = marks::below(above, provision);
        let own = self.given.once(format!("{prefix}__{}", segment(number, labels)));
        if let Some(heading) = provision.heading() {
            let crossing = self.given.counted(prefix, "crossHeading");
            self.xml.line("crossHeading", &[("eId", &crossing)], |xml| xml.text(heading));
        }
        let status = if provision.is_held() { ("", "") } else { ("status", "unknown") };
        let class = if provision.is_not_used() { ("class", "not-used") } else { ("", "") };
        let level = level_of(number, labels);
        self.xml.start(level.element, &[("eId", &own), ("wId", &self.wid(provision.id(), &own)), status, class]);
        self.xml.line("num", &[], |xml| xml.text(number.as_str()));
        let heading = match provision.words() {
            Words::Held { .. } => provision.caption().unwrap_or(""),
            Words::Unheld { heading } => heading,
        };
        if !heading.is_empty() {
            self.xml.line("heading", &[], |xml| xml.text(heading));
        }
        let parts =
            Parts { words: provision.words(), children: provision.children(), definitions: provision.definitions() };
        self.below(&parts, &here, &own, labels_below(provision, labels), None);
        self.xml.end();
    }

    pub(super) fn definition(&mut self, definition: &Definition, above: &Place, prefix: &str) {
        let own = self.given.counted(prefix, "hcontainer");
        let here = Place::of_term(above.at.clone(), definition.term());
        let refers = self.marks.listed(&here).map(|id| format!("#{id}")).unwrap_or_default();
        let refers_to = if refers.is_empty() { ("", "") } else { ("refersTo", refers.as_str()) };
        let held = matches!(definition.words(), Words::Held { .. });
        let status = if held { ("", "") } else { ("status", "unknown") };
        let attributes =
            [("name", "definition"), ("eId", &own), ("wId", &self.wid(definition.id(), &own)), refers_to, status];
        self.xml.start("hcontainer", &attributes);
        let opening = |xml: &mut Xml| {
            xml.text("\u{201c}");
            xml.inline("def", &[refers_to], |xml| xml.text(definition.term()));
            xml.text("\u{201d}");
        };
        let parts = Parts { words: definition.words(), children: definition.children(), definitions: &[] };
        self.below(&parts, &here, &own, 0, Some(&opening));
        self.xml.end();
    }

    /// Words, list, closing words, definitions, clauses: in the order in which a Code prints them.
    fn below(&mut self, parts: &Parts<'_>, here: &Place, own: &str, labels: usize, opening: Option<&dyn Fn(&mut Xml)>) {
        let (lead_in, tail) = match parts.words {
            Words::Held { lead_in, tail } => (lead_in.as_str(), tail.as_str()),
            Words::Unheld { .. } => ("", ""),
        };
        let held = matches!(parts.words, Words::Held { .. });
        if parts.children.is_empty() && parts.definitions.is_empty() {
            self.xml.start("content", &[("eId", &format!("{own}__content"))]);
            if held {
                self.words(lead_in, (here, Part::LeadIn), own, opening);
            } else {
                self.xml.line("p", &[], |xml| {
                    if let Some(open) = opening {
                        open(xml);
                        xml.text(" ");
                    }
                    xml.inline("remark", &[("status", "editorial")], |xml| xml.text(UNHELD));
                });
            }
            self.xml.end();
            return;
        }
        if !lead_in.is_empty() || opening.is_some() {
            self.xml.start("intro", &[("eId", &format!("{own}__intro"))]);
            self.words(lead_in, (here, Part::LeadIn), own, opening);
            self.xml.end();
        }
        let list = parts.children.iter().take_while(|child| child.number().is_label()).count();
        let (listed, after) = parts.children.split_at_checked(list).unwrap_or((&[], &[]));
        for child in listed {
            self.provision(child, here, own, labels);
        }
        let last = after.is_empty() && parts.definitions.is_empty();
        if !last {
            self.closing(tail, here, own);
        }
        for definition in parts.definitions {
            self.definition(definition, here, own);
        }
        for child in after {
            self.provision(child, here, own, labels);
        }
        if last && !tail.is_empty() {
            self.xml.start("wrapUp", &[("eId", &format!("{own}__wrapup"))]);
            self.words(tail, (here, Part::Tail), own, None);
            self.xml.end();
        }
    }

    /// Closing words of a list that is not the last thing in its clause: `wrapUp` may only stand last.
    fn closing(&mut self, tail: &str, here: &Place, prefix: &str) {
        if tail.is_empty() {
            return;
        }
        let own = self.given.counted(prefix, "hcontainer");
        self.xml.start("hcontainer", &[("name", "wrapUp"), ("eId", &own)]);
        self.xml.start("content", &[("eId", &format!("{own}__content"))]);
        self.words(tail, (here, Part::Tail), &own, None);
        self.xml.end();
        self.xml.end();
    }

    fn words(&mut self, words: &str, (here, part): (&Place, Part), own: &str, opening: Option<&dyn Fn(&mut Xml)>) {
        if words.is_empty() && opening.is_none() {
            self.xml.empty("p", &[]);
            return;
        }
        let text = Text { words, marks: self.marks.within(here, part), eid: own };
        inline::blocks(&mut self.xml, text, &mut self.given, opening);
    }
}

/// What a provision or a definition is made of.
struct Parts<'a> {
    words: &'a Words,
    children: &'a [Arc<Provision>],
    definitions: &'a [Arc<Definition>],
}
