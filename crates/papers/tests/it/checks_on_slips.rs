//! Slips that a report, a legal text or a release document is easily left with: one word or figure changed in a right
//! document gives exactly the finding that tells of it.

use papers::checks::{Base, Paper, check};
use papers::finding::Level::{self, Error, Note, Warning};
use papers::source::Source;

const REPORT: &str = include_str!("../../../../golden/wordings/report.txt");
const RELEASE: &str = include_str!("../../../../golden/papers/release-implementation-document.txt");

/// Words of the document, what they are changed to, and the findings that gives.
type Case<'a> = (&'a str, &'a str, &'a [(&'static str, Level)]);

fn against(code: &str, text: &str) -> Vec<(&'static str, Level, String)> {
    let (rulebook, edition) = crate::code_files::code(code);
    let source = Source::from_bytes("document.txt", text.as_bytes()).unwrap();
    let paper = Paper::new(&source, papers::read::read(&source).unwrap());
    let files = check(&[paper], Base::of(&rulebook).with_edition(&edition));
    let findings = files.into_iter().flat_map(|file| file.findings);
    findings.map(|finding| (finding.rule, finding.level, format!("{}: {}", finding.line, finding.message))).collect()
}

fn each_gives_its_findings(document: &str, cases: &[Case<'_>]) {
    assert_eq!(against("sec", document), [], "the document itself is right");
    for (from, to, expected) in cases {
        assert_eq!(document.matches(from).count(), 1, "“{from}” stands once in the document");
        let found = against("sec", &document.replace(from, to));
        let rules: Vec<_> = found.iter().map(|(rule, level, _)| (*rule, *level)).collect();
        assert_eq!(rules, *expected, "“{from}” changed to “{to}” gives {found:#?}");
    }
}

/// S2-059: a day that no calendar has is told, and what it left unread hides no other fault.
#[test]
fn a_day_that_no_calendar_has_is_told_wherever_it_stands() {
    let late = "\n\nIf a decision is received after 12 February 2026, the CSC will agree a new implementation date.";
    let told: &[(&str, Level)] = &[("EN001", Warning)];
    let cases: &[Case<'_>] = &[
        ("\n12 June 2025\n", "\n31 June 2025\n", told),
        ("received on or before 23 October 2025; or", "received on or before 32 October 2025; or", told),
        ("5 Mar 2025", "31 Feb 2025", told),
        ("The background is that", "The lamps were counted on 31 April 2025. The background is that", told),
        ("The background is that", "The background of Section 31 May 2025 is that", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
    let both = REPORT.replace(late, "").replace("on or before 23 October 2025; or", "on or before 32 October 2025; or");
    let rules: Vec<_> = against("sec", &both).iter().map(|one| one.0).collect();
    assert_eq!(rules, ["EN001", "EN123"], "the case after the last condition is still missed");
    for (from, to) in [
        ("(24 June 2027)", "(31 June 2027)"),
        ("1.1 05 Mar 27", "1.1 32 Mar 27"),
        ("28 May 27 Operator", "31 Jun 27 Operator"),
    ] {
        assert_eq!(RELEASE.matches(from).count(), 1, "“{from}” stands once");
        let found = against("sec", &RELEASE.replace(from, to));
        assert!(found.iter().any(|one| one.0 == "EN001" && one.1 == Warning), "{to}: {found:#?}");
    }
}

/// R08: the administrator's own words in the annex of responses name this modification and no other.
#[test]
fn a_number_left_over_in_a_question_is_told() {
    let cases: &[Case<'_>] = &[
        ("received to the MP412A Refinement", "received to the MP413A Refinement", &[("EN108", Note)]),
        (
            "Do you believe MP412A should be approved?",
            "Do you believe MP421A should be approved?",
            &[("EN108", Warning)],
        ),
        ("It costs too much.", "It costs as much as MP398 did.", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// S2-040, R04: the Code's own rate counts where the document prints none.
#[test]
fn effort_is_held_against_the_day_rate_of_the_code() {
    let both = REPORT.replace("£1,800", "£2,700");
    assert_eq!(against("sec", &both).iter().map(|one| (one.0, one.1)).collect::<Vec<_>>(), [("EN104", Warning)]);
    let printed = both.replace("Lamps go missing on the road.\n\n3.", "Lamps cost £900 per day.\n\n3.");
    assert_eq!(against("sec", &printed), [], "a rate that is printed counts before the Code's");
}

/// S2-016: more than one category may be named as the only ones.
#[test]
fn categories_named_as_the_only_ones_are_those_ticked() {
    let sentence = "This modification will impact Large Suppliers and Small Suppliers.";
    let cases: &[Case<'_>] = &[
        (sentence, "This modification will impact Large Suppliers and Small Suppliers only.", &[]),
        (
            sentence,
            "This modification will impact Large Suppliers, Small Suppliers and the DCC only.",
            &[("EN115", Error)],
        ),
        (sentence, "This modification will impact Large Suppliers and the DCC only.", &[("EN115", Error)]),
        (sentence, "This modification will impact registers and systems only.", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
    let three = REPORT.replace("\tOther SEC Parties\t\tDCC", "\tOther SEC Parties\t✓\tDCC");
    let three = three.replace(sentence, "This modification will impact Large Suppliers and Small Suppliers only.");
    let found: Vec<_> = against("sec", &three).iter().map(|one| one.0).filter(|rule| *rule == "EN115").collect();
    assert_eq!(found, ["EN115"], "one too few is told too");
}

/// S2-053: so many of so many.
#[test]
fn a_share_of_the_respondents_is_counted() {
    let three = "Three respondents felt that the modification should be approved.";
    let cases: &[Case<'_>] = &[
        (three, "Three of the four respondents felt that the modification should be approved.", &[]),
        (three, "Two of the four respondents felt that the modification should be approved.", &[("EN116", Error)]),
        (three, "All four respondents felt that the modification should be approved.", &[("EN116", Error)]),
        // Of two, it speaks of others than the four that answered here.
        (three, "One of the two respondents felt that the modification should be approved.", &[]),
        (three, "One large respondent felt that the modification should be approved.", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// S2-067: a vote follows the consultation before it.
#[test]
fn a_vote_inside_its_consultation_is_told() {
    let cases: &[Case<'_>] = &[
        ("Change Board Vote\t23 Jul 2025", "Change Board Vote\t25 Jun 2025", &[("EN141", Warning)]),
        ("Change Board Vote\t23 Jul 2025", "Change Board Vote\t3 Jul 2025", &[]),
        ("Modification discussed at Working Group\t5 Mar 2025\n", "", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// S2-054: the letters of the Code's objectives, and the text of each in its footnote.
#[test]
fn an_objective_is_one_of_the_code() {
    let believes = "better facilitates SEC Objective (a)¹ because";
    let footnote = "Facilitate the efficient provision, installation, operation and interoperability of smart metering systems at energy consumers' premises within Great Britain.";
    let other =
        "Facilitate the protection of data and of the systems on which smart meters at the premises of consumers rely.";
    let cases: &[Case<'_>] = &[
        (believes, "better facilitates SEC Objectives (a)¹ and (k) because", &[("EN112", Error), ("EN116", Note)]),
        (believes, "better facilitates SEC Objective (a)¹ and Charging Objective (k) because", &[("EN116", Note)]),
        (footnote, other, &[("EN138", Note)]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// R05: the text of a release document dates an event as its timetable does.
#[test]
fn a_release_document_dates_an_event_once() {
    let words = "The operator runs trials for four weeks.";
    let with = |sentence: &str| {
        assert_eq!(RELEASE.matches(words).count(), 1);
        let found = against("sec", &RELEASE.replace(words, &format!("{words} {sentence}")));
        found.iter().map(|one| (one.0, one.1)).collect::<Vec<_>>()
    };
    assert_eq!(with("The Board holds its go/no-go meeting on 11 June 2027."), []);
    assert_eq!(with("The Board holds its go/no-go meeting on 9 June 2027."), [("EN105", Error)]);
    assert_eq!(with("After its go/no-go meeting the Board met on 9 June 2027."), []);
}

/// A cell of one row and the first of the next are no name.
#[test]
fn two_cells_are_no_consultation() {
    let row = "Legal text developed with the Proposer\tFeb 2025";
    let cells = "Standing\nRecorded\nConsultation on the lamps opens";
    let cases: &[Case<'_>] = &[
        ("Lamps go missing on the road.\n\n3.", &format!("Lamps go missing on the road.\n\n{cells}\n\n3."), &[]),
        (
            "The background is that",
            "Parties answered the Regional Consultation. The background is that",
            &[("EN141", Warning)],
        ),
        (row, row, &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// A reference is held against the versions that the text names.
#[test]
fn a_reference_is_held_against_the_version_that_the_text_is_drawn_against() {
    let text = |version: &str| {
        format!(
            "About this document\n\nThis document contains the draft legal text that will deliver CP071.\n\nCP071\n\nLegal \
             text\n\nVersion 1.0\n\n29 June 2026\n\nSection D ‘Connections’\n\nThese changes have been redlined against \
             Section D version {version}.\n\nAdd Section D3.6 as follows:\n\nD3.6 Whatever Section D3.5 says, a Supplier \
             may ask the Network Operator to reduce the flow.\n"
        )
    };
    let rules = |version: &str| against("specimen", &text(version)).iter().map(|one| one.0).collect::<Vec<_>>();
    let held = crate::code_files::code("specimen").1;
    let held = held.documents().iter().find(|document| document.letter() == "D").unwrap();
    assert_eq!(rules(held.version().unwrap()), ["EN112"], "the version that is held has no D3.5");
    assert_eq!(rules("2.0"), [] as [&str; 0], "of a version that is not held nothing is known");
}

/// S2-041: what respondents are said to pay is what they answered.
#[test]
fn respondents_expect_no_costs_where_none_answered_that_there_are_some() {
    let with = |answer: &str| {
        let asked = format!(
            "\n\nQuestion 3: Will your organisation incur any costs in implementing MP412A?\n\nQuestion 3\t\t\t\nRespondent\tCategory\tResponse\tRationale\n\
             Northwold Supply\tLarge Supplier\tNo costs\t-\nEskdale Light\tSmall Supplier\t{answer}\tLamps to send.\nSkerry Networks\tNetwork Party\tNo\t-\nFell Gas\tSmall Supplier\tNo\t-\n"
        );
        let said = "Large Suppliers and Small Suppliers estimated that they would incur no costs in their consultation responses.";
        let claims = "Refinement Consultation respondents stated that they do not anticipate incurring any costs. Large Suppliers and Small Suppliers agree.";
        format!("{}{asked}", REPORT.replace(said, claims).trim_end())
    };
    let rules = |text: &str| against("sec", text).iter().map(|one| (one.0, one.1)).collect::<Vec<_>>();
    assert_eq!(rules(&with("No")), []);
    assert_eq!(rules(&with("Yes")), [("EN116", Warning), ("EN117", Note)]);
    assert_eq!(
        rules(&with("Yes").replace("Refinement Consultation respondents stated", "Most respondents stated")),
        [("EN117", Note)]
    );
}
