//! Backups by command: made while the record is served, restored whole or as it stood, and never over another.

use serde_json::json;

use crate::program::{Folder, Serving, enact, run};

const KEY: &str = "an operator's key for this test";

fn raise(serving: &Serving, number: u32) {
    let act = json!({
        "act": "raise-draft-proposal", "by": "code-manager", "title": format!("Problem {number}"),
        "issue": "It is the same everywhere.",
    });
    let (bearer, key) = (format!("Bearer {KEY}"), number.to_string());
    let reply = serving.server().act("specimen", &[("authorization", &bearer), ("idempotency-key", &key)], &act);
    assert_eq!(reply.status, 201, "{reply:?}");
}

#[test]
fn a_backup_is_made_while_serving_and_restored_whole_or_as_it_stood() {
    let folder = Folder::new();
    let (data, file) = (folder.argument("data"), folder.argument("backup.db"));
    let mut command = enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    let serving = Serving::start(command.env("ENACT_OPERATOR_KEY", KEY));
    (1..=9).for_each(|number| raise(&serving, number));
    let backup = |out: &str| run(&["--format", "json", "backup", "--data", &data, "--out", out]);
    let made = backup(&file);
    assert_eq!(made.code, Some(0), "{made:?}");
    raise(&serving, 10);
    let of_specimen = |ran: &crate::program::Ran| {
        let codes = ran.json()["codes"].as_array().unwrap().clone();
        codes.into_iter().find(|code| code["code"] == "specimen").unwrap()
    };
    assert_eq!(of_specimen(&made)["events"], 9);
    assert!(backup(&file).sentence().contains("not overwritten"));
    std::fs::create_dir(folder.path("backups")).unwrap();
    assert_eq!(of_specimen(&backup(&folder.argument("backups")))["events"], 10);
    assert_eq!(std::fs::read_dir(folder.path("backups")).unwrap().count(), 1);

    for (name, at, events) in [("whole", None, 9), ("position", Some("specimen@4"), 4), ("day", Some("2013-01-01"), 0)]
    {
        let there = folder.argument(name);
        let mut arguments = vec!["--format", "json", "restore", &file, "--data", &there];
        arguments.extend(at.iter().flat_map(|at| ["--at", at]));
        let restored = run(&arguments);
        assert_eq!(of_specimen(&restored)["events"], events, "{restored:?}");
        assert!(run(&arguments).sentence().contains("not overwritten"));
        let verified = run(&["--format", "json", "verify", "--data", &there]);
        assert_eq!(verified.code, Some(0), "{verified:?}");
        assert_eq!(of_specimen(&verified)["root"], of_specimen(&restored)["root"]);
        let left: Vec<_> =
            std::fs::read_dir(folder.path(name)).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().contains(".part")), "{left:?}");
    }
    // A backup with a byte changed is not restored.
    let mut bytes = std::fs::read(&file).unwrap();
    let places: Vec<usize> = (0..bytes.len() - 9).filter(|at| bytes[*at..].starts_with(b"Problem 3")).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|at| bytes[at + 8] = b'4');
    let changed = folder.file("changed.db", bytes);
    let refused = run(&["restore", &changed, "--data", &folder.argument("never")]);
    assert!(refused.sentence().contains("damaged at 3"), "{refused:?}");
    assert!(!folder.path("never/enact.db").exists());
    for (arguments, said) in [
        (vec!["restore", "/nowhere.db", "--data", &data], "no file"),
        (vec!["backup", "--data", "/nowhere", "--out", "x.db"], "holds no record"),
        (vec!["copy", "--from", "sqlite:/nowhere.db", "--to", "sqlite:x.db"], "holds no record"),
        (vec!["restore", &*file, "--data", "x", "--at", "yesterday"], "2024-02-28T17:00"),
        (vec!["restore", &*file, "--data", &*folder.argument("past"), "--at", "specimen@99"], "9 events and not 99"),
    ] {
        assert!(run(&arguments).sentence().contains(said), "{arguments:?}");
    }
    assert_eq!(serving.complaint(), "");
}
