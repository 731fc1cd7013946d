//! The reader of legal texts against whole documents: our own samples, word for word, and the published ones where they
//! are there, with prose kept as line span and SHA-256 only. `ENACT_ACCEPT=1` writes what is expected anew; look at
//! every line of the difference before keeping it.

#![cfg(test)]

#[path = "legal_text/roundtrip.rs"]
mod roundtrip;

use std::path::{Path, PathBuf};

use papers::facts::{Clause, Definition, Item, LegalText, Placed};
use papers::finding::{Finding, Level};
use papers::read::legal_text::{LegalTextContext, read};
use papers::source::Source;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read_text(text: &str) -> (LegalText, Vec<Finding>) {
    let source = Source::from_bytes("legal-text.txt", text.as_bytes()).unwrap();
    read(&source.lines(), &LegalTextContext::default())
}

/// Compares with a file of `golden`, or writes it.
fn expect(name: &str, found: &Value) {
    let path = root().join("golden").join(name);
    let found = format!("{}\n", serde_json::to_string_pretty(found).unwrap());
    if std::env::var_os("ENACT_ACCEPT").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).position(|(left, right)| left != right);
    let line = differs.unwrap_or_else(|| expected.lines().count().min(found.lines().count())) + 1;
    assert!(expected == found, "{} differs from what was read, first on its line {line}", path.display());
}

/// Findings without their messages: rule, place and figures.
fn findings(found: &[Finding]) -> Value {
    let brief = |finding: &Finding| {
        assert_eq!(finding.level, Level::Note, "damage is never more than a note: {}", finding.message);
        json!({ "rule": finding.rule, "lines": [finding.line, finding.end_line], "values": finding.values })
    };
    found.iter().map(brief).collect()
}

/// S1-008, S1-009, S1-011, S1-012, S1-013, S1-014, S1-015, S1-017, S1-018, S1-019: version and date from the foot of a
/// page, instructions, marks of omission, lost deletions, labels apart, noise set aside, an attachment named and
/// absent.
#[test]
fn our_scanned_sample_is_read_whole() {
    let text = std::fs::read_to_string(root().join("golden/papers/legal-text-scanned.txt")).unwrap();
    let (facts, found) = read_text(&text);
    expect("papers/legal-text-scanned.expected.json", &json!({ "facts": facts, "findings": findings(&found) }));
}

/// S2-071, S2-073, S2-074, S2-082: an annex with its own version and base; neighbours are context and no additions.
#[test]
fn our_clean_sample_is_read_whole_and_has_no_damage() {
    let text = std::fs::read_to_string(root().join("golden/papers/legal-text-clean.txt")).unwrap();
    let (facts, found) = read_text(&text);
    assert_eq!(found, []);
    expect("papers/legal-text-clean.expected.json", &json!({ "facts": facts, "findings": [] }));
}

/// The text of a published document, or nothing where the documents are not there and are not asked for.
fn seed(start: &str) -> Option<String> {
    let folder = root().join("../shared/seeds");
    let found = std::fs::read_dir(&folder).ok().and_then(|files| {
        let mut paths = files.filter_map(|file| Some(file.ok()?.path()));
        paths.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
    });
    if found.is_none() {
        let required = std::env::var("ENACT_REQUIRE_SEEDS").is_ok_and(|value| value == "1");
        assert!(!required, "{} holds no document {start}, and ENACT_REQUIRE_SEEDS=1 asks for it", folder.display());
        eprintln!("skipped: no seeds");
    }
    Some(std::fs::read_to_string(found?).unwrap())
}

fn hash(text: &str) -> String {
    let normal = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(normal.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn prose(text: &Placed<String>) -> Value {
    json!({ "lines": [text.line, text.end_line], "sha256": hash(&text.value) })
}

fn reduced_items(items: &[Item]) -> Value {
    let reduce = |item: &Item| {
        json!({
            "label": item.label, "text": prose(&item.text), "items": reduced_items(&item.items),
            "tail": item.tail.as_deref().map(hash), "elided": item.elided,
        })
    };
    items.iter().map(reduce).collect()
}

fn reduced_clause(clause: &Clause) -> Value {
    json!({
        "number": clause.number, "document": clause.document, "change": clause.change, "heading": clause.heading,
        "text": prose(&clause.text), "items": reduced_items(&clause.items),
        "tail": clause.tail.as_deref().map(hash), "elided": clause.elided, "lost": clause.lost,
    })
}

fn reduced_definition(definition: &Definition) -> Value {
    json!({
        "term": definition.term, "lines": [definition.term.line, definition.term.end_line],
        "change": definition.change, "pointer": definition.pointer,
        "text": definition.text.as_deref().map(hash), "items": reduced_items(&definition.items),
    })
}

/// What was read with each sentence replaced by its lines and its hash; figures, dates, names, headings and defined
/// terms stay.
fn reduced(facts: &LegalText, found: &[Finding]) -> Value {
    let mut findings = findings(found);
    for finding in findings.as_array_mut().unwrap() {
        if let Some(note) = finding["values"].get_mut("footnote") {
            *note = hash(note.as_str().unwrap()).into();
        }
    }
    json!({
        "modification": facts.modification, "version": facts.version, "date": facts.date, "base": facts.base,
        "documents": facts.documents, "instructions": facts.instructions,
        "definitions": facts.definitions.iter().map(reduced_definition).collect::<Value>(),
        "clauses": facts.clauses.iter().map(reduced_clause).collect::<Value>(),
        "findings": findings,
    })
}

/// S1-007, S1-008, S1-012, S1-013, S1-014, S1-017, S1-023, S1-024, S1-028, S1-029, S1-031, S1-032, S1-033, S1-059,
/// S1-145: the text of SECMP0049.
#[test]
fn the_published_scanned_legal_text_is_read_whole() {
    let Some(text) = seed("001_") else { return };
    let (facts, found) = read_text(&text);
    expect("seeds/001_legal-text.expected.json", &reduced(&facts, &found));
    nothing_of_the_margin(&facts);
}

/// S2-071, S2-072, S2-073, S2-074, S2-075, S2-076, S2-077, S2-078, S2-079, S2-080, S2-081, S2-082: Annex A of MP167B.
#[test]
fn the_annex_of_the_published_report_is_read_whole() {
    let Some(text) = seed("002_") else { return };
    let source = Source::from_bytes("report.txt", text.as_bytes()).unwrap();
    let lines = source.lines();
    let annex = |letter: &str| lines.iter().rposition(|line| line.trimmed() == format!("Annex {letter}")).unwrap();
    let context = LegalTextContext { modification: Some("MP167B".to_owned()), ..LegalTextContext::default() };
    let (facts, found) = read(&lines.range(annex("A"), annex("B")), &context);
    assert_eq!(found, []);
    expect("seeds/002_annex-a.expected.json", &reduced(&facts, &found));
}

/// No furniture, logo or balloon is left in the words of a clause.
fn nothing_of_the_margin(facts: &LegalText) {
    let words = serde_json::to_string(facts).unwrap();
    for margin in ["Gemser", "Dele", "- Draft", "0049 ", "Page ", "©", "Fenchurch", "Legal Text", "i;.", "@"] {
        assert!(!words.contains(margin), "“{margin}” is left in the text");
    }
}

#[test]
fn a_legal_text_without_instructions_says_so() {
    let (facts, found) = read_text("Legal text\n\nNothing is changed by MP901.\n");
    assert!(facts.clauses.is_empty() && facts.definitions.is_empty());
    assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["EN001"]);
}

/// S1-009: what is not under its instruction is no change.
#[test]
fn what_stands_under_an_instruction_of_another_kind_is_not_taken_for_a_change() {
    let head = "Changes for MP901\n\nSection H ‘Berths’\n\n";
    let amended = "Amend Section H4.8 as follows:\n\nH4.8 The Board shall keep a list.\n\n";
    let (facts, found) =
        read_text(&format!("{head}Delete Section H4.7 as follows:\n\nH4.7 The Board sails.\n\n{amended}"));
    let numbers = facts.clauses.iter().filter_map(|clause| Some(clause.number.as_ref()?.value.as_str()));
    assert_eq!(numbers.collect::<Vec<_>>(), ["H4.8"]);
    assert_eq!(found.iter().map(|finding| (finding.rule, finding.line)).collect::<Vec<_>>(), [("EN001", 5)]);
    assert_eq!(read_text(&format!("{head}{amended}")).1, []);
}

#[test]
fn a_text_cut_off_anywhere_is_read_as_far_as_it_goes() {
    let text = std::fs::read_to_string(root().join("golden/papers/legal-text-scanned.txt")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut clauses = 0;
    for end in (1..=lines.len()).rev().step_by(7).collect::<Vec<_>>().into_iter().rev() {
        let (facts, _) = read_text(&format!("{}\n", lines[..end].join("\n")));
        assert!(facts.clauses.len() + 1 >= clauses, "a clause read from fewer lines is lost at line {end}");
        clauses = facts.clauses.len();
    }
    assert_eq!(clauses, 8);
}
