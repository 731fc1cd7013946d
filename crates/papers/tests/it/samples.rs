//! The documents of our own, whole.

use serde_json::json;

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

#[test]
fn the_modification_report_is_read_whole() {
    whole("modification-report");
}
