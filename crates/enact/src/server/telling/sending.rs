//! One message to one follower: whether it may have it is asked now, and what came of it is written down.

use std::sync::Arc;
use std::time::Duration;

use ledger::{Channel, Delivery, Follower, LedgerError, Outcome};
use procedure::register::Actor;

use super::calling;
use super::message::{Message, instant};
use crate::clock;
use crate::post::{Handed, Letter, Notice, Secret};
use crate::server::{Server, Stop, Visit};

/// How long after each failed try the next one comes, in minutes; after the last the message is given up, two and a half
/// days after the first.
const AFTER: [u64; 8] = [1, 5, 30, 120, 300, 600, 1000, 1440];

/// Sends it, unless it is not to be sent.
#[tracing::instrument(name = "send", skip_all, fields(otel.kind = "client", code = delivery.code, tries = delivery.tries))]
pub(super) async fn send(server: &Arc<Server>, delivery: &Delivery) {
    let outcome = match outcome(server, delivery).await {
        Ok(outcome) => outcome,
        // The record does not answer: the lease ends by itself, and some node tries again.
        Err(error) => {
            tracing::warn!(message = delivery.id, %error, "a message cannot be made now");
            return;
        }
    };
    let settled = async {
        let now = server.ledger.outbox_clock(clock::now()).await?;
        server.ledger.settle(delivery, &outcome, now).await
    };
    match settled.await {
        Ok(true) => {}
        Ok(false) => tracing::info!(message = delivery.id, "another node took this message over"),
        Err(error) => {
            tracing::warn!(message = delivery.id, %error, "what came of a message cannot be written; it may be sent twice")
        }
    }
}

async fn outcome(server: &Arc<Server>, delivery: &Delivery) -> Result<Outcome, LedgerError> {
    let leave_out = |why: &str| Ok(Outcome::LeaveOut(why.to_owned()));
    let Some(follower) = server.ledger.follower_by_id(&delivery.follower).await? else {
        return leave_out("the follower is gone");
    };
    let followed = server.ledger.followed(&follower).await?;
    let wants = delivery.is_question()
        || delivery.call.is_some()
        || followed.iter().any(|one| one.confirmed && one.page == delivery.page);
    if !wants {
        return leave_out("it is not followed any more");
    }
    let Some(code) = server.codes.get(&delivery.code) else {
        return Ok(Outcome::Again("this Code is not served".to_owned(), Duration::from_secs(3600)));
    };
    let mut visit = match Visit::telling(server, code, None).await {
        Ok(visit) => visit,
        Err(why) => return Ok(Outcome::Again(words(&why), Duration::from_secs(60))),
    };
    if let Some(name) = &follower.stands_for {
        let Some(actor) = holds_office(&visit, name) else {
            return Ok(Outcome::LeaveOut(format!("{name} holds no office in this register today")));
        };
        visit.reader = Some(actor);
    }
    let handed = if let Some(named) = &delivery.call {
        let calls = server.calls.of(&visit).await;
        let call = match calling::find(&calls, named) {
            Ok(call) => call,
            Err(why) => return leave_out(why),
        };
        let Some(page) = calling::page(&visit, call, &follower, &followed) else {
            return leave_out("it falls on an office that is not held today, and its page is not followed");
        };
        let message = Message::of_call(&visit, call, named, &follower, &page);
        hand_over(server, delivery, &follower, &message, clock::now()).await
    } else if delivery.is_question() {
        let pages: Vec<String> = followed.into_iter().filter(|one| !one.confirmed).map(|one| one.page).collect();
        if pages.is_empty() && follower.channel == Channel::Mail {
            return leave_out("there is nothing left to confirm");
        }
        let message = Message::question(&visit, &follower, &pages);
        hand_over(server, delivery, &follower, &message, clock::now()).await
    } else {
        let events = server.ledger.events(&delivery.code, delivery.position - 1, 1).await?;
        let Some(recorded) = events.first() else { return leave_out("the entry is not in the record") };
        let message = Message::of_event(&visit, recorded, &follower, delivery);
        hand_over(server, delivery, &follower, &message, instant(recorded)).await
    };
    judged(server, delivery, &follower, handed).await
}

/// Who the follower is told for, where they are anybody today: a body, a Party, or a person in an office that runs.
pub(super) fn holds_office(visit: &Visit, name: &str) -> Option<Actor> {
    let code = visit.rulebook.code();
    let meant = visit.register.actors(name, code, visit.today()).ok()?;
    let runs = |actor: &Actor| match actor {
        Actor::Person(person) => person.offices_on(visit.today()).next().is_some(),
        Actor::Body { .. } | Actor::Party(_) => true,
    };
    meant.into_iter().find(runs)
}

async fn hand_over(
    server: &Server,
    delivery: &Delivery,
    follower: &Follower,
    message: &Message,
    moment: jiff::Timestamp,
) -> Handed {
    match follower.channel {
        Channel::Mail => {
            let letter = Letter {
                id: delivery.id.clone(),
                to: follower.address.clone(),
                subject: message.subject().to_owned(),
                text: message.text(),
                thread: message.thread.clone(),
                stop: (!delivery.is_question()).then(|| message.own.clone()),
                at: clock::now().into(),
            };
            server.post.send_letter(&letter).await
        }
        Channel::Webhook => {
            let Some(secret) = Secret::kept(&follower.secret) else {
                return Handed::Never("its secret cannot be read; register it again".to_owned());
            };
            let body = message.body(moment);
            let timestamp = clock::now().as_second();
            let notice = Notice { id: &delivery.id, timestamp, body: &body, secret: &secret };
            server.post.send_notice(&follower.address, &notice).await
        }
    }
}

/// What becomes of the delivery.
async fn judged(
    server: &Server,
    delivery: &Delivery,
    follower: &Follower,
    handed: Handed,
) -> Result<Outcome, LedgerError> {
    let tried = usize::try_from(delivery.tries).unwrap_or(usize::MAX);
    Ok(match handed {
        Handed::Taken => {
            // A webhook that takes its first message has said that it wants more.
            if delivery.is_question() && follower.channel == Channel::Webhook {
                server.ledger.confirm(follower).await?;
            }
            Outcome::Sent
        }
        Handed::NotNow(why) => match AFTER.get(tried.saturating_sub(1)) {
            Some(minutes) => Outcome::Again(why, Duration::from_secs(minutes * 60)),
            None => Outcome::GiveUp(why),
        },
        Handed::Never(why) => Outcome::GiveUp(why),
        Handed::Unwanted => {
            for following in server.ledger.followed(follower).await? {
                server.ledger.end_following(follower, &following.page).await?;
            }
            Outcome::GiveUp("it answered that it wants nothing more (status 410), and follows nothing now".to_owned())
        }
    })
}

fn words(why: &Stop) -> String {
    match why {
        Stop::NotNow(said) | Stop::NotShown(said) | Stop::NoRoom(said) => said.clone(),
        Stop::NotFound
        | Stop::Missing(..)
        | Stop::Gone(..)
        | Stop::NotAllowed(_)
        | Stop::TooLarge(_)
        | Stop::BadRequest(_)
        | Stop::Failed(_) => "the register cannot be read now".to_owned(),
    }
}
