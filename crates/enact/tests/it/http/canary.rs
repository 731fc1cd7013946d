//! A word said in confidence is nowhere: every route, in every form that its pages lead to, for every kind of reader. And
//! every answer keeps the browser in: errors and files too.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use enact::paths::{Address, ROUTES};
use serde_json::json;

use crate::fault_row::Fault;
use crate::program::{Server, Serving};

const G1: Fault = Fault {
    test: "G1 a word said in confidence looked for on every route in each of its forms",
    wanted: "on no route, in no form",
    place: "`enact` `http/canary.rs`",
};

/// What nobody but the respondent may read; no page has it by chance.
const CANARY: &str = "Quokkasandwich";
/// How many addresses of each route are fetched by each reader.
const EACH: usize = 2;

/// The head and the bytes of an answer.
fn fetch(server: Server, path: &str, accept: &str, cookie: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(server.0).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\naccept: {accept}\r\ncookie: {cookie}\r\n\r\n",
        server.0
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let body = answer.split_off(end + 4);
    (String::from_utf8(answer).unwrap().to_ascii_lowercase(), body)
}

/// The words of an answer: of a file that is a folder of others, of each of them.
fn words(bytes: Vec<u8>) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    const UNPACK: &str = "import sys,zipfile,io\nz=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n\
        [sys.stdout.buffer.write(n.encode()+b' '+z.read(n)) for n in z.namelist()]";
    let mut child =
        Command::new("python3").args(["-c", UNPACK]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writing = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(output.status.success(), "a file that cannot be unpacked");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn links(page: &str) -> impl Iterator<Item = String> {
    let hrefs = page.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    let plain = hrefs.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"));
    plain.filter(|href| href.starts_with('/')).collect::<Vec<_>>().into_iter()
}

fn read(address: &str) -> Option<Address> {
    let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
    Address::parse(path, query)
}

/// Where the canary stands; and the routes that were seen.
fn crawl(server: Server, from: &[&str], cookie: &str) -> (Vec<String>, BTreeSet<&'static str>) {
    let mut waiting: VecDeque<String> = from.iter().map(|&address| address.to_owned()).collect();
    waiting
        .extend(["/", "/metrics", "/api/v1/openapi.json", "/readyz", "/healthz", "/demo/sign-in"].map(str::to_owned));
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut fetched: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some(address) = waiting.pop_front() {
        let Some(pattern) = read(&address).map(|read| read.pattern()) else { continue };
        let form = address.split("as=").nth(1).unwrap_or_default().split('&').next().unwrap_or_default().to_owned();
        let count = fetched.entry((pattern, form)).or_insert(0);
        if *count >= EACH {
            continue;
        }
        *count += 1;
        seen.insert(pattern);
        for accept in ["text/html", "application/json"] {
            let (head, body) = fetch(server, &address, accept, cookie);
            assert!(
                head.contains("content-security-policy: default-src 'none'"),
                "{address} lets the browser out: {head}"
            );
            assert!(!head.starts_with("http/1.1 5"), "{address} failed: {head}");
            let text = words(body);
            if text.contains(CANARY) {
                found.push(format!("{address} as {accept}"));
            }
            for link in links(&text).filter(|_| accept == "text/html") {
                if known.insert(link.clone()) {
                    waiting.push_back(link);
                }
            }
        }
    }
    (found, seen)
}

/// Everything is followed, by letter and by webhook, by one who may read what is said in confidence and one who may not;
/// the page of one of them.
fn follow_everything(server: Server) -> String {
    let follow = |person: &str, how: &str, address: &str| {
        let cookie = format!("enact-person=sec:{person}");
        let body = format!("how={how}&address={address}");
        server.ask("POST", "/sec/follow?page=/record", &[("cookie", &cookie)], &body)
    };
    for person in ["owen-fairley", "callum-reid"] {
        let followed = follow(person, "webhook", &format!("http%3A%2F%2F{}%2F{person}", receiver()));
        assert_eq!(followed.status, 201, "{followed:?}");
        let followed = follow(person, "mail", &format!("{person}%40example.org"));
        assert_eq!(followed.status, 303, "{followed:?}");
    }
    follow("callum-reid", "mail", "callum-reid%40example.org").header("location").unwrap().to_owned()
}

static CAME: std::sync::Mutex<Vec<String>> = std::sync::Mutex::new(Vec::new());

/// Where a webhook listens; what comes there is kept.
fn receiver() -> std::net::SocketAddr {
    static ADDRESS: std::sync::OnceLock<std::net::SocketAddr> = std::sync::OnceLock::new();
    *ADDRESS.get_or_init(|| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
                let mut came = Vec::new();
                drop(stream.read_to_end(&mut came));
                CAME.lock().unwrap().push(String::from_utf8_lossy(&came).into_owned());
                drop(stream.write_all(b"HTTP/1.1 204 X\r\nconnection: close\r\n\r\n"));
            }
        });
        address
    })
}

/// All four were told of the event, and none of the word.
fn told_nothing_of_it(demonstration: &Serving, position: u64) {
    let entry = format!("/sec/record/{position}");
    let began = std::time::Instant::now();
    loop {
        let said = demonstration.said();
        let folder = said.split_once("go into ").and_then(|(_, rest)| rest.split_once('\n')).map(|(folder, _)| folder);
        let files = folder.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
        // One that is being put there has another name a moment later.
        let letters = files.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
        let told: Vec<String> = letters.chain(CAME.lock().unwrap().clone()).collect();
        assert!(told.iter().all(|one| !one.contains(CANARY)), "{told:?}");
        if told.iter().filter(|one| one.replace("=\r\n", "").contains(&entry)).count() >= 4 {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "not everybody was told: {told:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_word_in_confidence_is_on_no_route_in_no_form_for_no_other_reader() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let response = |rationale: &str, confidential: bool| {
        json!({
            "act": "respond", "by": "Devika Shah", "proposal": "MP167B", "view": "supports", "comment": "Open to all.",
            "answers": [{ "question": 1, "answer": "No", "rationale": rationale, "confidential": confidential }],
        })
    };
    let own = follow_everything(server);
    let sent = server.act("sec", &[], &response(&format!("{CANARY} is our supplier."), true));
    assert_eq!(sent.status, 201, "{sent:?}");
    let event = format!("/sec/record/{}", sent.json()["position"]);
    let mut all = BTreeSet::new();
    let from = [
        "/sec/modifications/mp167b",
        event.as_str(),
        "/sec/consultations/mp167b-report",
        "/sec",
        "/sec/acts",
        "/sec/acts/raise-draft-proposal",
        "/sec/modifications/mp167b/acts/respond",
        "/sec/code/section-d/compare/2020-06-25..2024-02-29",
        "/static/enact.js",
        "/sec/following",
        "/sec/outbox",
        own.as_str(),
    ];
    for cookie in ["", "enact-person=sec:callum-reid"] {
        let (found, seen) = crawl(server, &from, cookie);
        assert!(found.is_empty(), "as `{cookie}`: {found:?}");
        all.extend(seen);
    }
    told_nothing_of_it(&demonstration, sent.json()["position"].as_u64().unwrap());
    let routes = ROUTES.iter().map(|route| route.pattern);
    // What is only posted to, and what the demonstration has none of.
    let elsewhere = [
        "/demo/sign-in/{person}",
        "/demo/sign-out",
        "/demo/clock",
        "/{code}/code/pick",
        "/{code}/reviews/{id}",
        "/{code}/policies/{id}",
        "/{code}/imports/{id}",
        "/{code}/imports/{id}/words",
        "/{code}/imports/{id}/file",
    ];
    let missed: Vec<&str> = routes.filter(|route| !all.contains(route) && !elsewhere.contains(route)).collect();
    assert!(missed.is_empty(), "the crawl reached no address of {missed:?}");
    let reached =
        "0 found, for a reader without a name and one of another body, workbooks unpacked, letters and webhooks read";
    G1.reached(reached, "yes: the same word said openly is found");
}

#[test]
fn what_is_said_openly_is_found_by_the_same_crawl() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let open = json!({
        "act": "respond", "by": "Devika Shah", "proposal": "MP167B", "view": "supports",
        "comment": format!("{CANARY} for all."), "answers": [{ "question": 1, "answer": "No" }],
    });
    let sent = server.act("sec", &[], &open);
    assert_eq!(sent.status, 201, "{sent:?}");
    let (found, _) = crawl(server, &["/sec/consultations/mp167b-report"], "");
    assert!(!found.is_empty(), "the crawl is blind");
}

#[test]
fn what_there_is_not_is_answered_alike_for_everyone() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    for address in
        ["/sec/modifications/mp999", "/sec/meetings/none", "/sec/parties/none", "/sec/record/999999", "/none"]
    {
        let (head, body) = fetch(server, address, "application/json", "");
        assert!(head.starts_with("http/1.1 404") && head.contains("content-security-policy"), "{address}: {head}");
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["status"], 404, "{address}");
        let (signed, _) = fetch(server, address, "application/json", "enact-person=sec:callum-reid");
        assert!(signed.starts_with("http/1.1 404"), "{address}: {signed}");
    }
}
