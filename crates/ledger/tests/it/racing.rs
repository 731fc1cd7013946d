//! Two that want what only one can have, on two nodes at once: ballots of one member, two secretaries, a ballot against the
//! close, a withdrawal against the close. Whatever the order, the record is lawful.

use ledger::{Ledger, LedgerError, SubmitOptions, Submitted, Until, copy};
use procedure::Submission;
use procedure::names::Vote;
use procedure::ruling::Outcome;
use serde_json::json;
use tokio::task::JoinHandle;

use crate::cast::{act, acts_before, clock_at, done, sec, whole_story};
use crate::fault_row::{Fault, rounds};
use crate::on_both;
use crate::place::Place;

const C1: Fault = Fault {
    test: "C1 one member, 8 ballots at once on two nodes",
    wanted: "one counted: that recorded last",
    place: "`ledger` `racing.rs`",
};
const C2: Fault = Fault {
    test: "C2 two secretaries take one Draft Proposal forward at once on two nodes; numbers taken at once",
    wanted: "one does, the other is told who did; no number twice",
    place: "`ledger` `racing.rs`",
};
const C3: Fault = Fault {
    test: "C3 a ballot against the close, a withdrawal against the close, at once on two nodes",
    wanted: "each order gives a lawful record",
    place: "`ledger` `racing.rs`",
};

on_both! {
    one_member_has_one_vote_however_many_ballots,
    one_of_two_secretaries_is_told_what_the_other_did,
    a_ballot_or_a_withdrawal_against_the_close_is_before_it_or_after_it,
}

type Answer = Result<Submitted, LedgerError>;

/// A quarter to eleven in London on the day of the vote.
const IN_THE_VOTE: &str = "2023-09-20T09:45:00Z";
/// How often each race is run.
fn often() -> usize {
    rounds(6, 1000)
}

async fn node(place: &Place, now: &str) -> Ledger {
    place.open_with(clock_at(now)).await
}

fn send(ledger: &Ledger, submission: Submission, expected: Option<u64>) -> JoinHandle<Answer> {
    let ledger = ledger.clone();
    tokio::spawn(async move { ledger.submit("sec", submission, SubmitOptions { key: None, expected }).await })
}

fn ballot(member: &str, vote: &str) -> Submission {
    act(member, json!({ "act": "cast-vote", "proposal": "MP400", "vote": vote }))
}

fn close() -> Submission {
    act("change-board", json!({ "act": "close-vote", "proposal": "MP400" }))
}

async fn one_member_has_one_vote_however_many_ballots(place: &Place) {
    let nodes = [node(place, IN_THE_VOTE).await, node(place, IN_THE_VOTE).await];
    nodes[0].submit_at("sec", acts_before("cast-vote")).await.unwrap();
    let often = often();
    for round in 0..often {
        let votes = (0..8).map(|number| if (number + round) % 3 == 0 { "reject" } else { "approve" });
        let sent: Vec<_> =
            votes.enumerate().map(|(number, vote)| send(&nodes[number % 2], ballot("Ada Quill", vote), None)).collect();
        let mut last = (0, Vote::Abstain);
        for answer in sent {
            let answer = answer.await.unwrap().unwrap();
            let procedure::Event::BallotCast { vote, .. } = answer.recorded[0].event else { panic!("{answer:?}") };
            last = last.max((answer.position, vote));
        }
        let register = nodes[round % 2].register("sec").await.unwrap();
        let cast = register.proposal("MP400").unwrap().ballot.clone().unwrap();
        assert_eq!(cast.last_votes().collect::<Vec<_>>(), [("Ada Quill", last.1)]);
    }
    done(&nodes[0], ballot("Bo Farr", "approve")).await;
    done(&nodes[1], close()).await;
    let register = nodes[0].register("sec").await.unwrap();
    let cast = register.proposal("MP400").unwrap().ballot.clone().unwrap();
    assert_eq!(cast.result.unwrap().votes.len(), 2);
    // The control: a count of ballots instead of members counts every one of them.
    assert_eq!(cast.cast.iter().filter(|cast| cast.counted).count(), 8 * often + 1);
    assert!(nodes[0].tables_agree("sec").await.unwrap());
    C1.reached(
        format!("{often} rounds on each engine, one counted in each"),
        "yes: counting ballots instead of members counts all of them",
    );
}

/// The number of the so manieth Draft Proposal, as it is given in turn: `DP1000` follows `DP999`.
fn draft(number: usize) -> String {
    format!("DP{:03}", number + 1)
}

/// Draft Proposals, each ready to be taken forward.
fn drafts() -> Vec<(jiff::civil::DateTime, Submission)> {
    let mut acts = acts_before("raise-draft-proposal");
    let at = "2023-03-02T10:00".parse().unwrap();
    for number in 0..often() {
        let raised =
            json!({ "act": "raise-draft-proposal", "title": format!("Change {number}"), "issue": "It is unclear." });
        acts.push((at, act("Merrow Energy Ltd", raised)));
        let support = json!({ "act": "give-support", "proposal": draft(number), "advice": "Say which are meant." });
        acts.push((at, act("code-administrator", support)));
    }
    acts
}

fn agree(proposal: &str) -> Submission {
    let agreed = whole_story().into_iter().map(|(_, submission)| submission);
    let mut agreed =
        agreed.filter(|one| !one.judgements.is_empty()).find(|one| one.by == "change-sub-committee").unwrap();
    let procedure::Act::AgreeModificationProposal(details) = &mut agreed.act else { panic!("{agreed:?}") };
    proposal.clone_into(&mut details.proposal);
    agreed
}

async fn one_of_two_secretaries_is_told_what_the_other_did(place: &Place) {
    let now = "2023-04-03T10:00:00Z";
    let nodes = [node(place, now).await, node(place, now).await];
    nodes[0].submit_at("sec", drafts()).await.unwrap();
    let often = often();
    for round in 0..often {
        let seen = nodes[0].position("sec").await.unwrap();
        let before = nodes[0].register("sec").await.unwrap();
        let submission = agree(&draft(round));
        // Half of them say what they had seen, as the forms of the site do.
        let expected = (round % 2 == 0).then_some(seen);
        let sent = [0, 1].map(|number| send(&nodes[number], submission.clone(), expected));
        let mut permitted = 0;
        for answer in sent {
            match answer.await.unwrap() {
                Ok(answer) if answer.ruling.is_permitted() => permitted += 1,
                Ok(answer) => {
                    let reason = &answer.ruling.refusing().next().unwrap().reason;
                    assert!(!reason.is_empty() && expected.is_none(), "{answer:?}");
                }
                Err(LedgerError::Stale { since, .. }) => assert_eq!(since[0].by, "change-sub-committee"),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(permitted, 1, "round {round}");
        // The control: ruled on without the lock, by what each had seen, both would be permitted.
        let at = "2023-04-03T11:00".parse().unwrap();
        let alone = procedure::decide(&before, &submission, &sec(), at).unwrap();
        assert!(matches!(alone.outcome, Outcome::Permitted(_)), "{alone:?}");
    }
    let raise = || {
        act("Merrow Energy Ltd", json!({ "act": "raise-draft-proposal", "title": "More", "issue": "It is unclear." }))
    };
    let sent: Vec<_> = (0..2 * often).map(|number| send(&nodes[number % 2], raise(), None)).collect();
    for answer in sent {
        assert!(answer.await.unwrap().unwrap().ruling.is_permitted());
    }
    let register = nodes[1].register("sec").await.unwrap();
    let numbers: std::collections::BTreeSet<&str> = register.proposals().map(|known| known.number()).collect();
    assert_eq!(numbers.len(), 3 * often, "a number was given twice");
    C2.reached(
        format!("{often} pairs and {} numbers on each engine: one each, none twice", 2 * often),
        "yes: ruled on without the lock both are permitted",
    );
}

/// A record like that of a place, to go on from by itself.
async fn like(place: &Place) -> Place {
    let fresh = if place.is_server() { Place::server().await.unwrap() } else { Place::file() };
    copy(&place.url, &fresh.url, &Until::End).await.unwrap();
    fresh
}

async fn race(place: &Place, acts: [Submission; 2]) -> (Ledger, [Submitted; 2]) {
    let nodes = [node(place, IN_THE_VOTE).await, node(place, IN_THE_VOTE).await];
    let [one, other] = acts;
    let (one, other) = (send(&nodes[0], one, None), send(&nodes[1], other, None));
    let answers = [one.await.unwrap().unwrap(), other.await.unwrap().unwrap()];
    let [ledger, _] = nodes;
    assert!(ledger.tables_agree("sec").await.unwrap());
    ledger.verify("sec").await.unwrap();
    (ledger, answers)
}

async fn a_ballot_or_a_withdrawal_against_the_close_is_before_it_or_after_it(place: &Place) {
    let ledger = node(place, IN_THE_VOTE).await;
    ledger.submit_at("sec", acts_before("cast-vote")).await.unwrap();
    for member in ["Ada Quill", "Bo Farr"] {
        done(&ledger, ballot(member, "approve")).await;
    }
    let before = ledger.register("sec").await.unwrap();
    let (mut first, mut closed) = (0, 0);
    let each = rounds(3, 100);
    for round in 0..each {
        let fresh = like(place).await;
        let late = ballot("Ada Quill", "reject");
        let order = if round % 2 == 0 { [late, close()] } else { [close(), late] };
        let (ledger, answers) = race(&fresh, order).await;
        assert!(answers.iter().all(|answer| answer.ruling.is_permitted()), "{answers:?}");
        let [cast, close] = if round % 2 == 0 {
            answers
        } else {
            let [close, cast] = answers;
            [cast, close]
        };
        let in_time = cast.position < close.recorded[0].position;
        let counted = matches!(&cast.recorded[0].event, procedure::Event::BallotCast { counted, .. } if *counted);
        assert_eq!(counted, in_time, "a ballot counts when it stands before the close");
        let register = ledger.register("sec").await.unwrap();
        let votes = register.proposal("MP400").unwrap().ballot.clone().unwrap().result.unwrap().votes;
        let rejected = votes.iter().filter(|vote| vote.vote == Vote::Reject).count();
        assert_eq!(rejected, usize::from(in_time), "{votes:?}");
        first += usize::from(in_time);
        fresh.leave().await;

        let fresh = like(place).await;
        let withdraw =
            act("Merrow Energy Ltd", json!({ "act": "withdraw", "proposal": "MP400", "reasons": "Overtaken." }));
        let order = if round % 2 == 0 { [withdraw, self::close()] } else { [self::close(), withdraw] };
        let (ledger, answers) = race(&fresh, order).await;
        assert_eq!(answers.iter().filter(|answer| answer.ruling.is_permitted()).count(), 1, "{answers:?}");
        let register = ledger.register("sec").await.unwrap();
        let proposal = register.proposal("MP400").unwrap();
        closed += usize::from(proposal.ballot.as_ref().unwrap().result.is_some());
        fresh.leave().await;
    }
    // The control: ruled on by what was so before the close, the late ballot counts.
    let at = "2023-09-20T11:30".parse().unwrap();
    let ruling = procedure::decide(&before, &ballot("Ada Quill", "reject"), &sec(), at).unwrap();
    let Outcome::Permitted(events) = ruling.outcome else { panic!("refused") };
    assert!(matches!(events[0], procedure::Event::BallotCast { counted: true, .. }));
    C3.reached(
        format!(
            "{} races on each engine; here the ballot came first {first} times of {each}, the close {closed} of {each}",
            2 * each
        ),
        "yes: ruled on by what was so before the close, a late ballot counts",
    );
}
