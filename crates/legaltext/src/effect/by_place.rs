//! Effects read from the amendments alone, for words that are not held.

use std::sync::Arc;

use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::markup::{Ids, read_fragment};
use crate::number::Number;
use crate::provision::Provision;

use super::{Does, Effect, Place};

/// What one amendment says that it does.
pub(super) fn effects_of(amendment: &Amendment) -> Vec<Effect> {
    let words = |text: &str| Does::Rewords { base: String::new(), new: text.to_owned(), changes: None };
    match amendment {
        Amendment::Substitute { at, text, .. } => vec![at_place(at, words(text))],
        Amendment::Insert { after, into, text, number, heading, .. } => {
            let Some(under) = above_of(after.as_ref(), into.as_ref(), text, number.as_ref()) else { return Vec::new() };
            match number {
                Some(number) => vec![inserted(&under, number, heading.clone().unwrap_or_default())],
                None => read_inserted(text, &under),
            }
        }
        Amendment::Omit { at, old } => {
            vec![at_place(at, Does::Omits { base: old.clone().unwrap_or_default() })]
        }
        Amendment::Renumber { at, to } => {
            let to = at.document_id().map_or_else(|| to.clone(), |d| to.in_document(&d));
            let taken = to.last().cloned().zip(up(&to)).map(|(number, above)| (Place::cited(&above), number));
            let takes = taken.into_iter().collect();
            vec![Effect { takes, ..at_place(at, Does::Renumbers { to }) }]
        }
        Amendment::Move { at, after, into, number } => {
            let number = number.as_ref().or(at.last());
            let above = above_of(after.as_ref(), into.as_ref(), "", number);
            let (Some(number), Some(above)) = (number, above) else { return Vec::new() };
            let to = above.child(number);
            let takes = vec![(Place::cited(&above), number.clone())];
            vec![Effect { takes, ..at_place(at, Does::Moves { to }) }]
        }
        Amendment::NewDocument { document, text, .. } => {
            vec![at_place(&Citation::of_document(document), Does::Inserts { new: text.clone() })]
        }
        Amendment::Define { document, term, text, .. } => {
            vec![term_at(document, term, Does::Inserts { new: text.clone().unwrap_or_default() })]
        }
        Amendment::Redefine { document, term, text, .. } => {
            vec![term_at(document, term, words(text.as_deref().unwrap_or("")))]
        }
        Amendment::Undefine { document, term } => {
            vec![term_at(document, term, Does::Omits { base: String::new() })]
        }
    }
}

/// What new provisions stand in: the list of the paragraph that they follow, or else the document.
fn above_of(
    after: Option<&Citation>,
    into: Option<&DocumentId>,
    text: &str,
    number: Option<&Number>,
) -> Option<Citation> {
    match (after, into) {
        (Some(after), _) if !after.labels().is_empty() => Some(after.without_last_label()),
        (Some(after), _) => after.document_id().or_else(|| into.cloned()).map(|d| Citation::of_document(&d)),
        (None, Some(document)) => Some(Citation::of_document(document)),
        (None, None) => {
            let first = || text.split_whitespace().find_map(|word| word.parse::<Number>().ok());
            let lettered = |number: Number| format!("{number}").parse::<Citation>().ok()?.document_id();
            number.cloned().or_else(first).and_then(lettered).map(|d| Citation::of_document(&d))
        }
    }
}

/// The provisions of an insertion. A text that cannot be read adds none; applying it is a conflict.
fn read_inserted(text: &str, under: &Citation) -> Vec<Effect> {
    let ids = Ids { origin: "effects", operation: "insert" };
    let Ok(read) = read_fragment(text, under, ids) else { return Vec::new() };
    let mut open: Vec<Arc<Provision>> = read.provisions.into_iter().rev().collect();
    let mut out = Vec::new();
    while let Some(provision) = open.pop() {
        open.extend(provision.children().iter().rev().filter(|c| !c.number().is_label()).cloned());
        out.push(inserted(under, provision.number(), provision.text()));
    }
    out
}

fn inserted(under: &Citation, number: &Number, new: String) -> Effect {
    let at = under.child(number);
    let takes = up(&at).map(|above| (Place::cited(&above), number.clone())).into_iter().collect();
    Effect { takes, ..at_place(&at, Does::Inserts { new }) }
}

/// What a number is one of: the list, for a paragraph; the document, for a clause.
fn up(at: &Citation) -> Option<Citation> {
    if at.labels().is_empty() { at.document_id().map(|d| Citation::of_document(&d)) } else { at.parent() }
}

fn at_place(at: &Citation, does: Does) -> Effect {
    let mut above: Vec<Place> =
        std::iter::successors(at.parent(), Citation::parent).map(|up| Place::cited(&up)).collect();
    above.reverse();
    Effect {
        at: at.clone(),
        term: None,
        does,
        own: Place::cited(at),
        above,
        takes: Vec::new(),
        target: Vec::new(),
        wordings: Vec::new(),
    }
}

fn term_at(document: &DocumentId, term: &str, does: Does) -> Effect {
    let own = Place::term(document, term);
    let above = vec![Place::document(document)];
    Effect {
        at: own.at.clone(),
        term: Some(term.to_owned()),
        does,
        own,
        above,
        takes: Vec::new(),
        target: Vec::new(),
        wordings: Vec::new(),
    }
}

/// Adds what amendments do to words that are not held, where comparing the editions showed nothing.
pub(super) fn add_unverified(
    known: &mut Vec<Effect>,
    base: &Edition,
    amendments: &[Amendment],
    unverified: &[Citation],
) {
    let mut more = Vec::new();
    for mut effect in amendments.iter().flat_map(effects_of).filter(|e| unverified.contains(&e.at)) {
        let same = |other: &Effect| match (&effect.term, &other.term) {
            (Some(term), Some(other_term)) => term == other_term && effect.at.document_id() == other.at.document_id(),
            (None, None) => effect.at == other.at,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if known.iter().any(same) {
            continue;
        }
        let parents = effect.takes.iter_mut().map(|(above, _)| above);
        for place in effect.above.iter_mut().chain([&mut effect.own]).chain(parents).filter(|p| p.term.is_none()) {
            place.id = base.find(&place.at).map(|provision| provision.id().clone());
        }
        more.push(effect);
    }
    known.append(&mut more);
}
