//! What stands for what in a file.

use legaltext::{DocumentId, Edition};
use papers::akoma::{self, Change, TouchKind};

use super::{edition_of, meta, written};

const SAMPLE: &str = "\
# Section B: Bodies & Meetings
version: 2.0

\"Chair\" means the member who leads.

## B4 Meetings

### Calling

B4.1 The Chair calls a meeting (the \"Meeting\") under Section B4.3(a), as Sections B4.3 and C1 say, by notice:
    (a) when; and
    (b) under paragraph (a) or paragraph (z) above, where:
        (i) the town; or
        (ii) the street,
and everyone gets one.

\"Notice\" has the meaning given in Section B4.1 (Calling).

unheld B4.2: Quorum

B4.3 The fee is:

| Party | Fee |
| --- | --- |
| Large | $5 |

$$ F = 2 < 3

Note 2: under Section Q1.1.

![A chart](chart.png)

B4.4 Not used.

unheld \"Quorum\"

# Section C: Other

C1 Words.
";

fn section_b() -> String {
    written(&edition_of(SAMPLE), &"section-b".parse().unwrap())
}

fn holds(xml: &str, fragments: &[&str]) {
    for fragment in fragments {
        assert!(xml.contains(fragment), "no {fragment} in\n{xml}");
    }
}

#[test]
fn a_provision_is_known_by_place_and_by_identity() {
    let edition = edition_of(SAMPLE);
    let document = edition.document(&"section-b".parse().unwrap()).unwrap();
    let item = document.find(&"B4.1(b)(ii)".parse().unwrap()).unwrap();
    let eid = akoma::eid(document, &"B4.1(b)(ii)".parse().unwrap()).unwrap();
    assert_eq!(eid, "sec_B__cl_B4__subcl_B4-1__para_b__subpara_ii");
    holds(&section_b(), &[&format!("<subparagraph eId=\"{eid}\" wId=\"elm_{}\"", item.id())]);
    assert_eq!(akoma::eid(document, &"B4.9".parse().unwrap()), None);
    assert_eq!(akoma::eid(document, &"Section B".parse().unwrap()).as_deref(), Some("sec_B"));
}

#[test]
fn words_lists_headings_and_blocks_have_their_elements() {
    holds(
        &section_b(),
        &[
            "<heading>Bodies &amp; Meetings</heading>",
            "<heading>Meetings</heading>",
            "<crossHeading eId=\"sec_B__cl_B4__crossHeading_1\">Calling</crossHeading>\n          <subclause",
            "<hcontainer name=\"wrapUp\"",
            "<p>\u{201c}<def refersTo=\"#term-chair\">Chair</def>\u{201d} means the member who leads.</p>",
            "<p>The <term refersTo=\"#term-chair\">Chair</term> calls a meeting",
            "(the \"<def refersTo=\"#term-meeting\">Meeting</def>\")",
            "<TLCTerm eId=\"term-notice\"",
            "<th><p>Party</p></th>",
            "<td><p>$5</p></td>",
            ">F = 2 &lt; 3</block>",
            "<authorialNote marker=\"Note 2\" placement=\"inline\"",
            "<img src=\"chart.png\" alt=\"A chart\"",
            "class=\"not-used\"",
            "<FRBRversionNumber value=\"2.0\"/>",
        ],
    );
}

#[test]
fn words_that_are_not_held_are_marked() {
    let xml = section_b();
    assert_eq!(xml.matches("status=\"unknown\"").count(), 2);
    holds(
        &xml,
        &[
            "<heading>Quorum</heading>",
            "<def refersTo=\"#term-quorum\">Quorum</def>\u{201d} <remark status=\"editorial\">",
        ],
    );
}

#[test]
fn a_reference_is_a_link_when_it_leads_to_one_place() {
    let xml = section_b();
    holds(
        &xml,
        &[
            "<ref href=\"#sec_B__cl_B4__subcl_B4-3\">Sections B4.3</ref> and <ref href=\"/akn/gb/act/industry-code/2020-01-01/specimen/eng@2024-02-29/!section_C~sec_C__cl_C1\">C1</ref>",
            "under <ref href=\"#sec_B__cl_B4__subcl_B4-1__para_a\">paragraph (a)</ref> or paragraph (z) above",
            "given in <ref href=\"#sec_B__cl_B4__subcl_B4-1\">Section B4.1 (Calling)</ref>.",
        ],
    );
    // B4.3 has no paragraph (a), and there is no Section Q: these stay words.
    holds(&xml, &["under Section B4.3(a), as", "under Section Q1.1."]);
}

#[test]
fn a_modification_is_told_with_what_it_did() {
    let old = edition_of(SAMPLE);
    let id: DocumentId = "section-b".parse().unwrap();
    let amendments: Vec<legaltext::Amendment> = serde_json::from_value(serde_json::json!([
        { "op": "substitute", "at": "B4.1(a)", "text": "the day; and" },
        { "op": "omit", "at": "B4.4" },
        { "op": "renumber", "at": "B4.3", "to": "B4.7" },
        { "op": "insert", "after": "B4.7", "text": "B4.8 New:\n    (a) one; and\n    (b) two." },
    ]))
    .unwrap();
    let new = legaltext::apply(&old, &amendments, "MP9").unwrap().edition;
    let change = Change::between(&old, &new, &id, "MP9", "2024-02-29".parse().unwrap());
    let told: Vec<_> = change
        .touched
        .iter()
        .map(|t| (t.kind, t.at.citation.to_string(), t.was.as_ref().map(|was| was.citation.to_string())))
        .collect();
    assert_eq!(
        told,
        [
            // Its reference to B4.3 followed.
            (TouchKind::Substitution, "B4.1".to_owned(), None),
            (TouchKind::Substitution, "B4.1(a)".to_owned(), None),
            (TouchKind::Repeal, "B4.4".to_owned(), None),
            (TouchKind::Renumbering, "B4.7".to_owned(), Some("B4.3".to_owned())),
            (TouchKind::Insertion, "B4.8".to_owned(), None),
        ]
    );
    let mut meta = meta();
    meta.changes = vec![change];
    let xml = akoma::write_document(&new, &id, &meta).unwrap();
    holds(
        &xml,
        &[
            "<eventRef eId=\"eref_2\" date=\"2024-02-29\" source=\"#mp9\" type=\"amendment\"/>",
            "<textualMod type=\"renumbering\"",
            "<destination href=\"#sec_B__cl_B4__subcl_B4-8\"/>",
            "<passiveRef eId=\"mp9\" href=\"/akn/gb/bill/legal-text/specimen/2024/mp9\"",
        ],
    );
    super::schema::valid("change", &xml);
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let edition: Edition = edition_of(SAMPLE);
    let again = edition_of(SAMPLE);
    assert_eq!(section_b(), written(&again, &"section-b".parse().unwrap()));
    assert_eq!(akoma::write_cover(&edition, &meta()), akoma::write_cover(&again, &meta()));
}
