use super::*;
use crate::markup;

/// A Code whose words are right. Each test puts one thing wrong in it.
const A: &str = "\
# Section A: Definitions

A1.1 In this Code:

\"Change Report\" means a report to the Panel.

\"Draft Report\" has the same meaning as \"Change Report\".

\"Meeting\" has the meaning given in Section B4.1 (Calling).

\"Panel\" means the body that meets in a Meeting and reads each Draft Report.
";
const B: &str = "\
# Section B: Meetings

## B4 Meetings

### Calling

B4.1 The Panel calls a meeting (the \"Meeting\") as Section B4.2 (Notice) says, for:
    (a) one reason;
    (b) another, which is:
        (i) this; or
        (ii) that; and
    (c) a third.

### Notice

B4.2 A notice under Sections B4.1 to B4.3 says what paragraph 1.1 of Appendix C asks, or Section 7 of the Gas Act.

B4.3 The Panel reads it.
";
const C: &str =
    "# Appendix C: Forms\n\n1.1 A form, as clause 1.2 says.\n\n1.2 A Form of Words is not a Form of Words.\n";

fn found(documents: [&str; 3]) -> Vec<(DefectKind, Level, String)> {
    let edition = Edition::new("test", documents.map(|text| markup::parse(text, "test").unwrap()));
    defects(&edition).into_iter().map(|d| (d.kind, d.level, d.message)).collect()
}

/// The defects after one replacement in one of the documents.
fn after(old: &str, new: &str) -> Vec<(DefectKind, Level)> {
    let documents = [A, B, C].map(|text| text.replacen(old, new, 1));
    assert_ne!(documents, [A, B, C], "{old:?} is not there");
    found([&documents[0], &documents[1], &documents[2]]).into_iter().map(|(kind, level, _)| (kind, level)).collect()
}

#[test]
fn words_that_are_right_have_no_defects() {
    assert_eq!(found([A, B, C]), []);
}

/// S1-010, S1-021: no term twice, no alias of what is not defined.
#[test]
fn terms_must_be_defined_once_and_used() {
    use DefectKind::*;
    assert_eq!(
        after("as \"Change Report\"", "as \"Final Report\""),
        [(UnusedTerm, Level::Warning), (UndefinedTerm, Level::Error)]
    );
    assert_eq!(after("each Draft Report", "each report"), [(UnusedTerm, Level::Warning)]);
    let again = "\"Panel\" means a board.\n\nB4.3 The Panel";
    assert_eq!(after("B4.3 The Panel", &format!("B4.2A In this Code:\n\n{again}")), [(TermTwice, Level::Error)]);
    let same = "\"Panel\" means the body that meets in a Meeting and reads each Draft Report.\n\nB4.3 The Panel";
    assert_eq!(after("B4.3 The Panel", &format!("B4.2A In this Code:\n\n{same}")), [(TermTwice, Level::Warning)]);
    let local = "1.1 In this Appendix:\n\n\"Panel\" means a sheet.\n\n1.1A The Panel is";
    assert_eq!(after("1.1 A form, as", &format!("{local} a form, as")), [(TermHidden, Level::Note)]);
}

/// S1-020, S1-021, S1-022, S2-112: a pointer at an absent clause, under another heading or at a clause that defines
/// nothing, and aliases in a circle.
#[test]
fn pointers_and_aliases_must_lead_to_a_meaning() {
    use DefectKind::*;
    assert_eq!(after("in Section B4.1 (Calling).", "in Section B4.9 (Calling)."), [(PointerDangling, Level::Error)]);
    assert_eq!(after("in Section B4.1 (Calling).", "in Section B4.1 (Notice)."), [(PointerLabel, Level::Warning)]);
    assert_eq!(after("in Section B4.1 (Calling).", "in Section B4.3 (Notice)."), [(PointerEmpty, Level::Error)]);
    let circle = after("means a report to the Panel", "has the same meaning as \"Draft Report\"");
    assert_eq!(circle, [(AliasLoop, Level::Error), (AliasLoop, Level::Error)]);
}

/// S1-057: a clause that is cited and absent is an error.
#[test]
fn references_must_lead_to_one_place() {
    use DefectKind::*;
    assert_eq!(
        after("paragraph 1.1 of Appendix C", "paragraph 1.3 of Appendix C"),
        [(DanglingReference, Level::Error)]
    );
    assert_eq!(after("Appendix C asks", "Appendix D asks"), [(DanglingReference, Level::Error)]);
    assert_eq!(after("paragraph 1.1 of Appendix C asks", "paragraph 1.1 asks"), [(AmbiguousReference, Level::Warning)]);
    assert_eq!(after("B4.2 (Notice)", "B4.2 (Calling)"), [(ReferenceLabel, Level::Warning)]);
    assert_eq!(after("B4.1 to B4.3", "B4.3 to B4.1"), [(BackwardsRange, Level::Warning)]);
    assert_eq!(after("(b) another, which is:", "(b) as paragraph (i) and (c), which is:"), []);
    assert_eq!(after("(c) a third", "(c) a third, but for paragraph (d)"), [(DanglingReference, Level::Error)]);
}

#[test]
fn lists_must_be_joined_and_numbered_on() {
    use DefectKind::*;
    // After every item but the last it is an older way of drafting.
    assert_eq!(after("(a) one reason;", "(a) one reason; and"), []);
    let early = "(a) one reason; and\n    (aa) two;";
    assert_eq!(after("(a) one reason;", early), [(JoinerMisplaced, Level::Warning)]);
    assert_eq!(after("(a) one reason;", "(a) one reason; or"), [(JoinersMixed, Level::Warning)]);
    assert_eq!(after("(c) a third.", "(c) a third; or"), [(JoinerMisplaced, Level::Warning)]);
    assert_eq!(after("(ii) that; and", "(ii) that;"), [(JoinerMissing, Level::Warning)]);
    assert_eq!(after("(i) this; or", "(i) this;"), [(JoinerMissing, Level::Warning)]);
    assert_eq!(after("(c) a third.", "(d) a third."), [(ListGap, Level::Warning)]);
    assert_eq!(after("(c) a third.", "(c) a third; and\n\n  in each case within a day."), []);
}

#[test]
fn words_written_like_a_term_are_a_note() {
    use DefectKind::*;
    let twice = "The Panel reads the Final Change Report, and not a Final Change Report";
    assert_eq!(after("The Panel reads it", twice), [(UndefinedPhrase, Level::Note)]);
    assert_eq!(after("The Panel reads it", "The Panel reads the Final Change Report"), []);
    // Two terms side by side are no new one.
    assert_eq!(after("The Panel reads it", "The Panel reads the Panel Change Report and the Panel Change Report"), []);
}
