//! The words of a Code in the process: drafts and what they are drafted against, coming days, mixes, designations, loaded
//! words, the history of a clause, rules to review, and records from before any of this.

use jiff::civil::{Date, date};
use legaltext::Citation;
use procedure::changed::How;
use procedure::names::SolutionId;
use procedure::register::{Attached, Found, Proposal, Standing};
use procedure::ruling::Outcome;
use procedure::scenario::Scenario;
use procedure::{Event, Recorded, Register, Rulebook, decide};

use crate::scenarios::{HeldCode, root};

fn code(id: &str) -> std::rc::Rc<HeldCode> {
    HeldCode::all().into_iter().find(|code| code.id == id).unwrap()
}

/// The register after these steps of a scenario, each of which must come to what it expects to be: permitted, or not.
fn after(code: &HeldCode, text: &str) -> Register {
    let mut register = Register::new(&code.id);
    for markup in &code.documents {
        record(&mut register, code.rulebook.code().begins.at(0, 0, 0, 0), "", code.rulebook.loading(markup));
    }
    follow(&mut register, &code.rulebook, text);
    register
}

fn follow(register: &mut Register, rulebook: &Rulebook, text: &str) {
    let scenario = Scenario::read(text, rulebook.code().administrator.as_str()).unwrap();
    for step in scenario.cast.iter().chain(&scenario.steps) {
        let ruling = decide(register, &step.submission, rulebook, step.at)
            .unwrap_or_else(|problem| panic!("line {}: {problem}", step.line));
        let refused: Vec<_> = ruling.refusing().map(|ground| ground.reason.clone()).collect();
        if let Outcome::Permitted(events) = ruling.outcome {
            for event in events {
                record(register, step.at, &step.submission.by, event);
            }
        } else {
            assert_ne!(step.expect, procedure::scenario::Expect::Accepted, "line {}: {refused:?}", step.line);
        }
    }
}

fn record(register: &mut Register, took_effect: jiff::civil::DateTime, by: &str, event: Event) {
    let position = register.position() + 1;
    // As a record keeps it: what is written must read back.
    let event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
    register.fold(&Recorded { position, took_effect, by: by.to_owned(), grounds: Vec::new(), event }).unwrap();
}

fn at(text: &str) -> Citation {
    text.parse().unwrap()
}

fn words(register: &Register, day: Date, clause: &str) -> String {
    register.edition_at(day).unwrap().find(&at(clause)).unwrap().text()
}

const CAST: &str = r#"
rulebook = "specimen"
title = "Words"
[[party]]
name = "Braeside Heat Ltd"
category = "supplier"
since = "2024-01-15"
[[person]]
name = "Peter Nwosu"
acts_for = "panel"
office = "member"
seat = "supplier"
appointed_by = "Braeside Heat Ltd"
"#;

/// A change as it goes from its raising to its approval in the specimen, with this legal text; in the Release of June 2026.
fn approved(number: &str, minute: usize, text: &str) -> String {
    let step = |at: &str, by: &str, act: &str, rest: &str| {
        format!(
            "[[step]]\nat = \"{at}:{minute:02}\"\nby = \"{by}\"\nact = \"{act}\"\nproposal = \"CP{number}\"\n{rest}\n"
        )
    };
    let raise = format!(
        "[[step]]\nat = \"2026-01-12T10:{minute:02}\"\nby = \"Braeside Heat Ltd\"\nact = \"raise-draft-proposal\"\nid = \"CN{number}\"\ntitle = \"Matter {number}\"\n"
    );
    let agree = step(
        "2026-01-13T10",
        "change-committee",
        "agree-modification-proposal",
        "path = \"self-governance\"\npath_reason = \"x\"\njudgements = { \"B3.5-not-material\" = { answer = true, reasons = \"x\" } }",
    )
    .replace(&format!("\"CP{number}\""), &format!("\"CN{number}\""));
    [
        raise,
        agree,
        step("2026-01-14T10", "code-manager", "attach-legal-text", text),
        step("2026-01-15T10", "code-manager", "open-consultation", "closes = \"2026-02-02\""),
        step("2026-02-03T10", "change-committee", "approve-report", ""),
        step("2026-02-03T11", "code-manager", "consult-on-report", "closes = \"2026-02-20\""),
        step("2026-02-23T10", "code-manager", "open-vote", ""),
        step("2026-02-23T11", "Peter Nwosu", "cast-vote", "vote = \"approve\"\nreasons = \"Objective (d).\""),
        step("2026-02-23T12", "panel", "close-vote", ""),
        step("2026-02-24T10", "change-committee", "put-in-release", "release = \"june-2026\""),
    ]
    .concat()
}

/// Steps in the order of their times; the text of each stays as it is.
fn in_order(steps: &[String]) -> String {
    let text = steps.concat();
    let mut parts: Vec<&str> = text.split("[[step]]\n").filter(|part| !part.trim().is_empty()).collect();
    parts.sort_by_key(|part| part.lines().next().map(str::to_owned));
    parts.iter().map(|part| format!("[[step]]\n{part}")).collect()
}

const RELEASES: &str = r#"[[step]]
at = "2026-01-12T09:00"
by = "panel"
act = "schedule-release"
id = "june-2026"
name = "June 2026 Release"
date = "2026-06-25"
[[step]]
at = "2026-01-12T09:01"
by = "panel"
act = "schedule-release"
id = "november-2026"
name = "November 2026 Release"
date = "2026-11-26"
"#;

fn substitute(clause: &str, text: &str) -> String {
    format!("amendments = [{{ op = \"substitute\", at = \"{clause}\", text = \"{text}\" }}]")
}

/// F3.3 with other months and other days.
fn readings(months: &str, days: &str) -> String {
    format!(
        "A Consumer may ask the Supplier for the readings of the past {months} months, and is to receive them without charge within {days} Working Days."
    )
}

fn story(steps: &[String]) -> String {
    let mut all = vec![RELEASES.to_owned()];
    all.extend_from_slice(steps);
    format!("{CAST}{}", in_order(&all))
}

fn proposal<'a>(register: &'a Register, number: &str) -> &'a Proposal {
    register.proposal(number).unwrap()
}

#[test]
fn the_code_of_a_coming_day_holds_what_is_approved_for_it_and_nothing_is_kept() {
    let code = code("specimen");
    let one = approved("101", 1, &substitute("F3.3", &readings("twenty-four", "five")));
    let two = approved("102", 2, &substitute("F3.3", &readings("thirty-six", "ten")));
    let three = approved("103", 3, &substitute("F3.3", &readings("twenty-four", "seven")));
    let register = after(&code, &story(&[one, two, three]));
    let editions = register.editions().count();
    assert!(register.edition_on_coming(date(2026, 6, 24)).unwrap().steps.is_empty(), "the day before, nothing comes");
    let coming = register.edition_on_coming(date(2026, 6, 25)).unwrap();
    let clause = coming.edition.find(&at("F3.3")).unwrap().text();
    assert!(clause.contains("thirty-six") && clause.contains("five"), "both merge: {clause}");
    let steps: Vec<_> =
        coming.steps.iter().map(|step| (step.number.as_str(), step.merged, step.unmerged.len())).collect();
    assert_eq!(steps, [("CP101", false, 0), ("CP102", true, 0), ("CP103", false, 1)]);
    let stopped = &coming.conflicts().next().unwrap().unmerged[0];
    assert!(stopped.now.as_ref().unwrap().contains("five") && stopped.draft.as_ref().unwrap().contains("seven"));
    assert_eq!(register.editions().count(), editions);
    assert!(words(&register, date(2026, 6, 25), "F3.3").contains("ten"), "nothing is in force yet");
}

#[test]
fn a_mix_is_whole_or_not_at_all_and_lists_every_clash() {
    let code = code("specimen");
    let one = approved("101", 1, &substitute("F3.3", &readings("twenty-four", "five")));
    let two = approved("102", 2, &substitute("F3.3", &readings("thirty-six", "ten")));
    let three = approved("103", 3, &substitute("F3.3", &readings("twenty-four", "seven")));
    let register = after(&code, &story(&[one, two, three]));
    let day = date(2026, 3, 1);
    let mix = register.edition_with(&["CP102", "cp101"], day);
    let clause = mix.edition.unwrap().find(&at("F3.3")).unwrap().text();
    assert!(clause.contains("thirty-six") && clause.contains("five"), "{clause}");
    let mix = register.edition_with(&["CP101", "CP103", "CP102"], day);
    assert!(mix.edition.is_none());
    assert_eq!(mix.conflicts().map(|step| step.number.as_str()).collect::<Vec<_>>(), ["CP103"]);
    assert_eq!(mix.steps.len(), 3, "the others are tried too");
    let unknown = register.edition_with(&["CP101", "CP999", "CP101/alternative-4"], day);
    assert!(unknown.edition.is_none());
    assert_eq!(unknown.unknown.len(), 2, "{:?}", unknown.unknown);
    assert_eq!(register.edition_with(&[], day).edition.as_ref(), register.edition_at(day), "the empty mix is the Code");
}

/// Three drafts of one clause, approved: the second keeps clear of the first, the third does not.
fn three_drafts(code: &HeldCode) -> Register {
    let one = approved("101", 1, &substitute("F3.3", &readings("twenty-four", "five")));
    let two = approved("102", 2, &substitute("F3.3", &readings("thirty-six", "ten")));
    let three = approved("103", 3, &substitute("F3.3", &readings("twenty-four", "seven")));
    after(code, &story(&[one, two, three]))
}

/// The first of them goes live.
fn the_first_goes_live(register: &mut Register, code: &HeldCode) {
    let live = "[[step]]\nat = \"2026-06-25T06:00\"\nby = \"code-manager\"\nact = \"go-live\"\nproposal = \"CP101\"\n";
    follow(register, &code.rulebook, &format!("rulebook = \"specimen\"\ntitle = \"x\"\n{live}"));
}

/// S1-005: a draft keeps the edition that it was drafted against, and stands behind when another comes.
#[test]
fn when_one_goes_live_the_others_stand_otherwise_at_once() {
    let code = code("specimen");
    let mut register = three_drafts(&code);
    let day = date(2026, 6, 25);
    for number in ["CP101", "CP102", "CP103"] {
        assert_eq!(*register.standing(proposal(&register, number), day), Standing::Current, "{number}");
    }
    the_first_goes_live(&mut register, &code);
    assert_eq!(*register.standing(proposal(&register, "CP101"), day), Standing::Nothing);
    let Standing::Merges(rebasing) = register.standing(proposal(&register, "CP102"), day).as_ref().clone() else {
        panic!("words that are apart merge")
    };
    assert_eq!(rebasing.against, ["CP101"]);
    assert!(!rebasing.to_look_at.is_empty(), "both changed one clause, so somebody looks");
    let Standing::Conflicts { unmerged, .. } = register.standing(proposal(&register, "CP103"), day).as_ref().clone()
    else {
        panic!("the same words do not merge")
    };
    assert_eq!(unmerged[0].at, Some(at("F3.3")));
    // The edition that a draft was drafted against can still be read.
    let base = proposal(&register, "CP103").legal_text.as_ref().unwrap().base.clone().unwrap();
    assert!(register.edition_by_hash(&base).unwrap().find(&at("F3.3")).unwrap().text().contains("ten Working Days"));
}

/// A text that is only tried, in a copy of the register, may carry the version of one that is attached.
#[test]
fn a_standing_is_that_of_the_words_not_of_the_version() {
    let code = code("specimen");
    let mut register = three_drafts(&code);
    the_first_goes_live(&mut register, &code);
    let tried = register.clone();
    let day = date(2026, 6, 25);
    let clashing = proposal(&register, "CP103");
    let text = clashing.legal_text.as_ref().unwrap();
    assert!(matches!(*register.standing_of(clashing, text, day), Standing::Conflicts { .. }));
    let other = proposal(&register, "CP102").legal_text.as_ref().unwrap();
    let same_version = Attached { version: text.version.clone(), ..other.as_ref().clone() };
    assert!(matches!(*tried.standing_of(clashing, &same_version, day), Standing::Merges(_)));
    assert!(matches!(*register.standing_of(clashing, text, day), Standing::Conflicts { .. }));
}

#[test]
fn a_clause_tells_what_changed_it_on_whose_authority() {
    let code = code("specimen");
    let one = approved("101", 1, &substitute("F3.3", &readings("twenty-four", "five")));
    let mut register = after(&code, &story(&[one]));
    let more = r#"rulebook = "specimen"
title = "x"
[[step]]
at = "2026-06-25T06:00"
by = "code-manager"
act = "go-live"
proposal = "CP101"
[[step]]
at = "2026-07-01T06:00"
by = "ministers"
act = "designate-edition"
name = "2026-1"
in_force = "2026-08-01"
reasons = "Section C6.3."
amendments = [{ op = "renumber", at = "F3.3", to = "F3.30" }]
"#;
    follow(&mut register, &code.rulebook, more);
    let history = register.clause_history(&"section-f".parse().unwrap(), &at("F3.30"));
    let told: Vec<_> =
        history.iter().map(|one| (one.from, one.by.as_str(), one.at.to_string(), one.changed[0].how)).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].3, How::Added);
    assert_eq!(told[1], (date(2026, 6, 25), "CP101", "F3.3".to_owned(), How::Reworded));
    assert_eq!(told[2], (date(2026, 8, 1), "the designation of 2026-1", "F3.30".to_owned(), How::Renumbered));
    assert!(history[1].was.as_ref().unwrap().contains("ten") && history[1].is.as_ref().unwrap().contains("five"));
    let authority = history[1].authority.as_ref().unwrap();
    assert_eq!((authority.by.as_str(), authority.at.date()), ("panel", date(2026, 2, 23)));
    assert_eq!(history[2].authority.as_ref().unwrap().by, "ministers");
    // The control: a clause that nothing changed has its beginning alone.
    assert_eq!(register.clause_history(&"section-f".parse().unwrap(), &at("F3.1")).len(), 1);
    assert!(register.clause_history(&"section-f".parse().unwrap(), &at("F99.1")).is_empty());
}

#[test]
fn a_rule_whose_clause_changed_is_listed_until_a_rule_of_the_new_words_takes_its_place() {
    let code = code("specimen");
    let mut register = after(&code, &format!("{CAST}{RELEASES}"));
    let designate = r#"rulebook = "specimen"
title = "x"
[[step]]
at = "2026-07-01T06:00"
by = "ministers"
act = "designate-edition"
name = "2026-1"
reasons = "Section C6.3."
amendments = [{ op = "substitute", at = "B10.4", text = "Not fewer than twenty Working Days must lie between the Cut-off Date and the day of the Release." }]
"#;
    assert!(code.rulebook.rules_to_review(&register, date(2026, 7, 1)).is_empty());
    follow(&mut register, &code.rulebook, designate);
    let listed = code.rulebook.rules_to_review(&register, date(2026, 7, 1));
    let rules: Vec<_> = listed.iter().map(|one| (one.rule.as_str(), one.clause.as_str(), one.by.as_str())).collect();
    assert_eq!(rules, [("B10.4-fifteen-working-days-of-notice", "B10.4", "the designation of 2026-1")]);
    assert!(code.rulebook.rules_to_review(&register, date(2026, 6, 30)).is_empty(), "not before it is in force");
}

#[test]
fn loaded_words_turn_recorded_amendments_into_checked_ones() {
    let text = std::fs::read_to_string(
        root().join("scenarios/sec/load-document/permitted-words-make-checked-amendments.toml"),
    )
    .unwrap();
    let code = code("sec");
    let mut register = Register::new("sec");
    let mut checked = Vec::new();
    let scenario = Scenario::read(&text, "code-administrator").unwrap();
    for step in scenario.cast.iter().chain(&scenario.steps) {
        let ruling = decide(&register, &step.submission, &code.rulebook, step.at).unwrap();
        let Outcome::Permitted(events) = ruling.outcome else { panic!("line {}", step.line) };
        for event in events {
            if let Event::DocumentLoaded { checked: found, .. } = &event {
                checked.clone_from(found);
            }
            record(&mut register, step.at, &step.submission.by, event);
        }
    }
    let found: Vec<_> = checked.iter().map(|one| (one.at.to_string(), one.found)).collect();
    assert_eq!(
        found,
        [("Schedule 9 1".to_owned(), Found::Holds), ("Schedule 9 3".to_owned(), Found::Differs)],
        "{checked:#?}"
    );
    assert!(checked[1].on_record.as_ref().unwrap().contains("two years"));
    assert!(checked[1].loaded.as_ref().unwrap().contains("three years"));
}

/// Words of an earlier day are taken on through what is on record since: with its words where it has them, as not held
/// where it has none.
#[test]
fn words_loaded_for_a_day_past_go_on_through_the_amendments_since() {
    let code = code("sec");
    let steps = r##"rulebook = "sec"
title = "x"
[[step]]
at = "2023-05-01T10:00"
by = "code-administrator"
act = "load-document"
markup = "# Schedule 9: Reading dates\n\nunheld 1: Dates\n\nunheld 2: Times\n\nunheld 4: Ends"
[[step]]
at = "2023-06-01T10:00"
by = "secretary-of-state"
act = "designate-edition"
name = "6.1"
reasons = "Section 88."
amendments = [
    { op = "substitute", at = "Schedule 9 1", text = "Each month." },
    { op = "substitute", at = "Schedule 9 4", heading = "Last days" },
]
[[step]]
at = "2023-07-01T10:00"
by = "code-administrator"
act = "load-document"
from = "2023-05-01"
markup = "# Schedule 9: Reading dates\n\n1 Each year.\n\n2 At noon.\n\n4 In May."
"##;
    let register = after(&code, steps);
    assert!(words(&register, date(2023, 5, 20), "Schedule 9 1").contains("Each year"));
    assert!(words(&register, date(2023, 6, 1), "Schedule 9 1").contains("Each month"));
    assert!(words(&register, date(2023, 6, 1), "Schedule 9 2").contains("At noon"));
    let edition = register.edition_at(date(2023, 6, 1)).unwrap();
    assert!(!edition.find(&at("Schedule 9 4")).unwrap().is_held(), "what it was changed to is not known");
    // The control: what does not fit the amendments on record is not loaded.
    let lacking = steps.replace("1 Each year.\\n\\n2 At noon.", "2 At noon.");
    let scenario = Scenario::read(&lacking, "code-administrator").unwrap();
    let mut register = Register::new("sec");
    for step in &scenario.steps[..2] {
        let Outcome::Permitted(events) = decide(&register, &step.submission, &code.rulebook, step.at).unwrap().outcome
        else {
            panic!("line {}", step.line)
        };
        events.into_iter().for_each(|event| record(&mut register, step.at, "x", event));
    }
    let step = &scenario.steps[2];
    let refused = decide(&register, &step.submission, &code.rulebook, step.at).unwrap_err().to_string();
    assert!(refused.contains("1 June 2023") && refused.contains("Schedule 9 1"), "{refused}");
}

/// S2-012: what was removed is gone from its day on, and stood before it.
#[test]
fn spent_documents_of_the_sec_stand_only_on_their_days() {
    let register = after(
        &code("sec"),
        "rulebook = \"sec\"\ntitle = \"x\"\n[[step]]\nat = \"2023-05-01T10:00\"\nby = \"code-administrator\"\nact = \"record-occurrence\"\nwhat = \"Nothing\"\n",
    );
    let stands =
        |day: Date, document: &str| register.edition_at(day).unwrap().document(&document.parse().unwrap()).is_some();
    assert!(stands(date(2023, 6, 28), "section-t") && !stands(date(2023, 6, 29), "section-t"));
    assert!(!stands(date(2020, 11, 28), "appendix-an") && stands(date(2020, 11, 29), "appendix-an"));
    assert!(stands(date(2023, 6, 29), "section-d"));
}

/// S1-015: a legal text of several files is whole only with all of them. S2-071: its version is its own. S1-001: it is kept
/// with its modification, whose title and issue stand beside it.
#[test]
fn every_draft_is_kept_with_what_it_replaced_and_what_it_amended() {
    let path = "scenarios/sec/attach-legal-text/permitted-later-drafts-and-several-files.toml";
    let register = after(&code("sec"), &std::fs::read_to_string(root().join(path)).unwrap());
    let proposal = proposal(&register, "MP414");
    assert_eq!((proposal.title.as_str(), proposal.issue.as_str()), ("Reading dates", "Nobody knows the dates."));
    let kept: Vec<_> = proposal
        .legal_texts
        .iter()
        .map(|text| (text.version.as_str(), text.amends.as_deref(), text.replaces.clone()))
        .collect();
    assert_eq!(
        kept,
        [("0.1", None, vec![]), ("0.2", None, vec!["0.1".to_owned()]), ("0.3", Some("0.2"), vec!["0.2".to_owned()])]
    );
    let last = proposal.legal_text_of(&SolutionId::proposed()).unwrap();
    assert_eq!((last.amendments.len(), last.difference.len()), (3, 1), "the difference is kept beside the whole");
    assert_eq!(last.parts.iter().map(|part| part.amendments).collect::<Vec<_>>(), [1, 2]);
}

/// Events as a record from before solutions, parts and designations holds them.
#[test]
fn a_record_from_before_solutions_and_parts_folds_as_it_did() {
    let old = [
        r##"{"event":"document-loaded","markup":"# Section B: Raising\n\nB1.1 A Party may raise.\n","from":"2019-04-01"}"##,
        r#"{"event":"draft-proposal-raised","proposal":"CN001","title":"x","issue":"","subjects":[],"proposer":"A","by":"A"}"#,
        r#"{"event":"legal-text-attached","proposal":"CN001","version":"1.0","base":null,"amendments":[{"op":"substitute","at":"B1.1","text":"Anyone may raise."}]}"#,
        r#"{"event":"decided","proposal":"CN001","outcome":"approved","by":"panel","reasons":"","release":null}"#,
        r#"{"event":"went-live","proposal":"CN001","numbers":["CN001"],"date":"2024-02-29","amendments":1,"edition":null}"#,
        r##"{"event":"document-loaded","markup":"# Section B: Raising\n\nB1.2 Not that.\n","from":"2019-05-01"}"##,
    ];
    let mut register = Register::new("x");
    for (index, text) in old.iter().enumerate() {
        let event: Event = serde_json::from_str(text).unwrap();
        let took_effect = date(2024, 3, 1).at(0, 0, 0, 0);
        let recorded =
            Recorded { position: index as u64 + 1, took_effect, by: String::new(), grounds: Vec::new(), event };
        register.fold(&recorded).unwrap();
        if index == 4 {
            assert!(words(&register, date(2024, 2, 29), "B1.1").contains("Anyone"));
        }
    }
    let proposal = proposal(&register, "CN001");
    assert_eq!(proposal.live, Some(date(2024, 2, 29)));
    assert_eq!(proposal.legal_texts[0].solutions, [SolutionId::proposed()]);
    // A document that was loaded later for days past, untested as then was done, still folds.
    assert!(register.edition_at(date(2024, 2, 29)).unwrap().find(&at("B1.2")).is_some());
}
