//! Scenarios through the record: the same as in memory, and the same on both engines.

use ledger::Ledger;
use procedure::scenario::{play, state_of};

use crate::cast::{acts_of, scenarios, sec, whole_story};
use crate::on_both;
use crate::place::Place;

on_both! {
    a_scenario_comes_to_what_it_comes_to_in_memory,
    late_responses_are_kept_and_not_counted,
    a_day_that_another_event_moves_is_moved_in_the_tables,
}

async fn a_scenario_comes_to_what_it_comes_to_in_memory(place: &Place) {
    // Which entry is erased depends on the documents that were loaded before, and here none are; `audit` erases one.
    for (name, scenario) in scenarios().into_iter().filter(|(name, _)| !name.contains("/erase-confidence/")) {
        // Each on a record of its own: SQLite in memory is quickest, and one on the place itself shows the engine.
        let played = play(&scenario, &sec(), &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
        let memory = Ledger::open("sqlite::memory:", crate::cast::clock_at("2030-01-01T00:00:00Z")).await.unwrap();
        memory.host(sec()).await.unwrap();
        // What a paper was imported from is kept before the act that names it; the papers of scenarios are empty.
        memory.keep_file(b"").await.unwrap();
        let submitted =
            memory.submit_at("sec", acts_of(&scenario)).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        let steps = submitted.iter().skip(scenario.cast.len());
        for (step, recorded) in played.steps.iter().zip(steps) {
            let events: Vec<_> = recorded.recorded.iter().map(|one| one.event.clone()).collect();
            assert_eq!(events, step.events, "{name}, step {}", step.number);
        }
        assert_eq!(state_of(&memory.register("sec").await.unwrap()), played.state, "{name}");
        assert!(memory.tables_agree("sec").await.unwrap(), "{name}");
        assert_eq!(memory.wrong_in_tables("sec").await.unwrap(), None, "{name}");
    }
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let memory = Ledger::open("sqlite::memory:", crate::cast::clock_at("2030-01-01T00:00:00Z")).await.unwrap();
    memory.host(sec()).await.unwrap();
    memory.submit_at("sec", whole_story()).await.unwrap();
    assert_eq!(ledger.events("sec", 0, 1000).await.unwrap(), memory.events("sec", 0, 1000).await.unwrap());
    assert_eq!(ledger.verify("sec").await.unwrap(), memory.verify("sec").await.unwrap());
    assert_eq!(text(&ledger).await, text(&memory).await);
}

/// Words that wait for something elsewhere have their day in the tables as soon as it is known, whatever event tells it.
async fn a_day_that_another_event_moves_is_moved_in_the_tables(place: &Place) {
    let (_, story) =
        scenarios().into_iter().find(|(name, _)| name.contains("/permitted-upon-what-a-part-waits-for")).unwrap();
    let ledger = place.open().await;
    for (number, act) in acts_of(&story).into_iter().enumerate() {
        ledger.submit_at("sec", vec![act]).await.unwrap();
        assert_eq!(ledger.wrong_in_tables("sec").await.unwrap(), None, "after act {}", number + 1);
    }
}

async fn text(ledger: &Ledger) -> String {
    String::from_utf8(ledger.table_bytes("sec").await.unwrap()).unwrap()
}

async fn late_responses_are_kept_and_not_counted(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", whole_story()).await.unwrap();
    let register = ledger.register("sec").await.unwrap();
    let proposal = register.proposal("MP400").unwrap();
    let counted: Vec<bool> = proposal.consultations[0].responses.iter().map(|response| response.counted).collect();
    assert_eq!(counted, [true, false]);
    let history = ledger.history("sec", &proposal.id).await.unwrap();
    let marks: Vec<_> =
        history.iter().filter(|row| row.kind == "response-received").map(|row| row.facts["counted"].clone()).collect();
    assert_eq!(marks, [true, false]);
    // A ballot after the close is kept too, and marked.
    let vote = serde_json::json!({ "act": "cast-vote", "proposal": "MP400", "vote": "reject", "reasons": "Too late." });
    let at = "2023-09-20T11:30".parse().unwrap();
    let fresh = Ledger::open("sqlite::memory:", crate::cast::clock_at("2030-01-01T00:00:00Z")).await.unwrap();
    fresh.host(sec()).await.unwrap();
    let mut story = whole_story();
    story.retain(|(when, _)| *when < at);
    story.push((at, crate::cast::act("Ada Quill", vote)));
    let submitted = fresh.submit_at("sec", story).await.unwrap();
    let last = submitted.last().unwrap();
    assert!(last.ruling.is_permitted(), "{:?}", last.ruling.refusing().collect::<Vec<_>>());
    let register = fresh.register("sec").await.unwrap();
    let ballot = register.proposal("MP400").unwrap().ballot.as_ref().unwrap();
    assert_eq!(ballot.cast.iter().map(|cast| cast.counted).collect::<Vec<_>>(), [true, true, false]);
}
