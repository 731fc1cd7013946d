//! The documents of every Code read, and printed back as they stand.

use std::fs;

use legaltext::markup;

use crate::scenarios::{root, walk};

#[test]
fn the_documents_of_every_code_read_back_as_they_stand() {
    let mut read = 0;
    for path in walk(&root().join("codes")).iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let text = fs::read_to_string(path).unwrap();
        let document = markup::parse(&text, "test").unwrap_or_else(|errors| panic!("{}: {errors:?}", path.display()));
        assert_eq!(markup::print(&document), text, "{}", path.display());
        read += 1;
    }
    assert!(read > 20, "only {read} documents were found");
}
