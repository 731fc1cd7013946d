//! Plays every file under `scenarios/`.

use std::fs;
use std::path::{Path, PathBuf};

use procedure::Rulebook;
use procedure::rulebook::SourceFile;
use procedure::scenario::{Scenario, play};

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
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
    let demonstrations = walk(&root().join("codes")).into_iter().filter(|path| path.ends_with("demonstration.toml"));
    for path in walk(&root().join("scenarios")).into_iter().chain(demonstrations) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().find_map(|line| line.strip_prefix("rulebook = ")).unwrap().trim_matches('"').to_owned();
        let files = files_of(&code);
        let rulebook = Rulebook::load(&files).unwrap_or_else(|error| panic!("{code}: {error}"));
        let documents: Vec<String> =
            files.iter().filter(|file| file.path.starts_with("text/")).map(|file| file.text.clone()).collect();
        let scenario = Scenario::read(&text, rulebook.code().administrator.as_str())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let result = play(&scenario, &rulebook, &documents).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let wrong: Vec<_> = result.steps.iter().filter(|step| !step.as_expected).collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
        played += 1;
    }
    assert!(played > 0, "no scenario was found");
}
