//! What a report written by hand claims, against a register that has its proposal.

use papers::checks::{Base, Paper, check};
use papers::finding::Level::{self, Note, Warning};
use papers::source::Source;

use super::{Played, scenario};

const REPORT: &str = include_str!("../../../../../golden/wordings/report.txt");

/// What EN125 finds in a report on MP167B, held against a register.
fn found(played: &Played, text: &str) -> Vec<(Level, String)> {
    let view = played.view();
    let source = Source::from_bytes("report.txt", text.replace("MP412A", "MP167B").as_bytes()).unwrap();
    let paper = Paper::new(&source, papers::read::read(&source).unwrap());
    let files = check(&[paper], Base::of(view.rulebook).with_register(view.register));
    let findings = files.into_iter().flat_map(|file| file.findings).filter(|one| one.rule == "EN125");
    findings.map(|one| (one.level, one.message)).collect()
}

/// S2-034, S2-058: a body's approval and “no system” are what the record holds.
#[test]
fn a_report_claims_what_the_record_holds() {
    let story = scenario("codes/sec/demonstration.toml");
    let as_told = Played::of(&story);
    assert_eq!(found(&as_told, REPORT), []);
    let other = REPORT.replace("The Working Group approved", "The Security Sub-Committee approved");
    let levels: Vec<Level> = found(&as_told, &other).into_iter().map(|(level, _)| level).collect();
    assert_eq!(levels, [Note], "no view of that body is on record");
    let supports = "view = \"supports\"\ncomment = \"Content with the Proposed Solution";
    assert_eq!(story.matches(supports).count(), 1);
    let opposed = Played::of(&story.replace(supports, &supports.replace("supports", "opposes")));
    let told = found(&opposed, REPORT);
    let [(Warning, message)] = told.as_slice() else { panic!("{told:?}") };
    assert!(message.contains("“opposes”") && message.contains("7 June 2023"), "{message}");
}
