//! Conditions on the proposal itself: stage, path, subject, views, legal text.

use super::{Answer, list};
use crate::act::Act;
use crate::case::Case;
use crate::code::PastOutcome;
use crate::names::{BodyId, Path, Stage, day};

pub(super) fn stage_is(case: &Case<'_>, stages: &[Stage]) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let wanted = || list(stages.iter().map(|stage| stage.words().to_owned()));
    let number = proposal.number();
    Answer::when(
        stages.contains(&proposal.stage),
        || format!("{number} is at the stage {}", proposal.stage.words()),
        || format!("{number} is at the stage {}; this needs {}", proposal.stage.words(), wanted()),
    )
}

/// The path that the act chooses, or that the proposal has.
pub(super) fn path_of(case: &Case<'_>) -> Option<Path> {
    match case.act {
        Some(Act::AgreeModificationProposal(act)) => Some(act.path),
        Some(Act::ChangePath(act)) => Some(act.path),
        _ => case.proposal.and_then(|proposal| proposal.path),
    }
}

pub(super) fn path_is(case: &Case<'_>, paths: &[Path]) -> Answer {
    let chosen = path_of(case);
    let wanted = || list(paths.iter().map(|path| path.words().to_owned()));
    match chosen {
        Some(path) if paths.contains(&path) => Answer::Met(format!("the path is {}", path.words())),
        Some(path) => Answer::NotMet(format!("the path is {}; this needs {}", path.words(), wanted())),
        None if case.act.is_none() => Answer::Open("the path is not chosen yet".to_owned()),
        None => Answer::NotMet(format!("no path has been agreed; this needs {}", wanted())),
    }
}

pub(super) fn path_reason_given(case: &Case<'_>) -> Answer {
    let Some(Act::AgreeModificationProposal(act)) = case.act else {
        return Answer::Open("the path needs its reason".to_owned());
    };
    Answer::when(
        !act.path_reason.trim().is_empty(),
        || "the reason for the path is given".to_owned(),
        || "no reason is given for the path; say which test was applied and what it showed".to_owned(),
    )
}

pub(super) fn timetable_in_order(case: &Case<'_>) -> Answer {
    let Some(Act::AgreeModificationProposal(act)) = case.act else {
        return Answer::Open("the timetable must be in order".to_owned());
    };
    let turned = act.timetable.iter().find_map(|step| Some((step, step.until.filter(|until| *until < step.date)?)));
    if let Some((step, until)) = turned {
        return Answer::NotMet(format!(
            "the window of {} ends on {}, before it begins on {}",
            step.event,
            day(until),
            day(step.date)
        ));
    }
    let backwards = act.timetable.iter().zip(act.timetable.iter().skip(1)).find(|(one, next)| next.date < one.date);
    match backwards {
        None => Answer::Met("the timetable is in order".to_owned()),
        Some((one, next)) => Answer::NotMet(format!(
            "the timetable runs backwards: {} on {} comes before {} on {}",
            next.event,
            day(next.date),
            one.event,
            day(one.date)
        )),
    }
}

pub(super) fn subject_is(case: &Case<'_>, subjects: &[String]) -> Answer {
    let stated = match case.act {
        Some(Act::RaiseDraftProposal(act)) => &act.subjects,
        Some(_) | None => match case.proposal {
            Some(proposal) => &proposal.subjects,
            None => return Answer::Open(format!("the proposal must be about {}", case.subject_titles(subjects))),
        },
    };
    let wanted = case.subject_titles(subjects);
    Answer::when(
        !stated.is_empty() && stated.iter().all(|subject| subjects.contains(subject)),
        || format!("the proposal is about {wanted}"),
        || match stated.as_slice() {
            [] => format!("the proposal does not say that it is about {wanted}"),
            stated => format!("the proposal is about {}, not {wanted} alone", case.subject_titles(stated)),
        },
    )
}

pub(super) fn voted_not_to_raise(case: &Case<'_>, body: &BodyId) -> Answer {
    let title = case.rulebook.code().title_of(body.as_str());
    let Some(Act::RaiseDraftProposal(act)) = case.act else {
        return Answer::Open(format!("{title} must have voted not to raise it"));
    };
    let votes = act.subjects.iter().find_map(|subject| case.register.voted_not_to_raise(body, subject));
    let vote = votes.filter(|vote| !vote.used);
    match vote.filter(|vote| vote.at < case.at) {
        Some(vote) => Answer::Met(format!("{title} voted on {} not to raise it", day(vote.at.date()))),
        None => Answer::NotMet(format!("{title} has no vote on record against raising it")),
    }
}

pub(super) fn views_recorded_from(case: &Case<'_>, bodies: &[BodyId]) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let code = case.rulebook.code();
    let missing: Vec<String> = bodies
        .iter()
        .filter(|body| !proposal.views.iter().any(|view| view.body == body.as_str()))
        .map(|body| code.title_of(body.as_str()).to_owned())
        .collect();
    Answer::when(
        missing.is_empty(),
        || "each body's view is on record".to_owned(),
        || format!("no view is on record from {}", list(missing.clone())),
    )
}

pub(super) fn reasons_given(case: &Case<'_>) -> Answer {
    let reasons = match case.act.map(|act| act.details().reasons()) {
        Some(Some(reasons)) => reasons,
        Some(None) => return Answer::Met("this act gives no reasons".to_owned()),
        None => return Answer::Open("reasons must be given".to_owned()),
    };
    Answer::when(
        !reasons.trim().is_empty(),
        || "reasons are given".to_owned(),
        || "no reasons are given; say why".to_owned(),
    )
}

pub(super) fn rights_can_be_suspended(case: &Case<'_>) -> Answer {
    let rights = match case.act {
        Some(Act::SuspendRights(act)) => &act.rights,
        Some(Act::LiftSuspension(act)) => &act.rights,
        Some(_) | None => return Answer::Open("the rights must be among those that can be suspended".to_owned()),
    };
    let allowed = &case.rulebook.code().rights;
    let other: Vec<&String> = rights.iter().filter(|right| !allowed.iter().any(|known| known.id == **right)).collect();
    Answer::when(
        other.is_empty(),
        || "each right is one that can be suspended".to_owned(),
        || {
            format!(
                "{} cannot be suspended; only {} can",
                list(other.iter().map(ToString::to_string)),
                list(allowed.iter().map(|right| right.id.clone()))
            )
        },
    )
}

pub(super) fn history_tells_outcome(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let number = proposal.number();
    let past = case.history_of(proposal);
    if let Some(from) = past.and_then(|past| past.in_force).filter(|from| *from > case.at.date()) {
        let day = day(from);
        return Answer::NotMet(format!(
            "the history says that {number} came into force on {day}; record it then or later"
        ));
    }
    match past.map(|past| (past.outcome, past.basis)) {
        Some((PastOutcome::Approved, basis)) => {
            Answer::Met(format!("the history says that {number} was approved ({})", basis.words()))
        }
        Some((PastOutcome::Rejected, basis)) => {
            Answer::Met(format!("the history says that {number} was rejected ({})", basis.words()))
        }
        Some((PastOutcome::Open, _)) => Answer::NotMet(format!("the history leaves {number} undecided")),
        None => Answer::NotMet(format!("the history says nothing of {number}; it is decided here")),
    }
}
