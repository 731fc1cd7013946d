//! Conditions on releases, cut-offs and go-live.

use jiff::civil::Date;

use super::{Answer, list};
use crate::act::{Act, ActName};
use crate::case::Case;
use crate::legal_text::Commencement;
use crate::names::{Outcome, Path, ReleaseId, Stage, day};
use crate::register::{Due, Proposal, Target};

/// A release by its name, as a sentence has it.
fn named<'a>(case: &'a Case<'_>, release: &'a ReleaseId) -> &'a str {
    case.register.release(release.as_str()).map_or(release.as_str(), |known| known.name.as_str())
}

pub(super) fn in_release(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    if case.name == ActName::GoLive
        && let Ok(going) = case.going_live(proposal)
        && let Some(part) = going.parts.first().filter(|part| part.in_force != Commencement::WithRelease)
    {
        return Answer::Met(format!("the part `{}` comes into force {}", part.name, part.in_force));
    }
    match proposal.release() {
        Some(release) => Answer::Met(format!("{} is in the {}", proposal.number(), named(case, release))),
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
    let Some(decision) = proposal.decision.as_ref().filter(|decision| decision.outcome == Outcome::Approved) else {
        return Answer::Met("not approved yet; the cut-off will tell".to_owned());
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

pub(super) fn keeps_the_day_of_approved(case: &Case<'_>, paths: &[Path]) -> Answer {
    let Some(Act::ScheduleRelease(act)) = case.act else {
        return Answer::Open("a release that holds what is approved keeps its day".to_owned());
    };
    let Some(release) = case.register.release(&act.id).filter(|release| release.date != act.date) else {
        return Answer::Met("no release gets another day".to_owned());
    };
    // A later part of the words may wait for a release of its own.
    let part_waits = |proposal: &Proposal| {
        proposal.approved_text().is_some_and(|text| {
            text.parts.iter().any(|part| matches!(&part.in_force, Commencement::InRelease(id) if *id == release.id))
        })
    };
    let approved = |proposal: &&Proposal| {
        proposal.stage == Stage::Approved
            && (proposal.release() == Some(&release.id) || part_waits(proposal))
            && proposal.path.is_some_and(|path| paths.contains(&path))
    };
    let held: Vec<String> =
        case.register.proposals().filter(approved).map(|proposal| proposal.number().to_owned()).collect();
    match held.is_empty() {
        true => Answer::Met(format!("the {} holds nothing whose day this would change", release.name)),
        false => Answer::NotMet(format!(
            "{} {} approved for {}, the day of the {}; whoever may change that day puts {} in another release first",
            list(held.iter().cloned()),
            if held.len() == 1 { "is" } else { "are" },
            day(release.date),
            release.name,
            if held.len() == 1 { "it" } else { "them" },
        )),
    }
}

pub(super) fn decision_keeps_a_release(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let today = case.at.date();
    let meant = match case.act {
        Some(Act::DecideProposal(act)) => Some(act.decision),
        Some(Act::DecideReferredDecision(act)) => Some(act.decision),
        Some(_) | None => None,
    };
    if meant == Some(Outcome::Rejected) {
        return Answer::Met("what is rejected needs no date".to_owned());
    }
    if meant == proposal.decision.as_ref().map(|decision| decision.outcome) && meant.is_some() {
        return Answer::Met("the decision stands, with the date that it had".to_owned());
    }
    if proposal.targets.is_empty() {
        return Answer::Met("it is meant for no release yet".to_owned());
    }
    match case.target_kept(proposal) {
        Some(target) => Answer::Met(format!("a decision on {} keeps the {}", day(today), named(case, &target.release))),
        None => Answer::NotMet(format!(
            "a decision on {} comes after every cut-off ({}); put it in a later release first",
            day(today),
            list(proposal.targets.iter().filter_map(|target| cut_off_words(case, target)))
        )),
    }
}

/// The cut-off of a target in words, or the last day that leaves the lead time, where the release was moved and that is sooner.
fn cut_off_words(case: &Case<'_>, target: &Target) -> Option<String> {
    let last_day = case.cut_off_for(target.release.as_str()).ok().flatten();
    let day_for = |agreed| {
        format!("{} for the {}", day(last_day.map_or(agreed, |last| last.min(agreed))), named(case, &target.release))
    };
    target.cut_off.map(day_for)
}

/// The decisions that the words of a proposal rest on, each as a clause of a sentence with its day.
fn decisions(case: &Case<'_>, proposal: &Proposal) -> Vec<(String, Date)> {
    let code = case.rulebook.code();
    let number = proposal.number();
    let mut found = Vec::new();
    if let Some(decision) = &proposal.decision {
        found.push((format!("{number} was approved"), decision.at.date()));
    }
    let referral = proposal.course.last_referral();
    if let Some((referral, (_, at))) = referral.and_then(|referral| Some((referral, referral.decided?))) {
        let title = code.title_of(referral.to.as_str());
        found.push((format!("the {title} decided on its referral"), at.date()));
    }
    if let Some(at) = proposal.put_in_release {
        found.push(("its release was settled".to_owned(), at.date()));
    }
    let go = case.its_release().and_then(|release| release.acceptance.decisions.last()).filter(|last| last.go);
    if let Some(go) = go {
        found.push((format!("the {} decided that the release goes live", code.title_of(&go.by)), go.at.date()));
    }
    found
}

pub(super) fn decided_by_its_day(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Some(goes) = case.commencement_day(proposal) else {
        return Answer::Met("the words have no day yet".to_owned());
    };
    let last = decisions(case, proposal).into_iter().max_by_key(|(_, on)| *on);
    match last.filter(|(_, on)| *on > goes) {
        Some((what, on)) => Answer::NotMet(format!(
            "the words would be in force from {}, but {what} on {} only; put it in a release to come",
            day(goes),
            day(on)
        )),
        None => Answer::Met(format!("every decision that the words rest on was taken by {}", day(goes))),
    }
}

pub(super) fn recorded_after_its_day(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let today = case.at.date();
    match case.commencement_day(proposal) {
        Some(goes) if goes < today => {
            Answer::Met(format!("the words came into force on {}, and this is done on {}", day(goes), day(today)))
        }
        Some(_) | None => Answer::NotMet("the day of the words is not past".to_owned()),
    }
}

pub(super) fn to_come(case: &Case<'_>) -> Answer {
    let (Some(proposal), Some(Act::PutInRelease(act))) = (case.proposal, case.act) else {
        return Answer::Open("the release must be one to come".to_owned());
    };
    let Some(release) = case.register.release(&act.release) else {
        return Answer::NotMet(format!("there is no release `{}`", act.release));
    };
    let (today, number) = (case.at.date(), proposal.number());
    if release.date < today {
        return Answer::NotMet(format!("the {} was on {}; choose one to come", release.name, day(release.date)));
    }
    let approved = proposal.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Approved);
    let cut_off = match act.cut_off.map_or_else(|| case.cut_off_for(&act.release), |date| Ok(Some(date))) {
        Ok(cut_off) => cut_off,
        Err(problem) => return Answer::NotMet(problem.message),
    };
    match cut_off.filter(|cut_off| !approved && *cut_off < today) {
        Some(cut_off) => Answer::NotMet(format!(
            "{number} is not approved, and the last day of decision for the {}, {}, has passed; choose a later release",
            release.name,
            day(cut_off)
        )),
        None => Answer::Met(format!("the {} is to come", release.name)),
    }
}

pub(super) fn targets_kept_in_order(case: &Case<'_>) -> Answer {
    let Some(Act::ScheduleRelease(act)) = case.act else {
        return Answer::Open("each release must still come before its fallback".to_owned());
    };
    let moved = case.register.release(&act.id).filter(|release| release.date != act.date);
    let Some(moved) = moved else { return Answer::Met("no release gets another day".to_owned()) };
    let day_of = |id: &ReleaseId| match case.register.release(id.as_str()) {
        Some(release) if release.id == moved.id => Some(act.date),
        Some(release) => Some(release.date),
        None => None,
    };
    let under_way = case.register.proposals().filter(|one| !one.stage.is_end() && one.stage != Stage::Approved);
    for proposal in under_way.filter(|one| one.targets.iter().any(|target| target.release == moved.id)) {
        let targets = act.targets_moved(case, proposal).unwrap_or_else(|| proposal.targets.clone());
        let number = proposal.number();
        if let [first, fallback, ..] = targets.as_slice()
            && (day_of(&fallback.release) <= day_of(&first.release) || fallback.cut_off <= first.cut_off)
        {
            let (first, fallback) = (named(case, &first.release), named(case, &fallback.release));
            return Answer::NotMet(format!(
                "the {fallback}, to which {number} falls, would not come after the {first} any more, nor its last day of \
                 decision; put {number} in other releases first"
            ));
        }
        let late = targets.iter().find(|target| {
            let last = day_of(&target.release).and_then(|date| case.last_day_before(date).ok());
            target.cut_off.zip(last).is_some_and(|(agreed, last)| agreed > last)
        });
        if let Some((target, agreed)) = late.and_then(|target| Some((target, target.cut_off?))) {
            return Answer::NotMet(format!(
                "{number} may be decided until {}, which would leave the {} less than its lead time; give {number} another \
                 last day first",
                day(agreed),
                named(case, &target.release)
            ));
        }
    }
    Answer::Met(format!("what is meant for the {} keeps its last days of decision and its fallback", moved.name))
}

pub(super) fn cut_off_on_a_working_day(case: &Case<'_>) -> Answer {
    let Some(Act::PutInRelease(act)) = case.act else {
        return Answer::Open("the last day of decision must be a Working Day".to_owned());
    };
    for given in [act.cut_off, act.fallback_cut_off].into_iter().flatten() {
        match case.rulebook.calendar().is_working_day(given) {
            Ok(true) => {}
            Ok(false) => {
                return Answer::NotMet(format!("{} is no Working Day, and nobody decides then", day(given)));
            }
            Err(error) => return Answer::NotMet(error.to_string()),
        }
    }
    Answer::Met("each last day of decision that is given is a Working Day".to_owned())
}

pub(super) fn fallback_in_order(case: &Case<'_>) -> Answer {
    let Some(Act::PutInRelease(act)) = case.act else {
        return Answer::Open("the fallback must come after the release".to_owned());
    };
    let Some(fallback) = act.fallback.as_deref() else { return Answer::Met("there is no fallback".to_owned()) };
    let (Some(first), Some(later)) = (case.register.release(&act.release), case.register.release(fallback)) else {
        return Answer::Open("the releases must be in the calendar".to_owned());
    };
    if later.date <= first.date {
        return Answer::NotMet(format!("the {} is not after the {}, whose fallback it is", later.name, first.name));
    }
    let last_days = (
        act.cut_off.map_or_else(|| case.cut_off_for(&act.release), |given| Ok(Some(given))),
        act.fallback_cut_off.map_or_else(|| case.cut_off_for(fallback), |given| Ok(Some(given))),
    );
    let (Ok(Some(cut_off)), Ok(Some(fallback_cut_off))) = last_days else {
        return Answer::Met("the calendar gives no last day of decision".to_owned());
    };
    if fallback_cut_off <= cut_off {
        return Answer::NotMet(format!(
            "the last day of decision for the {}, {}, is not after that for the {}, {}; nothing would ever fall to it",
            later.name,
            day(fallback_cut_off),
            first.name,
            day(cut_off)
        ));
    }
    // Without one given, the last day is the one that leaves the lead time.
    let needed = if act.fallback_cut_off.is_some() { case.rulebook.code().lead_time } else { 0 };
    match case.rulebook.calendar().working_days_between(fallback_cut_off, later.date) {
        Err(error) => Answer::NotMet(error.to_string()),
        Ok(left) => Answer::when(
            left >= needed,
            || format!("the fallback comes later, with {left} Working Days after its last day of decision"),
            || {
                format!(
                    "{left} {} between {} and the {}; {needed} must",
                    if left == 1 { "Working Day lies" } else { "Working Days lie" },
                    day(fallback_cut_off),
                    later.name
                )
            },
        ),
    }
}
