//! Gives the provisions of a text that was typed or imported anew the identities of those that they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::definition::Definition;
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::markup::{print_definition, print_own, print_provision};
use crate::provision::Provision;
use crate::provision_id::ProvisionId;
use crate::redline::same_provisions;

use super::walk::{Differences, Node, Spot};

/// Which new identities stand for which old ones.
pub(super) type Adopted = BTreeMap<ProvisionId, ProvisionId>;

/// `new` with the identity of the old provision wherever one of its provisions without a partner is one of `old` without a
/// partner, by number and words together.
pub(super) fn with_identities_of(old: &Edition, new: &Edition) -> Edition {
    let differences = Differences::between(old, new);
    let mut adopted = Adopted::new();
    let clauses = |spots: &[Spot<'_>]| spots.iter().filter(|s| !s.is_paragraph()).count();
    if clauses(&differences.gone) > 0 && clauses(&differences.made) > 0 {
        clauses_and_terms(&differences, &mut adopted);
    }
    paragraphs(&differences, &mut adopted);
    let documents = differences.made.iter().map(|s| s.document).collect();
    if adopted.is_empty() { new.clone() } else { with_identities(new, &adopted, &documents) }
}

/// The edition with other identities in these documents; what has none of them is shared.
pub(super) fn with_identities(edition: &Edition, adopted: &Adopted, documents: &BTreeSet<&DocumentId>) -> Edition {
    let concerned = edition.documents().iter().filter(|document| documents.contains(document.id()));
    let changed = concerned.filter_map(|document| {
        let mut parts = document.to_parts();
        let definitions = renamed_definitions(&mut parts.definitions, adopted);
        let provisions = renamed_provisions(&mut parts.provisions, adopted);
        (definitions || provisions).then(|| Arc::new(Document::new(parts)))
    });
    edition.with_shared(changed.collect::<Vec<_>>())
}

fn renamed_provisions(level: &mut [Arc<Provision>], adopted: &Adopted) -> bool {
    let mut any = false;
    for slot in level {
        let mut parts = slot.to_parts();
        let own = adopted.get(&parts.id).map(|id| parts.id = id.clone()).is_some();
        let definitions = renamed_definitions(&mut parts.definitions, adopted);
        let below = renamed_provisions(&mut parts.children, adopted);
        if own || definitions || below {
            *slot = Arc::new(Provision::new(parts));
            any = true;
        }
    }
    any
}

fn renamed_definitions(list: &mut [Arc<Definition>], adopted: &Adopted) -> bool {
    let mut any = false;
    for slot in list {
        if let Some(id) = adopted.get(slot.id()) {
            let mut parts = slot.to_parts();
            parts.id = id.clone();
            *slot = Arc::new(Definition::new(parts));
            any = true;
        }
    }
    any
}

/// Clauses and definitions, wherever they stand.
fn clauses_and_terms(differences: &Differences<'_>, adopted: &mut Adopted) {
    let units = |spots: &[Spot<'_>]| -> Vec<usize> {
        spots.iter().enumerate().filter(|(_, s)| !s.is_paragraph()).map(|(i, _)| i).collect()
    };
    let (olds, news) = (units(&differences.gone), units(&differences.made));
    let texts = |spots: &[Spot<'_>], units: &[usize]| -> Vec<(String, usize, String)> {
        units.iter().filter_map(|at| spots.get(*at)).map(told).collect()
    };
    let pairs = same_provisions(&texts(&differences.gone, &olds), &texts(&differences.made, &news));
    for (was, is) in pairs {
        let old = olds.get(was).and_then(|at| differences.gone.get(*at));
        let new = news.get(is).and_then(|at| differences.made.get(*at));
        if let (Some(old), Some(new)) = (old, new)
            && old.definition().is_some() == new.definition().is_some()
        {
            adopted.insert(new.id().clone(), old.id().clone());
        }
    }
}

/// The text of a clause or definition, where its words begin in it, and its number.
fn told(spot: &Spot<'_>) -> (String, usize, String) {
    match spot.node {
        Node::Provision(provision) if provision.number().is_label() => {
            let number = provision.number().to_string();
            (print_provision(provision), number.len(), number)
        }
        Node::Provision(provision) => {
            let (text, body) = print_own(provision);
            (text, body, provision.number().to_string())
        }
        Node::Definition(definition) => {
            let name = format!("\"{}\"", definition.term());
            (print_definition(definition), name.len(), name)
        }
    }
}

/// Paragraphs, within the provision that both editions have: level by level, so that a list inside a list follows its own.
fn paragraphs(differences: &Differences<'_>, adopted: &mut Adopted) {
    let mut olds: BTreeMap<&ProvisionId, Vec<&Spot<'_>>> = BTreeMap::new();
    for spot in differences.gone.iter().filter(|s| s.is_paragraph()) {
        olds.entry(spot.parent().unwrap_or(spot.id())).or_default().push(spot);
    }
    let mut news: Vec<(&ProvisionId, Vec<&Spot<'_>>)> = Vec::new();
    let mut lists: BTreeMap<&ProvisionId, usize> = BTreeMap::new();
    for spot in differences.made.iter().filter(|s| s.is_paragraph()) {
        let parent = spot.parent().unwrap_or(spot.id());
        let at = *lists.entry(parent).or_insert(news.len());
        match news.get_mut(at) {
            Some((_, list)) => list.push(spot),
            None => news.push((parent, vec![spot])),
        }
    }
    // Lists nearer to the clause come first in the order of the document, so a parent is known before what is below it.
    for (parent, list) in news {
        let parent = adopted.get(parent).cloned().unwrap_or_else(|| parent.clone());
        let Some(candidates) = olds.get(&parent) else { continue };
        let texts = |spots: &[&Spot<'_>]| spots.iter().map(|s| told(s)).collect::<Vec<_>>();
        for (was, is) in same_provisions(&texts(candidates), &texts(&list)) {
            if let (Some(old), Some(new)) = (candidates.get(was), list.get(is)) {
                adopted.insert(new.id().clone(), old.id().clone());
            }
        }
    }
}
