//! Every file is valid against the schema that OASIS publishes.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use legaltext::Edition;
use papers::akoma;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::{carried, meta, random, written};
use crate::root;

/// The program that validates. Without it nothing is known, and `./check` makes sure that it is there.
fn validator() -> Option<Command> {
    let known = Command::new("xmllint").arg("--version").stderr(Stdio::null()).status().is_ok();
    if !known {
        assert!(std::env::var_os("ENACT_REQUIRE_XMLLINT").is_none(), "xmllint is not here; install libxml2-utils");
        return None;
    }
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]);
    command.arg(root().join("golden/akoma/schema/akomantoso30.xsd"));
    Some(command)
}

/// Files to validate in one run of the program.
struct Files {
    folder: PathBuf,
    names: Vec<PathBuf>,
}

impl Files {
    fn new(name: &str) -> Files {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("akoma").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Files { folder, names: Vec::new() }
    }

    fn add(&mut self, name: &str, xml: &str) {
        let path = self.folder.join(format!("{name}.xml"));
        std::fs::File::create(&path).unwrap().write_all(xml.as_bytes()).unwrap();
        self.names.push(path);
    }

    fn add_edition(&mut self, name: &str, edition: &Edition) {
        self.add(&format!("{name}-main"), &akoma::write_cover(edition, &meta()));
        for document in edition.documents() {
            self.add(&format!("{name}-{}", document.id()), &written(edition, document.id()));
        }
    }

    /// What the program finds wrong; nothing when it is not here.
    fn faults(&self) -> Option<String> {
        let output = validator()?.args(&self.names).output().unwrap();
        (!output.status.success()).then(|| {
            String::from_utf8_lossy(&output.stderr)
                .lines()
                .filter(|l| !l.ends_with("validates"))
                .take(12)
                .collect::<Vec<_>>()
                .join("\n")
        })
    }
}

#[test]
fn every_document_that_the_project_carries_is_valid() {
    let mut files = Files::new("carried");
    for code in ["specimen", "sec"] {
        files.add_edition(code, &carried(code));
    }
    assert_eq!(files.faults(), None);
}

#[test]
fn random_editions_are_valid() {
    let mut files = Files::new("random");
    let mut runner = TestRunner::new(ProptestConfig::default());
    for index in 0..random::cases().clamp(40, 400) {
        let edition = random::edition().new_tree(&mut runner).unwrap().current();
        files.add_edition(&index.to_string(), &edition);
    }
    assert_eq!(files.faults(), None);
}

/// A control: the validator refuses what is not Akoma Ntoso.
#[test]
fn a_file_with_a_foreign_element_is_not_valid() {
    let edition = carried("specimen");
    let xml = written(&edition, &"section-b".parse().unwrap());
    let mut files = Files::new("control");
    files.add("wrong", &xml.replacen("<subclause", "<sentence/><subclause", 1));
    if validator().is_some() {
        assert!(files.faults().is_some_and(|faults| faults.contains("sentence")));
    }
}

/// Fails when one file is not valid.
pub(super) fn valid(name: &str, xml: &str) {
    let mut files = Files::new(name);
    files.add(name, xml);
    assert_eq!(files.faults(), None, "{xml}");
}
