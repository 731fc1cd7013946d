//! What was sent and what failed, for whoever looks after the server.

use axum::body::Bytes;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use ledger::{Delivery, DeliveryState};

use super::following::delivery_row;
use crate::clock;
use crate::paths::Place;
use crate::server::{Sent, Stop, Visit, first, form_of, page, see_other};
use crate::web::pages::{Button, ButtonList, ButtonRow, KeepingPage};
use crate::web::{Block, Entry};

/// How many deliveries of each kind are shown.
const SHOWN: u32 = 100;

const COLUMNS: [&str; 6] = ["Message", "About", "State", "Tries", "What came of it", "When"];

/// The page, or the question for the operator's key.
pub(crate) async fn page_of(visit: &Visit) -> Result<Response, Stop> {
    match visit.operator || visit.server.demonstration.is_some() {
        true => page(StatusCode::OK, &of(visit).await?),
        false => Ok(ask_for_the_key()),
    }
}

fn ask_for_the_key() -> Response {
    let said = "The operator's key is needed here: give it as the password, with any name.\n";
    let mut response = (StatusCode::UNAUTHORIZED, said).into_response();
    let ask = HeaderValue::from_static("Basic realm=\"the operator's key\", charset=\"UTF-8\"");
    response.headers_mut().insert(WWW_AUTHENTICATE, ask);
    response
}

/// What was sent and what failed.
pub(crate) async fn of(visit: &Visit) -> Result<KeepingPage, Stop> {
    if !visit.operator {
        let why = "the outbox is for those who act for the Code Administrator; sign in as one of them";
        return Err(Stop::Missing(why.to_owned(), Vec::new()));
    }
    let ledger = &visit.server.ledger;
    let code = visit.code.as_str();
    let figures = ledger.outbox_figures().await?;
    let given_up = ledger.deliveries(code, DeliveryState::GivenUp, SHOWN).await?;
    let left_out = ledger.deliveries(code, DeliveryState::LeftOut, SHOWN).await?;
    let waiting = ledger.deliveries(code, DeliveryState::Waiting, SHOWN).await?;
    let sent = ledger.deliveries(code, DeliveryState::Sent, SHOWN).await?;
    let rows = |deliveries: &[Delivery]| deliveries.iter().map(|one| delivery_row(visit, one)).collect::<Vec<_>>();
    let number = |count: u64| Entry::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let facts = vec![
        ("Recorded and not yet spread", number(figures.unspread)),
        ("Waiting", number(figures.waiting)),
        ("Given up", number(figures.given_up)),
    ];
    let list = |key: &str, heading: &str, deliveries: &[Delivery], empty: &str| ButtonList {
        key: key.to_owned(),
        heading: heading.to_owned(),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows: deliveries
            .iter()
            .map(|one| ButtonRow { cells: delivery_row(visit, one), button: Some(again(one)) })
            .collect(),
        empty: empty.to_owned(),
    };
    Ok(KeepingPage {
        frame: visit.frame(None, Vec::new()),
        title: "Outbox".to_owned(),
        lead: "What those who follow this register are told. A message that fails is tried again for two and a half days, and then stands here as given up.".to_owned(),
        once: None,
        buttons: Vec::new(),
        lists: vec![
            list("given-up", "Given up", &given_up, "Nothing was given up."),
            list("waiting", "Waiting", &waiting, "Nothing waits."),
        ],
        blocks: vec![
            Block::facts("figures", "How much, of all Codes", facts),
            Block::table("left-out", "Not sent on purpose", &COLUMNS, rows(&left_out), "Nothing was left out."),
            Block::table("sent", "Sent", &COLUMNS, rows(&sent), "Nothing was sent yet."),
        ],
        to: visit.at(Place::Outbox),
    })
}

fn again(delivery: &Delivery) -> Button {
    let sends = vec![("again".to_owned(), delivery.id.clone())];
    Button { words: "Send again".to_owned(), more: delivery.id.clone(), sends }
}

/// Sends a message again.
pub(crate) async fn posted(visit: &Visit, body: &Bytes) -> Result<Response, Stop> {
    if !visit.operator {
        return match visit.server.demonstration {
            Some(_) => Err(Stop::NotAllowed(crate::server::answer::BOTH)),
            None => Ok(ask_for_the_key()),
        };
    }
    let sent: Sent = form_of(body)?;
    let id = first(&sent, "again").unwrap_or_default();
    let now = visit.server.ledger.outbox_clock(clock::now()).await?;
    let said = match visit.server.ledger.send_again(id, now).await? {
        true => "It is sent again at once.",
        false => "It was sent meanwhile, or is gone.",
    };
    Ok(see_other(&visit.at(Place::Outbox), &[crate::server::acting::done_cookie(said)]))
}
