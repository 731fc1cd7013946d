use std::str::FromStr;

use super::*;

fn cited(text: &str) -> Vec<String> {
    find(text).iter().map(|r| r.citation.to_string()).collect()
}

#[test]
fn a_section_with_its_heading() {
    let text = "as Section D6.15 (Alternative Solutions) says";
    let found = find(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].citation, "D6.15".parse().unwrap());
    assert_eq!(found[0].label.as_deref(), Some("Alternative Solutions"));
    assert_eq!(text.get(found[0].range.clone()).unwrap(), "Section D6.15 (Alternative Solutions)");
    assert_eq!(text.get(found[0].number.clone()).unwrap(), "D6.15");
}

#[test]
fn lists_and_ranges_give_one_reference_a_number() {
    assert_eq!(cited("under Sections D10.13(d) and (e)."), ["D10.13(d)", "D10.13(e)"]);
    assert_eq!(cited("Sections D1.2, D1.3 and D1.4, the Panel"), ["D1.2", "D1.3", "D1.4"]);
    assert_eq!(cited("Sections D10.18 to D10.21."), ["D10.18", "D10.21"]);
    assert_eq!(cited("Section D2.1(a)(i), (ii) or (iii)"), ["D2.1(a)(i)", "D2.1(a)(ii)", "D2.1(a)(iii)"]);
}

#[test]
fn clauses_paragraphs_documents() {
    assert_eq!(cited("clause 4.2, and paragraph (c) above"), ["4.2", "(c)"]);
    assert_eq!(cited("clause 3.2 of Appendix AG applies"), ["Appendix AG 3.2"]);
    assert_eq!(cited("paragraph (a) of Section J2.1."), ["J2.1(a)"]);
    assert_eq!(cited("paragraphs (a) and (b) of Section D10.2 apply"), ["D10.2(a)", "D10.2(b)"]);
    assert_eq!(
        cited("paragraph (c) of Section D"),
        [Citation::from_str("(c)").unwrap().in_document(&"section-d".parse().unwrap()).to_string()]
    );
    assert_eq!(
        cited("Appendix AG 3.2.4 and Section D and Schedule 1"),
        ["Appendix AG 3.2.4", "Section D", "Schedule 1"]
    );
    assert_eq!(cited("Section D2A (The Change Sub-Committee)."), ["D2A"]);
}

#[test]
fn what_is_no_reference_to_the_code_is_left_out() {
    for text in [
        "section 7 of the Gas Act",
        "Section 23 of the Electricity Act 1989",
        "in this Section",
        "subsection D3.1",
        "a paragraph about",
        "Section A is long".replace('A', "an").as_str(),
    ] {
        assert!(find(text).is_empty(), "{text}");
    }
}

#[test]
fn a_label_is_a_heading_only() {
    assert_eq!(find("Section D1.2 (the \"Plan\")")[0].label, None);
    assert_eq!(find("Section D1.2 (and not otherwise)")[0].label, None);
    assert_eq!(cited("Section D1.2 (a) or"), ["D1.2"]);
}
