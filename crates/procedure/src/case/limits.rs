//! Whom a suspension reaches, and what a time limit comes to.

use super::Case;
use crate::act::Act;
use crate::condition::Answer;
use crate::names::day;
use crate::register::{Actor, Office, Person, Suspended};
use crate::roster;
use crate::rule::{Reach, Suspension, TimeLimit, Unit};

/// Why a suspension reaches whoever acts.
pub(crate) fn suspended(case: &Case<'_>, suspension: &Suspension) -> Option<String> {
    let held = |party: &str| case.register.suspension(party, &suspension.right).filter(|held| held.since <= case.at);
    let words = |held: &Suspended| {
        format!("the right of {} under {} is suspended since {}", held.party, held.right, day(held.since.date()))
    };
    match &suspension.reaches {
        Reach::Party => Some(words(held(&case.actor.party(case.register)?.name)?)),
        Reach::PartyOf(categories) => {
            let party = case.actor.party(case.register).filter(|party| categories.contains(&party.category))?;
            Some(words(held(&party.name)?))
        }
        Reach::VotingGroup => {
            let group = roster::voting_group(case.register, &case.actor.party(case.register)?.name);
            group_suspension(case, &group, suspension)
        }
        Reach::Appointer(categories) => {
            let Some(Act::NamePerson(act)) = case.act else { return None };
            let party = case.register.party(act.appointed_by.as_deref()?)?;
            Some(words(held(&party.name).filter(|_| categories.contains(&party.category))?))
        }
        Reach::Appointees(categories) => {
            let Actor::Person(Person { office: Office::Member { appointed_by, .. }, name, .. }) = case.actor else {
                return None;
            };
            let party = case.register.party(appointed_by.as_deref()?)?;
            let held = held(&party.name).filter(|_| categories.contains(&party.category))?;
            Some(format!(
                "{name} was appointed by {}, whose right under {} is suspended since {}",
                held.party,
                held.right,
                day(held.since.date())
            ))
        }
    }
}

/// Why a Voting Group is reached by a suspension: one of its Parties has lost the right.
pub(super) fn group_suspension(case: &Case<'_>, group: &str, suspension: &Suspension) -> Option<String> {
    let of_the_group = case.register.suspensions().iter().filter(|held| {
        held.right == suspension.right
            && held.since <= case.at
            && roster::voting_group(case.register, &held.party).eq_ignore_ascii_case(group)
    });
    let held = of_the_group.min_by_key(|held| held.since)?;
    let since = day(held.since.date());
    Some(format!(
        "{} is of the Voting Group {group}, and its right under {} is suspended since {since}",
        held.party, held.right
    ))
}

/// Whether a case keeps within a time limit.
pub(crate) fn within(case: &Case<'_>, limit: &TimeLimit) -> Answer {
    let (Ok(from), Ok(to)) = (case.date_of(limit.from), case.date_of(limit.to)) else {
        return Answer::Open(limit_words(limit));
    };
    let (Some(from), Some(to)) = (from, to) else {
        return Answer::Met(format!("nothing to count yet: {}", limit_words(limit)));
    };
    let counted = match limit.unit {
        Unit::WorkingDays => match case.rulebook.calendar().working_days_between(from, to) {
            Ok(days) => days,
            Err(error) => return Answer::NotMet(error.to_string()),
        },
        Unit::Days => from.until(to).map_or(0, |span| i64::from(span.get_days())),
    };
    let enough =
        limit.at_least.is_none_or(|least| counted >= least) && limit.at_most.is_none_or(|most| counted <= most);
    let facts = || {
        if counted < 0 {
            let (first, then) = (limit.to.words(), limit.from.words());
            return format!("{first} ({}) comes before {then} ({})", day(to), day(from));
        }
        format!(
            "{} ({}) to {} ({}) is {counted} {}",
            limit.from.words(),
            day(from),
            limit.to.words(),
            day(to),
            unit_words(limit.unit, counted)
        )
    };
    Answer::when(enough, facts, || format!("{}; {}", facts(), limit_words(limit)))
}

fn unit_words(unit: Unit, count: i64) -> &'static str {
    match (unit, count) {
        (Unit::WorkingDays, 1) => "Working Day",
        (Unit::WorkingDays, _) => "Working Days",
        (Unit::Days, 1) => "day",
        (Unit::Days, _) => "days",
    }
}

fn limit_words(limit: &TimeLimit) -> String {
    let amount = match (limit.at_least, limit.at_most) {
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (None, None) => "any number of".to_owned(),
    };
    format!("{amount} {} must lie between {} and {}", unit_words(limit.unit, 2), limit.from.words(), limit.to.words())
}
