//! What a follower follows, and what was sent to it: opened by the key that stands in every message, and ended there.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use ledger::{Channel, Delivery, DeliveryState, Follower, NewFollower};

use super::follow::words_of;
use crate::clock;
use crate::paths::{FollowerKey, Place};
use crate::server::telling::page_at;
use crate::server::{Sent, Stop, Visit, first, form_of, page, see_other};
use crate::web::pages::{Button, ButtonList, ButtonRow, KeepingPage};
use crate::web::{Block, Entry, Link, Moment, Tag, Tone};

/// How many deliveries are shown.
const SHOWN: u32 = 50;

/// The page.
pub(crate) async fn of(visit: &Visit, key: Option<&FollowerKey>) -> Result<KeepingPage, Stop> {
    match key {
        Some(key) => one(visit, &known(visit, key).await?).await,
        None => own(visit).await,
    }
}

async fn known(visit: &Visit, key: &FollowerKey) -> Result<Follower, Stop> {
    visit.server.ledger.follower(visit.code.as_str(), key.as_str()).await?.ok_or(Stop::NotFound)
}

/// What the reader follows, where it is known who reads; else where to find it.
async fn own(visit: &Visit) -> Result<KeepingPage, Stop> {
    let mut rows = Vec::new();
    let followers = match &visit.reader {
        Some(reader) => visit.server.ledger.followers_standing_for(visit.code.as_str(), reader.name()).await?,
        None => Vec::new(),
    };
    for follower in &followers {
        let Some(key) = FollowerKey::parse(&follower.token) else { continue };
        let followed = visit.server.ledger.followed(follower).await?;
        let pages = followed.iter().map(|one| words_of(&one.page)).collect();
        let link = Link::new(follower.address.clone(), visit.at(Place::Following(Some(key))));
        rows.push(vec![Entry::Link(link), Entry::words(follower.channel.name()), Entry::lines(pages)]);
    }
    let lead = if visit.reader.is_some() {
        "What you are told of, and where. Every page with news has a link by which it is followed."
    } else {
        "Every page with news has a link by which it is followed. What you follow stands on a page of your own, whose address is in every message to you; there you end it, too."
    };
    let empty = "Nothing yet for the office that you hold. What an e-mail address follows by itself stands on a page of its own, to which each letter leads.";
    let mut blocks = vec![Block::table("followed", "Followed", &["Where", "How", "What"], rows, empty)];
    if visit.operator {
        let outbox = Entry::Link(Link::new("Outbox", visit.at(Place::Outbox)));
        blocks.push(Block::facts(
            "everybody",
            "Everybody who follows",
            vec![("What was sent, and what failed", outbox)],
        ));
    }
    Ok(KeepingPage {
        frame: visit.frame(None, Vec::new()),
        title: "What you follow".to_owned(),
        lead: lead.to_owned(),
        once: None,
        buttons: Vec::new(),
        lists: Vec::new(),
        blocks,
        to: visit.at(Place::Following(None)),
    })
}

async fn one(visit: &Visit, follower: &Follower) -> Result<KeepingPage, Stop> {
    let ledger = &visit.server.ledger;
    let followed = ledger.followed(follower).await?;
    let waiting = followed.iter().any(|one| !one.confirmed);
    let rows = followed.iter().map(|one| {
        let words = words_of(&one.page);
        let name = match page_at(visit.code.as_str(), &one.page) {
            Some(address) => Entry::Link(Link::new(words.clone(), address)),
            None => Entry::words(words.clone()),
        };
        let state = match one.confirmed {
            true => Tag::new("Followed", Tone::Going),
            false => Tag::new("To be confirmed", Tone::Open),
        };
        let sends = vec![("do".to_owned(), "end".to_owned()), ("page".to_owned(), one.page.clone())];
        let button = Button { words: "End".to_owned(), more: format!("following {words}"), sends };
        ButtonRow { cells: vec![name, Entry::Tag(state)], button: Some(button) }
    });
    let list = ButtonList {
        key: "followed".to_owned(),
        heading: "Followed".to_owned(),
        columns: vec!["What".to_owned(), "State".to_owned()],
        rows: rows.collect(),
        empty: "Nothing is followed any more.".to_owned(),
    };
    let button = |what: &str, words: &str| Button {
        words: words.to_owned(),
        more: String::new(),
        sends: vec![("do".to_owned(), what.to_owned())],
    };
    let is_mail = follower.channel == Channel::Mail;
    let mut buttons = Vec::new();
    buttons.extend((waiting && is_mail).then(|| button("confirm", "Confirm")));
    buttons.extend((!is_mail).then(|| button("test", "Send a test")));
    buttons.push(button("forget", "End everything and delete this address"));
    let sent = ledger.deliveries_to(&follower.id, SHOWN).await?;
    let sent = sent.iter().map(|delivery| delivery_row(visit, delivery)).collect();
    let columns = ["Message", "About", "State", "Tries", "What came of it", "When"];
    let place = Place::Following(FollowerKey::parse(&follower.token));
    let lead = match &follower.stands_for {
        Some(name) => format!(
            "{} is told at {}, by {}.",
            visit.rulebook.code().title_of(name),
            follower.address,
            follower.channel.name()
        ),
        None => format!("Told at {}, by {}.", follower.address, follower.channel.name()),
    };
    Ok(KeepingPage {
        frame: visit.frame(None, Vec::new()),
        title: "What is followed here".to_owned(),
        lead,
        once: None,
        buttons,
        lists: vec![list],
        blocks: vec![Block::table("sent", "What was sent", &columns, sent, "Nothing was sent yet.")],
        to: visit.at(place),
    })
}

/// A delivery as a row of a table.
pub(super) fn delivery_row(visit: &Visit, delivery: &Delivery) -> Vec<Entry> {
    let about = match (&delivery.call, delivery.position) {
        (Some(call), _) => Entry::Link(Link::new(words_of_call(call), visit.at(Place::Duties(None)))),
        (None, 0) => Entry::words("Question or test"),
        (None, position) => Entry::Link(Link::new(format!("Entry {position}"), visit.at(Place::Event(position)))),
    };
    let when = Timestamp::from_microsecond(delivery.changed).map(|at| Entry::Moment(Moment(clock::civil(at))));
    let due = Timestamp::from_microsecond(delivery.due).map(|at| Moment(clock::civil(at)));
    let waits = delivery.state == DeliveryState::Waiting && delivery.tries > 0;
    let said = match due {
        Ok(due) if waits && !delivery.said.is_empty() => {
            format!("{} Next try from {} on {}.", crate::server::sentence(&delivery.said), due.clock(), due.day())
        }
        Ok(_) | Err(_) if delivery.said.is_empty() => String::new(),
        Ok(_) | Err(_) => crate::server::sentence(&delivery.said),
    };
    vec![
        Entry::words(delivery.id.clone()),
        about,
        Entry::Tag(state(delivery.state)),
        Entry::Number(i64::from(delivery.tries)),
        Entry::words(said),
        when.unwrap_or_else(|_| Entry::nothing()),
    ]
}

/// What is told of a call, in two or three words.
fn words_of_call(name: &str) -> String {
    let mut words = name.split(' ');
    let turn = if words.next() == Some("overdue") { "Overdue" } else { "To be done" };
    match (words.next(), words.next()) {
        (Some("duty"), Some(rule)) => format!("{turn}: {rule}"),
        (Some(kind), _) => format!("{turn}: {kind}"),
        (None, _) => turn.to_owned(),
    }
}

fn state(state: DeliveryState) -> Tag {
    match state {
        DeliveryState::Waiting => Tag::new("Waiting", Tone::Open),
        DeliveryState::Sent => Tag::new("Sent", Tone::Done),
        DeliveryState::GivenUp => Tag::new("Given up", Tone::Stopped),
        DeliveryState::LeftOut => Tag::new("Not sent", Tone::Quiet),
    }
}

/// What a button sends; also the request by which a mail program ends everything with one click (RFC 8058).
pub(crate) async fn posted(visit: &Visit, key: &FollowerKey, body: &Bytes) -> Result<Response, Stop> {
    let sent: Sent = form_of(body)?;
    let follower = known(visit, key).await?;
    let ledger = &visit.server.ledger;
    let now = ledger.outbox_clock(clock::now()).await?;
    let one_click = first(&sent, "List-Unsubscribe") == Some("One-Click");
    let what = if one_click { "forget" } else { first(&sent, "do").unwrap_or_default() };
    let page_sent = first(&sent, "page").unwrap_or_default();
    let done = match what {
        "confirm" => {
            ledger.confirm(&follower).await?;
            "You are told from now on.".to_owned()
        }
        "end" => {
            ledger.end_following(&follower, page_sent).await?;
            format!("{} is not followed any more.", words_of(page_sent))
        }
        "test" if follower.channel == Channel::Webhook => {
            ledger.ask(&follower, now).await?;
            "A test is sent at once; what comes of it stands below.".to_owned()
        }
        "follow" => {
            let no_news = || Stop::BadRequest("there is no such page with news".to_owned());
            page_at(visit.code.as_str(), page_sent).ok_or_else(no_news)?;
            let wanted = NewFollower {
                channel: follower.channel,
                address: &follower.address,
                stands_for: follower.stands_for.as_deref(),
                page: page_sent,
                confirmed: true,
                secret: "",
                token: "",
            };
            ledger.follow(visit.code.as_str(), &wanted, now).await?;
            format!("{} is followed from now on.", words_of(page_sent))
        }
        "forget" => {
            ledger.forget(&follower).await?;
            let mut gone = own(visit).await?;
            gone.title = "Everything is ended".to_owned();
            gone.lead = "The address and all that was sent to it are deleted here.".to_owned();
            return page(StatusCode::OK, &gone);
        }
        _ => return Err(Stop::BadRequest("press one of the buttons of the page".to_owned())),
    };
    Ok(see_other(&visit.at(Place::Following(Some(key.clone()))), &[crate::server::acting::done_cookie(&done)]))
}
