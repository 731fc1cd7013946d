//! What the reader may do now.

use procedure::next::deadlines;

use super::offers;
use crate::server::{Stop, Visit};
use crate::web::pages::{ActGroup, ActsPage};
use crate::web::{Day, Link, Offer, Section};

/// Everything that is open to the reader.
pub(super) fn of(visit: &Visit) -> Result<ActsPage, Stop> {
    let mut groups = Vec::new();
    for proposal in visit.register.proposals().filter(|proposal| !proposal.stage.is_end()) {
        let open: Vec<Link> = offers::on(visit, proposal)
            .acts
            .into_iter()
            .filter_map(|act| match act.offer {
                Offer::Permitted(link) | Offer::AfterJudgement(link, _) => Some(link),
                Offer::Refused(_) => None,
            })
            .collect();
        if open.is_empty() {
            continue;
        }
        let next = deadlines(&visit.register, proposal, visit.now).into_iter().next();
        let subject = Link::new(format!("{}: {}", proposal.number(), proposal.title), visit.proposal_link(proposal).to);
        let deadline = next.as_ref().map(|next| format!("{}, {}", Day(next.date), next.what));
        groups.push((next.map(|next| next.date), ActGroup { subject, deadline, open }));
    }
    groups.sort_by(|(one, _), (other, _)| (one.is_none(), one).cmp(&(other.is_none(), other)));
    Ok(ActsPage {
        frame: visit.frame(Some(Section::Modifications), Vec::new()),
        general: offers::general(visit),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
    })
}
