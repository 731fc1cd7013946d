//! Facts with every prose text replaced by its line span and SHA-256, so that what is expected of a document that is
//! not ours can be kept without its sentences.

use papers::facts::{Consultation, Facts, LegalText, ModificationReport, Placed, ReleaseDocument};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The reduced form.
pub(crate) fn reduced(facts: &Facts) -> Value {
    let mut value = json!(facts);
    match facts {
        Facts::ReleaseImplementationDocument(release) => release_document(&mut value, release),
        Facts::ModificationReport(report) => modification_report(&mut value, report),
        Facts::LegalText(text) => legal_text(&mut value, text),
        Facts::Process(_) => {}
    }
    value
}

/// Line span and SHA-256 of a text whose white space is levelled.
fn prose(line: usize, end_line: usize, text: &str) -> Value {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let digest = Sha256::digest(text.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({ "lines": [line, end_line], "sha256": hex })
}

fn placed(text: &Placed<String>) -> Value {
    prose(text.line, text.end_line, &text.value)
}

fn within<T>(place: &Placed<T>, text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| prose(place.line, place.end_line, text))
}

fn release_document(value: &mut Value, release: &ReleaseDocument) {
    for (at, summary) in release.participant_impacts.summaries.iter().enumerate() {
        let points: Vec<Value> = summary.points.iter().map(|point| within(&summary.participant, Some(point))).collect();
        value["participant_impacts"]["summaries"][at]["points"] = json!(points);
    }
    for (at, row) in release.timetable.iter().enumerate() {
        value["timetable"][at]["event"] = placed(&row.event);
        value["timetable"][at]["notes"] = within(&row.event, row.notes.as_ref());
    }
    let criteria = &release.acceptance_criteria;
    for (name, list) in [("operational", &criteria.operational), ("testing", &criteria.testing)] {
        for (at, criterion) in list.iter().enumerate() {
            value["acceptance_criteria"][name][at]["text"] = placed(&criterion.text);
        }
    }
    for (at, row) in release.history.iter().enumerate() {
        value["history"][at]["changes"] = within(&row.version, Some(&row.changes));
    }
}

fn modification_report(value: &mut Value, report: &ModificationReport) {
    for (at, row) in report.timetable.iter().enumerate() {
        value["timetable"][at]["event"] = placed(&row.event);
    }
    if let Some(consultation) = &report.consultation {
        answers(&mut value["consultation"], consultation);
    }
    if let Some(text) = &report.legal_text {
        legal_text(&mut value["legal_text"], text);
    }
}

fn answers(value: &mut Value, consultation: &Consultation) {
    for (at, question) in consultation.questions.iter().enumerate() {
        let value = &mut value["questions"][at];
        value["text"] = placed(&question.text);
        for (at, response) in question.responses.iter().enumerate() {
            value["responses"][at]["rationale"] = within(&response.respondent, response.rationale.as_ref());
        }
    }
}

/// The words of a legal text have the place of the provision that they stand in.
fn legal_text(value: &mut Value, text: &LegalText) {
    for (at, definition) in text.definitions.iter().enumerate() {
        hash_words(&mut value["definitions"][at], definition.term.line, definition.term.end_line);
    }
    for (at, clause) in text.clauses.iter().enumerate() {
        hash_words(&mut value["clauses"][at], clause.text.line, clause.text.end_line);
    }
}

fn hash_words(value: &mut Value, line: usize, end_line: usize) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "text" || name == "tail" => *member = prose(line, end_line, text),
                    Value::Object(_) | Value::Array(_) => hash_words(member, line, end_line),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| hash_words(entry, line, end_line)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
