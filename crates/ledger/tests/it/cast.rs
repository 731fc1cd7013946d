//! Who takes part in the tests, and what they do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::{Clock, Ledger, SubmitOptions, Submitted};
use procedure::rulebook::SourceFile;
use procedure::scenario::Scenario;
use procedure::{Act, Rulebook, Submission};
use serde_json::{Value, json};

static SEC: LazyLock<Arc<Rulebook>> = LazyLock::new(|| Arc::new(load("sec")));

/// The rules of the SEC.
pub(crate) fn sec() -> Arc<Rulebook> {
    Arc::clone(&SEC)
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn load(code: &str) -> Rulebook {
    let folder = root().join("codes").join(code);
    let mut files = Vec::new();
    for (inner, prefix) in [(folder.clone(), ""), (folder.join("rules"), "rules/")] {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.file_name().unwrap().to_string_lossy();
                let text = std::fs::read_to_string(&path).unwrap();
                files.push(SourceFile { path: format!("{prefix}{name}"), text });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Rulebook::load(&files).unwrap()
}

/// A clock that stands at an instant.
pub(crate) fn clock_at(instant: &str) -> Clock {
    let instant: Timestamp = instant.parse().unwrap();
    Clock::Handed(Arc::new(move || instant))
}

/// An act handed in.
pub(crate) fn act(by: &str, act: Value) -> Submission {
    Submission { by: by.to_owned(), act: Act::read(act).unwrap(), judgements: BTreeMap::new() }
}

pub(crate) fn admit(name: &str) -> Submission {
    act(
        "code-administrator",
        json!({ "act": "admit-party", "name": name, "category": "small-supplier", "since": "2015-01-01" }),
    )
}

pub(crate) fn raise(by: &str, title: &str) -> Submission {
    act(by, json!({ "act": "raise-draft-proposal", "title": title, "issue": format!("What {title} would mend.") }))
}

pub(crate) fn support(proposal: &str, advice: &str) -> Submission {
    act("code-administrator", json!({ "act": "give-support", "proposal": proposal, "advice": advice }))
}

pub(crate) fn suspend(party: &str) -> Submission {
    act("panel", json!({ "act": "suspend-rights", "party": party, "rights": ["M8.5(b)"] }))
}

/// Hands an act in with nothing else said.
pub(crate) async fn submit(ledger: &Ledger, submission: Submission) -> Submitted {
    ledger.submit("sec", submission, SubmitOptions::default()).await.unwrap()
}

/// Hands an act in that must be permitted.
pub(crate) async fn done(ledger: &Ledger, submission: Submission) -> Submitted {
    let submitted = submit(ledger, submission).await;
    assert!(submitted.ruling.is_permitted(), "{:?}", submitted.ruling.refusing().collect::<Vec<_>>());
    submitted
}

/// Every scenario of the SEC with its file name.
pub(crate) fn scenarios() -> Vec<(String, Scenario)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("scenarios/sec")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let text = std::fs::read_to_string(&path).unwrap();
                let scenario = Scenario::read(&text, sec().code().administrator.as_str());
                found.push((path.display().to_string(), scenario.unwrap_or_else(|error| panic!("{path:?}: {error}"))));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(!found.is_empty());
    found
}

/// The acts of a scenario with their times.
pub(crate) fn acts_of(scenario: &Scenario) -> Vec<(DateTime, Submission)> {
    scenario.cast.iter().chain(&scenario.steps).map(|step| (step.at, step.submission.clone())).collect()
}

/// The scenario that goes from a problem statement to words in force.
pub(crate) fn whole_story() -> Vec<(DateTime, Submission)> {
    let scenarios = scenarios();
    let (_, story) =
        scenarios.iter().find(|(name, _)| name.ends_with("self-governance-from-start-to-end.toml")).unwrap();
    acts_of(story)
}

/// What that story does before an act of a name comes for the first time.
pub(crate) fn acts_before(name: &str) -> Vec<(DateTime, Submission)> {
    let is_other = |act: &Act| serde_json::to_value(act).unwrap()["act"] != name;
    whole_story().into_iter().take_while(|(_, submission)| is_other(&submission.act)).collect()
}
