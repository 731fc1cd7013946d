//! Papers composed from records that were played: each passes the checks, is the same bytes each time, and reads back as what
//! it was made from. `golden/papers-composed` holds each as text.

mod claims;
mod decisions;
mod files;
mod meetings;
mod modification_report;
mod read_back;
mod releases;
mod round_trip;
mod whole;

use std::collections::BTreeMap;

use papers::compose::{self, Paper, Record};
use papers::source::Source;
use procedure::rulebook::SourceFile;
use procedure::ruling::Outcome;
use procedure::scenario::{Scenario, Step};
use procedure::{Recorded, Register, Rulebook, decide};

use crate::root;

/// A record played from a scenario.
pub(crate) struct Played {
    register: Register,
    rulebook: Rulebook,
    events: Vec<Recorded>,
}

impl Played {
    /// Plays a scenario, given as text, on its Code's own documents; a refused step that it does not expect fails.
    pub(crate) fn of(text: &str) -> Self {
        Self::until(text, jiff::civil::DateTime::MAX)
    }

    /// The same, without the steps after a moment.
    pub(crate) fn until(text: &str, last: jiff::civil::DateTime) -> Self {
        let code = text.lines().find_map(|line| line.strip_prefix("rulebook = \"")?.strip_suffix('"')).unwrap();
        let rulebook = rulebook(code);
        let scenario = Scenario::read(text, rulebook.code().administrator.as_str()).unwrap();
        let mut played = Self { register: Register::new(code), rulebook, events: Vec::new() };
        for markup in documents(code) {
            let begins = played.rulebook.code().begins.at(0, 0, 0, 0);
            let event = played.rulebook.loading(&markup);
            played.record(begins, "", event);
        }
        scenario.cast.iter().chain(&scenario.steps).filter(|step| step.at <= last).for_each(|step| played.step(step));
        played
    }

    fn step(&mut self, step: &Step) {
        let ruling = decide(&self.register, &step.submission, &self.rulebook, step.at).unwrap();
        match ruling.outcome {
            Outcome::Permitted(events) => {
                for event in events {
                    self.record(step.at, &step.submission.by, event);
                }
            }
            Outcome::Refused | Outcome::NeedsJudgement => {
                use procedure::scenario::Expect;
                assert!(
                    matches!(step.expect, Expect::Refused(_) | Expect::NeedsJudgement(_)),
                    "line {}: {:?}",
                    step.line,
                    ruling.grounds
                );
            }
        }
    }

    fn record(&mut self, at: jiff::civil::DateTime, by: &str, event: procedure::Event) {
        let position = self.register.position() + 1;
        let recorded = Recorded { position, took_effect: at, by: by.to_owned(), grounds: Vec::new(), event };
        self.register.fold(&recorded).unwrap();
        let event = recorded.event.published().into_owned();
        self.events.push(Recorded { event, ..recorded });
    }

    /// What a composer sees of it on the day of its last event.
    pub(crate) fn view(&self) -> Record<'_> {
        let today = self.register.last_event().unwrap().date();
        Record { register: &self.register, rulebook: &self.rulebook, events: &self.events, today }
    }

    /// A paper of a kind.
    pub(crate) fn paper(&self, kind: &str, of: &str) -> Paper {
        (compose::kind(kind).unwrap().compose)(&self.view(), of).unwrap()
    }
}

fn rulebook(code: &str) -> Rulebook {
    let home = root().join("codes").join(code);
    let mut files = Vec::new();
    for folder in ["", "rules"] {
        for entry in std::fs::read_dir(home.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "toml") {
                let name = path.strip_prefix(&home).unwrap().to_string_lossy().into_owned();
                files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Rulebook::load(&files).unwrap()
}

fn documents(code: &str) -> Vec<String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("codes").join(code).join("text")).unwrap() {
        let path = entry.unwrap().path();
        found.insert(path.clone(), std::fs::read_to_string(path).unwrap());
    }
    found.into_values().collect()
}

/// A scenario of the project, as text.
pub(crate) fn scenario(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The demonstration of the SEC, on its last day.
pub(crate) fn demonstration() -> Played {
    Played::of(&scenario("codes/sec/demonstration.toml"))
}

/// The whole way of a proposal of the invented Code, whose words are held.
pub(crate) fn journey() -> Played {
    Played::of(&scenario("scenarios/specimen/whole-journey.toml"))
}

/// The text of a paper is as accepted, and no check finds anything in it.
pub(crate) fn accepted(played: &Played, paper: &Paper, name: &str) {
    let text = compose::text(paper);
    let path = root().join("golden/papers-composed").join(name);
    if std::env::var_os("ENACT_ACCEPT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = wanted.lines().zip(text.lines()).enumerate().find(|(_, (a, b))| a != b);
    if let Some((line, (wanted, made))) = differs {
        panic!("{name} line {}:\n  accepted {wanted}\n  composed {made}", line + 1);
    }
    assert_eq!(wanted.lines().count(), text.lines().count(), "{name} has another length");
    assert_eq!(findings(played, &text), Vec::<String>::new(), "{name}");
}

/// What the reader and the checks say of a text; nothing where no reader is there for its kind.
pub(crate) fn findings(played: &Played, text: &str) -> Vec<String> {
    let source = Source::from_bytes("composed.txt", text.as_bytes()).unwrap();
    let Ok(reading) = papers::read::read(&source) else { return Vec::new() };
    let paper = papers::checks::Paper::new(&source, reading);
    let found = papers::checks::check(&[paper], played.rulebook.calendar());
    let lines: Vec<&str> = text.lines().collect();
    let told = |one: &papers::finding::Finding| {
        let line = lines.get(one.line.saturating_sub(1)).copied().unwrap_or_default();
        format!("{} {} line {}: {} [{line}]", one.rule, one.name, one.line, one.message)
    };
    found.iter().flat_map(|file| &file.findings).map(told).collect()
}
