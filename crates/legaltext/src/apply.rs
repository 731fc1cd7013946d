//! Applies amendments to an edition: each matches exactly, or the application stops with its conflicts.

mod brought;
mod dangling;
mod defining;
mod documents;
mod following;
mod insertion;
mod moving;
mod place;
mod ranges;
mod renumbering;
mod substitution;
mod undefined;

use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::conflict::{Applied, Conflict, ConflictKind, Notice, Rewritten};
use crate::document::Document;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::markup::{Ids, MarkupError};

/// Applies the amendments one after another: each sees what those before it made. `origin` names the Code and the
/// modification; with the place of an amendment in the list it makes the identities of what is new, so give each legal
/// text an origin of its own.
///
/// # Errors
/// Every amendment that does not match exactly, as a [`Conflict`]. Nothing is applied in part. An amendment whose target
/// an earlier conflicting one would have made is reported too.
pub fn apply(edition: &Edition, amendments: &[Amendment], origin: &str) -> Result<Applied, Vec<Conflict>> {
    let mut work = Work {
        edition: edition.clone(),
        origin,
        index: 0,
        unverified: Vec::new(),
        notices: Vec::new(),
        rewritten: Vec::new(),
        omitted: Vec::new(),
        initial: edition,
        watched: ranges::Watched::new(),
        undefined: Vec::new(),
    };
    let mut conflicts = Vec::new();
    for (index, amendment) in amendments.iter().enumerate() {
        work.index = index;
        if let Err(conflict) = work.amend(amendment) {
            conflicts.push(conflict);
        }
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    work.report_ranges();
    work.report_dangling();
    work.report_undefined();
    let Work { edition, unverified, notices, rewritten, .. } = work;
    Ok(Applied { edition, unverified, notices, rewritten })
}

/// An application under way.
struct Work<'a> {
    /// What the amendments so far made. It alone holds what they changed, so each further one changes that in place.
    edition: Edition,
    origin: &'a str,
    index: usize,
    unverified: Vec<Citation>,
    notices: Vec<Notice>,
    rewritten: Vec<Rewritten>,
    omitted: Vec<(usize, Citation)>,
    /// What the amendments are applied to.
    initial: &'a Edition,
    /// Ranges that an amendment touched; they are judged when all are applied.
    watched: ranges::Watched,
    /// Terms that an amendment took out of a list, with the document of the list.
    undefined: Vec<(usize, DocumentId, String)>,
}

impl Work<'_> {
    fn amend(&mut self, amendment: &Amendment) -> Result<(), Conflict> {
        match amendment {
            Amendment::Substitute { at, text, old, heading } if at.is_document() => {
                self.retitle(at, text, old.as_deref(), heading.as_deref())
            }
            Amendment::Substitute { at, text, old, heading } => {
                self.substitute(at, text, old.as_deref(), heading.as_deref())
            }
            Amendment::Insert { after, into, in_order, text, number, heading } => {
                let place = if *in_order && after.is_none() {
                    self.place_in_order(into.as_ref(), text, number.as_ref())?
                } else {
                    self.insertion_place(after.as_ref(), into.as_ref())?
                };
                match number {
                    Some(number) if text.trim().is_empty() => self.insert_unheld(&place, number, heading.as_deref()),
                    None if !text.trim().is_empty() => self.insert_text(&place, text, heading.as_deref()),
                    Some(_) | None => {
                        let says =
                            "give either the text of the new provisions or the number of one whose words are not held"
                                .to_owned();
                        Err(self.conflict(after.clone(), ConflictKind::Unreadable, says))
                    }
                }
            }
            Amendment::Omit { at, .. } if at.is_document() => self.omit_document(at),
            Amendment::Omit { at, old } => self.omit(at, old.as_deref()),
            Amendment::Renumber { at, to } => self.renumber(at, to),
            Amendment::Move { at, after, into, number } => {
                self.move_provision(at, after.as_ref(), into.as_ref(), number.as_ref())
            }
            Amendment::NewDocument { document, title, text } => self.new_document(document, title, text),
            Amendment::Define { document, term, text, at } => self.define(document, term, text.as_deref(), at.as_ref()),
            Amendment::Redefine { document, term, text, old } => {
                self.redefine(document, term, text.as_deref(), old.as_deref())
            }
            Amendment::Undefine { document, term } => self.undefine(document, term),
        }
    }

    fn conflict(&self, at: Option<Citation>, kind: ConflictKind, message: String) -> Conflict {
        Conflict { amendment: self.index, at, kind, message }
    }

    fn unreadable(&self, at: Option<Citation>, errors: &[MarkupError]) -> Conflict {
        let says = errors.first().map_or_else(|| "the text cannot be read".to_owned(), |e| format!("in the text, {e}"));
        self.conflict(at, ConflictKind::Unreadable, says)
    }

    /// The document that a citation names, to be changed.
    fn document_of(&mut self, at: &Citation) -> Result<(DocumentId, &mut Document), Conflict> {
        let Some(id) = at.document_id() else {
            let says = format!("{at} does not say which document it stands in; write for example Appendix AG {at}");
            return Err(self.conflict(Some(at.clone()), ConflictKind::NoDocument, says));
        };
        let document = self.document(&id)?;
        Ok((id, document))
    }

    fn document(&mut self, id: &DocumentId) -> Result<&mut Document, Conflict> {
        let amendment = self.index;
        self.edition.document_mut(id).ok_or_else(|| {
            let message =
                format!("{} is not in this edition; check the letter or add the document first", id.printed());
            Conflict { amendment, at: Some(Citation::of_document(id)), kind: ConflictKind::NoDocument, message }
        })
    }

    fn operation(&self) -> String {
        format!("amendment {}", self.index)
    }

    fn ids<'a>(&'a self, operation: &'a str) -> Ids<'a> {
        Ids { origin: self.origin, operation }
    }

    /// Records that words not held were amended.
    fn unverified(&mut self, at: Citation) {
        if !self.unverified.contains(&at) {
            self.unverified.push(at);
        }
    }
}

#[cfg(test)]
mod tests;
