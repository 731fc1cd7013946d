//! Every reader of what strangers write, each as a function of bytes that must come back, whatever the bytes are. The fuzz
//! targets call them, and so does a test of the program with texts made at random from pieces of real ones.

use std::sync::LazyLock;

use enact::codes::CodeFiles;
use enact::importing::settle;
use legaltext::{instructions, markup, references};
use papers::checks::{self, Base, Paper};
use papers::source::{Extract, Source};
use papers::{akoma, docx, section};
use procedure::Rulebook;
use procedure::scenario::Scenario;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let files = CodeFiles::carried("specimen").expect("the program carries the specimen");
    files.rulebook().expect("its rules load")
});

/// A document as text: its kind, its facts with their places, and every check.
pub fn text(bytes: &[u8]) {
    if let Ok(source) = Source::from_bytes("fuzz.txt", bytes) {
        judged(&source);
    }
}

/// Every fact and finding stands on a line that there is.
fn judged(source: &Source) {
    let Ok(reading) = papers::read::read(source) else { return };
    let lines = source.lines().len();
    for (pointer, place) in reading.facts.places(source) {
        assert!((1..=lines).contains(&place.line), "{pointer} stands on line {} of {lines}", place.line);
    }
    let papers = [Paper::new(source, reading)];
    for file in checks::check(&papers, Base::of(&RULEBOOK)) {
        for finding in file.findings {
            assert!(finding.line <= lines.max(1), "{} stands on line {} of {lines}", finding.rule, finding.line);
        }
    }
}

/// A Word file: taken apart, its words read and checked. Bytes that are no package are taken as the XML of its parts, parted by
/// zero bytes, so that a fuzzer reaches what stands behind the unpacking.
pub fn word(bytes: &[u8]) {
    let packed = (!bytes.starts_with(b"PK")).then(|| packed(bytes));
    let bytes = packed.as_deref().unwrap_or(bytes);
    let Ok(word) = docx::read(bytes, &docx::Limits::default()) else { return };
    if let Ok(source) = Source::from_extract("fuzz.docx", Extract::of_word(&word)) {
        judged(&source);
    }
}

/// A package of these parts; nothing where it cannot be put together.
fn packed(parts: &[u8]) -> Vec<u8> {
    const NAMES: [&str; 4] = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/comments.xml"];
    let texts = parts.split(|byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into_owned());
    let parts: Vec<(String, String)> = NAMES.iter().map(|name| (*name).to_owned()).zip(texts).collect();
    docx::zipped(&parts).unwrap_or_default()
}

/// A tagged PDF: its objects, the content of its pages and its structure tree.
pub fn tagged(bytes: &[u8]) {
    let _ = Extract::of_tagged(bytes, &Extract::of_pages("Stage  Amount\nDesign and build  £5\n"));
}

/// Akoma Ntoso.
pub fn akoma(bytes: &[u8]) {
    if let Ok(xml) = std::str::from_utf8(bytes) {
        let _ = akoma::read(xml, &akoma::Reading { origin: "fuzz".to_owned(), document: None });
    }
}

/// A Section as text, and the markup.
pub fn section_text(bytes: &[u8]) {
    if let Ok(source) = Source::from_bytes("fuzz.txt", bytes) {
        let _ = section::of_text(&source, None, "fuzz");
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(documents) = markup::parse_documents(text, "fuzz") {
        for document in &documents {
            let printed = markup::print(document);
            let again = markup::parse(&printed, "fuzz").expect("what is printed is read again");
            assert_eq!(markup::print(&again), printed, "what is printed reads back as itself");
        }
    }
}

/// A published legal text as amendments.
pub fn manuscript(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes("fuzz.txt", bytes) else { return };
    let (facts, _) =
        papers::read::legal_text::read(&source.lines(), &papers::read::legal_text::LegalTextContext::default());
    let _ = papers::manuscript::manuscript(&facts, None);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = instructions::parse(text);
    }
}

/// References to provisions: each stands where it says.
pub fn references(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for reference in references::find(text) {
        assert!(text.get(reference.range.clone()).is_some(), "{:?} is no part of the text", reference.range);
    }
}

/// A scenario.
pub fn scenario(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Scenario::read(text, "code-manager");
    }
}

/// A form that settles findings.
pub fn settle(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = settle::read("fuzz.toml", text);
    }
}
