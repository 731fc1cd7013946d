//! The record proved from outside: by `docs/verify_record.py`, which has nothing of this program, and by `enact verify`
//! with a checkpoint that somebody kept.

use std::process::Command;

use serde_json::json;

use crate::program::{Folder, Ran, Reply, Server, Serving, enact, run};

const KEY: &str = "an operator's key for this test";

fn start(folder: &Folder, data: &str) -> Serving {
    let data = folder.argument(data);
    let mut command = enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    Serving::start(command.env("ENACT_OPERATOR_KEY", KEY).env("ENACT_LOG_NAME", "register.example"))
}

fn raise(server: Server, number: u32) -> Reply {
    let act = json!({
        "act": "raise-draft-proposal", "by": "code-manager", "title": format!("Problem {number}"),
        "issue": "It is the same everywhere.",
    });
    let (bearer, key) = (format!("Bearer {KEY}"), number.to_string());
    let headers = [("content-type", "application/json"), ("authorization", &*bearer), ("idempotency-key", &*key)];
    let reply = server.try_ask("POST", "/api/v1/specimen/acts", &headers, &act.to_string()).unwrap();
    assert_eq!(reply.status, 201, "{reply:?}");
    reply
}

/// What the verifier in another language says: whether all held, and its words.
fn verifier(server: Server, more: &[&str]) -> (bool, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/verify_record.py");
    let ran = Command::new("python3").arg(script).arg(server.url("/specimen")).args(more).output().unwrap();
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.success(), String::from_utf8(said).unwrap())
}

fn verify(data: &str, more: &[&str]) -> Ran {
    crate::program::run(&[&["--format", "json", "verify", "--data", data], more].concat())
}

#[test]
fn the_record_is_proved_by_a_program_that_has_nothing_of_ours() {
    let folder = Folder::new();
    let (data, kept, later) = (folder.argument("data"), folder.argument("kept.txt"), folder.argument("later.txt"));
    let serving = start(&folder, "data");
    let server = serving.server();
    for number in 1..=5 {
        raise(server, number);
    }
    let (held, said) = verifier(server, &["--all", "--entry", "3", "--save", &kept]);
    assert!(held, "{said}");
    assert!(said.contains("Problem 3") && said.contains("signed by register.example/specimen/record+"), "{said}");
    for number in 6..=260 {
        raise(server, number);
    }
    let (held, said) = verifier(server, &["--all", "--kept", &kept, "--entry", "257", "--save", &later]);
    assert!(held, "{said}");
    let page = server.page("/specimen/record/3");
    assert!(page.body.contains("/specimen/record/proof/3"), "{}", page.body);
    // An act is in the checkpoint as soon as it is answered.
    let position = raise(server, 261).json()["position"].as_u64().unwrap();
    let proof = server.data(&format!("/specimen/record/proof/{position}")).json();
    assert_eq!((&proof["size"], &proof["position"]), (&json!(position), &json!(position)));

    // Another register with other events and the same key: caught by whoever kept a checkpoint of the first.
    std::fs::create_dir_all(folder.path("other")).unwrap();
    std::fs::copy(folder.path("data/log.key"), folder.path("other/log.key")).unwrap();
    let other = start(&folder, "other");
    for number in 100..=110 {
        raise(other.server(), number);
    }
    let (held, said) = verifier(other.server(), &["--all"]);
    assert!(held, "{said}");
    let (held, said) = verifier(other.server(), &["--kept", &kept]);
    assert!(!held && said.contains("one of the first 5 entries"), "{said}");
    let (held, said) = verifier(other.server(), &["--kept", &later]);
    assert!(!held && said.contains("holds 11 entries"), "{said}");
    // A key that is not the register's.
    let stranger = "register.example/specimen/record+00000000+AVjJCvDLxAMnN6Yvh4lnaOsbqC8cTcM9sBUqCmmFIqrU";
    assert!(!verifier(server, &["--key", stranger]).0);
    assert_eq!((serving.complaint(), other.complaint()), (String::new(), String::new()));

    // And by the program itself, without the server.
    let ran = verify(&data, &["--checkpoint", &kept, "--checkpoint", &later]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = verify(&folder.argument("other"), &["--checkpoint", &kept, "--checkpoint", &later]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let found = ran.json();
    let of_specimen = found["codes"].as_array().unwrap().iter().find(|row| row["code"] == "specimen").unwrap();
    assert_eq!(of_specimen["checkpoints"][0]["why"], "one of the events 1 to 5 is not what it was then");
    assert_eq!(of_specimen["checkpoints"][1]["why"], "it covers 260 events, and the record holds 11");
    let sentence = verify(&data, &["--checkpoint", &folder.file("no.txt", "nothing")]);
    assert!(sentence.sentence().contains("signed note"), "{sentence:?}");
}

/// After a stop the file of the database is the whole record, also copied alone; a copy without its log while it is served is
/// no record, and nobody is told that one of no events holds.
#[test]
fn a_stopped_record_is_whole_in_its_file() {
    let folder = Folder::new();
    for round in 1..=6 {
        let data = format!("data-{round}");
        let serving = start(&folder, &data);
        for number in 1..=3 {
            raise(serving.server(), number);
        }
        serving.stop();
        let alone = format!("alone-{round}");
        std::fs::create_dir_all(folder.path(&alone)).unwrap();
        std::fs::copy(folder.path(&format!("{data}/enact.db")), folder.path(&format!("{alone}/enact.db"))).unwrap();
        let ran = verify(&folder.argument(&alone), &[]);
        assert_eq!(ran.code, Some(0), "round {round}: {ran:?}");
        let found = ran.json();
        let rows = found["codes"].as_array().unwrap();
        assert!(rows.iter().any(|row| row["code"] == "specimen" && row["events"] == 3), "round {round}: {found}");
    }
    let empty = folder.file("empty/enact.db", b"");
    let ran = verify(folder.path("empty").to_str().unwrap(), &[]);
    assert_eq!(ran.code, Some(2), "{empty}: {ran:?}");
    assert!(ran.sentence().contains("there is no record"), "{ran:?}");
    // What is empty stays so, and nothing is made of it.
    let copy = folder.path("copy.db");
    let to = format!("sqlite:{}", copy.display());
    let ran = run(&["copy", "--from", &format!("sqlite:{empty}"), "--to", &to]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.sentence().contains("there is no record"), "{ran:?}");
    assert!(!copy.exists());
    assert_eq!(std::fs::metadata(&empty).unwrap().len(), 0);
    // Nor does a server begin a new record over what was lost.
    let lost = folder.file("lost/enact.db", b"");
    let ran = run(&["serve", "--data", folder.path("lost").to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.sentence().contains(&format!("{lost} is empty")), "{ran:?}");
    assert_eq!(std::fs::metadata(&lost).unwrap().len(), 0);
}
