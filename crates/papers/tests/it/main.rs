//! Whole documents read and compared with what they say.
//!
//! `golden/papers` holds documents of our own with all that should be read from them; `golden/seeds` what should be
//! read from published documents that are not ours to ship, its prose as line span and SHA-256 only.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that meets what it did not expect fails, and that is what it is for"
)]

mod akoma;
mod checks_document;
#[cfg(test)]
mod checks_on_changes;
#[cfg(test)]
mod checks_on_seeds;
mod checks_on_slips;
#[cfg(test)]
mod checks_on_wordings;
#[cfg(test)]
mod code_files;
mod composed;
mod damaged;
mod golden;
mod manuscripts;
#[cfg(test)]
mod mutants;
#[cfg(test)]
mod orders;
mod other_layouts;
mod pdf;
mod reduced;
mod samples;
mod seeds;
mod word;

use std::path::PathBuf;

use papers::read::Reading;
use papers::source::Source;

/// The root of the project.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads a document that must be of a known kind.
fn read(text: &str) -> Reading {
    let source = Source::from_bytes("document.txt", text.as_bytes()).unwrap();
    papers::read::read(&source).unwrap()
}
