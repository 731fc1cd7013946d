//! Conditions on the scope of a release, whom and what it touches, and its timetable.

use jiff::civil::Date;

use super::{Answer, list};
use crate::act::{Act, PlannedEvent};
use crate::case::Case;
use crate::gate::Gate;
use crate::names::{BodyId, day};
use crate::register::{Impact, Proposal, Release};

/// The release that the act puts a proposal in, where its scope is frozen and the proposal is not counted on yet.
fn newcomer<'a>(case: &Case<'a>) -> Result<(&'a Proposal, &'a Release, Date), Answer> {
    let Some(proposal) = case.proposal else { return Err(Answer::Open("no proposal is named yet".to_owned())) };
    let Some(Act::PutInRelease(act)) = case.act else { return Err(Answer::Open("no release is named yet".to_owned())) };
    let Some(release) = case.register.release(&act.release) else {
        return Err(Answer::Open("no release is named yet".to_owned()));
    };
    let Some(frozen) = release.frozen.as_ref().map(|done| done.at.date()) else {
        return Err(Answer::Met(format!("the scope of the {} is open", release.name)));
    };
    if case.register.counted_on(release, case.at.date()).iter().any(|known| known.id == proposal.id) {
        return Err(Answer::Met(format!("the {} counts on {} already", release.name, proposal.number())));
    }
    Ok((proposal, release, frozen))
}

pub(super) fn open_to_systems(case: &Case<'_>) -> Answer {
    if let (Some(Act::RecordImpacts(act)), Some(proposal)) = (case.act, case.proposal) {
        return open_to_systems_found(case, proposal, act.systems_impacted == Some(true));
    }
    let (proposal, release, frozen) = match newcomer(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    Answer::when(
        !proposal.systems_impacted,
        || format!("{} does not touch the central systems", proposal.number()),
        || {
            format!(
                "{} touches the central systems, and the scope of the {} is closed to those since {}; a later release \
                 can take it",
                proposal.number(),
                release.name,
                day(frozen)
            )
        },
    )
}

/// What was not said to touch the central systems is said to do so now.
fn open_to_systems_found(case: &Case<'_>, proposal: &Proposal, found: bool) -> Answer {
    let number = proposal.number();
    if !found || proposal.systems_impacted {
        return Answer::Met(format!("nothing new is said of {number} and the central systems"));
    }
    let holds = |release: &&Release| {
        case.register.counted_on(release, case.at.date()).iter().any(|known| known.id == proposal.id)
    };
    let frozen = case.register.releases().filter(holds).find_map(|release| Some((release, release.frozen.as_ref()?)));
    match frozen {
        None => Answer::Met(format!("{number} is in no release whose scope is closed")),
        Some((release, done)) => Answer::NotMet(format!(
            "the {}, which counts on {number}, is closed to what touches the central systems since {}; put {number} in a later \
             release first",
            release.name,
            day(done.at.date())
        )),
    }
}

pub(super) fn exceptions_by(case: &Case<'_>, bodies: &[BodyId]) -> Answer {
    let (proposal, release, frozen) = match newcomer(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let code = case.rulebook.code();
    let who = bodies.iter().map(|body| code.title_of(body.as_str())).collect::<Vec<_>>().join(" or ");
    Answer::when(
        case.actor.body().is_some_and(|body| bodies.contains(body)),
        || format!("{who} lets {} in as an exception", proposal.number()),
        || {
            format!(
                "the scope of the {} was frozen on {}; only {who} can let {} in as an exception",
                release.name,
                day(frozen),
                proposal.number()
            )
        },
    )
}

pub(super) fn impacts_said(case: &Case<'_>) -> Answer {
    let Some(Act::RecordImpacts(act)) = case.act else {
        return Answer::Open("what changes for whom is to be said".to_owned());
    };
    let said = |text: &str| !text.trim().is_empty();
    let silent = act.participants.iter().filter(|one| !said(&one.summary)).map(|one| one.participant.clone());
    let silent = list(silent);
    if !silent.is_empty() {
        return Answer::NotMet(format!("nothing is said of what changes for: {silent}"));
    }
    let reason = act.none_because.as_deref().is_some_and(said);
    if reason && !act.participants.is_empty() {
        let touched = list(act.participants.iter().map(|one| one.participant.clone()));
        return Answer::NotMet(format!("it is said that none is touched, and that these are: {touched}"));
    }
    let place = |one: &Impact| (one.participant.clone(), one.area.as_deref().unwrap_or_default().trim().to_owned());
    let mut places: Vec<(String, String)> = act.participants.iter().map(place).collect();
    places.sort();
    if let Some(twice) = places.iter().zip(places.iter().skip(1)).find_map(|(one, next)| (one == next).then_some(one)) {
        return Answer::NotMet(format!("two different things are said of what changes for {}; say it once", twice.0));
    }
    Answer::when(
        !act.participants.is_empty() || reason,
        || "it is said what changes for whom".to_owned(),
        || "no participant is named, and no reason why none is touched is given".to_owned(),
    )
}

pub(super) fn timetable_in_order(case: &Case<'_>) -> Answer {
    let Some(Act::ScheduleRelease(act)) = case.act else {
        return Answer::Open("the planned days must stand in the order of the process".to_owned());
    };
    let fresh = Release::new(act.id.as_str().into(), act.name.clone(), act.date);
    let mut release = case.register.release(&act.id).cloned().unwrap_or(fresh);
    release.date = act.date;
    let code = case.rulebook.code();
    let planned = case.register.planned_days(&release, act.rows(case), (code, case.rulebook.calendar()));
    let rows = match planned {
        Ok(rows) => rows,
        Err(error) => return Answer::NotMet(error.to_string()),
    };
    let mut last: Option<(Date, &str)> = None;
    let mut furthest: Option<(usize, &str)> = None;
    for row in &rows {
        if let Some(place) = row.gate.as_ref().and_then(|gate| code.releases.place(gate)) {
            if let Some((_, name)) = furthest.filter(|(before, _)| *before > place) {
                return Answer::NotMet(format!(
                    "\"{}\" stands after \"{name}\", which the process has later",
                    row.event
                ));
            }
            furthest = Some((place, &row.event));
        }
        let Some(day_of_row) = row.planned.day() else { continue };
        if let Some((before, name)) = last.filter(|(before, _)| *before > day_of_row) {
            return Answer::NotMet(format!(
                "\"{}\" on {} stands after \"{name}\" on {}; the days run backwards",
                row.event,
                day(day_of_row),
                day(before)
            ));
        }
        last = Some((day_of_row, &row.event));
    }
    match last.filter(|(date, _)| *date > act.date) {
        Some((date, name)) => {
            Answer::NotMet(format!("\"{name}\" is planned for {}, after the release on {}", day(date), day(act.date)))
        }
        None => Answer::Met("the planned days stand in the order of the process".to_owned()),
    }
}

/// Whether a release that is to go live holds something that can.
pub(super) fn holds_something(case: &Case<'_>) -> Answer {
    let (Some(Act::DecideGo(act)), Some(release)) = (case.act, case.release) else {
        return Answer::Open("something must be in the release".to_owned());
    };
    if !act.go {
        return Answer::Met("it is decided not to go live".to_owned());
    }
    let held = list(case.register.counted_on(release, case.at.date()).iter().map(|one| one.number().to_owned()));
    Answer::when(
        !held.is_empty(),
        || format!("the {} holds {held}", release.name),
        || {
            format!(
                "the {} holds nothing that was approved or can be in time, so nothing goes live with it",
                release.name
            )
        },
    )
}

/// What is still open in a timetable and nobody is to settle.
pub(super) fn open_days_owned(case: &Case<'_>) -> Answer {
    let Some(release) = case.its_release() else { return Answer::Open("no release is named yet".to_owned()) };
    let known = |row: &PlannedEvent| {
        row.date.is_some()
            || row.relative.is_some()
            || row.owner.is_some()
            || row.kind.as_ref().is_some_and(|gate: &Gate| case.rulebook.code().releases.event(gate).is_some())
    };
    let open = list(release.timetable.iter().filter(|row| !known(row)).map(|row| format!("\"{}\"", row.event)));
    Answer::when(
        open.is_empty(),
        || "each event without a day has somebody to set it".to_owned(),
        || format!("these events have no day, and nobody to set it: {open}"),
    )
}

/// Whether each proposal that a release counts on has its row in the impact matrix, and a blank row its reason.
pub(super) fn impacts_recorded(case: &Case<'_>) -> Answer {
    let Some(release) = case.its_release() else { return Answer::Open("no release is named yet".to_owned()) };
    let rows = case.register.participant_matrix(release, case.at.date());
    let blank = rows.iter().filter(|row| row.participants.is_empty() && row.none_because.is_none());
    let blank = list(blank.map(|row| row.number.clone()));
    Answer::when(
        blank.is_empty(),
        || format!("it is recorded of all {} in the scope whom they touch", rows.len()),
        || format!("it is not recorded whom these touch, nor why they touch nobody: {blank}"),
    )
}
