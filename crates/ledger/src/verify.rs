//! Proving the record: every event against the audit log, and the tables against the events.

use std::collections::BTreeSet;

use procedure::Event;
use procedure::event::ConsultationEvent;
use sqlx::AnyConnection;

use crate::audit::merkle::{Hash, TILE, Tree};
use crate::audit::nodes;
use crate::error::{LedgerError, damaged, while_doing};
use crate::events::{self, PAGE};
use crate::files;
use crate::fold::Working;
use crate::head::Head;
use crate::pending::Pending;
use crate::tables::{self, Changes};

/// A record that was found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many events it holds.
    pub events: u64,
    /// The root over all of them: whoever kept it can tell later that nothing before it was changed.
    pub root: Hash,
    /// The root when the log had each of the sizes asked about; nothing where it is shorter than that.
    pub roots: Vec<(u64, Option<Hash>)>,
    /// How many events had something said in confidence that was erased since.
    pub erased: u64,
    /// The files that events name and that are not there: the position of the event, and the file's SHA-256.
    pub missing_files: Vec<(u64, String)>,
}

/// Reads a whole log and checks each event; gives the roots that it had at the sizes asked about.
///
/// # Errors
/// The first position that is wrong, and why.
pub(crate) async fn log(conn: &mut AnyConnection, code: &str, sizes: &[u64]) -> Result<Verified, LedgerError> {
    let head = Head::read(conn, code).await?;
    let kept = nodes::all(conn, code).await?;
    let mut kept = kept.iter().filter(|(level, _, _)| *level == 1).map(|(_, place, hash)| (*place, hash));
    let (mut working, mut missing_files) = (Working::of_empty(code), Vec::new());
    let (mut erased, mut acts_of_erasure) = (Vec::new(), BTreeSet::new());
    let mut roots: Vec<(u64, Option<Hash>)> = sizes.iter().map(|size| (*size, None)).collect();
    note_root(&mut roots, &working.head.tree);
    while working.head.position < head.position {
        let page = events::after(conn, code, working.head.position, PAGE).await?;
        if page.is_empty() {
            return Err(damaged(code, working.head.position + 1, "the event is missing"));
        }
        for stored in page.iter().take_while(|stored| stored.position <= head.position) {
            erased.extend(stored.is_erased().then_some(stored.position));
            let before = working.head.clone();
            let recorded = working.follow(stored)?;
            if let Event::Consultation(ConsultationEvent::ConfidenceErased { entry, .. }) = &recorded.event {
                acts_of_erasure.insert(*entry);
            }
            for file in recorded.event.files() {
                if !files::is_kept(conn, file).await? {
                    missing_files.push((recorded.position, file.to_owned()));
                }
            }
            note_root(&mut roots, &working.head.tree);
            // Whoever changed an event with its leaf is found here, to within a tile.
            if working.head.position.is_multiple_of(TILE) {
                let place = working.head.position / TILE - 1;
                let (_, whole) = before.after(Hash::of_event(&stored.body), 0);
                let made = whole.first().map(|first| first.hash.to_string());
                if kept.next() != made.as_ref().map(|made| (place, made)) {
                    let why = format!(
                        "an event from there to {} is not what was recorded, or its tile of the audit log is not",
                        working.head.position
                    );
                    return Err(damaged(code, place * TILE + 1, why));
                }
            }
        }
    }
    // What no reader has to fold is the end: the head must be that of these events.
    working.catch_up(conn, head.clone()).await?;
    tiles(conn, code, head.position).await?;
    let beyond = events::after(conn, code, head.position, 1).await?;
    if let Some(event) = beyond.first() {
        // Acts may have been recorded meanwhile; the head then moved with them.
        if Head::read(conn, code).await?.position < event.position {
            return Err(damaged(code, event.position, "it stands after the end of the log"));
        }
    }
    // An erasure is an act that stays for ever; what is gone without one was lost or taken.
    if let Some(position) = erased.iter().find(|position| !acts_of_erasure.contains(position)) {
        return Err(damaged(code, *position, "what it says in confidence is gone, and no act erased it"));
    }
    let erased = u64::try_from(erased.len()).unwrap_or(u64::MAX);
    Ok(Verified { events: head.position, root: head.root(), roots, erased, missing_files })
}

fn note_root(roots: &mut [(u64, Option<Hash>)], tree: &Tree) {
    for (size, root) in roots {
        if *size == tree.size() {
            *root = Some(tree.root());
        }
    }
}

/// Checks that the hashes of the higher tiles follow from those below them, up to a size of the log.
async fn tiles(conn: &mut AnyConnection, code: &str, size: u64) -> Result<(), LedgerError> {
    let mut level = 1;
    let mut count = size / TILE;
    while count >= TILE {
        for place in 0..count / TILE {
            let below = nodes::row(conn, code, level, place * TILE, TILE).await?;
            let above = nodes::row(conn, code, level + 1, place, 1).await?;
            if above.first() != Some(&crate::audit::merkle::balanced(below)) {
                let first = place * TILE.saturating_pow(level + 1) + 1;
                return Err(damaged(code, first, "the tile of the audit log that covers it is damaged"));
            }
        }
        count /= TILE;
        level += 1;
    }
    Ok(())
}

/// Empties the tables of a Code and makes them again from its log, in the transaction of `conn`.
pub(crate) async fn rebuild(conn: &mut AnyConnection, code: &str) -> Result<(), LedgerError> {
    let head = Head::lock(conn, code).await?;
    tables::empty(conn, code).await?;
    let mut working = Working::of_empty(code);
    while working.head.position < head.position {
        let mut changes = Changes::default();
        let page = events::after(conn, code, working.head.position, PAGE).await?;
        if page.is_empty() {
            return Err(damaged(code, working.head.position + 1, "the event is missing"));
        }
        for stored in &page {
            let event = stored.read().map_err(|why| damaged(code, stored.position, why))?.event;
            changes.before(&working.register, &event);
            let recorded = working.follow(stored)?;
            changes.after(&working.register, &recorded);
        }
        let mut pending = Pending::default();
        changes.write(&mut pending, code, &working.register)?;
        pending.write(conn).await.map_err(while_doing("writing the tables"))?;
    }
    tables::note_making(conn, code).await
}

/// Whether the tables are what the log makes of them. Writes nothing in the end: the transaction must be rolled back.
pub(crate) async fn tables_agree(conn: &mut AnyConnection, code: &str) -> Result<bool, LedgerError> {
    Head::lock(conn, code).await?;
    let doing = "reading the tables";
    let held = tables::bytes(conn, code).await.map_err(while_doing(doing))?;
    rebuild(conn, code).await?;
    let made = tables::bytes(conn, code).await.map_err(while_doing(doing))?;
    Ok(held == made)
}
