//! Gives provisions and definitions the identities that their bookmarks carry.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use legaltext::{Definition, Document, Provision, ProvisionId};

/// Identities by place: `D1.2/(a)`, `"Term"/(a)`.
pub(super) type Identities = HashMap<String, ProvisionId>;

/// The document with the identities that are known; all others keep the one that they were read with. An identity is given
/// once.
pub(super) fn restored(document: &Document, identities: &Identities) -> Document {
    if identities.is_empty() {
        return document.clone();
    }
    let mut giver = Giver { identities, given: HashSet::new() };
    let mut parts = document.to_parts();
    parts.definitions = parts.definitions.iter().map(|d| giver.definition(d)).collect();
    parts.provisions = parts.provisions.iter().map(|p| giver.provision(p, "")).collect();
    Document::new(parts)
}

struct Giver<'i> {
    identities: &'i Identities,
    given: HashSet<&'i ProvisionId>,
}

impl<'i> Giver<'i> {
    fn identity(&mut self, place: &str) -> Option<ProvisionId> {
        let id = self.identities.get(place)?;
        self.given.insert(id).then(|| id.clone())
    }

    fn provision(&mut self, provision: &Provision, above: &str) -> Arc<Provision> {
        let mut parts = provision.to_parts();
        let place =
            if parts.number.is_label() { format!("{above}/{}", parts.number) } else { parts.number.to_string() };
        if let Some(id) = self.identity(&place) {
            parts.id = id;
        }
        parts.children = parts.children.iter().map(|child| self.provision(child, &place)).collect();
        parts.definitions = parts.definitions.iter().map(|d| self.definition(d)).collect();
        Arc::new(Provision::new(parts))
    }

    fn definition(&mut self, definition: &Definition) -> Arc<Definition> {
        let mut parts = definition.to_parts();
        let place = format!("\"{}\"", parts.term);
        if let Some(id) = self.identity(&place) {
            parts.id = id;
        }
        parts.children = parts.children.iter().map(|child| self.provision(child, &place)).collect();
        Arc::new(Definition::new(parts))
    }
}
