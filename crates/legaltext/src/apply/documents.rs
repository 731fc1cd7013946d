//! Whole documents: added, taken away, given another title.

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::document::{Document, DocumentParts};
use crate::document_id::DocumentId;
use crate::markup::read_fragment;

use super::Work;

impl Work<'_> {
    pub(super) fn new_document(&mut self, id: &DocumentId, title: &str, text: &str) -> Result<(), Conflict> {
        let at = Citation::of_document(id);
        if self.edition.document(id).is_some() {
            let says =
                format!("{} is already in this edition; amend it, or give the new one another letter", id.printed());
            return Err(self.conflict(Some(at), ConflictKind::AlreadyThere, says));
        }
        let operation = self.operation();
        let read = read_fragment(text, &at, self.ids(&operation)).map_err(|e| self.unreadable(Some(at.clone()), &e))?;
        if let Some(label) = read.provisions.iter().find(|p| p.number().is_label()) {
            let says =
                format!("the paragraph {} has no clause above it; begin with the number of a clause", label.number());
            return Err(self.conflict(Some(at), ConflictKind::Unreadable, says));
        }
        if text.trim().is_empty() {
            self.unverified(at);
        }
        self.edition = self.edition.with_document(Document::new(DocumentParts {
            id: id.clone(),
            title: title.to_owned(),
            version: None,
            definitions: read.definitions,
            provisions: read.provisions,
        }));
        Ok(())
    }

    pub(super) fn omit_document(&mut self, at: &Citation) -> Result<(), Conflict> {
        let (id, document) = self.document_of(at)?;
        if document.has_unheld() {
            self.unverified(at.clone());
        }
        self.edition = self.edition.without_document(&id);
        self.omitted.push((self.index, at.clone()));
        Ok(())
    }

    pub(super) fn retitle(
        &mut self,
        at: &Citation,
        text: &str,
        old: Option<&str>,
        title: Option<&str>,
    ) -> Result<(), Conflict> {
        let (id, document) = self.document_of(at)?;
        let standing = document.title().to_owned();
        match (title.filter(|title| !title.trim().is_empty()), text.trim().is_empty()) {
            (Some(title), true) if old.is_none_or(|old| old.trim() == standing) => {
                document.retitle(title);
                Ok(())
            }
            (Some(_), true) => {
                let says = format!(
                    "the amendment says another title than the one that {} has, which is \"{standing}\"; redraft it against this edition",
                    id.printed()
                );
                Err(self.conflict(Some(at.clone()), ConflictKind::OldWordsDiffer, says))
            }
            (_, _) => {
                let says = format!("{at} is a whole document; name the provision whose words change");
                Err(self.conflict(Some(at.clone()), ConflictKind::Unreadable, says))
            }
        }
    }
}
