//! Two texts of one document, or of the whole Code, held against each other.

use legaltext::{DocumentId, Edition};

use super::choice::{self, Here};
use super::law::{self, Shown};
use super::redlined::{self, Numbers};
use crate::paths::{Compared, DocumentName, FileOf, Place, Point};
use crate::server::{Stop, Visit};
use crate::web::pages::ComparePage;
use crate::web::{Link, Section};

/// The two texts of a comparison, cut to the document that is compared.
pub(crate) struct Sides {
    /// The text that it starts from.
    pub(crate) old: Shown,
    /// The text that it ends at.
    pub(crate) new: Shown,
    /// The words of the old text that are compared.
    pub(crate) before: Edition,
    /// The words of the new text that are compared.
    pub(crate) after: Edition,
    /// The document; none for the whole Code.
    pub(crate) document: Option<DocumentId>,
}

/// Finds both texts.
pub(crate) async fn sides(visit: &Visit, name: Option<&DocumentName>, compared: &Compared) -> Result<Sides, Stop> {
    let old = law::at(visit, Some(&compared.old), name).await?;
    let new = law::at(visit, Some(&compared.new), name).await?;
    let document = name.map(law::document_id).transpose()?;
    let (before, after) = match (&document, name) {
        (Some(id), Some(name)) => {
            // A document that only one of the texts has is wholly inserted or omitted.
            let only = |edition: &Edition| Edition::new(edition.code(), edition.document(id).cloned());
            let (before, after) = (only(&old.edition), only(&new.edition));
            if before.documents().is_empty() && after.documents().is_empty() {
                law::document(visit, &new, name)?;
            }
            (before, after)
        }
        (None, _) | (_, None) => (old.edition.clone(), new.edition.clone()),
    };
    Ok(Sides { old, new, before, after, document })
}

/// The comparison.
pub(super) async fn of(visit: &Visit, name: Option<&DocumentName>, compared: &Compared) -> Result<ComparePage, Stop> {
    let sides = sides(visit, name, compared).await?;
    let unheld = sides.after.documents().iter().chain(sides.before.documents()).any(|document| document.has_unheld());
    let made_by = visit
        .register
        .proposals()
        .filter(|proposal| proposal.live.is_some_and(|live| sides.old.since < live && live <= sides.new.since))
        .map(|proposal| visit.proposal_link(proposal))
        .collect();
    let text = |point: &Point, words: &str| {
        let place = match name {
            Some(name) => Place::Document(name.clone(), Some(point.clone())),
            None => Place::Contents(Some(point.clone())),
        };
        Link::new(words, visit.at(place))
    };
    let mut crumbs = vec![Link::new("The Code", visit.at(Place::Contents(None)))];
    crumbs.extend(sides.document.as_ref().map(|id| law::document_link(visit, id, None)));
    let numbers = Numbers { visit, document: sides.document.as_ref(), point: Some(compared.new.clone()) };
    let here = Here {
        document: sides.document.as_ref(),
        number: None,
        point: Some(&compared.new),
        against: Some(&compared.old),
    };
    let mut frame = visit.frame(Some(Section::Code), crumbs);
    frame.lasting = Some(visit.at(Place::Compare(name.cloned(), compared.clone())));
    Ok(ComparePage {
        frame,
        document: sides.document.as_ref().map_or_else(|| "The whole Code".to_owned(), DocumentId::printed),
        redline: redlined::of_editions(&numbers, &sides.before, &sides.after, &sides.old.words, &sides.new.words),
        choice: choice::offered(visit, &here),
        files: super::document::files(visit, &FileOf::Compare(name.cloned(), compared.clone())),
        old: text(&compared.old, &sides.old.words),
        new: text(&compared.new, &sides.new.words),
        turned: Link::new("turn it round", visit.at(Place::Compare(name.cloned(), compared.turned()))),
        made_by,
        unheld: unheld
            .then(|| "Provisions whose words are not held can be compared by number and heading only.".to_owned()),
    })
}
