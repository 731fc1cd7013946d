//! Running the program as its users do: a command that ends, or a server that is asked over HTTP.

#![allow(
    clippy::string_slice,
    reason = "places in a text come from searching that text, and a wrong one fails the test"
)]

mod exchange;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

pub(crate) use exchange::{Reply, Server};
use serde_json::Value;

/// The folder that holds the project.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// The program, as it was built for this test, with nothing of the caller's surroundings that would change what it does.
pub(crate) fn enact(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enact"));
    command.args(arguments).current_dir(project()).stdin(Stdio::null());
    for name in
        ["ENACT_OPERATOR_KEY", "ENACT_LOG", "ENACT_LOG_FORMAT", "ENACT_PUBLIC_ADDRESS", "NO_COLOR", "RUST_BACKTRACE"]
    {
        command.env_remove(name);
    }
    command
}

/// What a command that ended left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) complaint: String,
}

/// Runs a command to its end.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    ran(&mut enact(arguments))
}

/// Runs a prepared command to its end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        complaint: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// The one JSON document on standard output; anything beside it fails the test.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not one JSON document ({error}): {self:?}"))
    }

    /// The sentence of a command that could not do what was asked: exit code 2, nothing on standard output, one plain
    /// line on standard error that does not speak of the program's insides.
    pub(crate) fn sentence(&self) -> &str {
        assert_eq!(self.out, "", "{self:?}");
        self.refusal()
    }

    /// As [`Self::sentence`], of a command that may have told what it did until then.
    pub(crate) fn refusal(&self) -> &str {
        assert_eq!(self.code, Some(2), "{self:?}");
        let sentence = self.complaint.strip_suffix('\n').unwrap_or_else(|| panic!("no sentence: {self:?}"));
        assert!(sentence.starts_with("enact: "), "{self:?}");
        assert!(!sentence.contains('\n'), "more than one line: {self:?}");
        for inside in ["panicked", "RUST_BACKTRACE", "thread '", "Error {", "::", "unwrap", "Some(", "Err("] {
            assert!(!sentence.contains(inside), "`{inside}` in {sentence}");
        }
        sentence
    }
}

/// A folder that goes with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new, empty one.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("enact-program-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A path in it, as an argument.
    pub(crate) fn argument(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a file in it, and gives its path as an argument.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self.argument(name)
    }

    /// A folder of Codes below it that holds the specimen alone, so that a server starts quickly; made where it is not there.
    pub(crate) fn with_specimen_alone(&self) -> String {
        let codes = self.path("codes");
        if !codes.exists() {
            std::fs::create_dir(&codes).unwrap();
            std::os::unix::fs::symlink(project().join("codes/specimen"), codes.join("specimen")).unwrap();
        }
        self.argument("codes")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Changes the record in a folder behind the program's back.
pub(crate) fn tamper(data: &str, sql: &'static str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&format!("sqlite:{data}/enact.db")).await.unwrap();
        sqlx::query(sql).execute(&pool).await.unwrap();
        pool.close().await;
    });
}

/// A program that serves until it is dropped.
pub(crate) struct Serving {
    child: Child,
    complaint: Option<JoinHandle<String>>,
    said: Arc<Mutex<String>>,
    server: Server,
}

impl Serving {
    /// Starts it, and waits for the address that it prints.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let complaint = std::thread::spawn(move || {
            let mut text = String::new();
            drop(stderr.read_to_string(&mut text));
            text
        });
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let address = loop {
            let before = said.len();
            if lines.read_line(&mut said).unwrap() == 0 {
                drop(child.kill());
                panic!("no address was printed: {said}{}", complaint.join().unwrap());
            }
            if let Some((_, address)) = said[before..].trim_end().split_once("http://") {
                break address.parse().unwrap();
            }
        };
        // The rest is read too, so that the program never waits for room to print in.
        let said = Arc::new(Mutex::new(said));
        let kept = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                kept.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Self { child, complaint: Some(complaint), said, server: Server(address) }
    }

    /// A demonstration.
    pub(crate) fn demonstration() -> Self {
        Self::start(&mut enact(&["demo", "--listen", "127.0.0.1:0"]))
    }

    /// What it has printed so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Where it is asked.
    pub(crate) fn server(&self) -> Server {
        self.server
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, in the middle of whatever it does (`kill -9`).
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").arg(self.process().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success());
    }

    /// Ends it, and gives what it wrote on standard error.
    pub(crate) fn complaint(mut self) -> String {
        self.kill();
        self.complaint.take().unwrap().join().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
