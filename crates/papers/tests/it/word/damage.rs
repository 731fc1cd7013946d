//! Files that are damaged, hostile or of another kind: one plain sentence, or what could be read with its losses; never a
//! panic, and never more memory than the limits allow.

use papers::docx::{self, DocxError, Limits, LossKind, Side};
use papers::section;
use proptest::prelude::*;

use super::{edition, marking, package, random, read, style};

const TEXT: &str = "# Section D: Things\n\n\"Term\" means so.\n\nD1.1 Words:\n    (a) one; and\n    (b) two,\n\nD1.2 Fees:\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n";

/// A redline, whose package holds all that we write.
fn good() -> Vec<u8> {
    let new = TEXT.replace("one; and", "1; or").replace("| 1 | 2 |", "| 1 | 3 |\n| 4 | 5 |");
    docx::write_redline(&edition(TEXT), &edition(&new), &style(), &marking()).unwrap()
}

/// Reads as far as it goes, all the way to the amendments.
fn try_all(bytes: &[u8]) {
    match docx::read(bytes, &Limits::default()) {
        Ok(word) => {
            let _ = word.text(Side::Accepted);
            let _ = section::of_word(&word, Side::Rejected, None, "x");
            let _ = section::amendments(&word, &edition(TEXT), "x");
        }
        Err(error) => {
            let said = error.to_string();
            assert!(!said.is_empty() && !said.contains("Error"), "{said}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(random::cases()))]

    #[test]
    fn damaged_bytes_never_panic(hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in prop::option::weighted(0.3, any::<prop::sample::Index>())) {
        let mut bytes = good();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        try_all(&bytes);
    }

    /// The words of the document part damaged, and packed whole again.
    #[test]
    fn damaged_xml_never_panics(hits in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&\"=a-z:]{0,3}"), 1..8)) {
        let bytes = good();
        let mut xml: Vec<char> = package::part(&bytes, "word/document.xml").chars().collect();
        for (at, text) in hits {
            let at = at.index(xml.len());
            xml.splice(at..(at + 2).min(xml.len()), text.chars());
        }
        try_all(&package::with_part(&bytes, "word/document.xml", &xml.into_iter().collect::<String>()));
    }

    #[test]
    fn damaged_numbering_and_styles_never_panic(hits in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&\"0-9%a-z]{0,3}"), 1..8), part in prop::sample::select(vec!["word/styles.xml", "word/numbering.xml", "word/comments.xml"])) {
        let bytes = good();
        let text = if part == "word/styles.xml" { package::part(&bytes, part) } else { super::imported::NUMBERING.to_owned() };
        let mut xml: Vec<char> = text.chars().collect();
        for (at, text) in hits {
            let at = at.index(xml.len());
            xml.splice(at..(at + 2).min(xml.len()), text.chars());
        }
        try_all(&package::with_part(&bytes, part, &xml.into_iter().collect::<String>()));
    }
}

#[test]
fn a_part_that_breaks_off_is_read_to_there_and_says_so() {
    let xml = package::part(&good(), "word/document.xml");
    let at = xml.find("D1.2").unwrap();
    let word = read(&package::with_part(&good(), "word/document.xml", &xml[..at + 4]));
    assert!(word.text(Side::Accepted).contains("D1.1\tWords:"));
    let broken = package::with_part(&good(), "word/document.xml", &format!("{}<w:t></w:p>", &xml[..at]));
    let word = read(&broken);
    assert!(
        word.losses.iter().any(|l| l.kind == LossKind::Damaged && l.place == "word/document.xml"),
        "{:?}",
        word.losses
    );
}

#[test]
fn what_is_no_word_file_is_told_in_one_sentence() {
    let refused = |bytes: &[u8]| docx::read(bytes, &Limits::default()).unwrap_err();
    assert!(matches!(refused(b"# Section D: plain text"), DocxError::NoPackage(_)));
    assert!(matches!(refused(b""), DocxError::NoPackage(_)));
    assert!(matches!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0]), DocxError::OldOrLocked));
    assert!(matches!(refused(&good()[..500]), DocxError::NoPackage(_)));
    assert!(matches!(refused(&package::packed(&[("xl/workbook.xml", "<w/>")])), DocxError::NoDocument));
    assert!(matches!(refused(&package::packed(&[("word/document.xml", "no xml at all")])), DocxError::Damaged(_)));
}

/// A document type may name files and entities; none is ever looked at.
#[test]
fn a_document_type_is_refused() {
    let xml = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>";
    let error = docx::read(&package::packed(&[("word/document.xml", xml)]), &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("document type"), "{error}");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = " ".repeat(20 << 20);
    let packed = package::squeezed(&[("word/document.xml", &bomb)]);
    assert!(packed.len() < 100_000);
    assert!(matches!(docx::read(&packed, &Limits::default()), Err(DocxError::TooLarge(_))));
    let many: Vec<(String, String)> = (0..5000).map(|n| (format!("word/{n}.xml"), String::new())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    assert!(matches!(docx::read(&package::packed(&many), &Limits::default()), Err(DocxError::TooLarge(_))));
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(3000), "</w:tc></w:tr></w:tbl>".repeat(3000));
    let word =
        docx::read(&package::bare(&format!("<w:p><w:r><w:t>x</w:t></w:r></w:p>{deep}")), &Limits::default()).unwrap();
    assert!(word.losses.iter().any(|l| l.message.contains("too deep")), "{:?}", word.losses);
}

/// Other prefixes, UTF-16, and entities of all kinds read the same.
#[test]
fn the_form_of_the_xml_does_not_matter() {
    let xml = "<n:document xmlns:n=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><n:body><n:p><n:r><n:t>A &amp; B &#8211; &#x43;</n:t></n:r></n:p></n:body></n:document>";
    let word = read(&package::packed(&[("word/document.xml", xml)]));
    assert_eq!(word.text(Side::Accepted), "A & B \u{2013} C\n");
    let mut wide = vec![0xff, 0xfe];
    wide.extend(xml.encode_utf16().flat_map(u16::to_le_bytes));
    let word = read(&package::packed_bytes("word/document.xml", &wide));
    assert_eq!(word.text(Side::Accepted), "A & B \u{2013} C\n");
}
