//! The form by which a page is followed, by e-mail or by a webhook of one's own.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use ledger::{Channel, NewFollower};
use serde_json::json;

use super::following;
use crate::clock;
use crate::paths::{Address, FollowerKey, Picked, Place};
use crate::post::{Post, Secret};
use crate::server::telling::page_at;
use crate::server::{Sent, Stop, Visit, first, form_of, json_answer, page, see_other};
use crate::web::pages::{FollowPage, KeepingPage};
use crate::web::{Choice, Control, Field, Link};

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    how: Option<String>,
    address: String,
    whom: String,
    wrong_address: Option<String>,
    wrong_whom: Option<String>,
}

/// The form with nothing typed.
pub(crate) fn fresh(visit: &Visit, picked: &Picked) -> Result<FollowPage, Stop> {
    form(visit, picked, Typed::default())
}

/// The page that is to be followed.
fn followed(visit: &Visit, picked: &Picked) -> Result<(String, Address), Stop> {
    let no_news = || Stop::BadRequest("there is no such page with news; open the page and choose Follow".to_owned());
    let below = picked.first("page").ok_or_else(no_news)?;
    let address = page_at(visit.code.as_str(), below).ok_or_else(no_news)?;
    Ok((below_code(visit, &address), address))
}

/// A page's address below its Code, as it is kept: `/` for the front page.
fn below_code(visit: &Visit, address: &Address) -> String {
    let whole = address.to_string();
    let below = whole.strip_prefix(&format!("/{}", visit.code)).unwrap_or_default();
    if below.is_empty() { "/".to_owned() } else { below.to_owned() }
}

fn form(visit: &Visit, picked: &Picked, typed: Typed) -> Result<FollowPage, Stop> {
    let server = &visit.server;
    if !server.tells() {
        return Err(Stop::Missing(
            "nobody can be told anything by this server; feeds can be read".to_owned(),
            Vec::new(),
        ));
    }
    let (page, address) = followed(visit, picked)?;
    let choice = |value: &str, words: &str, hint: &str| Choice {
        value: value.to_owned(),
        words: words.to_owned(),
        hint: Some(hint.to_owned()),
    };
    let mail = choice("mail", "By e-mail", "A letter in plain text for each thing that happens.");
    let webhook = choice("webhook", "By webhook", "A signed request to an address of your own (Standard Webhooks).");
    let mut ways = Vec::new();
    ways.extend(server.post.sends_mail().then_some(mail));
    ways.extend(server.post.webhooks().is_some().then_some(webhook));
    let chosen = typed.how.or_else(|| ways.first().map(|way| way.value.clone()));
    let field = |name: &str, label: &str, hint: &str, error, control| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: Some(hint.to_owned()),
        optional: false,
        error,
        control,
    };
    let address_hint =
        "An e-mail address, like ann@example.org, or the address of the webhook, like https://hooks.example.org/enact.";
    let mut fields = vec![
        field(
            "how",
            "How do you want to be told?",
            "You can end it at any time.",
            None,
            Control::Choice { choices: ways, chosen },
        ),
        field("address", "Where?", address_hint, typed.wrong_address, Control::Text { typed: typed.address }),
    ];
    if visit.operator {
        let hint = "A body, a Party or a person of this register. You vouch that the address is theirs: it is not asked. Nothing is sent once they hold no office.";
        let whom = field("whom", "For whom?", hint, typed.wrong_whom, Control::Text { typed: typed.whom });
        fields.push(Field { optional: true, ..whom });
    }
    let about = if visit.server.demonstration.is_some() {
        "In this demonstration letters go into its temporary folder, and nowhere else."
    } else {
        "You are told of each thing that happens to it, with its permanent address. By e-mail you are first asked to confirm; a webhook is sent a test, and must answer it with a status of 2xx."
    };
    Ok(FollowPage {
        frame: visit.frame(None, Vec::new()),
        what: Link::new(words_of(&page), address),
        about: about.to_owned(),
        fields,
        to: visit.at(Place::Follow(Picked::none().and("page", page))),
    })
}

/// What a page is called where it is followed.
pub(super) fn words_of(page: &str) -> String {
    if let Some(number) = page.strip_prefix("/modifications/").filter(|rest| !rest.contains(['/', '?'])) {
        return number.to_uppercase();
    }
    let words = page.trim_matches('/').replace(['/', '?', '&', '='], " ");
    if words.is_empty() { "Everything".to_owned() } else { crate::wording::capital(&words) }
}

/// What was typed, kept.
pub(crate) async fn posted(visit: &Visit, picked: &Picked, body: &Bytes, as_data: bool) -> Result<Response, Stop> {
    let sent: Sent = form_of(body)?;
    let told = |name: &str| first(&sent, name).map(str::trim).unwrap_or_default().to_owned();
    let mut typed = Typed { how: Some(told("how")), address: told("address"), whom: told("whom"), ..Typed::default() };
    let wrong = |typed: Typed| -> Result<Response, Stop> {
        let said = typed.wrong_address.clone().or_else(|| typed.wrong_whom.clone()).unwrap_or_default();
        match as_data {
            true => Err(Stop::BadRequest(said)),
            false => page(StatusCode::UNPROCESSABLE_ENTITY, &form(visit, picked, typed)?),
        }
    };
    let server = &visit.server;
    let (followed, _) = followed(visit, picked)?;
    let (channel, address) = match address_of(visit, &typed) {
        Ok(read) => read,
        Err(why) => {
            typed.wrong_address = Some(crate::server::sentence(&why));
            return wrong(typed);
        }
    };
    let stands_for = match whom(visit, &typed.whom) {
        Ok(name) => name,
        Err(why) => {
            typed.wrong_whom = Some(crate::server::sentence(&why));
            return wrong(typed);
        }
    };
    let vouched = visit.operator || server.demonstration.is_some();
    let code = visit.code.as_str();
    if channel == Channel::Webhook
        && !vouched
        && server.ledger.follower_at(code, channel, &address, None).await?.is_some()
    {
        typed.wrong_address = Some(
            "This webhook is registered already. Add to what it follows on the page that you were given then."
                .to_owned(),
        );
        return wrong(typed);
    }
    let secret = Secret::fresh();
    let kept = if channel == Channel::Webhook { secret.to_keep() } else { String::new() };
    let token = uuid::Uuid::new_v4().simple().to_string();
    let wanted = NewFollower {
        channel,
        address: &address,
        stands_for: stands_for.as_deref(),
        page: &followed,
        confirmed: vouched,
        secret: &kept,
        token: &token,
    };
    let now = server.ledger.outbox_clock(clock::now()).await?;
    let (follower, new) = server.ledger.follow(code, &wanted, now).await?;
    let key = FollowerKey::parse(&follower.token);
    let own = visit.at(Place::Following(key.clone()));
    if channel == Channel::Webhook && new {
        return secret_once(visit, key.as_ref(), &secret, &followed, as_data).await;
    }
    if vouched {
        let said = format!("{} is followed from now on.", words_of(&followed));
        return Ok(see_other(&own, &[crate::server::acting::done_cookie(&said)]));
    }
    // The same for everybody, whether the address was known or not.
    let said = "We have sent you a letter with the address of a page on which you confirm it. Without that nothing more is sent.";
    match as_data {
        true => Ok(json_answer(StatusCode::ACCEPTED, &json!({ "asked": true, "follows": [followed] }))),
        false => page(StatusCode::OK, &asked(visit, said)),
    }
}

/// A new webhook with its secret, which is shown this once.
async fn secret_once(
    visit: &Visit,
    key: Option<&FollowerKey>,
    secret: &Secret,
    followed: &str,
    as_data: bool,
) -> Result<Response, Stop> {
    let own = format!("{}{}", visit.origin, visit.at(Place::Following(key.cloned())));
    if as_data {
        let answer = json!({ "secret": secret.shown(), "page": own, "follows": [followed] });
        return Ok(json_answer(StatusCode::CREATED, &answer));
    }
    let mut shown = following::of(visit, key).await?;
    let about = "Keep it: it is shown this once. Messages are signed with it. Keep the address of the page of this webhook too; nobody else knows it.";
    let both = format!("{}  {own}", secret.shown());
    shown.once = Some(("The secret of this webhook, and its page".to_owned(), both, about.to_owned()));
    page(StatusCode::CREATED, &shown)
}

fn asked(visit: &Visit, said: &str) -> KeepingPage {
    KeepingPage {
        frame: visit.frame(None, Vec::new()),
        title: "Look into your mail".to_owned(),
        lead: said.to_owned(),
        once: None,
        buttons: Vec::new(),
        lists: Vec::new(),
        blocks: Vec::new(),
        to: visit.at(Place::Following(None)),
    }
}

/// How and where, as it is kept.
fn address_of(visit: &Visit, typed: &Typed) -> Result<(Channel, String), String> {
    let post = &visit.server.post;
    match (typed.how.as_deref(), post.webhooks()) {
        (Some("webhook"), Some(webhooks)) => Ok((Channel::Webhook, webhooks.address(&typed.address)?)),
        (Some("mail"), _) if post.sends_mail() => Ok((Channel::Mail, Post::mail_address(&typed.address)?)),
        (_, _) => Err("this server does not tell anybody in this way; choose one of those offered".to_owned()),
    }
}

/// For whom: as an operator says, or the reader of a demonstration; else for nobody in particular.
fn whom(visit: &Visit, typed: &str) -> Result<Option<String>, String> {
    if visit.operator && !typed.is_empty() {
        let actor = visit.register.actor(typed, visit.rulebook.code())?;
        return Ok(Some(actor.name().to_owned()));
    }
    Ok(visit.reader.as_ref().map(|reader| reader.name().to_owned()))
}
