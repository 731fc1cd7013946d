//! Settings from a file and the environment: what wins, what is refused, and that no key is ever shown.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::program::{Folder, Ran, Serving, enact, ran};

const SECRET: &str = "sesame-sesame-sesame";

/// The program with no environment but what is given.
fn bare(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = enact(arguments);
    command.env_clear().envs(environment.iter().copied());
    command
}

fn file(folder: &Folder, text: &str) -> String {
    let file = folder.file("enact.toml", text);
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    file
}

fn checked(file: &str, environment: &[(&str, &str)]) -> Ran {
    ran(&mut bare(&["--format", "json", "check-config", "--config", file], environment))
}

/// What is said in confidence stands in the record as it was said, so that no other user of the machine may read it, nor its backup.
#[cfg(target_os = "linux")]
#[test]
fn other_users_cannot_read_the_record_nor_its_backup() {
    let folder = Folder::new();
    let (data, backup) = (folder.argument("data"), folder.argument("backup.db"));
    let environment = [("ENACT_OPERATOR_KEY", SECRET)];
    let serving = Serving::start(&mut bare(&["serve", "--data", &data, "--listen", "127.0.0.1:0"], &environment));
    let backed = ran(&mut bare(&["backup", "--data", &data, "--out", &backup], &[]));
    assert_eq!(backed.code, Some(0), "{backed:?}");
    let files = ["enact.db", "enact.db-wal", "enact.db-shm"].map(|name| format!("{data}/{name}"));
    for path in files.iter().chain([&data, &backup]) {
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{path}: {mode:o}");
    }
    drop(serving);
    // The control: what is published is made as the user's own settings say.
    let published = folder.argument("export");
    let exported = ran(&mut bare(&["export", "--data", &data, "--out", &published], &[]));
    assert_eq!(exported.code, Some(0), "{exported:?}");
    assert_ne!(std::fs::metadata(&published).unwrap().permissions().mode() & 0o077, 0);
}

/// The command line wins, also where a setting is needed by another.
#[test]
fn the_public_address_of_the_command_line_is_enough_for_letters() {
    let folder = Folder::new();
    let (data, letters) = (folder.argument("data"), folder.argument("letters"));
    let environment =
        [("ENACT_OPERATOR_KEY", SECRET), ("ENACT_MAIL_FOLDER", &letters), ("ENACT_MAIL_FROM", "R <r@example.org>")];
    let serve = ["serve", "--data", &data, "--listen", "127.0.0.1:0"];
    let refused = ran(&mut bare(&serve, &environment));
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.complaint.contains("public-address"), "{refused:?}");
    let said = [&serve[..], &["--public-address", "https://register.example"]].concat();
    assert_eq!(Serving::start(&mut bare(&said, &environment)).complaint(), "");
}

#[test]
fn a_server_goes_by_its_file_and_the_environment_wins_over_it() {
    let folder = Folder::new();
    let (data, other) = (folder.argument("data"), folder.argument("other"));
    let text = format!(
        "data = \"{data}\"\nlisten = \"127.0.0.1:0\"\noperator-key = \"{SECRET}\"\npublic-address = \"https://codes.example\"\n"
    );
    let file = file(&folder, &text);
    let said = checked(&file, &[("ENACT_DATA", &other)]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let settings = said.json();
    let of = |name: &str| {
        let mut rows = settings["settings"].as_array().unwrap().iter();
        rows.find(|row| row["name"] == name).unwrap().clone()
    };
    assert_eq!(of("data")["value"], *other);
    assert_eq!((&of("listen")["value"], &of("listen")["from"]), (&"127.0.0.1:0".into(), &(*file).into()));
    assert_eq!(of("operator-key")["value"], "set, 20 characters, not shown");
    assert!(!said.out.contains(SECRET), "{said:?}");
    let in_words = ran(&mut bare(&["--format", "human", "check-config", "--config", &file], &[]));
    assert!(!in_words.out.contains(SECRET) && in_words.out.contains("Nothing is wrong"), "{in_words:?}");

    let serving = Serving::start(&mut bare(&["serve", "--config", &file], &[("ENACT_DATA", &other)]));
    let server = serving.server();
    let act = serde_json::json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": "One problem" });
    let done = server.act("specimen", &[("authorization", &format!("Bearer {SECRET}"))], &act);
    assert_eq!(done.status, 201, "{done:?}");
    assert!(server.page("/specimen/modifications?as=atom").body.contains("https://codes.example/specimen"));
    assert!(folder.path("other/enact.db").is_file() && !folder.path("data").exists());
}

#[test]
fn what_is_not_known_or_cannot_be_is_refused_with_what_was_meant() {
    let folder = Folder::new();
    for (text, why) in [
        ("lisen = \"127.0.0.1:1\"\n", "did you mean `listen`?"),
        ("listen = 8080\n", "write listen = \\\""),
        ("operator-key = \"short\"\n", "shorter than sixteen"),
        ("log-format = \"xml\"\n", "write json or text"),
        ("log = \"loud\"\n", "`loud` is no level"),
        ("mail-from = \"nobody\"\n", "ann@example.org"),
        ("send-within = 900\n", "`900` is no number of seconds from 1 to 60"),
        ("public-address = \"codes.example\"\n", "https://register.example"),
        ("data = \"/a\"\ndatabase = \"postgres://b/c\"\n", "both said"),
        ("data = \"a\nb\"\n", ", line "),
    ] {
        let file = file(&folder, text);
        let said = checked(&file, &[]);
        assert_eq!(said.code, Some(1), "{text}: {said:?}");
        assert!(said.json()["faults"].to_string().contains(why), "{text}: {said:?}");
        let refused = ran(&mut bare(&["serve", "--config", &file], &[]));
        assert!(refused.sentence().contains("check-config"), "{text}: {refused:?}");
    }
    // All that is wrong is said at once, and a number of seconds may be a number.
    let both = checked(&file(&folder, "send-within = 900\nmail-from = \"nobody\"\nwebhooks = \"sometimes\"\n"), &[]);
    for name in ["send-within: ", "mail-from: ", "webhooks: "] {
        assert!(both.json()["faults"].to_string().contains(name), "{name}: {both:?}");
    }
    let right = checked(&file(&folder, "data = \"/a\"\nsend-within = 15\nlog = \"info,sqlx=warn\"\n"), &[]);
    assert_eq!(right.code, Some(0), "{right:?}");
    // What no server can start with is told; a folder may be given to both commands in the same words.
    let nowhere = file(&folder, "");
    let told = checked(&nowhere, &[]);
    assert!(
        told.code == Some(1) && told.json()["faults"].to_string().contains("neither data nor database"),
        "{told:?}"
    );
    assert!(ran(&mut bare(&["serve", "--config", &nowhere], &[])).sentence().contains("--data DIR"));
    let given = ran(&mut bare(&["check-config", "--config", &nowhere, "--data", "/a"], &[]));
    assert_eq!(given.code, Some(0), "{given:?}");
    // A key that others may read; a key on a line that is no setting is not shown with it.
    let open = folder.file("open.toml", format!("operator-key = \"{SECRET}\"\n"));
    std::fs::set_permissions(&open, PermissionsExt::from_mode(0o644)).unwrap();
    assert!(checked(&open, &[]).json()["faults"].to_string().contains("chmod 600"));
    let torn = file(&folder, &format!("operator-key = \"{SECRET}\n"));
    let said = checked(&torn, &[]);
    assert!(said.code == Some(1) && !said.out.contains("sesame") && !said.complaint.contains("sesame"), "{said:?}");
    let misspelt = checked(&file(&folder, ""), &[("ENACT_OPERATR_KEY", SECRET)]);
    assert!(misspelt.json()["faults"].to_string().contains("did you mean `ENACT_OPERATOR_KEY`?"), "{misspelt:?}");
}
