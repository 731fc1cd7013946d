//! What `docs/operating.md` says is to be done after something wrong, or something confidential, was published.

use serde_json::{Value, json};

use crate::program::{Folder, Server, Serving, enact, run};

const KEY: &str = "an operator's key for this test";
const SECRET: &str = "Quokka Ltd pays four pounds a meter";

fn serve(data: &str) -> Serving {
    let mut command = enact(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    Serving::start(command.env("ENACT_OPERATOR_KEY", KEY))
}

fn act(server: Server, act: &Value) -> u64 {
    let bearer = format!("Bearer {KEY}");
    let done = server.act("specimen", &[("authorization", &bearer)], act);
    assert_eq!(done.status, 201, "{done:?}");
    done.json()["position"].as_u64().unwrap()
}

fn raise(server: Server, title: &str, issue: &str) -> u64 {
    act(server, &json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": title, "issue": issue }))
}

fn checkpoint(server: Server, folder: &Folder, name: &str) -> String {
    let page = server.page("/specimen/record/checkpoint");
    assert_eq!(page.status, 200, "{page:?}");
    folder.file(name, page.body)
}

/// Whether a file in a folder holds some words.
fn is_in(folder: &std::path::Path, words: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
}

#[test]
fn what_was_published_wrongly_is_corrected_by_an_act_and_both_are_seen() {
    let folder = Folder::new();
    let serving = serve(&folder.argument("data"));
    let server = serving.server();
    let wrong = raise(server, "Quarters of three months and a half", "The figure is wrong.");
    let kept = checkpoint(server, &folder, "kept.txt");
    let reasons = "It was published with a wrong figure.";
    let corrected =
        act(server, &json!({ "act": "withdraw", "by": "code-manager", "proposal": "CN001", "reasons": reasons }));
    raise(server, "Quarters of three months", "The figure is right.");
    for (position, words) in [(wrong, "three months and a half"), (corrected, reasons)] {
        assert!(server.page(&format!("/specimen/record/{position}")).body.contains(words), "{words}");
    }
    let page = server.page("/specimen/modifications/cn001").body;
    assert!(page.contains("Withdrawn") && page.contains(reasons), "{page}");
    let feed = server.page("/specimen/record?as=atom").body;
    assert!(feed.contains(reasons), "{feed}");
    serving.stop();
    let verified = run(&["verify", "--data", &folder.argument("data"), "--checkpoint", &kept]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

#[test]
fn what_was_recorded_openly_and_is_confidential_is_gone_after_the_steps_of_the_runbook() {
    let folder = Folder::new();
    let (data, before) = (folder.argument("data"), folder.argument("before"));
    let serving = serve(&data);
    let server = serving.server();
    raise(server, "In order", "It is the same everywhere.");
    let early = checkpoint(server, &folder, "early.txt");
    let open = raise(server, "Of meters", SECRET);
    let after = raise(server, "After it", "To be done again.");
    let late = checkpoint(server, &folder, "late.txt");
    // The control: until then everybody reads it.
    assert!(server.page(&format!("/specimen/record/{open}")).body.contains(SECRET));
    serving.stop();
    assert!(is_in(&folder.path("data"), SECRET));

    let whole = folder.argument("whole.db");
    let made = run(&["backup", "--data", &data, "--out", &whole]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let at = format!("specimen@{}", open - 1);
    let restored = run(&["restore", &whole, "--data", &before, "--at", &at]);
    assert_eq!(restored.code, Some(0), "{restored:?}");
    assert!(!folder.path("before/log.key").exists(), "the runbook says that a restore brings no keys");
    std::fs::copy(folder.path("data/log.key"), folder.path("before/log.key")).unwrap();
    let verify = |checkpoint: &str| run(&["verify", "--data", &before, "--checkpoint", checkpoint]);
    assert_eq!(verify(&early).code, Some(0));
    let gone = verify(&late);
    assert_eq!(gone.code, Some(1), "{gone:?}");
    assert!(gone.out.contains(&format!("it covers {after} events")), "{gone:?}");

    let serving = serve(&before);
    let server = serving.server();
    assert_eq!(raise(server, "After it", "To be done again."), open, "done again, it has a new entry");
    for path in ["/specimen/record", "/specimen/modifications", "/specimen/record?as=atom"] {
        assert!(!server.page(path).body.contains(SECRET), "{path}");
    }
    // The same name and key: those who check signatures go on. The first four bytes name the key.
    let named = |note: &str| {
        let line = note.lines().find(|line| line.starts_with('\u{2014}')).unwrap().to_owned();
        let mut parts = line.split(' ').skip(1);
        (parts.next().unwrap().to_owned(), parts.next().unwrap().chars().take(5).collect::<String>())
    };
    let signed = server.page("/specimen/record/checkpoint").body;
    assert_eq!(named(&signed), named(&std::fs::read_to_string(&early).unwrap()));
    serving.stop();
    assert!(!is_in(&folder.path("before"), SECRET));
}
