//! Conditions on the vote.

use super::Answer;
use crate::case::{Case, preferred};
use crate::names::{Stage, day};
use crate::register::{Actor, Office};

pub(super) fn open(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    Answer::when(
        proposal.stage == Stage::Vote,
        || "the vote is open".to_owned(),
        || format!("no vote on {} is open", proposal.number()),
    )
}

pub(super) fn on_roster(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Some(ballot) = &proposal.ballot else {
        return Answer::NotMet(format!("no vote on {} was ever opened", proposal.number()));
    };
    if case.act.is_none() && matches!(case.actor, Actor::Body { .. }) {
        return Answer::Open("nobody votes yet".to_owned());
    }
    let name = case.actor.stands_for();
    let seat = ballot.roster.iter().find(|seat| seat.is_held_by(name));
    // An alternate acts in the place of a member, and where there is none any more in nobody's.
    let today = case.at.date();
    let sits = |member: &str| {
        let person = case.register.person(member);
        person.is_none_or(|person| {
            person.offices_on(today).any(|held| matches!(&held.office, Office::Member { of, .. } if *of == ballot.body))
        })
    };
    if let Some(seat) = seat.filter(|seat| !seat.member.eq_ignore_ascii_case(name) && !sits(&seat.member)) {
        let (member, title) = (&seat.member, case.rulebook.code().title_of(ballot.body.as_str()));
        return Answer::NotMet(format!(
            "{name} votes in the place of {member}, who is no member of the {title} any more"
        ));
    }
    Answer::when(
        seat.is_some(),
        || format!("{name} was a member when the vote opened"),
        || {
            let who = match case.actor.name() {
                own if own == name => format!("{name} was not a member"),
                own => format!("neither {own} nor {name}, for whom they act, was a member"),
            };
            format!("{who} when the vote opened on {}", day(ballot.opened.date()))
        },
    )
}

pub(super) fn quorate(case: &Case<'_>) -> Answer {
    let Some((proposal, ballot)) = case.proposal.and_then(|proposal| Some((proposal, proposal.ballot.as_ref()?)))
    else {
        return Answer::Open("no vote is open yet".to_owned());
    };
    let counts = match case.count_now(proposal, ballot) {
        Ok(counts) => counts,
        Err(problem) => return Answer::NotMet(problem.to_string()),
    };
    let short = counts.iter().flat_map(|count| &count.quorum).find(|counter| !counter.is_met());
    let title = case.rulebook.code().title_of(ballot.body.as_str());
    match short {
        None => Answer::Met(format!("the quorum of {title} is reached")),
        Some(counter) => {
            Answer::NotMet(format!("{title} is below its quorum, so that this is no decision: {}", counter.words()))
        }
    }
}

pub(super) fn text_unchanged(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Some(ballot) = &proposal.ballot else { return Answer::Met("no vote was opened on another text".to_owned()) };
    let now = proposal.legal_text.as_ref().map(|text| &text.version);
    // A record from before several solutions names the one text alone.
    let several = ballot.legal_texts.is_empty() || ballot.legal_texts == proposal.texts_by_solution();
    Answer::when(
        now == ballot.legal_text.as_ref() && several,
        || "the legal text is the one that the vote opened on".to_owned(),
        || "the legal text has changed since the vote opened; open the vote anew".to_owned(),
    )
}

pub(super) fn one_preferred(case: &Case<'_>) -> Answer {
    let Some((proposal, ballot)) = case.proposal.and_then(|proposal| Some((proposal, proposal.ballot.as_ref()?)))
    else {
        return Answer::Open("no vote is open yet".to_owned());
    };
    if !case.decides_by_vote(proposal) {
        return Answer::Met("the vote recommends; another decides between the solutions".to_owned());
    }
    let counts = match case.count_now(proposal, ballot) {
        Ok(counts) => counts,
        Err(problem) => return Answer::NotMet(problem.to_string()),
    };
    let by_solution = proposal.solutions.iter().zip(&counts).map(|(solution, count)| (solution.id.clone(), count));
    match preferred(by_solution) {
        Ok(Some(one)) => Answer::Met(format!("the vote prefers {one}")),
        Ok(None) => Answer::Met("the vote approves no solution".to_owned()),
        Err((one, other)) => Answer::NotMet(format!(
            "the vote approves {one} and {other} of {} alike; let the members vote again, then close it",
            proposal.number()
        )),
    }
}
