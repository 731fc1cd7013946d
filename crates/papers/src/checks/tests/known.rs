//! The checks that hold a document against the Code: both sides of each line they draw.

use super::*;
use crate::read::read;

/// A legal text of MP901 with these words below its introduction.
fn legal_text(body: &str) -> Paper {
    let text = format!(
        "About this document\n\nThis document contains the draft SEC legal text that will deliver the intent of MP901.\n\n\
         1. Draft Legal Text\n\nThis section sets out the legal text of MP901.\n\n{body}\n"
    );
    let source = Source::from_bytes("text.txt", text.as_bytes()).unwrap();
    Paper::new(&source, read(&source).unwrap())
}

/// Rule and level of each finding against the Smart Energy Code.
fn against_the_code(body: &str) -> Vec<(&'static str, Level)> {
    let (rulebook, edition) = sec();
    let found = check(&[legal_text(body)], Base::of(rulebook).with_edition(edition)).remove(0).findings;
    found.iter().map(|finding| (finding.rule, finding.level)).collect()
}

fn under(heading: &str, clause: &str) -> String {
    format!("{heading}\n\nAmend Section D4.2 as follows:\n\nD4.2 {clause}")
}

#[test]
fn en109_en110_a_document_of_another_code_is_not_held_against_this_one() {
    let other = "About this document\n\nThis document holds the legal text of HX12.\n\n1. Draft Legal Text\n\n\
                 Section D ‘Tides’\n\nAmend Section D4.2 as follows:\n\nD4.2 The Board shall keep MP0901.\n";
    let source = Source::from_bytes("text.txt", other.as_bytes()).unwrap();
    let paper = Paper::new(&source, read(&source).unwrap());
    let (rulebook, edition) = sec();
    assert_eq!(check(&[paper], Base::of(rulebook).with_edition(edition)).remove(0).findings, []);
}

#[test]
fn en110_titles_in_capitals_and_of_unknown_documents_are_left_alone() {
    assert_eq!(against_the_code(&under("Section D ‘MODIFICATION PROCESS’", "The Panel shall meet.")), []);
    assert_eq!(against_the_code(&under("Section D ‘Modification Process’", "Section Q ‘Quays’ applies.")), []);
    assert_eq!(
        against_the_code(&under("Section D ‘Modification Proces’", "The Panel shall meet.")),
        [("EN110", Level::Error)]
    );
}

#[test]
fn en111_a_label_is_the_heading_of_its_target() {
    let with = |clause: &str| against_the_code(&under("Section D ‘Modification Process’", clause));
    assert_eq!(with("The Panel shall meet under Section D7.1 (Modification Report)."), []);
    // Headings of the SEC are known from other papers only: a difference is no error.
    assert_eq!(with("The Panel shall meet under Section D7.1 (Meetings)."), [("EN111", Level::Warning)]);
    assert_eq!(with("The Panel shall meet under Section D99.1 (Meetings)."), []);
    let two = "The Panel shall meet under Section D99.1 (Meetings) and minute it under Section D99.1 (Minutes).";
    assert_eq!(with(two), [("EN111", Level::Warning)]);
    // What is no heading is no label.
    assert_eq!(with("The Panel shall meet under Section G (as varied by the Authority)."), []);
}

#[test]
fn en112_a_paragraph_that_the_printed_clause_does_not_have() {
    let body = |reference: &str| {
        format!(
            "Section D ‘Modification Process’\n\nAdd Sections D4.20 to D4.21 as follows:\n\nD4.20 The Panel shall \
             show:\n\n(a) the place; and\n\n(b) the colour.\n\nD4.21 A Party shall act under {reference}."
        )
    };
    assert_eq!(against_the_code(&body("Section D4.20(b)")), []);
    assert_eq!(against_the_code(&body("Section D4.20(f)")), [("EN112", Level::Error)]);
    // What this text does not print may well be in the Code, whose words are not held.
    assert_eq!(against_the_code(&body("Section D99.9(f)")), []);
    assert_eq!(against_the_code(&body("paragraph 4(f) of Schedule 7 to the Harbours Act 1964")), []);
}

#[test]
fn en113_references_to_a_number_that_is_given_up() {
    let body = |order: &str, reference: &str| {
        format!(
            "Section D ‘Modification Process’\n\n{order}\n\nAmend Section D4.2 as follows:\n\nD4.2 The Panel shall \
             meet under {reference}."
        )
    };
    let renumber = "Section D4.13 will be renumbered as Section D4.19";
    assert_eq!(against_the_code(&body(renumber, "Section D4.13(a)")), [("EN113", Level::Error)]);
    assert_eq!(against_the_code(&body(renumber, "Section D4.19")), []);
    assert_eq!(against_the_code(&body(renumber, "Section D4.1")), []);
    // The number is taken by another clause of the same text.
    let taken = format!("{renumber}\n\nAdd Section D4.13 as follows:\n\nD4.13 The Panel shall sit.");
    assert_eq!(against_the_code(&body(&taken, "Section D4.13")), []);
}

/// S2-016: a summary that names one category alone, beside a table that ticks others.
#[test]
fn en115_the_only_one_impacted_and_what_the_table_ticks() {
    let right = include_str!("../../../../../golden/checks/EN115-right.txt");
    let with = |words: &str| {
        let text = right.replace("The Code Administrator will spend two days of effort on it.", words);
        let source = Source::from_bytes("report.txt", text.as_bytes()).unwrap();
        let paper = Paper::new(&source, read(&source).unwrap());
        let (rulebook, edition) = sec();
        let found = check(&[paper], Base::of(rulebook).with_edition(edition)).remove(0).findings;
        found.iter().map(|finding| (finding.rule, finding.level)).collect::<Vec<_>>()
    };
    assert_eq!(with("This modification will impact the DCC only."), []);
    assert_eq!(with("This modification only impacts the DCC."), []);
    assert_eq!(with("This modification will impact Large Suppliers only."), [("EN115", Level::Error)]);
    // What is no category may be impacted by itself.
    assert_eq!(with("This modification will impact Communications Hubs only."), []);
    assert_eq!(with("There are no costs to Parties."), []);
}

#[test]
fn en134_en135_context_that_is_told_and_one_decider_are_left_alone() {
    let add = |remark: &str| {
        format!(
            "{remark}Section D ‘Modification Process’\n\nAdd Section D4.20 as follows:\n\nD4.19 The Panel shall meet.\n\n\
             D4.20 The Panel shall keep a plan."
        )
    };
    assert_eq!(against_the_code(&add("")), [("EN134", Level::Note)]);
    assert_eq!(against_the_code(&add("Clauses printed for context stand unchanged.\n\n")), []);
}
