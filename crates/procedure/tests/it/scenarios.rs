//! Plays every file under `scenarios/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use procedure::rulebook::SourceFile;
use procedure::scenario::{Expect, Scenario, play};
use procedure::{ActName, Rulebook};

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A Code as its folder holds it.
pub(crate) struct HeldCode {
    pub(crate) id: String,
    pub(crate) files: Vec<SourceFile>,
    pub(crate) rulebook: Rulebook,
    pub(crate) documents: Vec<String>,
}

impl HeldCode {
    /// Every Code under `codes/`.
    pub(crate) fn all() -> Vec<Rc<Self>> {
        let folders = fs::read_dir(root().join("codes")).unwrap().map(|entry| entry.unwrap().path());
        let mut names: Vec<String> = folders.map(|path| name_of(&path)).collect();
        names.sort();
        names.iter().map(|name| Rc::new(Self::load(name))).collect()
    }

    fn load(id: &str) -> Self {
        let files = files_of(id);
        let rulebook = Rulebook::load(&files).unwrap_or_else(|error| panic!("{id}: {error}"));
        let texts = files.iter().filter(|file| file.path.starts_with("text/"));
        let documents = texts.map(|file| file.text.clone()).collect();
        Self { id: id.to_owned(), files, rulebook, documents }
    }
}

/// A scenario with the file it stands in and its Code.
pub(crate) struct Story {
    /// The file, from the root of the project.
    pub(crate) name: String,
    pub(crate) scenario: Scenario,
    pub(crate) code: Rc<HeldCode>,
}

impl Story {
    /// Every scenario, and the demonstration of every Code.
    pub(crate) fn all() -> Vec<Self> {
        let codes = HeldCode::all();
        let demonstrations =
            walk(&root().join("codes")).into_iter().filter(|path| path.ends_with("demonstration.toml"));
        let paths = walk(&root().join("scenarios")).into_iter().chain(demonstrations);
        paths.map(|path| Self::read(&path, &codes)).collect()
    }

    fn read(path: &Path, codes: &[Rc<HeldCode>]) -> Self {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let text = fs::read_to_string(path).unwrap();
        let id = text.lines().find_map(|line| line.strip_prefix("rulebook = ")).map(|id| id.trim_matches('"'));
        let code = codes.iter().find(|code| Some(code.id.as_str()) == id);
        let code = Rc::clone(code.unwrap_or_else(|| panic!("{name}: there is no Code {id:?}")));
        let scenario = Scenario::read(&text, code.rulebook.code().administrator.as_str())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { name, scenario, code }
    }
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The files of a Code's folder.
pub(crate) fn files_of(code: &str) -> Vec<SourceFile> {
    let base = root().join("codes").join(code);
    let mut files = Vec::new();
    for path in walk(&base) {
        let text = fs::read_to_string(&path).unwrap();
        files.push(SourceFile { path: path.strip_prefix(&base).unwrap().display().to_string(), text });
    }
    files
}

/// Every file below a folder, in order.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).map(|dir| dir.map(|e| e.unwrap().path()).collect()).unwrap_or_default();
    entries.sort();
    for path in entries {
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn every_scenario_comes_to_what_it_expects() {
    let mut played = 0;
    let mut wrong = Vec::new();
    for story in Story::all() {
        played += 1;
        match play(&story.scenario, &story.code.rulebook, &story.code.documents) {
            Err(why) => wrong.push(format!("{}: {why}", story.name)),
            Ok(result) => wrong.extend(result.steps.iter().filter(|step| !step.as_expected).map(|step| {
                let expected = &story.scenario.steps[step.number - 1];
                format!(
                    "{}: step {}, line {}: expected {:?}, came to {} by {:?}: {:?}",
                    story.name, step.number, expected.line, expected.expect, step.outcome, step.clauses, step.reasons
                )
            })),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(played > 100, "only {played} scenarios were found");
}

#[test]
fn every_act_has_a_permitted_and_a_refused_scenario() {
    let mut missing = Vec::new();
    for act in ActName::ALL {
        let folder = root().join("scenarios/sec").join(act.name());
        let names: Vec<String> = walk(&folder).iter().map(|path| name_of(path)).collect();
        for beginning in ["permitted-", "refused-"] {
            if !names.iter().any(|name| name.starts_with(beginning)) {
                missing.push(format!("{act}/{beginning}*.toml"));
            }
        }
        let strays = names.iter().filter(|name| !name.starts_with("permitted-") && !name.starts_with("refused-"));
        missing.extend(strays.map(|name| format!("{act}/{name} is neither permitted-*.toml nor refused-*.toml")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A scenario named `permitted-` does the act, one named `refused-` has it refused or waiting for a judgement.
#[test]
fn a_scenario_shows_what_its_name_says() {
    let mut wrong = Vec::new();
    for story in Story::all().iter().filter(|story| story.name.starts_with("scenarios/sec/")) {
        let parts: Vec<&str> = story.name.split('/').collect();
        let (act, name) = (parts[2], parts[3]);
        let stopped = |expect: &Expect| matches!(expect, Expect::Refused(_) | Expect::NeedsJudgement(_));
        let mut steps = story.scenario.steps.iter().filter(|step| step.submission.act.name().name() == act);
        let shown = match (act, name.starts_with("permitted-")) {
            ("stories", _) => true,
            (_, true) => steps.any(|step| !stopped(&step.expect)),
            (_, false) => steps.any(|step| stopped(&step.expect)),
        };
        if !shown {
            wrong.push(story.name.clone());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
