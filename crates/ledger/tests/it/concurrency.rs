//! Many at once: nothing lost, nothing twice, no gap; and a process or transaction cut off leaves nothing.

use std::collections::BTreeSet;

use futures_join::join_all;
use ledger::{Ledger, LedgerError, SubmitOptions};

use crate::cast::{admit, done, raise, support};
use crate::fault_row::Fault;
use crate::on_both;
use crate::place::Place;

const C9: Fault = Fault {
    test: "C9 one act sent eight times at once under one key",
    wanted: "once",
    place: "`ledger` `concurrency.rs`",
};

on_both! {
    many_at_once_leave_no_gap,
    two_nodes_share_one_log,
    one_of_many_that_send_the_same_wins,
    a_failure_among_many_is_its_own,
    a_transaction_cut_off_leaves_nothing,
    whoever_else_writes_does_not_wait_for_acts_to_come,
}

/// Waits for tasks that run beside each other.
mod futures_join {
    use tokio::task::JoinHandle;

    pub(super) async fn join_all<T>(tasks: Vec<JoinHandle<T>>) -> Vec<T> {
        let mut done = Vec::with_capacity(tasks.len());
        for task in tasks {
            done.push(task.await.unwrap());
        }
        done
    }
}

fn raising(ledger: &Ledger, title: String) -> tokio::task::JoinHandle<u64> {
    let ledger = ledger.clone();
    tokio::spawn(async move { done(&ledger, raise("Northwold Supply Ltd", &title)).await.recorded[0].position })
}

async fn many_at_once_leave_no_gap(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let tasks = (0..60).map(|number| raising(&ledger, format!("Change {number}"))).collect();
    let positions: BTreeSet<u64> = join_all(tasks).await.into_iter().collect();
    assert_eq!(positions, (2..=61).collect());
    let numbers: BTreeSet<String> =
        ledger.register("sec").await.unwrap().proposals().map(|known| known.id.to_string()).collect();
    assert_eq!(numbers.len(), 60);
    assert_eq!(ledger.verify("sec").await.unwrap().events, 61);
    assert!(ledger.tables_agree("sec").await.unwrap());
}

async fn two_nodes_share_one_log(place: &Place) {
    let (one, other) = (place.open().await, place.open().await);
    done(&one, admit("Northwold Supply Ltd")).await;
    let nodes = [&one, &other];
    let tasks = (0..40).map(|number| raising(nodes[number % 2], format!("Change {number}"))).collect();
    let positions: BTreeSet<u64> = join_all(tasks).await.into_iter().collect();
    assert_eq!(positions, (2..=41).collect());
    for node in nodes {
        assert_eq!(node.register("sec").await.unwrap().position(), 41);
        assert_eq!(node.verify("sec").await.unwrap().events, 41);
    }
    assert!(one.tables_agree("sec").await.unwrap());
}

async fn one_of_many_that_send_the_same_wins(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let send = |_| {
        let ledger = ledger.clone();
        let options = SubmitOptions { key: Some("one-click".to_owned()), expected: None };
        tokio::spawn(async move { ledger.submit("sec", raise("Northwold Supply Ltd", "Once"), options).await.unwrap() })
    };
    let answers = join_all((0..8).map(send).collect()).await;
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(answers.iter().all(|answer| answer.recorded == answers[0].recorded));
    assert_eq!(ledger.position("sec").await.unwrap(), 2);
    // The control: without a key each is an act of its own.
    join_all((0..8).map(|_| raising(&ledger, "Again".to_owned())).collect()).await;
    assert_eq!(ledger.position("sec").await.unwrap(), 10);
    C9.reached("once, on each engine", "yes: without a key eight times");
}

async fn a_failure_among_many_is_its_own(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let send = |number: usize| {
        let ledger = ledger.clone();
        let submission = match number % 3 {
            0 => support("DP999", "There is no such proposal."),
            _ => raise("Northwold Supply Ltd", &format!("Change {number}")),
        };
        tokio::spawn(async move { ledger.submit("sec", submission, SubmitOptions::default()).await })
    };
    let answers = join_all((0..30).map(send).collect()).await;
    let failed = answers.iter().filter(|answer| matches!(answer, Err(LedgerError::Unreadable(_)))).count();
    assert_eq!((failed, answers.iter().filter(|answer| answer.is_ok()).count()), (10, 20));
    assert_eq!(ledger.position("sec").await.unwrap(), 21);
    assert!(ledger.tables_agree("sec").await.unwrap());
}

async fn a_transaction_cut_off_leaves_nothing(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let before = (ledger.verify("sec").await.unwrap(), ledger.table_bytes("sec").await.unwrap());
    // The last write of a transaction is made to fail: what was written before it must go too.
    place.tamper("ALTER TABLE history RENAME TO history_away").await;
    let error =
        ledger.submit("sec", raise("Northwold Supply Ltd", "Cut off"), SubmitOptions::default()).await.unwrap_err();
    assert!(matches!(error, LedgerError::Database { .. }), "{error}");
    place.tamper("ALTER TABLE history_away RENAME TO history").await;
    assert_eq!((ledger.verify("sec").await.unwrap(), ledger.table_bytes("sec").await.unwrap()), before);
    assert_eq!(ledger.register("sec").await.unwrap().proposals().count(), 0);
    // And the ledger goes on.
    assert_eq!(done(&ledger, raise("Northwold Supply Ltd", "Whole")).await.position, 2);
    assert!(ledger.tables_agree("sec").await.unwrap());
}

/// SQLite has one connection for writing: whatever else is written has its turn between two acts, and beside them.
async fn whoever_else_writes_does_not_wait_for_acts_to_come(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let began = std::time::Instant::now();
    for number in 0..10 {
        done(&ledger, raise("Northwold Supply Ltd", &format!("Change {number}"))).await;
        // Something that is written and is no act, while no act comes; and while one does.
        ledger.sweep_deliveries(0).await.unwrap();
        let act = raising(&ledger, format!("Another change {number}"));
        ledger.sweep_deliveries(0).await.unwrap();
        act.await.unwrap();
    }
    // Left waiting, the first of them alone would wait for twenty seconds, and fail.
    assert!(began.elapsed().as_secs() < 15, "{:?}", began.elapsed());
    ledger.close().await;
}
