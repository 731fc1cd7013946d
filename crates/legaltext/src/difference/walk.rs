//! Walks two editions side by side, by identity: what is the same by its hash is never looked into.

mod order;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::citation::Citation;
use crate::definition::Definition;
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::hash::Hash;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

use order::in_order;

/// What stands in a place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node<'e> {
    /// A clause, a group of clauses, a paragraph.
    Provision(&'e Arc<Provision>),
    /// A listed definition with the list inside it.
    Definition(&'e Arc<Definition>),
}

impl<'e> Node<'e> {
    pub(crate) fn id(self) -> &'e ProvisionId {
        match self {
            Node::Provision(provision) => provision.id(),
            Node::Definition(definition) => definition.id(),
        }
    }

    pub(crate) fn provision(self) -> Option<&'e Arc<Provision>> {
        match self {
            Node::Provision(provision) => Some(provision),
            Node::Definition(_) => None,
        }
    }

    pub(crate) fn definition(self) -> Option<&'e Arc<Definition>> {
        match self {
            Node::Provision(_) => None,
            Node::Definition(definition) => Some(definition),
        }
    }
}

/// A provision or definition where it stands in one edition.
#[derive(Debug, Clone)]
pub(crate) struct Spot<'e> {
    pub(crate) document: &'e DocumentId,
    /// The provisions above it, topmost first.
    pub(crate) above: Vec<&'e ProvisionId>,
    /// Its citation; for a definition, that of the provision or document that lists it.
    pub(crate) at: Citation,
    /// Its place among terms or provisions at every level, topmost first: an order for the whole document.
    pub(crate) path: Vec<usize>,
    pub(crate) node: Node<'e>,
}

impl<'e> Spot<'e> {
    pub(crate) fn id(&self) -> &'e ProvisionId {
        self.node.id()
    }

    /// The provision that it stands directly in; none for the top of a document.
    pub(crate) fn parent(&self) -> Option<&'e ProvisionId> {
        self.above.last().copied()
    }

    pub(crate) fn provision(&self) -> Option<&'e Arc<Provision>> {
        self.node.provision()
    }

    pub(crate) fn definition(&self) -> Option<&'e Arc<Definition>> {
        self.node.definition()
    }

    /// True for a paragraph of a list.
    pub(crate) fn is_paragraph(&self) -> bool {
        self.provision().is_some_and(|p| p.number().is_label())
    }

    /// The same place for one that stands directly below.
    fn below(&self) -> Level<'e> {
        let mut above = self.above.clone();
        above.push(self.id());
        Level { document: self.document, above, at: self.at.clone(), path: self.path.clone() }
    }
}

/// A provision or definition that both editions have, in which something differs.
#[derive(Debug, Clone)]
pub(crate) struct Kept<'e> {
    pub(crate) old: Spot<'e>,
    pub(crate) new: Spot<'e>,
    /// True when it stands among the same neighbours in another order than they do.
    pub(crate) reordered: bool,
}

impl Kept<'_> {
    /// True when it stands in another list, group or document.
    pub(crate) fn moved(&self) -> bool {
        self.old.parent() != self.new.parent()
            || (self.old.parent().is_none() && self.old.document != self.new.document)
    }

    /// True for a provision that carries another number, a definition of another term.
    pub(crate) fn renamed(&self) -> bool {
        match (self.old.node, self.new.node) {
            (Node::Provision(was), Node::Provision(is)) => was.number() != is.number(),
            (Node::Definition(was), Node::Definition(is)) => was.term() != is.term(),
            (Node::Provision(_), Node::Definition(_)) | (Node::Definition(_), Node::Provision(_)) => true,
        }
    }

    /// True when its own words, heading or caption differ; of a definition, anything in it.
    pub(crate) fn reworded(&self) -> bool {
        match (self.old.node, self.new.node) {
            (Node::Provision(was), Node::Provision(is)) => !is.says_the_same(was),
            (Node::Definition(was), Node::Definition(is)) => was.hash() != is.hash(),
            (Node::Provision(_), Node::Definition(_)) | (Node::Definition(_), Node::Provision(_)) => true,
        }
    }
}

/// What differs between two editions.
#[derive(Debug, Default)]
pub(crate) struct Differences<'e> {
    pub(crate) documents_gone: Vec<&'e Arc<Document>>,
    pub(crate) documents_made: Vec<&'e Arc<Document>>,
    pub(crate) retitled: Vec<(&'e Arc<Document>, &'e Arc<Document>)>,
    /// What both have and what was looked into, in the order of the new edition.
    pub(crate) kept: Vec<Kept<'e>>,
    /// What only the old one has, in its order: everything below a provision that is gone is listed too.
    pub(crate) gone: Vec<Spot<'e>>,
    /// What only the new one has, in its order, likewise.
    pub(crate) made: Vec<Spot<'e>>,
}

impl<'e> Differences<'e> {
    /// What differs. The cost grows with what changed and the number of its neighbours.
    pub(crate) fn between(old: &'e Edition, new: &'e Edition) -> Differences<'e> {
        let mut walk = Walk::default();
        walk.documents(old.documents(), new.documents());
        walk.pair_the_rest();
        let mut found = walk.out;
        found.gone.sort_by(|a, b| (a.document, &a.path).cmp(&(b.document, &b.path)));
        found.made.sort_by(|a, b| (a.document, &a.path).cmp(&(b.document, &b.path)));
        found.kept.sort_by(|a, b| (a.new.document, &a.new.path).cmp(&(b.new.document, &b.new.path)));
        found
    }

    /// The identities of what only the old edition has.
    pub(crate) fn gone_ids(&self) -> BTreeSet<&'e ProvisionId> {
        self.gone.iter().map(Spot::id).collect()
    }

    /// The identities of what only the new edition has.
    pub(crate) fn made_ids(&self) -> BTreeSet<&'e ProvisionId> {
        self.made.iter().map(Spot::id).collect()
    }
}

/// Something with an identity and a hash that stands in a list.
trait Member: Sized {
    fn id(&self) -> &ProvisionId;
    fn hash(&self) -> Hash;
    fn node(member: &Arc<Self>) -> Node<'_>;
}

impl Member for Provision {
    fn id(&self) -> &ProvisionId {
        self.id()
    }

    fn hash(&self) -> Hash {
        self.hash()
    }

    fn node(member: &Arc<Self>) -> Node<'_> {
        Node::Provision(member)
    }
}

impl Member for Definition {
    fn id(&self) -> &ProvisionId {
        self.id()
    }

    fn hash(&self) -> Hash {
        self.hash()
    }

    fn node(member: &Arc<Self>) -> Node<'_> {
        Node::Definition(member)
    }
}

/// Where the members of a list stand.
#[derive(Clone)]
struct Level<'e> {
    document: &'e DocumentId,
    above: Vec<&'e ProvisionId>,
    at: Citation,
    path: Vec<usize>,
}

impl<'e> Level<'e> {
    fn of(document: &'e Document) -> Level<'e> {
        let at = Citation::of_document(document.id());
        Level { document: document.id(), above: Vec::new(), at, path: Vec::new() }
    }

    fn spot<T: Member>(&self, place: usize, member: &'e Arc<T>) -> Spot<'e> {
        let node = T::node(member);
        let at = node.provision().map_or_else(|| self.at.clone(), |p| self.at.child(p.number()));
        let mut path = self.path.clone();
        // Terms come before provisions in the order of one list.
        path.extend([usize::from(node.provision().is_some()), place]);
        Spot { document: self.document, above: self.above.clone(), at, path, node }
    }
}

#[derive(Default)]
struct Walk<'e> {
    out: Differences<'e>,
    /// What has no partner among its old neighbours, and may have one elsewhere.
    left_old: Vec<Spot<'e>>,
    left_new: Vec<Spot<'e>>,
}

impl<'e> Walk<'e> {
    fn documents(&mut self, old: &'e [Arc<Document>], new: &'e [Arc<Document>]) {
        let known: BTreeMap<&DocumentId, &'e Arc<Document>> = old.iter().map(|d| (d.id(), d)).collect();
        let kept: BTreeSet<&DocumentId> = new.iter().map(|d| d.id()).collect();
        for was in old.iter().filter(|d| !kept.contains(d.id())) {
            self.out.documents_gone.push(was);
            self.all(was, true);
        }
        for is in new {
            match known.get(is.id()) {
                Some(was) if Arc::ptr_eq(was, is) || was.hash() == is.hash() => {}
                Some(was) => {
                    if was.title() != is.title() {
                        self.out.retitled.push((was, is));
                    }
                    let levels = (Level::of(was), Level::of(is));
                    self.level(was.opening_definitions(), is.opening_definitions(), &levels.0, &levels.1);
                    self.level(was.provisions(), is.provisions(), &levels.0, &levels.1);
                }
                None => {
                    self.out.documents_made.push(is);
                    self.all(is, false);
                }
            }
        }
    }

    fn all(&mut self, document: &'e Arc<Document>, old: bool) {
        let level = Level::of(document);
        let definitions = document.opening_definitions().iter().enumerate().map(|(i, d)| level.spot(i, d));
        let provisions = document.provisions().iter().enumerate().map(|(i, p)| level.spot(i, p));
        let left = if old { &mut self.left_old } else { &mut self.left_new };
        left.extend(definitions.chain(provisions));
    }

    fn level<T: Member>(&mut self, old: &'e [Arc<T>], new: &'e [Arc<T>], was: &Level<'e>, is: &Level<'e>) {
        let same = |(a, b): &(&Arc<T>, &Arc<T>)| Arc::ptr_eq(a, b) || (a.id() == b.id() && a.hash() == b.hash());
        let head = old.iter().zip(new).take_while(same).count();
        let rest = old.len().min(new.len()) - head;
        let foot = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
        let mut known: BTreeMap<&ProvisionId, usize> = BTreeMap::new();
        for (i, member) in old.iter().enumerate().take(old.len() - foot).skip(head) {
            if known.insert(member.id(), i).is_some() {
                self.left_old.push(was.spot(i, member));
            }
        }
        let mut pairs = Vec::new();
        for (j, member) in new.iter().enumerate().take(new.len() - foot).skip(head) {
            match known.remove(member.id()) {
                Some(i) => pairs.push((i, j)),
                None => self.left_new.push(is.spot(j, member)),
            }
        }
        for i in known.into_values() {
            self.left_old.extend(old.get(i).map(|member| was.spot(i, member)));
        }
        for ((i, j), in_order) in pairs.iter().zip(in_order(&pairs)) {
            if let (Some(a), Some(b)) = (old.get(*i), new.get(*j))
                && (a.hash() != b.hash() || !in_order)
            {
                self.both(was.spot(*i, a), is.spot(*j, b), !in_order);
            }
        }
    }

    fn both(&mut self, old: Spot<'e>, new: Spot<'e>, reordered: bool) {
        if let (Node::Provision(was), Node::Provision(is)) = (old.node, new.node)
            && was.hash() != is.hash()
        {
            let levels = (old.below(), new.below());
            self.level(was.definitions(), is.definitions(), &levels.0, &levels.1);
            self.level(was.children(), is.children(), &levels.0, &levels.1);
        }
        self.out.kept.push(Kept { old, new, reordered });
    }

    /// Finds among what is left the provisions and definitions that stand elsewhere now.
    fn pair_the_rest(&mut self) {
        let mut known: BTreeMap<&'e ProvisionId, Spot<'e>> = BTreeMap::new();
        let mut paired: BTreeSet<&'e ProvisionId> = BTreeSet::new();
        loop {
            let mut open = std::mem::take(&mut self.left_old);
            while let Some(spot) = open.pop() {
                open.extend(directly_below(&spot));
                if !paired.contains(spot.id()) {
                    known.insert(spot.id(), spot);
                }
            }
            let Some(new) = self.left_new.pop() else { break };
            let partner = known.get(new.id()).filter(|old| same_kind(old, &new)).cloned();
            if let Some(old) = partner {
                paired.insert(old.id());
                known.remove(old.id());
                // What is below is compared level by level; what finds no neighbour there comes back.
                forget_below(&old, &mut known);
                self.both(old, new, false);
            } else {
                self.left_new.extend(directly_below(&new));
                self.out.made.push(new);
            }
        }
        self.out.gone.extend(known.into_values());
    }
}

fn same_kind(a: &Spot<'_>, b: &Spot<'_>) -> bool {
    a.is_paragraph() == b.is_paragraph() && a.provision().is_some() == b.provision().is_some()
}

/// What stands directly below: the definitions that it lists, then paragraphs and clauses. A definition is one whole.
fn directly_below<'e>(spot: &Spot<'e>) -> Vec<Spot<'e>> {
    let Some(provision) = spot.provision() else { return Vec::new() };
    let level = spot.below();
    let definitions = provision.definitions().iter().enumerate().map(|(i, d)| level.spot(i, d));
    definitions.chain(provision.children().iter().enumerate().map(|(i, c)| level.spot(i, c))).collect()
}

fn forget_below<'e>(spot: &Spot<'e>, known: &mut BTreeMap<&'e ProvisionId, Spot<'e>>) {
    let mut open = directly_below(spot);
    while let Some(below) = open.pop() {
        known.remove(below.id());
        open.extend(directly_below(&below));
    }
}
