//! A record copied to another place, on either engine, while it is in use.
//!
//! What was recorded never changes, so that a consistent copy needs no lock: the head is read once, and the events up to
//! it are copied. A copy that was cut off goes on from where it was. The tables of the copy are made from its events.

use sqlx::AnyConnection;

use crate::answers;
use crate::audit::merkle::Hash;
use crate::audit::seal::Salts;
use crate::clock::Civil;
use crate::engine::{Store, Transaction};
use crate::error::{LedgerError, damaged, while_doing};
use crate::events::{self, PAGE};
use crate::files;
use crate::head::Head;
use crate::outbox;
use crate::pending::Pending;
use crate::proof;
use crate::{migration, verify};

/// How much of a record is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Until {
    /// All of it.
    End,
    /// What was recorded at a civil time in London or before.
    Moment(jiff::civil::DateTime),
    /// The events up to a position: of one Code where it is named, and then all of the others; else of the one Code that
    /// has any.
    Position(Option<String>, u64),
}

/// What was copied of a Code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The Code.
    pub code: String,
    /// How many events the copy holds.
    pub events: u64,
    /// The root over them; that of the source, when it had as many.
    pub root: Hash,
}

/// Copies a record to an empty place, verifies the copy, and gives what it holds.
///
/// # Errors
/// A place cannot be opened, the source is of another version or damaged, the target holds another record, or a database
/// failed. What was copied by then stays, and the next call goes on from there.
pub async fn copy(from: &str, to: &str, until: &Until) -> Result<Vec<Copied>, LedgerError> {
    let source = Store::open_existing(from).await?;
    migration::must_be_current(&source, from).await?;
    let target = Store::open(to).await?;
    migration::bring_up(&target, &Salts::Random).await?;
    let copied = all(&source, &target, (to, until)).await;
    source.close().await;
    target.close().await;
    copied
}

/// Brings the tables of a record up to what this program knows, as its first start does. What is no record stays as it is.
///
/// # Errors
/// It cannot be opened, is no record of ours, is newer or damaged, or the database failed.
pub async fn bring_up_to_date(url: &str) -> Result<(), LedgerError> {
    let store = Store::open_existing(url).await?;
    let done = match migration::holds_tables(&store).await {
        Ok(true) => migration::bring_up(&store, &Salts::Random).await,
        Ok(false) => Err(LedgerError::NoRecord { place: shown(url) }),
        Err(error) => Err(error),
    };
    store.close().await;
    done
}

async fn all(source: &Store, target: &Store, (to, until): (&str, &Until)) -> Result<Vec<Copied>, LedgerError> {
    let mut from = source.readers().acquire().await.map_err(while_doing("opening the record"))?;
    let from: &mut AnyConnection = &mut from;
    let mut copied = Vec::new();
    // A file is kept before the act that names it: what is asked for first are the events.
    let ends = ends(from, until).await?;
    // Whoever serves a record makes the log of a Code before anything else: what has none was never one.
    if ends.is_empty() {
        return Err(LedgerError::NoCode);
    }
    files::copy(from, target).await?;
    for (code, last) in ends {
        let head = of_code(from, target, &code, last, to).await?;
        let mut conn = target.readers().acquire().await.map_err(while_doing("opening the copy"))?;
        let proved = verify::log(&mut conn, &code, &[]).await?;
        let there = proof::root_at(from, &code, head.position).await?;
        if there != Some(proved.root) {
            return Err(damaged(&code, head.position, "the copy has another root than the record it was made of"));
        }
        if let Some((position, hash)) = proved.missing_files.into_iter().next() {
            return Err(LedgerError::FileMissing { code, position, hash });
        }
        copied.push(Copied { code, events: proved.events, root: proved.root });
    }
    Ok(copied)
}

/// The last position of each Code that is copied.
async fn ends(from: &mut AnyConnection, until: &Until) -> Result<Vec<(String, u64)>, LedgerError> {
    let mut ends = Vec::new();
    for code in Head::codes(from).await? {
        let head = Head::read(from, &code).await?;
        ends.push((code, head.position));
    }
    match until {
        Until::End => {}
        Until::Moment(at) => {
            let instant = Civil::london()?.instant(*at)?;
            for (code, last) in &mut ends {
                *last = last_at(from, code, *last, instant).await?;
            }
        }
        Until::Position(named, position) => {
            let mut fits = ends.iter_mut().filter(|(code, last)| match named {
                Some(named) => code == named,
                None => *last > 0,
            });
            let (Some((code, last)), None) = (fits.next(), fits.next()) else {
                let why = match named {
                    Some(named) => format!("it holds no Code `{named}`"),
                    None => "it holds events of several Codes or none; write CODE@POSITION".to_owned(),
                };
                return Err(LedgerError::NoSuchPoint(why));
            };
            if *position > *last {
                return Err(LedgerError::NoSuchPoint(format!("`{code}` has {last} events and not {position}")));
            }
            *last = *position;
        }
    }
    Ok(ends)
}

/// The position of the last event recorded at an instant or before. Instants never go back along the log.
async fn last_at(from: &mut AnyConnection, code: &str, end: u64, instant: i64) -> Result<u64, LedgerError> {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = high - (high - low) / 2;
        let event = events::after(from, code, middle - 1, 1).await?;
        let event = event.first().ok_or_else(|| damaged(code, middle, "the event is missing"))?;
        if event.recorded_at <= instant {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

async fn of_code(
    from: &mut AnyConnection,
    target: &Store,
    code: &str,
    last: u64,
    to: &str,
) -> Result<Head, LedgerError> {
    let mut transaction = target.begin().await?;
    Head::make(&mut transaction, code).await?;
    let mut head = Head::lock(&mut transaction, code).await?;
    // What is there already must be the beginning of what is copied.
    if head.position > last || proof::root_at(from, code, head.position).await? != Some(head.root()) {
        return Err(LedgerError::Occupied { place: shown(to), code: code.to_owned() });
    }
    commit(transaction).await?;
    while head.position < last {
        let page = events::after(from, code, head.position, PAGE).await?;
        let mut transaction = target.begin().await?;
        if Head::lock(&mut transaction, code).await? != head {
            return Err(LedgerError::Occupied { place: shown(to), code: code.to_owned() });
        }
        let mut pending = Pending::default();
        for stored in page.iter().take_while(|stored| stored.position <= last) {
            head = events::append_stored(&mut pending, code, &head, stored)?;
        }
        if page.is_empty() {
            return Err(damaged(code, head.position + 1, "the event is missing"));
        }
        head.write(&mut pending, code);
        pending.write(&mut transaction).await.map_err(while_doing("copying events"))?;
        commit(transaction).await?;
    }
    let mut transaction = target.begin().await?;
    answers::copy(from, &mut transaction, code, last).await?;
    outbox::copy(from, &mut transaction, code, last).await?;
    verify::rebuild(&mut transaction, code).await?;
    commit(transaction).await?;
    Ok(head)
}

async fn commit(transaction: Transaction) -> Result<(), LedgerError> {
    transaction.commit().await.map_err(while_doing("committing a part of the copy"))
}

/// An address that is shown: without what may be a password.
fn shown(url: &str) -> String {
    url.rsplit_once('@').map_or_else(|| url.to_owned(), |(_, place)| place.to_owned())
}
