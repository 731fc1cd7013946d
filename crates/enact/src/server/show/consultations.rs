//! Open, coming and closed consultations.

use procedure::register::{Consultation, Proposal};

use crate::paths::{ActName, Place, ProposalName};
use crate::server::{Stop, Visit};
use crate::web::pages::{ConsultationRow, ConsultationsPage};
use crate::web::{Day, Link, Moment, Section};

/// Every consultation.
pub(super) fn of(visit: &Visit) -> Result<ConsultationsPage, Stop> {
    let mut all: Vec<(&Proposal, &Consultation)> = visit
        .register
        .proposals()
        .filter(|proposal| proposal.split_into.is_empty())
        .flat_map(|proposal| proposal.consultations.iter().map(move |held| (proposal, held)))
        .collect();
    all.sort_by_key(|(_, held)| held.closes);
    let (open, closed): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(proposal, held)| held.is_open(visit.today()) && !proposal.stage.is_end());
    let row = |(proposal, held): &(&Proposal, &Consultation)| row_of(visit, proposal, held);
    Ok(ConsultationsPage {
        frame: visit.frame(Some(Section::Consultations), Vec::new()),
        open: open.iter().map(row).collect(),
        coming: Vec::new(),
        closed: closed.iter().rev().map(row).collect(),
    })
}

fn row_of(visit: &Visit, proposal: &Proposal, held: &Consultation) -> ConsultationRow {
    let open = held.is_open(visit.today()) && !proposal.stage.is_end();
    let form = ProposalName::from_words(proposal.number()).zip(ActName::parse(procedure::ActName::Respond.name()));
    let respond = form
        .filter(|_| open && visit.reader.is_some())
        .map(|(id, act)| Link::new(format!("Respond on {}", proposal.number()), visit.at(Place::ActOn(id, act))));
    ConsultationRow {
        consultation: Link::new(held.kind.words(), visit.proposal_link(proposal).to),
        modification: format!("{}: {}", proposal.number(), proposal.title),
        asked: "Anyone may respond".to_owned(),
        opens: Day(held.opened),
        closes: Moment(held.closes.at(23, 59, 0, 0)),
        left: open.then(|| visit.left(held.closes)),
        responses: u32::try_from(held.responses.len()).unwrap_or(u32::MAX),
        respond,
    }
}
