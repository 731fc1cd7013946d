//! The redline of two editions: what is the same by its hash is never looked into.

mod alignment;

use std::borrow::Cow;
use std::sync::Arc;

use crate::definition::Definition;
use crate::document::Document;
use crate::edition::Edition;
use crate::markup::{print_definition, print_head, print_own};
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

use super::changes::changes;
use super::pairing::{Unit, pair};
use super::{Context, Redline};
use alignment::{Node, Step, align};

/// What differs between two editions, in the markup, clause by clause. The cost grows with what changed: documents and
/// provisions with equal hashes are passed over.
pub fn editions(old: &Edition, new: &Edition) -> Redline {
    compare(old, new, false)
}

/// The same with every unchanged clause listed: then [`Redline::accepted`] gives the new edition's documents as the markup
/// prints them, one after another, and [`Redline::rejected`] the old one's.
pub fn editions_in_full(old: &Edition, new: &Edition) -> Redline {
    compare(old, new, true)
}

fn compare(old: &Edition, new: &Edition, full: bool) -> Redline {
    let mut sides = Sides { old: Side::default(), new: Side::default(), kept: Vec::new(), full };
    sides.documents(old.documents(), new.documents());
    let pairs = pair(&sides.old.units, &sides.new.units, &sides.kept);
    let context = if full { Context::All } else { Context::Around(0) };
    Redline::of(changes(&sides.old.units, &sides.new.units, &pairs, context), sides.new.index)
}

/// The units of one edition that may have changed.
#[derive(Default)]
struct Side {
    units: Vec<Unit<'static>>,
    index: usize,
}

impl Side {
    fn push(&mut self, text: String, body: usize, number: String, id: ProvisionId) {
        self.units.push(Unit {
            text: Cow::Owned(text),
            body,
            number: Some(Cow::Owned(number)),
            id: Some(id),
            index: self.index,
        });
        self.index += 1;
    }

    fn head(&mut self, document: &Document) {
        let name = document.id().printed();
        self.push(
            print_head(document),
            name.len() + 2,
            name.clone(),
            ProvisionId::derive("redline", "document", &name),
        );
    }

    fn document(&mut self, document: &Document) {
        self.head(document);
        document.opening_definitions().iter().for_each(|d| self.definition(d));
        document.provisions().iter().for_each(|p| self.provision(p));
    }

    fn own(&mut self, provision: &Provision) {
        let (text, body) = print_own(provision);
        self.push(text, body, provision.number().to_string(), provision.id().clone());
    }

    fn provision(&mut self, provision: &Provision) {
        if provision.number().is_label() {
            return;
        }
        self.own(provision);
        provision.definitions().iter().for_each(|d| self.definition(d));
        provision.children().iter().for_each(|c| self.provision(c));
    }

    fn definition(&mut self, definition: &Definition) {
        let name = format!("\"{}\"", definition.term());
        self.push(format!("\n{}", print_definition(definition)), name.len() + 1, name, definition.id().clone());
    }
}

struct Sides {
    old: Side,
    new: Side,
    /// Where in both editions what is the same was passed over.
    kept: Vec<(usize, usize)>,
    full: bool,
}

impl Sides {
    fn skip(&mut self, units: usize) {
        self.kept.push((self.old.index, self.new.index));
        self.old.index += units;
        self.new.index += units;
    }

    fn documents(&mut self, old: &[Arc<Document>], new: &[Arc<Document>]) {
        for step in align(old, new, self.full) {
            match step {
                Step::Same(document) => self.skip(document.units()),
                Step::Both(was, is) => {
                    self.old.head(was);
                    self.new.head(is);
                    self.definitions(was.opening_definitions(), is.opening_definitions());
                    self.provisions(was.provisions(), is.provisions());
                }
                Step::Old(was) => self.old.document(was),
                Step::New(is) => self.new.document(is),
            }
        }
    }

    fn provisions(&mut self, old: &[Arc<Provision>], new: &[Arc<Provision>]) {
        for step in align(old, new, self.full) {
            match step {
                Step::Same(provision) => self.skip(provision.units()),
                Step::Both(was, is) if !was.number().is_label() && !is.number().is_label() => {
                    self.old.own(was);
                    self.new.own(is);
                    self.definitions(was.definitions(), is.definitions());
                    self.provisions(was.children(), is.children());
                }
                Step::Both(was, is) => {
                    self.old.provision(was);
                    self.new.provision(is);
                }
                Step::Old(was) => self.old.provision(was),
                Step::New(is) => self.new.provision(is),
            }
        }
    }

    fn definitions(&mut self, old: &[Arc<Definition>], new: &[Arc<Definition>]) {
        for step in align(old, new, self.full) {
            match step {
                Step::Same(_) => self.skip(1),
                Step::Both(was, is) => {
                    self.old.definition(was);
                    self.new.definition(is);
                }
                Step::Old(was) => self.old.definition(was),
                Step::New(is) => self.new.definition(is),
            }
        }
    }
}

impl Node for Document {
    type Id = crate::document_id::DocumentId;

    fn id(&self) -> &Self::Id {
        Document::id(self)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.hash() == other.hash() && self.version() == other.version() && self.units() == other.units()
    }
}

impl Node for Provision {
    type Id = ProvisionId;

    fn id(&self) -> &ProvisionId {
        Provision::id(self)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }
}

impl Node for Definition {
    type Id = ProvisionId;

    fn id(&self) -> &ProvisionId {
        Definition::id(self)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }
}
