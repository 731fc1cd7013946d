//! The documents of our own, whole.

use serde_json::json;

const CALENDAR: &str = include_str!("../../../../codes/sec/calendar.toml");

fn whole(name: &str) {
    let folder = crate::root().join("golden/papers");
    let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    let reading = crate::read(&text);
    let findings: Vec<String> = reading
        .findings
        .iter()
        .map(|finding| format!("{} line {}: {}", finding.rule, finding.line, finding.message))
        .collect();
    assert_eq!(findings, Vec::<String>::new(), "a right document leaves nothing unread");
    let actual = json!(reading.facts);
    crate::golden::compare(&folder.join(format!("{name}.expected.json")), &actual);
}

#[test]
fn the_release_implementation_document_is_read_whole() {
    whole("release-implementation-document");
}

/// S2-114, S2-128, S2-129: a report of our own with its annexes in one file; answers stay word for word.
#[test]
fn the_modification_report_is_read_whole() {
    whole("modification-report");
}

/// A right document has nothing wrong in it: the checks find nothing in either.
#[test]
fn the_checks_find_nothing_in_them() {
    let calendar = procedure::calendar::Calendar::read(CALENDAR, "england-and-wales").unwrap();
    for name in ["release-implementation-document", "modification-report"] {
        let path = crate::root().join(format!("golden/papers/{name}.txt"));
        let source = papers::source::Source::from_bytes(name, &std::fs::read(path).unwrap()).unwrap();
        let reading = papers::read::read(&source).unwrap();
        let found = papers::checks::check(&[papers::checks::Paper::new(&source, reading)], &calendar);
        let found: Vec<String> = found
            .iter()
            .flat_map(|file| &file.findings)
            .map(|finding| format!("{} line {}: {}", finding.rule, finding.line, finding.message))
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}
