//! The invented people of a demonstration, one click each.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use procedure::register::{Office, Person};

use crate::paths::{Address, Demonstration, PersonName};
use crate::server::{PERSON, Server, Stop, cookie, page, slug};
use crate::web::pages::SignInPage;
use crate::web::{Frame, PersonChoice};

/// The page.
pub(crate) async fn page_of(server: &Arc<Server>, headers: &HeaderMap) -> Result<SignInPage, Stop> {
    let current = cookie(headers, PERSON);
    let mut people = Vec::new();
    for code in server.codes.keys() {
        let register = server.ledger.register(code).await?;
        let rulebook = server.ledger.rulebook(code)?;
        let mut choices = Vec::new();
        for person in register.people() {
            let Some(name) = PersonName::from_words(&person.name) else { continue };
            let suspended = match &person.office {
                Office::ForParty(party) => register.suspensions().iter().any(|held| &held.party == party),
                Office::ForBody(_) | Office::Member { .. } => false,
            };
            choices.push((
                rank(person, suspended),
                PersonChoice {
                    name: person.name.clone(),
                    acts_for: office(person, |body| rulebook.code().title_of(body).to_owned()),
                    try_this: try_this(person, suspended),
                    current: current.as_deref() == Some(&format!("{code}:{}", slug(&person.name))),
                    sign_in: Address::Demonstration(Demonstration::SignInAs(name)),
                },
            ));
        }
        choices.sort_by_key(|(rank, _)| *rank);
        people.push((rulebook.code().title.clone(), choices.into_iter().map(|(_, choice)| choice).collect()));
    }
    people.sort_by_key(|(_, choices): &(String, Vec<_>)| std::cmp::Reverse(choices.len()));
    Ok(SignInPage { frame: Frame::bare(), people, back: String::new() })
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
        Office::ForBody(body) => format!("for the {}", title(body.as_str())),
        Office::Member { of, seat, .. } => match seat {
            Some(seat) => format!("member of the {} ({})", title(of.as_str()), seat.replace('-', " ")),
            None => format!("member of the {}", title(of.as_str())),
        },
    }
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
