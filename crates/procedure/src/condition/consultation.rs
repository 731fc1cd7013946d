//! Conditions on consultations.

use super::Answer;
use crate::case::Case;
use crate::names::{ConsultationKind, day};

pub(super) fn closed(case: &Case<'_>, kind: ConsultationKind) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let name = kind.words();
    match proposal.consultation(Some(kind)) {
        None => Answer::NotMet(format!("no {name} has been held on {}", proposal.number())),
        Some(held) if case.at.date() > held.closes => Answer::Met(format!("the {name} closed on {}", day(held.closes))),
        Some(held) => Answer::NotMet(format!("the {name} is open until the end of {}", day(held.closes))),
    }
}

pub(super) fn opened(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    match proposal.consultation(None) {
        None => Answer::NotMet(format!("no consultation on {} has been opened", proposal.number())),
        Some(held) => Answer::Met(format!("the {} opened on {}", held.kind.words(), held.opened)),
    }
}

pub(super) fn none_open(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    match proposal.consultations.iter().find(|held| held.is_open(case.at.date())) {
        None => Answer::Met("no consultation is open".to_owned()),
        Some(held) => {
            Answer::NotMet(format!("the {} is open until the end of {}", held.kind.words(), day(held.closes)))
        }
    }
}
