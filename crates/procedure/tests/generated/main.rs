//! What is written from the data and the tests themselves, and must be as fresh as they are: which requirement is shown
//! where, and who may do what on four days. `ENACT_WRITE=1 cargo test -p procedure --test generated` writes both anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests read files"
)]

mod powers;
mod requirements;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Compares a file of the project with what it should hold, or writes it where that is asked for.
fn fresh(path: &str, text: &str) {
    let file = root().join(path);
    if std::env::var_os("ENACT_WRITE").is_some() {
        fs::write(&file, text).unwrap();
        return;
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    let differs = held.lines().zip(text.lines()).enumerate().find(|(_, (held, wanted))| held != wanted);
    let line = differs.map_or_else(|| held.lines().count().min(text.lines().count()), |(line, _)| line) + 1;
    assert!(
        held == text,
        "{path} is stale from line {line} on; write it anew with ENACT_WRITE=1 cargo test -p procedure --test generated"
    );
}

/// The text files below a folder of the project, with their paths from the root, sorted.
fn files_below(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = root();
    let (mut found, mut folders) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|held| held == ending) {
                let below = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
