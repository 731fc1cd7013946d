//! Which words of the Code an address means, and the addresses of what stands in them.

use std::sync::Arc;

use jiff::civil::Date;
use legaltext::{Citation, Document, DocumentId, DocumentKind, Edition, Number, Provision};
use procedure::Register;
use procedure::register::Proposal;

use super::outlook;
use crate::paths::{DocumentName, EditionName, NumberName, Place, Point, ProposalName, Text};
use crate::server::{Stop, Visit};
use crate::web::{Day, Link};

/// The text that an address asks for.
pub(crate) struct Shown {
    /// The edition.
    pub(crate) edition: Edition,
    /// Its first day.
    pub(super) since: Date,
    /// Which text it is, in words.
    pub(crate) words: String,
    /// It is not simply the text in force today.
    pub(super) historical: bool,
    /// What the address said; none where it asked for the text in force today.
    pub(crate) point: Option<Point>,
    /// The document of which the address named an edition by its number.
    document: Option<DocumentId>,
}

impl Shown {
    /// The point that leads to the same text from another place: an edition's number means something in its own document
    /// only, so elsewhere its first day stands for it.
    pub(super) fn point_in(&self, document: Option<&DocumentId>) -> Option<Point> {
        let point = self.point.clone()?;
        let stays = matches!(point.text, Text::On(_)) || self.document.as_ref() == document;
        Some(if stays { point } else { Point { text: Text::On(self.since), ..point } })
    }

    /// A link to a document of the same text.
    pub(super) fn document_link(&self, visit: &Visit, id: &DocumentId) -> Link {
        document_link(visit, id, self.point_in(Some(id)))
    }

    /// A link to a provision of the same text, in the words of its number; none for a number that no address can have.
    pub(super) fn provision_link(&self, visit: &Visit, id: &DocumentId, number: &str) -> Option<Link> {
        provision_link(visit, id, number, self.point_in(Some(id)))
    }
}

/// Finds the text at a point: a day, an edition of a document, with proposals mixed in.
pub(crate) async fn at(visit: &Visit, point: Option<&Point>, document: Option<&DocumentName>) -> Result<Shown, Stop> {
    let register = match point.and_then(|point| point.known) {
        Some(known) => visit.as_known_on(known).await?,
        None => Arc::clone(&visit.register),
    };
    let mut shown = base(visit, &register, point, document)?;
    if let Some(known) = point.and_then(|point| point.known) {
        shown.words = format!("{}, as known on {}", shown.words, Day(known));
        shown.historical = true;
    }
    for name in point.map(|point| point.with.as_slice()).unwrap_or_default() {
        mix(visit, &register, name, &mut shown)?;
    }
    Ok(shown)
}

/// The text of a day or an edition, before anything is mixed in.
fn base(
    visit: &Visit,
    register: &Register,
    point: Option<&Point>,
    document: Option<&DocumentName>,
) -> Result<Shown, Stop> {
    let today = visit.today();
    let shown = |(since, edition): (Date, Edition), words: String, historical: bool| Shown {
        edition,
        since,
        words,
        historical,
        point: point.cloned(),
        document: None,
    };
    match point.map(|point| &point.text) {
        None => Ok(shown(in_force(visit, register, today)?, stands_on(visit, today), false)),
        Some(Text::On(day)) if *day > today => {
            let (since, recorded) = in_force(visit, register, *day)?;
            let (edition, words) =
                coming(register, *day).unwrap_or((recorded, format!("As recorded so far for {}", Day(*day))));
            Ok(shown((since, edition), words, true))
        }
        Some(Text::On(day)) => Ok(shown(in_force(visit, register, *day)?, stands_on(visit, *day), *day != today)),
        Some(Text::Edition(name)) => {
            let id = document.map(document_id).transpose()?.ok_or_else(|| no_edition_of_the_code(visit, name))?;
            let (since, edition) = edition_named(visit, register, &id, name)?;
            let now = register.edition_at(today).and_then(|edition| edition.document(&id)?.version());
            let historical = now != Some(name.to_string().as_str());
            let words = match outlined_before(visit, since) {
                None => format!("Edition {name}, from {}", Day(since)),
                Some(_) => format!("Edition {name}; since when it stands so is not held here"),
            };
            let found = shown((since, edition), words, historical);
            Ok(Shown { document: Some(id), ..found })
        }
    }
}

/// What the text of a day that has come is, in words.
fn stands_on(visit: &Visit, day: Date) -> String {
    match outlined_before(visit, day) {
        None => format!("In force on {}", Day(day)),
        Some(as_of) => {
            format!("Numbers and headings of {}: how they stood on {} is not held here", Day(as_of), Day(day))
        }
    }
}

/// The day for which the sources give the numbers and headings of this Code, where a day comes before it.
pub(super) fn outlined_before(visit: &Visit, day: Date) -> Option<Date> {
    visit.rulebook.code().outline_as_of.filter(|as_of| day < *as_of)
}

/// The Code as it will be on a coming day: with every text that is approved for a day until then.
fn coming(register: &Register, day: Date) -> Option<(Edition, String)> {
    let coming = register.edition_on_coming(day)?;
    let fits = coming.steps.iter().filter(|step| step.unmerged.is_empty());
    let with: Vec<&str> = fits.map(|step| step.number.as_str()).collect();
    let without: Vec<&str> = coming.conflicts().map(|step| step.number.as_str()).collect();
    let mut words = format!("As approved so far for {}", Day(day));
    if !with.is_empty() {
        words.push_str(&format!(", with {}", with.join(", ")));
    }
    if !without.is_empty() {
        words.push_str(&format!(", without {}, which does not merge with it", without.join(", ")));
    }
    Some((coming.edition, words))
}

/// The whole Code has no number of its own here; its documents have.
fn no_edition_of_the_code(visit: &Visit, name: &EditionName) -> Stop {
    let sentence = format!("{name} is the edition of a document; name a document, or a day for the whole Code");
    Stop::Missing(sentence, vec![Link::new("The documents of the Code", visit.at(Place::Contents(None)))])
}

fn in_force(visit: &Visit, register: &Register, day: Date) -> Result<(Date, Edition), Stop> {
    let found = register.editions().rfind(|(since, _)| *since <= day);
    found.map(|(since, edition)| (since, edition.clone())).ok_or_else(|| {
        let sentence = match register.editions().next() {
            Some((first, _)) => {
                format!("no words of the Code are held for {}; the first are those of {}", Day(day), Day(first))
            }
            None => "no words of the Code were held then".to_owned(),
        };
        Stop::Missing(sentence, vec![Link::new("The Code in force today", visit.at(Place::Contents(None)))])
    })
}

/// The first edition of the Code that holds a document under a number of its own.
fn edition_named(
    visit: &Visit,
    register: &Register,
    id: &DocumentId,
    name: &EditionName,
) -> Result<(Date, Edition), Stop> {
    let wanted = name.to_string();
    let mut known: Vec<String> = Vec::new();
    for (since, edition) in register.editions() {
        let Some(version) = edition.document(id).and_then(Document::version) else { continue };
        if version == wanted {
            return Ok((since, edition.clone()));
        }
        if known.last().is_none_or(|last| last != version) {
            known.push(version.to_owned());
        }
    }
    let sentence = if known.is_empty() {
        format!("no edition of {} is held", id.printed())
    } else {
        format!("{} has no edition {name} here; it has {}", id.printed(), known.join(", "))
    };
    Err(Stop::Missing(sentence, vec![document_link(visit, id, None)]))
}

/// Mixes a proposal's legal text into a text.
fn mix(visit: &Visit, register: &Register, name: &ProposalName, shown: &mut Shown) -> Result<(), Stop> {
    let Some(proposal) = register.proposal(name.as_str()) else {
        return Err(Stop::Missing(format!("no modification {} is known", name.as_str().to_uppercase()), Vec::new()));
    };
    let link = vec![visit.proposal_link(proposal)];
    let Some(amendments) = outlook::amendments_of(proposal) else {
        return Err(Stop::Missing(format!("{} has no legal text yet", proposal.number()), link));
    };
    shown.edition = match legaltext::apply(&shown.edition, amendments, proposal.number()) {
        Ok(applied) => applied.edition,
        Err(conflicts) => rebased(proposal, amendments, &shown.edition).ok_or_else(|| {
            let sentences: Vec<_> = conflicts.into_iter().map(|conflict| conflict.message).collect();
            Stop::Missing(format!("{} does not fit this text: {}", proposal.number(), sentences.join("; ")), link)
        })?,
    };
    shown.words = format!("{}, as it would read with {}", shown.words, proposal.number());
    shown.historical = true;
    Ok(())
}

/// A text with a proposal in it whose legal text was drafted against another: merged, where all of it merges.
fn rebased(proposal: &Proposal, amendments: &[legaltext::Amendment], now: &Edition) -> Option<Edition> {
    let drafted_on = proposal.approved_text()?.drafted_on.as_ref()?;
    let merged = legaltext::rebase(drafted_on, now, amendments, proposal.number());
    merged.conflicts.is_empty().then_some(merged.edition)
}

/// The document as it stands today, or the contents of the Code where today's text does not have it.
pub(super) fn document_today(visit: &Visit, name: &DocumentName) -> Place {
    let held = document_id(name)
        .ok()
        .filter(|id| visit.register.edition_at(visit.today()).is_some_and(|edition| edition.document(id).is_some()));
    if held.is_some() { Place::Document(name.clone(), None) } else { Place::Contents(None) }
}

/// The document of an address.
pub(crate) fn document_id(name: &DocumentName) -> Result<DocumentId, Stop> {
    name.as_str().parse().map_err(|_| Stop::NotFound)
}

/// The document of an address in a text; where it is not there, a sentence that says when it was.
pub(crate) fn document<'s>(visit: &Visit, shown: &'s Shown, name: &DocumentName) -> Result<&'s Document, Stop> {
    let id = document_id(name)?;
    shown.edition.document(&id).ok_or_else(|| {
        let days: Vec<Date> = visit
            .register
            .editions()
            .filter(|(_, edition)| edition.document(&id).is_some())
            .map(|(day, _)| day)
            .collect();
        match (days.first(), days.last()) {
            (Some(first), Some(last)) => {
                let words = format!(
                    "{} is not in this text of the Code; it was first in that of {}",
                    id.printed(),
                    Day(*first)
                );
                let then = document_link(visit, &id, Some(Point::on(*last)));
                let then = Link { words: format!("{} as it last stood", then.words), ..then };
                Stop::Missing(words, vec![then])
            }
            (None, _) | (_, None) => Stop::NotFound,
        }
    })
}

/// The address of a document.
pub(super) fn document_link(visit: &Visit, id: &DocumentId, point: Option<Point>) -> Link {
    let place = DocumentName::parse(&id.to_string()).map_or(Place::Contents(None), |name| Place::Document(name, point));
    Link::new(id.printed(), visit.at(place))
}

/// The address of a provision by its printed number.
pub(super) fn provision_link(visit: &Visit, id: &DocumentId, number: &str, point: Option<Point>) -> Option<Link> {
    let place = Place::Provision(DocumentName::parse(&id.to_string())?, NumberName::from_printed(number)?, point);
    Some(Link::new(number, visit.at(place)))
}

/// The provision of an address, in a text.
pub(crate) fn find<'s>(
    shown: &'s Shown,
    name: &DocumentName,
    number: &NumberName,
) -> Option<(Citation, &'s Provision)> {
    let id = document_id(name).ok()?;
    let citation = citation_of(&id, number)?;
    let provision = shown.edition.document(&id)?.find(&citation)?;
    Some((citation, provision))
}

/// `10.22(a)` in Section D is D10.22(a); `3.2.4` in an appendix is itself.
pub(super) fn citation_of(document: &DocumentId, number: &NumberName) -> Option<Citation> {
    let text = number.as_str().to_ascii_uppercase();
    let (top, labels) = text.split_once('(').map_or((text.as_str(), ""), |(top, rest)| (top, rest));
    let letters = match document.kind() {
        DocumentKind::Section => document.letter(),
        DocumentKind::Schedule | DocumentKind::Appendix | DocumentKind::Annex => "",
    };
    let top: Number = format!("{letters}{top}").parse().ok()?;
    let mut citation = Citation::new(document, top);
    for label in labels.split('(').filter(|label| !label.is_empty()) {
        let label: Number = format!("({}", label.to_lowercase()).parse().ok()?;
        citation = citation.child(&label);
    }
    Some(citation)
}

/// An id on the page from a printed number or citation.
pub(super) fn anchor(number: &str) -> String {
    let mut plain = String::from("p");
    for character in number.chars() {
        if character.is_ascii_alphanumeric() {
            plain.push(character.to_ascii_lowercase());
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_end_matches('-');
    plain.strip_prefix('p').map_or_else(|| plain.to_owned(), |rest| format!("p-{}", rest.trim_start_matches('-')))
}

/// A proposal mixed into a text, as a point of an address.
pub(super) fn with(proposal: &Proposal, point: Option<Point>, today: Date) -> Option<Point> {
    Some(point.unwrap_or_else(|| Point::on(today)).with(ProposalName::from_words(proposal.number())?))
}
