//! The checks on facts stated by hand, on the examples that explain them, and what holds for all of them.

mod examples;
mod known;
mod release;
mod report;

use std::sync::LazyLock;

use legaltext::Edition;
use procedure::Rulebook;
use procedure::rulebook::SourceFile;

use super::Base;
use super::*;
use crate::facts::*;

const CALENDAR: &str = include_str!("../../../../codes/sec/calendar.toml");

fn calendar() -> Calendar {
    Calendar::read(CALENDAR, "england-and-wales").unwrap()
}

/// A Code of this repository as data, with its documents.
fn code(id: &str) -> (Rulebook, Edition) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codes").join(id);
    let files = |below: &str| {
        let entries = std::fs::read_dir(folder.join(below)).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).collect::<Vec<_>>()
    };
    let source = |path: std::path::PathBuf| SourceFile {
        path: path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned(),
        text: std::fs::read_to_string(&path).unwrap(),
    };
    let rules: Vec<SourceFile> = files("").into_iter().chain(files("rules")).map(source).collect();
    let texts = files("text").into_iter().map(|path| std::fs::read_to_string(path).unwrap());
    let documents = texts.map(|text| legaltext::markup::parse(&text, id).unwrap());
    (Rulebook::load(&rules).unwrap(), Edition::new(id, documents))
}

/// The Smart Energy Code: numbers and titles as far as they are known, no words.
fn sec() -> (&'static Rulebook, &'static Edition) {
    static SEC: LazyLock<(Rulebook, Edition)> = LazyLock::new(|| code("sec"));
    (&SEC.0, &SEC.1)
}

/// The invented Code, whose words are all held.
fn specimen() -> (&'static Rulebook, &'static Edition) {
    static SPECIMEN: LazyLock<(Rulebook, Edition)> = LazyLock::new(|| code("specimen"));
    (&SPECIMEN.0, &SPECIMEN.1)
}

fn paper(facts: Facts, lines: &[&str]) -> Paper {
    let mut lines = lines.to_vec();
    lines.resize(lines.len().max(120), "");
    let source = Source::from_bytes("file.txt", lines.join("\n").as_bytes()).unwrap();
    Paper::new(&source, Reading { facts, findings: Vec::new() })
}

/// The paper with other words on one line.
fn saying(mut paper: Paper, line: usize, words: &str) -> Paper {
    paper.lines[line - 1].text = words.to_owned();
    paper
}

fn findings(paper: Paper) -> Vec<Finding> {
    check(&[paper], &calendar()).remove(0).findings
}

/// Exactly one finding, of this rule and level and on this line; gives its message.
fn only(paper: Paper, rule: &str, level: Level, line: usize) -> String {
    let found = findings(paper);
    assert_eq!(found.len(), 1, "{found:#?}");
    let finding = &found[0];
    assert_eq!((finding.rule, finding.level, finding.line), (rule, level, line), "{finding:#?}");
    finding.message.clone()
}

fn places(paper: Paper) -> Vec<(&'static str, usize)> {
    findings(paper).iter().map(|finding| (finding.rule, finding.line)).collect()
}

fn on(line: usize, text: &str) -> Placed<String> {
    Placed::on(line, text.to_owned())
}

#[test]
fn damaged_words_are_never_an_error() {
    let mut paper = report::report_paper(|report| report.annexes[0].title = Some(on(30, "Harb0ur lights (plan)")));
    paper.reported.push(reading::RULES[1].finding_for_test(30));
    paper.damaged = place::damaged(&paper.reported);
    let levels: Vec<Level> = findings(paper).iter().map(|finding| finding.level).collect();
    assert_eq!(levels, [Level::Note, Level::Note]);
}

impl reading::Reported {
    fn finding_for_test(&self, line: usize) -> Finding {
        let check = Check {
            rule: self.rule,
            name: self.name,
            level: self.level,
            explain: Explanation { looks_for: "", why: "", wrong: "", right: "" },
            run: |_, _| {},
        };
        check.finding(Level::Note, place::Place { line, column: 1, end_line: line }, "Damaged.".to_owned())
    }
}

#[test]
fn every_rule_is_explained_and_found_by_rule_and_name() {
    for (rule, name) in rules() {
        let by_rule = explain(rule).unwrap();
        assert_eq!(Some(&by_rule), explain(name).as_ref());
        assert!(by_rule.starts_with(&format!("{rule} {name} (")), "{by_rule}");
        assert!(by_rule.contains("\nLooks for\n") && by_rule.contains("\nWrong\n") && by_rule.contains("\nRight\n"));
    }
    assert_eq!(explain("EN999"), None);
    assert!(find("en104").is_some() && find("Total-vs-Table").is_some());
}

#[test]
fn findings_have_the_shape_that_the_command_line_promises() {
    let paper = release::release_paper(|r| r.costs.stated_total = Some(Placed::on(6, 1_440)));
    let json = serde_json::to_value(check(&[paper], &calendar())).unwrap();
    let finding = &json[0]["findings"][0];
    assert_eq!(json[0]["kind"], "release-implementation-document");
    assert_eq!(finding["rule"], "EN104");
    assert_eq!(finding["name"], "total-vs-table");
    assert_eq!(finding["level"], "error");
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64(), finding["end_line"].as_u64()),
        (Some(6), Some(1), Some(6))
    );
    assert_eq!(finding["values"]["stated"], 1_440);
    assert_eq!(finding["values"]["computed"], 1_500);
    assert_eq!(finding["related"][0]["line"], 52);
    assert!(finding["related"][0].get("path").is_none());
    assert!(finding["fix"].is_string());
}
