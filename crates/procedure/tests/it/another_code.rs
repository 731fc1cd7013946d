//! What other codes need that the SEC does not, each said by a small file of rules and played: what they permit and refuse.

use std::fs;

use procedure::Rulebook;
use procedure::rulebook::SourceFile;
use procedure::scenario::{Expect, Scenario, play};

use crate::scenarios::{files_of, name_of, root, walk};

/// The Code's files with some rules left out and others beside them.
fn with(files: Vec<SourceFile>, without: &[String], rules: toml::Value) -> Vec<SourceFile> {
    let mut found = Vec::new();
    let mut left = without.to_vec();
    for file in files {
        if !file.path.starts_with("rules/") {
            found.push(file);
            continue;
        }
        let mut table: toml::Table = file.text.parse().unwrap();
        let held = table.get_mut("rule").and_then(toml::Value::as_array_mut).unwrap();
        held.retain(|rule| {
            let id = rule["id"].as_str().unwrap_or_default();
            let stays = !without.iter().any(|gone| gone == id);
            left.retain(|gone| gone != id);
            stays
        });
        found.push(SourceFile { path: file.path, text: table.to_string() });
    }
    assert!(left.is_empty(), "there is no rule {left:?} to leave out");
    let own = toml::Table::from_iter([("rule".to_owned(), rules)]);
    found.push(SourceFile { path: "rules/x01-of-its-own.toml".to_owned(), text: own.to_string() });
    found
}

#[test]
fn what_another_code_needs_is_said_in_rules_and_played() {
    let paths = walk(&root().join("golden/another-code"));
    let (mut wrong, mut points) = (Vec::new(), Vec::new());
    for path in &paths {
        let name = name_of(path);
        let mut table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
        let point = table.remove("point").and_then(|point| point.as_integer()).unwrap();
        assert!(name.starts_with(&format!("{point}-")), "{name} is about point {point}");
        points.push(point);
        let without: Vec<String> = table.remove("without").map_or_else(Vec::new, |ids| ids.try_into().unwrap());
        let rules = table.remove("rule").unwrap();
        let files = with(files_of("sec"), &without, rules);
        let rulebook = Rulebook::load(&files).unwrap_or_else(|error| panic!("{name}: {error}"));
        let scenario =
            Scenario::read(&table.to_string(), "code-administrator").unwrap_or_else(|e| panic!("{name}: {e}"));
        let refused = |expect: &Expect| matches!(expect, Expect::Refused(_));
        assert!(scenario.steps.iter().any(|step| refused(&step.expect)), "{name} shows no refusal");
        let documents: Vec<String> =
            files.iter().filter(|file| file.path.starts_with("text/")).map(|file| file.text.clone()).collect();
        match play(&scenario, &rulebook, &documents) {
            Err(why) => wrong.push(format!("{name}: {why}")),
            Ok(played) => {
                let unexpected = played.steps.iter().filter(|step| !step.as_expected);
                wrong.extend(
                    unexpected.map(|step| format!("{name}: step {}: {} {:?}", step.number, step.outcome, step.reasons)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let page = fs::read_to_string(root().join("docs/another-code.md")).unwrap();
    for path in &paths {
        assert!(page.contains(&name_of(path)), "docs/another-code.md does not speak of {}", name_of(path));
    }
}
