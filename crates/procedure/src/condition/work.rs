//! Conditions on the work on a proposal: its Working Group, its assessments, questions put and answered.

use super::{Answer, list};
use crate::act::{Act, AssessmentKind, GroupMember};
use crate::case::Case;

pub(super) fn group_of_at_least(case: &Case<'_>, least: usize) -> Answer {
    let Some(Act::EstablishWorkingGroup(act)) = case.act else {
        return Answer::Open(format!("at least {least} persons are needed"));
    };
    let members = act.members.len();
    Answer::when(
        members >= least,
        || format!("{members} persons are named"),
        || format!("{members} persons are named; at least {least} are needed"),
    )
}

/// Those whom the act names to a Working Group; none where it names nobody yet.
fn named<'a>(case: &Case<'a>) -> Option<Vec<&'a GroupMember>> {
    match case.act {
        Some(Act::EstablishWorkingGroup(act)) => Some(act.members.iter().collect()),
        Some(Act::NominateToWorkingGroup(act)) => Some(vec![&act.member]),
        Some(_) | None => None,
    }
}

fn each(case: &Case<'_>, so: impl Fn(&GroupMember) -> bool, what: &str) -> Answer {
    let Some(members) = named(case) else { return Answer::Open(format!("each member {what}")) };
    let lacking: Vec<String> = members.iter().filter(|one| !so(one)).map(|one| one.name.clone()).collect();
    Answer::when(
        lacking.is_empty(),
        || format!("each person named {what}"),
        || format!("it is not on record that {} {what}", list(lacking.clone())),
    )
}

pub(super) fn group_has_experience(case: &Case<'_>) -> Answer {
    each(case, |one| !one.experience.trim().is_empty(), "has experience of the subject")
}

pub(super) fn group_has_agreed(case: &Case<'_>) -> Answer {
    each(case, |one| one.agreed, "has agreed in writing to serve")
}

pub(super) fn group_is_independent(case: &Case<'_>) -> Answer {
    each(case, |one| one.independent, "has undertaken to act independently")
}

pub(super) fn first_nominee(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let own = case.actor.stands_for();
    let group = proposal.course.working_group.as_ref();
    let earlier = group.and_then(|group| group.nominees.iter().find(|(_, by)| by.eq_ignore_ascii_case(own)));
    match earlier {
        None => Answer::Met("it has no nominee in this Working Group yet".to_owned()),
        Some((nominee, _)) => Answer::NotMet(format!("its nominee in this Working Group is {} already", nominee.name)),
    }
}

fn assessment_of(case: &Case<'_>) -> Option<AssessmentKind> {
    match case.act {
        Some(Act::RequestAssessment(act)) => Some(act.assessment),
        Some(Act::DeliverAssessment(act)) => Some(act.assessment),
        Some(_) | None => None,
    }
}

pub(super) fn assessment_is(case: &Case<'_>, kind: AssessmentKind) -> Answer {
    match assessment_of(case) {
        None => Answer::Open(format!("it may be a {}", kind.words())),
        Some(named) if named == kind => Answer::Met(format!("it is a {}", kind.words())),
        Some(named) => Answer::NotMet(format!("it is a {}, not a {}", named.words(), kind.words())),
    }
}

pub(super) fn assessment_requested(case: &Case<'_>) -> Answer {
    let (Some(proposal), Some(kind)) = (case.proposal, assessment_of(case)) else {
        return Answer::Open("the assessment must have been asked for".to_owned());
    };
    match proposal.course.open_assessment(kind) {
        Some(open) => Answer::Met(format!("the {} is due by {}", kind.words(), crate::names::day(open.due))),
        None => Answer::NotMet(format!("no {} of {} is asked for and still to come", kind.words(), proposal.number())),
    }
}

pub(super) fn assessment_delivered(case: &Case<'_>, kind: AssessmentKind) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    Answer::when(
        proposal.course.delivered(kind).is_some(),
        || format!("the {} was delivered", kind.words()),
        || format!("no {} of {} has been delivered yet", kind.words(), proposal.number()),
    )
}

pub(super) fn assessment_not_requested(case: &Case<'_>) -> Answer {
    let (Some(proposal), Some(kind)) = (case.proposal, assessment_of(case)) else {
        return Answer::Open("a later day needs its reasons".to_owned());
    };
    let Some(open) = proposal.course.open_assessment(kind) else {
        return Answer::Met(format!("the {} is asked for anew", kind.words()));
    };
    Answer::NotMet(format!("the {} was asked for on {}", kind.words(), crate::names::day(open.asked)))
}

pub(super) fn information_asked(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let who = case.actor.stands_for();
    match proposal.course.open_question(who) {
        Some(open) => Answer::Met(format!("the question is open: {}", open.question)),
        None => Answer::NotMet(format!("no question about {} waits for {}", proposal.number(), case.actor.name())),
    }
}
