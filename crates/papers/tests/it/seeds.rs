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

/// S4-001, S4-003, S4-009, S4-010, S4-011, S4-015, S4-021, S4-022, S4-025, S4-027, S4-028, S4-029, S4-030, S4-031,
/// S4-032, S4-033, S4-034, S4-035, S4-036, S4-037, S4-038, S4-039, S4-040, S4-041, S4-042, S4-043, S4-044, S4-045,
/// S4-046, S4-047, S4-048, S4-049, S4-050, S4-051, S4-052, S4-053, S4-054, S4-055, S4-056, S4-057, S4-058, S4-059,
/// S4-060, S4-061, S4-062, S4-063, S4-070, S4-100, S4-101, S4-102, S4-107, S4-130, S4-132, S4-133, S4-134,
/// S4-135, S4-136, S4-137, S4-138, S4-139, S4-142: what the document says, cell by cell.
#[test]
fn the_june_2020_release_implementation_document() {
    equals_its_document("004_df2bb0bcfdcfc951");
}

/// S2-001, S2-002, S2-003, S2-009, S2-019, S2-030, S2-035, S2-040, S2-043, S2-044, S2-054, S2-055, S2-057, S2-059,
/// S2-060, S2-061, S2-062, S2-063, S2-070, S2-113, S2-114, S2-115, S2-116, S2-117, S2-118, S2-119, S2-120,
/// S2-121, S2-122, S2-123, S2-124, S2-125, S2-129: what the report and its annexes say, answer by answer.
#[test]
fn the_mp167b_modification_report() {
    equals_its_document("002_00a04fe89968228d");
}
