//! Time: civil in London, never backwards, and the database's where several nodes must agree.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use ledger::{Clock, LedgerError};

use crate::cast::{admit, done};
use crate::on_both;
use crate::place::Place;

on_both! { a_clock_set_back_does_not_turn_the_record_back, acts_dated_by_hand_go_forwards, the_database_has_the_time }

async fn a_clock_set_back_does_not_turn_the_record_back(place: &Place) {
    let now = Arc::new(AtomicI64::new(1_720_000_000));
    let hands = Arc::clone(&now);
    let clock = Clock::Handed(Arc::new(move || Timestamp::from_second(hands.load(Ordering::Relaxed)).unwrap()));
    let ledger = place.open_with(clock).await;
    let first = done(&ledger, admit("Northwold Supply Ltd")).await.recorded[0].took_effect;
    // Summer time: an hour ahead of UTC.
    assert_eq!(first.to_string(), "2024-07-03T10:46:40");
    now.fetch_sub(3600, Ordering::Relaxed);
    let second = done(&ledger, admit("Merrow Energy Ltd")).await.recorded[0].took_effect;
    assert_eq!(second, first);
    now.fetch_add(7200, Ordering::Relaxed);
    let third = done(&ledger, admit("Eastmoor Energy Ltd")).await.recorded[0].took_effect;
    assert_eq!(third.to_string(), "2024-07-03T11:46:40");
    assert_eq!(ledger.verify("sec").await.unwrap().events, 3);
}

async fn acts_dated_by_hand_go_forwards(place: &Place) {
    let ledger = place.open().await;
    let at = |text: &str| text.parse().unwrap();
    ledger.submit_at("sec", vec![(at("2023-03-02T10:00"), admit("Northwold Supply Ltd"))]).await.unwrap();
    let before = vec![(at("2023-03-01T10:00"), admit("Merrow Energy Ltd"))];
    let error = ledger.submit_at("sec", before).await.unwrap_err();
    assert!(matches!(error, LedgerError::InBatch { .. } | LedgerError::Backwards { .. }), "{error}");
    for odd in ["2023-03-26T01:30", "2023-10-29T01:30"] {
        let error = ledger.submit_at("sec", vec![(at(odd), admit("Merrow Energy Ltd"))]).await.unwrap_err();
        assert!(error.to_string().contains("clocks change"), "{error}");
    }
    assert_eq!(ledger.position("sec").await.unwrap(), 1);
}

async fn the_database_has_the_time(place: &Place) {
    if !place.is_server() {
        return;
    }
    let ledger = place.open_with(Clock::Database).await;
    let before = Timestamp::now();
    let recorded = done(&ledger, admit("Northwold Supply Ltd")).await.recorded[0].took_effect;
    let instant = recorded.in_tz("Europe/London").unwrap().timestamp();
    // The server of a test runs on this machine.
    assert!(instant.duration_since(before).as_secs().abs() < 60, "{instant} {before}");
    let dated = vec![(recorded, admit("Merrow Energy Ltd"))];
    let error = ledger.submit_at("sec", dated).await.unwrap_err();
    assert!(error.to_string().contains("takes its time from the database"), "{error}");
}
