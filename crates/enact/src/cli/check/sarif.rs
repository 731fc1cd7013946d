//! Findings as SARIF 2.1.0 (OASIS), the form in which editors and code hosts take what a checking program found.

use papers::checks::{self, Explained, FileFindings};
use papers::finding::{Finding, Level, Related};
use papers::source::Source;
use serde_json::{Value, json};

use super::chosen::Chosen;

/// The SARIF log of one run. `unread` holds a sentence for each file that could not be read.
pub(super) fn log(found: &[FileFindings], sources: &[Source], chosen: &Chosen, unread: &[String]) -> Value {
    let rules: Vec<Explained> = checks::explained().filter(|one| chosen.holds(one.rule)).collect();
    let files: Vec<&str> = found.iter().map(|file| file.path.as_str()).collect();
    let results: Vec<Value> = found
        .iter()
        .zip(sources)
        .flat_map(|(file, source)| file.findings.iter().map(|finding| result(finding, file, source, &rules, &files)))
        .collect();
    let failed: Vec<Value> =
        unread.iter().map(|sentence| json!({ "level": "error", "message": { "text": sentence } })).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "enact check",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "en-GB",
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "language": "en-GB",
            // A column counts characters, as everywhere in Enact.
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": failed.is_empty(), "toolExecutionNotifications": failed }],
            "artifacts": found.iter().map(artifact).collect::<Vec<_>>(),
            "results": results,
        }],
    })
}

fn artifact(file: &FileFindings) -> Value {
    json!({ "location": { "uri": uri(&file.path) }, "encoding": "UTF-8", "properties": { "kind": file.kind } })
}

fn rule(one: &Explained) -> Value {
    let example = |text: &str| text.trim_matches('\n').to_owned();
    let (wrong, right) = (example(one.explain.wrong), example(one.explain.right));
    let help = format!("{}\n\n{}", one.explain.looks_for, one.explain.why);
    // A fence longer than any in the example, so that no example ends it.
    let markdown =
        format!("{help}\n\nWrong:\n\n``````text\n{wrong}\n``````\n\nRight:\n\n``````text\n{right}\n``````\n");
    json!({
        "id": one.rule,
        "name": one.name,
        "shortDescription": { "text": one.name.replace('-', " ") },
        "fullDescription": { "text": one.explain.looks_for },
        "help": { "text": format!("{help}\n\nWrong:\n{wrong}\n\nRight:\n{right}\n"), "markdown": markdown },
        "defaultConfiguration": { "level": level(one.level) },
    })
}

fn result(finding: &Finding, file: &FileFindings, source: &Source, rules: &[Explained], files: &[&str]) -> Value {
    let text = match &finding.fix {
        Some(fix) => format!("{} {fix}", finding.message),
        None => finding.message.clone(),
    };
    let related = finding.related.iter().enumerate().map(|(id, place)| related(id, place, file, files));
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.level),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact_location(&file.path, files),
            "region": region(finding, source),
        } }],
        "relatedLocations": related.collect::<Vec<_>>(),
        "properties": { "values": finding.values, "fix": finding.fix },
    });
    if let (Some(index), Some(result)) = (rules.iter().position(|one| one.rule == finding.rule), result.as_object_mut())
    {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    result
}

/// The lines of a finding. Without an end column the region goes to the end of its last line.
fn region(finding: &Finding, source: &Source) -> Value {
    let line = finding.line.checked_sub(1).and_then(|index| source.lines().get(index));
    let mut region = json!({ "startLine": finding.line.max(1), "endLine": finding.end_line.max(finding.line).max(1) });
    if let (Some(line), Some(region)) = (line, region.as_object_mut()) {
        region.insert("startColumn".to_owned(), json!(finding.column.max(1)));
        region.insert("snippet".to_owned(), json!({ "text": line.text }));
    }
    region
}

fn related(id: usize, place: &Related, file: &FileFindings, files: &[&str]) -> Value {
    let path = place.path.as_deref().unwrap_or(&file.path);
    json!({
        "id": id,
        "physicalLocation": {
            "artifactLocation": artifact_location(path, files),
            "region": { "startLine": place.line.max(1) },
        },
        "message": { "text": place.message },
    })
}

fn artifact_location(path: &str, files: &[&str]) -> Value {
    match files.iter().position(|file| *file == path) {
        Some(index) => json!({ "uri": uri(path), "index": index }),
        None => json!({ "uri": uri(path) }),
    }
}

fn level(level: Level) -> &'static str {
    level.word()
}

/// A path as a URI reference (RFC 3986): an absolute one with its scheme, others relative to where the program runs.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri_reference() {
        assert_eq!(uri("papers/my report.txt"), "papers/my%20report.txt");
        assert_eq!(uri("/tmp/£.txt"), "file:///tmp/%C2%A3.txt");
        assert_eq!(uri("a:b.txt"), "a%3Ab.txt");
    }
}
