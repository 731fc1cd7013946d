use super::*;
use crate::arbitrary;
use crate::{Citation, Meaning, Words};
use proptest::prelude::*;

const SAMPLE: &str = "\
# Section B: Bodies of the Club
version: 2.0

\"Chair\" means the member who leads a meeting.

## B4 Meetings

### Calling a meeting

B4.1 The Chair calls a meeting (the \"Meeting\") by notice, which must say:
    (a) when it is; and
    (b) where, that is:
        (i) the town; and
        (ii) the street,
      and how to come there,
and every member gets one.

unheld B4.2: Quorum

B4.3 Two paragraphs.

\\28 days is the usual notice.

\"Notice\" has the meaning given to that expression in Section B4.1 (Calling a meeting).
";

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

/// S1-018, S1-019: cross headings, lists in lists, and the words that close a list.
#[test]
fn a_document_is_read_as_its_marks_say() {
    let document = parse(SAMPLE, "test").unwrap();
    assert_eq!(document.id().to_string(), "section-b");
    assert_eq!((document.title(), document.version()), ("Bodies of the Club", Some("2.0")));
    let clause = document.find(&cite("B4.1")).unwrap();
    assert_eq!(clause.heading(), Some("Calling a meeting"));
    assert_eq!(clause.tail(), "and every member gets one.");
    assert_eq!(document.find(&cite("B4.1(b)")).unwrap().tail(), "and how to come there,");
    assert_eq!(document.find(&cite("B4.1(b)(ii)")).unwrap().lead_in(), "the street,");
    assert_eq!(document.find(&cite("B4")).unwrap().caption(), Some("Meetings"));
    assert_eq!(document.find(&cite("B4.2")).unwrap().words(), &Words::Unheld { heading: "Quorum".into() });
    assert_eq!(document.find(&cite("B4.3")).unwrap().lead_in(), "Two paragraphs.\n28 days is the usual notice.");
    let (holder, notice) = document.definitions()[1];
    assert_eq!(holder.unwrap().number().as_str(), "B4.3");
    assert_eq!(notice.meaning(), &Meaning::Pointer { clause: cite("B4.1"), label: Some("Calling a meeting".into()) });
}

#[test]
fn what_is_printed_is_the_one_form() {
    assert_eq!(print(&parse(SAMPLE, "test").unwrap()), SAMPLE);
    let loose = SAMPLE
        .replace("    (a)", "\t(a)")
        .replace("by notice, which", "by\n  notice,   which")
        .replace('"', "\u{201c}");
    let loose =
        loose.replace("Chair\u{201c} means", "Chair\u{201d} means").replace("Notice\u{201c} has", "Notice\u{201d} has");
    let loose = loose.replace("the \u{201c}Meeting\u{201c}", "the \"Meeting\"");
    assert_eq!(print(&parse(&loose, "test").unwrap()), SAMPLE);
}

fn refused(text: &str) -> (usize, String) {
    let errors = parse(text, "test").unwrap_err();
    (errors[0].line, errors[0].message.clone())
}

#[test]
fn what_cannot_be_read_names_its_line() {
    let cases = [
        ("", 1, "begins with its title"),
        ("# Part D: x", 1, "begins with its title"),
        ("# Section B: x\n\nWords alone.", 3, "have no number"),
        ("# Section B: x\n\n(a) alone", 3, "no clause above"),
        ("# Section B: x\nB1 one\nB1 again", 3, "stands here and on line 2"),
        ("# Section B: x\nB1 one\nC1 other", 3, "does not belong to this document"),
        ("# Section B: x\nB1 one\n2 other", 3, "does not belong to this document"),
        ("# Section B: x\nB1 one:\n  (a) first\n  level words", 4, "level with the label"),
        ("# Section B: x\nB1 one:\n  (a) first\nclosing\n  (b) more", 5, "goes on after its closing words"),
        ("# Section B: x\n### Heading", 2, "no provision under it"),
        ("# Section B: x\n### Heading\n### Other\nB1 x", 2, "no provision under it"),
        ("# Section B: x\nunheld B1: y\nwords", 3, "marked unheld"),
        ("# Section B: x\n# Section C: y", 2, "second title"),
        ("# Section B: x\n\"T\" means a\n\"T\" means b", 3, "stands here and on line 2"),
    ];
    for (text, line, says) in cases {
        let (at, message) = refused(text);
        assert!(at == line && message.contains(says), "{text:?}: {at}: {message}");
    }
}

#[test]
fn a_very_deep_list_is_refused_and_not_followed() {
    let deep: String = (0..2000).map(|i| format!("{}(a) x\n", " ".repeat(i + 1))).collect();
    assert!(refused(&format!("# Section B: x\nB1 y:\n{deep}")).1.contains("levels deep"));
}

#[test]
fn a_file_may_hold_several_documents() {
    let text = "# Section B: x\n\nB1 one\n\n# Appendix AG: y\n\n3.2 two\n";
    let documents = parse_documents(text, "test").unwrap();
    assert_eq!(documents.iter().map(|d| d.id().to_string()).collect::<Vec<_>>(), ["section-b", "appendix-ag"]);
    assert_eq!(parse_documents("# Section B: x\nB1 a\n# Section B: y\nB1 b", "test").unwrap_err().len(), 1);
    assert_eq!(parse_documents("# Section B: x\nB1 a\n# Section C: y\nwords", "test").unwrap_err()[0].line, 4);
}

#[test]
fn a_clause_finds_its_group_by_its_number() {
    let document = parse("# Section B: x\n\n## B9 Nine\n\nB9.1 a\n\nB9A.1 b\n\nB10.1 c\n", "test").unwrap();
    assert_eq!(document.provisions().len(), 3);
    assert!(document.find(&cite("B9.1")).is_some() && document.find(&cite("B9A.1")).is_some());
    assert!(document.find(&cite("B10")).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(96)))]

    #[test]
    fn what_is_printed_reads_back_the_same(document in arbitrary::document("D")) {
        let printed = print(&document);
        let read = parse(&printed, "test").map_err(|e| TestCaseError::fail(format!("{e:?}\n{printed}")))?;
        prop_assert_eq!(&read, &document, "{}", printed);
        prop_assert_eq!(read.hash(), document.hash());
        prop_assert_eq!(print(&read), printed);
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "(?s)[ \\ta-cD#\"()\\n:.0-9]{0,200}") {
        if let Ok(document) = parse(&format!("# Section D: x\n{text}"), "test") {
            let printed = print(&document);
            prop_assert_eq!(parse(&printed, "test").map(|d| d.hash()), Ok(document.hash()), "{}", printed);
        }
    }
}
