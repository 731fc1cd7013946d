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
