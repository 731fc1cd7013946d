//! Published documents that are not in this repository: read where they are at hand.

use std::path::PathBuf;

use papers::source::Source;

use crate::reduced::reduced;

/// The document, or nothing where it is not at hand. `ENACT_REQUIRE_SEEDS=1` makes that a failure.
pub(crate) fn seed(name: &str) -> Option<Vec<u8>> {
    let path: PathBuf = crate::root().join("../shared/seeds").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let required = std::env::var("ENACT_REQUIRE_SEEDS").is_ok_and(|value| value == "1");
            assert!(!required, "{} is required and cannot be read: {error}", path.display());
            println!("skipped: no seeds");
            None
        }
    }
}

fn equals_its_document(stem: &str) {
    let Some(bytes) = seed(&format!("{stem}.txt")) else { return };
    let source = Source::from_bytes(stem, &bytes).unwrap();
    let reading = papers::read::read(&source).unwrap();
    let unread: Vec<&str> = reading
        .findings
        .iter()
        .filter(|finding| finding.rule == "EN001" || finding.rule == "EN003")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(unread, Vec::<&str>::new());
    crate::golden::compare(&crate::root().join(format!("golden/seeds/{stem}.expected.json")), &reduced(&reading.facts));
}

#[test]
fn the_june_2020_release_implementation_document() {
    equals_its_document("004_df2bb0bcfdcfc951");
}

#[test]
fn the_mp167b_modification_report() {
    equals_its_document("002_00a04fe89968228d");
}
