//! The disk and the power: a program ended at every call that it makes to the disk, and calls that fail.
//!
//! `strace` ends the program, or fails the call. The program is this test program, started again to do the acts of a
//! whole story, from a problem statement to words in force, and to tell each one that was acknowledged. Without `strace`
//! the cases say that they were skipped.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sqlx::{AnyConnection, Connection, Executor};

use crate::cast::whole_story;
use crate::fault_row::Fault;
use crate::place::Place;

const A2: Fault = Fault {
    test: "A2 the program killed at its calls to the disk: the first, the middle and the last of each of ten acts",
    wanted: "0 acknowledged lost, no half of an act at any point",
    place: "`ledger` `disk.rs`",
};
const A4: Fault = Fault {
    test: "A4 calls to the disk fail",
    wanted: "nothing acknowledged before the record is opened anew and proved",
    place: "`ledger` `disk.rs`",
};

/// Names the record that the started program works on.
pub(crate) const CHILD: &str = "ENACT_DISK_CHILD";
/// Takes a defence of the started program off: for the controls.
pub(crate) const WITHOUT: &str = "ENACT_DISK_WITHOUT";
/// What a database does to the disk.
pub(crate) const CALLS: &str = "pwrite64,fdatasync,fsync,ftruncate";

/// What the started program does: the acts one by one, a line for each on standard output.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the other cases of this file"]
async fn child() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let without = std::env::var(WITHOUT).unwrap_or_default();
    if without == "care" {
        return carry_on(&url).await;
    }
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
        if matches!(done, Err(ledger::LedgerError::Unsure)) {
            writeln!(out, "\nunsure").unwrap();
        }
        if done.is_err() {
            writeln!(out, "\nfailed {}", u8::from(ledger.fault().is_some())).unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            done = ledger.submit_at("sec", vec![act]).await;
        }
        if without == "one transaction" {
            write_apart(&url).await;
        }
        match done {
            Ok(submitted) => writeln!(out, "\nacknowledged {}", submitted[0].position).unwrap(),
            Err(_) => return,
        }
        out.flush().unwrap();
    }
    writeln!(out, "\nended").unwrap();
}

/// One defence off: a row of the act is written in a transaction of its own, after the others.
async fn write_apart(url: &str) {
    let mut conn = AnyConnection::connect(url).await.unwrap();
    let last = "position = (SELECT MAX(position) FROM events)";
    conn.execute("CREATE TABLE IF NOT EXISTS aside AS SELECT * FROM history WHERE 0").await.unwrap();
    conn.execute("DELETE FROM aside").await.unwrap();
    let kept = format!("INSERT INTO aside SELECT * FROM history WHERE {last}");
    let kept = conn.execute(sqlx::AssertSqlSafe(kept)).await.unwrap().rows_affected();
    conn.execute(sqlx::AssertSqlSafe(format!("DELETE FROM history WHERE {last}"))).await.unwrap();
    if kept > 0 {
        // The call at which the control ends the program; it does nothing else.
        drop(std::fs::remove_dir(format!("{}.between", url.strip_prefix("sqlite:").unwrap())));
    }
    conn.execute("INSERT INTO history SELECT * FROM aside").await.unwrap();
    conn.close().await.unwrap();
}

/// Another defence off: a program that goes on after a failure with the connection that met it.
async fn carry_on(url: &str) {
    sqlx::any::install_default_drivers();
    let mut out = std::io::stdout();
    let mut conn = AnyConnection::connect(url).await.unwrap();
    conn.execute("PRAGMA journal_mode = WAL").await.unwrap();
    conn.execute("CREATE TABLE IF NOT EXISTS rows_of_control (number BIGINT)").await.unwrap();
    for number in 1..=20 {
        let sql = format!("INSERT INTO rows_of_control (number) VALUES ({number})");
        match conn.execute(sqlx::AssertSqlSafe(sql)).await {
            Ok(_) => writeln!(out, "\nacknowledged {number}").unwrap(),
            Err(_) => writeln!(out, "\nfailed 0").unwrap(),
        }
        out.flush().unwrap();
    }
    writeln!(out, "\nended").unwrap();
}

/// What the started program said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The last position that it acknowledged.
    pub(crate) acknowledged: u64,
    /// Whether it came to its end.
    pub(crate) ended: bool,
    /// Whether each failure left it not ready.
    failures: Vec<bool>,
    /// How many acts it called neither recorded nor not.
    unsure: usize,
    /// Whether anything was acknowledged after the first failure.
    after_failure: bool,
}

impl Said {
    /// Takes a line of it in.
    pub(crate) fn hear(&mut self, line: &str) {
        match line.split_once(' ') {
            Some(("acknowledged", position)) => {
                self.acknowledged = position.parse().unwrap();
                self.after_failure |= !self.failures.is_empty();
            }
            Some(("failed", ready)) => self.failures.push(ready == "1"),
            Some(_) | None => {
                self.ended |= line == "ended";
                self.unsure += usize::from(line == "unsure");
            }
        }
    }
}

fn traced(case: &str, url: &str, log: &str, more: &[&str], without: &str) -> Said {
    let ran = Command::new("strace")
        .args(["-f", "-qq", "-o", log])
        .args(more)
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", case, "--nocapture", "--test-threads", "1"])
        .env(CHILD, url)
        .env(WITHOUT, without)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let mut said = Said::default();
    String::from_utf8_lossy(&ran.stdout).lines().for_each(|line| said.hear(line));
    said
}

/// Runs the program with something done to one of its calls, and perhaps a defence off.
fn start(url: &str, calls: &str, inject: &str, without: &str) -> Said {
    start_case("disk::child", url, calls, inject, without)
}

/// The same with another of this program's cases, which reads [`CHILD`] and [`WITHOUT`] too.
pub(crate) fn start_case(case: &str, url: &str, calls: &str, inject: &str, without: &str) -> Said {
    let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:{inject}"));
    traced(case, url, "/dev/null", &["-e", &trace, "-e", &inject], without)
}

/// The calls of the writing thread that each act makes: how many it had made when the act before was acknowledged, and when
/// the act itself was. `strace` counts by thread too.
fn calls_of_acts(place: &Place) -> Vec<(u64, u64)> {
    let log = format!("{}.calls", place.url.strip_prefix("sqlite:").unwrap());
    traced("disk::child", &place.url, &log, &["-e", &format!("trace=write,{CALLS}")], "");
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut at_acknowledgements = Vec::new();
    for line in std::fs::read_to_string(&log).unwrap().lines() {
        let thread = line.split_whitespace().next().unwrap_or_default();
        if line.contains("write(1,") && line.contains("acknowledged") {
            at_acknowledgements.push(counts.clone());
        } else if CALLS.split(',').any(|call| line.contains(&format!(" {call}("))) {
            *counts.entry(thread.to_owned()).or_insert(0) += 1;
        }
    }
    let (writer, _) = counts.iter().max_by_key(|(_, count)| **count).unwrap();
    let made: Vec<u64> = at_acknowledgements.iter().map(|at| at.get(writer).copied().unwrap_or(0)).collect();
    made.iter().zip(made.iter().skip(1)).map(|(before, after)| (*before, *after)).collect()
}

pub(crate) fn has_strace() -> bool {
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

pub(crate) async fn empty_record() -> Place {
    let place = Place::file();
    drop(place.open().await);
    let aside = Place::file();
    place.tamper(&format!("VACUUM INTO '{}'", aside.url.strip_prefix("sqlite:").unwrap())).await;
    aside
}

/// The record after it: whole, with all that was acknowledged and at most one act more, which was under way.
pub(crate) async fn check(place: &Place, said: &Said, at: u64) -> Result<(), String> {
    let ledger = place.open().await;
    let proved = ledger.verify("sec").await.map_err(|error| format!("call {at}: {error}"))?;
    if !ledger.tables_agree("sec").await.map_err(|error| format!("call {at}: {error}"))? {
        return Err(format!("call {at}: the tables are not what the events make of them"));
    }
    let whole = positions_of_story().await;
    let next = whole.iter().find(|position| **position > said.acknowledged).copied().unwrap_or(said.acknowledged);
    match proved.events == said.acknowledged || proved.events == next {
        true => Ok(()),
        false => Err(format!("call {at}: {} were acknowledged, and {} are there", said.acknowledged, proved.events)),
    }
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
async fn ended_at_every_call() -> u64 {
    let empty = empty_record().await;
    let kept = Path::new(empty.url.strip_prefix("sqlite:").unwrap()).to_owned();
    for at in 1.. {
        let place = fresh(&kept);
        let said = start(&place.url, CALLS, &format!("signal=SIGKILL:when={at}"), "");
        check(&place, &said, at).await.unwrap();
        if said.ended {
            return at;
        }
    }
    unreachable!("the story ends")
}

/// Ten acts spread over the story.
fn ten_of(acts: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let making: Vec<(u64, u64)> = acts.iter().copied().filter(|(before, after)| after > before).collect();
    (0..10).filter_map(|number| making.get(number * making.len() / 10).copied()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_ended_at_its_calls_to_the_disk_loses_nothing_acknowledged() {
    if !has_strace() {
        return;
    }
    let empty = empty_record().await;
    let kept = Path::new(empty.url.strip_prefix("sqlite:").unwrap()).to_owned();
    let acts = ten_of(&calls_of_acts(&fresh(&kept)));
    assert_eq!(acts.len(), 10, "{acts:?}");
    let mut points = 0;
    for (before, after) in acts {
        for at in [before + 1, (before + after).div_ceil(2), after] {
            let place = fresh(&kept);
            let said = start(&place.url, CALLS, &format!("signal=SIGKILL:when={at}"), "");
            assert!(!said.ended, "call {at}: the program was not ended");
            check(&place, &said, at).await.unwrap();
            points += 1;
        }
    }
    // The control: with one row of an act written in another transaction, a half of an act is left between the two.
    let place = fresh(&kept);
    let said = start(&place.url, "rmdir", "signal=SIGKILL:when=1", "one transaction");
    assert!(!said.ended && check(&place, &said, 0).await.is_err(), "a row written apart was not missed: {said:?}");
    A2.reached(format!("{points} points, 0 lost, 0 half acts"), "yes: one row written in a transaction of its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "every call: a minute or two"]
async fn a_program_ended_at_every_call_to_the_disk_loses_nothing_acknowledged() {
    if has_strace() {
        eprintln!("{} calls", ended_at_every_call().await);
    }
}

/// A commit whose flush failed may stand on the disk: nobody is told that nothing was recorded.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_commit_whose_flush_failed_nobody_is_told_that_it_was_not() {
    if !has_strace() {
        return;
    }
    let empty = empty_record().await;
    let kept = Path::new(empty.url.strip_prefix("sqlite:").unwrap()).to_owned();
    let mut failed = 0;
    for at in 3..=8 {
        let place = fresh(&kept);
        let said = start(&place.url, "fsync", &format!("error=EIO:when={at}"), "");
        assert_eq!(said.unsure, usize::from(!said.failures.is_empty()), "flush {at}: {said:?}");
        failed += said.failures.len();
    }
    assert!(failed > 0, "no flush failed: the test shows nothing");
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
        let said = start(&place.url, CALLS, &format!("error=EIO:when={at}+"), "");
        check(&place, &said, at).await.unwrap();
        assert!(!said.ended && !said.after_failure, "call {at}");
        // An act that failed left the program not ready.
        assert!(said.failures.iter().all(|stopped| *stopped), "call {at}: {:?}", said.failures);
        failed += said.failures.len();
        // One call fails and the disk is well again: the program does not go on with the connection that met it.
        let place = fresh(&kept);
        let said = start(&place.url, CALLS, &format!("error=EIO:when={at}"), "");
        check(&place, &said, at).await.unwrap();
        assert!(said.failures.is_empty() || !said.after_failure, "call {at}");
    }
    assert!(failed >= 4, "{failed}");
    // The control: a connection of SQLite goes on after the failure as if nothing had been.
    let carried_on = (10..40).step_by(3).any(|at| {
        let said = start(&Place::file().url_of_a_new_file(), CALLS, &format!("error=EIO:when={at}"), "care");
        said.after_failure && said.ended
    });
    assert!(carried_on, "nothing went on after a failure: the test shows nothing");
    A4.reached(
        "8 calls, each failing for good and once: 0 acknowledged after",
        "yes: a bare connection of SQLite acknowledges after the failure",
    );
}
