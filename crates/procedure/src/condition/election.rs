//! Conditions on elections of members.

use super::{Answer, list};
use crate::act::Act;
use crate::case::Case;
use crate::code::FilledBy;
use crate::names::day;
use crate::register::Election;

fn election<'a>(case: &Case<'a>) -> Option<&'a Election> {
    let id = match case.act {
        Some(Act::VoteInElection(act)) => &act.election,
        Some(Act::CloseElection(act)) => &act.election,
        Some(_) | None => return None,
    };
    case.register.election(id)
}

pub(super) fn open(case: &Case<'_>) -> Answer {
    let Some(election) = election(case) else { return Answer::Open("no election is named yet".to_owned()) };
    let today = case.at.date();
    Answer::when(
        election.result.is_none() && today <= election.closes,
        || format!("the election is open until the end of {}", day(election.closes)),
        || format!("the election closed at the end of {}", day(election.closes)),
    )
}

pub(super) fn to_be_counted(case: &Case<'_>) -> Answer {
    let Some(election) = election(case) else { return Answer::Open("no election is named yet".to_owned()) };
    if election.result.is_some() {
        return Answer::NotMet("the election has been counted".to_owned());
    }
    Answer::when(
        case.at.date() > election.closes,
        || format!("the election closed at the end of {}", day(election.closes)),
        || format!("votes may still come until the end of {}", day(election.closes)),
    )
}

pub(super) fn of_its_seats(case: &Case<'_>) -> Answer {
    let Some(election) = election(case) else { return Answer::Open("no election is named yet".to_owned()) };
    let Some(party) = case.actor.party(case.register) else { return Answer::Met("no Party votes".to_owned()) };
    let seats = case.seats_on(&election.body, case.at.date());
    let Some(held) = seats.iter().find(|held| held.group.group == election.seat) else {
        return Answer::NotMet(format!("there are no seats `{}`", election.seat));
    };
    let code = case.rulebook.code();
    Answer::when(
        held.group.categories.contains(&party.category),
        || format!("{} elects to these seats", party.name),
        || {
            let titles = list(held.group.categories.iter().map(|id| code.category_title(id).to_owned()));
            format!(
                "{titles} elect to these seats, and {} is one of {}",
                party.name,
                code.category_title(&party.category)
            )
        },
    )
}

pub(super) fn seats_vacant(case: &Case<'_>) -> Answer {
    let Some(Act::CallElection(act)) = case.act else { return Answer::Open("no seats are named yet".to_owned()) };
    let Some(body) = case.rulebook.code().body(&act.body) else { return Answer::Open("no body is named".to_owned()) };
    let seats = case.seats_on(&body.id, act.closes);
    let elected = seats.iter().filter(|held| held.group.filled_by == FilledBy::Election);
    let Some(held) = elected.clone().find(|held| held.group.group == act.seat) else {
        let groups = list(elected.map(|held| held.group.group.clone()));
        return Answer::NotMet(format!(
            "`{}` is no seat of {} that is elected; those are {groups}",
            act.seat, body.title
        ));
    };
    let vacant = held.vacant();
    Answer::when(
        act.seats <= vacant,
        || format!("{vacant} of these seats will be vacant on {}", day(act.closes)),
        || {
            format!(
                "{vacant} of the {} seats of {} will be vacant on {}",
                held.number,
                held.group.title,
                day(act.closes)
            )
        },
    )
}
