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

/// Writes a database with SQLite alone.
fn database(folder: &Folder, name: &str, sql: &[&'static str]) -> String {
    std::fs::create_dir_all(folder.path(name)).unwrap();
    std::fs::write(folder.path(name).join("enact.db"), b"").unwrap();
    sql.iter().for_each(|sql| crate::program::tamper(&folder.argument(name), sql));
    folder.argument(&format!("{name}/enact.db"))
}

#[test]
fn what_is_no_backup_is_not_restored_and_is_named() {
    let folder = Folder::new();
    let data = folder.argument("data");
    drop(Serving::start(&mut enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"])));
    let whole = folder.argument("whole.db");
    assert_eq!(run(&["backup", "--data", &data, "--out", &whole]).code, Some(0));
    let bytes = std::fs::read(&whole).unwrap();
    let torn = folder.file("torn.db", &bytes[..bytes.len() / 3]);
    std::fs::create_dir(folder.path("headless")).unwrap();
    std::fs::copy(&whole, folder.path("headless/enact.db")).unwrap();
    crate::program::tamper(&folder.argument("headless"), "PRAGMA foreign_keys = OFF; DELETE FROM heads");
    const STEPS: &str =
        "CREATE TABLE schema_steps (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL)";
    for (file, why) in [
        (folder.file("empty.db", b""), "is no backup of a record"),
        (database(&folder, "foreign", &["CREATE TABLE letters (id INTEGER)"]), "is no backup of a record"),
        (database(&folder, "steps", &[STEPS]), "is no backup of a record"),
        (folder.argument("headless/enact.db"), "is no backup of a record"),
        (
            folder.file("noise.db", "no database at all, and longer than a header of one would be ".repeat(40)),
            "cannot be read",
        ),
        (torn, "malformed"),
    ] {
        let target = folder.argument("restored");
        let refused = run(&["restore", &file, "--data", &target]);
        let sentence = refused.sentence();
        assert!(sentence.starts_with(&format!("enact: {file} ")) && sentence.contains(why), "{sentence}");
        assert!(!sentence.contains("enact-restore") && !sentence.contains("the copy is proved"), "{sentence}");
        assert!(!folder.path("restored").exists(), "{file}: something was put in place");
    }
    // The control: an empty record is a record.
    let restored = run(&["restore", &whole, "--data", &folder.argument("restored")]);
    assert!(restored.code == Some(0) && restored.out.contains("the copy is proved"), "{restored:?}");
}

#[test]
fn a_folder_for_backups_is_made_the_first_time() {
    let folder = Folder::new();
    let data = folder.argument("data");
    drop(Serving::start(&mut enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"])));
    let out = format!("{}/", folder.argument("new/backups"));
    let made = run(&["--format", "json", "backup", "--data", &data, "--out", &out]);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert!(std::path::Path::new(made.json()["file"].as_str().unwrap()).is_file(), "{made:?}");
    assert_eq!(std::fs::read_dir(folder.path("new/backups")).unwrap().count(), 1);
    // One that comes to nothing leaves no folder behind.
    let none = database(&folder, "none", &[]);
    let out = format!("{}/", folder.argument("never"));
    let refused = run(&["backup", "--data", none.strip_suffix("/enact.db").unwrap(), "--out", &out]);
    assert!(refused.sentence().contains("no record") && !folder.path("never").exists(), "{refused:?}");
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
