//! Those who are told: a webhook and a mail server, each as well or badly behaved as a test wants it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A request that came: its headers in lower case, and its body.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// The port from which it was sent.
    pub(crate) from: u16,
}

impl Came {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn position(&self) -> Option<u64> {
        self.json()["data"]["position"].as_u64()
    }
}

/// How a webhook answers.
#[derive(Debug, Clone)]
pub(crate) enum Answers {
    /// With a status, and perhaps where else to go.
    With(u16, Option<String>),
    /// Not at all.
    Never,
}

/// A webhook.
pub(crate) struct Webhook {
    pub(crate) address: SocketAddr,
    came: Arc<Mutex<Vec<Came>>>,
    answers: Arc<Mutex<Answers>>,
}

impl Webhook {
    pub(crate) fn new(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (came, answers) = (Arc::default(), Arc::new(Mutex::new(answers)));
        let (kept, how) = (Arc::clone(&came), Arc::clone(&answers));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (kept, how) = (Arc::clone(&kept), Arc::clone(&how));
                std::thread::spawn(move || receive(stream.unwrap(), &kept, &how));
            }
        });
        Self { address, came, answers }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    pub(crate) fn answer(&self, answers: Answers) {
        *self.answers.lock().unwrap() = answers;
    }

    pub(crate) fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    /// Waits until what came is enough.
    pub(crate) fn wait(&self, enough: impl Fn(&[Came]) -> bool) -> Vec<Came> {
        within(30, || Some(self.came()).filter(|came| enough(came)))
    }
}

/// Tries until something is there, for so many seconds.
pub(crate) fn within<T>(seconds: u64, mut there: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = there() {
            return found;
        }
        assert!(began.elapsed() < Duration::from_secs(seconds), "it never came");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn receive(mut stream: TcpStream, came: &Mutex<Vec<Came>>, answers: &Mutex<Answers>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let from = stream.peer_addr().unwrap().port();
    let mut headers = Vec::new();
    let mut line = String::new();
    if reader.read_line(&mut line).unwrap_or(0) == 0 {
        return;
    }
    loop {
        line.clear();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        let (name, value) = line.trim_end().split_once(": ").unwrap();
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let length =
        headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = vec![0; length];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    came.lock().unwrap().push(Came { headers, body: String::from_utf8(body).unwrap(), from });
    let how = answers.lock().unwrap().clone();
    match how {
        Answers::With(status, to) => {
            let to = to.map(|to| format!("location: {to}\r\n")).unwrap_or_default();
            let said = "What a receiver says is nobody's business.";
            let length = said.len();
            drop(write!(
                stream,
                "HTTP/1.1 {status} X\r\n{to}content-length: {length}\r\nconnection: close\r\n\r\n{said}"
            ));
        }
        Answers::Never => std::thread::sleep(Duration::from_secs(120)),
    }
}

/// A mail server: what it answers to the letter itself; nothing at all where that is empty.
pub(crate) fn mail_server(answer: &'static str) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let letters = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&letters);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || converse(stream.unwrap(), answer, &kept));
        }
    });
    (address, letters)
}

fn converse(mut stream: TcpStream, answer: &str, kept: &Mutex<Vec<String>>) {
    if answer.is_empty() {
        std::thread::sleep(Duration::from_secs(120));
    }
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut say = |words: &str| write!(stream, "{words}\r\n").is_ok();
    say("220 ready");
    while let Some(Ok(line)) = lines.next() {
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "QUIT" => {
                say("221 bye");
                return;
            }
            "DATA" => {
                say("354 go on");
                let letter: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                kept.lock().unwrap().push(letter.join("\n"));
                say(answer);
            }
            _ => {
                say("250 fine");
            }
        }
    }
}
