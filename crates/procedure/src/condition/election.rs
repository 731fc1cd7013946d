//! Conditions on elections of members.

use super::{Answer, list};
use crate::act::Act;
use crate::case::{Case, SeatsHeld};
use crate::code::FilledBy;
use crate::names::{BodyId, day};
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
    let promised = Promised::of(case, &body.id, held);
    let vacant = held.vacant().saturating_sub(promised.seats());
    Answer::when(
        act.seats <= vacant,
        || format!("{vacant} of these seats will be vacant on {}", day(act.closes)),
        || {
            format!(
                "{vacant} of the {} seats of {} will be vacant on {}{}",
                held.number,
                held.group.title,
                day(act.closes),
                promised.words()
            )
        },
    )
}

/// The seats of a group that are spoken for.
struct Promised<'a> {
    /// Those elected last who do not sit yet.
    elected: Vec<&'a String>,
    /// The elections that are running.
    running: Vec<&'a Election>,
}

impl<'a> Promised<'a> {
    fn of(case: &Case<'a>, body: &BodyId, held: &SeatsHeld<'_>) -> Self {
        let sits = |name: &String| held.holders.iter().any(|holder| holder.name.eq_ignore_ascii_case(name));
        let own = || case.register.elections().filter(|one| one.body == *body && one.seat == held.group.group);
        let counted = own().filter_map(|one| Some((one.closes, one.result.as_ref()?)));
        let last = counted.max_by_key(|(closes, _)| *closes).map(|(_, result)| &result.elected);
        Self {
            elected: last.into_iter().flatten().filter(|name| !sits(name)).collect(),
            running: own().filter(|one| one.result.is_none()).collect(),
        }
    }

    /// How many seats these are.
    fn seats(&self) -> usize {
        self.elected.len() + self.running.iter().map(|election| election.seats).sum::<usize>()
    }

    /// Why they are spoken for, as what follows in a sentence; nothing where none is.
    fn words(&self) -> String {
        let elected = (!self.elected.is_empty()).then(|| {
            format!("; elected, and not seated yet: {}", list(self.elected.iter().map(|name| (*name).clone())))
        });
        let running = self.running.iter().map(|election| {
            format!("; the election {} to {} of them closes on {}", election.id, election.seats, day(election.closes))
        });
        elected.into_iter().chain(running).collect()
    }
}

pub(super) fn kept_for_elected(case: &Case<'_>) -> Answer {
    let (act, body, seats) = match super::seat::named(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let meant = act.seat.as_ref().and_then(|seat| seats.iter().find(|held| held.group.group == *seat));
    let Some(held) = meant.filter(|held| held.group.filled_by == FilledBy::Election) else {
        return Answer::Met("the seat is not filled by election".to_owned());
    };
    let promised = Promised::of(case, &body.id, held);
    if promised.elected.iter().any(|elected| elected.eq_ignore_ascii_case(&act.name)) {
        return Answer::Met(format!("{} was elected to it", act.name));
    }
    Answer::when(
        held.vacant() > promised.seats() || promised.seats() == 0,
        || "no election to the seat is running, and nobody who was elected waits for it".to_owned(),
        || format!("{} was not elected to a seat of {}{}", act.name, held.group.title, promised.words()),
    )
}
