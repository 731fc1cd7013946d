//! A server ended in the middle of its work: what it had acknowledged is in the record, once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use enact::codes::CodeFiles;
use jiff::Timestamp;
use ledger::{Clock, Ledger};
use serde_json::{Value, json};

use crate::program::{Folder, Reply, Server, Serving, enact};

/// How often the server is ended.
const ROUNDS: u32 = 5;
/// How many send at once.
const SENDERS: u32 = 3;
/// A round ends when this many acts more were acknowledged.
const ACTS_A_ROUND: usize = 12;
const KEY: &str = "an operator's key for this test";

/// What was acknowledged: the key it was sent under, and the events answered.
type Acknowledged = Arc<Mutex<BTreeMap<String, Value>>>;

fn start(folder: &Folder) -> Serving {
    let data = folder.argument("data");
    Serving::start(enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]).env("ENACT_OPERATOR_KEY", KEY))
}

fn raise(server: Server, key: &str) -> std::io::Result<Reply> {
    let act = json!({
        "act": "raise-draft-proposal", "by": "code-manager", "title": format!("Problem {key}"),
        "issue": "It is the same everywhere.",
    });
    let bearer = format!("Bearer {KEY}");
    let headers = [("content-type", "application/json"), ("authorization", &bearer), ("idempotency-key", key)];
    server.try_ask("POST", "/api/v1/specimen/acts", &headers, &act.to_string())
}

/// Sends acts one after another until the server is gone; gives how many keys were used.
fn send(server: Server, round: u32, sender: u32, acknowledged: &Acknowledged, gone: &AtomicBool) -> u32 {
    for number in 1.. {
        let key = format!("{round}-{sender}-{number}");
        match raise(server, &key) {
            Ok(reply) => {
                assert_eq!(reply.status, 201, "{reply:?}");
                acknowledged.lock().unwrap().insert(key, reply.json()["events"].clone());
            }
            Err(error) => {
                assert!(gone.load(Ordering::SeqCst), "the server was not ended yet: {error}");
                return number;
            }
        }
    }
    unreachable!("an act is sent until the server is gone")
}

/// Lets several send at once, and ends the server while they do.
fn kill_in_the_middle(serving: &mut Serving, round: u32, acknowledged: &Acknowledged) -> Vec<(u32, u32)> {
    let gone = AtomicBool::new(false);
    let (server, before) = (serving.server(), acknowledged.lock().unwrap().len());
    let last = Mutex::new(Vec::new());
    let running = AtomicU32::new(SENDERS);
    std::thread::scope(|scope| {
        for sender in 0..SENDERS {
            let (gone, last, running) = (&gone, &last, &running);
            scope.spawn(move || {
                let used = send(server, round, sender, acknowledged, gone);
                last.lock().unwrap().push((sender, used));
                running.fetch_sub(1, Ordering::SeqCst);
            });
        }
        let late = Instant::now() + Duration::from_secs(30);
        while acknowledged.lock().unwrap().len() < before + ACTS_A_ROUND {
            assert!(Instant::now() < late && running.load(Ordering::SeqCst) > 0, "too little was acknowledged");
            std::thread::sleep(Duration::from_millis(1));
        }
        gone.store(true, Ordering::SeqCst);
        serving.kill();
    });
    last.into_inner().unwrap()
}

#[test]
fn what_was_acknowledged_outlives_the_server_once_only() {
    let folder = Folder::new();
    let acknowledged = Acknowledged::default();
    let mut sent = Vec::new();
    for round in 0..ROUNDS {
        let mut serving = start(&folder);
        let used = kill_in_the_middle(&mut serving, round, &acknowledged);
        sent.extend(
            used.into_iter()
                .flat_map(|(sender, used)| (1..=used).map(move |number| format!("{round}-{sender}-{number}"))),
        );
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= ROUNDS as usize * ACTS_A_ROUND);

    // Each key once more: what was acknowledged is answered as before, what was not is done now or was done unheard.
    let serving = start(&folder);
    let mut positions = BTreeMap::new();
    for key in &sent {
        let reply = raise(serving.server(), key).unwrap();
        assert_eq!(reply.status, 201, "{reply:?}");
        let answer = reply.json();
        if let Some(before) = acknowledged.get(key) {
            assert_eq!((&answer["replayed"], &answer["events"]), (&json!(true), before), "{key}");
        }
        let position = answer["events"][0]["position"].as_u64().unwrap();
        assert_eq!(positions.insert(position, key.clone()), None, "{key} has an event of its own");
    }
    let count = sent.len() as u64;
    assert_eq!(serving.server().data("/specimen").json()["position"], count, "each key was recorded once");
    assert!(positions.keys().copied().eq(1..=count), "no position is left out");
    assert_eq!(serving.complaint(), "");
    verified(&folder, count);
}

/// The record is whole: every event follows from the one before it, and the tables from the events.
fn verified(folder: &Folder, events: u64) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", folder.argument("data/enact.db"));
        let ledger = Ledger::open(&url, Clock::Handed(Arc::new(|| Timestamp::UNIX_EPOCH))).await.unwrap();
        ledger.host(Arc::new(CodeFiles::carried("specimen").unwrap().rulebook().unwrap())).await.unwrap();
        assert_eq!(ledger.verify("specimen").await.unwrap().events, events);
        assert!(ledger.tables_agree("specimen").await.unwrap());
    });
}
