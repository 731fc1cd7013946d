//! The invented people of a demonstration, one click each.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use procedure::register::{Office, Person};

use crate::paths::{Address, Demonstration, PersonName};
use crate::server::{PERSON, Sent, Server, Stop, Visit, cookie, page, slug};
use crate::web::pages::SignInPage;
use crate::web::{Frame, PersonChoice};

/// The page.
pub(crate) async fn page_of(server: &Arc<Server>, headers: &HeaderMap) -> Result<SignInPage, Stop> {
    page_for(server, cookie(headers, PERSON)).await
}

/// The page for a reader without a name who has typed something: it is sent on with the name taken, so that nothing is lost.
/// Only people of the same Code are offered.
pub(super) async fn page_with(visit: &Visit, back: &Address, carried: Sent) -> Result<Response, Stop> {
    let mut shown = page_for(&visit.server, None).await?;
    let title = &visit.rulebook.code().title;
    shown.people.retain(|(group, _)| group.strip_prefix(title.as_str()).is_some_and(|rest| rest.starts_with(':')));
    shown.back = back.to_string();
    shown.carried = carried;
    page(StatusCode::OK, &shown)
}

async fn page_for(server: &Arc<Server>, current: Option<String>) -> Result<SignInPage, Stop> {
    let mut people = Vec::new();
    for code in server.codes.keys() {
        let register = server.ledger.register(code).await?;
        let rulebook = server.ledger.rulebook(code)?;
        let first = try_first(&register, &rulebook);
        let (mut tried, mut others) = (Vec::new(), Vec::new());
        for person in register.people() {
            let Some(name) = PersonName::from_words(&person.name) else { continue };
            let suspended = is_suspended(&register, person);
            let choice = PersonChoice {
                name: person.name.clone(),
                acts_for: office(person, |body| rulebook.code().title_of(body).to_owned()),
                try_this: try_this(person, suspended),
                current: current.as_deref() == Some(&format!("{code}:{}", slug(&person.name))),
                sign_in: Address::Demonstration(Demonstration::SignInAs(name)),
            };
            match first.iter().position(|chosen| *chosen == person.name) {
                Some(place) => tried.push((place, choice)),
                None => others.push((usize::from(rank(person, suspended)), choice)),
            }
        }
        let title = &rulebook.code().title;
        for (words, mut group) in [("try these first", tried), ("everyone else", others)] {
            group.sort_by_key(|(place, _)| *place);
            let choices: Vec<PersonChoice> = group.into_iter().map(|(_, choice)| choice).collect();
            people.push((!choices.is_empty(), words, format!("{title}: {words}"), choices));
        }
    }
    people.sort_by_key(|(_, words, _, choices)| (*words != "try these first", std::cmp::Reverse(choices.len())));
    let people = people.into_iter().filter(|(any, ..)| *any).map(|(_, _, title, choices)| (title, choices)).collect();
    Ok(SignInPage { frame: Frame::bare(), people, back: String::new(), carried: Vec::new() })
}

/// The analyst, a proposer, a member who votes, the regulator, a Party in default, and a committee that agrees.
fn try_first(register: &procedure::Register, rulebook: &procedure::Rulebook) -> Vec<String> {
    let of_kind = |kind: &str| {
        register.people().find(|person| match &person.office {
            Office::ForBody(body) => rulebook.code().body(body.as_str()).is_some_and(|body| body.kind == kind),
            Office::ForParty(_) | Office::Member { .. } => false,
        })
    };
    let analyst = register
        .people()
        .find(|person| matches!(&person.office, Office::ForBody(body) if *body == rulebook.code().administrator));
    let has_open = |proposer: &str| {
        let mut open = register.proposals().filter(|proposal| !proposal.stage.is_end());
        open.any(|proposal| proposal.proposer == proposer)
    };
    let proposer = register.people().find(|person| match &person.office {
        Office::ForParty(party) => !is_suspended(register, person) && has_open(party),
        Office::ForBody(body) => has_open(body.as_str()),
        Office::Member { .. } => false,
    });
    let voting = register.proposals().filter_map(|proposal| proposal.ballot.as_ref()).map(|ballot| &ballot.body).next();
    let member = register.people().find(|person| match &person.office {
        Office::Member { of, seat, .. } => seat.is_some() && voting.is_none_or(|body| body == of),
        Office::ForBody(_) | Office::ForParty(_) => false,
    });
    let in_default = register.people().find(|person| is_suspended(register, person));
    let chosen = [analyst, proposer, of_kind("sub-committee"), member, of_kind("regulator"), in_default];
    chosen.into_iter().flatten().map(|person| person.name.clone()).collect()
}

fn is_suspended(register: &procedure::Register, person: &Person) -> bool {
    match &person.office {
        Office::ForParty(party) => register.suspensions().iter().any(|held| &held.party == party),
        Office::ForBody(_) | Office::Member { .. } => false,
    }
}

/// The people worth trying first, by Code: name and office.
pub(crate) async fn first_people(server: &Server) -> Result<Vec<(String, Vec<(String, String)>)>, Stop> {
    let mut found = Vec::new();
    for code in server.codes.keys() {
        let register = server.ledger.register(code).await?;
        let rulebook = server.ledger.rulebook(code)?;
        let people = try_first(&register, &rulebook).into_iter().filter_map(|name| {
            let person = register.person(&name)?;
            let mut words = office(person, |body| rulebook.code().title_of(body).to_owned());
            if is_suspended(&register, person) {
                words.push_str(", in default");
            }
            Some((name, words))
        });
        found.push((rulebook.code().title.clone(), people.collect()));
    }
    Ok(found)
}

/// The answer.
pub(crate) async fn page_at(server: &Arc<Server>, headers: &HeaderMap) -> Result<Response, Stop> {
    let mut shown = page_of(server, headers).await?;
    shown.back = Address::Codes.to_string();
    page(StatusCode::OK, &shown)
}

fn office(person: &Person, title: impl Fn(&str) -> String) -> String {
    match &person.office {
        Office::ForParty(party) => format!("for {party}"),
        Office::ForBody(body) => format!("for {}", with_article(&title(body.as_str()))),
        Office::Member { of, seat, .. } => match seat {
            Some(seat) => format!("member of {} ({})", with_article(&title(of.as_str())), seat.replace('-', " ")),
            None => format!("member of {}", with_article(&title(of.as_str()))),
        },
    }
}

/// A body's title as it stands in a sentence: one that is an abbreviation alone goes without the article.
fn with_article(title: &str) -> String {
    let abbreviated = title.chars().all(|letter| letter.is_ascii_uppercase());
    if abbreviated { title.to_owned() } else { format!("the {title}") }
}

/// Those who act for bodies first, members next, Parties after them, Parties in default last.
fn rank(person: &Person, suspended: bool) -> u8 {
    match &person.office {
        Office::ForBody(_) => 0,
        Office::Member { .. } => 1,
        Office::ForParty(_) if suspended => 3,
        Office::ForParty(_) => 2,
    }
}

fn try_this(person: &Person, suspended: bool) -> String {
    let words = match &person.office {
        Office::ForBody(_) => "See what this body may do now, and under which clause.",
        Office::Member { .. } => "Vote where a vote is open.",
        Office::ForParty(_) if suspended => "Try to raise a proposal: the suspension refuses it.",
        Office::ForParty(_) => "Raise a proposal, or respond to a consultation.",
    };
    words.to_owned()
}
