//! Counting, kind by kind.

use jiff::civil::datetime;

use super::*;
use crate::names::BodyId;
use crate::register::{Cast, Seat};

fn ballot(votes: &[(&str, &str, Vote, bool)]) -> Ballot {
    let opened = datetime(2023, 9, 20, 10, 0, 0, 0);
    let seat = |(member, seats, _, _): &(&str, &str, Vote, bool)| Seat {
        member: (*member).to_owned(),
        seats: (*seats).to_owned(),
        alternates: Vec::new(),
        appointed_by: None,
        weight: None,
    };
    let cast = |(member, _, vote, counted): &(&str, &str, Vote, bool)| Cast {
        member: (*member).to_owned(),
        vote: *vote,
        reasons: String::new(),
        at: opened,
        counted: *counted,
        solution: None,
        date: None,
        objectives: BTreeMap::new(),
    };
    Ballot {
        body: BodyId::from("change-board"),
        opened,
        roster: votes.iter().map(seat).collect(),
        legal_text: None,
        legal_texts: BTreeMap::new(),
        cast: votes.iter().map(cast).collect(),
        result: None,
        alternatives: BTreeMap::new(),
        date: None,
        recommended: None,
    }
}

fn count(unit: &str, votes: &[(&str, &str, Vote, bool)]) -> Count {
    let text = format!(
        "id = \"D8-count\"\nsays = \"x\"\ncites = [\"D8\"]\ngoverns = \"close-vote\"\nbasis = \"inferred\"\n\
         in-force = {{ from = \"2018-11-01\" }}\n[check.tally]\nof = \"change-board\"\nunit = \"{unit}\"\n\
         seats = [\"large-supplier\", \"small-supplier\", \"network\"]\n"
    );
    let rule: Rule = toml::from_str(&text).unwrap();
    let crate::rule::Check::Tally(tally) = &rule.check else { panic!("no tally") };
    TallyRule { rule: &rule, tally }.count(&ballot(votes), Matter::Only, &[])
}

use Vote::{Abstain, Approve, Reject};

/// Thirteen large suppliers do not outvote the others: each Party Category has one vote.
#[test]
fn a_category_has_one_vote_however_many_its_members() {
    let votes = [
        ("a", "large-supplier", Approve, true),
        ("b", "large-supplier", Approve, true),
        ("c", "large-supplier", Approve, true),
        ("d", "small-supplier", Reject, true),
        ("e", "network", Reject, true),
    ];
    let by_category = count("category-majority", &votes);
    assert_eq!((by_category.outcome, by_category.for_and_against()), (Outcome::Rejected, (1, 2)));
    let by_member = count("member-majority", &votes);
    assert_eq!((by_member.outcome, by_member.for_and_against()), (Outcome::Approved, (3, 2)));
}

#[test]
fn a_tie_does_not_approve_and_abstentions_lower_the_number_counted() {
    let tie = [("a", "large-supplier", Approve, true), ("b", "small-supplier", Reject, true)];
    assert_eq!(count("category-majority", &tie).outcome, Outcome::Rejected);
    let abstained = [
        ("a", "large-supplier", Approve, true),
        ("b", "small-supplier", Abstain, true),
        ("c", "network", Abstain, true),
    ];
    let counted = count("category-majority", &abstained);
    assert_eq!((counted.outcome, counted.for_and_against()), (Outcome::Approved, (1, 0)));
    assert_eq!(count("category-majority", &[]).outcome, Outcome::Rejected);
}

#[test]
fn the_last_vote_before_the_close_counts_and_a_late_one_does_not() {
    let votes = [("a", "network", Reject, true), ("a", "network", Approve, true), ("a", "network", Reject, false)];
    assert_eq!(count("category-majority", &votes).for_and_against(), (1, 0));
}

fn count_by(tally: &str, votes: &[(&str, &str, Vote, bool)]) -> Count {
    let rule: Rule = toml::from_str(&format!(
        "id = \"x\"\nsays = \"x\"\ncites = [\"D8\"]\ngoverns = \"close-vote\"\nbasis = \"inferred\"\n\
         in-force = {{ from = \"2018-11-01\" }}\n[check.tally]\nof = \"panel\"\n{tally}\n"
    ))
    .unwrap();
    let crate::rule::Check::Tally(tally) = &rule.check else { panic!("no tally") };
    TallyRule { rule: &rule, tally }.count(&ballot(votes), Matter::Only, &[])
}

#[test]
fn unanimity_wants_no_vote_against_and_takes_abstentions_as_it_says() {
    let votes = [("a", "x", Approve, true), ("b", "x", Abstain, true)];
    assert_eq!(count_by("unit = \"unanimity\"", &votes).outcome, Outcome::Approved);
    let strict = count_by("unit = \"unanimity\"\nabstentions = \"against\"", &votes);
    assert_eq!(strict.outcome, Outcome::Rejected);
    let against = [("a", "x", Approve, true), ("b", "x", Reject, true)];
    assert_eq!(count_by("unit = \"unanimity\"", &against).outcome, Outcome::Rejected);
    assert_eq!(count_by("unit = \"unanimity\"", &[]).outcome, Outcome::Rejected);
}

#[test]
fn a_share_is_reached_exactly_or_passed() {
    let votes: Vec<(String, Vote)> =
        (0..20).map(|index| (format!("m{index}"), if index < 13 { Approve } else { Reject })).collect();
    let votes: Vec<(&str, &str, Vote, bool)> =
        votes.iter().map(|(name, vote)| (name.as_str(), "x", *vote, true)).collect();
    let by = |within: &str| count_by(&format!("unit = \"member-majority\"\nwithin = {{ {within} }}"), &votes).outcome;
    assert_eq!(by("at-least = \"65%\""), Outcome::Approved);
    assert_eq!(by("more-than = \"65%\""), Outcome::Rejected);
    assert_eq!(by("at-least = \"2/3\""), Outcome::Rejected);
}

#[test]
fn the_chair_decides_a_tie_and_only_that() {
    let tally = "unit = \"member-majority\"\ncasting-vote = { seat = \"chair\" }";
    let tie = [("a", "x", Approve, true), ("b", "x", Reject, true), ("c", "chair", Approve, true)];
    let count = count_by(tally, &tie);
    assert_eq!((count.outcome, count.casting, count.for_and_against()), (Outcome::Approved, Some(Approve), (1, 1)));
    let clear = [("a", "x", Reject, true), ("b", "x", Reject, true), ("c", "chair", Approve, true)];
    assert_eq!((count_by(tally, &clear).outcome, count_by(tally, &clear).casting), (Outcome::Rejected, None));
}

#[test]
fn every_counter_of_a_quorum_is_reached_or_it_is_no_decision() {
    let tally = "unit = \"member-majority\"\nquorum = [{ seats = [\"party\"], at-least = 2 }, { share = \"1/2\" }]";
    let votes = [("a", "party", Approve, true), ("b", "other", Approve, true), ("c", "party", Approve, false)];
    let count = count_by(tally, &votes);
    assert!(!count.is_quorate());
    assert_eq!(count.quorum.iter().map(|one| (one.needed, one.present)).collect::<Vec<_>>(), [(2, 1), (2, 2)]);
}

#[test]
fn an_empty_group_does_what_the_rule_says() {
    let votes = [("a", "network", Approve, true)];
    let by = |empty: &str| {
        count_by(
            &format!("unit = \"category-majority\"\nseats = [\"network\", \"consumer\"]\nempty = \"{empty}\""),
            &votes,
        )
    };
    assert_eq!(by("left-out").outcome, Outcome::Approved);
    assert_eq!(by("against").outcome, Outcome::Rejected);
    assert_eq!(by("for").for_and_against(), (2, 0));
}
