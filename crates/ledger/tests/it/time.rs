//! Time: civil in London, never backwards, and the database's where several nodes must agree.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::Offset;
use ledger::{Clock, Ledger, LedgerError, Submitted, Until, copy};
use serde_json::json;

use crate::cast::{act, acts_before, admit, clock_at, done, sec};
use crate::fault_row::{Fault, rounds};
use crate::on_both;
use crate::place::Place;

const D1: Fault = Fault {
    test: "D1 responses within 50 ms of the end of a consultation, on two nodes",
    wanted: "each counted or late, by the instant that its receipt states; the log agrees",
    place: "`ledger` `time.rs`",
};
const D2: Fault = Fault {
    test: "D2 civil time about the changes of October 2026, March 2027 and October 2027, the server in London, Auckland and UTC",
    wanted: "0 wrong; a time that is skipped or comes twice refused",
    place: "`ledger` `time.rs`",
};
const D3: Fault =
    Fault { test: "D3 the clock set back", wanted: "the order of the log stands", place: "`ledger` `time.rs`" };

on_both! {
    a_clock_set_back_does_not_turn_the_record_back,
    acts_dated_by_hand_go_forwards,
    the_database_has_the_time,
    at_the_edge_of_the_closing_instant_each_is_counted_or_late,
}

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
    // The control: what is dated by hand, which nothing turns forwards, is refused where it goes back.
    let back = vec![("2024-07-03T10:00".parse().unwrap(), admit("Southmoor Supply Ltd"))];
    let error = ledger.submit_at("sec", back).await.unwrap_err();
    assert!(matches!(error, LedgerError::InBatch { .. } | LedgerError::Backwards { .. }), "{error}");
    D3.reached("stands", "yes: the same act dated by hand would go back, and is refused");
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

/// The last instant of 19 July 2023 in London, in microseconds.
fn end_of_the_consultation() -> i64 {
    "2023-07-19T23:00:00Z".parse::<Timestamp>().unwrap().as_microsecond()
}

/// A clock that is some microseconds further each time that it is read, beginning before the end of the consultation.
fn clock_across_the_end(before: i64, step: i64) -> Clock {
    let now = AtomicI64::new(end_of_the_consultation() - before);
    Clock::Handed(Arc::new(move || Timestamp::from_microsecond(now.fetch_add(step, Ordering::SeqCst)).unwrap()))
}

/// Whether a response was counted, and whether the instant on its receipt lies before the end.
fn counted_and_in_time(answer: &Submitted) -> (bool, bool) {
    let procedure::Event::ResponseReceived { counted, .. } = answer.recorded[0].event else { panic!("{answer:?}") };
    (counted, answer.recorded[0].took_effect < "2023-07-20T00:00".parse().unwrap())
}

async fn at_the_edge_of_the_closing_instant_each_is_counted_or_late(place: &Place) {
    let each = rounds(50, 250);
    let clock = clock_across_the_end(50_000, 500);
    let nodes = [place.open_with(clock.clone()).await, place.open_with(clock).await];
    nodes[0].submit_at("sec", acts_before("respond")).await.unwrap();
    let aside = Place::file();
    copy(&place.url, &aside.url, &Until::End).await.unwrap();
    let respond = |number: usize| {
        let said = json!({ "act": "respond", "proposal": "MP400", "comment": format!("Response {number}.") });
        act("Merrow Energy Ltd", said)
    };
    let senders: Vec<_> = (0..4)
        .map(|sender| {
            let (ledger, acts) = (nodes[sender % 2].clone(), (0..each).map(respond).collect::<Vec<_>>());
            tokio::spawn(async move {
                let mut answers = Vec::new();
                for act in acts {
                    answers.push(done(&ledger, act).await);
                }
                answers
            })
        })
        .collect();
    let mut answers = Vec::new();
    for sender in senders {
        answers.extend(sender.await.unwrap());
    }
    let in_time = answers.iter().filter(|answer| counted_and_in_time(answer).1).count();
    assert!(answers.iter().all(|answer| counted_and_in_time(answer).0 == counted_and_in_time(answer).1));
    assert!(in_time >= 20 && answers.len() - in_time >= 20, "{in_time} of {} came in time", answers.len());
    // Counted again from the log, the same are counted, at the instants that the receipts state.
    let log = nodes[1].events("sec", 0, 10_000).await.unwrap();
    for answer in &answers {
        assert_eq!(log.iter().find(|one| one.position == answer.position), Some(&answer.recorded[0]));
    }
    let register = nodes[1].register("sec").await.unwrap();
    let held = &register.proposal("MP400").unwrap().consultations[0];
    assert_eq!(held.responses.iter().filter(|response| response.counted).count(), in_time);
    // The control: a node that goes by a clock of its own, ten minutes slow, counts what comes after the end.
    let slow = aside.open_with(clock_across_the_end(600_000_000 - 1_000, 0)).await;
    assert!(counted_and_in_time(&done(&slow, respond(0)).await).0);
    D1.reached(
        format!("{} responses on each engine, none wrong", 4 * each),
        "yes: by a clock ten minutes slow what comes after the end is counted",
    );
}

const ZONE_CHILD: &str = "ENACT_ZONE_CHILD";
/// The instants at which summer time ends or begins in Great Britain, and whether it is summer after each.
const CHANGES: [(&str, bool); 3] =
    [("2026-10-25T01:00:00Z", false), ("2027-03-28T01:00:00Z", true), ("2027-10-31T01:00:00Z", false)];
/// Minutes before and after each change that are tried.
const AROUND: i64 = 360;

/// The instants tried about a change.
fn instants(change: &str) -> impl Iterator<Item = Timestamp> {
    let change: Timestamp = change.parse().unwrap();
    let minutes = (-AROUND..=AROUND).step_by(rounds(4, 1));
    minutes.map(move |minute| Timestamp::from_second(change.as_second() + minute * 60).unwrap())
}

/// What the started program does: an act at each instant, and a line with the civil time that it was recorded at.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the next case"]
async fn child() {
    if std::env::var_os(ZONE_CHILD).is_none() {
        return;
    }
    let now = Arc::new(AtomicI64::new(0));
    let hands = Arc::clone(&now);
    let clock = Clock::Handed(Arc::new(move || Timestamp::from_second(hands.load(Ordering::SeqCst)).unwrap()));
    let ledger = Ledger::open("sqlite::memory:", clock).await.unwrap();
    ledger.host(sec()).await.unwrap();
    let mut out = std::io::stdout();
    for instant in CHANGES.iter().flat_map(|(change, _)| instants(change)) {
        now.store(instant.as_second(), Ordering::SeqCst);
        let took_effect = done(&ledger, admit(&format!("Party {}", instant.as_second()))).await.recorded[0].took_effect;
        writeln!(out, "\nat {} {took_effect}", instant.as_second()).unwrap();
    }
    for twice_or_never in ["2026-10-25T01:00", "2026-10-25T01:59", "2027-03-28T01:00", "2027-03-28T01:59"] {
        let ledger = Ledger::open("sqlite::memory:", clock_at("2024-01-01T00:00:00Z")).await.unwrap();
        ledger.host(sec()).await.unwrap();
        let dated = vec![(twice_or_never.parse().unwrap(), admit("Merrow Energy Ltd"))];
        let refused =
            ledger.submit_at("sec", dated).await.is_err_and(|error| error.to_string().contains("clocks change"));
        writeln!(out, "\nrefused {refused}").unwrap();
    }
}

#[test]
fn civil_time_is_that_of_london_wherever_the_server_stands() {
    let (mut right, mut by_a_fixed_offset) = (0, 0);
    for zone in ["UTC", "Europe/London", "Pacific/Auckland"] {
        let ran = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "time::child", "--nocapture", "--test-threads", "1"])
            .env("TZ", zone)
            .env(ZONE_CHILD, "yes")
            .stderr(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(ran.stdout).unwrap();
        let mut told = said.lines().filter_map(|line| line.strip_prefix("at ")?.split_once(' '));
        for (change, summer_after) in CHANGES {
            let change_at: Timestamp = change.parse().unwrap();
            for instant in instants(change) {
                let summer = (instant >= change_at) == summer_after;
                let expected = Offset::from_hours(i8::from(summer)).unwrap().to_datetime(instant);
                let (second, civil) = told.next().unwrap_or_else(|| panic!("{zone}: {said}"));
                assert_eq!((second.parse(), civil), (Ok(instant.as_second()), &*expected.to_string()), "{zone}");
                right += 1;
                by_a_fixed_offset += usize::from(Offset::UTC.to_datetime(instant).to_string() != civil);
            }
        }
        assert_eq!(said.matches("\nrefused true\n").count(), 4, "{zone}: {said}");
    }
    // The control: by the offset of winter alone, half of them are wrong.
    assert!(by_a_fixed_offset > right / 3, "{by_a_fixed_offset} of {right}");
    D2.reached(format!("{right} instants, 0 wrong; 12 times refused"), "yes: by a fixed offset half are wrong");
}
