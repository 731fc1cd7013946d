//! Where the provisions of a document stand, by identity.

use std::sync::Arc;

use crate::citation::Citation;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

use super::Document;

/// Where each provision of one document stands: the steps that lead to it from the top, by identity.
#[derive(Debug, Clone)]
pub(crate) struct Places(Box<[(ProvisionId, Box<[u32]>)]>);

impl Places {
    pub(super) fn of(document: &Document) -> Places {
        let mut found = Vec::new();
        let mut path = Vec::new();
        collect(document.provisions(), &mut path, &mut found);
        // A stable order: of two provisions with one identity the first printed is found.
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        Places(found.into_boxed_slice())
    }

    /// The provision of an identity in the document that these are the places of, and its citation.
    pub(crate) fn standing<'d>(&self, document: &'d Document, id: &ProvisionId) -> Option<(Citation, &'d Provision)> {
        let at = self.0.partition_point(|(known, _)| known < id);
        let (_, path) = self.0.get(at).filter(|(known, _)| known == id)?;
        let mut level = document.provisions();
        let mut here = Citation::of_document(document.id());
        let mut found = None;
        for step in path {
            let provision: &Arc<Provision> = level.get(usize::try_from(*step).ok()?)?;
            here = here.child(provision.number());
            level = provision.children();
            found = Some(provision.as_ref());
        }
        Some((here, found?))
    }
}

fn collect(level: &[Arc<Provision>], path: &mut Vec<u32>, found: &mut Vec<(ProvisionId, Box<[u32]>)>) {
    for (step, provision) in (0_u32..).zip(level) {
        path.push(step);
        found.push((provision.id().clone(), path.as_slice().into()));
        collect(provision.children(), path, found);
        path.pop();
    }
}
