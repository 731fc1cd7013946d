//! Definitions added, changed and taken away.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::definition::{Definition, DefinitionParts};
use crate::document::DocumentParts;
use crate::document_id::DocumentId;
use crate::markup::{Ids, read_definition};
use crate::provision::{Provision, Words};

use super::Work;
use super::place;

/// A list of definitions: the path of the provision that holds it, none for the list at the head of the document.
type Holder = Option<Vec<usize>>;

impl Work<'_> {
    pub(super) fn define(
        &mut self,
        id: &DocumentId,
        term: &str,
        text: Option<&str>,
        at: Option<&Citation>,
    ) -> Result<(), Conflict> {
        let here = Citation::of_document(id);
        let document = self.document(id)?;
        let lists = lists_of(document);
        if lists.iter().any(|(_, terms)| terms.iter().any(|t| t == term)) {
            let says = format!("\"{term}\" is already defined in {}; amend the definition instead", id.printed());
            return Err(self.conflict(Some(here), ConflictKind::AlreadyThere, says));
        }
        let holder = match at {
            Some(at) => self.target(&at.in_document(id))?.map(|(path, _)| path),
            None => match lists.as_slice() {
                [] => None,
                [(only, _)] => only.clone(),
                [_, _, ..] => {
                    let says = format!(
                        "{} has more than one list of definitions; name the provision that lists \"{term}\"",
                        id.printed()
                    );
                    return Err(self.conflict(Some(here), ConflictKind::MatchesTwice, says));
                }
            },
        };
        let definition = Arc::new(self.definition(id, term, text)?);
        let document = self.document(id)?;
        let unsure =
            definition_unheld(&definition) || (lists.is_empty() && document.provisions.iter().any(|p| p.has_unheld()));
        change_list(document, &holder, |list| {
            let key = term.to_lowercase();
            let index = list.iter().position(|d| d.term().to_lowercase() > key).unwrap_or(list.len());
            list.insert(index, definition);
        });
        if unsure {
            self.unverified(at.map_or(here, |at| at.in_document(id)));
        }
        Ok(())
    }

    pub(super) fn redefine(
        &mut self,
        id: &DocumentId,
        term: &str,
        text: Option<&str>,
        old: Option<&str>,
    ) -> Result<(), Conflict> {
        let Some((holder, index, was)) = self.listed(id, term)? else { return Ok(()) };
        if let Some(old) = old.filter(|_| !definition_unheld(&was))
            && self.definition(id, term, Some(old))?.hash() != was.hash()
        {
            let says = format!(
                "the words that the amendment says define \"{term}\" are not those that stand there; redraft it against this edition"
            );
            return Err(self.conflict(Some(Citation::of_document(id)), ConflictKind::OldWordsDiffer, says));
        }
        let mut parts = self.definition(id, term, text)?.to_parts();
        parts.id = was.id().clone();
        let new = Arc::new(Definition::new(parts));
        if definition_unheld(&was) || definition_unheld(&new) {
            self.unverified(Citation::of_document(id));
        }
        change_list(self.document(id)?, &holder, |list| {
            if let Some(slot) = list.get_mut(index) {
                *slot = new;
            }
        });
        Ok(())
    }

    pub(super) fn undefine(&mut self, id: &DocumentId, term: &str) -> Result<(), Conflict> {
        let Some((holder, index, was)) = self.listed(id, term)? else { return Ok(()) };
        if definition_unheld(&was) {
            self.unverified(Citation::of_document(id));
        }
        change_list(self.document(id)?, &holder, |list| {
            if index < list.len() {
                list.remove(index);
            }
        });
        Ok(())
    }

    /// Where a term is listed. None, and the amendment is recorded as unverified, when the document's words are not all
    /// held and the term may stand among those that are not.
    fn listed(&mut self, id: &DocumentId, term: &str) -> Result<Option<(Holder, usize, Arc<Definition>)>, Conflict> {
        let here = Citation::of_document(id);
        let document = self.document(id)?;
        let mut found = Vec::new();
        for (holder, terms) in lists_of(document) {
            for index in terms.iter().enumerate().filter(|(_, t)| *t == term).map(|(i, _)| i) {
                let list = list_of(document, &holder);
                found.extend(list.get(index).map(|d| (holder.clone(), index, d.clone())));
            }
        }
        let unheld = document.provisions.iter().any(|p| p.has_unheld());
        let (kind, says) = match (found.len(), unheld) {
            (1, _) => return Ok(found.pop()),
            (0, true) => {
                self.unverified(here);
                return Ok(None);
            }
            (0, false) => (
                ConflictKind::TargetAbsent,
                format!("\"{term}\" is not defined in {} of this edition; check the term, or define it", id.printed()),
            ),
            (_, _) => (
                ConflictKind::MatchesTwice,
                format!("\"{term}\" is defined more than once in {}; take one away first", id.printed()),
            ),
        };
        Err(self.conflict(Some(here), kind, says))
    }

    fn definition(&self, id: &DocumentId, term: &str, text: Option<&str>) -> Result<Definition, Conflict> {
        let under = Citation::of_document(id);
        let operation = self.operation();
        let ids: Ids<'_> = self.ids(&operation);
        match text {
            Some(text) => {
                read_definition(term, text, &under, ids).map_err(|e| self.unreadable(Some(under.clone()), &e))
            }
            None => {
                let words = Words::Unheld { heading: String::new() };
                Ok(Definition::new(DefinitionParts {
                    id: ids.of_term(&under, term),
                    term: term.to_owned(),
                    words,
                    children: Vec::new(),
                }))
            }
        }
    }
}

fn definition_unheld(definition: &Definition) -> bool {
    matches!(definition.words(), Words::Unheld { .. })
}

/// Every list of definitions of a document that has at least one entry, with its terms.
fn lists_of(document: &DocumentParts) -> Vec<(Holder, Vec<String>)> {
    let terms = |list: &[Arc<Definition>]| list.iter().map(|d| d.term().to_owned()).collect::<Vec<_>>();
    let mut lists = Vec::new();
    if !document.definitions.is_empty() {
        lists.push((None, terms(&document.definitions)));
    }
    let mut stack: Vec<(Vec<usize>, &Provision)> =
        document.provisions.iter().enumerate().map(|(i, p)| (vec![i], p.as_ref())).collect();
    stack.reverse();
    while let Some((path, provision)) = stack.pop() {
        if !provision.definitions().is_empty() {
            lists.push((Some(path.clone()), terms(provision.definitions())));
        }
        for (index, child) in provision.children().iter().enumerate().rev() {
            let mut below = path.clone();
            below.push(index);
            stack.push((below, child));
        }
    }
    lists
}

fn list_of(document: &DocumentParts, holder: &Holder) -> Vec<Arc<Definition>> {
    match holder {
        None => document.definitions.clone(),
        Some(path) => place::provision(document, path).map_or_else(Vec::new, |p| p.definitions().to_vec()),
    }
}

fn change_list(document: &mut DocumentParts, holder: &Holder, change: impl FnOnce(&mut Vec<Arc<Definition>>)) {
    match holder {
        None => change(&mut document.definitions),
        Some(path) => {
            let Some(provision) = place::provision(document, path) else { return };
            let mut parts = provision.to_parts();
            change(&mut parts.definitions);
            place::replace(document, path, Provision::new(parts));
        }
    }
}
