//! The definitions that two published modifications bring, in the shape that they have there: SECMP0049's names of the
//! paths, and MP167B's Programme Assurance Policy. The words round them are our own; the clauses' words are not held.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that meets what it did not expect fails")]

use legaltext::graph::{DefectKind, Graph};
use legaltext::{Amendment, Citation, ConflictKind, Edition, Meaning, apply, instructions, markup};

const TERMS: &str = "\
# Section A: Definitions and Interpretation
version: 31.0

## A1 Definitions

A1.1 In this Code:

\"Authority\" means the regulator.

\"Code Administrator\" means who administers this Code.

\"Production Proving Registration Data\" has the meaning given in Section P1.11 (Production Proving Registration Data).

\"Proposer\" has the meaning given in Section D1.3 (Persons Entitled to Submit Draft Proposals).
";

const PROCESS: &str = "\
# Section D: Modification Process
version: 9.0

## D1 Raising Draft Proposals

unheld D1.3: Persons Entitled to Submit Draft Proposals

## D2 Modification Paths

unheld D2.4: Authority-initiated Modifications

unheld D2.6: Authority Determined Modifications

unheld D2.7: Self-Governance Modifications

## D6 Refinement Process

unheld D6.16: Alternative Solutions

## D10 Implementation

D10.21 The DCC and each Party in the testing keep to the document that the Panel approved.
";

const DUTIES: &str =
    "# Section C: Governance\n\n## C2 Panel\n\n### Panel Duties\n\nC2.3 The Panel keeps this Code under review.\n";
const PROVING: &str = "# Section P: Production Proving\n\n## P1 Production Proving\n\nunheld P1.11: Production Proving Registration Data\n";

fn base() -> Edition {
    Edition::new("test", [TERMS, DUTIES, PROCESS, PROVING].map(|text| markup::parse(text, "test").unwrap()))
}

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

/// What the text of SECMP0049 adds and changes in the list of terms, its paths first.
const PATHS: &str = "\
Legal text for SECMP0049
Drafted against the Code version 5.18

Add the following definitions to Section A1.1 in alphabetical order:
    \"Authority Determined Modification\" has the meaning given to that expression in Section D2.6 (Authority Determined Modifications).

    \"Authority-initiated Modification\" has the meaning given to that expression in Section D2.4 (Authority-initiated Modifications).

    \"Self-Governance Modification\" has the meaning given to that expression in Section D2.7 (Self-Governance Modifications).

    \"Alternative Solution\" has the meaning given to that expression in Section D6.16 (Alternative Solutions).

    \"Path 1 Modification\" has the same meaning as \"Authority-initiated Modification\".

    \"Path 2 Modification\" has the same meaning as \"Authority Determined Modification\".

    \"Path 3 Modification\" has the same meaning as \"Self-Governance Modification\".
";

/// The Code with a legal text.
fn with(text: &str) -> Edition {
    let read = instructions::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    apply(&base(), &read.amendments, "test:new").unwrap_or_else(|conflicts| panic!("{conflicts:?}")).edition
}

/// The kinds of defect that terms can have and that make the words wrong, and what is said of each.
fn faults(edition: &Edition) -> Vec<(DefectKind, String)> {
    let of_terms = [
        DefectKind::PointerDangling,
        DefectKind::PointerLabel,
        DefectKind::PointerEmpty,
        DefectKind::AliasLoop,
        DefectKind::UndefinedTerm,
        DefectKind::TermTwice,
    ];
    let defects = Graph::of(edition).defects();
    defects
        .into_iter()
        .filter(|found| of_terms.contains(&found.kind))
        .map(|found| (found.kind, found.message))
        .collect()
}

fn kinds(edition: &Edition) -> Vec<DefectKind> {
    faults(edition).into_iter().map(|(kind, _)| kind).collect()
}

/// S1-010, S1-022, S1-023, S1-024, S1-028, S1-029: each term points at its clause by number and heading, and stands in
/// its place in the alphabet.
#[test]
fn the_terms_of_secmp0049_point_at_their_clauses() {
    let edition = with(PATHS);
    assert_eq!(faults(&edition), []);
    let pointer = |term: &str| match edition.definition(term).unwrap().meaning() {
        Meaning::Pointer { clause, label } => (clause.to_string(), label.clone().unwrap_or_default()),
        other @ (Meaning::FullText | Meaning::Alias { .. } | Meaning::Unheld) => panic!("{term}: {other:?}"),
    };
    for (term, clause, label) in [
        ("Authority Determined Modification", "D2.6", "Authority Determined Modifications"),
        ("Authority-initiated Modification", "D2.4", "Authority-initiated Modifications"),
        ("Self-Governance Modification", "D2.7", "Self-Governance Modifications"),
        ("Alternative Solution", "D6.16", "Alternative Solutions"),
    ] {
        assert_eq!(pointer(term), (clause.to_owned(), label.to_owned()));
        // The same term with a clause that is not there, and with the heading of another one.
        let absent = PATHS.replace(&format!("Section {clause} ({label})"), &format!("Section D2.99 ({label})"));
        assert_eq!(kinds(&with(&absent)), [DefectKind::PointerDangling], "{term}");
        let other = PATHS.replace(&format!("Section {clause} ({label})"), &format!("Section {clause} (Raising)"));
        assert_eq!(kinds(&with(&other)), [DefectKind::PointerLabel], "{term}");
    }
    let document = edition.document(&"section-a".parse().unwrap()).unwrap();
    let terms: Vec<_> = document.definitions().iter().map(|(_, definition)| definition.term().to_lowercase()).collect();
    assert!(terms.is_sorted(), "{terms:?}");
    // What is there already is not added again.
    let again = instructions::parse(PATHS).unwrap().amendments;
    let conflicts = apply(&edition, &again, "test:again").unwrap_err();
    assert_eq!(conflicts.len(), 7);
    assert!(conflicts.iter().all(|conflict| conflict.kind == ConflictKind::AlreadyThere), "{conflicts:?}");
}

/// S1-021, S1-031, S1-032, S1-033: an older name of a path means what the new one means, and nothing else.
#[test]
fn the_three_paths_have_two_names_and_one_meaning_each() {
    let edition = with(PATHS);
    for (alias, of) in [
        ("Path 1 Modification", "Authority-initiated Modification"),
        ("Path 2 Modification", "Authority Determined Modification"),
        ("Path 3 Modification", "Self-Governance Modification"),
    ] {
        assert_eq!(edition.definition(alias).unwrap().meaning(), &Meaning::Alias { of: of.to_owned() });
        let line = format!("\"{alias}\" has the same meaning as \"{of}\".");
        let twice = PATHS.replace(&line, &format!("{line}\n\n    \"{alias}\" means another thing."));
        let read = instructions::parse(&twice).unwrap().amendments;
        let conflicts = apply(&base(), &read, "test:twice").unwrap_err();
        assert_eq!(conflicts[0].kind, ConflictKind::AlreadyThere, "one name with two meanings");
        let nowhere = PATHS.replace(&line, &format!("\"{alias}\" has the same meaning as \"Path 9 Modification\"."));
        assert_eq!(kinds(&with(&nowhere)), [DefectKind::UndefinedTerm], "{alias}");
        let circle = PATHS.replace(&line, &format!("\"{alias}\" has the same meaning as \"{alias}\"."));
        assert_eq!(kinds(&with(&circle)), [DefectKind::AliasLoop], "{alias}");
    }
}

/// What MP167B adds: a term and clauses, against Section A version 31.0 and Section D version 9.0.
const POLICY: &str = "\
Legal text for MP167B
Drafted against Section A version 31.0
Drafted against Section D version 9.0

Add the following definitions to Section A1.1 in alphabetical order:
    \"Programme Assurance Policy\" has the meaning given to that expression in Section C2.3 (Panel Duties).

Add Sections D10.22 to D10.23 as follows:
    ### Programme Assurance Policy

    D10.22 The Panel keeps a policy for programmes of the DCC (the \"Programme Assurance Policy\").

    D10.23 The DCC keeps to the Programme Assurance Policy.
";

/// S1-020, S2-077, S2-112: the published pointer leads to a clause that defines nothing; the clause that does is found
/// to be right.
#[test]
fn a_pointer_leads_to_the_clause_that_defines_the_term() {
    let wrong = with(POLICY);
    assert_eq!(kinds(&wrong), [DefectKind::PointerEmpty], "{:?}", faults(&wrong));
    let right = with(&POLICY.replace("Section C2.3 (Panel Duties)", "Section D10.22 (Programme Assurance Policy)"));
    assert_eq!(faults(&right), []);
    let graph = Graph::of(&right);
    let uses: Vec<_> =
        graph.uses_of("Programme Assurance Policy").iter().map(|found| found.place.to_string()).collect();
    assert_eq!(uses, ["D10.23"]);
}

/// S2-072, S2-073, S2-074, S2-075, S2-079, S2-080, S2-081, S2-082: the text names its modification and the version of
/// each Section; neighbours of the new term stay as they are; the range holds the clauses that are printed; the cross
/// heading stands before the first.
#[test]
fn the_text_of_mp167b_does_what_it_says_and_no_more() {
    let text = instructions::parse(POLICY).unwrap();
    assert_eq!(text.modification.as_deref(), Some("MP167B"));
    let bases: Vec<_> = text.base.iter().map(|base| base.version.as_str()).collect();
    assert_eq!(bases, ["31.0", "9.0"]);
    assert!(matches!(text.amendments.first(), Some(Amendment::Define { .. })));
    let edition = with(POLICY);
    for neighbour in ["Production Proving Registration Data", "Proposer"] {
        let (was, is) = (base().definition(neighbour).unwrap().text(), edition.definition(neighbour).unwrap().text());
        assert_eq!(was, is);
    }
    assert_eq!(edition.find(&cite("D10.22")).unwrap().heading(), Some("Programme Assurance Policy"));
    assert_eq!(edition.find(&cite("D10.21")), base().find(&cite("D10.21")));
    // One clause more than the range, and one fewer.
    let more = format!("{POLICY}\n    D10.24 More.\n");
    assert!(instructions::parse(&more).unwrap_err()[0].message.contains("D10.22 to D10.24"));
    let fewer = POLICY.replace("    D10.23 The DCC keeps to the Programme Assurance Policy.\n", "");
    assert!(instructions::parse(&fewer).unwrap_err()[0].message.contains("D10.23"));
}

/// S1-011, S1-072: paragraphs that an amendment does not name stay in force under their own labels.
#[test]
fn a_paragraph_that_is_not_printed_stays() {
    let text = "\
# Section F: Architecture

F1.4 The committee shall:
    (a) advise on what varies the specifications;
    (b) advise on what is likely to vary them; and
    (c) keep a list.
";
    let base = Edition::new("test", [markup::parse(text, "test").unwrap()]);
    let amend = "Amend F1.4(a) as follows:\n    (a) advise the Panel on what varies the specifications;";
    let new = apply(&base, &instructions::parse(amend).unwrap().amendments, "test:new").unwrap().edition;
    assert_eq!(new.find(&cite("F1.4(c)")), base.find(&cite("F1.4(c)")));
    assert_eq!(new.find(&cite("F1.4(b)")).unwrap().id(), base.find(&cite("F1.4(b)")).unwrap().id());
    assert!(new.find(&cite("F1.4(a)")).unwrap().lead_in().starts_with("advise the Panel"));
}
