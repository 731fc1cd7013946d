//! Published legal texts as amendments: what could be read becomes one, what the scan destroyed waits for a person.

use legaltext::{Amendment, instructions};
use papers::facts::Facts;
use papers::manuscript::{Manuscript, manuscript};
use papers::source::Source;

use crate::seeds;

fn made(name: &str) -> Option<Manuscript> {
    let source = Source::from_bytes(name, &seeds::seed(&format!("{name}.txt"))?).unwrap();
    let reading = papers::read::read(&source).unwrap();
    match reading.facts {
        Facts::LegalText(facts) => Some(manuscript(&facts, None)),
        Facts::ModificationReport(report) => report.legal_text.as_ref().map(|facts| manuscript(facts, None)),
        Facts::ReleaseImplementationDocument(_) | Facts::Process(_) => None,
    }
}

/// S2-074, S2-077, S2-081: one term is added, its neighbours are not.
#[test]
fn the_legal_text_of_mp167_adds_one_definition_and_seven_clauses() {
    let Some(made) = made("002_00a04fe89968228d") else { return };
    assert_eq!(made.unsettled, []);
    let [Amendment::Define { term, document, .. }, Amendment::Insert { text, .. }] =
        made.legal_text.amendments.as_slice()
    else {
        panic!("{}", instructions::print(&made.legal_text))
    };
    assert_eq!((term.as_str(), document.to_string().as_str()), ("Programme Assurance Policy", "section-a"));
    let numbers: Vec<_> = text.lines().filter_map(|l| l.split(' ').next()).filter(|n| n.starts_with("D10.")).collect();
    assert_eq!(numbers, ["D10.22", "D10.23", "D10.24", "D10.25", "D10.26", "D10.27", "D10.28"]);
    assert_eq!(instructions::parse(&instructions::print(&made.legal_text)).unwrap(), made.legal_text);
}

/// S1-012, S1-013, S1-059: an incomplete redline gives no amendment.
#[test]
fn what_the_scan_of_secmp0049_destroyed_is_left_to_a_person() {
    let Some(made) = made("001_8eb695c43a1047c1") else { return };
    let clause = |at: &str| {
        made.legal_text
            .amendments
            .iter()
            .any(|a| matches!(a, Amendment::Substitute { at: c, .. } if c.to_string() == at))
    };
    // The labels of C2.3 and C7.2 and a line of L1.17 are lost; L8.11 and Z1.6 can be read.
    for lost in ["C2.3", "C7.2", "L1.17"] {
        assert!(
            made.unsettled.iter().any(|missing| missing.at == lost) && !clause(lost),
            "{lost}: {:?}",
            made.unsettled
        );
    }
    assert!(clause("Z1.6"), "{}", instructions::print(&made.legal_text));
    let renumbered = Amendment::Renumber { at: "D3.13".parse().unwrap(), to: "D3.19".parse().unwrap() };
    assert!(made.legal_text.amendments.contains(&renumbered));
    assert_eq!(made.legal_text.amendments.iter().filter(|a| matches!(a, Amendment::Define { .. })).count(), 6);
}
