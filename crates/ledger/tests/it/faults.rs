//! What a database on a network does: it turns transactions away, and answers of it are lost.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use ledger::{Ledger, LedgerError, SubmitOptions};

use crate::cast::{admit, clock_at, done, raise, sec};
use crate::fault_row::Fault;
use crate::place::Place;

const B5: Fault =
    Fault { test: "B5 the answer of a commit lost", wanted: "once, by its key", place: "`ledger` `faults.rs`" };

const B6: Fault = Fault {
    test: "B6 a fifth of inserts and commits turned away (40001, 40P01)",
    wanted: "100 % recorded within 5 tries or told to try again",
    place: "`ledger` `faults.rs`",
};

const F4: Fault = Fault {
    test: "F4 an insider changes, deletes, exchanges or back-dates rows",
    wanted: "100 % found, the first bad entry named",
    place: "`ledger` `faults.rs`, `audit.rs`",
};

/// Makes PostgreSQL turn away so many of a hundred inserts of events, and so many commits.
async fn turn_away(place: &Place, of_a_hundred: u32) {
    let fail = format!(
        "CREATE OR REPLACE FUNCTION turn_away() RETURNS trigger AS $$ BEGIN IF random() * 100 < {of_a_hundred} THEN \
         RAISE EXCEPTION 'turned away' USING ERRCODE = CASE WHEN random() < 0.5 THEN '40001' ELSE '40P01' END; END IF; \
         RETURN NEW; END $$ LANGUAGE plpgsql"
    );
    place.tamper(&fail).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transactions_turned_away_are_tried_again_and_nothing_is_recorded_twice() {
    let Some(place) = Place::server().await else { return };
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    turn_away(&place, 20).await;
    for when in [
        "CREATE TRIGGER early BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION turn_away()",
        "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION turn_away()",
    ] {
        place.tamper(when).await;
    }
    let (mut recorded, mut busy) = (0, 0);
    for number in 0..150 {
        let act = raise("Northwold Supply Ltd", &format!("Change {number}"));
        match ledger.submit("sec", act, SubmitOptions::default()).await {
            Ok(_) => recorded += 1,
            Err(LedgerError::Busy) => busy += 1,
            Err(other) => panic!("{other}"),
        }
    }
    // A third of the tries is turned away, so that one act in some two hundred is five times.
    assert!(busy <= 6, "{busy} of 150 were turned away five times");
    assert_eq!(ledger.verify("sec").await.unwrap().events, recorded + 1);
    // The control: where every try is turned away the caller is told so, and nothing is recorded.
    turn_away(&place, 100).await;
    let act = raise("Northwold Supply Ltd", "Never");
    assert_eq!(ledger.submit("sec", act, SubmitOptions::default()).await, Err(LedgerError::Busy));
    turn_away(&place, 0).await;
    done(&ledger, raise("Northwold Supply Ltd", "At last")).await;
    assert_eq!(ledger.verify("sec").await.unwrap().events, recorded + 2);
    assert!(ledger.tables_agree("sec").await.unwrap());
    let reached = format!("150 acts, {busy} told to try again, none twice");
    B6.reached(reached, "yes: with all turned away none is recorded, and the caller is told");
    place.leave().await;
}

/// Stands between the program and the server. While it is set to cut, it passes a commit on and loses the answer.
struct Between {
    port: u16,
    cut: Arc<AtomicBool>,
    cuts: Arc<AtomicU32>,
}

impl Between {
    fn before(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let between = Self { port: listener.local_addr().unwrap().port(), cut: Arc::default(), cuts: Arc::default() };
        let (cut, cuts) = (Arc::clone(&between.cut), Arc::clone(&between.cuts));
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (client, there) = (client.unwrap(), TcpStream::connect(&server).unwrap());
                let lost = Arc::new(AtomicBool::new(false));
                pass(&client, &there, None, Arc::clone(&lost));
                pass(&there, &client, Some((Arc::clone(&cut), Arc::clone(&cuts))), lost);
            }
        });
        between
    }
}

/// Passes on what comes; from the client where it is the second stream that writes.
fn pass(to: &TcpStream, from: &TcpStream, cut: Option<(Arc<AtomicBool>, Arc<AtomicU32>)>, lost: Arc<AtomicBool>) {
    let (mut to, mut from) = (to.try_clone().unwrap(), from.try_clone().unwrap());
    std::thread::spawn(move || {
        let mut bytes = vec![0; 1 << 16];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            if let Some((cut, cuts)) = &cut
                && bytes[..count].windows(6).any(|word| word == b"COMMIT")
                && cut.swap(false, Ordering::SeqCst)
            {
                cuts.fetch_add(1, Ordering::SeqCst);
                lost.store(true, Ordering::SeqCst);
            }
            if cut.is_none() && lost.load(Ordering::SeqCst) {
                break;
            }
            if to.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        drop(to.shutdown(Shutdown::Both));
        drop(from.shutdown(Shutdown::Both));
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_whose_answer_was_lost_is_sent_again_and_happens_once() {
    let Some(place) = Place::server().await else { return };
    let (login, rest) = place.url.split_once('@').unwrap();
    let (server, database) = rest.split_once('/').unwrap();
    let between = Between::before(server.to_owned());
    let url = format!("{login}@127.0.0.1:{}/{database}", between.port);
    let ledger = Ledger::open(&url, clock_at("2024-03-01T10:00:00Z")).await.unwrap();
    ledger.host(sec()).await.unwrap();
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let send = async |number: u32, key: bool| {
        let key = key.then(|| format!("key {number}"));
        let act = raise("Northwold Supply Ltd", &format!("Change {number}"));
        ledger.submit("sec", act, SubmitOptions { key, expected: None }).await
    };
    for number in 0..20 {
        between.cut.store(true, Ordering::SeqCst);
        assert_eq!(send(number, true).await, Err(LedgerError::Unsure));
        assert!(send(number, true).await.unwrap().replayed, "{number}");
    }
    assert_eq!(between.cuts.load(Ordering::SeqCst), 20);
    assert_eq!(ledger.verify("sec").await.unwrap().events, 21);
    // The control: without a key it happens twice.
    between.cut.store(true, Ordering::SeqCst);
    assert_eq!(send(99, false).await, Err(LedgerError::Unsure));
    send(99, false).await.unwrap();
    assert_eq!(ledger.verify("sec").await.unwrap().events, 23);
    assert!(ledger.tables_agree("sec").await.unwrap());
    B5.reached("20 of 20", "yes: without a key it happens twice");
    place.leave().await;
}

/// What somebody with the whole database in hand may do to it, and no more: no hash is made anew.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_attack_on_the_rows_of_the_record_is_found() {
    let place = Place::file();
    let ledger = place.open().await;
    ledger.submit_at("sec", crate::cast::whole_story()).await.unwrap();
    let whole = ledger.verify("sec").await.unwrap();
    place.tamper("CREATE TABLE kept AS SELECT * FROM events").await;
    let mut found = 0;
    for round in 0..100_u64 {
        let at = round % (whole.events - 1) + 1;
        let attack = match round % 5 {
            0 => format!("UPDATE events SET body = REPLACE(body, '\"by\":\"', '\"by\":\"x') WHERE position = {at}"),
            1 => format!("DELETE FROM events WHERE position = {at}"),
            2 => format!("UPDATE events SET recorded_at = recorded_at - 1000 WHERE position = {at}"),
            3 => format!(
                "UPDATE events SET body = (SELECT body FROM kept WHERE position = {at} + 1), \
                          hash = (SELECT hash FROM kept WHERE position = {at} + 1) WHERE position = {at}"
            ),
            _ => format!(
                "UPDATE events SET hash = (SELECT hash FROM kept WHERE position = {at} + 1) WHERE position = {at}"
            ),
        };
        assert_eq!(place.tamper(&attack).await, 1, "{attack}");
        match ledger.verify("sec").await {
            Err(LedgerError::Damaged { position, .. }) => {
                assert_eq!(position, at, "{attack}");
                found += 1;
            }
            other => panic!("{attack}: {other:?}"),
        }
        // SQLite itself finds nothing wrong, which is why the log is there.
        place.tamper("DELETE FROM events").await;
        place.tamper("INSERT INTO events SELECT * FROM kept").await;
    }
    assert_eq!(found, 100);
    assert_eq!(ledger.verify("sec").await.unwrap(), whole);
    F4.reached(
        "100 of 100, each named; with the leaf made anew, to within a tile; with every hash made anew, between two kept checkpoints",
        "yes: undone, the record is whole",
    );
}
