//! New provisions.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::document::{Document, number_path};
use crate::document_id::{DocumentId, DocumentKind};
use crate::markup::read_fragment;
use crate::number::Number;
use crate::provision::{Provision, ProvisionParts, Words};

use super::Work;
use super::place::{self, Found};
use super::substitution::document_citation;

/// Where new provisions go.
pub(super) struct Place {
    document: DocumentId,
    after: Option<Citation>,
    /// Each goes where its number belongs; then `after` is none.
    in_order: bool,
}

impl Place {
    /// What the new provisions' numbers stand below.
    pub(super) fn under(&self) -> Citation {
        match &self.after {
            Some(after) if !after.labels().is_empty() => after.without_last_label(),
            Some(_) | None => Citation::of_document(&self.document),
        }
    }

    /// The provision that the new ones follow.
    pub(super) fn after(&self) -> Option<Citation> {
        self.after.clone()
    }

    fn at(&self) -> Citation {
        self.after.clone().unwrap_or_else(|| Citation::of_document(&self.document))
    }
}

impl Work<'_> {
    pub(super) fn insertion_place(
        &mut self,
        after: Option<&Citation>,
        into: Option<&DocumentId>,
    ) -> Result<Place, Conflict> {
        match (after, into) {
            (Some(after), into) => {
                let after = into.map_or_else(|| after.clone(), |document| after.in_document(document));
                let (document, _) = self.document_of(&after)?;
                if into.is_some_and(|named| *named != document) {
                    let says = format!(
                        "the new provision is to follow {after} but also to stand in another document; name one place"
                    );
                    return Err(self.conflict(Some(after), ConflictKind::Misplaced, says));
                }
                Ok(Place { document, after: Some(after), in_order: false })
            }
            (None, Some(document)) => {
                self.document(document)?;
                Ok(Place { document: document.clone(), after: None, in_order: false })
            }
            (None, None) => {
                let says =
                    "the amendment does not say where the new provision goes; name the provision that it follows"
                        .to_owned();
                Err(self.conflict(None, ConflictKind::NoDocument, says))
            }
        }
    }

    /// The place of clauses that go where their numbers belong: in the document named, or in the Section whose letter the
    /// first of them bears.
    pub(super) fn place_in_order(
        &mut self,
        into: Option<&DocumentId>,
        text: &str,
        number: Option<&Number>,
    ) -> Result<Place, Conflict> {
        let first = || text.split_whitespace().find_map(|word| word.parse::<Number>().ok());
        let lettered = || {
            let number = number.cloned().or_else(first)?;
            DocumentId::new(DocumentKind::Section, number.letters()).ok()
        };
        let Some(document) = into.cloned().or_else(lettered) else {
            let says = "the amendment does not say which document the new clauses stand in; name it".to_owned();
            return Err(self.conflict(None, ConflictKind::NoDocument, says));
        };
        self.document(&document)?;
        Ok(Place { document, after: None, in_order: true })
    }

    pub(super) fn insert_unheld(
        &mut self,
        place: &Place,
        number: &Number,
        heading: Option<&str>,
    ) -> Result<(), Conflict> {
        let at = place.under().child(number);
        let id = self.ids(&self.operation()).of(&at);
        let words = Words::Unheld { heading: heading.unwrap_or("").to_owned() };
        self.insert(
            place,
            place.after.clone(),
            Arc::new(Provision::new(ProvisionParts::new(id, number.clone(), words))),
        )?;
        self.unverified(at);
        Ok(())
    }

    pub(super) fn insert_text(&mut self, place: &Place, text: &str, heading: Option<&str>) -> Result<(), Conflict> {
        let operation = self.operation();
        let read = read_fragment(text, &place.under(), self.ids(&operation))
            .map_err(|e| self.unreadable(Some(place.at()), &e))?;
        if !read.definitions.is_empty() || read.provisions.is_empty() {
            let says = "the text must hold new provisions with their numbers; add a definition with define".to_owned();
            return Err(self.conflict(Some(place.at()), ConflictKind::Unreadable, says));
        }
        let mut after = place.after.clone();
        for (index, provision) in read.provisions.into_iter().enumerate() {
            let at = place.under().child(provision.number());
            let provision = match heading.filter(|_| index == 0 && provision.heading().is_none()) {
                Some(heading) => Arc::new(Provision::new(ProvisionParts {
                    heading: Some(heading.to_owned()),
                    ..provision.to_parts()
                })),
                None => provision,
            };
            if provision.has_unheld() {
                self.unverified(at.clone());
            }
            self.insert(place, after, provision)?;
            after = Some(at).filter(|_| !place.in_order);
        }
        Ok(())
    }

    pub(super) fn insert(
        &mut self,
        place: &Place,
        after: Option<Citation>,
        new: Arc<Provision>,
    ) -> Result<(), Conflict> {
        self.refuse_taken(place, &new)?;
        if new.number().is_label() {
            self.insert_paragraph(place, after, new)
        } else {
            self.insert_clause(place, after, new)
        }
    }

    /// No number of the new provision or of the clauses below it may be in use.
    fn refuse_taken(&mut self, place: &Place, new: &Provision) -> Result<(), Conflict> {
        let at = place.under().child(new.number());
        let document = self.document(&place.document)?;
        match place::locate(document, &at) {
            Found::Absent | Found::BelowUnheld => {}
            Found::At(_) | Found::Twice => {
                let says = format!(
                    "the number {at} is already taken in this edition; renumber the new provision or the one that stands there"
                );
                return Err(self.conflict(Some(at), ConflictKind::AlreadyThere, says));
            }
        }
        let below: Vec<_> = new.children().iter().filter(|c| !c.number().is_label()).cloned().collect();
        below.iter().try_for_each(|child| self.refuse_taken(place, child))
    }

    fn insert_paragraph(
        &mut self,
        place: &Place,
        after: Option<Citation>,
        new: Arc<Provision>,
    ) -> Result<(), Conflict> {
        let misplaced =
            || format!("the paragraph {} must follow a paragraph of the same list; name that one", new.number());
        let Some(after) = after.filter(|a| !a.labels().is_empty()) else {
            return Err(self.conflict(Some(place.at()), ConflictKind::Misplaced, misplaced()));
        };
        let Some((path, _)) = self.target(&after)? else {
            self.unverified(place.under().child(new.number()));
            return Ok(());
        };
        if let Some((last, above)) = path.split_last() {
            place::edit(self.document(&place.document)?, above, |level| level.insert((last + 1).min(level.len()), new));
        }
        Ok(())
    }

    fn insert_clause(&mut self, place: &Place, after: Option<Citation>, new: Arc<Provision>) -> Result<(), Conflict> {
        let at = document_citation(&place.at()).child(new.number());
        let anchor = match &after {
            Some(after) => match self.target(&after.clause())? {
                Some((path, _)) if after.labels().is_empty() => Some(path),
                Some(_) | None => {
                    let says =
                        format!("the clause {at} cannot follow the paragraph {after}; name the clause that it follows");
                    return Err(self.conflict(Some(at), ConflictKind::Misplaced, says));
                }
            },
            None => None,
        };
        let letters = new.number().letters();
        let document = self.document(&place.document)?;
        let group = place::group_of(document, new.number());
        let level = place::level(document, &group).unwrap_or(&[]);
        let first = level.iter().position(|p| !p.number().is_label()).unwrap_or(level.len());
        let index = match &anchor {
            None if place.in_order => {
                let below = level.iter().rposition(|p| !p.number().is_label() && p.number() < new.number());
                Some(below.map_or(first, |before| before + 1))
            }
            None => Some(first),
            Some(path) if *path == group => Some(first),
            Some(path) if path.starts_with(&group) && ends_its_groups(document, path, group.len() + 1) => {
                path.get(group.len()).map(|i| i + 1)
            }
            Some(_) => None,
        };
        let would_hold =
            |p: &Arc<Provision>| p.number() != new.number() && number_path(p.number()).contains(new.number());
        let astray = level.iter().any(would_hold) || !(letters.is_empty() || letters == place.document.letter());
        let Some(index) = index.filter(|_| !astray) else {
            let says =
                format!("{at} does not belong at the place named; a clause stands in the group that its number names");
            return Err(self.conflict(Some(at), ConflictKind::Misplaced, says));
        };
        place::edit(document, &group, |level| level.insert(index.min(level.len()), new));
        Ok(())
    }
}

/// True when nothing follows the provision at `path` in the groups above it, down from `from` steps: only then is a place
/// after the whole group also a place after the provision.
fn ends_its_groups(document: &Document, path: &[usize], from: usize) -> bool {
    (from..path.len()).all(|depth| {
        let (above, rest) = path.split_at_checked(depth).unwrap_or((&[], &[]));
        let level = place::level(document, above).unwrap_or(&[]);
        rest.first().is_some_and(|index| index + 1 == level.len())
    })
}
