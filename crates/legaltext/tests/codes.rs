//! The terms, references and lists of the Codes in this repository.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files, and fails on what it cannot read"
)]

use std::path::Path;

use legaltext::graph::{Graph, Level};
use legaltext::{Edition, markup};

fn edition(code: &str) -> Edition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codes").join(code).join("text");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &std::path::PathBuf| markup::parse(&std::fs::read_to_string(file).unwrap(), code).unwrap();
    Edition::new(code, files.iter().map(read))
}

/// The defects of a Code as sentences, of at least a level.
fn said(code: &str, level: Level) -> Vec<String> {
    let defects = Graph::of(&edition(code)).defects();
    defects.iter().filter(|d| d.level <= level).map(|d| format!("{:?} {:?}: {}", d.level, d.kind, d.message)).collect()
}

#[test]
fn the_specimen_code_has_no_defects() {
    assert_eq!(said("specimen", Level::Note), Vec::<String>::new());
}

#[test]
fn nothing_is_held_against_words_that_are_not_held() {
    assert_eq!(said("sec", Level::Warning), Vec::<String>::new());
}
