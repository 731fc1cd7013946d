//! The disk and the power: a program ended at every call that it makes to the disk, and calls that fail.
//!
//! `strace` ends the program, or fails the call. The program is this test program, started again to do the acts of a
//! whole story, from a problem statement to words in force, and to tell each one that was acknowledged. Without `strace`
//! the cases say that they were skipped.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::cast::whole_story;
use crate::place::Place;

const CHILD: &str = "ENACT_DISK_CHILD";
const CALLS: &str = "pwrite64,fdatasync,fsync,ftruncate";

/// What the started program does: the acts one by one, a line for each on standard output.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the other cases of this file"]
async fn child() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let mut out = std::io::stdout();
    let ledger = match ledger::Ledger::open(&url, crate::cast::clock_at("2030-01-01T00:00:00Z")).await {
        Ok(ledger) => ledger,
        Err(_) => return,
    };
    if ledger.host(crate::cast::sec()).await.is_err() {
        return;
    }
    // Every act is tried once more after it failed, as a client does.
    for act in whole_story() {
        let mut done = ledger.submit_at("sec", vec![act.clone()]).await;
        if done.is_err() {
            writeln!(out, "\nfailed {}", u8::from(ledger.fault().is_some())).unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            done = ledger.submit_at("sec", vec![act]).await;
        }
        match done {
            Ok(submitted) => writeln!(out, "\nacknowledged {}", submitted[0].position).unwrap(),
            Err(_) => return,
        }
        out.flush().unwrap();
    }
    writeln!(out, "\nended").unwrap();
}

/// What the started program said.
struct Said {
    /// The last position that it acknowledged.
    acknowledged: u64,
    /// Whether it came to its end.
    ended: bool,
    /// Whether each failure left it not ready.
    failures: Vec<bool>,
    /// Whether anything was acknowledged after the first failure.
    after_failure: bool,
}

fn start(url: &str, inject: &str) -> Said {
    let ran = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &format!("trace={CALLS}"),
            "-e",
            &format!("inject={CALLS}:{inject}"),
        ])
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "disk::child", "--nocapture", "--test-threads", "1"])
        .env(CHILD, url)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let mut said = Said { acknowledged: 0, ended: false, failures: Vec::new(), after_failure: false };
    for line in String::from_utf8_lossy(&ran.stdout).lines() {
        match line.split_once(' ') {
            Some(("acknowledged", position)) => {
                said.acknowledged = position.parse().unwrap();
                said.after_failure |= !said.failures.is_empty();
            }
            Some(("failed", ready)) => said.failures.push(ready == "1"),
            Some(_) | None => said.ended |= line == "ended",
        }
    }
    said
}

fn has_strace() -> bool {
    let found = Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: strace is not here");
    }
    found
}

/// A record with all that is there before the story begins, and another with nothing.
fn fresh(kept: &Path) -> Place {
    let place = Place::file();
    std::fs::copy(kept, place.url.strip_prefix("sqlite:").unwrap()).unwrap();
    place
}

async fn empty_record() -> Place {
    let place = Place::file();
    drop(place.open().await);
    let aside = Place::file();
    place.tamper(&format!("VACUUM INTO '{}'", aside.url.strip_prefix("sqlite:").unwrap())).await;
    aside
}

/// The record after it: whole, with all that was acknowledged and at most one act more, which was under way.
async fn check(place: &Place, said: &Said, at: u64) {
    let ledger = place.open().await;
    let proved = ledger.verify("sec").await.unwrap_or_else(|error| panic!("call {at}: {error}"));
    assert!(ledger.tables_agree("sec").await.unwrap(), "call {at}");
    let whole = positions_of_story().await;
    assert!(proved.events >= said.acknowledged, "call {at}: {} of {}", proved.events, said.acknowledged);
    let next = whole.iter().find(|position| **position > said.acknowledged).copied().unwrap_or(said.acknowledged);
    assert!(proved.events == said.acknowledged || proved.events == next, "call {at}: half an act is there");
}

/// Where the record stands after each act of the story.
async fn positions_of_story() -> Vec<u64> {
    static KNOWN: tokio::sync::OnceCell<Vec<u64>> = tokio::sync::OnceCell::const_new();
    let known = KNOWN.get_or_init(|| async {
        let memory =
            ledger::Ledger::open("sqlite::memory:", crate::cast::clock_at("2030-01-01T00:00:00Z")).await.unwrap();
        memory.host(crate::cast::sec()).await.unwrap();
        memory.submit_at("sec", whole_story()).await.unwrap().iter().map(|done| done.position).collect()
    });
    known.await.clone()
}

/// Ends the program at each of its calls to the disk; gives how many there were.
async fn ended_at_every_call(step: u64) -> u64 {
    let empty = empty_record().await;
    let kept = Path::new(empty.url.strip_prefix("sqlite:").unwrap()).to_owned();
    let mut at = 1;
    loop {
        let place = fresh(&kept);
        let said = start(&place.url, &format!("signal=SIGKILL:when={at}"));
        check(&place, &said, at).await;
        if said.ended {
            return at;
        }
        at += step;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_ended_at_its_calls_to_the_disk_loses_nothing_acknowledged() {
    if has_strace() {
        let calls = ended_at_every_call(23).await;
        assert!(calls > 40, "{calls}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "every call: a minute or two"]
async fn a_program_ended_at_every_call_to_the_disk_loses_nothing_acknowledged() {
    if has_strace() {
        eprintln!("{} calls", ended_at_every_call(1).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_call_that_failed_nothing_is_acknowledged_until_the_record_is_proved_again() {
    if !has_strace() {
        return;
    }
    let empty = empty_record().await;
    let kept = Path::new(empty.url.strip_prefix("sqlite:").unwrap()).to_owned();
    let mut failed = 0;
    for at in [12, 17, 23, 28, 34, 41, 47, 55] {
        // From then on every call fails: nothing may be acknowledged any more.
        let place = fresh(&kept);
        let said = start(&place.url, &format!("error=EIO:when={at}+"));
        check(&place, &said, at).await;
        assert!(!said.ended && !said.after_failure, "call {at}");
        // An act that failed left the program not ready.
        assert!(said.failures.iter().all(|stopped| *stopped), "call {at}: {:?}", said.failures);
        failed += said.failures.len();
        // One call fails and the disk is well again: the program does not go on with the connection that met it.
        let place = fresh(&kept);
        let said = start(&place.url, &format!("error=EIO:when={at}"));
        check(&place, &said, at).await;
        assert!(said.failures.is_empty() || !said.after_failure, "call {at}");
    }
    assert!(failed >= 4, "{failed}");
}
