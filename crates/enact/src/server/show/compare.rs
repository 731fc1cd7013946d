//! Two texts of one document, held against each other.

use legaltext::Edition;

use super::{law, redlined};
use crate::paths::{Compared, DocumentName, Place};
use crate::server::{Stop, Visit};
use crate::web::pages::ComparePage;
use crate::web::{Link, Section};

/// The comparison.
pub(super) async fn of(visit: &Visit, name: &DocumentName, compared: &Compared) -> Result<ComparePage, Stop> {
    let old = law::at(visit, Some(&compared.old), Some(name)).await?;
    let new = law::at(visit, Some(&compared.new), Some(name)).await?;
    let id = law::document_id(name)?;
    let only = |edition: &Edition| {
        let document = edition.document(&id).cloned().ok_or(Stop::NotFound)?;
        Ok::<_, Stop>(Edition::new(edition.code(), [document]))
    };
    let (before, after) = (only(&old.edition)?, only(&new.edition)?);
    let unheld = after
        .document(&id)
        .is_some_and(legaltext::Document::has_unheld)
        .then(|| "Provisions whose words are not held can be compared by number and heading only.".to_owned());
    let made_by = visit
        .register
        .proposals()
        .filter(|proposal| proposal.live.is_some_and(|live| old.since < Some(live) && Some(live) <= new.since))
        .map(|proposal| visit.proposal_link(proposal))
        .collect();
    let turned = Compared { old: compared.new.clone(), new: compared.old.clone() };
    let text = |point: &crate::paths::Point, words: &str| {
        Link::new(words, visit.at(Place::Document(name.clone(), Some(point.clone()))))
    };
    let crumbs = vec![Link::new("The Code", visit.at(Place::Contents(None))), law::document_link(visit, &id, None)];
    Ok(ComparePage {
        frame: visit.frame(Some(Section::Code), crumbs),
        document: id.printed(),
        redline: redlined::of_editions(visit, &before, &after, &old.words, &new.words),
        old: text(&compared.old, &old.words),
        new: text(&compared.new, &new.words),
        turned: Link::new("Turn it round", visit.at(Place::Compare(name.clone(), turned))),
        made_by,
        unheld,
    })
}
