//! Copies of a record: made while it is written, on either engine, whole or as it stood, and gone on with when cut off.

use ledger::{LedgerError, SubmitOptions, Until, copy};

use crate::cast::{admit, done, raise, whole_story};
use crate::fault_row::Fault;
use crate::on_both;
use crate::place::Place;

const J1: Fault =
    Fault { test: "J1 a backup under load", wanted: "proved; root that of the source", place: "`ledger` `copies.rs`" };

const J2: Fault = Fault { test: "J2 point in time", wanted: "exact", place: "`ledger` `copies.rs`" };

const J6: Fault = Fault { test: "J6 the other engine and back", wanted: "same root", place: "`ledger` `copies.rs`" };

on_both! {
    a_copy_on_the_other_engine_and_back_is_the_same_record,
    a_copy_made_under_load_is_whole,
    a_record_is_copied_as_it_stood,
    a_copy_that_was_cut_off_goes_on_and_no_other_record_is_written_over,
}

/// A place on the other engine; a file where there is no server.
async fn other(place: &Place) -> Place {
    match place.is_server() {
        true => Place::file(),
        false => Place::server().await.unwrap_or_else(Place::file),
    }
}

async fn a_copy_on_the_other_engine_and_back_is_the_same_record(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let options = SubmitOptions { key: Some("once".to_owned()), expected: None };
    let first = ledger.submit("sec", admit("Southmoor Supply Ltd"), options.clone()).await.unwrap();
    let (there, back) = (other(place).await, Place::file());
    let copied = copy(&place.url, &there.url, &Until::End).await.unwrap();
    let head = ledger.tree_head("sec").await.unwrap();
    assert_eq!((copied[0].events, copied[0].root), (head.size, head.root));
    copy(&there.url, &back.url, &Until::End).await.unwrap();
    for place in [&there, &back] {
        let copied = place.open().await;
        assert_eq!(copied.verify("sec").await.unwrap(), ledger.verify("sec").await.unwrap());
        assert_eq!(copied.events("sec", 0, 1000).await.unwrap(), ledger.events("sec", 0, 1000).await.unwrap());
        assert_eq!(copied.table_bytes("sec").await.unwrap(), ledger.table_bytes("sec").await.unwrap());
        // What was answered is answered the same, also in the copy.
        let again = copied.submit("sec", admit("Southmoor Supply Ltd"), options.clone()).await.unwrap();
        assert!(again.replayed);
        assert_eq!(again.recorded, first.recorded);
    }
    there.leave().await;
    let reached = "same root, tables and answers under keys";
    J6.reached(reached, "yes: another record is refused as a target");
}

async fn a_copy_made_under_load_is_whole(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let writer = {
        let ledger = ledger.clone();
        tokio::spawn(async move {
            for number in 0..120 {
                done(&ledger, raise("Northwold Supply Ltd", &format!("Change {number}"))).await;
            }
        })
    };
    let mut sizes = Vec::new();
    while !writer.is_finished() {
        let there = Place::file();
        let before = ledger.position("sec").await.unwrap();
        let copied = copy(&place.url, &there.url, &Until::End).await.unwrap();
        assert!(copied[0].events >= before);
        let opened = there.open().await;
        assert_eq!(opened.verify("sec").await.unwrap().root, copied[0].root);
        assert!(opened.tables_agree("sec").await.unwrap());
        assert_eq!(ledger.root_at("sec", copied[0].events).await.unwrap(), Some(copied[0].root));
        sizes.push(copied[0].events);
    }
    writer.await.unwrap();
    assert!(!sizes.is_empty());
    // The control: the file of SQLite copied alone lacks what was acknowledged.
    if !place.is_server() {
        let bare = Place::file();
        let file = |place: &Place| place.url.strip_prefix("sqlite:").unwrap().to_owned();
        std::fs::copy(file(place), file(&bare)).unwrap();
        let opened = bare.open().await;
        let found = opened.verify("sec").await.map(|proved| proved.events).unwrap_or(0);
        assert!(found < ledger.position("sec").await.unwrap(), "{found}");
        J1.reached(
            "each copy made while 120 acts were written",
            "yes: the bare file of SQLite lacks what was acknowledged",
        );
    }
}

async fn a_record_is_copied_as_it_stood(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let all = ledger.events("sec", 0, 1000).await.unwrap();
    let moment = all[9].took_effect;
    let by_then = all.iter().filter(|event| event.took_effect <= moment).count() as u64;
    for (until, expected) in [
        (Until::Position(None, 0), 0),
        (Until::Position(None, 7), 7),
        (Until::Position(Some("sec".to_owned()), 8), 8),
        (Until::Moment(moment), by_then),
        (Until::Moment(all[0].took_effect.date().yesterday().unwrap().at(0, 0, 0, 0)), 0),
        (Until::Moment("2099-01-01T00:00".parse().unwrap()), all.len() as u64),
    ] {
        let there = Place::file();
        let copied = copy(&place.url, &there.url, &until).await.unwrap();
        assert_eq!(copied[0].events, expected, "{until:?}");
        assert_eq!(ledger.root_at("sec", expected).await.unwrap(), Some(copied[0].root));
        let opened = there.open().await;
        let kept = opened.events("sec", 0, 1000).await.unwrap();
        assert_eq!(kept[..], all[..usize::try_from(expected).unwrap()]);
        assert!(opened.tables_agree("sec").await.unwrap());
    }
    for until in [Until::Position(None, 5000), Until::Position(Some("none".to_owned()), 1)] {
        let refused = copy(&place.url, &Place::file().url, &until).await;
        assert!(matches!(refused, Err(LedgerError::NoSuchPoint(_))), "{refused:?}");
    }
    let reached = "events, tables and root as they stood, by moment and by position";
    J2.reached(reached, "yes: another moment gives another root");
}

async fn a_copy_that_was_cut_off_goes_on_and_no_other_record_is_written_over(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let there = Place::file();
    copy(&place.url, &there.url, &Until::Position(None, 6)).await.unwrap();
    let copied = copy(&place.url, &there.url, &Until::End).await.unwrap();
    assert_eq!(copied[0].root, ledger.tree_head("sec").await.unwrap().root);
    let another = Place::file();
    let written = another.open().await;
    done(&written, admit("Southmoor Supply Ltd")).await;
    let before = written.verify("sec").await.unwrap();
    let refused = copy(&place.url, &another.url, &Until::End).await;
    assert!(matches!(refused, Err(LedgerError::Occupied { .. })), "{refused:?}");
    assert_eq!(written.verify("sec").await.unwrap(), before);
    // Nor is a damaged record copied.
    place.tamper("UPDATE events SET body = REPLACE(body, 'consumer', 'customer') WHERE position = 3").await;
    let refused = copy(&place.url, &Place::file().url, &Until::End).await;
    assert!(matches!(refused, Err(LedgerError::Damaged { position: 3, .. })), "{refused:?}");
}
