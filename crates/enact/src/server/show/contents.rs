//! The documents of the Code.

use procedure::register::Proposal;

use super::law;
use crate::paths::{Place, Point};
use crate::server::{Stop, Visit};
use crate::web::pages::{ContentsPage, DocumentRow};
use crate::web::{Day, Link, Section};

/// The contents of a text of the Code.
pub(super) async fn of(visit: &Visit, point: Option<&Point>) -> Result<ContentsPage, Stop> {
    let shown = law::at(visit, point, None).await?;
    let code = visit.rulebook.code();
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
            .filter(|proposal| changes(proposal, document.id()))
            .map(|proposal| visit.proposal_link(proposal))
            .collect();
        documents.push(DocumentRow {
            document: law::document_link(visit, document.id(), point.cloned()),
            title: document.title().to_owned(),
            edition: document.version().unwrap_or("–").to_owned(),
            since: since.map(Day),
            provisions: all,
            held,
            changing,
        });
    }
    Ok(ContentsPage {
        frame: visit.frame(Some(Section::Code), Vec::new()),
        title: code.title.clone(),
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

fn changes(proposal: &Proposal, document: &legaltext::DocumentId) -> bool {
    let amendments = proposal.legal_text.iter().flat_map(|text| &text.amendments);
    !proposal.stage.is_end()
        && amendments.filter_map(legaltext::Amendment::document).any(|changed| &changed == document)
}
