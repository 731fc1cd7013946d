//! Open, coming and closed consultations, whatever they are about.

use procedure::register::Consulted;

use super::consultation;
use crate::paths::{ActName, Picked, Place, ProposalName};
use crate::server::{Stop, Visit};
use crate::web::pages::{ConsultationRow, ConsultationsPage};
use crate::web::{Day, Link, Moment, Section};

/// Every consultation.
pub(in crate::server) fn of(visit: &Visit) -> Result<ConsultationsPage, Stop> {
    let mut all: Vec<Consulted<'_>> = every(visit).collect();
    all.sort_by_key(|held| held.closes());
    let (open, closed): (Vec<_>, Vec<_>) = all.into_iter().partition(|held| held.counts(visit.today()));
    Ok(ConsultationsPage {
        frame: visit.frame(Some(Section::Consultations), Vec::new()),
        open: open.iter().map(|held| row_of(visit, *held)).collect(),
        coming: Vec::new(),
        closed: closed.iter().rev().map(|held| row_of(visit, *held)).collect(),
        acts: super::offers::of(visit, &[procedure::ActName::Consult], &Picked::none()),
    })
}

/// Every consultation of the register, once: those of a proposal that was split stand with its parts.
pub(in crate::server) fn every(visit: &Visit) -> impl Iterator<Item = Consulted<'_>> {
    let whole = visit.register.proposals().filter(|proposal| proposal.split_into.is_empty());
    let on_proposals =
        whole.flat_map(|proposal| proposal.consultations.iter().map(move |held| Consulted::OnProposal(proposal, held)));
    on_proposals.chain(visit.register.matter_consultations().map(Consulted::OnMatter))
}

fn row_of(visit: &Visit, held: Consulted<'_>) -> ConsultationRow {
    let open = held.counts(visit.today());
    let (about, opened, asked) = match held {
        Consulted::OnProposal(proposal, consultation) => {
            (format!("{}: {}", proposal.number(), proposal.title), consultation.opened, "Anyone may respond".to_owned())
        }
        Consulted::OnMatter(consultation) => (
            crate::server::sentence(&consultation.about.to_string()).trim_end_matches('.').to_owned(),
            consultation.opened,
            consultation::invited(visit, consultation),
        ),
    };
    ConsultationRow {
        consultation: Link::new(held.name(), visit.at(consultation::place(held))),
        modification: about,
        asked,
        opens: Day(opened),
        closes: Moment(held.closes().at(23, 59, 0, 0)),
        left: open.then(|| visit.left(held.closes())),
        responses: u32::try_from(held.responses().len()).unwrap_or(u32::MAX),
        respond: respond(visit, held).filter(|_| open && visit.reader.is_some()),
    }
}

/// The form of a response to a consultation.
fn respond(visit: &Visit, held: Consulted<'_>) -> Option<Link> {
    let act = ActName::parse(procedure::ActName::Respond.name())?;
    let (words, place) = match held {
        Consulted::OnProposal(proposal, _) => {
            let id = ProposalName::from_words(proposal.number())?;
            (format!("Respond on {}", proposal.number()), Place::ActOn(id, act))
        }
        Consulted::OnMatter(consultation) => {
            let given = Picked::none().and("consultation", consultation.id.as_str());
            (format!("Respond on {}", consultation.title), Place::Act(act, given))
        }
    };
    Some(Link::new(words, visit.at(place)))
}
