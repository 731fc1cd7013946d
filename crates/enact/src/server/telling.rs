//! Telling those who follow: what was recorded, and what calls on them, is spread to them, and each is sent a message, by whichever node takes it.
//!
//! What a message says, and whether its follower may have it, is worked out when it is sent, from the register as it stands
//! then: whoever lost an office since the event is told nothing more.

mod calling;
mod message;
mod sending;
mod spreading;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

pub(super) use calling::Calls;
pub(super) use spreading::page_at;

use super::Server;
use crate::clock;

/// How many messages a node sends at once.
const AT_ONCE: usize = 24;
/// How long a node waits before it looks again whether there is something to tell.
const PAUSE: Duration = Duration::from_millis(500);
/// How long what was sent stays visible to its follower and to the administrator.
const KEPT: Duration = Duration::from_secs(90 * 24 * 3600);
/// How long somebody has to confirm what they want to follow.
const TO_CONFIRM: Duration = Duration::from_secs(7 * 24 * 3600);

/// How long a node holds what it took: longer than any receiver may take, so that nobody else takes it meanwhile.
fn lease(server: &Server) -> Duration {
    server.post.limit() * 5 + Duration::from_secs(5)
}

/// Notes what calls on somebody already, in a Code where that was never looked for: nobody is told of the past, and of all that
/// arises from now on.
pub(super) async fn begin(server: &Arc<Server>) {
    let begun = async {
        let now = server.ledger.outbox_clock(clock::now()).await?;
        calling::note_what_stands(server, now).await
    };
    if let Err(error) = begun.await {
        tracing::warn!(%error, "what calls on somebody cannot be noted now; it is when the record answers");
    }
}

/// Tells until it is told to stop; messages under way are finished.
pub(super) async fn tell(server: Arc<Server>, mut stop: watch::Receiver<bool>) {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut under_way = JoinSet::new();
    let mut swept = None;
    loop {
        if let Err(error) = round(&server, &slots, &mut under_way).await {
            tracing::warn!(%error, "what is to be told cannot be read or written now; trying again");
        }
        while under_way.try_join_next().is_some() {}
        let today = clock::today();
        if swept != Some(today) {
            swept = Some(today);
            if let Err(error) = sweep(&server).await {
                tracing::warn!(%error, "old messages cannot be deleted now");
            }
        }
        tokio::select! {
            _ = stop.changed() => break,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    while under_way.join_next().await.is_some() {}
}

/// Spreads what was recorded, looks for what calls on somebody, and begins to send what is due.
async fn round(
    server: &Arc<Server>,
    slots: &Arc<Semaphore>,
    under_way: &mut JoinSet<()>,
) -> Result<(), ledger::LedgerError> {
    let ledger = &server.ledger;
    let now = ledger.outbox_clock(clock::now()).await?;
    while let Some(news) = ledger.take_news(now, lease(server)).await? {
        spreading::spread(server, &news, now).await?;
    }
    calling::look(server, now).await?;
    loop {
        let free = u32::try_from(slots.available_permits()).unwrap_or(0);
        let taken = ledger.take_deliveries(now, lease(server), free).await?;
        if taken.is_empty() {
            return Ok(());
        }
        for delivery in taken {
            let Ok(slot) = Arc::clone(slots).acquire_owned().await else { return Ok(()) };
            let server = Arc::clone(server);
            under_way.spawn(async move {
                sending::send(&server, &delivery).await;
                drop(slot);
            });
        }
    }
}

/// Deletes what nobody needs any more.
async fn sweep(server: &Server) -> Result<(), ledger::LedgerError> {
    let now = server.ledger.outbox_clock(clock::now()).await?;
    let before = |age: Duration| now.saturating_sub(i64::try_from(age.as_micros()).unwrap_or(i64::MAX));
    server.ledger.sweep_deliveries(before(KEPT)).await?;
    server.ledger.forget_unconfirmed(before(TO_CONFIRM)).await
}
