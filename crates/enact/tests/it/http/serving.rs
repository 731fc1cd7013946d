//! A register that is served in earnest: who may act over the interface, and what a demonstration alone has.

use serde_json::json;

use crate::program::{Folder, Serving, enact};

#[test]
fn only_the_operator_acts_on_a_served_register() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let serving = Serving::start(&mut enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let server = serving.server();
    let act = json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": "One problem" });
    server.act("specimen", &[], &act).problem(401);
    for wrong in ["Bearer", "Bearer ", "Bearer 0123456789abcdef0123456789abcdef", "Basic YTpi"] {
        server.act("specimen", &[("authorization", wrong)], &act).problem(401);
    }
    assert_eq!(server.data("/specimen").json()["position"], 0, "nothing was recorded");
    let key = std::fs::read_to_string(folder.path("data/operator.key")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path("data/operator.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "only its owner may read the key");
    }
    let bearer = format!("Bearer {}", key.trim());
    let done = server.act("specimen", &[("authorization", &bearer)], &act);
    assert_eq!(done.status, 201, "{done:?}");
    for address in ["/demo/sign-in", "/demo/clock", "/demo/sign-out"] {
        assert_eq!(server.page(address).status, 404, "{address} belongs to demonstrations");
        assert_eq!(server.ask("POST", address, &[], "back=/specimen").status, 404, "{address}");
    }
    let cookie =
        [("cookie", "enact-person=specimen:code-manager"), ("content-type", "application/x-www-form-urlencoded")];
    server.ask("POST", "/specimen/acts/raise-draft-proposal", &cookie, "title=Mine&key=1");
    assert_eq!(server.data("/specimen").json()["position"], 1, "a cookie of a demonstration opens no door");
    assert_eq!(serving.complaint(), "");
}

#[test]
fn logs_are_lines_of_json_without_keys_or_words() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let mut command =
        enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0", "--public-address", "https://codes.example/"]);
    command.env("ENACT_LOG", "debug").env("ENACT_LOG_FORMAT", "json").env("ENACT_OPERATOR_KEY", "sesame-sesame-sesame");
    let serving = Serving::start(&mut command);
    let server = serving.server();
    let act = json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": "Quokkasandwich" });
    let done = server.act("specimen", &[("authorization", "Bearer sesame-sesame-sesame")], &act);
    assert_eq!(done.status, 201, "{done:?}");
    server.act("specimen", &[("authorization", "Bearer sesame-sesame-wrong")], &act).problem(401);
    let feed = server.page("/specimen/modifications?as=atom").body;
    assert!(feed.contains("href=\"https://codes.example/specimen/modifications\""), "{feed}");
    assert!(feed.contains("Quokkasandwich"), "the control: it is there to be logged");
    let log = serving.complaint();
    assert!(log.lines().count() > 0, "nothing was logged");
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "not JSON: {line}");
    }
    for secret in ["sesame", "Quokkasandwich"] {
        assert!(!log.contains(secret), "`{secret}` was logged: {log}");
    }
}
