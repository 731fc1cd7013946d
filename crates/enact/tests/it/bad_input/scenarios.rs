//! Scenarios that cannot be played: the line, and what is wrong on it.

use crate::program::{Folder, project, run};

const STORY: &str = "scenarios/specimen/whole-journey.toml";

/// The line, from 1, on which a text stands first; the step that holds it begins at the `[[step]]` above it.
fn step_of(story: &str, text: &str) -> usize {
    let at = story.find(text).unwrap_or_else(|| panic!("`{text}` is not in the story"));
    let before = &story[..at];
    let step = ["[[step]]", "[[person]]", "[[party]]"].iter().filter_map(|head| before.rfind(head)).max().unwrap();
    story[..step].matches('\n').count() + 1
}

#[test]
fn a_step_that_cannot_be_read_is_refused_with_its_line() {
    let story = std::fs::read_to_string(project().join(STORY)).unwrap();
    let folder = Folder::new();
    for (from, to, words) in [
        ("\"raise-draft-proposal\"", "\"raise-draft-propsal\"", "the acts are raise-draft-proposal"),
        ("issue = ", "isue = ", "expected one of `id`, `title`, `issue`, `subjects`"),
        ("by = \"Una Strachan\"", "by = \"Una Strahan\"", "nobody is known as `Una Strahan`"),
        ("acts_for = \"Braeside Heat Ltd\"", "acts_for = \"Braeside\"", "no body or Party `Braeside`"),
        ("2026-01-12T10:00", "2026-02-30T10:00", "write \"2024-03-04T10:00\""),
        ("2026-01-12T10:00", "on Monday", "write \"2024-03-04T10:00\""),
        ("closes = \"2026-02-10\"", "closes = \"2026-02-31\"", "2026-02"),
        ("at = \"2026-01-13T10:00\"\n", "", "a step needs `at`"),
        ("by = \"Wilma Haig\"\n", "", "a step needs `by`"),
        ("2026-01-13T10:00", "2025-01-13T10:00", "steps go forwards in time"),
        ("2026-01-13T10:00", "2026-03-29T01:30", "or not at all, because the clocks change then"),
        ("2026-01-13T10:00", "2026-10-25T01:30", "comes twice in London"),
        ("proposal = \"CN001\"", "proposal = \"CN404\"", "there is no proposal CN404"),
        ("release = \"june-2026\"", "release = \"june-2036\"", "there is no release `june-2036`"),
        ("view = \"supports\"", "view = \"likes\"", "`supports`, `opposes`, `neutral`"),
        ("expect = { stage = \"refinement\" }", "expect = { stage = \"refined\" }", "`expect`: `refined` is no stage"),
        ("{ refused = [\"B10.7\"] }", "{ refuse = [\"B10.7\"] }", "`expect` must be"),
    ] {
        let line = step_of(&story, from);
        let file = folder.file("story.toml", story.replacen(from, to, 1));
        for format in ["human", "json"] {
            let ran = run(&["play", &file, "--format", format]);
            let sentence = ran.refusal();
            // What only the register shows to be wrong is found while playing, and the steps around it are told.
            assert!(ran.out.is_empty() || ran.out.contains("unreadable"), "{ran:?}");
            let at = format!("line {line}: ");
            assert!(sentence.contains(&file) && sentence.contains(&at) && sentence.contains(words), "{to}: {sentence}");
        }
    }
}

#[test]
fn a_scenario_that_does_nothing_or_names_no_code_is_refused() {
    let story = std::fs::read_to_string(project().join(STORY)).unwrap();
    let folder = Folder::new();
    let (head, _) = story.split_once("[[step]]").unwrap();
    for (text, words) in [
        (head.to_owned(), "the scenario has no [[step]]"),
        (story.replacen("rulebook = \"specimen\"", "", 1), "begin it with rulebook = \"sec\""),
        (story.replacen("\"specimen\"", "\"gas\"", 1), "there is no Code `gas`"),
        (story.replacen("title = ", "titel = ", 1), "`title`"),
        (story.replacen("[[step]]", "[[stop]]", 1), "`step`"),
        (story.replacen("[[step]]", "[[step]", 1), "line "),
        ("Dear Sir or Madam,\n".to_owned(), "line 1"),
    ] {
        let file = folder.file("story.toml", text);
        let ran = run(&["play", &file]);
        assert!(ran.sentence().contains(words), "{words}: {ran:?}");
    }
}

/// A scenario whose steps can be read but come to something else is no bad input: it is played, and is wrong.
#[test]
fn a_step_that_comes_to_something_else_is_exit_code_1() {
    let story = std::fs::read_to_string(project().join(STORY)).unwrap();
    let folder = Folder::new();
    let file = folder.file("story.toml", story.replacen("expect = { refused = [\"B10.7\"] }", "", 1));
    let ran = run(&["play", &file, "--format", "json"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(1), ""), "{ran:?}");
    let played = ran.json();
    assert_eq!(played["as_expected"], false);
    let wrong: Vec<_> =
        played["steps"].as_array().unwrap().iter().filter(|step| step["as_expected"] == false).collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!((&wrong[0]["outcome"], &wrong[0]["clauses"][0]), (&"refused".into(), &"B10.7".into()));
}
