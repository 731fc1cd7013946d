//! Callers who go away in the middle, and other programs at the same file: nothing lost, nothing twice, no half.

use std::process::{Command, Stdio};
use std::time::Duration;

use ledger::{Ledger, SubmitOptions};
use tokio::task::JoinHandle;

use crate::cast::{admit, done, raise};
use crate::fault_row::rounds;
use crate::on_both;
use crate::place::Place;

on_both! {
    callers_who_go_away_leave_no_half,
    acts_under_keys_that_come_together_happen_once,
}

/// Names the record that a started program works on, and what it calls its acts.
const CHILD: &str = "ENACT_CROWD_CHILD";
const NAME: &str = "ENACT_CROWD_NAME";
const ACTS: usize = 60;

fn send(ledger: &Ledger, key: &str, title: &str) -> JoinHandle<bool> {
    let (ledger, act) = (ledger.clone(), raise("Northwold Supply Ltd", title));
    let options = SubmitOptions { key: Some(key.to_owned()), expected: None };
    tokio::spawn(async move { ledger.submit("sec", act, options).await.unwrap().ruling.is_permitted() })
}

async fn callers_who_go_away_leave_no_half(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let often = rounds(20, 500);
    let mut cut_off = 0;
    for round in 0..often {
        let acts: Vec<_> = (0..8).map(|number| send(&ledger, &format!("{round}-{number}"), "A change")).collect();
        let sweeping = |_| {
            let ledger = ledger.clone();
            tokio::spawn(async move {
                let now = i64::MAX / 2;
                drop(ledger.sweep_deliveries(0).await);
                drop(ledger.take_news(now, Duration::ZERO).await);
            })
        };
        let others: Vec<_> = (0..4).map(sweeping).collect();
        // Each round they go away a little later.
        tokio::time::sleep(Duration::from_micros(u64::try_from(round % 20).unwrap() * 150)).await;
        for task in acts.iter().map(JoinHandle::abort_handle).chain(others.iter().map(JoinHandle::abort_handle)) {
            task.abort();
        }
        for act in acts {
            cut_off += usize::from(act.await.is_err());
        }
    }
    assert!(cut_off > 0, "nobody went away in the middle: the test shows nothing");
    // All are sent again under their keys: each is recorded once, whether it was recorded before or not.
    for round in 0..often {
        for act in (0..8).map(|number| send(&ledger, &format!("{round}-{number}"), "A change")).collect::<Vec<_>>() {
            assert!(act.await.unwrap());
        }
    }
    let events = u64::try_from(often * 8 + 1).unwrap();
    assert_eq!(ledger.verify("sec").await.unwrap().events, events);
    assert!(ledger.tables_agree("sec").await.unwrap());
    // The control: under another key an act is another act.
    assert!(send(&ledger, "another", "A change").await.unwrap());
    assert_eq!(ledger.position("sec").await.unwrap(), events + 1);
}

/// In one transaction a key is looked for among those that the same transaction keeps, which no table has yet.
async fn acts_under_keys_that_come_together_happen_once(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let twice = |number: usize| send(&ledger, &format!("{}", number / 2), &format!("Change {}", number / 2));
    for act in (0..200).map(twice).collect::<Vec<_>>() {
        assert!(act.await.unwrap());
    }
    assert_eq!(ledger.position("sec").await.unwrap(), 101);
    // The same key with another act, beside it, is told so.
    let again = |number: usize| {
        let (ledger, act) = (ledger.clone(), raise("Northwold Supply Ltd", &format!("Other {number}")));
        let options = SubmitOptions { key: Some("new".to_owned()), expected: None };
        tokio::spawn(async move { ledger.submit("sec", act, options).await.is_ok() })
    };
    let mut recorded = 0;
    for act in (0..10).map(again).collect::<Vec<_>>() {
        recorded += usize::from(act.await.unwrap());
    }
    assert_eq!((recorded, ledger.position("sec").await.unwrap()), (1, 102));
    assert!(ledger.tables_agree("sec").await.unwrap());
}

/// What a started program does: acts, many at once, each sent again until it is recorded.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the case below"]
async fn child() {
    let (Ok(url), Ok(name)) = (std::env::var(CHILD), std::env::var(NAME)) else { return };
    let ledger = Ledger::open(&url, crate::cast::clock_at("2024-03-01T10:00:00Z")).await.unwrap();
    ledger.host(crate::cast::sec()).await.unwrap();
    raise_all(&ledger, &name).await;
    ledger.close().await;
}

async fn raise_all(ledger: &Ledger, name: &str) {
    for round in 0..ACTS / 10 {
        let acts = (0..10).map(|number| send(ledger, &format!("{name}-{round}-{number}"), name));
        for act in acts.collect::<Vec<_>>() {
            assert!(act.await.unwrap());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_programs_share_one_file() {
    let place = Place::file();
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let start = |name: &str| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "crowd::child", "--test-threads", "1"])
            .env(CHILD, &place.url)
            .env(NAME, name)
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children = ["one", "another"].map(start);
    raise_all(&ledger, "here").await;
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let proposals = ledger.register("sec").await.unwrap().proposals().count();
    assert_eq!(proposals, 3 * ACTS);
    assert_eq!(ledger.verify("sec").await.unwrap().events, u64::try_from(3 * ACTS + 1).unwrap());
    assert!(ledger.tables_agree("sec").await.unwrap());
}
