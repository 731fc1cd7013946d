//! What happens in the process that opens a file: limits first, then the file.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use papers::docx::{self, Limits};
use papers::source::{Extract, Format, LARGEST, examine_pdf};

use super::Answer;

/// The memory that the process may have, in bytes of address space.
const MEMORY: u64 = 1 << 30;

/// The time that its processor may work, in seconds.
const SECONDS: u64 = 20;

/// The most bytes of text that a PDF may have.
const TEXT: u64 = 64 << 20;

/// Reads a file from standard input and prints its words, or why it is not read, as JSON on standard output.
///
/// # Errors
/// Standard output is gone.
pub fn run() -> std::io::Result<()> {
    confine();
    let mut bytes = Vec::new();
    let answer = match std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(_) => opened(&bytes).map_or_else(Answer::Refused, Answer::Words),
        Err(error) => Answer::Refused(format!("its bytes did not arrive: {error}")),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

/// Takes from this process and from those that it starts what no reader of a document needs.
///
/// The network goes with a namespace of its own, where the system lets a process make one. Where it does not, there is
/// still no code in the readers that opens a socket.
#[cfg(target_os = "linux")]
fn confine() {
    use nix::sched::{CloneFlags, unshare};
    use nix::sys::resource::{Resource, setrlimit};
    let limits = [
        (Resource::RLIMIT_AS, MEMORY),
        (Resource::RLIMIT_CPU, SECONDS),
        (Resource::RLIMIT_CORE, 0),
        (Resource::RLIMIT_FSIZE, 0),
        (Resource::RLIMIT_NOFILE, 32),
    ];
    for (resource, most) in limits {
        let _ = setrlimit(resource, most, most);
    }
    if unshare(CloneFlags::CLONE_NEWNET).is_err() {
        let _ = unshare(CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNET);
    }
}

/// Other systems have no such limits; the readers' own still hold.
#[cfg(not(target_os = "linux"))]
fn confine() {}

fn opened(bytes: &[u8]) -> Result<Extract, String> {
    match Format::of(bytes) {
        Format::Word => {
            let word = docx::read(bytes, &Limits::default()).map_err(|error| error.to_string())?;
            Ok(Extract::of_word(&word))
        }
        Format::Pdf => {
            let notices = examine_pdf(bytes)?;
            let mut extract = Extract::of_pages(&text_layer(bytes)?);
            if extract.is_wordless() {
                return Err(
                    "this PDF has no text layer: its pages are pictures, as a scan's are; put it through text \
                            recognition, or give the document that it was printed from"
                        .to_owned(),
                );
            }
            // Where the file says what its tables and lists are, nothing need be guessed from places. A file that its
            // structure breaks is read by its pages.
            let tagged = std::panic::catch_unwind(|| Extract::of_tagged(bytes, &extract));
            if let Ok(Some(tagged)) = tagged {
                extract = tagged;
            }
            extract.notices.splice(0..0, notices);
            Ok(extract)
        }
        Format::Text => Err("it is neither a Word file nor a PDF".to_owned()),
    }
}

/// The text layer as `pdftotext -layout` prints it. That program inherits every limit.
fn text_layer(bytes: &[u8]) -> Result<String, String> {
    let started = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return "a PDF is read by the program pdftotext, which is not installed; install the package poppler-utils, or \
                    give the document's text"
                .to_owned();
        }
        format!("pdftotext did not start: {error}")
    })?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("pdftotext cannot be spoken to".to_owned());
    };
    let mut text = Vec::new();
    let read = std::thread::scope(|scope| {
        scope.spawn(move || {
            let _ = input.write_all(bytes);
        });
        output.take(TEXT + 1).read_to_end(&mut text)
    });
    if text.len() as u64 > TEXT {
        let _ = child.kill();
        return Err(format!("this PDF holds more than {TEXT} bytes of text; give one document"));
    }
    let ended = child.wait().map_err(|error| format!("pdftotext was lost: {error}"))?;
    if read.is_err() || !ended.success() && text.iter().all(u8::is_ascii_whitespace) {
        return Err(
            "this PDF is damaged or protected, and pdftotext cannot read it; save it again and give that".to_owned()
        );
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}
