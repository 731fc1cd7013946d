//! The power cut: what was not flushed is gone. The record stands on a disk of its own, a file mounted as one; a copy of
//! that file in the middle of the work is what a cut leaves. Where such a disk may not be mounted the case is skipped.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::disk::{self, Said};
use crate::fault_row::{Fault, rounds};
use crate::place::Place;

const A3: Fault = Fault {
    test: "A3 the power cut while acts are recorded",
    wanted: "20 cuts, 0 acknowledged lost, the record whole",
    place: "`ledger` `power.rs`",
};
/// A folder that goes with the test.
struct Bench(PathBuf);

impl Drop for Bench {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Runs a script in which mounts vanish with the process that made them.
fn apart(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "bash", "-euc", script]).current_dir(folder);
    command
}

fn done(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A folder with a disk that holds a record without acts; none where no disk can be mounted.
async fn bench() -> Option<Bench> {
    let place = disk::empty_record().await;
    let empty = place.url.strip_prefix("sqlite:").unwrap();
    let bench = Bench(std::env::temp_dir().join(format!("enact-power-{}", std::process::id())));
    std::fs::create_dir_all(bench.0.join("disk")).unwrap();
    std::fs::copy(empty, bench.0.join("empty.db")).unwrap();
    let script = "truncate -s 24M whole.img; mkfs.ext4 -q whole.img; mount -o loop whole.img disk; \
                  cp empty.db disk/register.db; sync; umount disk";
    if !done(&mut apart(&bench.0, script)) {
        eprintln!("skipped: no file can be mounted as a disk here");
        return None;
    }
    Some(bench)
}

/// Starts the acts on a fresh disk. Where flushes are not done, the program is told that they were.
fn start(bench: &Bench, flushes: bool) -> Child {
    let program = std::env::current_exe().unwrap();
    let lies = "strace -D -f -qq -o /dev/null -e trace=fdatasync,fsync -e inject=fdatasync,fsync:retval=0";
    let lies = if flushes { "" } else { lies };
    let script = format!(
        "cp --sparse=always whole.img inner.img; mount -o loop inner.img disk; exec {lies} {} --ignored --exact \
         disk::child --nocapture --test-threads 1",
        program.display()
    );
    let url = format!("sqlite:{}", bench.0.join("disk/register.db").display());
    let mut command = apart(&bench.0, &script);
    command.env(disk::CHILD, url).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn signal(name: &str, process: u32) {
    assert!(done(Command::new("kill").args([name, &process.to_string()])), "{name}");
}

/// Cuts the power once so many positions are acknowledged; what the cut left, and what had been acknowledged.
fn cut(bench: &Bench, at: u64, flushes: bool) -> (Place, Said) {
    let mut child = start(bench, flushes);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = Said::default();
    for line in lines.by_ref() {
        said.hear(&line.unwrap());
        if said.acknowledged >= at || said.ended {
            break;
        }
    }
    signal("-STOP", child.id());
    let copied = done(Command::new("cp").args(["--sparse=always", "inner.img", "cut.img"]).current_dir(&bench.0));
    assert!(copied, "the disk was not copied");
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before it was stopped had left it, though it was not read yet.
    for line in lines {
        said.hear(&line.unwrap());
    }
    let place = Place::file();
    let folder = Path::new(place.url.strip_prefix("sqlite:").unwrap()).parent().unwrap().to_owned();
    let script = format!("mount -o loop cut.img disk; cp disk/register.db* {}/", folder.display());
    assert!(done(&mut apart(&bench.0, &script)), "the disk is damaged after the cut");
    (place, said)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_loses_nothing_acknowledged() {
    let Some(bench) = bench().await else { return };
    let mut acknowledged = 0;
    let cuts = u64::try_from(rounds(20, 500)).unwrap();
    for round in 0..cuts {
        let (place, said) = cut(&bench, round + 2, true);
        disk::check(&place, &said, round).await.unwrap();
        acknowledged += said.acknowledged;
    }
    // The control: with flushes that are not done, the same cut loses what was acknowledged.
    let mut red = false;
    for round in 0..6 {
        if !disk::has_strace() {
            return;
        }
        let (place, said) = cut(&bench, 20 - round, false);
        red |= disk::check(&place, &said, round).await.is_err();
        if red {
            break;
        }
    }
    assert!(red, "without flushes nothing was lost: the test shows nothing");
    let reached = format!("{cuts} cuts, {acknowledged} events acknowledged before them, 0 lost");
    A3.reached(reached, "yes: with flushes left undone, as `synchronous=OFF` does, acknowledged events are lost");
}
