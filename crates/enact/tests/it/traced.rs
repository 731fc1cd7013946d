//! Traces go to a collector: what a request did stands in the trace that its caller began, and says nothing of what was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::program::{Folder, Serving, enact};

const KEY: &str = "an operator's key for this test";
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// Takes what is sent to it, and answers 200.
fn collector() -> (SocketAddr, Arc<Mutex<Vec<Value>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, taken) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
    let kept = Arc::clone(&taken);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut line, mut length, mut first) = (String::new(), 0, String::new());
            while stream.read_line(&mut line).is_ok_and(|read| read > 2) {
                if first.is_empty() {
                    first.clone_from(&line);
                }
                if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = said.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            assert!(first.starts_with("POST /v1/traces "), "{first}");
            kept.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
            let answer =
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, taken)
}

fn attribute(span: &Value, name: &str) -> Option<String> {
    let found = span["attributes"].as_array()?.iter().find(|one| one["key"] == name)?;
    let (_, value) = found["value"].as_object()?.iter().next()?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

#[test]
fn what_an_act_spent_its_time_on_stands_in_the_trace_of_its_caller() {
    let (collector, taken) = collector();
    let folder = Folder::new();
    let (data, codes) = (folder.argument("data"), folder.with_specimen_alone());
    let mut command = enact(&["--codes", &codes, "serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    command.env("ENACT_OPERATOR_KEY", KEY).env("ENACT_TRACES", format!("http://{collector}"));
    let serving = Serving::start(&mut command);
    let caller = format!("00-{TRACE}-00f067aa0ba902b7-01");
    let key = format!("Bearer {KEY}");
    let headers = [("authorization", key.as_str()), ("traceparent", caller.as_str())];
    let act =
        json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": "Unspeakable", "issue": "Unspeakable." });
    assert_eq!(serving.server().act("specimen", &headers, &act).status, 201);
    let looked_for = "/specimen/modifications?q=unspeakable";
    assert_eq!(serving.server().page(looked_for).status, 200);
    serving.stop();

    let sent = taken.lock().unwrap().clone();
    let all = serde_json::to_string(&sent).unwrap();
    assert!(!all.to_lowercase().contains("unspeakable") && !all.contains("operator's key"), "{all}");
    let spans: Vec<&Value> = sent
        .iter()
        .flat_map(|sent| sent["resourceSpans"].as_array().unwrap())
        .flat_map(|resource| resource["scopeSpans"].as_array().unwrap())
        .flat_map(|scope| scope["spans"].as_array().unwrap())
        .collect();
    let one = |name: &str| {
        let of_trace = |span: &&&Value| span["name"] == name && span["traceId"] == TRACE;
        *spans.iter().find(of_trace).unwrap_or_else(|| panic!("no {name} in {spans:#?}"))
    };
    let request = one("POST /{code}/acts");
    assert_eq!(request["parentSpanId"], "00f067aa0ba902b7");
    assert_eq!(attribute(request, "http.response.status_code").as_deref(), Some("201"));
    for (name, parent) in [
        ("transaction", request),
        ("act", request),
        ("catch up", one("transaction")),
        ("make tables", one("transaction")),
        ("write and commit", one("transaction")),
    ] {
        assert_eq!(one(name)["parentSpanId"], parent["spanId"], "{name}");
    }
    assert_eq!(attribute(one("act"), "act").as_deref(), Some("raise-draft-proposal"));
    assert_eq!(attribute(one("transaction"), "events").as_deref(), Some("1"));
    let page = spans.iter().find(|span| span["name"] == "GET /{code}/modifications").unwrap();
    assert_ne!(page["traceId"], TRACE);
    assert!(spans.iter().any(|span| span["name"] == "read" && span["parentSpanId"] == page["spanId"]));
}

#[test]
fn a_collector_that_is_not_there_holds_up_nothing() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = Folder::new();
    let (data, codes) = (folder.argument("data"), folder.with_specimen_alone());
    let mut command = enact(&["--codes", &codes, "serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    command.env("ENACT_TRACES", format!("http://{gone}"));
    let serving = Serving::start(&mut command);
    assert_eq!(serving.server().page("/specimen").status, 200);
    serving.stop();
}
