//! The words of an amendment, in the markup.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::Definition;
use crate::document::Document;
use crate::markup::{print, print_definition, print_head, print_own, print_provision};
use crate::provision::{Provision, Words};
use crate::provision_id::ProvisionId;

/// A provision's own words with its list, as a substitution quotes them.
pub(super) fn own_text(provision: &Provision) -> String {
    let text = if provision.number().is_label() { print_provision(provision) } else { print_own(provision).0 };
    text.trim_matches('\n').to_owned()
}

/// A provision with all that is below it, as an insertion quotes it.
pub(super) fn whole_text(provision: &Provision) -> String {
    print_provision(provision).trim_matches('\n').to_owned()
}

/// What follows the term, as a definition is quoted; none when the words are not held.
pub(super) fn definition_text(definition: &Definition) -> Option<String> {
    match definition.words() {
        Words::Unheld { .. } => None,
        Words::Held { .. } => {
            let text = print_definition(definition);
            let body = text.strip_prefix(&format!("\"{}\"", definition.term())).map(str::trim).unwrap_or(&text);
            // Words that begin with a quoted term themselves are told apart from it by the term in front.
            let body = if body.starts_with(['"', '\u{201c}']) { text.trim() } else { body };
            Some(body.to_owned())
        }
    }
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
