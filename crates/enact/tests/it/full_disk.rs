//! A full disk, and a file that may grow no further: acts are refused in plain words, pages are served, and acts are taken
//! again once there is room.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::fault_row::Fault;
use crate::program::{Folder, Reply, Server, Serving, enact, project};

const A5: Fault = Fault {
    test: "A5 the disk full; a file at the limit of its size",
    wanted: "reads served, writes refused in plain words (507), no crash, no stray file, writing again within 5 s of room",
    place: "`enact` `full_disk.rs`",
};
const KEY: &str = "an operator's key for this test";

/// Raises a proposal with so many words.
fn raise(server: Server, number: u32, words: usize) -> Reply {
    let act = json!({
        "act": "raise-draft-proposal", "by": "code-manager", "title": format!("Problem {number}"),
        "issue": "It is the same everywhere. ".repeat(words),
    });
    let (bearer, key) = (format!("Bearer {KEY}"), number.to_string());
    let headers = [("content-type", "application/json"), ("authorization", &*bearer), ("idempotency-key", &*key)];
    server.try_ask("POST", "/api/v1/specimen/acts", &headers, &act.to_string()).unwrap()
}

/// Serves one Code, started by a program that prepares the place: `wrap` ends with what runs the server.
fn start(folder: &Folder, data: &str, wrap: &[&str]) -> Serving {
    let codes = folder.path("codes");
    if !codes.exists() {
        std::fs::create_dir(&codes).unwrap();
        std::os::unix::fs::symlink(project().join("codes/specimen"), codes.join("specimen")).unwrap();
    }
    let plain = enact(&["--codes", &folder.argument("codes"), "serve", "--data", data, "--listen", "127.0.0.1:0"]);
    let mut command = Command::new(wrap[0]);
    command.args(&wrap[1..]).arg(plain.get_program()).args(plain.get_args()).current_dir(project());
    Serving::start(command.env("ENACT_OPERATOR_KEY", KEY).env_remove("ENACT_LOG").env_remove("ENACT_LOG_FORMAT"))
}

/// Raises proposals until one is refused for want of room; gives how many were recorded.
fn fill(server: Server) -> u32 {
    for number in 1..400 {
        let reply = raise(server, number, 2000);
        if reply.status == 507 {
            let said = reply.body.to_lowercase();
            assert!(said.contains("full") && said.contains("nothing was recorded"), "{said}");
            return number - 1;
        }
        assert_eq!(reply.status, 201, "{reply:?}");
    }
    panic!("there is always room")
}

/// Pages and data are served while nothing can be recorded.
fn still_reads(server: Server, recorded: u32) {
    for address in ["/specimen", "/specimen/modifications", "/specimen/record", "/specimen/meetings"] {
        assert_eq!(server.page(address).status, 200, "{address}");
    }
    assert_eq!(server.data("/specimen").json()["position"], recorded);
}

/// An act is taken within five seconds; gives how long it took.
fn goes_on(server: Server) -> Duration {
    let began = Instant::now();
    while raise(server, 1000, 1).status != 201 {
        assert!(began.elapsed() < Duration::from_secs(5), "no act is taken though there is room");
        std::thread::sleep(Duration::from_millis(50));
    }
    began.elapsed()
}

fn can(command: &mut Command) -> bool {
    command.output().is_ok_and(|ran| ran.status.success())
}

/// On a disk of five megabytes with two of them taken by something else.
fn on_a_full_disk(folder: &Folder) -> Option<Duration> {
    let disk = folder.argument("disk");
    std::fs::create_dir_all(&disk).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=5m none {disk}; dd if=/dev/zero of={disk}/other bs=1M count=2 status=none; exec \"$@\""
    );
    let wrap = ["unshare", "--mount", "bash", "-euc", &script, "bash"];
    if !can(Command::new(wrap[0]).args(&wrap[1..]).arg("true")) {
        eprintln!("skipped: no disk can be made here");
        return None;
    }
    let serving = start(folder, &format!("{disk}/data"), &wrap);
    let recorded = fill(serving.server());
    still_reads(serving.server(), recorded);
    // The other file goes, seen through the process that has the disk.
    let inside = format!("/proc/{}/root{disk}", serving.process());
    std::fs::remove_file(format!("{inside}/other")).unwrap();
    let took = goes_on(serving.server());
    let mut files: Vec<String> = names_in(Path::new(&format!("{inside}/data")));
    files.retain(|name| !["enact.db", "enact.db-wal", "enact.db-shm", "operator.key", "log.key"].contains(&&**name));
    assert!(files.is_empty(), "stray files: {files:?}");
    Some(took)
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_full_disk_stops_acts_alone_until_there_is_room() {
    let folder = Folder::new();
    let on_disk = on_a_full_disk(&folder);

    // A limit on the size of files: the system's signal for it would end a program that does not ask for it.
    let limit = ["prlimit", "--fsize=2000000:unlimited"];
    if on_disk.is_none() || !can(Command::new(limit[0]).args(&limit[1..]).arg("true")) {
        return;
    }
    let serving = start(&folder, &folder.argument("limited"), &limit);
    let recorded = fill(serving.server());
    still_reads(serving.server(), recorded);
    let process = serving.process().to_string();
    assert!(can(Command::new("prlimit").args(["--fsize=unlimited:unlimited", "--pid", &process])));
    let by_limit = goes_on(serving.server());

    // The control: a program without that care is ended by the signal.
    let script = format!("exec dd if=/dev/zero of={} bs=1M count=4 status=none", folder.argument("control"));
    let ended = Command::new(limit[0]).args(&limit[1..]).args(["bash", "-c", &script]).status().unwrap();
    assert!(!ended.success(), "a program that does not ask for the signal goes on: the test shows nothing");
    let took = on_disk.unwrap_or_default().max(by_limit);
    A5.reached(
        format!("so, on a disk of 5 MB and under a limit of 2 MB; writing again after {:.1} s", took.as_secs_f64()),
        "yes: a program that leaves SIGXFSZ as it is dies of it",
    );
}
