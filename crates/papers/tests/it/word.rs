//! Word files out and in: what is written reads back the same, tracked changes make both texts, and what people do to a
//! file in Word comes back as amendments.

mod damage;
mod edited;
mod imported;
mod office;
mod package;
mod random;

use legaltext::{Document, Edition, amendments_between, apply};
use papers::docx::{self, Limits, Marking, Side, Style, WordFile};
use papers::section;
use proptest::prelude::*;

/// When the tests' changes were made.
const DAY: jiff::civil::DateTime = jiff::civil::DateTime::constant(2026, 3, 4, 10, 30, 0, 0);

fn style() -> Style {
    Style {
        code: "Specimen Code".into(),
        edition: "Version 2 & more".into(),
        author: "Administrator".into(),
        created: DAY,
        ..Style::default()
    }
}

fn marking() -> Marking {
    Marking { author: "A. Lawyer <a@b>".into(), date: DAY }
}

fn read(bytes: &[u8]) -> WordFile {
    docx::read(bytes, &Limits::default()).unwrap()
}

/// Without the empty paragraph that a redline needs at its end.
fn text(word: &WordFile, side: Side) -> String {
    word.text(side).trim_end_matches('\n').to_owned()
}

fn redline(old: &Edition, new: &Edition) -> WordFile {
    read(&docx::write_redline(old, new, &style(), &marking()).unwrap())
}

fn clean(edition: &Edition) -> WordFile {
    read(&docx::write_edition(edition, &style()).unwrap())
}

/// A document of the Code in the markup.
fn document(markup: &str) -> Document {
    legaltext::markup::parse(markup, "test").unwrap()
}

fn edition(markup: &str) -> Edition {
    Edition::new("test", [document(markup)])
}

/// The amendments that the file makes, applied: the words must be those that the file says.
fn amended(word: &WordFile, base: &Edition) -> (Edition, section::WordAmendments) {
    let found = section::amendments(word, base, "returned file").unwrap();
    let applied = apply(base, &found.amendments, "returned file, applied").unwrap().edition;
    assert_eq!(applied.hash(), found.edition.hash(), "{:?}", found.amendments);
    (applied, found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(random::cases()))]

    /// A clean file reads back as the same document: words, numbers, structure and identities.
    #[test]
    fn a_document_comes_back_from_its_word_file(document in random::document("D")) {
        let bytes = docx::write_document(&document, &style()).unwrap();
        let word = read(&bytes);
        prop_assert_eq!(&word.losses, &[]);
        let back = section::of_word(&word, Side::Accepted, None, "other").unwrap();
        prop_assert_eq!(&back.losses, &[]);
        prop_assert_eq!(legaltext::markup::print(&back.documents[0]), legaltext::markup::print(&document));
        prop_assert_eq!(&back.documents[..], std::slice::from_ref(&document));
        prop_assert_eq!(bytes, docx::write_document(&document, &style()).unwrap());
    }

    /// All changes of a redline accepted are the new edition's file, all rejected the old one's: paragraph by paragraph.
    #[test]
    fn a_redline_holds_both_editions((old, new) in random::two_editions()) {
        let bytes = docx::write_redline(&old, &new, &style(), &marking()).unwrap();
        package::sound(&bytes);
        let word = read(&bytes);
        prop_assert_eq!(text(&word, Side::Accepted), text(&clean(&new), Side::Accepted));
        prop_assert_eq!(text(&word, Side::Rejected), text(&clean(&old), Side::Accepted));
    }

    /// A redline sent back unchanged is the amendments between its two editions.
    #[test]
    fn a_redline_comes_back_as_amendments((old, new) in random::amended_edition()) {
        let (applied, found) = amended(&redline(&old, &new), &old);
        prop_assert_eq!(&found.losses, &[]);
        prop_assert_eq!(applied.hash(), new.hash());
        prop_assert_eq!(found.amendments.len(), amendments_between(&old, &new).len());
    }

    /// Any two texts, line by line.
    #[test]
    fn a_redline_of_texts_holds_both((old, new) in random::two_texts()) {
        let bytes = docx::write_text_redline(&old, &new, &style(), &marking()).unwrap();
        package::sound(&bytes);
        let word = read(&bytes);
        prop_assert_eq!(text(&word, Side::Accepted), new.trim_end_matches('\n'));
        prop_assert_eq!(text(&word, Side::Rejected), old.trim_end_matches('\n'));
    }
}

#[test]
fn every_change_carries_its_author_and_time_and_an_identity_of_its_own() {
    let (old, new) = (
        edition("# Section D: T\n\nD1.1 Old words stand here.\n"),
        edition("# Section D: T\n\nD1.1 New words stand here.\n"),
    );
    let word = redline(&old, &new);
    assert!(word.changes.iter().all(|c| c.author == "A. Lawyer <a@b>" && c.date == Some(DAY)), "{:?}", word.changes);
    assert_eq!(word.changes.len(), 2);
    assert_eq!(word.properties["enact-base"], old.hash().to_string());
    assert_eq!(word.properties["title"], "Specimen Code");
}

/// A provision that stands elsewhere is marked as moved, and its number, when it changed, is marked too.
#[test]
fn a_moved_and_renumbered_provision_is_shown_as_such() {
    let old = document(
        "# Section D: T\n\nD1.1 First of all, the Panel acts.\n\nD1.2 Second, a Party pays.\n\nD1.3 Third, nothing.\n",
    );
    let mut parts = old.to_parts();
    parts.provisions.rotate_left(1);
    let (old, moved) = (Edition::new("test", [old]), Edition::new("test", [Document::new(parts)]));
    let bytes = docx::write_redline(&old, &moved, &style(), &marking()).unwrap();
    let xml = package::part(&bytes, "word/document.xml");
    for mark in ["<w:moveFromRangeStart", "<w:moveFromRangeEnd", "<w:moveToRangeStart", "<w:moveToRangeEnd"] {
        assert_eq!(xml.matches(mark).count(), 1, "{mark}");
    }
    assert_eq!(xml.matches("w:name=\"move1\"").count(), 2);
    assert!(!xml.contains("<w:ins ") && !xml.contains("<w:del "));
    let legal_text = legaltext::instructions::parse("In Section D:\nRenumber D1.3 as D1.4\n").unwrap();
    let renumbered = apply(&old, &legal_text.amendments, "x").unwrap().edition;
    let xml =
        package::part(&docx::write_redline(&old, &renumbered, &style(), &marking()).unwrap(), "word/document.xml");
    assert!(xml.contains(">D1.3</w:delText>") && xml.contains(">D1.4</w:t>"), "{xml}");
    assert!(!xml.contains("moveFrom"));
}
