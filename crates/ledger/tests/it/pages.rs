//! What pages read: the register, deadlines, releases, history.

use ledger::{ProposalQuery, Sort};
use procedure::names::Stage;
use serde_json::json;

use crate::cast::{act, admit, done, raise, whole_story};
use crate::on_both;
use crate::place::Place;

on_both! { the_register_lists_what_is_asked_for, pages_hold_every_row_once, what_comes_next_depends_on_the_moment, the_parts_of_a_split_have_rows_of_their_own }

async fn the_register_lists_what_is_asked_for(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    for title in ["zebra crossings", "An Ångström of change", "Alarms 100% on", "alarms 100 on"] {
        done(&ledger, raise("Northwold Supply Ltd", title)).await;
    }
    let withdrawn = json!({ "act": "withdraw", "proposal": "DP001", "reasons": "Overtaken." });
    done(&ledger, act("Northwold Supply Ltd", withdrawn)).await;
    let query = ProposalQuery::at("2024-03-01T10:00".parse().unwrap());
    let titles = async |query: ProposalQuery| {
        let page = ledger.proposals("sec", &query).await.unwrap();
        assert_eq!(page.total, page.rows.len() as u64);
        page.rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
    };
    let by_title = ProposalQuery { sort: Sort::Title, ..query.clone() };
    assert_eq!(
        titles(by_title.clone()).await,
        ["Alarms 100% on", "alarms 100 on", "An Ångström of change", "zebra crossings"]
    );
    let down = ProposalQuery { sort: Sort::Number, down: true, ..query.clone() };
    assert_eq!(titles(down).await[0], "alarms 100 on");
    let found = |text: &str| ProposalQuery { text: Some(text.to_owned()), ..by_title.clone() };
    assert_eq!(titles(found("100%")).await, ["Alarms 100% on"]);
    assert_eq!(titles(found("ÅNGSTRÖM")).await, ["An Ångström of change"]);
    assert_eq!(titles(found("northwold ALARMS")).await.len(), 2);
    assert_eq!(titles(found("dp002 zebra")).await.len(), 0);
    let ended = ProposalQuery { stage: Some(Stage::Withdrawn), ..query.clone() };
    assert_eq!(titles(ended).await, ["zebra crossings"]);
    let stages = ledger.stages("sec", None).await.unwrap();
    assert_eq!(stages, [(Stage::Development, 3), (Stage::Withdrawn, 1)]);
    let changed = ProposalQuery { sort: Sort::Changed, down: true, ..query };
    assert_eq!(titles(changed).await[0], "zebra crossings");
}

async fn pages_hold_every_row_once(place: &Place) {
    let ledger = place.open().await;
    done(&ledger, admit("Northwold Supply Ltd")).await;
    let at = "2024-03-01T10:00".parse().unwrap();
    let acts = (0..45).map(|_| (at, raise("Northwold Supply Ltd", "The same title"))).collect();
    ledger.submit_at("sec", acts).await.unwrap();
    for sort in [Sort::Deadline, Sort::Number, Sort::Title, Sort::Stage, Sort::Changed] {
        for down in [false, true] {
            let mut seen = std::collections::BTreeSet::new();
            for page in 1..=5 {
                let page = std::num::NonZeroU32::new(page).unwrap();
                let rows = std::num::NonZeroU32::new(10).unwrap();
                let query = ProposalQuery { sort, down, page, rows, ..ProposalQuery::at(at) };
                let found = ledger.proposals("sec", &query).await.unwrap();
                assert_eq!(found.total, 45);
                seen.extend(found.rows.into_iter().map(|row| row.id));
            }
            assert_eq!(seen.len(), 45, "{sort:?} {down}");
        }
    }
}

async fn what_comes_next_depends_on_the_moment(place: &Place) {
    let ledger = place.open().await;
    let mut story = whole_story();
    story.retain(|(at, _)| *at < "2023-08-15T12:00".parse().unwrap());
    ledger.submit_at("sec", story).await.unwrap();
    let next = async |at: &str| {
        let query = ProposalQuery::at(at.parse().unwrap());
        let page = ledger.proposals("sec", &query).await.unwrap();
        page.rows[0].next.clone().map(|(date, what)| format!("{date} {what}"))
    };
    // All of a consultation's last day counts.
    assert!(next("2023-07-19T23:59").await.unwrap().starts_with("2023-07-19"));
    assert!(next("2023-07-20T00:00").await.unwrap().starts_with("2024-02"));
    assert_eq!(next("2030-01-01T00:00").await, None);
    let coming = ledger.deadlines("sec", "2023-07-20T00:00".parse().unwrap(), 10).await.unwrap();
    assert!(coming.windows(2).all(|two| two[0].date <= two[1].date));
    assert!(coming.iter().all(|row| row.number == "MP400" && row.title == "A policy for assurance of programmes"));
    // A release that moves takes the days of its proposals along.
    let moved = json!({ "act": "schedule-release", "id": "february-2024", "name": "March 2024 SEC Release",
        "date": "2024-03-28" });
    ledger
        .submit_at("sec", vec![("2023-08-16T09:00".parse().unwrap(), act("code-administrator", moved))])
        .await
        .unwrap();
    let words = ledger.deadlines("sec", "2023-08-16T09:00".parse().unwrap(), 10).await.unwrap();
    assert!(words.iter().any(|row| row.what.contains("March 2024")), "{words:?}");
    assert!(ledger.tables_agree("sec").await.unwrap());
    let releases = ledger.releases("sec").await.unwrap();
    assert_eq!(releases.iter().map(|row| row.proposals).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(releases[0].date.to_string(), "2024-03-28");
    let latest = ledger.latest("sec", 2).await.unwrap();
    assert_eq!(latest.iter().map(|row| &*row.kind).collect::<Vec<_>>(), ["put-in-release", "release-scheduled"]);
    let history = ledger.history("sec", &"DP400".into()).await.unwrap();
    assert_eq!(history[0].kind, "draft-proposal-raised");
    assert!(history.windows(2).all(|two| two[0].position < two[1].position));
}

async fn the_parts_of_a_split_have_rows_of_their_own(place: &Place) {
    let ledger = place.open().await;
    let mut story = whole_story();
    story.retain(|(at, _)| *at < "2023-05-01T00:00".parse().unwrap());
    let split = json!({ "act": "split", "proposal": "MP400", "reasons": "Two questions in one.",
        "into": [{ "title": "The policy", "issue": "Nothing binds the DCC to it." },
            { "title": "Its review", "issue": "Nobody looks at it again." }] });
    story.push(("2023-05-02T10:00".parse().unwrap(), act("change-sub-committee", split)));
    let submitted = ledger.submit_at("sec", story).await.unwrap();
    let last = submitted.last().unwrap();
    assert!(last.ruling.is_permitted(), "{:?}", last.ruling.refusing().collect::<Vec<_>>());
    let by_number = ProposalQuery { sort: Sort::Number, ..ProposalQuery::at("2023-05-02T11:00".parse().unwrap()) };
    let rows = ledger.proposals("sec", &by_number).await.unwrap().rows;
    let titles: Vec<_> = rows.iter().map(|row| row.title.as_str()).collect();
    // The one that was split comes first, then its parts in the order they were named.
    assert_eq!(titles, ["A policy for assurance of programmes", "The policy", "Its review"]);
    assert_eq!((rows[0].stage, rows[1].stage), (Stage::Split, Stage::Refinement));
    for part in rows.iter().skip(1) {
        let history = ledger.history("sec", &part.id).await.unwrap();
        assert_eq!(history[0].kind, "split");
        assert_eq!(history[0].facts["proposal"], "DP400");
    }
    assert!(ledger.tables_agree("sec").await.unwrap());
}
