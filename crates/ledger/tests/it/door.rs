//! The one door: what it lets through, what it keeps out, and that it does so once.

use ledger::{LedgerError, SubmitOptions};
use serde_json::json;

use crate::cast::{act, admit, done, raise, submit, support, suspend};
use crate::on_both;
use crate::place::Place;

on_both! {
    an_act_is_recorded_and_read_back,
    a_refused_act_writes_nothing,
    an_act_that_cannot_be_read_writes_nothing,
    an_act_sent_twice_happens_once,
    a_key_stands_for_one_act,
    what_has_changed_since_is_told,
    acts_dated_by_hand_are_all_recorded_or_none,
    a_code_that_is_not_hosted_is_named,
}

async fn an_act_is_recorded_and_read_back(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let raised = done(&ledger, raise("Northwold Supply Ltd", "Clearer reading dates")).await;
    assert_eq!(raised.position, 2);
    assert_eq!(ledger.events("sec", 1, 10).await.unwrap(), raised.recorded);
    drop(ledger);
    // Another node, or the same one after a restart, finds the same.
    let again = place.open().await;
    assert_eq!(again.position("sec").await.unwrap(), 2);
    let register = again.register("sec").await.unwrap();
    assert_eq!(register.proposals().count(), 1);
    assert!(register.party("northwold supply ltd").is_some());
}

async fn a_refused_act_writes_nothing(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    done(&ledger, suspend("Northwold Supply Ltd")).await;
    let before = (ledger.verify("sec").await.unwrap(), ledger.table_bytes("sec").await.unwrap());
    let options = SubmitOptions { key: Some("raise-1".to_owned()), expected: None };
    let refused =
        ledger.submit("sec", raise("Northwold Supply Ltd", "A second change"), options.clone()).await.unwrap();
    assert_eq!(refused.ruling.refusing_clauses(), ["M8.5(b)"]);
    assert!(refused.recorded.is_empty());
    assert_eq!((ledger.verify("sec").await.unwrap(), ledger.table_bytes("sec").await.unwrap()), before);
    // The control: the same act under the same key goes through once the right is given back.
    let lift = json!({ "act": "lift-suspension", "party": "Northwold Supply Ltd", "rights": ["M8.5(b)"] });
    done(&ledger, act("panel", lift)).await;
    let raised = ledger.submit("sec", raise("Northwold Supply Ltd", "A second change"), options).await.unwrap();
    assert!(raised.ruling.is_permitted() && !raised.replayed);
}

async fn an_act_that_cannot_be_read_writes_nothing(place: &Place) {
    let ledger = place.open().await;
    for wrong in [support("DP999", "advice"), raise("Nobody Ltd", "A change"), raise("panel", "A null\0character")] {
        let error = ledger.submit("sec", wrong, SubmitOptions::default()).await.unwrap_err();
        assert!(matches!(error, LedgerError::Unreadable(_)), "{error}");
    }
    assert_eq!(ledger.position("sec").await.unwrap(), 0);
    done(&ledger, admit("Northwold Supply Ltd")).await;
    // The control: the signs by which JSON spells a null character are no null character.
    let spelt = done(&ledger, raise("Northwold Supply Ltd", "What \\u0000 stands for")).await;
    assert_eq!(ledger.events("sec", 1, 1).await.unwrap(), spelt.recorded);
}

async fn an_act_sent_twice_happens_once(place: &Place) {
    let ledger = place.open().await;
    let options = SubmitOptions { key: Some("7f1b".to_owned()), expected: None };
    let raising = || raise("Northwold Supply Ltd", "Clearer reading dates");
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let first = ledger.submit("sec", raising(), options.clone()).await.unwrap();
    done(&ledger, admit("Merrow Energy Ltd")).await;
    let again = ledger.submit("sec", raising(), options).await.unwrap();
    assert!(again.replayed && !first.replayed);
    assert_eq!((again.recorded, again.ruling, again.position), (first.recorded, first.ruling, first.position));
    assert_eq!(ledger.position("sec").await.unwrap(), 3);
    // The control: without a key it happens twice.
    done(&ledger, raising()).await;
    assert_eq!(ledger.position("sec").await.unwrap(), 4);
}

async fn a_key_stands_for_one_act(place: &Place) {
    let ledger = place.open().await;
    let options = SubmitOptions { key: Some("7f1b".to_owned()), expected: None };
    ledger.submit("sec", admit("Northwold Supply Ltd"), options.clone()).await.unwrap();
    let error = ledger.submit("sec", admit("Merrow Energy Ltd"), options).await.unwrap_err();
    assert_eq!(error, LedgerError::KeyReused { key: "7f1b".to_owned(), position: 1 });
    for wrong in [String::new(), "k".repeat(256)] {
        let options = SubmitOptions { key: Some(wrong), expected: None };
        let error = ledger.submit("sec", admit("Merrow Energy Ltd"), options).await.unwrap_err();
        assert!(matches!(error, LedgerError::BadKey(_)), "{error}");
    }
    assert_eq!(ledger.position("sec").await.unwrap(), 1);
}

async fn what_has_changed_since_is_told(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    for title in ["Clearer reading dates", "Longer windows"] {
        done(&ledger, raise("Northwold Supply Ltd", title)).await;
    }
    let seen = SubmitOptions { key: None, expected: Some(3) };
    let numbers: Vec<String> =
        ledger.register("sec").await.unwrap().proposals().map(|known| known.id.to_string()).collect();
    let [first, second] = numbers.as_slice() else { panic!("{numbers:?}") };
    let advice = done(&ledger, support(first, "Say which dates are meant.")).await;
    let error = ledger.submit("sec", support(first, "Name the Parties."), seen.clone()).await.unwrap_err();
    assert_eq!(error, LedgerError::Stale { expected: 3, position: 4, since: advice.recorded });
    assert!(error.to_string().contains("support-given"), "{error}");
    // Nothing has changed about the other proposal.
    let other = ledger.submit("sec", support(second, "Say how long."), seen).await.unwrap();
    assert_eq!(other.position, 5);
    let ahead = SubmitOptions { key: None, expected: Some(99) };
    let error = ledger.submit("sec", support(second, "Say why."), ahead).await.unwrap_err();
    assert_eq!(error, LedgerError::NotReached { expected: 99, position: 5 });
}

async fn acts_dated_by_hand_are_all_recorded_or_none(place: &Place) {
    let ledger = place.open().await;
    let at = |text: &str| text.parse().unwrap();
    let acts = vec![
        (at("2023-03-01T10:00"), admit("Northwold Supply Ltd")),
        (at("2023-03-02T10:00"), raise("Northwold Supply Ltd", "Clearer reading dates")),
        (at("2023-03-03T10:00"), support("DP999", "There is no such proposal.")),
    ];
    let error = ledger.submit_at("sec", acts.clone()).await.unwrap_err();
    assert!(matches!(&error, LedgerError::InBatch { number: 3, .. }), "{error}");
    assert_eq!(ledger.position("sec").await.unwrap(), 0);
    let whole = acts.into_iter().take(2).collect();
    let submitted = ledger.submit_at("sec", whole).await.unwrap();
    let times: Vec<String> =
        submitted.iter().flat_map(|one| &one.recorded).map(|event| event.took_effect.to_string()).collect();
    assert_eq!(times, ["2023-03-01T10:00:00", "2023-03-02T10:00:00"]);
    assert!(ledger.submit_at("sec", Vec::new()).await.unwrap().is_empty());
}

async fn a_code_that_is_not_hosted_is_named(place: &Place) {
    let ledger = place.open().await;
    let error = ledger.submit("uncode", admit("Northwold Supply Ltd"), SubmitOptions::default()).await.unwrap_err();
    assert_eq!(error.to_string(), "no Code `uncode` is hosted here; there is sec");
    assert_eq!(ledger.codes(), ["sec"]);
    assert_eq!(ledger.rulebook("sec").unwrap().code().id, "sec");
    submit(&ledger, admit("Northwold Supply Ltd")).await;
}
