//! A legal text as a bill.

use legaltext::{Amendment, Edition, LegalText};
use papers::akoma;
use serde_json::json;

use super::{carried, edition_of, meta, schema};

const BASE: &str = "\
# Section B: Bodies

\"Chair\" means a member.

## B1 First

### Calling

B1.1 The Chair calls, under Section B1.2:
    (a) one; and
    (b) two.

B1.2 Words.

B1.3 More.

# Section C: Other

C1 Words.
";

fn legal_text(amendments: serde_json::Value) -> LegalText {
    let amendments: Vec<Amendment> = serde_json::from_value(amendments).unwrap();
    LegalText { modification: Some("MP9".into()), base: Vec::new(), amendments }
}

fn bill(base: &Edition, amendments: serde_json::Value) -> String {
    let xml = akoma::write_amendments(base, &legal_text(amendments), &meta()).unwrap();
    schema::valid("bill", &xml);
    xml
}

fn holds(xml: &str, fragments: &[&str]) {
    for fragment in fragments {
        assert!(xml.contains(fragment), "no {fragment} in\n{xml}");
    }
}

#[test]
fn each_kind_of_amendment_has_its_place_in_the_bill() {
    let xml = bill(
        &edition_of(BASE),
        json!([
            { "op": "substitute", "at": "B1.1(a)", "text": "three, as Section B1.3 says; and" },
            { "op": "insert", "after": "B1.2", "text": "B1.2A New:\n    (a) four; and\n    (b) five.\n\nB1.2B Newer." },
            { "op": "omit", "at": "B1.1(b)", "old": "two." },
            { "op": "renumber", "at": "B1.3", "to": "B1.9" },
            { "op": "substitute", "at": "B1.2", "heading": "Seconds" },
            { "op": "define", "document": "section-b", "term": "Notice", "text": "means a paper." },
            { "op": "redefine", "document": "section-b", "term": "Chair", "text": "means the first member." },
            { "op": "undefine", "document": "section-b", "term": "Notice" },
            { "op": "move", "at": "B1.2B", "into": "section-c", "number": "C2" },
            { "op": "new-document", "document": "schedule-1", "title": "Forms", "text": "1 A form." },
            { "op": "omit", "at": "Section C" },
        ]),
    );
    let work = "/akn/gb/act/industry-code/2020-01-01/specimen";
    holds(
        &xml,
        &[
            "<bill name=\"legal-text\"",
            "<FRBRuri value=\"/akn/gb/bill/legal-text/specimen/2024/mp9\"/>",
            &format!("<activeRef eId=\"amended\" href=\"{work}\""),
            "Amend B1.1(a) as follows:",
            "<paragraph eId=\"cl_1__mod_1__qstr_1__para_a\" wId=\"sec_B__cl_B1__subcl_B1-1__para_a\">",
            // A link from a quotation leads to the Code, not into the bill.
            &format!(
                "three, as <ref href=\"{work}/eng@2024-02-29/!section_B~sec_B__cl_B1__subcl_B1-3\">Section B1.3</ref>"
            ),
            "<subclause eId=\"cl_2__mod_1__qstr_1__subcl_B1-2A\" wId=\"sec_B__cl_B1__subcl_B1-2A\">",
            "<quotedStructure eId=\"cl_2__mod_1__qstr_2\">",
            "<mod eId=\"cl_3__mod_1\">Omit B1.1(b)</mod>",
            "<mod eId=\"cl_4__mod_1\">Renumber B1.3 as B1.9</mod>",
            "<quotedText eId=\"cl_5__mod_1__qtext_1\" startQuote=\"\u{201c}\" endQuote=\"\u{201d}\">Seconds</quotedText>",
            "<hcontainer name=\"definition\" eId=\"cl_6__mod_1__qstr_1__hcontainer_1\"",
            "means the first member.",
        ],
    );
    for (number, kind, to) in [
        (1, "substitution", format!("{work}/!section_B~sec_B__cl_B1__subcl_B1-1__para_a\"/>")),
        (2, "insertion", format!("{work}/!section_B~sec_B__cl_B1__subcl_B1-2\" pos=\"after\"/>")),
        (3, "repeal", format!("{work}/!section_B~sec_B__cl_B1__subcl_B1-1__para_b\"/>")),
        (4, "renumbering", format!("{work}/!section_B~sec_B__cl_B1__subcl_B1-3\"/>")),
        (6, "insertion", format!("{work}/!section_B~sec_B\" pos=\"inside\"/>")),
        (8, "repeal", format!("{work}/!section_B~sec_B\" pos=\"inside\"/>")),
        (10, "insertion", format!("{work}/!schedule_1\" pos=\"inside\"/>")),
        (11, "repeal", format!("{work}/!section_C~sec_C\"/>")),
    ] {
        let told = format!("<textualMod type=\"{kind}\" eId=\"amod_{number}\">");
        let at = xml.find(&told).unwrap_or_else(|| panic!("no {told} in\n{xml}"));
        let whole = xml[at..].split("</textualMod>").next().unwrap();
        assert!(whole.contains(&format!("<destination href=\"{to}")), "{whole}");
    }
    holds(&xml, &[&format!("<new href=\"{work}/!section_B~sec_B__cl_B1__subcl_B1-9\"/>")]);
    holds(&xml, &[&format!("<new href=\"{work}/!section_C~sec_C__cl_C2\"/>")]);
}

#[test]
fn what_does_not_apply_is_not_written() {
    let text = legal_text(json!([{ "op": "omit", "at": "B1.3" }, { "op": "omit", "at": "B1.3" }]));
    let conflicts = akoma::write_amendments(&edition_of(BASE), &text, &meta()).unwrap_err();
    assert_eq!(conflicts[0].amendment, 1);
}

#[test]
fn an_empty_legal_text_and_provisions_that_are_not_held_are_valid() {
    bill(&edition_of(BASE), json!([]));
    let sec = carried("sec");
    let xml = bill(
        &sec,
        json!([{ "op": "insert", "after": "D1.3", "number": "D1.3A", "heading": "More" }, { "op": "omit", "at": "D1.2" }]),
    );
    holds(&xml, &["wId=\"sec_D__cl_D1__subcl_D1-3A\" status=\"unknown\"", "<heading>More</heading>"]);
}
