//! The June 2020 release, played whole: what is computed of it, and what would have come otherwise.

use jiff::civil::{Date, date};
use procedure::Register;
use procedure::forecast::{Forecast, WhatIf, forecast, left_to_do, moved};
use procedure::gate::Gate;
use procedure::register::{Planned, ScopeStanding};

use crate::replay::replay;
use crate::scenarios::Story;

fn story() -> Story {
    let mut stories = Story::all().into_iter();
    stories.find(|story| story.name.ends_with("stories/june-2020-release.toml")).unwrap()
}

/// The register as it stood before the first step of a day.
fn before(story: &Story, day: Date) -> Register {
    let mut found = None;
    replay(story, |register, step, _| {
        if step.at.date() >= day && found.is_none() {
            found = Some(register.clone());
        }
    });
    found.unwrap()
}

/// S4-009, S4-012, S4-013, S4-017: approved, targeted with their own cut-offs, in parts, out by computation.
#[test]
fn the_scope_of_a_day_is_computed() {
    let story = story();
    let register = before(&story, date(2020, 3, 13));
    let of = |register: &Register, id: &str, on: Date| -> Vec<(String, Option<String>, ScopeStanding)> {
        let lines = register.scope(register.release(id).unwrap(), on);
        lines.into_iter().map(|line| (line.number, line.part, line.standing)).collect()
    };
    let june = of(&register, "june-2020", date(2020, 3, 13));
    let standing = |number: &str| june.iter().find(|(known, _, _)| known == number).unwrap().2.clone();
    assert_eq!(standing("SECMP0053"), ScopeStanding::Approved { on: date(2019, 7, 5) });
    assert_eq!(standing("SECMP0062"), ScopeStanding::Approved { on: date(2020, 2, 24) });
    assert_eq!(standing("MP084"), ScopeStanding::Targeted { cut_off: Some(date(2020, 5, 15)) });
    let late = of(&register, "june-2020", date(2020, 5, 18));
    let missed = ScopeStanding::Missed { cut_off: date(2020, 5, 15), falls_to: Some("november-2020".into()) };
    assert!(late.iter().any(|(number, _, standing)| number == "MP084" && *standing == missed), "{late:?}");
    let november = of(&register, "november-2020", date(2020, 3, 13));
    assert!(november.iter().any(|(number, part, _)| number == "SECMP0062" && part.as_deref() == Some("2")));
    assert!(!june.iter().any(|(number, _, _)| number == "CR1088"), "a Change Request is no part of the scope");
}

/// S4-027 to S4-032, S4-054 to S4-063: both matrices, from the impacts recorded and the amendments of the texts.
#[test]
fn the_matrices_are_computed() {
    let register = before(&story(), date(2020, 2, 25));
    let release = register.release("june-2020").unwrap();
    let on = date(2020, 2, 25);
    let rows = register.participant_matrix(release, on);
    let row = |number: &str| rows.iter().find(|row| row.number == number).unwrap();
    assert_eq!(row("SECMP0053").participants, ["suppliers", "dcc"]);
    assert_eq!(row("SECMP0062").participants.len(), 5);
    assert_eq!(row("MP084").participants, ["other-sec-parties"]);
    assert!(row("MP088").participants.is_empty() && row("MP088").none_because.is_some());
    let documents = register.document_matrix(release, on);
    let listed = documents.iter().map(|row| row.document.to_string()).collect::<Vec<_>>();
    assert_eq!(documents.len(), 9, "{listed:?}");
    assert!(documents.iter().any(|row| row.numbers == ["MP079", "MP088"]), "{listed:?}");
}

/// S4-099 to S4-107: totals are computed, and what is quoted for all together is never added to what is quoted apart.
#[test]
fn costs_add_up() {
    let story = story();
    let register = before(&story, date(2020, 2, 25));
    let code = story.code.rulebook.code();
    let release = register.release("june-2020").unwrap();
    let totals = release.cost_totals(code);
    assert_eq!((totals.total, totals.of_modification("SECMP0053")), (1_180_042, 91_650));
    assert_eq!(totals.of_modification("SECMP0062"), 1_088_392);
    let mut joint = release.clone();
    let mut quote = joint.quotes[0].clone();
    quote.assessment = procedure::register::Assessment::Combined;
    let line = |stage: &str, amount| procedure::register::CostLine { proposal: None, stage: stage.to_owned(), amount };
    quote.lines = vec![line("sit", 100_000), line("uit", 10_000), line("implement", 20_000)];
    joint.quotes.push(quote);
    let totals = joint.cost_totals(code);
    assert_eq!(totals.total, 53_572 + 964_346 + 130_000);
    assert_eq!(totals.shares.iter().map(|share| share.amount).collect::<Vec<_>>(), [13_000, 117_000]);
    assert_eq!(totals.of_release, totals.total - 13_000);
}

/// S4-070, S4-083, S4-085, S4-138: planned and actual are both kept, and days resolve when what they rest on has one.
#[test]
fn the_timetable_keeps_plan_and_fact() {
    let story = story();
    let (code, calendar) = (story.code.rulebook.code(), story.code.rulebook.calendar());
    let row = |register: &Register, gate: Gate| {
        let rows = register.timetable(register.release("june-2020").unwrap(), code, calendar).unwrap();
        rows.into_iter().find(|row| row.gate.as_ref() == Some(&gate)).unwrap()
    };
    let early = before(&story, date(2019, 9, 12));
    assert!(matches!(row(&early, Gate::RegressionPlans).planned, Planned::Waits { working_days: -10, .. }));
    let late = before(&story, date(2020, 6, 25));
    assert_eq!(row(&late, Gate::RegressionPlans).planned.day(), Some(date(2020, 3, 16)));
    assert_eq!(row(&late, Gate::RegressionPlans).actual, Some(date(2020, 3, 17)));
    let given = &late.release("june-2020").unwrap().testing.regression;
    assert_eq!(given.iter().map(|one| one.late).collect::<Vec<_>>(), [true, false]);
    let again = row(&late, Gate::Rebaselined);
    assert_eq!((again.planned.day(), again.actual), (Some(date(2020, 1, 17)), Some(date(2020, 1, 20))));
    let left = left_to_do(&late, &story.code.rulebook, late.release("june-2020").unwrap()).unwrap();
    assert_eq!(left.iter().map(|row| row.event.as_str()).collect::<Vec<_>>(), ["Release go-live"]);
}

/// Decided in time June it is; late enough June is lost, and November it is.
#[test]
fn a_late_decision_loses_the_release() {
    let story = story();
    let register = before(&story, date(2020, 2, 25));
    let rulebook = &story.code.rulebook;
    let proposal = register.proposal("MP088").unwrap();
    let seen = |later| {
        let what_if = WhatIf { decision_later: later };
        forecast(&register, rulebook, proposal, date(2020, 2, 25), what_if).unwrap()
    };
    let on_time = seen(0);
    assert_eq!(on_time.kept.as_ref().map(|kept| kept.release.as_str()), Some("june-2020"), "{on_time:?}");
    assert!(on_time.lost.is_empty());
    let window = on_time.steps.iter().find(|step| !step.rests_on.is_empty()).unwrap();
    assert!(window.rests_on.iter().all(|rule| rulebook.rules().iter().any(|loaded| loaded.rule.id == *rule)));
    let late = seen(60);
    assert_eq!(late.lost.iter().map(|lost| lost.release.as_str()).collect::<Vec<_>>(), ["june-2020"]);
    assert_eq!(late.kept.as_ref().map(|kept| kept.release.as_str()), Some("november-2020"));
    assert!(late.words().contains("is lost"), "{}", late.words());
}

/// A decision waits for the meeting of the body that takes it, where its meetings are on record; what is supposed does not.
#[test]
fn a_decision_waits_for_the_meeting() {
    let story = story();
    let mut register = before(&story, date(2020, 2, 25));
    let rulebook = &story.code.rulebook;
    let seen = |register: &Register, later| {
        let proposal = register.proposal("MP088").unwrap();
        forecast(register, rulebook, proposal, date(2020, 2, 25), WhatIf { decision_later: later }).unwrap()
    };
    let closes = |foreseen: &Forecast| {
        foreseen.steps.iter().find(|step| step.act == procedure::ActName::CloseVote).unwrap().clone()
    };
    let free = closes(&seen(&register, 0));
    assert_eq!(free.meeting, None);
    let meets = free.earliest.checked_add(jiff::Span::new().days(9)).unwrap();
    for (body, on) in [("panel", free.earliest), ("change-board", meets)] {
        let event = serde_json::json!({
            "event": "meeting-scheduled", "meeting": format!("{body}-900"), "body": body, "number": 900, "date": on,
            "ad_hoc": false,
        });
        let (position, by) = (register.position() + 1, "code-administrator".to_owned());
        let took_effect = date(2020, 2, 25).at(9, 0, 0, 0);
        let event = serde_json::from_value(event).unwrap();
        register.fold(&procedure::Recorded { position, took_effect, by, grounds: Vec::new(), event }).unwrap();
    }
    let waits = closes(&seen(&register, 0));
    assert_eq!((waits.earliest, waits.meeting.as_ref().map(|id| id.as_str())), (meets, Some("change-board-900")));
    let supposed = closes(&seen(&register, 3));
    assert_eq!(
        supposed.meeting.is_some(),
        seen(&register, 3).steps.last().is_some_and(|last| last.act != supposed.act)
    );
    assert!(seen(&register, 3).decided > seen(&register, 0).decided);
}

/// Moving a modification changes its days, documents, matrices and testing, and says so.
#[test]
fn a_move_says_what_it_changes() {
    let story = story();
    let (was, mut is) = (before(&story, date(2020, 3, 18)), before(&story, date(2020, 3, 18)));
    let targets =
        vec![procedure::register::Target { release: "november-2020".into(), cut_off: Some(date(2020, 11, 13)) }];
    let event = procedure::Event::PutInRelease { proposal: is.proposal("MP079").unwrap().id.clone(), targets };
    let (position, by) = (is.position() + 1, "panel".to_owned());
    let took_effect = date(2020, 3, 18).at(9, 0, 0, 0);
    is.fold(&procedure::Recorded { position, took_effect, by, grounds: Vec::new(), event }).unwrap();
    let changed = moved(&was, &is, "MP079", date(2020, 3, 18));
    let what: Vec<&str> = changed.iter().map(|one| one.what.as_str()).collect();
    assert!(what.starts_with(&["release", "day of going live", "last days of decision"]), "{changed:#?}");
    assert!(moved(&was, &was, "MP079", date(2020, 3, 18)).is_empty());
}
