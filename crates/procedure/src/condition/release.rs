//! Conditions on releases, cut-offs and go-live.

use super::{Answer, list};
use crate::act::{Act, ActName};
use crate::case::Case;
use crate::legal_text::Commencement;
use crate::names::{Outcome, day};
use crate::register::{Due, Target};

pub(super) fn in_release(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    if case.name == ActName::GoLive
        && let Ok(going) = case.going_live(proposal)
        && let Some(part) = going.parts.first().filter(|part| part.in_force != Commencement::WithRelease)
    {
        return Answer::Met(format!("the part `{}` comes into force {}", part.name, part.in_force));
    }
    match proposal.release() {
        Some(release) => Answer::Met(format!("{} is in the release {release}", proposal.number())),
        None => Answer::NotMet(format!("{} is in no release", proposal.number())),
    }
}

pub(super) fn date_reached(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let going = match case.going_live(proposal) {
        Ok(going) => going,
        Err(problem) => return Answer::NotMet(problem.message),
    };
    let own = going.parts.first().filter(|part| part.in_force != Commencement::WithRelease);
    let what = match (own, case.release_of(proposal)) {
        (Some(part), _) => format!("the part `{}`", part.name),
        (None, Ok(release)) => format!("the {}", release.name),
        (None, Err(_)) => {
            return Answer::NotMet(format!("{} is in no release, so it has no date to go live", proposal.number()));
        }
    };
    match going.due {
        Due::Day(date) if date <= case.at.date() => Answer::Met(format!("the day of {what} has come")),
        Due::Day(date) => Answer::NotMet(format!("{what} goes live on {}, not before", day(date))),
        Due::Waits(why) => Answer::NotMet(format!("{what} waits: {why}")),
    }
}

pub(super) fn fits_decision(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Some(decision) = &proposal.decision else {
        return Answer::Met("not decided yet; the cut-off will tell".to_owned());
    };
    let Some(Act::PutInRelease(act)) = case.act else {
        return Answer::Open(format!("the decision of {} must meet the cut-off", day(decision.at.date())));
    };
    let cut_off = match act.cut_off.map_or_else(|| case.cut_off_for(&act.release), |date| Ok(Some(date))) {
        Ok(cut_off) => cut_off,
        Err(problem) => return Answer::NotMet(problem.message),
    };
    let decided = decision.at.date();
    match cut_off {
        Some(cut_off) if decided > cut_off => Answer::NotMet(format!(
            "it was decided on {}, after the cut-off {} of {}",
            day(decided),
            day(cut_off),
            act.release
        )),
        Some(cut_off) => Answer::Met(format!("it was decided on {}, by the cut-off {}", day(decided), day(cut_off))),
        None => Answer::Met("the release has no cut-off".to_owned()),
    }
}

pub(super) fn decision_keeps_a_release(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let today = case.at.date();
    if matches!(case.act, Some(Act::DecideProposal(act)) if act.decision == Outcome::Rejected) {
        return Answer::Met("what is rejected needs no date".to_owned());
    }
    if proposal.targets.is_empty() {
        return Answer::Met("it is meant for no release yet".to_owned());
    }
    match proposal.target_for_decision_on(today) {
        Some(target) => Answer::Met(format!("a decision on {} keeps the release {}", day(today), target.release)),
        None => Answer::NotMet(format!(
            "a decision on {} comes after every cut-off ({}); put it in a later release first",
            day(today),
            list(proposal.targets.iter().filter_map(cut_off_words))
        )),
    }
}

fn cut_off_words(target: &Target) -> Option<String> {
    target.cut_off.map(|date| format!("{} for {}", day(date), target.release))
}
