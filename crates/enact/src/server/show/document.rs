//! One document of the Code, to be read.

use legaltext::Document;

use super::law::{self, Setting};
use crate::paths::{Compared, DocumentName, EditionName, Place, Point};
use crate::server::{Stop, Visit};
use crate::web::pages::{ContentsEntry, DocumentPage, EditionLine};
use crate::web::{Day, Link, Section};

/// The document at a point.
pub(super) async fn of(visit: &Visit, name: &DocumentName, point: Option<&Point>) -> Result<DocumentPage, Stop> {
    let shown = law::at(visit, point, Some(name)).await?;
    let id = law::document_id(name)?;
    let document = shown.edition.document(&id).ok_or(Stop::NotFound)?;
    let setting = Setting::new(visit, &shown.edition, &id);
    let mut provisions = Vec::new();
    for provision in document.provisions() {
        setting.lines(provision, 0, &mut provisions);
    }
    let contents = provisions
        .iter()
        .zip(std::iter::once(None).chain(provisions.iter().map(Some)))
        .filter_map(|(line, before)| {
            let heading = line.heading.clone()?;
            if before.is_some_and(|before| before.is_group && before.heading.as_ref() == Some(&heading)) {
                return None;
            }
            Some(ContentsEntry { number: line.number.clone(), heading, anchor: line.anchor.clone() })
        })
        .collect();
    let current = Link::new("Read the text in force today", visit.at(Place::Document(name.clone(), None)));
    let mut frame = visit.frame(Some(Section::Code), vec![Link::new("The Code", visit.at(Place::Contents(None)))]);
    let lasting = point.cloned().unwrap_or_else(|| Point::on(visit.today()));
    frame.lasting = Some(visit.at(Place::Document(name.clone(), Some(lasting))));
    let unheld = document
        .has_unheld()
        .then(|| "Some words are not held here: those provisions show their number and heading only. Headings that no published document quotes are ours.".to_owned());
    Ok(DocumentPage {
        frame,
        name: id.printed(),
        title: document.title().to_owned(),
        warning: shown.historical.then(|| (format!("{}. This may not be the text in force.", shown.words), current)),
        shown: in_words(document, &shown),
        unheld,
        contents,
        provisions,
        definitions: setting.definitions(document),
        editions: editions(visit, name, document),
        hash: Some(document.hash().to_string()),
    })
}

fn in_words(document: &Document, shown: &law::Shown) -> String {
    match document.version() {
        Some(version) => format!("Edition {version}. {}", shown.words),
        None => shown.words.clone(),
    }
}

/// The document's editions, newest first.
fn editions(visit: &Visit, name: &DocumentName, shown: &Document) -> Vec<EditionLine> {
    let mut found: Vec<(jiff::civil::Date, &Document)> = Vec::new();
    for (since, edition) in visit.register.editions() {
        let Some(document) = edition.document(shown.id()) else { continue };
        if found.last().is_none_or(|(_, last)| last.hash() != document.hash()) {
            found.push((since, document));
        }
    }
    let before: Vec<Option<jiff::civil::Date>> =
        std::iter::once(None).chain(found.iter().map(|(since, _)| Some(*since))).collect();
    let lines = found.iter().zip(before).map(|((since, document), before)| {
        let edition = document.version().and_then(EditionName::parse);
        let point = edition.map_or_else(|| Point::on(*since), Point::edition);
        let words = match document.version() {
            Some(version) => format!("Edition {version}, from {}", Day(*since)),
            None => format!("From {}", Day(*since)),
        };
        let makers = visit.register.proposals().filter(|proposal| {
            let amendments = proposal.legal_text.iter().flat_map(|text| &text.amendments);
            let touched = amendments.filter_map(legaltext::Amendment::document).any(|id| &id == shown.id());
            proposal.live == Some(*since) && touched
        });
        let compare = before.map(|before| {
            let compared = Compared { old: Point::on(before), new: Point::on(*since) };
            Link::new("Compare with the one before", visit.at(Place::Compare(name.clone(), compared)))
        });
        EditionLine {
            edition: Link::new(words, visit.at(Place::Document(name.clone(), Some(point)))),
            made_by: makers.map(|proposal| visit.proposal_link(proposal)).next(),
            compare,
            shown: document.hash() == shown.hash(),
        }
    });
    let mut lines: Vec<EditionLine> = lines.collect();
    lines.reverse();
    lines
}
