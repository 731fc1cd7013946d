//! The command line when all is well: one JSON document and nothing else, help with an example, colour on a terminal only.

use serde_json::Value;

use crate::program::{Folder, enact, run};

const DOCUMENT: &str = "golden/papers/release-implementation-document.txt";
const SECTION: &str = "codes/specimen/text/section-e.txt";
const STORY: &str = "scenarios/specimen/whole-journey.toml";

#[test]
fn json_is_one_document_on_standard_output_and_nothing_else() {
    let folder = Folder::new();
    let legal_text = folder.file("legal-text.txt", "Amend E2.2 as follows:\n    E2.2 The committee decides at once.\n");
    let misfit = folder.file("misfit.txt", "Omit E99.9\n");
    let amended = folder.file("amended.txt", "# Section E: Metering\n\nE1.1 All Heat must be measured.\n");
    for (arguments, codes, key) in [
        (vec!["check", DOCUMENT], [0, 1], "files"),
        (vec!["check", "golden/checks/EN104-wrong.txt"], [1, 1], "files"),
        (vec!["explain", "EN104"], [0, 0], "text"),
        (vec!["read", DOCUMENT], [0, 1], "kind"),
        (vec!["redline", SECTION, &amended], [0, 0], "changes"),
        (vec!["redline", SECTION, SECTION], [0, 0], "changes"),
        (vec!["redline", SECTION, &amended, "--context", "all"], [0, 0], "segments"),
        (vec!["apply", &legal_text, "--to", SECTION], [0, 0], "applied"),
        (vec!["apply", &misfit, "--to", SECTION], [1, 1], "conflicts"),
        (vec!["play", STORY], [0, 0], "as_expected"),
        (vec!["acts"], [0, 0], "acts"),
        (vec!["acts", "raise-draft-proposal"], [0, 0], "schema"),
        (vec!["rules", "--at", "2020-07-01"], [0, 0], "rules"),
    ] {
        // The option stands before or after the command.
        for ran in [
            run(&[vec!["--format", "json"], arguments.clone()].concat()),
            run(&[arguments.clone(), vec!["--format", "json"]].concat()),
        ] {
            assert!(codes.map(Some).contains(&ran.code), "{arguments:?}: {ran:?}");
            assert_eq!(ran.complaint, "", "{arguments:?}");
            assert!(ran.json().is_object() && ran.out.contains(&format!("\"{key}\"")), "{arguments:?}: {ran:?}");
        }
    }
    assert!(run(&["explain", "--format", "json"]).json().is_array());
}

/// The ends of lines are no words: a text saved by a program that ends them otherwise differs in what was typed alone.
#[test]
fn the_ends_of_lines_are_no_words_of_a_text() {
    let folder = Folder::new();
    let text = "SECTION A\n\n1 First\n\n1.1 The words stand.\n\n1.2 More words.\n";
    let old = folder.file("old.txt", text);
    for end in ["\r\n", "\r"] {
        let same = folder.file("same.txt", text.replace('\n', end));
        let told = run(&["--format", "json", "redline", &old, &same]);
        let untouched = run(&["--format", "json", "redline", &old, &old]);
        assert_eq!(
            (told.code, told.json()["changes"].clone()),
            (Some(0), untouched.json()["changes"].clone()),
            "{told:?}"
        );
        let other = folder.file("other.txt", text.replace("More", "Other").replace('\n', end));
        let told = run(&["redline", &old, &other]);
        assert!(told.out.contains("1 word removed, 1 added; provisions: 1 changed"), "{told:?}");
    }
}

/// A byte order mark, which many editors write, is no word: nothing was changed by it, and the file is read as any other.
#[test]
fn a_byte_order_mark_is_no_word_of_a_text() {
    let folder = Folder::new();
    let plain = std::fs::read_to_string(crate::program::project().join(SECTION)).unwrap();
    let marked = folder.file("marked.txt", format!("\u{feff}{plain}"));
    let redline = run(&["redline", &marked, SECTION, "--format", "json"]).json();
    assert_eq!(redline["changes"], serde_json::json!([]), "{redline}");
    let orders = "Amend E2.2 as follows:\n    E2.2 The committee decides at once.\n";
    let orders = folder.file("orders.txt", format!("\u{feff}{orders}"));
    let applied = run(&["apply", &orders, "--to", &marked]);
    assert_eq!(applied.code, Some(0), "{applied:?}");
}

/// The texts of a redline with all its context are the two texts, byte for byte.
#[test]
fn a_redline_with_all_its_context_holds_both_texts() {
    let folder = Folder::new();
    let old = std::fs::read_to_string(crate::program::project().join(SECTION)).unwrap();
    let new = old.replace("thirty Working Days", "twenty Working Days").replacen("E2.3 ", "E2.4 ", 1);
    let amended = folder.file("new.txt", &new);
    let redline = run(&["redline", SECTION, &amended, "--context", "all", "--format", "json"]).json();
    let text = |index: &str, gone: &str| {
        let mut changes: Vec<&Value> =
            redline["changes"].as_array().unwrap().iter().filter(|change| change[index].is_u64()).collect();
        changes.sort_by_key(|change| change[index].as_u64());
        let segments = changes.into_iter().flat_map(|change| change["segments"].as_array().unwrap());
        segments.filter(|one| one["op"] != gone).map(|one| one["text"].as_str().unwrap()).collect::<String>()
    };
    assert_eq!(text("old_index", "insert"), old);
    assert_eq!(text("new_index", "delete"), new);
}

#[test]
fn help_shows_an_example_for_each_command() {
    let help = run(&["--help"]);
    assert_eq!((help.code, help.complaint.as_str()), (Some(0), ""));
    for command in ["demo", "serve", "check", "explain", "read", "redline", "apply", "play", "acts", "rules"] {
        assert!(help.out.lines().any(|line| line.trim_start().starts_with(command)), "{command}: {}", help.out);
        let own = run(&[command, "--help"]);
        assert_eq!((own.code, own.complaint.as_str()), (Some(0), ""));
        assert!(own.out.contains(&format!("Example: enact {command}")), "{}", own.out);
    }
    let version = run(&["--version"]);
    assert_eq!(version.out, format!("enact {}\n", env!("CARGO_PKG_VERSION")));
}

/// `--select` and `--ignore` choose among the rules; what is left decides the exit code, and a word that is no rule is told.
#[test]
fn findings_are_chosen_by_rule_or_name() {
    let wrong = "golden/checks/EN104-wrong.txt";
    let rules = |arguments: &[&str]| {
        let ran = run(&[&["check", wrong, "--format", "json"], arguments].concat());
        let found = ran.json()["files"][0]["findings"].as_array().unwrap().clone();
        (ran.code, found.iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(rules(&[]), (Some(1), vec!["EN104".to_owned()]));
    assert_eq!(rules(&["--select", "total-vs-table,EN120"]), (Some(1), vec!["EN104".to_owned()]));
    assert_eq!(rules(&["--select", "glossary"]), (Some(0), vec![]));
    assert_eq!(rules(&["--ignore", "en104"]), (Some(0), vec![]));
    let unknown = run(&["check", wrong, "--ignore", "total-vs-tables"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.complaint.contains("did you mean `total-vs-table`?"), "{}", unknown.complaint);
}

/// The parts of SARIF 2.1.0 that a reader of it needs, and no place outside what it lists.
#[test]
fn findings_are_told_as_sarif() {
    let ran = run(&["check", "golden/checks/EN104-wrong.txt", "golden/checks/EN105-wrong.txt", "--format", "sarif"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(1), ""));
    let log = ran.json();
    assert_eq!(log["version"], "2.1.0");
    let run_of = &log["runs"][0];
    let rules = run_of["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.contains("Wrong:"))));
    let results = run_of["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1 && place["region"]["snippet"]["text"].is_string());
        let artifact =
            &run_of["artifacts"][usize::try_from(place["artifactLocation"]["index"].as_u64().unwrap()).unwrap()];
        assert_eq!(artifact["location"]["uri"], place["artifactLocation"]["uri"]);
        assert!(
            result["relatedLocations"].as_array().unwrap().iter().all(|place| place["message"]["text"].is_string())
        );
    }
    // Other commands have nothing to tell in that form.
    let other = run(&["acts", "--format", "sarif"]);
    assert_eq!((other.code, other.out.as_str()), (Some(2), ""));
}

#[test]
fn each_check_is_explained_by_number_and_by_name() {
    let rules = run(&["explain", "--format", "json"]).json();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 12, "{rules:?}");
    for rule in rules {
        let [by_number, by_name] = ["rule", "name"].map(|key| run(&["explain", rule[key].as_str().unwrap()]));
        assert_eq!((by_number.code, &by_number.out), (Some(0), &by_name.out), "{rule}");
        assert!(by_number.out.lines().count() > 3, "{rule}: {by_number:?}");
    }
}

/// Where output is no terminal there is no colour; on one there is, unless `NO_COLOR` is set.
#[test]
fn colour_is_for_terminals_that_want_it() {
    let wrong = "golden/checks/EN104-wrong.txt";
    assert!(!run(&["check", wrong]).out.contains('\u{1b}'));
    if cfg!(target_os = "linux") {
        assert!(on_a_terminal(wrong, None).contains('\u{1b}'));
        assert!(!on_a_terminal(wrong, Some("1")).contains('\u{1b}'));
    }
}

/// What a check prints on a terminal, which `script` plays.
fn on_a_terminal(file: &str, no_color: Option<&str>) -> String {
    let program = enact(&[]).get_program().to_str().unwrap().to_owned();
    let mut command = std::process::Command::new("script");
    command.args(["-qec", &format!("'{program}' check {file}"), "/dev/null"]);
    command.current_dir(crate::program::project()).stdin(std::process::Stdio::null()).env_remove("NO_COLOR");
    command.envs(no_color.map(|value| ("NO_COLOR", value)));
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("total-vs-table"), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// A reader that goes away early (`enact rules | head -1`) is no error.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let program = enact(&[]).get_program().to_str().unwrap().to_owned();
    let line = format!("{{ '{program}' acts --format json; echo $? >&2; }} | head -c 10");
    let output = std::process::Command::new("sh").args(["-c", &line]).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "0\n");
}
