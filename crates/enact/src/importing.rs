//! Importing published papers: what a document says becomes an act that anybody can follow back to its place in the file.
//!
//! Nothing is guessed. What the paper does not say, and the register must know, a person says in the form of [`settle`].

pub mod facts;
pub mod settle;

use papers::finding::{Finding, Level};
use papers::source::Source;
use procedure::act::{ImportPaper, ImportedProposal, ImportedRelease, PaperPlace};
use procedure::names::Stage;
use procedure::{Register, Rulebook};

/// A paper that was read and is not imported yet.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The act, still without what has to be settled.
    pub act: ImportPaper,
    /// What is wrong in the paper, with its place.
    pub findings: Vec<(Finding, PaperPlace)>,
    /// The proposals that the register does not hold yet.
    pub proposals: Vec<Candidate>,
    /// The releases that the register does not hold yet.
    pub releases: Vec<ImportedRelease>,
    /// The words as they were read, where the file is no plain text.
    pub words: Option<String>,
}

/// A proposal that could be taken over.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// It, as the paper shows it.
    pub proposal: ImportedProposal,
    /// Where it stands, where the paper says so.
    pub stage: Option<Stage>,
}

/// A document that was read and checked.
pub struct Checked<'a> {
    /// The name of its file, without its folder.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its words.
    pub source: &'a Source,
    /// Whether the file is a plain text.
    pub is_text: bool,
    /// What it says.
    pub facts: &'a papers::facts::Facts,
    /// The kind it was read as.
    pub kind: &'a str,
    /// What is wrong in it.
    pub findings: Vec<Finding>,
}

/// What would be imported of a document into a register.
#[must_use]
pub fn prepare(checked: &Checked<'_>, rulebook: &Rulebook, register: &Register) -> Prepared {
    let told = facts::told(checked.facts, checked.source, rulebook, register);
    let words = (!checked.is_text).then(|| words_of(checked.source));
    let sha256 = ledger::sha256(checked.bytes);
    let title = told.title.clone().unwrap_or_else(|| checked.file.to_owned());
    let act = ImportPaper {
        id: id_of(checked.kind, &told, &sha256, register),
        file: checked.file.to_owned(),
        bytes: checked.bytes.len() as u64,
        words_sha256: words.as_ref().map(|words| ledger::sha256(words.as_bytes())),
        sha256,
        kind: checked.kind.to_owned(),
        title: title.chars().take(200).collect(),
        version: told.version,
        date: told.date,
        class: told.class,
        settled: Vec::new(),
        facts: told.facts,
        releases: Vec::new(),
        proposals: Vec::new(),
    };
    let place = |finding: &Finding| facts::place(checked.source, finding.line, finding.end_line);
    // The register does not know what this very paper brings.
    let brings = |number: &str| told.proposals.iter().any(|one| one.proposal.number.eq_ignore_ascii_case(number));
    let is_news = |finding: &&Finding| {
        let number = finding.values.get("id").and_then(|value| value.as_str());
        finding.rule != "EN109" || finding.level == Level::Error || !number.is_some_and(brings)
    };
    let findings: Vec<_> =
        checked.findings.iter().filter(is_news).map(|finding| (finding.clone(), place(finding))).collect();
    Prepared { act, findings, proposals: told.proposals, releases: told.releases, words }
}

impl Prepared {
    /// The findings that a person has to settle: those of level error.
    pub fn to_settle(&self) -> impl Iterator<Item = &(Finding, PaperPlace)> {
        self.findings.iter().filter(|(finding, _)| finding.level == Level::Error)
    }
}

/// The words of a source, a line each.
#[must_use]
pub fn words_of(source: &Source) -> String {
    let mut words = String::new();
    for line in source.lines() {
        words.push_str(&line.text);
        words.push('\n');
    }
    words
}

/// The id of a paper: what it is of, its kind and version; the beginning of its hash where that is taken.
fn id_of(kind: &str, told: &facts::Told, sha256: &str, register: &Register) -> String {
    let parts = [told.subject.as_deref(), Some(kind), told.version.as_deref()];
    let id = parts.into_iter().flatten().map(facts::slug).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let id: String = id.chars().take(66).collect();
    if register.imported(&id).is_none() {
        return id;
    }
    format!("{id}-{}", sha256.get(..8).unwrap_or_default())
}
