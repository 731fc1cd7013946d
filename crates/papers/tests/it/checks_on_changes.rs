//! The right documents of our own with one figure, date, row or word changed: the check whose business it is finds
//! exactly that, and no other check anything.

use papers::checks::{Paper, check};
use papers::finding::Level::{self, Error, Note, Warning};
use papers::source::Source;
use procedure::calendar::Calendar;

const CALENDAR: &str = include_str!("../../../../codes/sec/calendar.toml");
const RELEASE: &str = include_str!("../../../../golden/papers/release-implementation-document.txt");
const REPORT: &str = include_str!("../../../../golden/papers/modification-report.txt");

/// Words of the document, what they are changed to, and the finding that gives.
type Case = (&'static str, &'static str, (&'static str, Level));

fn found(text: &str) -> Vec<(&'static str, Level, String)> {
    let calendar = Calendar::read(CALENDAR, "england-and-wales").unwrap();
    let source = Source::from_bytes("document.txt", text.as_bytes()).unwrap();
    let paper = Paper::new(&source, papers::read::read(&source).unwrap());
    let files = check(&[paper], &calendar);
    let findings = files.into_iter().flat_map(|file| file.findings);
    findings.map(|finding| (finding.rule, finding.level, format!("{}: {}", finding.line, finding.message))).collect()
}

fn each_gives_its_finding(document: &str, cases: &[Case]) {
    assert_eq!(found(document), [], "the document itself is right");
    for (from, to, expected) in cases {
        assert_eq!(document.matches(from).count(), 1, "“{from}” stands once in the document");
        let found = found(&document.replace(from, to));
        let [(rule, level, _)] = found.as_slice() else {
            panic!("“{from}” changed to “{to}” gives {found:#?}")
        };
        assert_eq!((*rule, *level), *expected, "“{from}” changed to “{to}” gives {found:#?}");
    }
}

/// S4-027, S4-044, S4-054, S4-099, S4-107, S4-132, S4-140, S4-142: each fault is found alone.
#[test]
fn one_change_to_a_release_document_gives_one_finding() {
    let cases: &[Case] = &[
        ("now put at £412,750", "now put at £472,750", ("EN104", Error)),
        ("HM0041 £48,100", "HM0041 £43,100", ("EN104", Error)),
        ("need 15 days of effort", "need 16 days of effort", ("EN104", Warning)),
        ("24 Jun 27 Release go-live", "25 Jun 27 Release go-live", ("EN105", Error)),
        ("2.0 12 Mar 27", "2.0 15 Mar 27", ("EN105", Warning)),
        ("22 Apr 27 Trials begin", " Trials begin", ("EN106", Warning)),
        ("if they are agreed by 16 April 2027", "if they are agreed by their cut-off dates", ("EN106", Warning)),
        ("The operator runs trials for four weeks.", "The operator runs trials of CR47.", ("EN109", Warning)),
        ("Other changes may still join", "HM0074 and other changes may still join", ("EN108", Warning)),
        ("The operator runs trials", "The QTG runs trials", ("EN120", Warning)),
        ("RID Release Implementation Document", "RID Release Implementing Document", ("EN120", Warning)),
        ("11 Jun 27 Board go/no-go", "12 Jun 27 Board go/no-go", ("EN122", Warning)),
        ("HP055   ✓   ", "HP055      ", ("EN124", Warning)),
        ("Section H ✓ ✓   ", "Section H     ", ("EN124", Warning)),
        ("Appendix E ✓    ", "", ("EN124", Error)),
        ("1.1 05 Mar 27", "0.9 05 Mar 27", ("EN126", Error)),
        ("1.1 05 Mar 27", "1.1 01 Feb 27", ("EN126", Error)),
        ("Version 2.0", "Version 2.1", ("EN126", Error)),
        (
            "The operator runs trials for four weeks.",
            "The dates of the trials will be provided in due course.",
            ("EN129", Warning),
        ),
        ("The operator runs trials for four weeks.", "The operator runs trials for TBC weeks.", ("EN129", Warning)),
        ("1.1 05 Mar 27", "1.3 05 Mar 27", ("EN126", Note)),
        ("24 Jun 27 Release go-live The changes are in force.", "", ("EN141", Warning)),
        ("HP055   ✓   ", "HP055 ✓  ✓   ", ("EN124", Warning)),
        ("HM0041 ✓    ✓", "HM0041 ✓ ✓   ✓", ("EN124", Warning)),
        ("HM0041 ✓    ✓", "HM0041     ✓", ("EN124", Warning)),
        ("‘Who may ask for a change’ lets", "‘Who may ask for a change’ will let", ("EN125", Note)),
        (
            "The operator runs trials for four weeks.",
            "The operator runs trials. Their plan is a document to be provided at a later date.",
            ("EN129", Warning),
        ),
        ("28 May 27 Operator sends", "28 May 27 QTG sends", ("EN120", Warning)),
        ("2.0 12 Mar 27 Baselined by the Board with", "2.0 12 Mar 27 Mended by the Office with", ("EN126", Warning)),
    ];
    each_gives_its_finding(RELEASE, cases);
}

/// S2-044, S2-070, S2-077, S2-081: each fault of a report is found alone.
#[test]
fn one_change_to_a_report_gives_one_finding() {
    let cases: &[Case] = &[
        ("in Section D11.4 (Works Policy)", "in Section C7.2 (Works)", ("EN101", Error)),
        ("in Section D11.4 (Works Policy)", "in Section D11.5 (Works Policy)", ("EN101", Error)),
        ("Add Sections D11.4-6", "Add Sections D11.4-5", ("EN102", Error)),
        ("Add Sections D11.4-6", "Add Sections D11.4-7", ("EN102", Error)),
        ("November 2027 Harbour Release) if", "October 2027 Harbour Release) if", ("EN105", Warning)),
        (
            "Works that are looked after",
            "The Tide Group approved the Modification Report on 14 April 2027. Works",
            ("EN105", Error),
        ),
        ("Board vote\t19 May 2027", "Board vote\tTBC", ("EN106", Warning)),
        ("HP061 began as", "HP0061 began as", ("EN108", Warning)),
        ("HP061 began as", "HP016 began as", ("EN108", Warning)),
        ("HP061 began as", "HP233 began as", ("EN108", Note)),
        ("Since the HMC does not name", "Since the LMC does not name", ("EN120", Warning)),
        ("WP\tWorks Policy", "WP\tWork Policy", ("EN120", Warning)),
        ("- Section D 'How the Code is Changed'\n", "", ("EN114", Error)),
        ("'How the Code is Changed'\n", "'How the Code is Changed'\n- Section F 'Fees'\n", ("EN114", Warning)),
        ("Only the operator is touched.", "There are no costs.", ("EN115", Error)),
        ("meant for the June 2027 release", "meant for the August 2027 release", ("EN115", Error)),
        (", since it leaves competition and consumers as they are", "", ("EN145", Warning)),
        ("NQC\tNorthhaven", "HBR\tHarbour\nNQC\tNorthhaven", ("EN120", Note)),
        ("Board vote\t19 May 2027", "Board vote\t16 May 2027", ("EN122", Warning)),
        ("22 Feb – 12 Mar 2027", "22 Feb – 13 Mar 2027", ("EN122", Warning)),
        ("received after 10 June 2027 but", "received after 17 June 2027 but", ("EN123", Error)),
        ("received after 10 June 2027 but", "received after 3 June 2027 but", ("EN123", Error)),
        ("received after 10 June 2027 but on", "received on", ("EN123", Warning)),
        (
            "is received after 11 November 2027.",
            "is received after 11 November 2027 but on or before 10 February 2028.",
            ("EN123", Warning),
        ),
    ];
    each_gives_its_finding(REPORT, cases);
}

/// A title that is changed at its first place differs from both annexes, and each is told.
/// S2-002: one title in all parts.
#[test]
fn another_title_on_the_cover_differs_from_each_annex() {
    let changed = REPORT.replacen("‘Looking after long works", "‘Looking after short works", 1);
    let rules: Vec<_> = found(&changed).into_iter().map(|(rule, level, _)| (rule, level)).collect();
    assert_eq!(rules, [("EN103", Error), ("EN103", Error)]);
}
