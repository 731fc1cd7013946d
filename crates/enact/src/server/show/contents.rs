//! The documents of the Code.

use super::choice::{self, Here};
use super::law;
use crate::paths::{FileOf, Picked, Place, Point};
use crate::server::{Stop, Visit};
use crate::web::pages::{ContentsPage, DocumentRow};
use crate::web::{Day, Link, Section};

/// The contents of a text of the Code.
pub(super) async fn of(visit: &Visit, point: Option<&Point>) -> Result<ContentsPage, Stop> {
    let shown = law::at(visit, point, None).await?;
    let code = visit.rulebook.code();
    let outlook = visit.server.outlooks.at(visit);
    let mut documents = Vec::new();
    for document in shown.edition.documents() {
        let (mut all, mut held) = (0, 0);
        document.each(&mut |_, provision| {
            all += 1;
            held += u64::from(provision.is_held());
        });
        let mut since = None;
        for (day, edition) in visit.register.editions() {
            let same = edition.document(document.id()).is_some_and(|other| other.hash() == document.hash());
            since = match (same, since) {
                (true, None) => Some(day),
                (true, kept) => kept,
                (false, _) => None,
            };
        }
        let changing: Vec<Link> = visit
            .register
            .proposals()
            .filter(|proposal| {
                let changes = |drafted: &&super::outlook::Drafted| drafted.changes_document(document.id());
                outlook.drafts.iter().filter(changes).any(|drafted| drafted.number == proposal.number())
            })
            .map(|proposal| visit.proposal_link(proposal))
            .collect();
        documents.push(DocumentRow {
            document: shown.document_link(visit, document.id()),
            title: document.title().to_owned(),
            edition: document.version().unwrap_or("–").to_owned(),
            since: since.map(Day),
            provisions: all,
            held,
            changing,
        });
    }
    let mut frame = visit.frame(Some(Section::Code), Vec::new());
    let lasting = point.cloned().unwrap_or_else(|| Point::on(visit.today()));
    frame.lasting = Some(visit.at(Place::Contents(Some(lasting))));
    Ok(ContentsPage {
        frame,
        title: code.title.clone(),
        choice: choice::offered(visit, &Here { point, ..Here::default() }),
        files: super::document::files(visit, &FileOf::Contents(point.cloned())),
        uses: vec![
            Link::new("Draft a change", visit.at(Place::Draft(Picked::none()))),
            Link::new("See the defects of this text", visit.at(Place::Defects(point.cloned()))),
        ],
        shown: shown.words,
        historical: shown.historical,
        current: Link::new("The text in force today", visit.at(Place::Contents(None))),
        documents,
        unheld: (!code.words_held).then(|| {
            "The words of this Code are not held here, only numbers and headings. Changes to them are recorded and \
             cannot be compared with the words. Headings that no published document quotes are ours."
                .to_owned()
        }),
    })
}
