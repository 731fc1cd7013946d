//! The record changed behind the program's back: found, and the first wrong position named.

use ledger::{Clock, Ledger, LedgerError, Until, copy};

use crate::cast::{acts_of, clock_at, scenarios, whole_story};
use crate::fault_row::Fault;
use crate::on_both;
use crate::place::Place;

const A7: Fault = Fault {
    test: "A7 a character of an event changed",
    wanted: "100 % found, position named",
    place: "`ledger` `damage.rs`",
};

on_both! {
    what_was_changed_is_found_and_named,
    any_character_changed_is_found,
    a_file_that_an_event_names_is_missed,
    tables_are_made_again_from_the_events,
    rows_that_are_not_the_registers_are_found_without_folding_again,
    a_newer_schema_is_refused,
    an_edited_schema_is_refused,
}

async fn what_was_changed_is_found_and_named(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let whole = ledger.verify("sec").await.unwrap();
    // Each change, the position that must be named, and how it is undone.
    let changes = [
        (
            "UPDATE events SET body = REPLACE(body, 'consumer', 'customer') WHERE position = 3",
            3,
            "UPDATE events SET body = REPLACE(body, 'customer', 'consumer') WHERE position = 3",
        ),
        (
            "UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 7",
            7,
            "UPDATE events SET recorded_at = recorded_at - 1 WHERE position = 7",
        ),
        (
            "UPDATE events SET stream = 'proposal/DP999' WHERE position = 8",
            8,
            "UPDATE events SET stream = 'proposal/DP400' WHERE position = 8",
        ),
        (
            "UPDATE events SET version = version + 100 WHERE position = 9",
            9,
            "UPDATE events SET version = version - 100 WHERE position = 9",
        ),
        (
            "UPDATE events SET position = position + 100 WHERE position = 10",
            10,
            "UPDATE events SET position = position - 100 WHERE position = 110",
        ),
        ("UPDATE heads SET hash = REPLACE(hash, SUBSTR(hash, 1, 1), 'x')", 0, ""),
    ];
    for (change, position, undo) in changes {
        assert!(place.tamper(change).await > 0, "{change}");
        match ledger.verify("sec").await {
            Err(LedgerError::Damaged { position: found, .. }) => assert_eq!(found, position, "{change}"),
            other => panic!("{change}: {other:?}"),
        }
        if !undo.is_empty() {
            place.tamper(undo).await;
            // The control: the record as it was is whole.
            assert_eq!(ledger.verify("sec").await.unwrap(), whole);
        }
    }
    // Nor does a node that starts now show anything of a damaged record.
    let fresh = place.open().await;
    assert!(matches!(fresh.register("sec").await, Err(LedgerError::Damaged { .. })));
}

async fn any_character_changed_is_found(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let whole = ledger.verify("sec").await.unwrap();
    place.tamper("CREATE TABLE kept AS SELECT position, body FROM events").await;
    let mut changed = 0;
    // Characters spread over the whole record: each event in turn, further into its text each time.
    for step in 0..64_u64 {
        let (position, sign) = (step % whole.events + 1, step * 7 + 1);
        let change = format!(
            "UPDATE events SET body = SUBSTR(body, 1, {sign} - 1) || '~' || SUBSTR(body, {sign} + 1) \
             WHERE position = {position} AND LENGTH(body) >= {sign}"
        );
        if place.tamper(&change).await == 1 {
            changed += 1;
            match ledger.verify("sec").await {
                Err(LedgerError::Damaged { position: found, .. }) => assert_eq!(found, position),
                other => panic!("{position}, {sign}: {other:?}"),
            }
        }
        let undo = "UPDATE events SET body = (SELECT kept.body FROM kept WHERE kept.position = events.position)";
        place.tamper(&format!("{undo} WHERE position = {position}")).await;
    }
    assert!(changed > 48, "{changed}");
    // The control: the record as it was is whole.
    assert_eq!(ledger.verify("sec").await.unwrap(), whole);
    A7.reached(format!("{changed} of {changed} on each engine"), "yes: undone, the record is whole");
}

async fn a_file_that_an_event_names_is_missed(place: &Place) {
    let ledger = place.open().await;
    let (_, story) = scenarios().into_iter().find(|(name, _)| name.contains("/import-paper/permitted")).unwrap();
    let refused = ledger.submit_at("sec", acts_of(&story)).await.unwrap_err().to_string();
    assert!(refused.contains("is not kept here"), "{refused}");
    assert_eq!(ledger.position("sec").await.unwrap(), 0);

    let kept = ledger.keep_file(b"").await.unwrap();
    ledger.submit_at("sec", acts_of(&story)).await.unwrap();
    assert_eq!(ledger.verify("sec").await.unwrap().missing_files, []);
    copy(&place.url, &Place::file().url, &Until::End).await.unwrap();

    place.tamper("DELETE FROM files").await;
    assert_eq!(ledger.verify("sec").await.unwrap().missing_files, [(1, kept.clone())]);
    let error = copy(&place.url, &Place::file().url, &Until::End).await.unwrap_err();
    assert!(matches!(&error, LedgerError::FileMissing { position: 1, hash, .. } if *hash == kept), "{error}");
}

async fn tables_are_made_again_from_the_events(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let before = ledger.table_bytes("sec").await.unwrap();
    assert!(before.len() > 1000);
    for damage in ["UPDATE proposals SET title = 'Another'", "DELETE FROM history", "DELETE FROM releases"] {
        place.tamper(damage).await;
        assert!(!ledger.tables_agree("sec").await.unwrap(), "{damage}");
        assert_ne!(ledger.table_bytes("sec").await.unwrap(), before);
        ledger.rebuild("sec").await.unwrap();
        assert_eq!(ledger.table_bytes("sec").await.unwrap(), before, "{damage}");
        assert!(ledger.tables_agree("sec").await.unwrap(), "{damage}");
    }
}

async fn rows_that_are_not_the_registers_are_found_without_folding_again(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let wrong = || async { ledger.wrong_in_tables("sec").await.unwrap() };
    assert_eq!(wrong().await, None);
    for (damage, found) in [
        ("UPDATE proposals SET title = 'Another'", "the proposal DP400"),
        ("UPDATE proposals SET stage = 'rejected'", "the proposal DP400"),
        (
            "INSERT INTO proposals SELECT code, 'DP999', 1, 'DP999', 999, title, title_order, stage, stage_order, path, proposer, raised, stage_since, release_id, changed, changed_position, words FROM proposals LIMIT 1",
            "the proposal DP999",
        ),
        (
            "INSERT INTO deadlines (code, proposal, place, day, passes, what) VALUES ('sec', 'DP400', 1, 20300101, 20300101000000, 'x')",
            "the days of the proposal DP400",
        ),
        ("UPDATE releases SET day = day + 1", "the release"),
        ("DELETE FROM proposals", "the proposal DP400"),
    ] {
        place.tamper(damage).await;
        let said = wrong().await.unwrap_or_else(|| panic!("not found: {damage}"));
        assert!(said.starts_with(found), "{damage}: {said}");
        ledger.rebuild("sec").await.unwrap();
        assert_eq!(wrong().await, None, "{damage}");
    }
    // What it does not cover, and a whole verification does.
    place.tamper("DELETE FROM history").await;
    assert_eq!(wrong().await, None);
    assert!(!ledger.tables_agree("sec").await.unwrap());
}

async fn a_newer_schema_is_refused(place: &Place) {
    drop(place.open().await);
    place.tamper("INSERT INTO schema_steps (version, name, hash) VALUES (99, '0099-later', 'x')").await;
    let error = Ledger::open(&place.url, clock_at("2024-03-01T10:00:00Z")).await.unwrap_err();
    assert!(matches!(error, LedgerError::TooNew { found: 99, .. }), "{error}");
    place.tamper("DELETE FROM schema_steps WHERE version = 99").await;
    assert!(Ledger::open(&place.url, clock_at("2024-03-01T10:00:00Z")).await.is_ok());
}

async fn an_edited_schema_is_refused(place: &Place) {
    drop(place.open().await);
    place.tamper("UPDATE schema_steps SET hash = 'x' WHERE version = 2").await;
    let error = Ledger::open(&place.url, clock_at("2024-03-01T10:00:00Z")).await.unwrap_err();
    assert!(matches!(error, LedgerError::Foreign { .. }), "{error}");
}

#[tokio::test]
async fn a_place_that_cannot_hold_a_record_is_named() {
    let clock = || clock_at("2024-03-01T10:00:00Z");
    let error = Ledger::open("sqlite:/proc/enact/register.db", clock()).await.unwrap_err();
    assert!(error.to_string().contains("/proc/enact"), "{error}");
    let error = Ledger::open("postgres://nobody:s3cret@127.0.0.1:9/none", clock()).await.unwrap_err().to_string();
    assert!(error.contains("postgres://nobody:***@127.0.0.1:9/none") && !error.contains("s3cret"), "{error}");
    let error = Ledger::open("sqlite::memory:", Clock::Database).await.unwrap_err();
    assert_eq!(error, LedgerError::NoClock);
    let folder = std::env::temp_dir().join(format!("enact-no-database-{}", std::process::id()));
    std::fs::write(&folder, "This is a letter, and no database. ".repeat(100)).unwrap();
    let error = Ledger::open(&format!("sqlite:{}", folder.display()), clock()).await.unwrap_err();
    assert!(error.to_string().contains("enact-no-database"), "{error}");
    std::fs::remove_file(folder).unwrap();
}
