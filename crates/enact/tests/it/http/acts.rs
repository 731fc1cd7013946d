//! Acts as JSON: what is answered to one that is permitted, refused, waiting for a judgement, stale or unreadable.

use serde_json::{Value, json};

use crate::program::{Reply, Server, Serving};

fn position(server: Server) -> u64 {
    server.data("/specimen").json()["position"].as_u64().unwrap()
}

fn send(server: Server, act: &Value) -> Reply {
    server.act("specimen", &[], act)
}

fn raising(by: &str) -> Value {
    json!({
        "act": "raise-draft-proposal", "by": by, "title": "Say when a reading was taken",
        "issue": "A reading without its time cannot be settled.", "subjects": ["settlement"],
    })
}

#[test]
fn acts_sent_as_json_are_answered_as_promised() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let raised = permitted_once(server);
    refused(server);
    waiting_for_a_judgement(server, &raised);
    stale(server, &raised);
    unreadable(server, &raised);
    from_another_site(server, &raised);
    too_large(server);
    assert_eq!(demonstration.complaint(), "", "none of this is a fault of the server");
}

/// `201` with the events; the same key again gives the same answer, and another act under it is refused.
fn permitted_once(server: Server) -> String {
    let before = position(server);
    let key = [("idempotency-key", "a-key-of-mine")];
    let first = server.act("specimen", &key, &raising("Davina Rowe"));
    assert_eq!(first.status, 201, "{first:?}");
    let answer = first.json();
    assert_eq!(answer["position"], before + 1);
    assert_eq!(answer["events"].as_array().unwrap().len(), 1);
    let again = server.act("specimen", &key, &raising("Davina Rowe"));
    assert_eq!(again.status, 201, "{again:?}");
    assert_eq!((&again.json()["events"], &again.json()["position"]), (&answer["events"], &answer["position"]));
    assert_eq!(again.json()["replayed"], true);
    assert_eq!(position(server), before + 1, "it was done once");
    let other = server.act("specimen", &key, &raising("Gordon Laidlaw")).problem(409);
    assert!(other["reasons"][0].as_str().unwrap().contains("new key"), "{other}");
    assert!(
        other["title"].as_str().unwrap().contains("key"),
        "a client that retries a stale act goes by the title: {other}"
    );
    let list = server.data("/specimen/modifications").json();
    let raised = list["modifications"].as_array().unwrap().iter().find(|one| one["title"] == raising("")["title"]);
    let number = raised.unwrap()["number"].as_str().unwrap().to_owned();
    let event = server.data(&format!("/specimen/record/{}", before + 1)).json();
    assert_eq!(event, answer["events"][0]);
    number
}

/// `403` with the clauses and reasons; nothing is recorded.
fn refused(server: Server) {
    let before = position(server);
    let problem = send(server, &raising("Victor Adeyemi")).problem(403);
    assert_eq!(problem["clauses"], json!(["B1.8", "J3.1(b)"]), "{problem}");
    assert!(problem["reasons"][0].as_str().is_some_and(|reason| !reason.is_empty()), "{problem}");
    assert_eq!(position(server), before);
}

/// `409` with the rules that ask; the same act with the answers is permitted.
fn waiting_for_a_judgement(server: Server, raised: &str) {
    let before = position(server);
    let mut act = json!({
        "act": "agree-modification-proposal", "by": "change-committee", "proposal": raised,
        "path": "self-governance", "path_reason": "Tested against B3.5.",
    });
    let problem = send(server, &act).problem(409);
    assert_eq!(problem["judgements"], json!(["B3.5-not-material"]), "{problem}");
    assert!(problem["clauses"].as_array().unwrap().contains(&json!("B3.5")), "{problem}");
    assert_eq!(position(server), before);
    act["judgements"] = json!({ "B3.5-not-material": { "answer": false, "reasons": "Charges may rise." } });
    assert_eq!(send(server, &act).problem(403)["clauses"], json!(["B3.4(c)", "B3.5"]));
    act["judgements"] = json!({ "B3.5-not-material": { "answer": true, "reasons": "No charge changes." } });
    assert_eq!(send(server, &act).status, 201);
}

/// `409` where the proposal has changed since the caller looked; not where only others have.
fn stale(server: Server, raised: &str) {
    let seen = position(server);
    let view = |expected: Value| json!({ "act": "record-view", "by": "panel", "proposal": raised, "view": "neutral", "comment": "Seen.", "expected": expected });
    assert_eq!(send(server, &raising("Gordon Laidlaw")).status, 201);
    assert_eq!(send(server, &view(json!(seen))).status, 201, "what happened elsewhere does not matter");
    let problem = send(server, &view(json!(seen))).problem(409);
    assert!(problem["reasons"][0].as_str().unwrap().contains("since you looked"), "{problem}");
    let ahead = send(server, &view(json!(seen + 1000))).problem(409);
    assert!(ahead["reasons"][0].as_str().unwrap().contains("never reached"), "{ahead}");
    send(server, &view(json!("seven"))).problem(422);
}

/// `422` with a sentence that says what cannot be read; nothing is recorded.
fn unreadable(server: Server, raised: &str) {
    let before = position(server);
    for (body, words) in [
        ("".to_owned(), "not JSON"),
        ("{\"act\":".to_owned(), "not JSON"),
        ("act=raise-draft-proposal&title=x".to_owned(), "not JSON"),
        ("[]".to_owned(), "not a JSON object"),
        (json!({ "act": "raise-draft-proposal", "title": "x" }).to_string(), "`by`"),
        (json!({ "act": "raise-draft-propsal", "by": "panel" }).to_string(), "raise-draft-proposal"),
        (json!({ "by": "panel" }).to_string(), "act"),
        (json!({ "act": "raise-draft-proposal", "by": "panel" }).to_string(), "`title`"),
        (json!({ "act": "raise-draft-proposal", "by": "panel", "title": "x", "isue": "y" }).to_string(), "`isue`"),
        (
            json!({ "act": "open-consultation", "by": "code-manager", "proposal": raised, "closes": "2026-02-30" })
                .to_string(),
            "2026-02",
        ),
        (
            json!({ "act": "give-support", "by": "code-manager", "proposal": raised, "judgements": 3 }).to_string(),
            "`judgements`",
        ),
    ] {
        let reply = server.ask("POST", "/api/v1/specimen/acts", &[("content-type", "application/json")], &body);
        let problem = reply.problem(422);
        assert!(problem["reasons"].to_string().contains(words), "{body}: {problem}");
        assert_eq!(problem["clauses"], json!([]), "{problem}");
    }
    // What was read and cannot be with what the register holds is a conflict.
    let unknown = json!({ "act": "give-support", "by": "code-manager", "proposal": "CN404", "advice": "x" });
    let stray = json!({ "act": "raise-draft-proposal", "by": "panel", "title": "x", "subjects": ["gas"] });
    for (act, words) in [(raising("Nobody Ltd"), "Nobody Ltd"), (unknown, "CN404"), (stray, "gas")] {
        let problem = send(server, &act).problem(409);
        assert!(problem["reasons"].to_string().contains(words), "{problem}");
        assert!(problem["title"].as_str().unwrap().contains("register"), "{problem}");
    }
    let long = "k".repeat(256);
    server.act("specimen", &[("idempotency-key", &long)], &raising("Davina Rowe")).problem(422);
    server.act("gas", &[], &raising("panel")).problem(404);
    for method in ["GET", "PUT"] {
        let refused = server.ask(method, "/api/v1/specimen/acts", &[], "");
        assert_eq!((refused.status, refused.header("allow")), (405, Some("POST")), "{method}");
    }
    assert_eq!(position(server), before);
}

/// A page of another site cannot act in a reader's name, nor move the clock.
fn from_another_site(server: Server, raised: &str) {
    let before = (position(server), server.data("/specimen").json()["now"].clone());
    let cookie = ("cookie", "enact-person=specimen:davina-rowe");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let paths = ["/specimen/acts/raise-draft-proposal", "/demo/clock", "/demo/sign-in/davina-rowe"];
    for elsewhere in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        for path in paths {
            let body = format!("title=Mine&key=1&back=/specimen/modifications/{}", raised.to_lowercase());
            let reply = server.ask("POST", path, &[cookie, form, elsewhere], &body);
            assert!(reply.status == 400 || reply.status == 403, "{elsewhere:?} {path}: {reply:?}");
            assert_eq!(reply.header("set-cookie"), None, "{elsewhere:?} {path}");
        }
        let reply = server.act("specimen", &[elsewhere], &raising("Davina Rowe"));
        assert!(reply.status == 400 || reply.status == 403, "{elsewhere:?}: {reply:?}");
    }
    assert_eq!((position(server), server.data("/specimen").json()["now"].clone()), before);
    // The control: the same form from the site's own page is taken.
    let own = format!("http://{}", server.0);
    let reply = server.ask("POST", paths[0], &[cookie, form, ("origin", &own)], "title=Mine&key=1");
    assert_eq!(reply.status, 303, "{reply:?}");
}

/// A body beyond four megabytes is not read.
fn too_large(server: Server) {
    let before = position(server);
    let mut act = raising("Davina Rowe");
    let room = 4 * 1024 * 1024 - act.to_string().len();
    act["issue"] = json!("x".repeat(room + 200));
    assert_eq!(send(server, &act).status, 413);
    assert_eq!(position(server), before);
    act["issue"] = json!("x".repeat(room / 8));
    assert_eq!(send(server, &act).status, 201, "the control: a long issue is taken");
}
