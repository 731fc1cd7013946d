//! Rule files with a mistake in them: the file, the line, and what is allowed there.

use std::path::Path;

use crate::program::{Folder, project, run};

/// A copy of a Code in a folder of its own, with one text changed in one of its files.
fn with_one_change(file: &str, from: &str, to: &str) -> Folder {
    let folder = Folder::new();
    copy(&project().join("codes/specimen"), &folder.path("codes/specimen"));
    let path = folder.path(&format!("codes/specimen/{file}"));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "`{from}` is not in {file}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

const RAISING: &str = "rules/b01-raising.toml";

#[test]
fn a_misspelt_word_in_a_rule_is_refused_with_file_line_and_the_words_allowed() {
    for (from, to, line, allowed) in [
        (
            "governs = \"raise-draft-proposal\"",
            "governs = \"raise-draft-propsal\"",
            7,
            "raise-draft-proposal, give-support",
        ),
        ("basis = \"source\"", "basis = \"sauce\"", 9, "`source`, `reported`, `inferred`"),
        ("[rule.check.power]", "[rule.check.powr]", 10, "`power`, `suspension`, `condition`"),
        ("held-by", "held", 11, "`held-by` or `where`"),
        ("\"authority\"", "\"authorty\"", 3, "panel, change-committee"),
        ("stage-is = [\"development\"]", "stage-is = [\"develop\"]", 73, "`development`, `refinement`"),
        ("condition = \"reasons-given\"", "condition = \"reason-given\"", 83, "`reasons-given`"),
        ("id = ", "idd = ", 4, "`id`, `says`, `cites`"),
        ("2019-04-01", "2019-04-31", 3, "a date (2019-04-01)"),
        ("subject-is", "subject-iss", 32, "`subject-is`"),
        ("governs = \"raise-draft-proposal\"", "governs = \"raise-draft-proposal", 7, ""),
    ] {
        let folder = with_one_change(RAISING, from, to);
        let codes = folder.argument("codes");
        let at = format!("{codes}/specimen/{RAISING}, line {line}: ");
        let served = folder.argument("data");
        for arguments in [vec!["rules", "--code", "specimen"], vec!["serve", "--data", &served]] {
            let ran = run(&[vec!["--codes", &codes], arguments].concat());
            let sentence = ran.sentence();
            assert!(sentence.contains(&at) && sentence.contains(allowed), "{to}: {sentence}");
        }
    }
}

#[test]
fn an_unchanged_copy_of_a_code_is_the_same_code() {
    let folder = with_one_change(RAISING, "governs", "governs");
    let copied = run(&["--codes", &folder.argument("codes"), "rules", "--code", "specimen", "--at", "2026-11-20"]);
    assert_eq!(copied.code, Some(0), "{copied:?}");
    assert_eq!(copied.out, run(&["rules", "--code", "specimen", "--at", "2026-11-20"]).out);
}

#[test]
fn a_folder_without_codes_is_refused_with_what_to_give() {
    let folder = Folder::new();
    for codes in [folder.argument(""), folder.argument("nowhere")] {
        let ran = run(&["--codes", &codes, "rules"]);
        let sentence = ran.sentence();
        assert!(sentence.contains(&codes) && sentence.contains("code.toml"), "{sentence}");
    }
    let latin = with_one_change(RAISING, "governs", "governs");
    std::fs::write(latin.path("codes/specimen/rules/b01-raising.toml"), b"# Caf\xe9\n").unwrap();
    let ran = run(&["--codes", &latin.argument("codes"), "rules", "--code", "specimen"]);
    assert!(ran.sentence().contains("b01-raising.toml cannot be read"), "{ran:?}");
}
