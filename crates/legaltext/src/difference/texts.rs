//! The words of an amendment, in the markup.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::Document;
use crate::markup::{print, print_head, print_provision};
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

/// A provision with all that is below it, as an insertion quotes it.
pub(super) fn whole_text(provision: &Provision) -> String {
    print_provision(provision).trim_matches('\n').to_owned()
}

/// A document without its head, as a new document is quoted.
pub(super) fn document_text(document: &Document) -> String {
    let text = print(document);
    text.strip_prefix(&print_head(document)).unwrap_or(&text).trim_matches('\n').to_owned()
}

/// The provision with only those provisions below it that are new; the others come there by being moved.
pub(super) fn only_made(provision: &Arc<Provision>, made: &BTreeSet<&ProvisionId>) -> Arc<Provision> {
    let mut parts = provision.to_parts();
    parts.children.retain(|child| made.contains(child.id()));
    for child in &mut parts.children {
        *child = only_made(child, made);
    }
    if parts.children == provision.children() { provision.clone() } else { Arc::new(Provision::new(parts)) }
}
