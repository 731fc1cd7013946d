use super::*;
use crate::facts::Facts;
use crate::source::Source;
use legaltext::{apply, instructions, markup};

const BASE: &str = "\
# Section B: Meetings
version: 2.0

\"Chair\" means the member who leads.

## B4 Meetings

B4.1 The Chair calls a meeting.

B4.2 A notice says:
    (a) when;
    (b) where; and
    (c) why.

B4.3 A member may object.
";

const TEXT: &str = "\
Legal text for CP12
This document contains the redlined changes to the Code that would be required to deliver this Modification Proposal.
These changes have been drafted against Section B version 2.0.

Section B 'Meetings'

Add the following definitions to Section B in alphabetical order:

“Notice” means a letter sent under Section B4.2 (Notice).

Amend Section B4.2 as follows:

B4.2 A notice says, in plain words:
(a) on what day;
[...]
(c) why; and
(d) for how long.

Amend Section B4.3 as follows:

B4.3 A member may object in writing.

Add Sections B4.4 to B4.5 as follows:

B4.4 An objection is recorded.
B4.5 The Chair answers it.
";

fn read(text: &str) -> LegalText {
    let reading = crate::read::read(&Source::from_bytes("cp12.txt", text.as_bytes()).unwrap()).unwrap();
    let Facts::LegalText(facts) = reading.facts else { panic!("not a legal text") };
    *facts
}

fn edition() -> Edition {
    Edition::new("test", [markup::parse(BASE, "test").unwrap()])
}

/// S1-011, S1-072: a paragraph behind a mark of omission stays in force.
#[test]
fn a_published_legal_text_becomes_amendments_that_apply() {
    let base = edition();
    let made = manuscript(&read(TEXT), Some(&base));
    assert_eq!(made.unsettled, [], "{}", instructions::print(&made.legal_text));
    let printed = instructions::print(&made.legal_text);
    let applied =
        apply(&base, &made.legal_text.amendments, "test:cp12").map_err(|c| format!("{c:?}\n{printed}")).unwrap();
    let clause = |at: &str| applied.edition.find(&at.parse().unwrap()).unwrap().text();
    assert_eq!(
        clause("B4.2"),
        "B4.2 A notice says, in plain words:\n    (a) on what day;\n    (b) where; and\n    (c) why; and\n    (d) for how long."
    );
    assert_eq!(clause("B4.3"), "B4.3 A member may object in writing.");
    assert_eq!(clause("B4.5"), "B4.5 The Chair answers it.");
    assert_eq!(
        applied.edition.definition("Notice").unwrap().lead_in(),
        "means a letter sent under Section B4.2 (Notice)."
    );
    assert_eq!(instructions::parse(&printed).unwrap(), made.legal_text);
}

#[test]
fn what_is_deleted_is_omitted() {
    let text = format!("{TEXT}\nDelete Section B4.1.\n\nDelete the definition of “Chair” from Section B.\n");
    let made = manuscript(&read(&text), Some(&edition()));
    let applied = apply(&edition(), &made.legal_text.amendments, "x").unwrap().edition;
    assert!(applied.find(&"B4.1".parse().unwrap()).is_none() && applied.definition("Chair").is_none());
}

/// S1-011, S1-012: what cannot be known is left to a person.
#[test]
fn paragraphs_left_out_need_the_edition_that_has_them() {
    let made = manuscript(&read(TEXT), None);
    let [missing] = made.unsettled.as_slice() else { panic!("{:?}", made.unsettled) };
    assert!(missing.at == "B4.2" && missing.message.contains("left out"), "{missing:?}");
    assert!(
        made.legal_text
            .amendments
            .iter()
            .all(|a| !matches!(a, Amendment::Substitute { at, .. } if at.to_string() == "B4.2"))
    );
}

#[test]
fn a_clause_that_the_edition_does_not_have_is_added() {
    let text = TEXT.replace(
        "B4.3 A member may object in writing.",
        "B4.3 A member may object in writing.\nB4.3A An objection is in writing.",
    );
    let text = text.replace("Amend Section B4.3 as follows:", "Amend Sections B4.3 to B4.3A as follows:");
    let made = manuscript(&read(&text), Some(&edition()));
    let applied = apply(&edition(), &made.legal_text.amendments, "x").unwrap();
    assert!(applied.edition.find(&"B4.3A".parse().unwrap()).is_some());
}

/// S1-009: lines that order a change and are not understood are never words of the clause above.
#[test]
fn an_instruction_that_is_not_understood_is_told_and_not_enacted() {
    for line in [
        "In Section B4.1, replace the second and third \u{201c}a\u{201d} with \u{201c}the\u{201d}.",
        "Renumber Sections B4.1 to B4.3 accordingly.",
        "Delete Section B4.1 and everything that follows from it.",
        "After Section B4.3 insert the following:",
    ] {
        let made = manuscript(&read(&format!("{TEXT}\n{line}\n")), Some(&edition()));
        let [missing] = made.unsettled.as_slice() else { panic!("{line}: {:?}", made.unsettled) };
        assert!(missing.message.contains(line) && missing.message.contains("Write for example"), "{missing:?}");
        assert!(!instructions::print(&made.legal_text).contains(line), "{line}");
    }
}

/// S1-009, R02: the common forms are applied.
#[test]
fn the_usual_orders_are_carried_out() {
    let text = format!(
        "{TEXT}\nIn Section B4.1, replace \u{201c}a meeting\u{201d} with \u{201c}each meeting\u{201d}.\n\nIn Section B4.1, after \
         \u{201c}each meeting\u{201d} insert \u{201c}, in writing\u{201d}.\n\nIn Section B4.2(d), delete the words \u{201c}for how\u{201d}.\n\n\
         Section B4.3 is deleted in its entirety.\n\nRenumber Sections B4.4 to B4.5 as Sections B4.3 to B4.4.\n"
    );
    let made = manuscript(&read(&text), Some(&edition()));
    assert_eq!(made.unsettled, []);
    let applied = apply(&edition(), &made.legal_text.amendments, "x").unwrap().edition;
    let clause = |at: &str| applied.find(&at.parse().unwrap()).unwrap().text();
    assert_eq!(clause("B4.1"), "B4.1 The Chair calls each meeting, in writing.");
    assert_eq!(clause("B4.2(d)"), "(d) long.");
    assert_eq!(
        (clause("B4.3").as_str(), clause("B4.4").as_str()),
        ("B4.3 An objection is recorded.", "B4.4 The Chair answers it.")
    );
    assert!(applied.find(&"B4.5".parse().unwrap()).is_none());
    let printed = instructions::print(&made.legal_text);
    assert_eq!(instructions::parse(&printed).unwrap(), made.legal_text);
}

#[test]
fn words_to_be_changed_must_stand_there_once() {
    for (order, says) in [
        ("In Section B4.1, replace \u{201c}the meeting\u{201d} with \u{201c}it\u{201d}.", "does not say"),
        ("In Section B4.2, replace \u{201c}w\u{201d} with \u{201c}v\u{201d}.", "does not say"),
        ("In Section B4.9, replace \u{201c}a\u{201d} with \u{201c}b\u{201d}.", "not in the edition"),
    ] {
        let made = manuscript(&read(&format!("{TEXT}\n{order}\n")), Some(&edition()));
        assert!(made.unsettled.len() == 1 && made.unsettled[0].message.contains(says), "{order}: {:?}", made.unsettled);
    }
    let order = "In Section B4.1, replace \u{201c}a meeting\u{201d} with \u{201c}it\u{201d}.";
    let made = manuscript(&read(&format!("{TEXT}\n{order}\n")), None);
    assert!(made.unsettled.iter().any(|missing| missing.at == "B4.1" && missing.message.contains("give that edition")));
}

/// R33, S1-009: a clause that the instruction names as new is added, marked or not; struck words are not enacted.
#[test]
fn marks_neither_lose_a_clause_nor_enact_struck_words() {
    let head = "Legal text for CP12\nThese changes have been drafted against Section B version 2.0.\n\nSection B 'Meetings'\n\n";
    let added = format!(
        "{head}Add Sections B4.4-5 as follows:\n\n<u>B4.4 An objection is recorded.</u>\n\nB4.5 The Chair answers it.\n"
    );
    let made = manuscript(&read(&added), Some(&edition()));
    assert_eq!(made.unsettled, []);
    let applied = apply(&edition(), &made.legal_text.amendments, "x").unwrap().edition;
    assert!(applied.find(&"B4.5".parse().unwrap()).is_some());
    let context = added.replace("B4.4-5", "B4.4");
    let made = manuscript(&read(&context), Some(&edition()));
    assert!(
        made.unsettled.len() == 1 && made.unsettled[0].message.contains("without the marks"),
        "{:?}",
        made.unsettled
    );
    for struck in ["<s>may</s>", "<strike>may</strike>", "~~may~~", "<del>may</del>"] {
        let text = format!("{head}Amend Section B4.3 as follows:\n\nB4.3 A member {struck} <u>may not</u> object.\n");
        let made = manuscript(&read(&text), Some(&edition()));
        let applied = apply(&edition(), &made.legal_text.amendments, "x").unwrap().edition;
        assert_eq!(applied.find(&"B4.3".parse().unwrap()).unwrap().text(), "B4.3 A member may not object.", "{struck}");
    }
    for (words, says) in
        [("B4.3 A member <s>may object.", "not closed"), ("~~B4.3 A member may object.~~", "struck out whole")]
    {
        let made = manuscript(
            &read(&format!("{head}Amend Sections B4.2 to B4.3 as follows:\n\nB4.2 A notice.\n\n{words}\n")),
            Some(&edition()),
        );
        assert!(made.unsettled.iter().any(|missing| missing.message.contains(says)), "{words}: {:?}", made.unsettled);
    }
}

/// S1-009: a clause that stands under no instruction is refused.
#[test]
fn a_clause_under_no_instruction_is_told() {
    let head = "Legal text for CP12\nThese changes have been drafted against Section B version 2.0.\n\nSection B 'Meetings'\n\n";
    let text = format!(
        "{head}Amend Section B4.2 as follows:\n\nB4.2 A notice.\n\nDelete Section B4.1.\n\nB4.3 A member may not object.\n"
    );
    let made = manuscript(&read(&text), Some(&edition()));
    let [missing] = made.unsettled.as_slice() else { panic!("{:?}", made.unsettled) };
    assert!(missing.at == "B4.3" && missing.message.contains("under no instruction"), "{missing:?}");
}

mod orders;
