//! Telling whoever is called on: those who hold the office that a duty or a day falls on, and those who follow its page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use ledger::{Follower, Following, LedgerError, NewCall, NewDelivery};
use procedure::call::{Call, calls};

use super::sending::holds_office;
use super::spreading::page_at;
use super::{PAUSE, lease};
use crate::clock;
use crate::paths::{Address, BodyName, CodeName, PartyName, Place};
use crate::server::{Server, Visit};

/// A round that took long is not begun again before this many times as long has passed, so that a large register is not
/// looked through all the time.
const REST: u32 = 20;

/// What called on somebody in each Code when that was last asked.
#[derive(Debug, Default)]
pub(in crate::server) struct Calls(Mutex<BTreeMap<String, Known>>);

#[derive(Debug)]
struct Known {
    position: u64,
    day: Date,
    calls: Arc<Vec<Call>>,
}

impl Calls {
    /// Everything that calls on somebody where a visit stands; looked for once a position and day.
    pub(super) async fn of(&self, visit: &Visit) -> Arc<Vec<Call>> {
        let (position, day) = (visit.register.position(), visit.today());
        let code = visit.code.as_str();
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(code)
            && (known.position, known.day) == (position, day)
        {
            return Arc::clone(&known.calls);
        }
        let (register, rulebook, now) = (Arc::clone(&visit.register), Arc::clone(&visit.rulebook), visit.now);
        // A long register is looked through beside the requests and not between them.
        let found = tokio::task::spawn_blocking(move || calls(&register, &rulebook, now)).await.unwrap_or_default();
        let calls = Arc::new(found);
        let known = Known { position, day, calls: Arc::clone(&calls) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), known);
        calls
    }
}

/// How a call that arose, or that is overdue, is named among all that is told.
fn name(call: &Call, overdue: bool) -> String {
    format!("{} {}", if overdue { "overdue" } else { "arose" }, call.key)
}

/// The call of a name, as it stands now.
///
/// # Errors
/// It does not stand any more; why, in words.
pub(super) fn find<'a>(calls: &'a [Call], named: &str) -> Result<&'a Call, &'static str> {
    let (turn, key) = named.split_once(' ').unwrap_or(("", named));
    let Some(call) = calls.iter().find(|call| call.key == key) else {
        return Err("it was done, or is owed no more");
    };
    match (turn, call.overdue) {
        ("overdue", false) => Err("its last day was moved"),
        ("arose", true) => Err("it is overdue by now, which is told by itself"),
        (_, _) => Ok(call),
    }
}

/// Looks in every Code for what calls on somebody and was not told before.
pub(super) async fn look(server: &Arc<Server>, now: i64) -> Result<(), LedgerError> {
    for code in server.codes.values() {
        in_code(server, code, now).await?;
    }
    Ok(())
}

/// Looks in the Codes in which nobody has looked before.
pub(super) async fn note_what_stands(server: &Arc<Server>, now: i64) -> Result<(), LedgerError> {
    for code in server.codes.values() {
        if !server.ledger.was_looked_through(code.as_str()).await? {
            in_code(server, code, now).await?;
        }
    }
    Ok(())
}

async fn in_code(server: &Arc<Server>, code: &CodeName, now: i64) -> Result<(), LedgerError> {
    let today = server.now(code.as_str()).date();
    let ledger = &server.ledger;
    let Some(round) = ledger.take_round(code.as_str(), today, now, lease(server)).await? else { return Ok(()) };
    let began = Instant::now();
    // Without a register there is nothing to tell now; the lease ends by itself.
    let Ok(visit) = Visit::telling(server, code, None).await else { return Ok(()) };
    let calls = server.calls.of(&visit).await;
    let told = ledger.calls_told(code.as_str()).await?;
    let is_new = |call: &&Call| !told.contains(&name(call, call.overdue));
    let new: Vec<&Call> = calls.iter().filter(is_new).collect();
    let followers = if new.is_empty() || round.is_first { Vec::new() } else { followers(&visit).await? };
    let mut found = Vec::new();
    for call in new {
        let deliveries = deliveries(&visit, call, &followers, now);
        // What was overdue when it was first seen does not arise any more.
        let before = call.overdue.then(|| NewCall { name: name(call, false), deliveries: Vec::new() });
        found.extend(before);
        found.push(NewCall { name: name(call, call.overdue), deliveries });
    }
    let stands = (visit.register.position(), visit.today());
    let ended = ledger.outbox_clock(clock::now()).await?;
    let rest = PAUSE.max(began.elapsed() * REST).min(Duration::from_secs(600));
    if !ledger.end_round(&round, &found, stands, (ended, rest)).await? {
        tracing::info!(code = code.as_str(), "another node took over telling whoever is called on");
    }
    Ok(())
}

/// Those who have confirmed what they follow, each with it.
async fn followers(visit: &Visit) -> Result<Vec<(Follower, Vec<Following>)>, LedgerError> {
    let ledger = &visit.server.ledger;
    let followed = ledger.all_followed(visit.code.as_str()).await?;
    let ids: BTreeSet<&str> = followed.iter().map(|following| following.follower.as_str()).collect();
    let mut found = Vec::new();
    for id in ids {
        if let Some(follower) = ledger.follower_by_id(id).await? {
            found.push((follower, followed.iter().filter(|following| following.follower == id).cloned().collect()));
        }
    }
    Ok(found)
}

fn deliveries(visit: &Visit, call: &Call, followers: &[(Follower, Vec<Following>)], now: i64) -> Vec<NewDelivery> {
    let concerned = followers.iter().filter_map(|(follower, followed)| {
        let page = page(visit, call, follower, followed)?;
        let (follower, call) = (follower.id.clone(), Some(name(call, call.overdue)));
        Some(NewDelivery { follower, position: visit.register.position(), call, page, made: now })
    });
    concerned.collect()
}

/// The page through which a follower is told of a call: one that it follows, or else that of the duties of the office which it
/// stands for today. None where the call does not concern it.
pub(super) fn page(visit: &Visit, call: &Call, follower: &Follower, followed: &[Following]) -> Option<String> {
    let mut confirmed = followed.iter().filter(|one| one.confirmed).peekable();
    confirmed.peek()?;
    let is_news = |page: &str| match page_at(visit.code.as_str(), page) {
        Some(Address::In(_, place)) => concerns(call, &place),
        Some(_) | None => false,
    };
    if let Some(following) = confirmed.find(|one| is_news(&one.page)) {
        return Some(following.page.clone());
    }
    let actor = holds_office(visit, follower.stands_for.as_deref()?)?;
    call.is_on(&actor, visit.today()).then(|| where_it_stands(visit, call).to_string())
}

/// Whether a call is news of a page.
fn concerns(call: &Call, place: &Place) -> bool {
    let is_body = |name: &BodyName| call.on.iter().any(|on| BodyName::from_words(on).as_ref() == Some(name));
    if let Place::Duties(Some(name)) | Place::Body(name) = place {
        return is_body(name);
    }
    if let Place::Party(name) = place {
        return call.on.iter().any(|on| PartyName::from_words(on).as_ref() == Some(name));
    }
    *place == Place::Duties(None)
}

/// The page on which a call can be seen: the duties of the first body that it is on, or those of everybody.
pub(super) fn where_it_stands(visit: &Visit, call: &Call) -> Place {
    let code = visit.rulebook.code();
    let body = call.on.iter().find_map(|on| BodyName::parse(code.body(on)?.id.as_str()));
    Place::Duties(body)
}
