use super::*;
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
";

#[test]
fn every_instruction_is_read_and_printed_in_its_one_form() {
    let text = parse(SAMPLE).unwrap();
    assert_eq!(text.modification.as_deref(), Some("MP9"));
    assert_eq!(text.base.len(), 2);
    assert_eq!(text.amendments.len(), 12);
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
    let appendix = parse("In Appendix C:\nOmit 3.2").unwrap();
    assert_eq!(appendix.amendments, [Amendment::Omit { at: "Appendix C 3.2".parse().unwrap(), old: None }]);
}

#[test]
fn what_is_no_instruction_names_its_line() {
    let cases = [
        ("Please change B4.2", 1, "no instruction"),
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
            Amendment::Insert { after: Some(after), into, text, number: None, heading }
        }),
        (document(), heading()).prop_map(|(into, heading)| Amendment::Insert {
            after: None,
            into: Some(into),
            text: String::new(),
            number: Some("B1.7".parse().unwrap()),
            heading
        }),
        (citation(), prop::option::of(block())).prop_map(|(at, old)| Amendment::Omit { at, old }),
        (citation(), citation()).prop_map(|(at, to)| Amendment::Renumber { at, to }),
        (document(), term(), prop::option::of(block()), prop::option::of(citation()))
            .prop_map(|(document, term, text, at)| Amendment::Define { document, term, text, at }),
        (document(), term(), prop::option::of(block()), prop::option::of(block()))
            .prop_map(|(document, term, text, old)| Amendment::Redefine { document, term, text, old }),
        (document(), term()).prop_map(|(document, term)| Amendment::Undefine { document, term }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

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
