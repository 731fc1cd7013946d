//! What is wrong in a document that a reader gives: checked as `enact check` does it, and forgotten.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use papers::checks::{self, Base, Paper};
use papers::finding::{Finding, Level};
use papers::source::Source;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::drafting;
use crate::paths::Place;
use crate::reader::Reader;
use crate::server::{Stop, Visit, json_answer, page};
use crate::web::pages::{CheckPage, CheckedDocument, CheckedFinding, WordLine, WordNote};
use crate::web::{FieldError, Tag, Tone};
use crate::wording::{capital, counted};

/// The most lines of the text that are shown; of a longer one those with findings.
const MOST_LINES: usize = 5_000;

/// How many documents are opened at once; more wait.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// How long a document waits for those before it.
const PATIENCE: Duration = Duration::from_secs(15);

/// The page before anything was sent.
pub(super) fn fresh(visit: &Visit) -> CheckPage {
    CheckPage {
        frame: visit.frame(None, Vec::new()),
        to: visit.at(Place::Check { as_json: false }),
        words: String::new(),
        errors: Vec::new(),
        document: None,
    }
}

/// A document that was sent: what is wrong in it, beside its words, or as data.
pub(crate) async fn posted(visit: &Visit, headers: &HeaderMap, body: &Bytes, as_data: bool) -> Result<Response, Stop> {
    let (picked, upload) = drafting::sent(headers, body).await?;
    let as_data = as_data || picked.first("as") == Some("json");
    let typed = picked.first("words").unwrap_or_default().to_owned();
    let (name, bytes) = match &upload {
        Some(upload) => (upload.name().to_owned(), upload.bytes().clone()),
        None => ("pasted text".to_owned(), Bytes::from(typed.clone().into_bytes())),
    };
    let wrong = |sentence: String| -> Result<Response, Stop> {
        if as_data {
            return Err(Stop::BadRequest(sentence));
        }
        let input = if upload.is_some() { "file" } else { "words" };
        let mut shown = fresh(visit);
        shown.words.clone_from(&typed);
        shown.errors = vec![FieldError { input: input.to_owned(), words: crate::server::sentence(&sentence) }];
        page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return wrong("choose a file, or paste the text of a document".to_owned());
    }
    let judged = judge(visit, name, bytes).await?;
    let (source, kind, findings) = match judged {
        Ok(judged) => judged,
        Err(sentence) => return wrong(sentence),
    };
    if as_data {
        return Ok(json_answer(StatusCode::OK, &as_json(&source, kind, &findings)));
    }
    let mut shown = fresh(visit);
    shown.document = Some(document(&source, kind, &findings));
    page(StatusCode::OK, &shown)
}

type Judged = (Source, &'static str, Vec<Finding>);

/// Reads and checks a document, aside from other readers; what cannot be read is a sentence.
async fn judge(visit: &Visit, name: String, bytes: Bytes) -> Result<Result<Judged, String>, Stop> {
    let busy = || Stop::NotNow("other documents are being checked just now; try again in a minute".to_owned());
    let turn = tokio::time::timeout(PATIENCE, AT_ONCE.acquire()).await.map_err(|_| busy())?;
    let turn = turn.map_err(|_| busy())?;
    let (rulebook, register) = (Arc::clone(&visit.rulebook), Arc::clone(&visit.register));
    let judged = tokio::task::spawn_blocking(move || {
        let reader = Reader::own().map_err(|error| error.to_string())?;
        let source = reader.source(&name, &bytes).map_err(|error| error.to_string())?;
        let reading = papers::read::read(&source).map_err(|error| error.to_string())?;
        let papers = [Paper::new(&source, reading)];
        let found = checks::check(&papers, Base::of(&rulebook).with_register(&register));
        let found = found.into_iter().next().ok_or_else(|| "the document could not be checked".to_owned())?;
        Ok((source, found.kind, found.findings))
    });
    let judged = judged.await.map_err(|error| Stop::Failed(error.to_string()));
    drop(turn);
    judged
}

/// The answer of `enact check --format json`.
fn as_json(source: &Source, kind: &str, findings: &[Finding]) -> Value {
    let findings: Vec<_> = findings.iter().map(|finding| finding.located(source)).collect();
    json!({ "files": [{ "path": source.path, "kind": kind, "findings": findings }] })
}

fn document(source: &Source, kind: &str, findings: &[Finding]) -> CheckedDocument {
    let mut notes: BTreeMap<usize, Vec<WordNote>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        let words = format!("{} {}: {}", finding.rule, finding.name, finding.message);
        let note = WordNote::finding(words).leading_to(anchor(index));
        notes.entry(finding.line).or_default().push(note);
    }
    let lines = source.lines();
    let texts = lines.iter().map(|line| line.text.as_str());
    CheckedDocument {
        file: source.path.clone(),
        kind: kind.replace('-', " "),
        counts: counts(findings),
        findings: findings.iter().enumerate().map(|(index, finding)| line(source, index, finding)).collect(),
        lines: WordLine::those(texts, MOST_LINES, |number| notes.remove(&number).unwrap_or_default()),
    }
}

fn anchor(index: usize) -> String {
    format!("finding-{}", index + 1)
}

fn line(source: &Source, index: usize, finding: &Finding) -> CheckedFinding {
    let check = checks::all().iter().find(|check| check.rule == finding.rule);
    let place = source.place_at(finding.line, finding.column).words();
    let line = format!("line {}", finding.line);
    CheckedFinding {
        id: anchor(index),
        level: Tag::new(capital(finding.level.word()), tone(finding.level)),
        rule: finding.rule.to_owned(),
        name: finding.name.to_owned(),
        place: place.map_or_else(|| line.clone(), |place| format!("{place}, {line}")),
        line: finding.line,
        message: finding.message.clone(),
        related: finding.related.iter().map(|one| (one.line, one.message.clone())).collect(),
        fix: finding.fix.clone(),
        about: check.map(|check| format!("{} {}", check.explain.looks_for, check.explain.why)),
    }
}

fn tone(level: Level) -> Tone {
    match level {
        Level::Error => Tone::Stopped,
        Level::Warning => Tone::Open,
        Level::Note => Tone::Quiet,
    }
}

/// How many of each level: `2 errors, 1 warning and 4 notes`.
fn counts(findings: &[Finding]) -> String {
    let of = |level: Level| counted(findings.iter().filter(|finding| finding.level == level).count(), level.word());
    if findings.is_empty() {
        return "Nothing was found.".to_owned();
    }
    format!("{}, {} and {}.", of(Level::Error), of(Level::Warning), of(Level::Note))
}
