use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::Row;

use super::*;
use crate::engine::Store;
use crate::error::LedgerError;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A database in a folder of its own, with a table.
struct Place {
    folder: PathBuf,
    store: Store,
}

impl Place {
    async fn new() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("enact-writer-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let place = Self { store: Self::open(&folder).await, folder };
        let mut transaction = place.store.begin().await.unwrap();
        let sql = "CREATE TABLE held (place BIGINT NOT NULL PRIMARY KEY)";
        sqlx::query(sql).execute(&mut *transaction).await.unwrap();
        transaction.commit().await.unwrap();
        place
    }

    async fn open(folder: &std::path::Path) -> Store {
        Store::open(&format!("sqlite:{}", folder.join("held.db").display())).await.unwrap()
    }

    async fn rows(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM held";
        sqlx::query(sql).fetch_one(&self.store.readers()).await.unwrap().get(0)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

async fn put(transaction: &mut Transaction, place: i64) {
    let sql = "INSERT INTO held (place) VALUES ($1)";
    sqlx::query(sql).bind(place).execute(&mut **transaction).await.unwrap();
}

#[tokio::test]
async fn what_is_dropped_or_rolled_back_leaves_nothing_and_keeps_nobody_waiting() {
    let place = Place::new().await;
    for number in 0..3 {
        let mut dropped = place.store.begin().await.unwrap();
        put(&mut dropped, number).await;
        drop(dropped);
        let mut rolled_back = place.store.begin().await.unwrap();
        put(&mut rolled_back, number).await;
        rolled_back.rollback().await.unwrap();
        assert_eq!(place.rows().await, number);
        // The control: what is committed stays.
        let mut committed = place.store.begin().await.unwrap();
        put(&mut committed, number).await;
        committed.commit().await.unwrap();
        assert_eq!(place.rows().await, number + 1);
    }
}

#[tokio::test]
async fn another_program_is_not_kept_out_by_a_transaction_that_was_dropped() {
    let place = Place::new().await;
    let other = Place::open(&place.folder).await;
    let mut dropped = place.store.begin().await.unwrap();
    put(&mut dropped, 1).await;
    drop(dropped);
    let began = std::time::Instant::now();
    other.begin().await.unwrap().commit().await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    other.close().await;
}

#[tokio::test]
async fn a_transaction_that_sqlite_ended_by_itself_spoils_none_after_it() {
    let place = Place::new().await;
    let mut ended = place.store.begin().await.unwrap();
    put(&mut ended, 1).await;
    // As SQLite does when there is no room.
    sqlx::query("ROLLBACK").execute(&mut *ended).await.unwrap();
    assert!(ended.commit().await.is_err());
    let mut next = place.store.begin().await.unwrap();
    put(&mut next, 1).await;
    next.commit().await.unwrap();
    assert_eq!(place.rows().await, 1);
}

#[tokio::test]
async fn what_failed_before_the_commit_is_told_from_what_may_be_lost() {
    const PUT: &str = "INSERT INTO held (place) VALUES ($1)";
    // It makes SQLite end the transaction by itself.
    const PUT_OR_END: &str = "INSERT OR ROLLBACK INTO held (place) VALUES ($1)";
    const PUT_CHILD: &str = "INSERT INTO child (of) VALUES ($1)";
    let place = Place::new().await;
    let made = place.store.begin().await.unwrap();
    let mut pending = Pending::default();
    pending.insert(PUT, [0_i64.into()]);
    made.commit_with(pending).await.unwrap();
    let mut made = place.store.begin().await.unwrap();
    let sql = "CREATE TABLE child (of BIGINT NOT NULL REFERENCES held (place) DEFERRABLE INITIALLY DEFERRED)";
    sqlx::query(sql).execute(&mut *made).await.unwrap();
    made.commit().await.unwrap();
    // As one text, and as several.
    for count in [1, 100_i64] {
        for (last, rolled_back) in [(PUT, true), (PUT_CHILD, true), (PUT_OR_END, false)] {
            let transaction = place.store.begin().await.unwrap();
            let mut pending = Pending::default();
            for number in 1..=count {
                pending.insert(PUT, [number.into()]);
            }
            // What stands there already, or refers to what does not: that is found by the commit.
            let wrong = if last == PUT_CHILD { 1000_i64 } else { 0 };
            pending.execute(last, [wrong.into()]);
            let told = transaction.commit_with(pending).await.err();
            assert_eq!(matches!(told, Some(Unended::RolledBack(_))), rolled_back, "{count} {last}: {told:?}");
            assert_eq!(place.rows().await, 1);
        }
    }
}

#[tokio::test]
async fn whoever_goes_away_at_any_point_leaves_nothing() {
    let place = Place::new().await;
    let mut kept = 0;
    for point in 0..60 {
        // Polled so many times, and then dropped.
        let mut writing = Box::pin(async {
            let mut transaction = place.store.begin().await.unwrap();
            put(&mut transaction, point).await;
            put(&mut transaction, 1000 + point).await;
            transaction.commit().await.unwrap();
        });
        let mut polls = 0;
        let ended = std::future::poll_fn(|context| {
            polls += 1;
            match writing.as_mut().poll(context) {
                std::task::Poll::Ready(()) => std::task::Poll::Ready(true),
                std::task::Poll::Pending if polls > point / 4 => std::task::Poll::Ready(false),
                std::task::Poll::Pending => std::task::Poll::Pending,
            }
        })
        .await;
        drop(writing);
        // Whoever is next waits until what was left is over.
        place.store.begin().await.unwrap().commit().await.unwrap();
        let rows = place.rows().await;
        assert!(rows == kept || rows == kept + 2, "half of a transaction was left at {point}: {rows}");
        assert!(!ended || rows == kept + 2, "what was committed is not there at {point}");
        kept = rows;
    }
    assert!(kept > 0, "none came to its end: the test shows nothing");
}

#[tokio::test]
async fn whoever_waits_while_the_record_is_opened_anew_gets_the_new_connection() {
    let place = Place::new().await;
    let mut held = place.store.begin().await.unwrap();
    // What only the old connection has.
    sqlx::query("CREATE TEMP TABLE old (place BIGINT)").execute(&mut *held).await.unwrap();
    let waiting = tokio::spawn({
        let store = place.store.clone();
        async move {
            let mut transaction = store.begin().await.unwrap();
            sqlx::query("SELECT place FROM old").fetch_all(&mut *transaction).await.is_err()
        }
    });
    tokio::task::yield_now().await;
    let reopening = tokio::spawn({
        let store = place.store.clone();
        async move { store.reopen().await }
    });
    // It closes the old connection only when its transaction has ended.
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!reopening.is_finished());
    held.commit().await.unwrap();
    reopening.await.unwrap().unwrap();
    assert!(waiting.await.unwrap(), "the old connection was used again");
    place.store.begin().await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn what_is_closed_begins_nothing() {
    let place = Place::new().await;
    place.store.clone().close().await;
    let refused = place.store.begin().await.err();
    assert!(matches!(refused, Some(LedgerError::Database { .. })), "{refused:?}");
}
