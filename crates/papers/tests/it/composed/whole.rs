//! Every paper of the invented Code's demonstration.

use papers::compose;

use super::{Played, findings, scenario};

/// A composed paper passes the checks: they find nothing in what the record says.
#[test]
fn no_check_finds_anything_in_a_paper_of_the_demonstration() {
    let played = Played::of(&scenario("codes/specimen/demonstration.toml"));
    let numbers: Vec<String> =
        played.view().register.proposals().map(|proposal| proposal.number().to_owned()).collect();
    let mut told = Vec::new();
    for number in &numbers {
        for kind in [
            "draft-proposal",
            "modification-report",
            "legal-text",
            "change-board-paper",
            "vote-record",
            "decision-letter",
        ] {
            let Ok(paper) = (compose::kind(kind).unwrap().compose)(&played.view(), number) else { continue };
            let found = findings(&played, &compose::text(&paper));
            told.extend(found.into_iter().map(|one| format!("{number} {kind}: {one}")));
        }
    }
    assert_eq!(told, Vec::<String>::new());
}
