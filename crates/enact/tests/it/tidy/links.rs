//! What the documents say of the project: that the files which they link to or name are there, and that the example of a
//! rule is a rule.

use super::{nothing_wrong, tree};

/// Links of a document to files of the project that are not there. Links to other sites are not followed.
fn broken(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    let own =
        targets.filter(|target| !target.contains("://") && !target.starts_with(['#', '/']) && !target.contains(' '));
    let files = own.filter_map(|target| target.split('#').next());
    files
        .map(|file| resolve(folder, file))
        .filter(|file| !exists(file))
        .map(|file| format!("{path} links to {file}"))
        .collect()
}

/// A path from a folder, with its `..` walked.
fn resolve(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Files of the project that a document names by their path, and that are not there. A path with a part left open
/// (`crates/procedure/src/act/<name>.rs`, `rules/*.toml`) names no file.
fn missing(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    const FOLDERS: [&str; 8] = ["crates/", "codes/", "scenarios/", "golden/", "docs/", "benches/", "tests/", ".ci/"];
    let words = text.split(|c: char| c.is_whitespace() || "`()[],|\"".contains(c));
    let named = words.map(|word| word.trim_end_matches(['.', ':', ';', '/']));
    let files = named
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)) && !word.contains(['<', '*', '{', '…']));
    files.filter(|file| !exists(file)).map(|file| format!("{path} names {file}")).collect()
}

#[test]
fn documents_name_what_is_there() {
    let documents =
        tree::files().into_iter().filter(|file| file.path.ends_with(".md") && !file.path.starts_with("golden/"));
    // Some paths are told from the crate's folder, as its reader sees them.
    let from_a_crate = |file: &str| {
        std::fs::read_dir(tree::root().join("crates"))
            .is_ok_and(|mut crates| crates.any(|entry| entry.is_ok_and(|entry| entry.path().join(file).exists())))
    };
    let exists = |file: &str| tree::root().join(file).exists() || from_a_crate(file);
    let faults = documents.flat_map(|file| missing(&file.path, &file.text.unwrap_or_default(), exists)).collect();
    nothing_wrong("a file that a document names is there", faults);
}

#[test]
fn a_file_that_is_not_there_is_found() {
    let text = "See `crates/a/src/b.rs`, scenarios/c.toml and `codes/<code>/rules/*.toml`.";
    assert!(missing("x.md", text, |_| true).is_empty());
    assert_eq!(missing("x.md", text, |file| file == "scenarios/c.toml"), ["x.md names crates/a/src/b.rs"]);
}

#[test]
fn the_example_of_a_rule_is_a_rule_of_the_code() {
    let files = tree::files();
    let text = |wanted: &str| files.iter().find(|file| file.path == wanted).and_then(|file| file.text.as_deref());
    let document = text("docs/adding-a-rule.md").expect("the document is there");
    let (_, example) = document.split_once("```toml\n").expect("it has an example");
    let (example, _) = example.split_once("```").expect("the example ends");
    let rules =
        files.iter().filter(|file| file.path.starts_with("codes/sec/rules/")).filter_map(|file| file.text.as_deref());
    let rules: Vec<&str> = rules.collect();
    assert!(rules.iter().any(|file| file.contains(example)), "no rule of codes/sec reads:\n{example}");
}

#[test]
fn documents_link_to_what_is_there() {
    let documents =
        tree::files().into_iter().filter(|file| file.path.ends_with(".md") && !file.path.starts_with("golden/"));
    let exists = |file: &str| tree::root().join(file).exists();
    let faults = documents.flat_map(|file| broken(&file.path, &file.text.unwrap_or_default(), exists)).collect();
    nothing_wrong("a link leads somewhere", faults);
}

#[test]
fn a_broken_link_is_found() {
    let text = "[a](a.md#part) and [b](../b.md), [c](https://example.com/c.md)";
    assert!(broken("docs/x.md", text, |file| ["docs/a.md", "b.md"].contains(&file)).is_empty());
    assert_eq!(broken("docs/x.md", text, |file| file == "b.md"), ["docs/x.md links to docs/a.md"]);
}
