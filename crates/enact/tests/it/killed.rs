//! A server ended in the middle of its work: what it had acknowledged is in the record, once.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use enact::codes::CodeFiles;
use jiff::Timestamp;
use ledger::{Clock, Ledger, is_included};
use serde_json::{Value, json};

use crate::fault_row::{Fault, rounds};
use crate::program::{Folder, Reply, Server, Serving, enact};

const A1: Fault = Fault {
    test: "A1 the server killed at random while three clients send",
    wanted: "100 kills, 0 acknowledged lost, 0 twice, 0 half",
    place: "`enact` `killed.rs`",
};
const F1: Fault = Fault {
    test: "F1 what was acknowledged before a kill is in the next checkpoint",
    wanted: "100 % included; each checkpoint taken before a kill holds afterwards",
    place: "`enact` `killed.rs`",
};

/// How many send at once.
const SENDERS: u32 = 3;
/// How often the server of one record is ended.
const KILLS: u32 = 100;
/// A round ends when this many acts more were acknowledged, and up to so many milliseconds later.
const A_ROUND: (usize, u64) = (2, 23);
const KEY: &str = "an operator's key for this test";

/// What was acknowledged: the key it was sent under, and the events answered.
type Acknowledged = Arc<Mutex<BTreeMap<String, Value>>>;

fn start(folder: &Folder) -> Serving {
    let (data, codes) = (folder.argument("data"), folder.with_specimen_alone());
    let mut command = enact(&["--codes", &codes, "serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    Serving::start(command.env("ENACT_OPERATOR_KEY", KEY))
}

fn act(key: &str) -> Value {
    json!({
        "act": "raise-draft-proposal", "by": "code-manager", "title": format!("Problem {key}"),
        "issue": "It is the same everywhere.",
    })
}

fn raise(server: Server, key: &str) -> std::io::Result<Reply> {
    let act = act(key);
    let bearer = format!("Bearer {KEY}");
    let headers = [("content-type", "application/json"), ("authorization", &bearer), ("idempotency-key", key)];
    server.try_ask("POST", "/api/v1/specimen/acts", &headers, &act.to_string())
}

/// The defence off: an act is taken for acknowledged as soon as the server has it, before it is committed.
fn acknowledged_early(server: Server, key: &str, acknowledged: &Acknowledged) -> std::io::Result<()> {
    let body = act(key).to_string();
    let mut stream = TcpStream::connect(server.0)?;
    let head = format!(
        "POST /api/v1/specimen/acts HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         authorization: Bearer {KEY}\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
        server.0,
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    acknowledged.lock().unwrap().insert(key.to_owned(), Value::Null);
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 201") { Ok(()) } else { Err(std::io::Error::other("no answer")) }
}

/// Sends acts one after another until the server is gone; gives how many keys were used.
fn send(
    server: Server,
    round: u32,
    sender: u32,
    acknowledged: &Acknowledged,
    (gone, early): (&AtomicBool, bool),
) -> u32 {
    for number in 1.. {
        let key = format!("{round}-{sender}-{number}");
        if early {
            if acknowledged_early(server, &key, acknowledged).is_err() {
                return number;
            }
            continue;
        }
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
fn kill_in_the_middle(serving: &mut Serving, round: u32, acknowledged: &Acknowledged, early: bool) -> Vec<(u32, u32)> {
    let gone = AtomicBool::new(false);
    let (server, before) = (serving.server(), acknowledged.lock().unwrap().len());
    let last = Mutex::new(Vec::new());
    let running = AtomicU32::new(SENDERS);
    std::thread::scope(|scope| {
        for sender in 0..SENDERS {
            let (gone, last, running) = (&gone, &last, &running);
            scope.spawn(move || {
                let used = send(server, round, sender, acknowledged, (gone, early));
                last.lock().unwrap().push((sender, used));
                running.fetch_sub(1, Ordering::SeqCst);
            });
        }
        let late = Instant::now() + Duration::from_secs(30);
        while acknowledged.lock().unwrap().len() < before + A_ROUND.0 {
            assert!(Instant::now() < late && running.load(Ordering::SeqCst) > 0, "too little was acknowledged");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(u64::from(round) * 7 % A_ROUND.1));
        gone.store(true, Ordering::SeqCst);
        serving.kill();
    });
    last.into_inner().unwrap()
}

/// What one record went through.
#[derive(Default)]
struct Outlived {
    acknowledged: usize,
    checkpoints: usize,
}

#[test]
fn what_was_acknowledged_outlives_the_server_once_only() {
    let mut outlived = Outlived::default();
    // A record grows with each kill, and every start of its server reads it all.
    let records = rounds(1, 100);
    for _ in 0..records {
        let of_one = through_kills();
        outlived.acknowledged += of_one.acknowledged;
        outlived.checkpoints += of_one.checkpoints;
    }
    let lost = lost_when_acknowledged_early();
    let (kills, count) = (records * KILLS as usize, outlived.acknowledged);
    A1.reached(
        format!("{kills} kills, {count} acknowledged, 0 lost, 0 twice, 0 half"),
        &format!("yes: acknowledged before the commit, an act is lost by the {lost}. kill"),
    );
    F1.reached(
        format!("{count} of {count}; {} checkpoints hold", outlived.checkpoints),
        "yes: acknowledged before the commit it has no place in the log",
    );
}

/// A server ended a hundred times over one record, and what was acknowledged looked for in it.
fn through_kills() -> Outlived {
    let folder = Folder::new();
    let acknowledged = Acknowledged::default();
    let (mut sent, mut checkpoints) = (Vec::new(), Vec::new());
    for round in 0..KILLS {
        let mut serving = start(&folder);
        checkpoints.push(serving.server().page("/specimen/record/checkpoint").body);
        let used = kill_in_the_middle(&mut serving, round, &acknowledged, false);
        sent.extend(
            used.into_iter()
                .flat_map(|(sender, used)| (1..=used).map(move |number| format!("{round}-{sender}-{number}"))),
        );
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= KILLS as usize * A_ROUND.0);

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
    let held = positions.iter().filter(|(_, key)| acknowledged.contains_key(*key)).map(|(position, _)| *position);
    verified(&folder, count, held.collect(), &checkpoints);
    Outlived { acknowledged: acknowledged.len(), checkpoints: checkpoints.len() }
}

/// The control: acknowledged before the commit, an act is lost. Gives the number of the kill that lost one.
fn lost_when_acknowledged_early() -> u32 {
    let folder = Folder::new();
    for round in 0..40 {
        let acknowledged = Acknowledged::default();
        let mut serving = start(&folder);
        kill_in_the_middle(&mut serving, round, &acknowledged, true);
        let serving = start(&folder);
        let early = acknowledged.lock().unwrap().clone();
        let is_lost = |key: &String| raise(serving.server(), key).unwrap().json()["replayed"] == false;
        if early.keys().any(is_lost) {
            return round + 1;
        }
    }
    panic!("nothing was lost though it was acknowledged before the commit: the test shows nothing")
}

/// The record is whole: every event follows from the one before it, and the tables from the events. What was acknowledged
/// is included, and the checkpoints taken on the way hold.
fn verified(folder: &Folder, events: u64, acknowledged: Vec<u64>, checkpoints: &[String]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", folder.argument("data/enact.db"));
        let ledger = Ledger::open(&url, Clock::Handed(Arc::new(|| Timestamp::UNIX_EPOCH))).await.unwrap();
        ledger.host(Arc::new(CodeFiles::carried("specimen").unwrap().rulebook().unwrap())).await.unwrap();
        let proved = ledger.verify("specimen").await.unwrap();
        assert_eq!(proved.events, events);
        assert!(ledger.tables_agree("specimen").await.unwrap());
        for position in acknowledged {
            let proof = ledger.inclusion("specimen", position, events).await.unwrap().unwrap();
            assert!(is_included(proof.leaf, position - 1, events, proved.root, &proof.path), "{position}");
        }
        for checkpoint in checkpoints.iter().filter(|checkpoint| checkpoint.lines().nth(1) != Some("0")) {
            let mut lines = checkpoint.lines().skip(1);
            let size = lines.next().unwrap().parse().unwrap();
            let root = ledger.root_at("specimen", size).await.unwrap().unwrap();
            assert_eq!(lines.next(), Some(&*base64(&root.bytes())), "the checkpoint of {size} events");
        }
    });
}

/// As checkpoints write a hash.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let whole = at(0) << 16 | at(1) << 8 | at(2);
        for sign in 0..4 {
            let six = (whole >> (18 - 6 * sign)) & 63;
            text.push(if sign <= three.len() { char::from(SIGNS[six as usize]) } else { '=' });
        }
    }
    text
}
