//! Files of other publishers: what a Code can hold comes in, and the rest is listed.

use legaltext::{Citation, Document, Edition, Provision, markup};
use papers::akoma::{self, AkomaError, Import, LossKind, Reading};

use super::{carried, meta, written};
use crate::root;

fn sample(name: &str) -> String {
    std::fs::read_to_string(root().join("golden/akoma/foreign").join(name)).unwrap()
}

fn read(name: &str) -> Import {
    let reading = Reading { origin: name.to_owned(), document: Some("section-h".parse().unwrap()) };
    akoma::read(&sample(name), &reading).unwrap()
}

fn find<'a>(document: &'a Document, citation: &str) -> &'a Provision {
    let citation: Citation = citation.parse().unwrap();
    document.find(&citation).unwrap_or_else(|| panic!("{citation} in\n{}", markup::print(document)))
}

fn says(import: &Import, kind: LossKind, words: &str) {
    let found = import.losses.iter().any(|loss| loss.kind == kind && loss.message.contains(words));
    assert!(found, "no {kind:?} that says \"{words}\" in {:#?}", import.losses);
}

#[test]
fn an_act_of_parts_and_sections_becomes_groups_clauses_and_lists() {
    let import = read("act-of-parts.xml");
    let act = &import.documents[0];
    assert_eq!((act.id().to_string().as_str(), act.title()), ("section-h", "Harbour Pilots"));
    assert_eq!(import.expression.as_deref(), Some("/akn/xx/act/2011/7/eng@2012-01-01"));
    let first = find(act, "1");
    assert_eq!(first.heading(), Some("Part 1: General"));
    assert_eq!(first.caption(), Some("Pilots to be licensed"));
    let subsection = find(act, "1(1)");
    assert_eq!(subsection.lead_in(), "No person may pilot a ship of more than 50 m2 unless that person\u{2014}");
    assert_eq!(subsection.tail(), "and shows it on request.");
    assert_eq!(find(act, "1(1)(a)").lead_in(), "holds a licence under section 2; or");
    let second = find(act, "1(2)");
    assert_eq!(second.lead_in(), "In this section:");
    says(&import, LossKind::Grouping, "became its clause's");
    let terms: Vec<_> = first.definitions().iter().map(|d| (d.term(), d.lead_in())).collect();
    assert_eq!(terms, [("ship", "includes a barge;"), ("master", "means the person in command.\nNote 3: As amended.")]);
    let fees = find(act, "2");
    assert_eq!(fees.heading(), Some("Licences"));
    assert_eq!(
        fees.lead_in(),
        "The fee is as follows:\nFees\n| Tonnage | Fee \\| charge |\n| --- | --- |\n| to 100 | \u{a3}10 a year |\n\
         ![The chart](chart.png)\n$$ F=2"
    );
    assert!(find(act, "2A").is_not_used());
    says(&import, LossKind::Remark, "see order 4");
    says(&import, LossKind::Formatting, "bold");
    says(&import, LossKind::Formatting, "italics");
    says(&import, LossKind::Formatting, "raised");
    says(&import, LossKind::Link, "other works");
    says(&import, LossKind::Table, "span");
    says(&import, LossKind::Table, "joined");
    says(&import, LossKind::Picture, "only its words");
    says(&import, LossKind::Grouping, "a part became a heading");
    says(&import, LossKind::Part, "An Act about");
}

#[test]
fn an_attachment_is_a_document_of_its_own() {
    let import = read("act-of-parts.xml");
    let schedule = &import.documents[1];
    assert_eq!(schedule.id().to_string(), "schedule-2");
    assert_eq!(find(schedule, "1").lead_in(), "Ships that are:");
    assert_eq!(find(schedule, "1").tail(), "No others.");
    assert_eq!(find(schedule, "1(b)").lead_in(), "towed:");
    assert_eq!(find(schedule, "1(b)(ii)").lead_in(), "by night.");
    says(&import, LossKind::Words, "These words have no number.");
}

#[test]
fn articles_with_numbered_and_unnumbered_paragraphs_come_in() {
    let import = read("articles.xml");
    let act = &import.documents[0];
    assert_eq!(act.title(), "Regulation on buoys");
    assert_eq!(find(act, "1").heading(), Some("TITLE I: SCOPE \u{2013} CHAPTER 1"));
    assert_eq!(find(act, "1(1)").lead_in(), "This Regulation covers:");
    assert_eq!(find(act, "1(1)(b)").lead_in(), "green buoys.");
    assert_eq!(
        find(act, "1(2)").lead_in(),
        "In Article 4 of the earlier Regulation, the words \u{2018}blue buoys\u{2019} are replaced by \u{2018}red buoys\u{2019}."
    );
    assert_eq!(
        find(act, "1bis").lead_in(),
        "One unnumbered subparagraph.\nAnother with new words.\nfirst dash\nsecond dash"
    );
    says(&import, LossKind::Part, "Buoys matter");
    says(&import, LossKind::Part, "Done at the sea");
    says(&import, LossKind::TrackedChange, "old");
    says(&import, LossKind::Number, "Article 1");
    says(&import, LossKind::Number, "without a number");
}

/// What came in can go out again, and then comes back the same: nothing is lost twice.
#[test]
fn what_came_in_goes_out_and_back() {
    for name in ["act-of-parts.xml", "articles.xml"] {
        for document in read(name).documents {
            let edition = Edition::new("specimen", [document.clone()]);
            let back = akoma::read(&written(&edition, document.id()), &Reading::from("x")).unwrap();
            assert_eq!((&back.documents[0], back.losses.as_slice()), (&document, [].as_slice()));
            let printed = markup::print(&document);
            assert_eq!(markup::parse(&printed, "x").unwrap().hash(), document.hash(), "{printed}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_says_why_in_one_sentence() {
    let refused = |xml: &str| akoma::read(xml, &Reading::from("x")).unwrap_err();
    let file = sample("articles.xml");
    assert_eq!(refused(&file), AkomaError::WhichDocument);
    assert!(matches!(refused(""), AkomaError::NotXml { .. }));
    assert!(matches!(refused("words"), AkomaError::NotXml { .. }));
    assert!(matches!(refused("<html/>"), AkomaError::NotAkomaNtoso { .. }));
    let cut = file.get(..file.len() / 2).unwrap();
    assert!(matches!(refused(cut), AkomaError::NotXml { .. }));
    let crossed = file.replace("</akn:list>", "</akn:point>");
    assert!(matches!(refused(&crossed), AkomaError::NotXml { line: 39, .. }), "{:?}", refused(&crossed));
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{}", "<akomaNtoso>&b;</akomaNtoso>");
    assert!(matches!(refused(&bomb), AkomaError::Entities { line: 1 }));
    assert!(matches!(refused("<akomaNtoso><act>&nbsp;</act></akomaNtoso>"), AkomaError::Entities { .. }));
    assert!(matches!(refused("<akomaNtoso a=\"&nbsp;\"/>"), AkomaError::Entities { .. }));
    let deep = format!("<akomaNtoso>{}", "<p>".repeat(5000));
    assert!(matches!(refused(&deep), AkomaError::TooMuch { .. }));
    assert!(matches!(refused("<akomaNtoso><debate/></akomaNtoso>"), AkomaError::OtherKind { .. }));
    let cover = akoma::write_cover(&carried("specimen"), &meta());
    let AkomaError::Cover { files } = refused(&cover) else { panic!("a cover is a cover") };
    assert!(files.contains("section_B.xml") && files.contains("appendix_A.xml"), "{files}");
}

#[test]
fn two_provisions_of_one_identity_are_told_apart() {
    let edition = super::edition_of("# Section B: x\n\nB1.1 one\n\nB1.2 two\n");
    let document = &edition.documents()[0];
    let (one, two) = (find(document, "B1.1").id(), find(document, "B1.2").id());
    let xml = written(&edition, document.id()).replace(&two.to_string(), &one.to_string());
    let back = akoma::read(&xml, &Reading::from("x")).unwrap();
    says(&back, LossKind::Identity, "two provisions");
    let document = &back.documents[0];
    assert_eq!(find(document, "B1.1").id(), one);
    assert_ne!(find(document, "B1.2").id(), one);
}
