//! Terms that were taken away and are still used.

use std::collections::BTreeMap;

use crate::citation::Citation;
use crate::conflict::{ConflictKind, Notice};
use crate::definition::inline_definitions;
use crate::document_id::DocumentId;
use crate::graph::uses_of_undefined;
use crate::provision::Provision;

use super::Work;

/// Most places that one notice names.
const NAMED: usize = 5;

impl Work<'_> {
    /// Notes the terms that go with a provision that is taken away: those that it lists, and those that its words define.
    pub(super) fn undefine_with(&mut self, document: &DocumentId, provision: &Provision) {
        for words in [provision.lead_in(), provision.tail()] {
            let inline = inline_definitions(words).into_iter();
            self.undefined.extend(inline.map(|one| (self.index, document.clone(), one.term)));
        }
        let listed = provision.definitions().iter();
        self.undefined.extend(listed.map(|one| (self.index, document.clone(), one.term().to_owned())));
        provision.children().iter().for_each(|child| self.undefine_with(document, child));
    }

    /// Tells of every term that an amendment took away and that nothing defines where it is still used.
    pub(super) fn report_undefined(&mut self) {
        let mut gone: BTreeMap<String, (usize, DocumentId)> = BTreeMap::new();
        for (amendment, document, term) in std::mem::take(&mut self.undefined) {
            gone.insert(term, (amendment, document));
        }
        if gone.is_empty() {
            return;
        }
        let uses = uses_of_undefined(&self.edition, &gone.keys().map(String::as_str).collect::<Vec<_>>());
        for (term, (amendment, document)) in gone {
            let Some(places) = uses.get(&term) else { continue };
            let named: Vec<String> = places.iter().take(NAMED).map(ToString::to_string).collect();
            let more = places.len().saturating_sub(named.len());
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let message = format!(
                "\"{term}\" is no longer defined, and is still used in {}{more}; define it, or amend the words that use it",
                named.join(", ")
            );
            let at = Citation::of_document(&document);
            self.notices.push(Notice { amendment, at, kind: ConflictKind::UndefinedTerm, message });
        }
    }
}
