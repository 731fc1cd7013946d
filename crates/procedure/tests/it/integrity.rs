//! Every Code held to account: ids, clauses, powers, the vocabulary.

use std::collections::BTreeSet;
use std::fs;

use jiff::ToSpan as _;
use jiff::civil::Date;
use legaltext::{Citation, Edition, markup};
use procedure::condition::Condition;
use procedure::rule::Check;
use procedure::rulebook::SourceFile;
use procedure::{ActName, Register, Rulebook};
use serde::Deserialize;

use crate::scenarios::{HeldCode, root};

/// The lines of a list below `golden/`, without remarks and empty lines; nothing where there is no such list.
pub(crate) fn golden_lines(path: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("golden").join(path)).unwrap_or_default();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_rule_id_used_twice_is_refused() {
    for code in HeldCode::all() {
        let mut files = code.files.clone();
        let first = files.iter().find(|file| file.path.starts_with("rules/")).unwrap();
        files.push(SourceFile { path: "rules/z-copy.toml".to_owned(), text: first.text.clone() });
        let error = Rulebook::load(&files).unwrap_err();
        assert!(error.message.contains("is used twice"), "{}: {error}", code.id);
        assert_eq!(error.file, "rules/z-copy.toml");
    }
}

/// Rules that wait for a modification come with clauses that it will add, so they are left out.
/// S1-057: a clause that is cited and not in the text is found (D2A among them).
#[test]
fn every_rule_stands_on_a_clause_of_its_code() {
    for code in HeldCode::all() {
        let register = Register::new(&code.id);
        let documents = code.documents.iter().map(|text| markup::parse(text, "test").unwrap());
        let edition = Edition::new(&code.id, documents);
        for loaded in code.rulebook.rules() {
            let rule = &loaded.rule;
            assert!(!rule.cites.is_empty(), "{}: {} cites nothing", code.id, rule.id);
            if code.rulebook.days_of(rule, &register).0.is_none() {
                continue;
            }
            for clause in &rule.cites {
                let citation: Citation = clause.parse().unwrap_or_else(|error| panic!("{}: {error}", rule.id));
                let stands = edition.find(&citation).is_some();
                assert!(stands, "{}: {} cites {clause}, which is not there", code.id, rule.id);
            }
        }
    }
}

#[test]
fn every_act_has_a_power_at_every_date_or_a_committed_reason() {
    for code in HeldCode::all() {
        let found = gaps(&code.rulebook);
        assert_eq!(found, golden_lines(&format!("{}/acts-without-power.txt", code.id)), "{}", code.id);
    }
}

/// The spans, from the Code's first day on, in which nobody may do an act.
fn gaps(rulebook: &Rulebook) -> Vec<String> {
    let register = Register::new(&rulebook.code().id);
    let begins = rulebook.code().begins;
    let mut days = BTreeSet::from([begins]);
    for loaded in rulebook.rules() {
        let (from, until) = rulebook.days_of(&loaded.rule, &register);
        days.extend(from.into_iter().chain(until).filter(|day| *day > begins));
    }
    let days = Vec::from_iter(days);
    let mut found = Vec::new();
    for act in ActName::ALL {
        let empty = |day: &Date| {
            !rulebook.governing(*act, *day, &register).any(|loaded| matches!(loaded.rule.check, Check::Power(_)))
        };
        let mut since: Option<Date> = None;
        for day in &days {
            match (since, empty(day)) {
                (None, true) => since = Some(*day),
                (Some(from), false) => {
                    found.push(format!("{act} {from} to {}", day.checked_sub(1.day()).unwrap()));
                    since = None;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
        found.extend(since.map(|from| format!("{act} {from} on")));
    }
    found
}

#[test]
fn every_condition_of_the_vocabulary_is_used_by_a_rule() {
    let unknown = toml::Value::String("no-such-condition".to_owned());
    let error = Condition::deserialize(unknown).unwrap_err().to_string();
    let allowed: BTreeSet<&str> = error.split('`').skip(3).step_by(2).collect();
    assert!(allowed.contains("stage-is") && allowed.len() > 15, "the list could not be read from: {error}");
    let mut words = BTreeSet::new();
    for code in HeldCode::all() {
        for file in code.files.iter().filter(|file| file.path.starts_with("rules/")) {
            let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
            words.extend(file.text.split(|c| !is_word(c)).map(str::to_owned));
        }
    }
    let unused: Vec<&&str> = allowed.iter().filter(|name| !words.contains(**name)).collect();
    assert!(unused.is_empty(), "no rule uses {unused:?}");
}
