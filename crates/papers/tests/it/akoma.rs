//! Akoma Ntoso out and in: valid against the published schema, and back without a loss.

mod amending;
mod foreign;
mod random;
mod schema;
mod shown;

use legaltext::{Document, DocumentId, Edition, markup};
use papers::akoma::{self, Meta, Organisation, Reading};
use proptest::prelude::*;

use crate::root;

fn meta() -> Meta {
    Meta {
        title: "Specimen Code".into(),
        country: "gb".into(),
        begins: "2020-01-01".parse().unwrap(),
        in_force: "2024-02-29".parse().unwrap(),
        written: "2024-03-01".parse().unwrap(),
        publisher: Organisation { id: "code-administrator".into(), name: "Code Administrator".into() },
        changes: Vec::new(),
    }
}

/// The edition that the project carries for a Code.
fn carried(code: &str) -> Edition {
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(root().join("codes").join(code).join("text")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        documents.extend(markup::parse_documents(&text, code).unwrap());
    }
    Edition::new(code, documents)
}

fn written(edition: &Edition, id: &DocumentId) -> String {
    akoma::write_document(edition, id, &meta()).unwrap()
}

/// A document of some clauses in the markup.
fn edition_of(text: &str) -> Edition {
    Edition::new("specimen", markup::parse_documents(text, "test").unwrap())
}

fn comes_back(edition: &Edition, document: &Document) -> Result<(), TestCaseError> {
    let xml = written(edition, document.id());
    let back = akoma::read(&xml, &Reading::from("elsewhere"));
    let back = back.map_err(|error| TestCaseError::fail(format!("{error}\n{xml}")))?;
    prop_assert_eq!(&back.losses, &[], "{}", xml);
    let [read] = back.documents.as_slice() else { return Err(TestCaseError::fail("not one document")) };
    prop_assert_eq!(read, document, "{}", xml);
    prop_assert_eq!(read.hash(), document.hash());
    prop_assert_eq!(written(&edition.with_document(read.clone()), read.id()), xml);
    Ok(())
}

#[test]
fn every_document_that_the_project_carries_comes_back_the_same() {
    for code in ["specimen", "sec"] {
        let edition = carried(code);
        for document in edition.documents() {
            comes_back(&edition, document).unwrap_or_else(|error| panic!("{}: {error}", document.id()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(random::cases()))]

    #[test]
    fn any_document_comes_back_the_same(edition in random::edition()) {
        for document in edition.documents() {
            comes_back(&edition, document)?;
        }
    }

    #[test]
    fn a_damaged_file_is_refused_or_read_and_never_more(edition in random::edition(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_usize), 1..6)) {
        let document = edition.documents()[0].clone();
        let mut bytes = written(&edition, document.id()).into_bytes();
        for (at, byte, what) in cuts {
            // Cut down to one byte, and that taken away, nothing is left to damage.
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.truncate(at.max(1)),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(back) = akoma::read(&text, &Reading::from("damaged")) {
            for document in &back.documents {
                let again = Edition::new("specimen", [document.clone()]);
                prop_assert!(akoma::write_document(&again, document.id(), &meta()).is_some());
            }
        }
    }
}
