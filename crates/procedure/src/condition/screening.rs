//! Conditions on the committees that watch what a proposal affects.

use super::Answer;
use crate::act::Act;
use crate::case::Case;
use crate::names::{BodyId, day};
use crate::register::{Proposal, Touched};

/// What of a committee's matters the proposal touches today.
fn touched(case: &Case<'_>, proposal: &Proposal, committee: &BodyId) -> Option<Touched> {
    case.register.touched_of(case.rulebook, proposal, committee, case.at.date())
}

pub(super) fn advice_asked(case: &Case<'_>, committee: &BodyId) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let title = case.rulebook.code().title_of(committee.as_str());
    if let Some(at) = case.register.advice_asked(&proposal.id, committee) {
        return Answer::Met(format!("{title} was asked for advice on {}", day(at.date())));
    }
    match touched(case, proposal, committee) {
        None => Answer::Met(format!("nothing that {title} watches is touched")),
        Some(touched) => Answer::NotMet(format!(
            "{title} was not asked for advice, although the proposal touches what it watches: {}",
            touched.why.join("; ")
        )),
    }
}

pub(super) fn committee_invited(case: &Case<'_>, committee: &BodyId) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let invited = match case.act {
        Some(Act::OpenConsultation(act)) => &act.invited,
        Some(Act::ConsultOnReport(act)) => &act.invited,
        Some(_) | None => return Answer::Open("committees that watch what it touches must be invited".to_owned()),
    };
    let code = case.rulebook.code();
    let title = code.title_of(committee.as_str());
    if invited.iter().any(|name| code.body(name).is_some_and(|body| body.id == *committee)) {
        return Answer::Met(format!("{title} is invited"));
    }
    match touched(case, proposal, committee) {
        None => Answer::Met(format!("nothing that {title} watches is touched")),
        Some(touched) => Answer::NotMet(format!(
            "{title} must be invited, for the proposal touches what it watches: {}",
            touched.why.join("; ")
        )),
    }
}
