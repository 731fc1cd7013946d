//! Conditions on offices, seats and the functions of bodies.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Answer, list};
use crate::act::{Act, NamePerson, OfficeKind};
use crate::case::{Case, SeatsHeld};
use crate::code::Body;
use crate::names::{BodyId, day};
use crate::register::Office;

/// The seats that a member is named to, where the act names a member; `Err` holds the answer where it does not.
pub(super) fn named<'a>(case: &Case<'a>) -> Result<(&'a NamePerson, &'a Body, Vec<SeatsHeld<'a>>), Answer> {
    let Some(Act::NamePerson(act)) = case.act else { return Err(Answer::Open("no person is named yet".to_owned())) };
    // An alternate takes the place of a member, whose seat was tested when the member was named.
    let fills = act.office == OfficeKind::Member && act.alternate_for.is_none();
    let body = case.rulebook.code().body(&act.acts_for).filter(|_| fills);
    let Some(body) = body else { return Err(Answer::Met("no seat is filled".to_owned())) };
    let seats = case.seats_on(&body.id, first_day(case, act));
    if seats.is_empty() {
        return Err(Answer::Met(format!("nothing says which seats there are on {}", body.title)));
    }
    Ok((act, body, seats))
}

fn first_day(case: &Case<'_>, act: &NamePerson) -> Date {
    act.from.unwrap_or_else(|| case.at.date())
}

pub(super) fn of_the_body(case: &Case<'_>) -> Answer {
    let (act, body, seats) = match named(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let groups = || list(seats.iter().map(|held| held.group.group.clone()));
    match &act.seat {
        Some(seat) if seats.iter().any(|held| held.group.group == *seat) => {
            Answer::Met(format!("{} has seats for {seat}", body.title))
        }
        Some(seat) => Answer::NotMet(format!("{} has no seat for `{seat}`; its seats are {}", body.title, groups())),
        None => Answer::NotMet(format!("no seat is named; the seats of {} are {}", body.title, groups())),
    }
}

pub(super) fn vacant(case: &Case<'_>) -> Answer {
    let (act, body, seats) = match named(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let meant = act.seat.as_ref().and_then(|seat| seats.iter().find(|held| held.group.group == *seat));
    let Some(held) = meant else { return Answer::Met("no seat is taken".to_owned()) };
    let others: Vec<_> = held.holders.iter().filter(|holder| !holder.name.eq_ignore_ascii_case(&act.name)).collect();
    let title = &held.group.title;
    if held.group.one_for_each.is_some() {
        let group = act.appointed_by.as_deref().map(|party| case.voting_group(party));
        let taken = others.iter().find(|holder| group.is_some() && holder.voting_group == group);
        return match taken {
            Some(holder) => Answer::NotMet(format!(
                "{title} have one seat for each Voting Group, and {} holds that of {}",
                holder.name,
                group.unwrap_or_default()
            )),
            None => Answer::Met(format!("the Voting Group's seat on {} is vacant", body.title)),
        };
    }
    let number = held.group.number.unwrap_or_default();
    let names = || list(others.iter().map(|holder| holder.name.clone()));
    Answer::when(
        others.len() < number,
        || format!("{} of the {number} seats of {title} on {} are held", others.len(), body.title),
        || format!("all {number} seats of {title} on {} are held, by {}", body.title, names()),
    )
}

pub(super) fn for_this_party(case: &Case<'_>) -> Answer {
    let (act, _, seats) = match named(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let meant = act.seat.as_ref().and_then(|seat| seats.iter().find(|held| held.group.group == *seat));
    let party = act.appointed_by.as_deref().and_then(|party| case.register.party(party));
    let (Some(held), Some(party)) = (meant, party) else { return Answer::Met("no Party appoints".to_owned()) };
    let code = case.rulebook.code();
    let titles = || list(held.group.categories.iter().map(|id| code.category_title(id).to_owned()));
    let category = code.category_title(&party.category);
    Answer::when(
        held.group.categories.contains(&party.category),
        || format!("{} is one of {}", party.name, titles()),
        || match held.group.categories.is_empty() {
            true => format!("no Party appoints to the seats of {}", held.group.title),
            false => format!("{} is one of {category}, and the seat is for {}", party.name, titles()),
        },
    )
}

pub(super) fn term_allowed(case: &Case<'_>) -> Answer {
    let (act, _, seats) = match named(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let meant = act.seat.as_ref().and_then(|seat| seats.iter().find(|held| held.group.group == *seat));
    let Some((held, months)) = meant.and_then(|held| Some((held, held.group.term_months?))) else {
        return Answer::Met("no term is laid down for the seat".to_owned());
    };
    let from = first_day(case, act);
    let last = from.checked_add(i32::try_from(months).unwrap_or(i32::MAX).months()).unwrap_or(from);
    let Some(until) = act.until else { return Answer::Met("the end of the term is left open".to_owned()) };
    Answer::when(
        until <= last,
        || format!("the term ends before {}, within the {months} months of the seat", day(until)),
        || {
            let title = &held.group.title;
            format!("the seats of {title} are held for {months} months, so that the term ends before {}", day(last))
        },
    )
}

/// The body whose function the act is about, with the body that has it today.
fn function<'a>(case: &Case<'a>) -> Option<(&'a Body, Option<BodyId>)> {
    let name = match case.act {
        Some(Act::EstablishBody(act)) => &act.body,
        Some(Act::EndBodyFunction(act)) => &act.body,
        Some(_) | None => return None,
    };
    let body = case.rulebook.code().body(name)?;
    Some((body, case.register.function_holder(body, case.at.date())))
}

pub(super) fn function_free(case: &Case<'_>) -> Answer {
    let Some((body, holder)) = function(case) else { return Answer::Open("no body is named yet".to_owned()) };
    match holder {
        None => Answer::Met(format!("nobody has the function of {}", body.title)),
        Some(holder) => Answer::NotMet(format!(
            "{} has the function of {}; two bodies cannot have it at once, so take it back first",
            case.rulebook.code().title_of(holder.as_str()),
            body.title
        )),
    }
}

pub(super) fn function_held(case: &Case<'_>) -> Answer {
    let Some((body, holder)) = function(case) else { return Answer::Open("no body is named yet".to_owned()) };
    Answer::when(
        holder.is_some(),
        || format!("the function of {} is held", body.title),
        || format!("nobody has the function of {}", body.title),
    )
}

pub(super) fn not_recused(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let name = case.actor.name();
    let aside = |who: &str| case.register.stands_aside(proposal.id.as_str(), who);
    let seat = proposal.ballot.iter().flat_map(|ballot| &ballot.roster).find(|seat| seat.is_held_by(name));
    let member = seat.map(|seat| seat.member.as_str()).filter(|member| !member.eq_ignore_ascii_case(name));
    match (aside(name), member.and_then(|member| Some((member, aside(member)?)))) {
        (Some(held), _) => Answer::NotMet(format!(
            "{name} declared an interest on {} and stands aside: {}",
            day(held.at.date()),
            held.interest
        )),
        (None, Some((member, held))) => Answer::NotMet(format!(
            "{name} would vote in the place of {member}, who declared an interest on {} and stands aside: {}",
            day(held.at.date()),
            held.interest
        )),
        (None, None) => Answer::Met(format!("{name} does not stand aside")),
    }
}

pub(super) fn no_other(case: &Case<'_>) -> Answer {
    let Some(Act::NamePerson(act)) = case.act else { return Answer::Open("no person is named yet".to_owned()) };
    let body = case.rulebook.code().body(&act.acts_for).filter(|_| act.office == OfficeKind::Member);
    let Some(body) = body else { return Answer::Met("no seat is filled".to_owned()) };
    let person = case.register.person(&act.name);
    let held = person.and_then(|person| person.seat_on(&body.id, first_day(case, act)));
    let Some(held) = held else { return Answer::Met(format!("{} holds no seat on {} then", act.name, body.title)) };
    let name = &act.name;
    let seat = match &held.office {
        Office::Member { seat, .. } => seat.as_deref(),
        Office::ForParty(_) | Office::ForBody(_) => None,
    };
    let same_member = |one: &str, other: &str| one.trim().eq_ignore_ascii_case(other.trim());
    match (held.alternate_for.as_deref(), act.alternate_for.as_deref()) {
        (Some(other), Some(member)) if same_member(other, member) => {
            Answer::Met(format!("{name} is the alternate of {other} already; this gives the term anew"))
        }
        (Some(other), Some(member)) => Answer::NotMet(format!(
            "{name} is the alternate of {other} on {}, and nobody votes in the place of two members; end that office before \
             {name} becomes the alternate of {member}",
            body.title
        )),
        (Some(other), None) => Answer::NotMet(format!(
            "{name} is the alternate of {other} on {}; end that office before {name} takes a seat there",
            body.title
        )),
        (None, Some(member)) => Answer::NotMet(format!(
            "{name} is a member of {}, with a vote of their own; another must be the alternate of {member}",
            body.title
        )),
        (None, None) => Answer::when(
            seat == act.seat.as_deref(),
            || format!("{name} holds this seat on {} already; this gives the term anew", body.title),
            || {
                format!(
                    "{name} holds a seat of {} on {} already, and nobody holds two there; end that office first",
                    case.rulebook.code().category_title(seat.unwrap_or_default()),
                    body.title
                )
            },
        ),
    }
}
