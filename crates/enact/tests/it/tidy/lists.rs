//! Lists that must name every file beside them: modules, tests, checks, templates and decision records.

use std::collections::BTreeSet;

use super::source::Source;
use super::{nothing_wrong, tree};

/// The modules that a file declares with `mod name;`.
fn declared(text: &str) -> BTreeSet<String> {
    let code = Source::of(text).code;
    let after = code
        .match_indices("mod ")
        .filter(|(at, _)| !code[..*at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_'));
    let names = after.filter_map(|(at, _)| code[at + 4..].split_once(';').map(|(name, _)| name.trim().to_owned()));
    names.filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_')).collect()
}

/// The files that may declare a file as their module: `a/b.rs` is declared in `a.rs`, or by the root beside it.
fn declarers(path: &str) -> Vec<String> {
    let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
    vec![format!("{folder}.rs"), format!("{folder}/lib.rs"), format!("{folder}/main.rs")]
}

/// Files that the compiler never reads, because no other file declares them. Roots that cargo finds by itself are free:
/// `lib.rs`, `main.rs`, and files straight in `tests`, `benches`, `examples`, `src/bin` or `fuzz_targets`.
fn forgotten(files: &[(String, String)]) -> Vec<String> {
    let is_root = |path: &str| {
        let parts: Vec<&str> = path.rsplit('/').take(2).collect();
        let [name, rest @ ..] = parts.as_slice() else { return false };
        let folder = rest.first().copied().unwrap_or_default();
        ["lib.rs", "main.rs", "build.rs"].contains(name)
            || ["tests", "benches", "examples", "bin", "fuzz_targets"].contains(&folder)
    };
    let listed = |path: &str| {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).unwrap_or_default();
        let mut parents = files.iter().filter(|(other, _)| declarers(path).contains(other));
        parents.any(|(_, text)| declared(text).contains(name))
    };
    let in_src_tests = |path: &str| path.contains("/src/");
    let paths = files.iter().map(|(path, _)| path.as_str());
    let lost =
        paths.filter(|path| (!is_root(path) || in_src_tests(path) && path.ends_with("/tests.rs")) && !listed(path));
    lost.map(|path| format!("{path} is in no list of modules, so nothing in it is built or run")).collect()
}

/// Children of a folder that must stand in the list of the file beside it: `name::what`.
fn unlisted(files: &[(String, String)], folder: &str, what: &str) -> Vec<String> {
    let parent = format!("{folder}.rs");
    let list =
        files.iter().find(|(path, _)| *path == parent).map(|(_, text)| Source::of(text).code).unwrap_or_default();
    let children = files.iter().filter_map(|(path, text)| {
        let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".rs")?;
        (!name.contains('/') && Source::of(text).code.contains(&format!("pub const {what}"))).then_some(name)
    });
    let missing = children.filter(|name| !list.contains(&format!("{name}::{what}")));
    missing.map(|name| format!("{folder}/{name}.rs is not in the list in {parent}")).collect()
}

/// Acts whose file stands in the folder, and whose name (`record-view` for `record_view.rs`) is not in the list beside it.
fn unlisted_acts(files: &[(String, String)], folder: &str) -> Vec<String> {
    let parent = format!("{folder}_name.rs");
    let list = files.iter().filter(|(path, _)| *path == parent).flat_map(|(_, text)| Source::of(text).literals);
    let names: BTreeSet<String> = list.map(|(_, name)| name).collect();
    let paths: Vec<&str> = files
        .iter()
        .filter_map(|(path, _)| path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".rs"))
        .collect();
    // An area's own file lists the acts in its folder and is no act.
    let is_area =
        |path: &str| paths.iter().any(|other| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
    let name_of = |path: &str| path.rsplit('/').next().unwrap_or(path).replace('_', "-");
    let missing =
        paths.iter().filter(|path| !is_area(path) && !path.ends_with("tests") && !names.contains(&name_of(path)));
    missing.map(|name| format!("{folder}/{name}.rs is not in the list in {parent}")).collect()
}

/// Templates that nothing renders, extends or includes.
fn unused_templates(templates: &[String], sources: &[String]) -> Vec<String> {
    let used = |template: &&String| sources.iter().any(|text| text.contains(&format!("\"{template}\"")));
    templates.iter().filter(|template| !used(template)).map(|template| format!("nothing uses {template}")).collect()
}

/// Records are numbered 0001, 0002 and so on, each once, without a gap.
fn bad_numbering(names: &[&str]) -> Vec<String> {
    let mut names: Vec<&str> = names.to_vec();
    names.sort_unstable();
    let wrong = names.iter().enumerate().find(|(index, name)| !name.starts_with(&format!("{:04}-", index + 1)));
    wrong.map(|(index, name)| format!("{name} stands where number {:04} should", index + 1)).into_iter().collect()
}

#[test]
fn every_rust_file_is_built() {
    nothing_wrong("every file is in a list of modules", forgotten(&tree::rust()));
}

#[test]
fn a_forgotten_file_is_found() {
    let files = |list: &str| {
        let paths = [
            "crates/a/src/lib.rs",
            "crates/a/src/b.rs",
            "crates/a/src/b/c.rs",
            "crates/a/src/b/tests.rs",
            "crates/a/tests/it/main.rs",
            "crates/a/tests/it/d.rs",
        ];
        let texts = ["pub mod b;", "mod c;\n#[cfg(test)]\nmod tests;", "", "", list, ""];
        paths.into_iter().map(str::to_owned).zip(texts.map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(forgotten(&files("mod d;")).is_empty(), "{:?}", forgotten(&files("mod d;")));
    assert_eq!(forgotten(&files("// mod d;")).len(), 1);
    let mut without_tests = files("mod d;");
    without_tests[1].1 = "mod c; // and no tests".to_owned();
    assert_eq!(forgotten(&without_tests).len(), 1);
}

#[test]
fn every_check_is_in_the_list() {
    nothing_wrong("every check is in checks::all()", unlisted(&tree::rust(), "crates/papers/src/checks", "CHECK"));
}

#[test]
fn a_check_left_out_of_the_list_is_found() {
    let files = |list: &str| {
        vec![
            ("src/checks.rs".to_owned(), list.to_owned()),
            ("src/checks/glossary.rs".to_owned(), "pub const CHECK: Check = Check {};".to_owned()),
            ("src/checks/words.rs".to_owned(), "fn not_a_check() {}".to_owned()),
        ]
    };
    assert!(
        unlisted(&files("mod glossary; mod words; const ALL: &[Check] = &[glossary::CHECK];"), "src/checks", "CHECK")
            .is_empty()
    );
    assert_eq!(unlisted(&files("mod glossary; mod words; const ALL: &[Check] = &[];"), "src/checks", "CHECK").len(), 1);
}

#[test]
fn every_act_is_in_the_list() {
    nothing_wrong("every act is in the list of acts", unlisted_acts(&tree::rust(), "crates/procedure/src/act"));
}

#[test]
fn an_act_left_out_of_the_list_is_found() {
    let files = |list: &str| {
        let act = ("src/act/record_view.rs".to_owned(), String::new());
        vec![("src/act_name.rs".to_owned(), format!("macro_rules! acts {{ {list} }}")), act]
    };
    assert!(unlisted_acts(&files("RecordView \"record-view\" \"Record\","), "src/act").is_empty());
    assert_eq!(unlisted_acts(&files("// \"record-view\""), "src/act").len(), 1);
}

#[test]
fn every_template_is_used() {
    let files = tree::files();
    let home = "crates/enact/templates/";
    let templates: Vec<String> =
        files.iter().filter_map(|file| file.path.strip_prefix(home).map(str::to_owned)).collect();
    let sources: Vec<String> =
        files.into_iter().filter(|file| file.path.starts_with("crates/enact/")).filter_map(|file| file.text).collect();
    nothing_wrong("every template is rendered, extended or included somewhere", unused_templates(&templates, &sources));
}

#[test]
fn an_unused_template_is_found() {
    let templates = ["base.html".to_owned(), "orphan.html".to_owned()];
    assert_eq!(unused_templates(&templates, &["{% extends \"base.html\" %}".to_owned()]), ["nothing uses orphan.html"]);
}

#[test]
fn decision_records_are_numbered_without_gaps() {
    let files = tree::files();
    let names: Vec<&str> = files
        .iter()
        .filter_map(|file| file.path.strip_prefix("docs/decisions/"))
        .filter(|name| *name != "README.md")
        .collect();
    nothing_wrong("decision records are numbered from 0001", bad_numbering(&names));
}

#[test]
fn a_gap_in_the_numbers_is_found() {
    assert!(bad_numbering(&["0002-b.md", "0001-a.md"]).is_empty());
    assert_eq!(bad_numbering(&["0001-a.md", "0003-c.md"]).len(), 1);
    assert_eq!(bad_numbering(&["0001-a.md", "0001-b.md"]).len(), 1);
}
