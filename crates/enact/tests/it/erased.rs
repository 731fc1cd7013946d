//! What was said in confidence erased on request: gone from the files, said so on the pages, and the record proved as before.

use serde_json::json;

use crate::program::{Folder, Serving, enact, run};

/// What the respondent asks to have erased.
const CANARY: &str = "Quokkasandwich";
const KEY: &str = "an operator's key for this test";

/// Whether the files of the database hold the word.
fn in_the_files(folder: &Folder) -> bool {
    let files = ["enact.db", "enact.db-wal"].map(|name| std::fs::read(folder.path("data").join(name)));
    let held = |bytes: Vec<u8>| bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
    files.into_iter().filter_map(Result::ok).any(held)
}

fn start(folder: &Folder) -> Serving {
    let data = folder.argument("data");
    let mut command = enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    Serving::start(command.env("ENACT_OPERATOR_KEY", KEY))
}

#[test]
fn what_was_said_in_confidence_is_erased_on_request_and_the_page_says_so() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let mut serving = start(&folder);
    let bearer = format!("Bearer {KEY}");
    let act = |act| serving.server().act("sec", &[("authorization", &*bearer)], &act);
    let closes = jiff::Timestamp::now().strftime("%Y").to_string().parse::<i32>().unwrap() + 1;
    let parts = [
        json!({ "act": "admit-party", "by": "code-administrator", "name": "Merrow Energy Ltd",
            "category": "large-supplier", "since": "2014-05-01" }),
        json!({ "act": "consult", "by": "dcc", "id": "tad", "title": "Testing Approach Document",
            "about": { "kind": "document", "id": "tad", "version": "0.1" }, "closes": format!("{closes}-12-20"),
            "question_set": "testing-approach", "invited": ["all-parties"] }),
        json!({ "act": "respond", "by": "Merrow Energy Ltd", "consultation": "tad", "comment": "Thank you.",
            "answers": [{ "question": 1, "answer": "No", "rationale": format!("{CANARY} fails."), "confidential": true }] }),
    ];
    for part in parts {
        let done = act(part);
        assert_eq!(done.status, 201, "{done:?}");
    }
    let checkpoint = folder.file("kept.txt", serving.server().page("/sec/record/checkpoint").body);
    serving.kill();
    assert!(in_the_files(&folder), "the control: before it is erased the word is there");

    let erase_of = |respondent: &str, of: &[&str], by: &str| {
        let reason = "Merrow Energy Ltd asked for it under the policy.";
        let named = ["--format", "json", "erase", "sec", "--respondent", respondent];
        run(&[&named[..], of, &["--data", &data, "--by", by, "--reason", reason]].concat())
    };
    let erase = |by: &str| erase_of("Merrow Energy Ltd", &["--consultation", "tad"], by);
    let refused = erase("Merrow Energy Ltd");
    assert_eq!((refused.code, &refused.json()["erased"]), (Some(1), &json!([])), "{refused:?}");
    assert!(refused.json()["clauses"].to_string().contains("M4.13"), "{refused:?}");
    for (respondent, of, why) in [
        ("Nobody Ltd", &["--consultation", "tad"][..], "Nobody Ltd did not respond"),
        ("Merrow Energy Ltd", &["--consultation", "other"], "there is no consultation `other`"),
        ("Merrow Energy Ltd", &[], "--proposal"),
    ] {
        assert!(erase_of(respondent, of, "code-administrator").sentence().contains(why), "{respondent} {of:?}");
    }
    assert!(in_the_files(&folder), "what was refused erased nothing");
    let done = erase("code-administrator");
    assert_eq!(
        (done.code, &done.json()["erased"], &done.json()["position"]),
        (Some(0), &json!([3]), &json!(4)),
        "{done:?}"
    );
    assert!(!in_the_files(&folder), "the word is still in the files");
    assert!(erase("code-administrator").sentence().contains("erased already"));

    let verified = run(&["--format", "json", "verify", "--data", &data, "--checkpoint", &checkpoint]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    let serving = start(&folder);
    for address in ["/sec/record/3", "/sec/consultations/tad"] {
        let page = serving.server().page(address);
        assert!(page.body.contains("Erased on") && page.body.contains("asked for it under the policy"), "{address}");
    }
    assert!(serving.server().page("/sec/record/4").body.contains("M4.13"));
}
