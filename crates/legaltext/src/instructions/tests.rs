use super::*;
use crate::Citation;
use crate::arbitrary;
use proptest::prelude::*;

const SAMPLE: &str = "\
Legal text for MP9
Drafted against Section B version 2.0
Drafted against the Code version 5.18

Define \"Member\" in Section B:
    means a person who pays.

Redefine \"Chair\" in Section B, which reads:
    means the member who leads.
as follows:
    means the eldest.

Undefine \"Notice\" in Section B

Amend B4.2 as follows:
    B4.2 A notice says:
        (a) when.

Amend B4.2(b), which reads:
    where,
as follows:
    in which town,

Amend B4.3 under the heading \"Numbers\", words not held

Add after B4.3:
    B4.4 A fee is due.

    B4.5 It is paid.

Add at the start of Appendix C:
    3.0 First.

Add after B4.5 the provision B4.6 under the heading \"Minutes\", words not held

Omit B4.7, which reads:
    Not used.

Omit B4.8

Renumber B4.9 as B4.7

Move B4.9 after C2.1 as C2.2

Move B4.2(c) after B4.4(a) as (b)

Move Appendix C 3.2 to the start of Appendix D

New document Schedule 9 with the title \"Fees\":
    1.1 A fee is due.

New document Schedule 10 with the title \"Forms\", words not held

Omit Section T

Retitle Section B as \"Meetings\"

Retitle Section C, now \"Gatherings\" as \"Other meetings\"

Add the following definitions to Section B in alphabetical order:
    \"Fee\" means money.

    \"Form\" means:
        (a) paper; or
        (b) a page.

Add Sections B4.10 to B4.12 as follows:
    ### Fees

    B4.10 One.

    B4.11 Two.

    B4.12 Three.

Add clause 3.5 in Appendix C as follows:
    3.5 One.

Add in order of number in Appendix C the provision 3.6 under the heading \"Six\", words not held
";

/// S2-072, S2-073, S2-080: a legal text says which modification it is for and which editions it is drawn against.
#[test]
fn every_instruction_is_read_and_printed_in_its_one_form() {
    let text = parse(SAMPLE).unwrap();
    assert_eq!(text.modification.as_deref(), Some("MP9"));
    assert_eq!(text.base.len(), 2);
    assert_eq!(text.amendments.len(), 25);
    let substitute = Amendment::Substitute {
        at: "B4.2".parse().unwrap(),
        text: "B4.2 A notice says:\n    (a) when.".into(),
        old: None,
        heading: None,
    };
    assert_eq!(text.amendments[3], substitute);
    assert_eq!(print(&text), SAMPLE);
}

#[test]
fn the_habits_of_the_trade_are_understood() {
    let text = parse("In Section B:\n\nDefine \"Member\":\n\tmeans one.\n\nAmend Section B4.2 as follows:\n  new words\n\nDelete B4.5.\n").unwrap();
    let plain =
        parse("Define \"Member\" in Section B:\n    means one.\nAmend B4.2 as follows:\n    new words\nOmit B4.5")
            .unwrap();
    assert_eq!(text, plain);
    assert_eq!(parse("Delete Section B4.5 in its entirety.").unwrap(), parse("Omit B4.5").unwrap());
    let appendix = parse("In Appendix C:\nOmit 3.2").unwrap();
    assert_eq!(appendix.amendments, [Amendment::Omit { at: "Appendix C 3.2".parse().unwrap(), old: None }]);
}

/// S1-009, S2-081: a range that does not match the clauses given is refused.
#[test]
fn one_instruction_may_hold_several_clauses_or_definitions() {
    let several =
        "Amend Sections G7.18 to G7.22 as follows:\n    G7.18 One:\n        (a) a.\n\n    ### Two\n\n    G7.22 Two.\n";
    let single =
        "Amend G7.18 as follows:\n    G7.18 One:\n        (a) a.\nAmend G7.22 as follows:\n    ### Two\n    G7.22 Two.";
    assert_eq!(parse(several).unwrap(), parse(single).unwrap());
    let several = "Amend the following definitions in Section A as follows:\n    \"Fee\" means money.\n    \u{201c}Form\u{201d} means paper.\n";
    let single = "Redefine \"Fee\" in Section A as follows:\n    means money.\nRedefine \"Form\" in Section A as follows:\n    means paper.";
    assert_eq!(parse(several).unwrap(), parse(single).unwrap());
    let listed = "Add the following new definitions into Section A1.1 in alphabetical order:\n    \"Fee\" means money.";
    let Amendment::Define { document, at, .. } = &parse(listed).unwrap().amendments[0] else { panic!() };
    assert_eq!((document.to_string().as_str(), at.as_ref().unwrap().to_string().as_str()), ("section-a", "A1.1"));
    let outside = parse("Amend Sections G7.18 to G7.22 as follows:\n    G7.23 One.").unwrap_err();
    assert!(outside[0].message.contains("G7.23"), "{outside:?}");
    let short = parse("Add Sections B4.1 to B4.3 as follows:\n    B4.1 One.\n    B4.2 Two.").unwrap_err();
    assert!(short[0].message.contains("runs from B4.1 to B4.2"), "{short:?}");
}

/// S1-009: words under no instruction are refused.
#[test]
fn what_is_no_instruction_names_its_line() {
    let cases = [
        ("Please change B4.2", 1, "no instruction"),
        ("In Section B4.2, replace \"a\" with \"b\".", 1, "begin with what is to be done"),
        ("Omit B4.1\nSection B4.2 is deleted.", 2, "Omit Q1.3"),
        ("Replace \"a\" with \"b\" in Section B4.2.", 1, "give whole provisions"),
        ("After Section B4.2 insert:\n    B4.3 x", 1, "Add after Q1.2:"),
        ("\n    words", 2, "under no instruction"),
        ("Amend B4.2 as follows:\nOmit B4.3", 1, "words are missing"),
        ("Amend the lot as follows:\n    x", 1, "does not cite a provision"),
        ("Amend B4.2", 1, "as follows"),
        ("Define \"X\":\n    means y", 1, "in which document"),
        ("Define X in Section B:\n    means y", 1, "quotation marks"),
        ("Add B4.3:\n    x", 1, "say where"),
        ("Renumber B4.3 to B4.4", 1, "Renumber D3.13 as D3.19"),
        ("Drafted against version 2", 1, "Drafted against Section B version 2.0"),
        ("Amend B4.2, which reads:\n    x\nOmit B4.3", 1, "stand there now"),
    ];
    for (text, line, says) in cases {
        let errors = parse(text).unwrap_err();
        assert!(errors[0].line == line && errors[0].message.contains(says), "{text:?}: {errors:?}");
    }
}

fn block() -> impl Strategy<Value = String> {
    prop::collection::vec((0_usize..3, arbitrary::words()), 1..4).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(depth, words)| format!("{}{words}", "    ".repeat(depth)))
            .collect::<Vec<_>>()
            .join("\n")
    })
}

fn amendment() -> impl Strategy<Value = Amendment> {
    let citation = || {
        prop_oneof!["[BC][1-9]\\.[1-9](\\([a-c]\\)(\\([ivx]\\))?)?", "Appendix A[A-C] [1-9]\\.[1-9]"]
            .prop_map(|c| c.parse().unwrap())
    };
    let document = || prop_oneof!["section-[bc]", "appendix-a[bc]"].prop_map(|d| d.parse::<DocumentId>().unwrap());
    let heading = || prop::option::of("[A-Z][a-z\"]{1,8}[a-z]");
    let term = || "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?";
    prop_oneof![
        (citation(), block(), prop::option::of(block()), heading())
            .prop_map(|(at, text, old, heading)| Amendment::Substitute { at, text, old, heading }),
        (citation(), heading()).prop_map(|(at, heading)| Amendment::Substitute {
            at,
            text: String::new(),
            old: None,
            heading
        }),
        (citation(), prop::option::of(document()), block(), heading()).prop_map(|(after, into, text, heading)| {
            Amendment::Insert { after: Some(after), into, in_order: false, text, number: None, heading }
        }),
        (document(), heading()).prop_map(|(into, heading)| Amendment::Insert {
            after: None,
            into: Some(into),
            in_order: false,
            text: String::new(),
            number: Some("B1.7".parse().unwrap()),
            heading
        }),
        (citation(), prop::option::of(block())).prop_map(|(at, old)| Amendment::Omit { at, old }),
        (citation(), citation()).prop_map(|(at, to)| Amendment::Renumber { at, to }),
        (citation(), citation(), prop::option::of("C[1-9]\\.[1-9]|\\([a-c]\\)")).prop_map(|(at, after, number)| {
            Amendment::Move { at, after: Some(after), into: None, number: number.map(|n| n.parse().unwrap()) }
        }),
        (citation(), document()).prop_map(|(at, into)| Amendment::Move {
            at,
            after: None,
            into: Some(into),
            number: None
        }),
        (document(), "[A-Z][a-z\"]{1,8}[a-z]", prop_oneof![Just(String::new()), block()])
            .prop_map(|(document, title, text)| Amendment::NewDocument { document, title, text }),
        document().prop_map(|d| Amendment::Omit { at: Citation::of_document(&d), old: None }),
        (document(), prop::option::of("[A-Z][a-z]{1,8}"), "[A-Z][a-z]{1,8}").prop_map(|(d, old, title)| {
            let at = Citation::of_document(&d);
            Amendment::Substitute { at, text: String::new(), old, heading: Some(title) }
        }),
        (prop::option::of(document()), block(), heading()).prop_map(|(into, text, heading)| Amendment::Insert {
            after: None,
            into,
            in_order: true,
            text,
            number: None,
            heading
        }),
        (document(), heading()).prop_map(|(into, heading)| Amendment::Insert {
            after: None,
            into: Some(into),
            in_order: true,
            text: String::new(),
            number: Some("4.7".parse().unwrap()),
            heading
        }),
        (document(), term(), prop::option::of(block()), prop::option::of(citation()))
            .prop_map(|(document, term, text, at)| Amendment::Define { document, term, text, at }),
        (document(), term(), prop::option::of(block()), prop::option::of(block()))
            .prop_map(|(document, term, text, old)| Amendment::Redefine { document, term, text, old }),
        (document(), term()).prop_map(|(document, term)| Amendment::Undefine { document, term }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(128)))]

    #[test]
    fn what_is_printed_reads_back_the_same(amendments in prop::collection::vec(amendment(), 0..6), modification in prop::option::of("MP[0-9]{3}[AB]?")) {
        let base = vec![Base { document: None, version: "5.18".into() }];
        let text = LegalText { modification, base, amendments };
        let printed = print(&text);
        let read = parse(&printed).map_err(|e| TestCaseError::fail(format!("{e:?}\n{printed}")))?;
        prop_assert_eq!(&read, &text, "{}", printed);
    }

    #[test]
    fn amendments_read_back_from_json(amendment in amendment()) {
        let json = serde_json::to_string(&amendment).unwrap();
        prop_assert_eq!(serde_json::from_str::<Amendment>(&json).unwrap(), amendment);
    }
}
