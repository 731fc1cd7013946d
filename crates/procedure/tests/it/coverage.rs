//! The SEC's rules against the SEC's scenarios: each permits somewhere, each refuses somewhere, and where it alone
//! refuses, the act goes through without it.

use std::collections::{BTreeMap, BTreeSet};

use procedure::duty;
use procedure::rule::{Check, Effect, Holder, Rule};
use procedure::rulebook::SourceFile;
use procedure::ruling::{Bearing, Outcome};
use procedure::scenario::Step;
use procedure::{Event, Register, Rulebook, Ruling, decide};

use crate::integrity::golden_lines;
use crate::replay::replay;
use crate::scenarios::{HeldCode, Story};

fn stories() -> Vec<Story> {
    Story::all().into_iter().filter(|story| story.code.id == "sec").collect()
}

/// What the scenarios showed of the rules.
#[derive(Default)]
struct Shown {
    /// Rules that a permitted act stood on.
    permitted: BTreeSet<String>,
    /// Rules that refused an act.
    refused: BTreeSet<String>,
    /// Rules without which an act that they refused would have been permitted, or would wait for a judgement.
    guarding: BTreeSet<String>,
}

impl Shown {
    fn see(&mut self, code: &HeldCode, loosened: &mut Loosened, register: &Register, step: &Step, ruling: &Ruling) {
        if let Outcome::Permitted(events) = &ruling.outcome {
            let met = ruling.grounds.iter().filter(|ground| ground.bearing == Bearing::Supports);
            self.permitted.extend(met.map(|ground| ground.rule.to_string()));
            for event in events {
                if let Event::VoteClosed { count, .. } = event {
                    self.permitted.insert(count.rule.to_string());
                }
            }
            // A suspension that does not reach leaves no ground.
            let governing = code.rulebook.governing(step.submission.act.name(), step.at.date(), register);
            let suspensions = governing.filter(|loaded| matches!(loaded.rule.check, Check::Suspension(_)));
            self.permitted.extend(suspensions.map(|loaded| loaded.rule.id.to_string()));
        }
        self.see_duties(code, register, step);
        for ground in ruling.refusing() {
            let id = ground.rule.as_str();
            self.refused.insert(id.to_owned());
            if !self.guarding.contains(id) {
                // A judgement of the rule that is gone answers nobody any more.
                let mut submission = step.submission.clone();
                submission.judgements.remove(&ground.rule);
                let without = decide(register, &submission, loosened.rulebook(code, id), step.at);
                if without.is_ok_and(|ruling| !matches!(ruling.outcome, Outcome::Refused)) {
                    self.guarding.insert(id.to_owned());
                }
            }
        }
    }
}

impl Shown {
    /// A duty is shown where it stands open at one step of a story and is done at another; a screening where it reaches a
    /// proposal.
    fn see_duties(&mut self, code: &HeldCode, register: &Register, step: &Step) {
        for owed in duty::duties(register, &code.rulebook, step.at) {
            let id = owed.rule.to_string();
            if owed.state.is_open() {
                self.guarding.insert(id.clone());
                self.refused.insert(id);
            } else {
                self.permitted.insert(id);
            }
        }
        let reached = register.proposals().flat_map(|proposal| {
            register
                .touched(&code.rulebook, proposal, step.at.date())
                .into_iter()
                .map(|touched| touched.rule.to_string())
        });
        self.permitted.extend(reached);
    }
}

/// The rulebook with one rule loosened: a power given to everyone, any other rule taken away.
#[derive(Default)]
pub(crate) struct Loosened(BTreeMap<String, Rulebook>);

impl Loosened {
    pub(crate) fn rulebook(&mut self, code: &HeldCode, id: &str) -> &Rulebook {
        self.0.entry(id.to_owned()).or_insert_with(|| {
            let files: Vec<SourceFile> = code.files.iter().map(|file| loosen(file, id)).collect();
            Rulebook::load(&files).unwrap()
        })
    }
}

/// Takes a rule out of the transitions that name it, and a transition away that names none then.
fn forget(rules: &mut Vec<toml::Value>, id: &str) {
    let names = |rule: &toml::Value| rule["check"].get("transition").is_some();
    for rule in rules.iter_mut().filter(|rule| names(rule)) {
        let kept = rule["check"]["transition"]["rules"].as_array_mut().unwrap();
        kept.retain(|kept| kept.as_str() != Some(id));
    }
    rules.retain(|rule| !names(rule) || !rule["check"]["transition"]["rules"].as_array().unwrap().is_empty());
}

/// A file of the Code with one rule loosened.
pub(crate) fn loosen(file: &SourceFile, id: &str) -> SourceFile {
    if !file.path.starts_with("rules/") {
        return file.clone();
    }
    let mut table: toml::Table = file.text.parse().unwrap();
    let rules = table.get_mut("rule").and_then(toml::Value::as_array_mut).unwrap();
    let is_it = |rule: &toml::Value| rule.get("id").and_then(toml::Value::as_str) == Some(id);
    rules.retain(|rule| !is_it(rule) || rule["check"].get("power").is_some());
    forget(rules, id);
    for rule in rules.iter_mut().filter(|rule| is_it(rule)) {
        let open: toml::Table = "power = { held-by = [\"anyone\"] }".parse().unwrap();
        rule["check"] = toml::Value::Table(open);
    }
    SourceFile { path: file.path.clone(), text: table.to_string() }
}

/// Whether a rule can refuse at all.
pub(crate) fn can_refuse(rule: &Rule) -> bool {
    match &rule.check {
        Check::Power(power) => !power.held_by.contains(&Holder::Anyone) || !power.conditions.is_empty(),
        Check::Tally(_) | Check::Screening(_) | Check::Transition(_) => false,
        Check::Suspension(suspension) => suspension.effect == Effect::Refused,
        Check::TimeLimit(limit) => limit.effect == Effect::Refused,
        Check::Condition(_) | Check::Judgement(_) | Check::Duty(_) | Check::Contents(_) => true,
    }
}

#[test]
fn every_rule_permits_refuses_and_guards_in_a_scenario_or_is_listed() {
    let (mut shown, mut loosened) = (Shown::default(), Loosened::default());
    let stories = stories();
    for story in &stories {
        replay(story, |register, step, ruling| shown.see(&story.code, &mut loosened, register, step, ruling));
    }
    let mut uncovered = Vec::new();
    for loaded in stories[0].code.rulebook.rules() {
        let id = loaded.rule.id.as_str();
        if !shown.permitted.contains(id) {
            uncovered.push(format!("{id} permits in no scenario"));
        }
        if can_refuse(&loaded.rule) && !shown.refused.contains(id) {
            uncovered.push(format!("{id} refuses in no scenario"));
        } else if can_refuse(&loaded.rule) && !shown.guarding.contains(id) {
            uncovered.push(format!("{id} refuses in no scenario by itself"));
        }
    }
    assert_eq!(uncovered, golden_lines("sec/uncovered-rules.txt"), "golden/sec/uncovered-rules.txt must list these");
}
