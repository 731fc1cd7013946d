//! The invented Code held to what a Code must be: words that read back the same, references that lead somewhere, rules
//! that stand on clauses, and a year in which every step is permitted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests read files and stop at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use legaltext::{Citation, Document, Edition, Meaning, inline_definitions, markup, references};
use procedure::names::{ConsultationKind, Path as ProposalPath, Stage};
use procedure::register::Proposal;
use procedure::rule::{Check, Since};
use procedure::rulebook::SourceFile;
use procedure::ruling::Outcome;
use procedure::scenario::{Scenario, Step};
use procedure::{ActName, Event, Recorded, Register, Rulebook, decide};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codes/specimen")
}

fn files_in(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn texts() -> Vec<(String, String)> {
    files_in(&folder().join("text"), ".txt")
}

fn first_edition() -> Edition {
    let documents = texts()
        .into_iter()
        .map(|(name, text)| markup::parse(&text, "specimen").unwrap_or_else(|errors| panic!("{name}: {errors:?}")));
    Edition::new("specimen", documents)
}

fn rulebook() -> Rulebook {
    let file = |(path, text)| SourceFile { path, text };
    let mut files: Vec<SourceFile> = files_in(&folder(), ".toml").into_iter().map(file).collect();
    let rules = files_in(&folder().join("rules"), ".toml").into_iter();
    files.extend(rules.map(|(name, text)| SourceFile { path: format!("rules/{name}"), text }));
    Rulebook::load(&files).unwrap_or_else(|error| panic!("{error}"))
}

fn record(register: &mut Register, step: Option<&Step>, rulebook: &Rulebook, event: Event) {
    let took_effect = step.map_or_else(|| rulebook.code().begins.at(0, 0, 0, 0), |step| step.at);
    let by = step.map_or_else(String::new, |step| step.submission.by.clone());
    let position = register.position() + 1;
    register.fold(&Recorded { position, took_effect, by, grounds: Vec::new(), event }).unwrap();
}

/// The register after the year of the demonstration and, appended to it, `more` steps. Every step must be permitted.
fn after_the_year(rulebook: &Rulebook, more: &str) -> Register {
    let mut register = Register::new("specimen");
    for (_, markup) in texts() {
        record(&mut register, None, rulebook, rulebook.loading(&markup));
    }
    let story = fs::read_to_string(folder().join("demonstration.toml")).unwrap() + more;
    let scenario = Scenario::read(&story, rulebook.code().administrator.as_str()).unwrap();
    for step in scenario.cast.iter().chain(&scenario.steps) {
        let ruling = decide(&register, &step.submission, rulebook, step.at)
            .unwrap_or_else(|unreadable| panic!("line {}: {unreadable}", step.line));
        let refusing: Vec<_> = ruling.refusing().map(|ground| ground.reason.clone()).collect();
        let Outcome::Permitted(events) = ruling.outcome else { panic!("line {}: {refusing:?}", step.line) };
        for event in events {
            record(&mut register, Some(step), rulebook, event);
        }
    }
    register
}

/// The headings under which a clause may be cited: its group's caption and the cross heading it stands under.
fn headings_of(document: &Document, at: &Citation) -> BTreeSet<String> {
    let Some(number) = at.clause().number().cloned() else { return BTreeSet::from([document.title().to_owned()]) };
    let mut headings = BTreeSet::new();
    let mut above: Option<String> = None;
    document.each(&mut |_, provision| {
        if let Some(caption) = provision.caption() {
            above = None;
            if *provision.number() == number {
                headings.insert(caption.to_owned());
            }
        }
        above = provision.heading().map(str::to_owned).or_else(|| above.take());
        if *provision.number() == number {
            headings.extend(above.clone());
        }
    });
    headings
}

/// What is wrong with the references and definitions of an edition, each as a sentence.
fn faults(edition: &Edition) -> Vec<String> {
    let mut found = Vec::new();
    for document in edition.documents() {
        let mut words: Vec<(Citation, String)> = Vec::new();
        document.each(&mut |at, provision| {
            words.push((at.clone(), provision.lead_in().to_owned()));
            words.push((at.clone(), provision.tail().to_owned()));
            let inline = inline_definitions(provision.lead_in()).into_iter().map(|inline| inline.term);
            let unlisted = inline.filter(|term| edition.definition(term).is_none());
            found.extend(unlisted.map(|term| format!("{at} defines \"{term}\", which is not listed")));
        });
        let whole = Citation::of_document(document.id());
        for (holder, definition) in document.definitions() {
            let at = holder.map_or_else(|| whole.clone(), |held| whole.child(held.number()));
            words.push((at, definition.text()));
            found.extend(fault_of_meaning(edition, definition.term(), definition.meaning()));
        }
        for (at, text) in words {
            found.extend(references::find(&text).iter().filter_map(|one| fault_of(edition, document, &at, one)));
        }
    }
    found
}

fn fault_of(edition: &Edition, document: &Document, at: &Citation, one: &references::Reference) -> Option<String> {
    let relative = || one.citation.labels().iter().fold(at.clause(), |clause, label| clause.child(label));
    let meant = if one.citation.is_relative() { relative() } else { one.citation.in_document(document.id()) };
    let Some(target) = meant.document_id().and_then(|id| edition.document(&id)) else {
        return Some(format!("{at} refers to {meant}, which is no document"));
    };
    if meant.number().is_some() && edition.find(&meant).is_none() {
        return Some(format!("{at} refers to {meant}, which does not stand there"));
    }
    let label = one.label.as_ref()?;
    let wrong = !headings_of(target, &meant).contains(label);
    wrong.then(|| format!("{at} calls {meant} \"{label}\", which is not its heading"))
}

fn fault_of_meaning(edition: &Edition, term: &str, meaning: &Meaning) -> Option<String> {
    match meaning {
        Meaning::FullText => None,
        Meaning::Unheld => Some(format!("\"{term}\" has no words")),
        Meaning::Alias { of } => {
            edition.definition(of).is_none().then(|| format!("\"{term}\" stands for \"{of}\", which is not defined"))
        }
        Meaning::Pointer { clause, .. } => {
            let text = edition.find(clause).map(|provision| provision.text()).unwrap_or_default();
            let defines = inline_definitions(&text).iter().any(|inline| inline.term == term);
            (!defines).then(|| format!("{clause} does not define \"{term}\""))
        }
    }
}

/// What remains to be brought into force after the year, on the days of the Releases.
const WHAT_WAITS: &str = r#"
[[step]]
at = "2026-11-26T06:00"
by = "Samira Haddad"
act = "go-live"
proposal = "CP073"
[[step]]
at = "2026-11-26T06:03"
by = "Samira Haddad"
act = "rebase-legal-text"
proposal = "CP074"
[[step]]
at = "2026-11-26T06:05"
by = "Samira Haddad"
act = "go-live"
proposal = "CP074"
[[step]]
at = "2027-02-25T05:55"
by = "Samira Haddad"
act = "rebase-legal-text"
proposal = "CP075"
[[step]]
at = "2027-02-25T06:00"
by = "Samira Haddad"
act = "go-live"
proposal = "CP075"
"#;

#[test]
fn the_words_read_back_as_they_stand() {
    for (name, text) in texts() {
        let document = markup::parse(&text, "specimen").unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        assert_eq!(markup::print(&document), text, "{name}");
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_pointer_to_its_term() {
    assert_eq!(faults(&first_edition()), Vec::<String>::new());
    let register = after_the_year(&rulebook(), WHAT_WAITS);
    for (from, edition) in register.editions() {
        assert_eq!(faults(edition), Vec::<String>::new(), "the edition of {from}");
    }
    assert_eq!(register.editions().count(), 6);
}

/// The control: the search for faults finds each kind.
#[test]
fn a_fault_is_found() {
    let text = "# Section B: Club\n\n\"Chair\" has the meaning given to it in Section B1.1 (Meetings).\n\n\
                \"Head\" has the same meaning as \"Leader\".\n\n## B1 Rules\n\n### Notices\n\n\
                B1.1 See Sections B1.2 and C1, and Section B1.1 (Meetings), where a (the \"Fee\") stands.\n";
    let edition = Edition::new("test", [markup::parse(text, "test").unwrap()]);
    let found = faults(&edition).join("\n");
    for wanted in [
        "B1.1 does not define \"Chair\"",
        "which is not defined",
        "B1.2, which does not stand there",
        "which is no document",
        "which is not its heading",
        "which is not listed",
    ] {
        assert!(found.contains(wanted), "{wanted} is not in:\n{found}");
    }
}

#[test]
fn the_four_kinds_of_definition_are_there() {
    let edition = first_edition();
    let kind = |term: &str| edition.definition(term).unwrap().meaning().clone();
    assert_eq!(kind("Heat"), Meaning::FullText);
    assert!(matches!(kind("Release"), Meaning::Pointer { .. }));
    assert_eq!(kind("Draft Proposal"), Meaning::Alias { of: "Change Note".to_owned() });
    assert_eq!(edition.inline_definition("Release"), Some("B10.1".parse().unwrap()));
    let list = edition.document(&"section-a".parse().unwrap()).unwrap().definitions();
    let terms: Vec<String> = list.iter().map(|(_, definition)| definition.term().to_lowercase()).collect();
    assert!(terms.is_sorted(), "{terms:?}");
}

#[test]
fn every_rule_stands_on_a_clause_that_is_there_when_it_comes_into_force() {
    let (rulebook, first) = (rulebook(), first_edition());
    let register = after_the_year(&rulebook, "");
    for loaded in rulebook.rules() {
        let rule = &loaded.rule;
        let edition = match &rule.in_force.from {
            Since::Day(_) => &first,
            Since::Modification(id) => match register.went_live(id) {
                Some(day) => register.edition_at(day).unwrap(),
                None => &first,
            },
        };
        for clause in &rule.cites {
            let citation: Citation = clause.parse().unwrap_or_else(|error| panic!("{}: {error}", rule.id));
            assert!(edition.find(&citation).is_some(), "{} cites {clause}, which does not stand there", rule.id);
        }
    }
}

#[test]
fn somebody_may_do_each_act() {
    let rulebook = rulebook();
    let powers = rulebook.rules().iter().filter(|loaded| matches!(loaded.rule.check, Check::Power(_)));
    let granted: BTreeSet<ActName> = powers.flat_map(|loaded| loaded.rule.governs.clone()).collect();
    assert_eq!(granted, ActName::ALL.iter().copied().collect());
}

#[test]
fn the_year_leaves_a_proposal_at_every_stage() {
    let register = after_the_year(&rulebook(), "");
    let mut stages: BTreeMap<Stage, usize> = BTreeMap::new();
    for proposal in register.proposals() {
        *stages.entry(proposal.stage).or_default() += 1;
    }
    assert_eq!(stages.keys().copied().collect::<BTreeSet<_>>(), Stage::ALL.into_iter().collect());
    assert_eq!(register.suspensions().len(), 2);
    let late = register.proposals().flat_map(|proposal| &proposal.consultations).flat_map(|held| &held.responses);
    assert!(late.filter(|response| !response.counted).count() >= 2);
}

fn amendments(register: &Register, number: &str) -> Vec<legaltext::Amendment> {
    let attached = |proposal: &Proposal| proposal.legal_text.as_ref().map(|text| text.amendments.clone());
    register.proposal(number).and_then(attached).unwrap()
}

#[test]
fn two_live_proposals_clash_and_one_has_been_overtaken() {
    let register = after_the_year(&rulebook(), "");
    let (_, now) = register.editions().next_back().unwrap();
    let one = legaltext::apply(now, &amendments(&register, "CP084"), "one").unwrap();
    assert!(legaltext::apply(now, &amendments(&register, "CP085"), "other").is_ok());
    assert!(legaltext::apply(&one.edition, &amendments(&register, "CP085"), "other").is_err());
    assert!(legaltext::apply(now, &amendments(&register, "CP076"), "overtaken").is_err());
}

/// B1.3(e) came into the Code with CP061; the same note is refused the day before and permitted on the day.
#[test]
fn a_change_to_who_may_raise_switches_the_process_on_its_day() {
    let rulebook = rulebook();
    let register = after_the_year(&rulebook, "");
    let scenario = "rulebook = \"specimen\"\ntitle = \"x\"\n[[step]]\nat = \"2026-02-25T10:00\"\n\
                    by = \"heat-consumers-forum\"\nact = \"raise-draft-proposal\"\ntitle = \"A problem\"\n";
    let step = Scenario::read(scenario, "code-manager").unwrap().steps.remove(0);
    let before = decide(&register, &step.submission, &rulebook, step.at).unwrap();
    assert!(before.refusing_clauses().contains(&"B1.3".to_owned()));
    let on_the_day = jiff::civil::date(2026, 2, 26).at(10, 0, 0, 0);
    let after = decide(&register, &step.submission, &rulebook, on_the_day).unwrap();
    assert!(after.is_permitted(), "{after:?}");
}

/// B7.6: five Working Days on the Fast-Track, ten on any other Path; the rule told for an open window is the one that applied.
#[test]
fn the_window_of_a_report_consultation_stands_on_the_rule_of_its_path() {
    let rulebook = rulebook();
    let register = after_the_year(&rulebook, "");
    let mut seen = BTreeSet::new();
    for proposal in register.proposals() {
        for held in proposal.consultations.iter().filter(|held| held.kind == ConsultationKind::Report) {
            let told = procedure::next::window(&register, &rulebook, proposal, (held.kind, held.opened)).unwrap();
            let wanted = match proposal.path {
                Some(ProposalPath::FastTrack) => "B7.6a-fast-track-window",
                _ => "B7.6b-window",
            };
            assert_eq!(told.rule.id.as_str(), wanted, "{}", proposal.number());
            seen.insert(wanted);
        }
    }
    assert!(seen.contains("B7.6b-window"), "{seen:?}");
}

/// What a visitor of the demonstration does by clicking, from the last step of its year to words in force.
const BY_CLICKING: &str = r#"
[[step]]
at = "2026-11-20T11:00"
by = "Davina Rowe"
act = "raise-draft-proposal"
title = "A problem met on a Friday"
issue = "It was met on a Friday."
[[step]]
at = "2026-11-20T11:10"
by = "Fergus Dunbar"
act = "give-support"
proposal = "CN094"
advice = "Say for whom it is a problem."
[[step]]
at = "2026-11-20T11:20"
by = "Owen Tait"
act = "agree-modification-proposal"
proposal = "CN094"
path = "self-governance"
path_reason = "Tested against B3.5."
judgements = { "B3.5-not-material" = { answer = true, reasons = "It touches nobody." } }
[[step]]
at = "2026-11-20T11:30"
by = "Davina Rowe"
act = "attach-legal-text"
proposal = "CP094"
[[step.amendments]]
op = "substitute"
at = "D2.2"
text = "The Network Operator must acknowledge a Connection Application within one Working Day."
[[step]]
at = "2026-11-20T11:40"
by = "Fergus Dunbar"
act = "open-consultation"
proposal = "CP094"
closes = "2026-12-07"
[[step]]
at = "2026-11-23T10:00"
by = "Euan Drummond"
act = "respond"
proposal = "CP094"
view = "supports"
[[step]]
at = "2026-12-08T00:00"
by = "Samira Haddad"
act = "put-in-release"
proposal = "CP094"
release = "february-2027"
[[step]]
at = "2026-12-08T00:01"
by = "Owen Tait"
act = "approve-report"
proposal = "CP094"
[[step]]
at = "2026-12-08T00:02"
by = "Samira Haddad"
act = "consult-on-report"
proposal = "CP094"
closes = "2026-12-22"
[[step]]
at = "2026-12-23T00:00"
by = "Ruth Galbraith"
act = "open-vote"
proposal = "CP094"
[[step]]
at = "2026-12-23T00:01"
by = "Morag Sinclair"
act = "cast-vote"
proposal = "CP094"
vote = "approve"
reasons = "Objective (a)."
[[step]]
at = "2026-12-23T00:02"
by = "Ruth Galbraith"
act = "close-vote"
proposal = "CP094"
[[step]]
at = "2027-02-25T00:00"
by = "Samira Haddad"
act = "go-live"
proposal = "CP094"
"#;

#[test]
fn a_visitor_takes_a_problem_to_words_in_force() {
    let register = after_the_year(&rulebook(), BY_CLICKING);
    assert_eq!(register.proposal("CN094").map(|proposal| proposal.stage), Some(Stage::Implemented));
    let words = |day| register.edition_at(day).and_then(|edition| edition.find(&"D2.2".parse().unwrap())).unwrap();
    assert!(words(jiff::civil::date(2027, 2, 25)).lead_in().contains("one Working Day"));
    assert!(words(jiff::civil::date(2027, 2, 24)).lead_in().contains("two Working Days"));
}
