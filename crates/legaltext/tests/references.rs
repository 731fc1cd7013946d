//! Sentences in the style of industry codes, and what each of their references must be found to be.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads files, and fails on what it cannot read"
)]

use std::path::{Path, PathBuf};

use legaltext::graph::{CitedIn, Graph, RefState};
use legaltext::{Citation, Edition, markup};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../golden/references")
}

fn files(folder: &Path, prefix: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let text =
        files.iter().filter(|path| path.is_file() && named(path).starts_with(prefix) && named(path).ends_with(".txt"));
    text.map(|path| (named(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn edition() -> Edition {
    let read =
        |(name, text): (String, String)| markup::parse(&text, "golden").unwrap_or_else(|e| panic!("{name}: {e:?}"));
    Edition::new("golden", files(&folder().join("code"), "").into_iter().map(read))
}

/// One sentence, where it stands, and what is expected of it.
struct Case {
    line: usize,
    at: Citation,
    sentence: String,
    expected: Vec<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut at: Citation = "D1.2".parse().unwrap();
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(place) = line.strip_prefix("@ ") {
            at = place.parse().unwrap();
        } else if let Some(sentence) = line.strip_prefix("> ") {
            let (at, sentence) = (at.clone(), sentence.to_owned());
            cases.push(Case { line: index + 1, at, sentence, expected: Vec::new() });
        } else if !line.is_empty() && !line.starts_with("# ") {
            cases.last_mut().unwrap().expected.push(line.to_owned());
        }
    }
    cases
}

fn state(state: RefState) -> &'static str {
    match state {
        RefState::Resolves => "resolves",
        RefState::ResolvesInAttachment => "resolves-in-attachment",
        RefState::Moved => "moved",
        RefState::Dangling => "dangling",
        RefState::Ambiguous => "ambiguous",
        RefState::Outside => "outside",
        RefState::Unheld => "unheld",
    }
}

/// What is found in a sentence, in the form of the golden files and in the order of the words.
fn found(graph: &Graph, case: &Case) -> Vec<String> {
    let CitedIn { references, pointings } =
        graph.cited_in(&case.sentence, &case.at.document_id().unwrap(), Some(&case.at));
    let mut found: Vec<(usize, String)> = Vec::new();
    for (reference, resolution) in references {
        let places: Vec<String> = resolution.targets.iter().map(|target| target.place.to_string()).collect();
        let printed = case.sentence.get(reference.number.clone()).unwrap();
        let line = format!("{printed} => {} {}", state(resolution.state), places.join(", "));
        found.push((reference.number.start, line.trim_end().to_owned()));
    }
    for (pointing, target) in pointings {
        let printed = case.sentence.get(pointing.start..pointing.end).unwrap();
        found.push((pointing.start, format!("{printed} => points {}", target.place)));
    }
    found.sort();
    found.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn every_reference_is_found_and_leads_where_it_says() {
    let graph = Graph::of(&edition());
    let (mut all, mut right) = (0, 0);
    let mut wrong = Vec::new();
    for (name, text) in files(&folder(), "cases-") {
        for case in cases(&text) {
            all += 1;
            let found = found(&graph, &case);
            if found == case.expected {
                right += 1;
            } else {
                let (at, expected) = (&case.at, &case.expected);
                wrong.push(format!(
                    "{name}:{}: at {at}: {}\n    expected {expected:?}\n    found    {found:?}",
                    case.line, case.sentence
                ));
            }
        }
    }
    println!("{right} of {all} sentences are read as they must be");
    assert!(wrong.is_empty(), "{right} of {all} sentences are right:\n{}", wrong.join("\n"));
    assert!(all >= 120, "only {all} sentences");
}
