//! What falls on an office without an event that names anybody is told to those who hold it: once when it arises, once when it
//! is overdue.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::receiver::{Came, Webhook, within};
use super::{BEARER, KEY, Kept, TAKEN, as_person};
use crate::fault_row::Fault;
use crate::program::{Server, Serving};

const J8_CALLS: Fault = Fault {
    test: "J8 what falls on an office, with two servers, one of them killed",
    wanted: "told once when it arises and once when it is overdue, to those who hold the office that day and to nobody else",
    place: "`enact` `told/called.rs`",
};

/// Follows the releases, of which there is no news here, for somebody of the register.
fn follow_for(server: Server, whom: &str, webhook: &Webhook) {
    let address = webhook.url().replace(':', "%3A").replace('/', "%2F");
    let body = format!("how=webhook&address={address}&whom={}", whom.replace(' ', "+"));
    let headers = [BEARER, ("accept", "application/json")];
    let done = server.ask("POST", "/specimen/follow?page=/releases", &headers, &body);
    assert!([201, 303].contains(&done.status), "{done:?}");
}

fn raise(server: Server, title: &str, subjects: &[&str]) -> String {
    let act = json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": title, "issue": "It is so.", "subjects": subjects });
    let done = server.act("specimen", &[BEARER], &act);
    assert_eq!(done.status, 201, "{done:?}");
    done.json()["events"][0]["event"]["proposal"].as_str().unwrap_or_default().to_owned()
}

/// Each call that came: its kind, name and the id of the message.
fn told(came: &[Came]) -> Vec<(String, String, String)> {
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let calls = came.iter().filter(|one| one.json()["data"]["call"].is_string());
    calls
        .map(|one| {
            let body = one.json();
            (words(&body["type"]), words(&body["data"]["call"]), one.header("webhook-id").to_owned())
        })
        .collect()
}

fn about(came: &[Came], title: &str) -> usize {
    came.iter().filter(|one| one.json()["data"]["call"].is_string() && one.body.contains(title)).count()
}

#[test]
fn whoever_holds_an_office_is_told_once_of_what_falls_on_it() {
    for kept in Kept::everywhere() {
        let mut nodes = vec![kept.serve(&[]), kept.serve(&[])];
        let server = nodes[0].server();
        for (person, body) in [("Pia Lund", "code-manager"), ("Ben Hale", "resilience-group")] {
            let act = json!({ "act": "name-person", "by": "code-manager", "name": person, "acts_for": body });
            assert_eq!(server.act("specimen", &[BEARER], &act).status, 201);
        }
        let (office, person, other) = (Webhook::new(TAKEN), Webhook::new(TAKEN), Webhook::new(TAKEN));
        follow_for(server, "Code Manager", &office);
        follow_for(server, "Pia Lund", &person);
        follow_for(server, "Ben Hale", &other);
        // What touches nothing that a committee watches calls on nobody (the control).
        raise(server, "Of no concern", &[]);
        raise(server, "A first test", &["testing"]);
        let came = office.wait(|came| about(came, "A first test") > 0);
        person.wait(|came| about(came, "A first test") > 0);
        let first = told(&came);
        assert_eq!(first.len(), 1, "{first:?}");
        assert_eq!(first[0].0, "enact.due");
        assert!(first[0].1.starts_with("arose duty C4.7-resilience-group-is-told code-manager "), "{first:?}");
        let data = &came.iter().find(|one| one.json()["data"]["call"].is_string()).unwrap().json()["data"];
        assert_eq!((&data["on"], &data["clauses"]), (&json!(["code-manager"]), &json!(["C4.7"])));
        // One is killed and both start anew: what was told is not told again, and what arises then is.
        nodes[0].kill();
        drop(nodes);
        let nodes = [kept.serve(&[]), kept.serve(&[])];
        raise(nodes[1].server(), "A second test", &["testing"]);
        let came = office.wait(|came| about(came, "A second test") > 0);
        person.wait(|came| about(came, "A second test") > 0);
        for webhook in [&office, &person] {
            let came = webhook.came();
            assert_eq!((about(&came, "A first test"), about(&came, "A second test")), (1, 1));
        }
        let ids: BTreeSet<String> = told(&came).into_iter().map(|(_, _, id)| id).collect();
        assert_eq!(ids.len(), 2);
        assert!(told(&other.came()).is_empty(), "another office is told");
        let outbox = nodes[0].server().ask("GET", "/specimen/outbox", &[BEARER], "").body;
        assert!(outbox.contains("To be done: C4.7-resilience-group-is-told") && !outbox.contains(KEY), "{outbox}");
        drop(nodes);
        kept.leave();
    }
}

#[test]
fn what_is_not_done_by_its_day_is_told_once_more() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let webhook = Webhook::new(TAKEN);
    let act = |body: &Value| {
        let done = server.act("sec", &[], body);
        assert_eq!(done.status, 201, "{done:?}");
        done.json()
    };
    act(
        &json!({ "act": "name-person", "by": "code-administrator", "name": "Pia Lund", "acts_for": "code-administrator" }),
    );
    let body = format!("how=webhook&address={}&whom=", webhook.url().replace(':', "%3A").replace('/', "%2F"));
    assert_eq!(as_person(server, "pia-lund", "/sec/follow?page=/releases", &body).status, 201);
    let raise = |id: &str| {
        act(
            &json!({ "act": "raise-draft-proposal", "by": "code-administrator", "id": id, "title": format!("About keys, {id}"),
            "issue": "They are old.", "subjects": ["security-arrangements"] }),
        );
    };
    raise("DP901");
    raise("DP902");
    let of = |came: &[Came], id: &str, kind: &str| -> usize {
        let is_it = |(told_kind, call, _): &(String, String, String)| {
            told_kind == kind && call.contains("duty G7.19-tell-security-sub-committee") && call.contains(id)
        };
        told(came).iter().filter(|one| is_it(one)).count()
    };
    let both = |came: &[Came], kind: &str| (of(came, "DP901", kind), of(came, "DP902", kind));
    webhook.wait(|came| both(came, "enact.due") == (1, 1));
    act(
        &json!({ "act": "tell-committee", "by": "code-administrator", "proposal": "DP901", "committee": "security-sub-committee", "note": "About keys." }),
    );
    // The days go by, from one deadline of the register to the next.
    within(60, || {
        assert_eq!(as_person(server, "pia-lund", "/demo/clock", "back=/sec").status, 303);
        std::thread::sleep(std::time::Duration::from_millis(1200));
        (of(&webhook.came(), "DP902", "enact.overdue") > 0).then_some(())
    });
    for _ in 0..2 {
        as_person(server, "pia-lund", "/demo/clock", "back=/sec");
        std::thread::sleep(std::time::Duration::from_millis(1200));
    }
    let came = webhook.came();
    // The control: what was done in time is never overdue.
    assert_eq!((both(&came, "enact.due"), both(&came, "enact.overdue")), ((1, 1), (0, 1)));
    let calls = told(&came);
    let names: BTreeSet<&str> = calls.iter().map(|(_, call, _)| call.as_str()).collect();
    assert_eq!(names.len(), calls.len(), "something was told twice: {calls:?}");
    J8_CALLS.reached(
        "so, on each engine, also after both started anew; by the day alone where no event comes",
        "yes: what touches nothing, what was done in time and another office are told nothing",
    );
}
