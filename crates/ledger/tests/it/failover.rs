//! A lost primary: PostgreSQL with a synchronous standby, killed in the middle of the work and the standby promoted, under a
//! program that goes on without being started again. Without the servers' programs the case is skipped.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ledger::{Ledger, SubmitOptions};

use crate::cast::{admit, clock_at, done, raise, sec};
use crate::fault_row::Fault;

const B1: Fault = Fault {
    test: "B1 the primary killed under 8 writers, the synchronous standby promoted",
    wanted: "0 acknowledged lost; writing again within 5 s of the promotion without a restart",
    place: "`ledger` `failover.rs`",
};

/// A server of PostgreSQL in a folder of the test.
struct Cluster {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
}

/// The folder of the servers, which another user than root must own.
struct Home(PathBuf);

impl Drop for Home {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn text_of(command: &mut Command) -> Option<String> {
    let ran = command.stderr(Stdio::null()).output().ok()?;
    ran.status.success().then(|| String::from_utf8_lossy(&ran.stdout).trim().to_owned())
}

/// The newest programs that Debian keeps outside the path.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|one| Some(one.ok()?.path().join("bin"))).collect();
    found.retain(|folder| folder.join("pg_basebackup").exists());
    found.sort();
    found.pop()
}

/// A program of the servers, run as somebody whom they accept.
fn as_somebody(program: &Path) -> Command {
    let is_root = text_of(Command::new("id").arg("-u")).as_deref() == Some("0");
    let mut command = if is_root {
        let user = text_of(Command::new("id").args(["-un", "postgres"])).unwrap_or_else(|| "nobody".to_owned());
        let mut command = Command::new("runuser");
        command.args(["-u", &user, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
    command
}

impl Cluster {
    fn new(programs: &Path, home: &Path, name: &str) -> Self {
        Self { programs: programs.to_owned(), data: home.join(name), port: free_port() }
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let status = as_somebody(&self.programs.join(program)).args(arguments).status().unwrap();
        assert!(status.success(), "{program} {arguments:?}");
    }

    fn folder(&self) -> &str {
        self.data.to_str().unwrap()
    }

    fn init(&self) {
        self.run(
            "initdb",
            &["-D", self.folder(), "-U", "enact", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        );
        let settings = "fsync = off\nwal_keep_size = 64\nhot_standby = on\nmax_wal_senders = 4\n";
        let file = self.data.join("postgresql.conf");
        let text = std::fs::read_to_string(&file).unwrap() + settings;
        std::fs::write(file, text).unwrap();
        self.start();
    }

    /// A standby of another server, named `s1`.
    fn follow(&self, primary: &Self) {
        let from = format!("host=127.0.0.1 port={} user=enact application_name=s1", primary.port);
        self.run("pg_basebackup", &["-D", self.folder(), "-d", &from, "-R", "-c", "fast", "-X", "stream", "--no-sync"]);
        self.start();
    }

    fn start(&self) {
        let log = format!("{}.log", self.folder());
        let settings = format!("-h 127.0.0.1 -p {} -k {}", self.port, self.data.parent().unwrap().display());
        self.run("pg_ctl", &["-D", self.folder(), "-w", "-t", "60", "-l", &log, "-o", &settings, "start"]);
    }

    fn ask(&self, sql: &str) -> String {
        let port = self.port.to_string();
        let mut command = Command::new(self.programs.join("psql"));
        command.args(["-h", "127.0.0.1", "-p", &port, "-U", "enact", "-d", "postgres", "-At", "-c", sql]);
        text_of(&mut command).unwrap_or_default()
    }

    /// Waits until something is answered.
    fn wait_for(&self, sql: &str, answer: &str) {
        let late = Instant::now() + Duration::from_secs(30);
        while self.ask(sql) != answer {
            assert!(Instant::now() < late, "{sql}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends the server and all its processes at once, as a lost machine does.
    fn kill(&self) {
        let Ok(text) = std::fs::read_to_string(self.data.join("postmaster.pid")) else { return };
        let Some(first) = text.lines().next() else { return };
        let children = text_of(Command::new("ps").args(["-o", "pid=", "--ppid", first])).unwrap_or_default();
        for process in std::iter::once(first).chain(children.split_whitespace()) {
            signal("-KILL", process);
        }
        drop(std::fs::remove_file(self.data.join("postmaster.pid")));
    }

    fn url(&self, port: u16) -> String {
        format!("postgres://enact@127.0.0.1:{port}/enact")
    }
}

fn signal(name: &str, process: &str) {
    drop(Command::new("kill").args([name, process]).stderr(Stdio::null()).status());
}

/// What stands before the servers and leads to the one that is the primary now.
fn front(port: Arc<AtomicU16>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let client = client.unwrap();
            let Ok(there) = TcpStream::connect(("127.0.0.1", port.load(Ordering::SeqCst))) else { continue };
            for (from, to) in [(&client, &there), (&there, &client)] {
                let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                std::thread::spawn(move || {
                    let mut bytes = vec![0; 1 << 16];
                    while let Ok(count @ 1..) = from.read(&mut bytes) {
                        if to.write_all(&bytes[..count]).is_err() {
                            break;
                        }
                    }
                    drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
                });
            }
        }
    });
    at
}

/// What was acknowledged: the key, its position, and when.
type Acknowledged = Arc<Mutex<BTreeMap<String, (u64, Instant)>>>;

/// Eight who send one act after another, each again under its key until it is answered.
fn writers(ledger: &Ledger, name: &str, stop: &Arc<AtomicBool>) -> (Acknowledged, Vec<tokio::task::JoinHandle<()>>) {
    let acknowledged = Acknowledged::default();
    let tasks = (0..8).map(|writer| {
        let (ledger, name, stop) = (ledger.clone(), name.to_owned(), Arc::clone(stop));
        let acknowledged = Arc::clone(&acknowledged);
        tokio::spawn(async move {
            for number in 0.. {
                let key = format!("{name} {writer} {number}");
                loop {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let options = SubmitOptions { key: Some(key.clone()), expected: None };
                    match ledger.submit("sec", raise("Northwold Supply Ltd", &key), options).await {
                        Ok(answer) => {
                            acknowledged.lock().unwrap().insert(key, (answer.position, Instant::now()));
                            break;
                        }
                        Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                    }
                }
                // What is proved at the end is folded by a debug build: it should not become too long.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        })
    });
    let tasks = tasks.collect();
    (acknowledged, tasks)
}

/// Holds a standby back, kills the primary under load, and promotes the standby; gives when that was done.
async fn lose(primary: &Cluster, standby: &Cluster, acknowledged: &Acknowledged) -> Instant {
    while acknowledged.lock().unwrap().len() < 40 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let receiver = standby.ask("SELECT pid FROM pg_stat_wal_receiver");
    signal("-STOP", &receiver);
    tokio::time::sleep(Duration::from_millis(1500)).await;
    primary.kill();
    standby.run("pg_ctl", &["-D", standby.folder(), "-W", "promote"]);
    tokio::time::sleep(Duration::from_millis(200)).await;
    signal("-CONT", &receiver);
    standby.wait_for("SELECT pg_is_in_recovery()", "f");
    Instant::now()
}

/// Lets the writers end. Who still waits for the server that is gone is not waited for: what it sent was not acknowledged.
async fn settled(tasks: Vec<tokio::task::JoinHandle<()>>, stop: &AtomicBool) {
    stop.store(true, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_secs(3)).await;
    for task in tasks {
        task.abort();
        drop(task.await);
    }
}

/// How many of those acknowledged are not in the record at their positions.
async fn lost(url: &str, acknowledged: &Acknowledged) -> usize {
    let ledger = Ledger::open(url, clock_at("2024-03-01T10:00:00Z")).await.unwrap();
    ledger.host(sec()).await.unwrap();
    ledger.verify("sec").await.unwrap();
    assert!(ledger.tables_agree("sec").await.unwrap());
    let entries = ledger.entries("sec", 0, 100_000).await.unwrap();
    let there: BTreeMap<u64, String> = entries.into_iter().map(|entry| (entry.position, entry.text)).collect();
    let acknowledged = acknowledged.lock().unwrap().clone();
    let found = |key: &str, at: &u64| there.get(at).is_some_and(|text| text.contains(&format!("\"{key}\"")));
    let twice = |key: &str| there.values().filter(|text| text.contains(&format!("\"{key}\""))).count() > 1;
    assert!(!acknowledged.keys().any(|key| twice(key)), "an act was recorded twice");
    acknowledged.iter().filter(|(key, (at, _))| !found(key, at)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_primary_loses_nothing_acknowledged_where_its_standby_is_synchronous() {
    let (Some(programs), true) = (programs(), std::env::var_os("ENACT_TEST_POSTGRES").is_some()) else {
        eprintln!("skipped: no programs of PostgreSQL, or ENACT_TEST_POSTGRES names none");
        return;
    };
    let home = Home(std::env::temp_dir().join(format!("enact-failover-{}", std::process::id())));
    std::fs::create_dir_all(&home.0).unwrap();
    drop(Command::new("chmod").arg("0777").arg(&home.0).status());
    let [first, second, third] = ["first", "second", "third"].map(|name| Cluster::new(&programs, &home.0, name));
    first.init();
    first.ask("CREATE DATABASE enact");
    second.follow(&first);
    first.ask("ALTER SYSTEM SET synchronous_standby_names = 's1'");
    first.ask("ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
    first.ask("SELECT pg_reload_conf()");
    first.wait_for("SELECT sync_state FROM pg_stat_replication", "sync");

    let primary = Arc::new(AtomicU16::new(first.port));
    let url = first.url(front(Arc::clone(&primary)));
    let ledger = Ledger::open(&url, clock_at("2024-03-01T10:00:00Z")).await.unwrap();
    ledger.host(sec()).await.unwrap();
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let stop = Arc::new(AtomicBool::new(false));
    let (acknowledged, tasks) = writers(&ledger, "kept", &stop);
    let promoted = lose(&first, &second, &acknowledged).await;
    second.ask("ALTER SYSTEM RESET synchronous_standby_names");
    second.ask("SELECT pg_reload_conf()");
    primary.store(second.port, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_secs(5)).await;
    let again = acknowledged.lock().unwrap().values().map(|(_, at)| *at).filter(|at| *at > promoted).min();
    let again = again.expect("nothing was recorded for five seconds after the promotion") - promoted;
    settled(tasks, &stop).await;
    let count = acknowledged.lock().unwrap().len();
    assert_eq!(lost(&second.url(second.port), &acknowledged).await, 0);

    // The control: a standby that is not waited for, and is behind, loses what was acknowledged.
    second.wait_for("SHOW synchronous_standby_names", "");
    third.follow(&second);
    second.wait_for("SELECT sync_state FROM pg_stat_replication", "async");
    let ledger = Ledger::open(&second.url(second.port), clock_at("2024-03-01T10:00:00Z")).await.unwrap();
    ledger.host(sec()).await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let (acknowledged_alone, tasks) = writers(&ledger, "lost", &stop);
    lose(&second, &third, &acknowledged_alone).await;
    settled(tasks, &stop).await;
    let gone = lost(&third.url(third.port), &acknowledged_alone).await;
    assert!(gone > 0, "a standby that was behind lost nothing: the test shows nothing");
    B1.reached(
        format!("{count} acknowledged, 0 lost; writing again after {:.1} s", again.as_secs_f64()),
        &format!("yes (B2): with a standby that is not waited for, {gone} acknowledged acts are lost"),
    );
}
