//! The measures of the process, proposed rules tried on past cases, and duties with their last days.

use jiff::civil::date;
use procedure::duty::{self, State};
use procedure::measures::measures;
use procedure::rulebook::SourceFile;
use procedure::trial::{self, Came};
use procedure::{ActName, Event, Recorded, Rulebook};

use crate::scenarios::Story;

fn story(name: &str) -> Story {
    Story::all().into_iter().find(|story| story.name == name).unwrap()
}

/// The events of a story, each at its place.
fn record(story: &Story) -> Vec<Recorded> {
    let (start, cases) = trial::cases_of(&story.scenario, &story.code.rulebook, &story.code.documents).unwrap();
    let mut position = start.position();
    let mut found = Vec::new();
    for case in cases {
        for event in case.events {
            position += 1;
            let (took_effect, by) = (case.at, case.submission.by.clone());
            found.push(Recorded { position, took_effect, by, grounds: Vec::new(), event });
        }
    }
    found
}

#[test]
fn the_measures_are_counted_from_the_record() {
    let story = story("scenarios/sec/stories/self-governance-from-start-to-end.toml");
    let record = record(&story);
    let all = measures(&record, "authority", (date(2023, 1, 1), date(2024, 12, 31)), date(2025, 1, 1));
    assert_eq!((all.raised, all.consultations, all.respondents), (1, 2, 1), "{all:?}");
    assert_eq!((all.late_responses.part, all.late_responses.whole), (1, 2));
    // 2 March to 15 August 2023, to the decision of the vote, to 29 February 2024.
    assert_eq!((all.raised_to_report.total, all.raised_to_report.cases), (166, 1));
    assert_eq!(all.report_to_decision.mean(), Some(36));
    assert_eq!((all.decision_to_live_words_only.cases, all.decision_to_live_with_systems.cases), (1, 0));
    assert_eq!(all.regulator_agrees.whole, 0, "no decision was the regulator's");
    // The control: a period without any of it.
    let none = measures(&record, "authority", (date(2022, 1, 1), date(2022, 12, 31)), date(2025, 1, 1));
    assert_eq!((none.raised, none.consultations, none.raised_to_report.mean()), (0, 0, None));
}

#[test]
fn a_proposed_rule_is_tried_on_past_cases_without_rewriting_them() {
    let story = story("scenarios/sec/stories/self-governance-from-start-to-end.toml");
    let (start, cases) = trial::cases_of(&story.scenario, &story.code.rulebook, &story.code.documents).unwrap();
    assert_eq!(trial::trial(start.clone(), &cases, &story.code.rulebook).unwrap(), [], "today's rules change nothing");
    let longer = |file: &SourceFile| SourceFile {
        path: file.path.clone(),
        text: match file.path.as_str() {
            "rules/d06-refinement.toml" => file.text.replace("at-least = 15", "at-least = 20"),
            _ => file.text.clone(),
        },
    };
    let files: Vec<SourceFile> = story.code.files.iter().map(longer).collect();
    let found = trial::trial(start, &cases, &Rulebook::load(&files).unwrap()).unwrap();
    let [only] = found.as_slice() else { panic!("one case comes out otherwise: {found:?}") };
    assert_eq!((only.act, only.was, only.would), (ActName::OpenConsultation, Came::Permitted, Came::Refused));
    assert!(only.because.iter().any(|(clauses, reason)| clauses == &["D6"] && reason.contains("20")), "{only:?}");
}

#[test]
fn a_duty_is_open_then_overdue_and_stays_visible_as_done_late() {
    let story = story("scenarios/sec/tell-committee/permitted-by-subject-flag-and-text.toml");
    let record = record(&story);
    let (mut register, _) = trial::cases_of(&story.scenario, &story.code.rulebook, &story.code.documents).unwrap();
    let rulebook = &story.code.rulebook;
    let state = |register: &procedure::Register, at: jiff::civil::DateTime, rule: &str| {
        let own = duty::duties_of(register, rulebook, "secas", at);
        own.into_iter().find(|owed| owed.rule.as_str() == rule).map(|owed| owed.state)
    };
    for recorded in &record {
        if let Event::Screening(_) = &recorded.event
            && recorded.took_effect.date() == date(2023, 6, 20)
            && state(&register, recorded.took_effect, "L1.18-tell-smki-pma").is_some_and(State::is_open)
        {
            // The text was attached on 1 June; five Working Days end on 8 June.
            assert_eq!(state(&register, date(2023, 6, 8).at(23, 0, 0, 0), "L1.18-tell-smki-pma"), Some(State::Open));
            assert_eq!(state(&register, date(2023, 6, 9).at(0, 0, 0, 0), "L1.18-tell-smki-pma"), Some(State::Overdue));
        }
        register.fold(recorded).unwrap();
    }
    let after = date(2023, 7, 1).at(0, 0, 0, 0);
    assert!(matches!(state(&register, after, "L1.18-tell-smki-pma"), Some(State::DoneLate(_))));
    assert!(matches!(
        state(&register, after, "G7.19-tell-security-sub-committee"),
        Some(State::DoneLate(_) | State::Done(_))
    ));
    // L8.11 binds the DCC from its first day until it has proposed the rules.
    let dcc = duty::duties_of(&register, rulebook, "dcc", after);
    assert!(dcc.iter().any(|owed| owed.rule.as_str().starts_with("L8.11") && owed.state == State::Open));
}
