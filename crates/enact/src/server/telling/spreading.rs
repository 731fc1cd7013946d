//! Who is concerned by what was recorded: those who follow a page that has it among its news.

use std::sync::Arc;

use ledger::{Following, LedgerError, NewDelivery, News};

use crate::paths::{Address, Place};
use crate::server::listed::news::Wanted;
use crate::server::{Server, Visit};

/// Makes a delivery of each event for each follower whom it concerns.
pub(super) async fn spread(server: &Arc<Server>, news: &News, now: i64) -> Result<(), LedgerError> {
    let made = match server.codes.get(&news.code) {
        // A Code that this node does not host has nobody here who could put its events into words.
        None => return Ok(()),
        Some(_) => deliveries(server, news, now).await?,
    };
    if !server.ledger.spread(news, &made, now).await? {
        tracing::info!(code = news.code, first = news.first, "another node took over what is to be told");
    }
    Ok(())
}

async fn deliveries(server: &Arc<Server>, news: &News, now: i64) -> Result<Vec<NewDelivery>, LedgerError> {
    let followed = server.ledger.all_followed(&news.code).await?;
    if followed.is_empty() {
        return Ok(Vec::new());
    }
    let count = u32::try_from(news.last.saturating_sub(news.first) + 1).unwrap_or(u32::MAX);
    let events = server.ledger.events(&news.code, news.first.saturating_sub(1), count).await?;
    let Some(code) = server.codes.get(&news.code) else { return Ok(Vec::new()) };
    let Ok(visit) = Visit::telling(server, code, None).await else { return Ok(Vec::new()) };
    let mut made = Vec::new();
    for of_page in followed.chunk_by(|one, other| one.page == other.page) {
        let Some(page) = of_page.first().map(|following| following.page.as_str()) else { continue };
        let Some(Address::In(_, place)) = page_at(code.as_str(), page) else { continue };
        // What is followed may be gone under this name: then it has no news.
        let Ok(wanted) = Wanted::of(&visit, &place) else { continue };
        for recorded in events.iter().filter(|recorded| wanted.has(recorded)) {
            let concerned = of_page.iter().filter(|following| following.since < recorded.position);
            made.extend(concerned.map(|following| delivery(following, recorded.position, now)));
        }
    }
    Ok(made)
}

fn delivery(following: &Following, position: u64, now: i64) -> NewDelivery {
    NewDelivery { follower: following.follower.clone(), position, call: None, page: following.page.clone(), made: now }
}

/// The page of a Code at an address below it, where it is one that has news.
pub(in crate::server) fn page_at(code: &str, below: &str) -> Option<Address> {
    let whole = format!("/{code}{}", below.trim_end_matches('/'));
    let (path, query) = whole.split_once('?').map_or((whole.as_str(), None), |(path, query)| (path, Some(query)));
    let address = Address::parse(path, query)?;
    let Address::In(_, place) = &address else { return None };
    let has_news = crate::paths::ListForm::of(place).contains(&crate::paths::ListForm::Atom);
    (has_news && !matches!(place, Place::Listed(_))).then_some(address)
}
