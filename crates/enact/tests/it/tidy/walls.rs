//! Who may know whom: the crates, the libraries that live behind one crate's wall, SQL, and the modules within a crate.

use std::collections::BTreeMap;

use super::modules::{self, cycle, graph, module_path};
use super::source::Source;
use super::{nothing_wrong, tree};

/// What each crate of ours may depend on. `ledger` and `papers` do not know each other.
const MAY_KNOW: [(&str, &[&str]); 7] = [
    ("legaltext", &[]),
    ("procedure", &["legaltext"]),
    ("ledger", &["legaltext", "procedure"]),
    ("papers", &["legaltext", "procedure"]),
    ("enact", &["legaltext", "procedure", "ledger", "papers"]),
    ("benches", &["legaltext", "procedure", "ledger", "papers", "enact"]),
    ("enact-fuzz", &["legaltext", "procedure", "papers", "enact"]),
];

/// Libraries that one crate alone may know: the rest of the program goes through that crate.
const WALLED: [(&str, &str); 12] = [
    ("sqlx", "ledger"),
    ("axum", "enact"),
    ("askama", "enact"),
    ("clap", "enact"),
    ("tower", "enact"),
    ("tower-http", "enact"),
    ("tracing-subscriber", "enact"),
    ("lettre", "enact"),
    ("reqwest", "enact"),
    ("quick-xml", "papers"),
    ("typst", "papers"),
    ("zip", "papers"),
];

/// Names that close a circle, and are known: crate, the module that names, the module named. The list may only grow
/// shorter; nothing is added to it.
const KNOWN_CIRCLES: [(&str, &str, &str); 6] = [
    // A definition holds provisions (its limbs), and a provision can hold a definition.
    ("legaltext", "definition", "provision"),
    // One act, one file: its fields, which events and the register name, stand beside what it does with the case before it.
    ("procedure", "act", "case"),
    ("procedure", "act", "event"),
    ("procedure", "register", "act"),
    // A condition is both a word that a rule may use and the judgement of a case.
    ("procedure", "condition", "case"),
    // An event tells values of the register, and the register is its events folded.
    ("procedure", "register", "event"),
];

/// What a crate's manifest takes that it may not. What only its tests take is free.
fn bad_dependencies(manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
    let name = manifest["package"]["name"].as_str().expect("a package has a name").to_owned();
    let Some((_, may_know)) = MAY_KNOW.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name} is a new crate: say in MAY_KNOW what it may depend on")];
    };
    let taken = manifest.get("dependencies").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
    let bad = taken.filter(|taken| {
        let ours = MAY_KNOW.iter().any(|(known, _)| known == taken);
        let walled = WALLED.iter().find(|(library, _)| library == taken);
        (ours && !may_know.contains(&taken.as_str())) || walled.is_some_and(|(_, home)| *home != name)
    });
    bad.map(|taken| format!("{name} may not depend on {taken}")).collect()
}

/// The start of an SQL statement, as it stands at the start of a literal or of a line within one.
fn is_sql(literal: &str) -> bool {
    const STATEMENTS: [(&str, &str); 9] = [
        ("SELECT ", " FROM "),
        ("INSERT INTO ", "("),
        ("UPDATE ", " SET "),
        ("DELETE FROM ", ""),
        ("CREATE TABLE ", ""),
        ("CREATE INDEX ", ""),
        ("CREATE UNIQUE INDEX ", ""),
        ("DROP TABLE ", ""),
        ("PRAGMA ", ""),
    ];
    let spaced = format!("{} ", literal.split_whitespace().collect::<Vec<_>>().join(" "));
    let starts = |first: &str| {
        spaced.starts_with(first) || (spaced.starts_with(&first.to_lowercase()) && first.len() > "SELECT ".len())
    };
    STATEMENTS.iter().any(|(first, then)| starts(first) && spaced.to_uppercase().contains(then))
}

fn sql_in(path: &str, text: &str) -> Vec<String> {
    let literals = Source::of(text).literals;
    literals.iter().filter(|(_, literal)| is_sql(literal)).map(|(line, _)| format!("{path}:{line}")).collect()
}

/// The files below each crate's `src`, by crate.
fn crates() -> BTreeMap<String, Vec<modules::File>> {
    let mut crates: BTreeMap<String, Vec<modules::File>> = BTreeMap::new();
    for (path, text) in tree::rust() {
        if let Some((name, below)) = path.strip_prefix("crates/").and_then(|rest| rest.split_once("/src/")) {
            crates.entry(name.to_owned()).or_default().push((module_path(below), text));
        }
    }
    crates
}

#[test]
fn crates_know_only_those_below_them() {
    let manifests = tree::files().into_iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let faults = manifests.flat_map(|file| bad_dependencies(&file.text.unwrap_or_default())).collect();
    nothing_wrong("legaltext -> procedure -> {ledger, papers} -> enact", faults);
}

#[test]
fn a_dependency_upward_or_through_a_wall_is_found() {
    let manifest =
        |name: &str, taken: &str| format!("[package]\nname = \"{name}\"\n[dependencies]\n{taken}.workspace = true\n");
    assert_eq!(bad_dependencies(&manifest("papers", "ledger")), ["papers may not depend on ledger"]);
    assert_eq!(bad_dependencies(&manifest("legaltext", "procedure")).len(), 1);
    assert_eq!(bad_dependencies(&manifest("enact", "sqlx")).len(), 1);
    assert_eq!(bad_dependencies(&manifest("gossip", "serde")).len(), 1);
    assert!(bad_dependencies(&manifest("ledger", "sqlx")).is_empty());
    assert!(bad_dependencies(&manifest("ledger", "procedure")).is_empty());
}

#[test]
fn only_the_ledger_writes_sql() {
    let outside =
        tree::rust().into_iter().filter(|(path, _)| path.contains("/src/") && !path.starts_with("crates/ledger/"));
    nothing_wrong("SQL stands in crates/ledger alone", outside.flat_map(|(path, text)| sql_in(&path, &text)).collect());
}

#[test]
fn sql_is_found_and_prose_is_not() {
    assert_eq!(sql_in("a.rs", "fn f() {\n  g(\"SELECT position\n   FROM event\") }"), ["a.rs:2"]);
    assert!(is_sql("insert into event (position) values ($1)"));
    assert!(is_sql("UPDATE head SET position = $1"));
    assert!(!is_sql("Select a body from the list."));
    assert!(!is_sql("select one from the list"));
    assert!(!is_sql("Insert into clause D3.1 the words below."));
    assert!(sql_in("a.rs", "// \"SELECT a FROM b\"").is_empty());
}

#[test]
fn no_modules_of_a_crate_go_round_in_a_circle() {
    let circles = crates().into_iter().filter_map(|(name, files)| {
        let mut graph = graph(&files);
        for (_, names, named) in KNOWN_CIRCLES.iter().filter(|(home, _, _)| *home == name) {
            graph.entry((*names).to_owned()).or_default().remove(*named);
        }
        Some(format!("{name}: {}", cycle(&graph)?.join(" -> ")))
    });
    nothing_wrong("modules of a crate know each other in one direction", circles.collect());
}
