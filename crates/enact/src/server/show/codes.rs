//! The Codes that the server holds.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::paths::{Address, Place};
use crate::server::{Server, Stop, page};
use crate::web::pages::{CodeCard, CodesPage};
use crate::web::{Day, Frame, Link};

/// `/`.
pub(crate) async fn page_at(server: &Arc<Server>, _headers: &HeaderMap) -> Result<Response, Stop> {
    let mut codes = Vec::new();
    for (id, name) in &server.codes {
        let rulebook = server.ledger.rulebook(id)?;
        let register = server.ledger.register(id).await?;
        let code = rulebook.code();
        let all = register.proposals().count();
        let under_way = register.proposals().filter(|proposal| !proposal.stage.is_end()).count();
        let next = server.with_tables()?.deadlines(id, server.now(id), 1).await?.into_iter().next();
        codes.push(CodeCard {
            code: Link::new(code.title.clone(), Address::In(name.clone(), Place::Home)),
            about: code.about.clone(),
            under_way: u64::try_from(under_way).unwrap_or(u64::MAX),
            all: u64::try_from(all).unwrap_or(u64::MAX),
            next: next.map(|next| (Day(next.date), format!("{}: {}", next.number, next.what))),
            held: (!code.words_held).then(|| "Numbers and headings only; its words are not held here.".to_owned()),
        });
    }
    page(StatusCode::OK, &CodesPage { frame: Frame::bare(), codes })
}
