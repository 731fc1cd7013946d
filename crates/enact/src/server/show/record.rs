//! The record: every event, newest first.

use super::history;
use crate::paths::{LogFile, Place};
use crate::server::{Stop, Visit};
use crate::web::pages::{Checkpoint, RecordPage, RecordRow};
use crate::web::{Link, Moment, Pages, Section};

/// How many events a page shows.
const ROWS: u64 = 50;

/// The events below a position; the newest without one.
pub(super) async fn of(visit: &Visit, before: Option<u64>) -> Result<RecordPage, Stop> {
    let ledger = &visit.server.ledger;
    let code = visit.code.as_str();
    let all = visit.register.position();
    let last = before.map_or(all, |before| before.saturating_sub(1).min(all));
    let after = last.saturating_sub(ROWS);
    let rows = u32::try_from(last - after).unwrap_or(u32::MAX);
    let mut events = ledger.events(code, after, rows).await?;
    events.reverse();
    let head = ledger.tree_head(code).await?;
    let signer = super::log_file::signer(visit);
    let checkpoint = Some(Checkpoint {
        size: head.size,
        root: head.root.to_string(),
        signed: signer.as_ref().map(|_| Link::new("Keep this checkpoint", visit.at(Place::Log(LogFile::Checkpoint)))),
        key: signer.map(|signer| signer.verifier().to_string()),
        command: "enact verify --data DIR --checkpoint FILE".to_owned(),
    });
    let hashes = ledger.hashes(code, after, rows).await?;
    let address = |before| visit.at(Place::Record { before });
    let row = |recorded: &procedure::Recorded| RecordRow {
        position: Link::new(recorded.position.to_string(), visit.at(Place::Event(recorded.position))),
        took_effect: Moment(recorded.took_effect),
        recorded: None,
        act: history::in_words(visit, &recorded.event),
        by: history::by(visit, recorded),
        subject: recorded.event.proposal().map(|id| visit.numbered_link(id.as_str())),
        hash: hashes.get(&recorded.position).cloned().unwrap_or_default(),
    };
    Ok(RecordPage {
        frame: visit.frame(Some(Section::Record), Vec::new()),
        checkpoint,
        rows: events.iter().map(row).collect(),
        pages: Pages {
            first: if all == 0 { 0 } else { all - last + 1 },
            last: all - after,
            all,
            previous: (last < all).then(|| address((last + ROWS < all).then_some(last + ROWS + 1))),
            next: (after > 0).then(|| address(Some(after + 1))),
        },
    })
}
