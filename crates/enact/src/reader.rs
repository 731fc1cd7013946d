//! Opens files that strangers made: Word files and PDFs are taken apart in a process of their own.
//!
//! The program runs itself again with a hidden command. That process has little memory, little time and no network, reads
//! the file from its standard input and prints the words as JSON. Whatever a file does to it, the process that asked goes
//! on, and says in one sentence that the file could not be read.

pub mod inside;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use papers::source::{Extract, Format, Source, refuse_size};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// The hidden command, as it is given to the program.
pub const COMMAND: &str = "read-inside";

/// What the process is told of its allocator, which otherwise sets addresses aside by the gigabyte: its limit counts those as
/// memory.
pub const ALLOCATOR: (&str, &str) = ("MIMALLOC_DISALLOW_ARENA_ALLOC", "1");

/// How long a file may take to open, by the clock on the wall.
const LONGEST: Duration = Duration::from_secs(30);

/// The most bytes of an answer.
const ANSWER: u64 = 512 << 20;

/// What the process answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The words of the file.
    Words(Extract),
    /// Why it is not read: one sentence.
    Refused(String),
}

/// Opens files by running a program with the hidden command.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
}

impl Reader {
    /// The program that is running.
    ///
    /// # Errors
    /// The system does not say where its file is.
    pub fn own() -> Result<Self, Failure> {
        let program = std::env::current_exe().map_err(|error| {
            Failure::new(format!("the program cannot find its own file to open a document safely: {error}"))
        })?;
        Ok(Self { program })
    }

    /// Another copy of the program.
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into() }
    }

    /// The words of a file of whatever format: a text is taken as it is, a Word file or PDF is opened in a process of its own.
    ///
    /// # Errors
    /// The file is no text, Word file or PDF, is refused as dangerous, or has no words. One sentence that names it.
    pub fn source(&self, path: &str, bytes: &[u8]) -> Result<Source, Failure> {
        let plain = |error: papers::source::Unreadable| Failure::new(error.to_string());
        let format = Format::of(bytes);
        if format == Format::Text {
            return Source::from_bytes(path, bytes).map_err(plain);
        }
        refuse_size(path, bytes.len() as u64).map_err(plain)?;
        match self.ask(bytes).map_err(|problem| Failure::new(format!("{path} is not read: {problem}")))? {
            Answer::Words(extract) => Source::from_extract(path, extract).map_err(plain),
            Answer::Refused(sentence) => Err(Failure::new(format!("{path} is not read: {sentence}"))),
        }
    }

    /// Opens a Word file in a process of its own first, for those who then open it themselves: with its tracked changes a file
    /// is more than words. One that does harm does it there; what ended there in bounds ends here in bounds, because it is the
    /// same reading. Whether the file is refused is left to whoever opens it.
    ///
    /// # Errors
    /// The process was stopped: one sentence that names the file.
    pub fn try_first(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.ask(bytes).map(drop).map_err(|problem| Failure::new(format!("{path} is not read: {problem}")))
    }

    fn ask(&self, bytes: &[u8]) -> Result<Answer, String> {
        let mut command = Command::new(&self.program);
        // Nothing of the surroundings goes in but the way to `pdftotext`.
        command.arg(COMMAND).env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.env(ALLOCATOR.0, ALLOCATOR.1);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| format!("the process that opens it did not start: {error}"))?;
        let answered = exchange(&mut child, bytes);
        stop(&mut child);
        let answer = answered?;
        serde_json::from_slice(&answer).map_err(|_| {
            "the process that opens it was stopped, because the file asked for more memory or time than any document needs; \
             save the document again and give that"
                .to_owned()
        })
    }
}

/// Gives the bytes in and waits for the answer.
fn exchange(child: &mut Child, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the process that opens it cannot be spoken to".to_owned());
    };
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A process that has seen enough does not read to the end.
            let _ = input.write_all(bytes);
        });
        std::thread::spawn(move || {
            let mut answer = Vec::new();
            let read = output.take(ANSWER).read_to_end(&mut answer);
            let _ = sender.send(read.map(|_| answer));
        });
        let answer = receiver.recv_timeout(LONGEST);
        if answer.is_err() {
            // The writer waits for as long as the process lives.
            stop(child);
        }
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(format!("its words did not arrive: {error}")),
            Err(_) => Err(format!(
                "it took longer than {} seconds to open; save the document again, or give it in parts",
                LONGEST.as_secs()
            )),
        }
    })
}

/// Ends the process, and whatever it started.
fn stop(child: &mut Child) {
    #[cfg(target_os = "linux")]
    if let Ok(id) = i32::try_from(child.id())
        && matches!(child.try_wait(), Ok(None))
    {
        let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(id), nix::sys::signal::Signal::SIGKILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}
