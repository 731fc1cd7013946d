//! Conditions on meetings.

use super::Answer;
use crate::act::Act;
use crate::case::Case;
use crate::names::{BodyId, day};
use crate::tallying::MeetingQuorum;

/// The body whose meeting is asked for: that which the act names, or which acts.
fn body(case: &Case<'_>) -> Option<BodyId> {
    match case.act {
        Some(Act::RecordDecision(act)) => case.rulebook.code().body(&act.body).map(|body| body.id.clone()),
        Some(_) | None => case.actor.body().cloned(),
    }
}

pub(super) fn today(case: &Case<'_>) -> Answer {
    let Some(body) = body(case) else { return Answer::Open("no body is named yet".to_owned()) };
    let (title, on) = (case.rulebook.code().title_of(body.as_str()), day(case.at.date()));
    match case.register.meeting_on(&body, case.at.date()) {
        Some(meeting) => Answer::Met(format!("{title} meets on {on}, as {}", meeting.id)),
        None => Answer::NotMet(format!(
            "{title} has no meeting on {on}, scheduled or ad hoc; call one for a day and decide there"
        )),
    }
}

/// Whether the meetings of the body that acts are kept in the register.
pub(super) fn kept(case: &Case<'_>) -> Answer {
    let Some(body) = body(case) else { return Answer::NotMet(format!("{} holds no meetings", case.actor.name())) };
    let title = case.rulebook.code().title_of(body.as_str());
    Answer::when(
        case.register.meetings().any(|meeting| meeting.body == body),
        || format!("the meetings of {title} are in the register"),
        || format!("no meeting of {title} is in the register"),
    )
}

pub(super) fn has_come(case: &Case<'_>) -> Answer {
    let named = match case.act {
        Some(Act::RecordAttendance(act)) => &act.meeting,
        Some(Act::PublishMinutes(act)) => &act.meeting,
        Some(Act::OpenAction(act)) => &act.meeting,
        Some(_) | None => return Answer::Open("no meeting is named yet".to_owned()),
    };
    let Some(meeting) = case.register.meeting(named) else { return Answer::NotMet(format!("no meeting `{named}`")) };
    Answer::when(
        meeting.date <= case.at.date(),
        || format!("{} was on {}", meeting.id, day(meeting.date)),
        || format!("{} is on {}, which has not come", meeting.id, day(meeting.date)),
    )
}

pub(super) fn quorate(case: &Case<'_>, quorum: &MeetingQuorum) -> Answer {
    let Some(body) = body(case) else { return Answer::Open("no body is named yet".to_owned()) };
    let title = case.rulebook.code().title_of(quorum.of.as_str());
    if body != quorum.of {
        return Answer::Met(format!("this is no decision of {title}"));
    }
    let Some(meeting) = case.register.meeting_on(&body, case.at.date()) else {
        return Answer::Met("there is no meeting to count".to_owned());
    };
    let about = match case.act {
        Some(Act::RecordDecision(act)) => act.item.and_then(|item| meeting.item(item)?.about.clone()),
        Some(_) | None => case.proposal.map(|proposal| proposal.id.clone()),
    };
    let counts = case.quorum_at(meeting, case.at, about.as_ref());
    let at = case.at.strftime("%H:%M");
    match counts.iter().find(|count| !count.is_met()) {
        None => Answer::Met(format!("{} is quorate at {at}", meeting.id)),
        Some(count) => {
            let of = if count.seats.is_empty() { "all members".to_owned() } else { count.seats.join(", ") };
            Answer::NotMet(format!(
                "{} is not quorate at {at}: of {of}, {} are there and at least {} must be",
                meeting.id, count.present, count.needed
            ))
        }
    }
}
