//! The papers before and after the report: the form, the consultation, the vote, the letter.

use papers::compose;

use super::{Played, accepted, demonstration, journey, scenario};

#[test]
fn each_paper_of_a_decided_proposal_is_as_accepted() {
    let played = journey();
    for (kind, of) in [
        ("draft-proposal", "CN001"),
        ("consultation-document", "cp001-refinement"),
        ("response-form", "CP001 report"),
        ("collated-responses", "cp001-refinement"),
        ("legal-text", "CP001"),
        ("change-board-paper", "CP001"),
        ("vote-record", "CP001"),
        ("decision-letter", "CP001"),
    ] {
        let paper = played.paper(kind, of);
        accepted(&played, &paper, &format!("{kind}-cp001.txt"));
        assert!(papers::docx::write_paper(&paper).is_ok(), "{kind}");
    }
}

#[test]
fn each_paper_of_a_proposal_under_way_is_as_accepted_or_says_why_there_is_none() {
    let played = demonstration();
    for (kind, of) in [
        ("draft-proposal", "MP167"),
        ("consultation-document", "mp167b-report"),
        ("collated-responses", "mp167b-refinement"),
        ("change-board-paper", "MP167B"),
    ] {
        let paper = played.paper(kind, of);
        accepted(&played, &paper, &format!("{kind}-mp167b.txt"));
    }
    let refused = |kind: &str, of: &str| (compose::kind(kind).unwrap().compose)(&played.view(), of).unwrap_err();
    assert_eq!(refused("decision-letter", "MP167B"), "MP167B is not decided yet");
    assert_eq!(refused("vote-record", "MP167B"), "no vote was opened on MP167B");
    assert_eq!(refused("legal-text", "MP999"), "no proposal is known as MP999");
    assert!(refused("response-form", "mp167a-report").contains("has had no Modification Report Consultation"));
    assert!(refused("response-form", "nothing").contains("name it like mp167b-refinement"));
}

/// S2-071: what was approved is the text of that day; a text re-based since is told as what it is.
#[test]
fn a_text_re_based_after_the_decision_is_not_what_was_approved() {
    let played = Played::of(&scenario("scenarios/specimen/merge.toml"));
    let proposal = played.view().register.proposal("CP008").unwrap();
    let decided = proposal.decision.as_ref().unwrap().at;
    let (approved, now) = (&proposal.legal_texts[0], proposal.approved_text().unwrap());
    assert!(approved.at <= decided && decided < now.at, "the story re-bases after the decision");
    let words = format!("legal text {}; since 25 June 2026 legal text {} stands", approved.version, now.version);
    for kind in ["decision-letter", "change-board-paper", "modification-report"] {
        let text = compose::text(&played.paper(kind, "CP008"));
        assert!(text.contains(&words), "{kind}: {text}");
    }
    let report = compose::text(&played.paper("modification-report", "CP008"));
    let heads: Vec<&str> = report.lines().filter(|line| line.starts_with("Legal text – version")).collect();
    assert_eq!(
        heads,
        [format!("Legal text – version {}", approved.version), format!("Legal text – version {}", now.version)]
    );
}
