//! The record when it is long: memory while it grows, and how long it takes to prove it and to make its tables anew.
//!
//! `ENACT_EVENTS` says how many events, 1,000,000 where nothing is said; `TMPDIR` names the disk. Most acts change what is there
//! already, so that what grows by them is the log and not the register: that is what memory must not follow.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use ledger::{Clock, Ledger, SubmitOptions};
use procedure::rulebook::SourceFile;
use procedure::{Act, Rulebook, Submission};

/// How many Parties have a right suspended and given back, each by a client of its own.
const PARTIES: u64 = 64;

fn rulebook() -> Arc<Rulebook> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codes/sec");
    let mut files = Vec::new();
    for (inner, prefix) in [(folder.clone(), ""), (folder.join("rules"), "rules/")] {
        for path in std::fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|ending| ending == "toml") {
                let path_in_code = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
                files.push(SourceFile { path: path_in_code, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    Arc::new(Rulebook::load(&files).unwrap())
}

fn submission(by: &str, fields: serde_json::Value) -> Submission {
    Submission { by: by.to_owned(), act: Act::read(fields).unwrap(), judgements: BTreeMap::new() }
}

async fn submit(ledger: &Ledger, by: &str, fields: serde_json::Value) {
    let done = ledger.submit("sec", submission(by, fields), SubmitOptions::default()).await.unwrap();
    assert!(done.ruling.is_permitted(), "{:?}", done.ruling.refusing().collect::<Vec<_>>());
}

/// What this process holds in memory now, in MB.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4 / 1024
}

/// A right of a Party suspended and given back, so many times each; one act in two hundred raises a Draft Proposal.
async fn grow(ledger: &Ledger, pairs: u64) {
    let tasks: Vec<_> = (0..PARTIES)
        .map(|party| {
            let ledger = ledger.clone();
            tokio::spawn(async move {
                let party = format!("Party {party} Ltd");
                for pair in 0..pairs {
                    let suspend = serde_json::json!({ "act": "suspend-rights", "party": party, "rights": ["M8.5(b)"] });
                    submit(&ledger, "panel", suspend).await;
                    let lift = serde_json::json!({ "act": "lift-suspension", "party": party, "rights": ["M8.5(b)"] });
                    submit(&ledger, "panel", lift).await;
                    if pair % 100 == 99 {
                        let raise = serde_json::json!({ "act": "raise-draft-proposal", "title": "A change", "issue": "It is so." });
                        submit(&ledger, &party, raise).await;
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn prove(ledger: &Ledger) {
    let began = Instant::now();
    let proved = ledger.verify("sec").await.unwrap();
    println!("{} events proved in {:.1} s", proved.events, began.elapsed().as_secs_f64());
}

async fn measure(events: u64) {
    let folder = std::env::temp_dir().join(format!("enact-figures-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let now: Timestamp = "2024-03-01T10:00:00Z".parse().unwrap();
    let url = format!("sqlite:{}", folder.join("register.db").display());
    let ledger = Ledger::open(&url, Clock::Handed(Arc::new(move || now))).await.unwrap();
    ledger.host(rulebook()).await.unwrap();
    for party in 0..PARTIES {
        let admit = serde_json::json!({ "act": "admit-party", "name": format!("Party {party} Ltd"), "category": "small-supplier",
            "since": "2015-01-01" });
        submit(&ledger, "code-administrator", admit).await;
    }
    let began = Instant::now();
    let mut proved_early = false;
    for part in 1..=10 {
        grow(&ledger, events / 10 / PARTIES / 2).await;
        let position = ledger.position("sec").await.unwrap();
        let took = began.elapsed().as_secs_f64();
        println!("{position} events after {took:.0} s, part {part}: {} MB resident", resident());
        if position >= 100_000 && !proved_early {
            proved_early = true;
            prove(&ledger).await;
            println!("{} MB resident after it", resident());
        }
    }
    prove(&ledger).await;
    let began = Instant::now();
    ledger.rebuild("sec").await.unwrap();
    println!("its tables made anew in {:.1} s, {} MB resident", began.elapsed().as_secs_f64(), resident());
    ledger.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

fn main() {
    // `cargo test --benches` only wants to see that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let events = std::env::var("ENACT_EVENTS").ok().and_then(|events| events.parse().ok()).unwrap_or(1_000_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(events));
}
