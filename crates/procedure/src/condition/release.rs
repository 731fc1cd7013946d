//! Conditions on releases, cut-offs and go-live.

use super::{Answer, list};
use crate::act::Act;
use crate::case::Case;
use crate::names::day;
use crate::register::Target;

pub(super) fn in_release(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    match proposal.release() {
        Some(release) => Answer::Met(format!("{} is in the release {release}", proposal.number())),
        None => Answer::NotMet(format!("{} is in no release", proposal.number())),
    }
}

pub(super) fn date_reached(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Ok(release) = case.release_of(proposal) else {
        return Answer::NotMet(format!("{} is in no release, so it has no date to go live", proposal.number()));
    };
    Answer::when(
        release.date <= case.at.date(),
        || format!("the day of the {} has come", release.name),
        || format!("the {} goes live on {}, not before", release.name, day(release.date)),
    )
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
