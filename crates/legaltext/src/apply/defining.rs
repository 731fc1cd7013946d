//! Definitions added, changed and taken away.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::definition::{Definition, DefinitionParts};
use crate::document::Document;
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
        if lists.iter().any(|(_, list)| list.iter().any(|d| d.term() == term)) {
            let says = format!("\"{term}\" is already defined in {}; amend the definition instead", id.printed());
            return Err(self.conflict(Some(here), ConflictKind::AlreadyThere, says));
        }
        let (first, several, none) = (lists.first().map(|(path, _)| path.clone()), lists.len() > 1, lists.is_empty());
        let holder = match at {
            Some(at) => self.target(&at.in_document(id))?.map(|(path, _)| path),
            None if several => {
                let says = format!(
                    "{} has more than one list of definitions; name the provision that lists \"{term}\"",
                    id.printed()
                );
                return Err(self.conflict(Some(here), ConflictKind::MatchesTwice, says));
            }
            None => first.flatten(),
        };
        let definition = Arc::new(self.definition(id, term, text)?);
        let document = self.document(id)?;
        let unsure = definition_unheld(&definition) || (none && document.has_unheld());
        let list = list_of(document, holder.as_deref());
        let index = list.iter().position(|d| is_before(term, d.term())).unwrap_or(list.len());
        change_list(document, holder.as_deref(), index, |list| list.insert(index.min(list.len()), definition));
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
        let new = Arc::new(self.definition(id, term, text)?.with_id(was.id().clone()));
        if definition_unheld(&was) || definition_unheld(&new) {
            self.unverified(Citation::of_document(id));
        }
        change_list(self.document(id)?, holder.as_deref(), index, |list| {
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
        change_list(self.document(id)?, holder.as_deref(), index, |list| {
            if index < list.len() {
                list.remove(index);
            }
        });
        self.undefined.push((self.index, id.clone(), term.to_owned()));
        Ok(())
    }

    /// Where a term is listed. None, and the amendment is recorded as unverified, when the document's words are not all
    /// held and the term may stand among those that are not.
    fn listed(&mut self, id: &DocumentId, term: &str) -> Result<Option<(Holder, usize, Arc<Definition>)>, Conflict> {
        let here = Citation::of_document(id);
        let document = self.document(id)?;
        let mut found = Vec::new();
        for (holder, list) in lists_of(document) {
            let of_term = list.iter().enumerate().filter(|(_, d)| d.term() == term);
            found.extend(of_term.map(|(index, d)| (holder.clone(), index, d.clone())));
        }
        let unheld = document.has_unheld();
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

/// True when a term stands before another in the order of a list, in which capitals count as small letters.
fn is_before(term: &str, other: &str) -> bool {
    let small = |text: &'_ str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let first = |text: &str| text.chars().next().filter(char::is_ascii).map(|c| c.to_ascii_lowercase());
    // Mostly the first letters tell.
    match (first(term), first(other)) {
        (Some(a), Some(b)) if a != b => a < b,
        (_, _) => small(term) < small(other),
    }
}

/// Every list of definitions of a document that has at least one entry.
fn lists_of(document: &Document) -> Vec<(Holder, &[Arc<Definition>])> {
    let mut lists = Vec::new();
    if !document.opening_definitions().is_empty() {
        lists.push((None, document.opening_definitions()));
    }
    lists_below(document.provisions(), &mut Vec::new(), &mut lists);
    lists
}

fn lists_below<'a>(
    level: &'a [Arc<Provision>],
    path: &mut Vec<usize>,
    lists: &mut Vec<(Holder, &'a [Arc<Definition>])>,
) {
    for (index, provision) in level.iter().enumerate().filter(|(_, provision)| provision.has_definitions()) {
        path.push(index);
        if !provision.definitions().is_empty() {
            lists.push((Some(path.clone()), provision.definitions()));
        }
        lists_below(provision.children(), path, lists);
        path.pop();
    }
}

fn list_of<'a>(document: &'a Document, holder: Option<&[usize]>) -> &'a [Arc<Definition>] {
    match holder {
        None => document.opening_definitions(),
        Some(path) => place::provision(document, path).map_or(&[], |provision| provision.definitions()),
    }
}

/// Changes a list of definitions; `index` is the place in it of the one that changes or comes.
fn change_list(
    document: &mut Document,
    holder: Option<&[usize]>,
    index: usize,
    change: impl FnOnce(&mut Vec<Arc<Definition>>),
) {
    match holder {
        None => document.change_definitions(index, change),
        Some(path) => {
            let Some(provision) = place::provision(document, path) else { return };
            let mut parts = provision.to_parts();
            change(&mut parts.definitions);
            place::replace(document, path, Arc::new(Provision::new(parts)));
        }
    }
}
