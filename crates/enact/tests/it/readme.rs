//! The README promises that its first command is all that a newcomer needs. Here that command is run.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long the demonstration may take to print its address. Generous: a busy machine is no fault of the program.
const PATIENCE: Duration = Duration::from_secs(60);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The commands in the `sh` blocks of a document, one a line, without their comments.
fn commands(markdown: &str) -> Vec<String> {
    let mut in_block = false;
    let mut commands = Vec::new();
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_block = !in_block && line == "```sh";
        } else if in_block {
            let command = line.split(" #").next().unwrap_or_default().trim();
            if !command.is_empty() {
                commands.push(command.to_owned());
            }
        }
    }
    commands
}

/// A program that is stopped when the test ends, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program and waits for the first address that it prints on standard output.
fn start(arguments: &[&str]) -> (Running, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enact"));
    command.args(arguments).current_dir(root()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let output = child.stdout.take().expect("standard output is a pipe");
    let running = Running(child);
    let (tell, hear) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // The test may have heard enough; the program goes on printing until it is stopped.
            let _ = tell.send(line);
        }
    });
    let mut heard = Vec::new();
    while let Ok(line) = hear.recv_timeout(PATIENCE) {
        if let Some((_, rest)) = line.split_once("http://") {
            let address = rest.split(|c: char| c == '/' || c.is_whitespace()).next().unwrap_or_default();
            return (running, address.to_owned());
        }
        heard.push(line);
    }
    panic!("`enact {}` printed no address. It said: {}", arguments.join(" "), heard.join("\n"));
}

/// What a server at the address answers to a plain request for a page.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the address that was printed takes connections");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit can be set");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("the request is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the answer ends");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_first_command_serves_the_demonstration() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let commands = commands(&readme);
    let first = commands.first().expect("the README has a command");
    let arguments = first.strip_prefix("cargo run -- ").expect("the first command runs the program with cargo");
    let arguments: Vec<&str> = arguments.split_whitespace().chain(["--listen", "127.0.0.1:0"]).collect();

    let (_running, address) = start(&arguments);
    let answer = get(&address, "/");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{}", answer.lines().next().unwrap_or_default());
    assert!(answer.contains("<h1"), "the first page has a heading");
}

#[test]
fn the_second_command_is_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    assert_eq!(commands(&readme).get(1).map(String::as_str), Some("./check"));
    assert!(root().join("check").is_file());
}

#[test]
fn commands_are_read_from_shell_blocks_alone() {
    let markdown = "```sh\nfirst --flag   # why\n\n```\ntext\n```toml\nnot = 1\n```\n```sh\nsecond\n```\n";
    assert_eq!(commands(markdown), ["first --flag", "second"]);
}
