//! What a file says about itself: which work and day it is, who publishes it, what changed it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use legaltext::{Citation, Definition, Document, DocumentId, Edition, Number, Provision, ProvisionId, Words};

use super::marks::Marks;
use super::naming::{self, Address, Given, component, slug};
use super::xml::Xml;

/// What must be known about an edition besides its words. Everything is handed in: no clock is read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The Code's title: `Smart Energy Code`.
    pub title: String,
    /// The country, as ISO 3166 writes it: `gb`.
    pub country: String,
    /// The day on which the Code began: the date of the work.
    pub begins: Date,
    /// The day on which these words came into force: the date of the expression.
    pub in_force: Date,
    /// The day on which the file is written.
    pub written: Date,
    /// Who publishes the words.
    pub publisher: Organisation,
    /// The modifications that made these words, earliest first.
    pub changes: Vec<Change>,
}

impl Meta {
    /// The addresses of a Code with this short name.
    pub fn address(&self, code: &str) -> Address {
        Address::of_code(&self.country, code, self.begins, self.in_force)
    }
}

/// A body that publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its short name: `code-administrator`.
    pub id: String,
    /// Its name as printed.
    pub name: String,
}

/// A modification that changed the Code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The proposal's number: `MP167`.
    pub proposal: String,
    /// Its title; may be empty.
    pub title: String,
    /// The day on which it came into force.
    pub in_force: Date,
    /// What it did, as far as that is known.
    pub touched: Vec<Touch>,
}

/// What a modification did to one provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// What it did.
    pub kind: TouchKind,
    /// Where the provision stands now, or where it stood when it was taken away.
    pub at: Located,
    /// Where it stood before, for a provision that moved or was renumbered.
    pub was: Option<Located>,
}

/// Where a provision stands in an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// As a Code cites it.
    pub citation: Citation,
    /// Its `eId`.
    pub eid: String,
}

/// The kinds of textual modification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchKind {
    /// New words in place of old ones.
    Substitution,
    /// A new provision.
    Insertion,
    /// A provision taken away.
    Repeal,
    /// A new number, the same provision.
    Renumbering,
}

impl TouchKind {
    /// As the schema names it.
    pub(super) fn word(self) -> &'static str {
        match self {
            TouchKind::Substitution => "substitution",
            TouchKind::Insertion => "insertion",
            TouchKind::Repeal => "repeal",
            TouchKind::Renumbering => "renumbering",
        }
    }
}

/// What the head of a file needs: the document (none for the cover of a Code) and its terms.
pub(super) struct Head<'a> {
    pub(super) code: &'a str,
    pub(super) document: Option<&'a Document>,
    /// The terms that the document uses and defines.
    pub(super) marks: &'a Marks,
}

impl Head<'_> {
    /// Writes the `meta` element.
    pub(super) fn write(&self, xml: &mut Xml, meta: &Meta, given: &mut Given) {
        let address = meta.address(self.code);
        for own in ["original", "in-force"] {
            given.once(own.to_owned());
        }
        let publisher = given.once(slug(&meta.publisher.id));
        let source = format!("#{publisher}");
        let marked: Vec<Marked<'_>> = meta.changes.iter().enumerate().map(|c| Marked::new(c, given)).collect();
        xml.start("meta", &[]);
        self.identification(xml, meta, &address, &source);
        xml.empty(
            "publication",
            &[("date", &meta.in_force.to_string()), ("name", "register"), ("showAs", &meta.publisher.name)],
        );
        lifecycle(xml, meta, &marked, &source);
        if let Some(document) = self.document {
            self.passive(xml, document, meta, &marked, &source);
        }
        xml.start("temporalData", &[("source", &source)]);
        xml.start("temporalGroup", &[("eId", "tmpg_1")]);
        let start = marked.last().map_or("#eref_1".to_owned(), |last| format!("#{}", last.event));
        xml.empty("timeInterval", &[("refersTo", "#in-force"), ("start", &start)]);
        xml.end();
        xml.end();
        xml.start("references", &[("source", &source)]);
        xml.empty("original", &[("eId", "original"), ("href", address.work()), ("showAs", &meta.title)]);
        for change in &marked {
            change.reference(xml, self.code, meta);
        }
        let organisation = format!("/akn/ontology/organization/{}/{}", slug(&meta.country), slug(&meta.publisher.id));
        xml.empty("TLCOrganization", &[("eId", &publisher), ("href", &organisation), ("showAs", &meta.publisher.name)]);
        xml.empty(
            "TLCConcept",
            &[("eId", "in-force"), ("href", "/akn/ontology/concept/in-force"), ("showAs", "In force")],
        );
        for term in self.marks.terms() {
            let href = term.href(&meta.country, self.code);
            xml.empty("TLCTerm", &[("eId", &term.id), ("href", &href), ("showAs", &term.term)]);
        }
        xml.end();
        xml.end();
    }

    /// What the modifications did to this document.
    fn passive(&self, xml: &mut Xml, document: &Document, meta: &Meta, changes: &[Marked<'_>], source: &str) {
        let (code, mut given) = (self.code, Given::default());
        let here = |touch: &Touch| touch.at.citation.document_id().as_ref() == Some(document.id());
        if !changes.iter().any(|change| change.change.touched.iter().any(here)) {
            return;
        }
        xml.start("analysis", &[("source", source)]);
        xml.start("passiveModifications", &[]);
        for change in changes {
            for touch in change.change.touched.iter().filter(|touch| here(touch)) {
                let own = given.counted("pmod", touch.kind.word());
                xml.start("textualMod", &[("type", touch.kind.word()), ("eId", &own)]);
                xml.empty("source", &[("href", &format!("#{}", change.reference))]);
                xml.empty("destination", &[("href", &format!("#{}", touch.at.eid))]);
                xml.empty("force", &[("period", "#tmpg_1")]);
                if let Some(was) = &touch.was {
                    // In the expression that came before: the one of the change before, or the first.
                    let earlier = changes.iter().rev().skip_while(|c| c.event != change.event).nth(1);
                    let day = earlier.map_or(meta.begins, |earlier| earlier.change.in_force);
                    let before = Address::of_code(&meta.country, code, meta.begins, day);
                    xml.empty("previous", &[("href", &before.portion(document.id(), &was.eid))]);
                }
                xml.end();
            }
        }
        xml.end();
        xml.end();
    }

    fn identification(&self, xml: &mut Xml, meta: &Meta, address: &Address, source: &str) {
        let id = self.document.map(Document::id);
        let whole = |level: &str| id.map_or_else(|| format!("{level}/!main"), |id| Address::component(level, id));
        let name = id.map_or_else(|| "main".to_owned(), component);
        let (work, expression) = (address.work(), address.expression());
        let frbr = Frbr { source };
        xml.start("identification", &[("source", source)]);
        xml.start("FRBRWork", &[]);
        frbr.level(xml, &whole(work), work, (meta.begins, "begins"));
        xml.empty("FRBRcountry", &[("value", &slug(&meta.country))]);
        xml.empty("FRBRsubtype", &[("value", "industry-code")]);
        xml.empty("FRBRnumber", &[("value", &slug(self.code))]);
        let printed = id.map_or_else(|| meta.title.clone(), |id| format!("{}, {}", meta.title, id.printed()));
        xml.empty("FRBRname", &[("value", &printed)]);
        // A Code binds its parties; these words are a copy of it.
        xml.empty("FRBRprescriptive", &[("value", "true")]);
        xml.empty("FRBRauthoritative", &[("value", "false")]);
        xml.end();
        xml.start("FRBRExpression", &[]);
        frbr.level(xml, &whole(expression), expression, (meta.in_force, "in-force"));
        if let Some(version) = self.document.and_then(Document::version) {
            xml.empty("FRBRversionNumber", &[("value", version)]);
        }
        xml.empty("FRBRlanguage", &[("language", "eng")]);
        xml.end();
        xml.start("FRBRManifestation", &[]);
        let file = format!("{expression}/!{name}.xml");
        frbr.level(xml, &file, &format!("{expression}.akn"), (meta.written, "written"));
        xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
        xml.end();
        xml.end();
    }
}

/// What every level of the identification repeats: who stands for it.
pub(super) struct Frbr<'a> {
    pub(super) source: &'a str,
}

impl Frbr<'_> {
    /// Address, date and author of a work, expression or manifestation.
    pub(super) fn level(&self, xml: &mut Xml, this: &str, whole: &str, (day, name): (Date, &str)) {
        xml.empty("FRBRthis", &[("value", this)]);
        xml.empty("FRBRuri", &[("value", whole)]);
        xml.empty("FRBRdate", &[("date", &day.to_string()), ("name", name)]);
        xml.empty("FRBRauthor", &[("href", self.source)]);
    }
}

/// A change with the identifiers that the file gives it.
struct Marked<'a> {
    change: &'a Change,
    event: String,
    reference: String,
}

impl<'a> Marked<'a> {
    fn new((index, change): (usize, &'a Change), given: &mut Given) -> Marked<'a> {
        Marked { change, event: format!("eref_{}", index + 2), reference: given.once(slug(&change.proposal)) }
    }

    fn reference(&self, xml: &mut Xml, code: &str, meta: &Meta) {
        let address = Address::of_legal_text(&meta.country, code, &self.change.proposal, self.change.in_force);
        let title = match self.change.title.as_str() {
            "" => self.change.proposal.clone(),
            title => format!("{} {title}", self.change.proposal),
        };
        xml.empty("passiveRef", &[("eId", &self.reference), ("href", address.work()), ("showAs", &title)]);
    }
}

fn lifecycle(xml: &mut Xml, meta: &Meta, changes: &[Marked<'_>], source: &str) {
    xml.start("lifecycle", &[("source", source)]);
    let begins = meta.begins.to_string();
    xml.empty("eventRef", &[("eId", "eref_1"), ("date", &begins), ("source", "#original"), ("type", "generation")]);
    for change in changes {
        xml.empty(
            "eventRef",
            &[
                ("eId", &change.event),
                ("date", &change.change.in_force.to_string()),
                ("source", &format!("#{}", change.reference)),
                ("type", "amendment"),
            ],
        );
    }
    xml.end();
}

impl Change {
    /// A modification with what it did to one document, read from the editions before and after it. Of what came or went as
    /// a whole only the topmost provision is named.
    pub fn between(old: &Edition, new: &Edition, document: &DocumentId, proposal: &str, in_force: Date) -> Change {
        let (before, after) = (Standing::of(old, document), Standing::of(new, document));
        let mut touched = Vec::new();
        for (id, now) in &after {
            match before.get(id) {
                None if now.above.is_none_or(|above| before.contains_key(above)) => {
                    touched.push(now.touch(TouchKind::Insertion, None));
                }
                None => {}
                Some(then) => {
                    if then.at != now.at && then.own_number != now.own_number {
                        touched.push(now.touch(TouchKind::Renumbering, Some(then.located())));
                    }
                    if then.words != now.words {
                        touched.push(now.touch(TouchKind::Substitution, None));
                    }
                }
            }
        }
        for (id, then) in &before {
            if !after.contains_key(id) && then.above.is_none_or(|above| after.contains_key(above)) {
                touched.push(then.touch(TouchKind::Repeal, None));
            }
        }
        touched.sort_by(|a, b| a.at.citation.cmp(&b.at.citation));
        Change { proposal: proposal.to_owned(), title: String::new(), in_force, touched }
    }
}

/// Where a provision stands in an edition, and what it says there.
struct Standing<'a> {
    at: Citation,
    eid: String,
    above: Option<&'a ProvisionId>,
    own_number: &'a Number,
    words: (&'a Words, Option<&'a str>, Option<&'a str>, &'a [Arc<Definition>]),
}

impl<'a> Standing<'a> {
    fn of(edition: &'a Edition, document: &DocumentId) -> BTreeMap<&'a ProvisionId, Standing<'a>> {
        let mut found = BTreeMap::new();
        let Some(document) = edition.document(document) else { return found };
        let root = (Citation::of_document(document.id()), naming::eid_of_document(document.id()));
        for provision in document.provisions() {
            Standing::below(&root, None, 0, provision, &mut found);
        }
        found
    }

    fn below(
        (cited, eid): &(Citation, String),
        above: Option<&'a ProvisionId>,
        labels: usize,
        provision: &'a Provision,
        found: &mut BTreeMap<&'a ProvisionId, Standing<'a>>,
    ) {
        let number = provision.number();
        let here = (cited.child(number), format!("{eid}__{}", naming::segment(number, labels)));
        for child in provision.children() {
            Standing::below(&here, Some(provision.id()), naming::labels_below(provision, labels), child, found);
        }
        found.insert(
            provision.id(),
            Standing {
                at: here.0,
                eid: here.1,
                above,
                own_number: number,
                words: (provision.words(), provision.heading(), provision.caption(), provision.definitions()),
            },
        );
    }

    fn located(&self) -> Located {
        Located { citation: self.at.clone(), eid: self.eid.clone() }
    }

    fn touch(&self, kind: TouchKind, was: Option<Located>) -> Touch {
        Touch { kind, at: self.located(), was }
    }
}
