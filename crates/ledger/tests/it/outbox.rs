//! What is told: written with the events or not at all, shared by nodes, taken from one that stopped, and forgotten on request.

use std::time::Duration;

use ledger::{
    Channel, Delivery, DeliveryState, Follower, Ledger, NewCall, NewDelivery, NewFollower, Outcome, Until, copy,
};

use crate::cast::{admit, done, raise, submit, suspend};
use crate::fault_row::Fault;
use crate::on_both;
use crate::place::Place;

const B8: Fault = Fault {
    test: "B8 deliveries shared by two nodes, one of which stops for longer than its lease",
    wanted: "none lost; each taken by one node at a time; what the stopped one still writes is turned away",
    place: "`ledger` `outbox.rs`",
};

const LEASE: Duration = Duration::from_secs(30);

on_both! {
    what_is_told_is_written_with_the_events_or_not_at_all,
    two_nodes_share_the_work_and_one_that_stopped_is_fenced,
    a_follower_is_asked_once_told_from_then_on_and_forgotten,
    a_copy_goes_on_telling_and_tells_nothing_twice,
    a_call_is_told_by_one_node_and_once,
}

async fn follow(ledger: &Ledger, address: &str, page: &str, confirmed: bool, now: i64) -> Follower {
    let wanted = NewFollower {
        channel: Channel::Mail,
        address,
        stands_for: None,
        page,
        confirmed,
        secret: "",
        token: &format!("token-of-{address}"),
    };
    ledger.follow("sec", &wanted, now).await.unwrap().0
}

/// Takes all news and makes a delivery of each event for each follower that has confirmed.
async fn spread_all(ledger: &Ledger, now: i64) -> usize {
    let mut spread = 0;
    while let Some(news) = ledger.take_news(now, LEASE).await.unwrap() {
        let mut made = Vec::new();
        for following in ledger.all_followed(&news.code).await.unwrap() {
            for position in news.first.max(following.since + 1)..=news.last {
                let (follower, page) = (following.follower.clone(), following.page.clone());
                made.push(NewDelivery { follower, position, call: None, page, made: now });
            }
        }
        assert!(ledger.spread(&news, &made, now).await.unwrap());
        spread += made.len();
    }
    spread
}

async fn what_is_told_is_written_with_the_events_or_not_at_all(place: &Place) {
    let ledger = place.open().await;
    let unspread = async || ledger.outbox_figures().await.unwrap().unspread;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    assert_eq!(unspread().await, 1);
    // A refused act tells nothing.
    done(&ledger, suspend("Northwold Supply Ltd")).await;
    assert!(!submit(&ledger, raise("Northwold Supply Ltd", "A change")).await.ruling.is_permitted());
    assert_eq!(unspread().await, 2);
    // Where what is told cannot be written, nothing is recorded (the control: with the table there both are).
    place.tamper("ALTER TABLE outbox RENAME TO outbox_away").await;
    let before = ledger.position("sec").await.unwrap();
    let options = ledger::SubmitOptions::default();
    assert!(ledger.submit("sec", admit("Southmoor Supply Ltd"), options).await.is_err());
    assert_eq!(ledger.position("sec").await.unwrap(), before);
    place.tamper("ALTER TABLE outbox_away RENAME TO outbox").await;
    let raised = done(&ledger, admit("Southmoor Supply Ltd")).await;
    let mut seen = Vec::new();
    while let Some(news) = ledger.take_news(1, LEASE).await.unwrap() {
        assert!(ledger.spread(&news, &[], 1).await.unwrap());
        seen.push((news.first, news.last));
    }
    assert_eq!(seen.last().unwrap().1, raised.position);
    assert_eq!(unspread().await, 0);
}

async fn two_nodes_share_the_work_and_one_that_stopped_is_fenced(place: &Place) {
    let one = place.open().await;
    done(&one, admit("Northwold Supply Ltd")).await;
    for number in 0..12 {
        follow(&one, &format!("reader{number}@example.org"), "/record", true, 1).await;
    }
    done(&one, raise("Northwold Supply Ltd", "A change")).await;
    // News that a stopped node holds are spread by another after the lease, and what the first made is turned away.
    let held = one.take_news(1, LEASE).await.unwrap().unwrap();
    let two = place.open().await;
    let after = 1 + i64::try_from(LEASE.as_micros()).unwrap();
    let of_two = spread_all(&two, after + 1).await;
    assert!(of_two >= 12, "{of_two}");
    assert!(!one.spread(&held, &[], after + 2).await.unwrap(), "the first node still holds it");
    // Both take at once: each delivery goes to one of them.
    let (first, second) =
        tokio::join!(one.take_deliveries(after + 3, LEASE, 6), two.take_deliveries(after + 3, LEASE, 6));
    let (mut first, second) = (first.unwrap(), second.unwrap());
    if first.is_empty() {
        // The other was quicker with each of them.
        first = one.take_deliveries(after + 3, LEASE, 6).await.unwrap();
    }
    let ids = |taken: &[Delivery]| taken.iter().map(|one| one.id.clone()).collect::<std::collections::BTreeSet<_>>();
    assert!(ids(&first).is_disjoint(&ids(&second)));
    assert!(!first.is_empty());
    // The first stops. Within its lease nobody takes what it holds; after it the other does, and is the one that counts.
    for delivery in &second {
        assert!(two.settle(delivery, &Outcome::Sent, after + 4).await.unwrap());
    }
    let rest = two.take_deliveries(after + 4, LEASE, 100).await.unwrap();
    assert!(ids(&rest).is_disjoint(&ids(&first)));
    for delivery in &rest {
        assert!(two.settle(delivery, &Outcome::Sent, after + 4).await.unwrap());
    }
    let later = after + 4 + i64::try_from(LEASE.as_micros()).unwrap();
    let again = two.take_deliveries(later, LEASE, 100).await.unwrap();
    assert_eq!(ids(&again), ids(&first), "none is lost");
    for delivery in &again {
        assert!(two.settle(delivery, &Outcome::Sent, later).await.unwrap());
    }
    for delivery in &first {
        let late = one.settle(delivery, &Outcome::GiveUp("too slow".to_owned()), later + 1).await.unwrap();
        assert!(!late, "the node that stopped still writes");
    }
    assert_eq!(one.outbox_figures().await.unwrap().given_up, 0);
    // The control: without the fence (all rows set back to that of the first node) its late word stands.
    place.tamper("UPDATE deliveries SET fence = 1").await;
    assert!(one.settle(&first[0], &Outcome::GiveUp("too slow".to_owned()), later + 1).await.unwrap());
    assert_eq!(one.outbox_figures().await.unwrap().given_up, 1);
    let reached =
        format!("{of_two} deliveries on each engine, none lost, none taken by both; the late word turned away");
    B8.reached(reached, "yes: without its fence the late word overwrites the other's");
}

async fn a_follower_is_asked_once_told_from_then_on_and_forgotten(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let follower = follow(&ledger, "ann@example.org", "/record", false, 10).await;
    let second = follow(&ledger, "ann@example.org", "/releases", false, 11).await;
    assert_eq!(follower.id, second.id);
    // Asked once, however often somebody types the address; and told nothing before the answer.
    let asked = ledger.take_deliveries(12, LEASE, 10).await.unwrap();
    assert_eq!(asked.iter().map(|one| one.position).collect::<Vec<_>>(), [0]);
    ledger.settle(&asked[0], &Outcome::Sent, 12).await.unwrap();
    done(&ledger, raise("Northwold Supply Ltd", "Before the answer")).await;
    assert_eq!(spread_all(&ledger, 13).await, 0);
    assert_eq!(ledger.confirm(&follower).await.unwrap(), 2);
    let raised = done(&ledger, raise("Northwold Supply Ltd", "After the answer")).await;
    assert!(spread_all(&ledger, 14).await > 0);
    let told = ledger.deliveries_to(&follower.id, 10).await.unwrap();
    assert!(told.iter().all(|one| one.position == 0 || one.position >= raised.recorded[0].position));
    // The same news for the same follower is one message, whoever makes it.
    let twice =
        NewDelivery { follower: follower.id.clone(), position: 5, call: None, page: "/record".to_owned(), made: 1 };
    assert_eq!(twice.id("sec"), NewDelivery { made: 2, page: "/".to_owned(), ..twice.clone() }.id("sec"));
    assert!(ledger.follower("sec", "token-of-ann@example.org").await.unwrap().is_some());
    assert_eq!(format!("{follower:?}").matches("ann@").count(), 0, "an address is not printed by mistake");
    assert_eq!(ledger.forget_address("ann@example.org").await.unwrap(), 1);
    assert!(ledger.follower("sec", "token-of-ann@example.org").await.unwrap().is_none());
    assert!(ledger.deliveries_to(&follower.id, 10).await.unwrap().is_empty());
    for table in ["followers", "followings", "deliveries"] {
        assert_eq!(place.tamper(&format!("UPDATE {table} SET {} = {0}", first_column(table))).await, 0, "{table}");
    }
    ledger.verify("sec").await.unwrap();
    // Whoever asked and never answered goes by itself.
    follow(&ledger, "bob@example.org", "/record", false, 20).await;
    ledger.forget_unconfirmed(20).await.unwrap();
    assert!(ledger.follower("sec", "token-of-bob@example.org").await.unwrap().is_some());
    ledger.forget_unconfirmed(21).await.unwrap();
    assert!(ledger.follower("sec", "token-of-bob@example.org").await.unwrap().is_none());
}

fn first_column(table: &str) -> &'static str {
    if table == "followings" { "follower" } else { "id" }
}

async fn a_copy_goes_on_telling_and_tells_nothing_twice(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let follower = follow(&ledger, "ann@example.org", "/record", true, 1).await;
    done(&ledger, raise("Northwold Supply Ltd", "Told before the copy")).await;
    spread_all(&ledger, 2).await;
    for delivery in ledger.take_deliveries(3, LEASE, 100).await.unwrap() {
        ledger.settle(&delivery, &Outcome::Sent, 3).await.unwrap();
    }
    let told = ledger.deliveries_to(&follower.id, 100).await.unwrap();
    let raised = done(&ledger, raise("Northwold Supply Ltd", "Not yet told")).await;
    let there = Place::file();
    copy(&place.url, &there.url, &Until::End).await.unwrap();
    let copied = there.open().await;
    assert_eq!(copied.deliveries_to(&follower.id, 100).await.unwrap(), told);
    let waiting = spread_all(&copied, 4).await;
    assert_eq!(waiting, raised.recorded.len());
    assert_eq!(copied.take_deliveries(5, LEASE, 100).await.unwrap().len(), waiting);
    // Brought back to an earlier position, what came after it is neither told nor remembered as told.
    let earlier = Place::file();
    let until = raised.recorded[0].position - 1;
    copy(&place.url, &earlier.url, &Until::Position(Some("sec".to_owned()), until)).await.unwrap();
    assert_eq!(spread_all(&earlier.open().await, 6).await, 0);
    assert_eq!(ledger.deliveries("sec", DeliveryState::Sent, 100).await.unwrap(), told);
}

async fn a_call_is_told_by_one_node_and_once(place: &Place) {
    let one = place.open().await;
    done(&one, admit("Northwold Supply Ltd")).await;
    let follower = follow(&one, "ann@example.org", "/record", true, 1).await;
    let two = place.open().await;
    let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    let call = |name: &str| NewCall {
        name: name.to_owned(),
        deliveries: vec![NewDelivery {
            follower: follower.id.clone(),
            position: 1,
            call: Some(name.to_owned()),
            page: "/record".to_owned(),
            made: 1,
        }],
    };
    let (today, rest) = (day("2024-03-01"), Duration::from_secs(1));
    let told =
        async || one.deliveries_to(&follower.id, 100).await.unwrap().into_iter().filter_map(|one| one.call).count();
    // The first node looks, stops for longer than its lease, and what it found is turned away: the other has told it.
    assert!(!one.was_looked_through("sec").await.unwrap());
    let held = one.take_round("sec", today, 1, LEASE).await.unwrap().unwrap();
    assert!(held.is_first);
    assert_eq!(two.take_round("sec", today, 2, LEASE).await.unwrap(), None, "both look");
    let after = 2 + i64::try_from(LEASE.as_micros()).unwrap();
    let taken = two.take_round("sec", today, after, LEASE).await.unwrap().unwrap();
    assert!(two.end_round(&taken, &[call("arose a")], (1, today), (after, rest)).await.unwrap());
    assert!(!one.end_round(&held, &[call("arose a"), call("arose b")], (1, today), (after, rest)).await.unwrap());
    assert_eq!(told().await, 1);
    assert!(one.was_looked_through("sec").await.unwrap());
    // Nothing has moved on; then the day has, and what was told is not told again though it is found again.
    let later = after + 10_000_000;
    assert_eq!(one.take_round("sec", today, later, LEASE).await.unwrap(), None);
    let tomorrow = day("2024-03-02");
    let next = one.take_round("sec", tomorrow, later, LEASE).await.unwrap().unwrap();
    assert!(!next.is_first);
    let found = [call("arose a"), call("overdue a")];
    assert!(one.end_round(&next, &found, (1, tomorrow), (later, rest)).await.unwrap());
    assert_eq!(told().await, 2);
    // A rest lies between two rounds.
    done(&one, raise("Northwold Supply Ltd", "A change")).await;
    assert_eq!(two.take_round("sec", tomorrow, later + 1, LEASE).await.unwrap(), None);
    let mut now = later + 1_000_001;
    let mut again = async |name: &str| {
        let round = two.take_round("sec", tomorrow, now, LEASE).await.unwrap().unwrap();
        let stands = (two.position("sec").await.unwrap(), tomorrow);
        assert!(two.end_round(&round, &[call(name)], stands, (now, rest)).await.unwrap());
        done(&two, raise("Northwold Supply Ltd", "Another change")).await;
        now += 2_000_000;
    };
    again("arose a").await;
    // Messages that are gone, as old ones are in time, do not bring it back.
    for delivery in one.take_deliveries(later, LEASE, 100).await.unwrap() {
        one.settle(&delivery, &Outcome::Sent, later).await.unwrap();
    }
    one.sweep_deliveries(later + 1).await.unwrap();
    again("arose a").await;
    assert_eq!(told().await, 0);
    // Nor does a copy tell it anew.
    let there = Place::file();
    copy(&place.url, &there.url, &Until::End).await.unwrap();
    let copied = there.open().await;
    assert_eq!(copied.calls_told("sec").await.unwrap(), one.calls_told("sec").await.unwrap());
    assert!(copied.was_looked_through("sec").await.unwrap());
    // The control: without the note of it, it comes again.
    assert_eq!(place.tamper("DELETE FROM calls_told").await, 2);
    again("arose a").await;
    assert_eq!(told().await, 1);
}
