//! Whether whoever acts holds a power.

use super::Case;
use crate::holder::Holder;
use crate::names::BodyId;
use crate::register::Actor;

/// Whether the actor of a case is the holder of a power.
pub(crate) fn holds(case: &Case<'_>, holder: &Holder) -> bool {
    let (today, code) = (case.at.date(), case.rulebook.code());
    if let Actor::Person(person) = case.actor
        && !person.is_in_office(today)
    {
        return *holder == Holder::Anyone;
    }
    let party = || case.actor.party(case.register).filter(|party| party.since <= today);
    let has = |actor: Option<&BodyId>, body: &BodyId| {
        actor.is_some_and(|actor| case.register.has_function(code, actor, body, today))
    };
    match holder {
        Holder::Anyone => true,
        Holder::Party => party().is_some(),
        Holder::PartyOf(category) => party().is_some_and(|party| &party.category == category),
        Holder::Proposer => {
            case.proposal.is_some_and(|proposal| proposal.proposer.eq_ignore_ascii_case(case.actor.stands_for()))
        }
        Holder::Body(body) => has(case.actor.body(), body),
        Holder::BodyOfKind(kind) => {
            let body = case.actor.body().and_then(|body| code.body(body.as_str()));
            body.is_some_and(|body| &body.kind == kind && has(Some(&body.id), &body.id))
        }
        Holder::MemberOf(body) => has(case.actor.member_of(), body),
    }
}
