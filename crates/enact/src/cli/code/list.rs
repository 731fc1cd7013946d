//! `enact code list [CODE]`

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use legaltext::{Document, DocumentId, Hash};
use procedure::Register;
use serde_json::{Value, json};

use crate::cli::editions::{Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Lists the documents of each Code, their versions with the days they are in force, and how much of their words is held.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code list sec")]
pub(super) struct List {
    /// One Code; all of them without it.
    code: Option<String>,
    #[command(flatten)]
    source: Source,
}

/// A document while its words stayed the same.
struct Stretch {
    version: Option<String>,
    hash: Hash,
    from: Date,
    /// The first day on which it read otherwise or was no longer there.
    until: Option<Date>,
}

/// A document through its editions.
struct Listed {
    id: DocumentId,
    title: String,
    stretches: Vec<Stretch>,
    provisions: usize,
    held: usize,
}

impl List {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let ids = registers.ids()?;
        let chosen = match &self.code {
            Some(code) if ids.contains(&code.to_ascii_lowercase()) => vec![code.to_ascii_lowercase()],
            Some(code) => {
                let ids = ids.join(", ");
                return Err(Failure::new(format!("there is no Code `{code}`; the Codes are {ids}")));
            }
            None => ids,
        };
        let mut rows = Vec::new();
        for code in chosen {
            let kept = registers.of(&code)?;
            let about = kept.rulebook.code();
            let documents = listed(&kept.register);
            if output.is_human() {
                let held = if about.words_held { "" } else { " (numbers and headings; its words are not held here)" };
                output.line(&format!("{code}: {}{held}", about.title))?;
                for document in &documents {
                    output.line(&document.line())?;
                }
                continue;
            }
            let editions: Vec<Value> = kept
                .register
                .editions()
                .map(|(from, edition)| json!({ "from": from, "hash": edition.hash() }))
                .collect();
            let documents: Vec<Value> = documents.iter().map(Listed::data).collect();
            rows.push(json!({ "code": code, "title": about.title, "editions": editions, "documents": documents }));
        }
        if !output.is_human() {
            output.json(&json!({ "codes": rows }))?;
        }
        Ok(Verdict::Right)
    }
}

/// Every document that an edition holds or held, in the order of the Code.
fn listed(register: &Register) -> Vec<Listed> {
    let mut found: std::collections::BTreeMap<DocumentId, Listed> = std::collections::BTreeMap::new();
    for (since, edition) in register.editions() {
        for document in edition.documents() {
            let known = found.entry(document.id().clone()).or_insert_with(|| Listed::new(document.id()));
            known.see(since, document);
        }
        for known in found.values_mut().filter(|known| edition.document(&known.id).is_none()) {
            known.end(since);
        }
    }
    found.into_values().collect()
}

impl Listed {
    fn new(id: &DocumentId) -> Self {
        Self { id: id.clone(), title: String::new(), stretches: Vec::new(), provisions: 0, held: 0 }
    }

    fn see(&mut self, since: Date, document: &Document) {
        let version = document.version().map(str::to_owned);
        let last = self.stretches.last();
        if last.is_some_and(|last| last.until.is_none() && last.hash == document.hash() && last.version == version) {
            return;
        }
        self.end(since);
        self.stretches.push(Stretch { version, hash: document.hash(), from: since, until: None });
        document.title().clone_into(&mut self.title);
        (self.provisions, self.held) = (0, 0);
        document.each(&mut |_, provision| {
            self.provisions += 1;
            self.held += usize::from(provision.is_held());
        });
    }

    fn end(&mut self, day: Date) {
        if let Some(last) = self.stretches.last_mut().filter(|last| last.until.is_none()) {
            last.until = Some(day);
        }
    }

    fn line(&self) -> String {
        let versions: Vec<String> = self.stretches.iter().map(Stretch::words).collect();
        let until = match self.stretches.last().and_then(|last| last.until) {
            Some(day) => format!(" until {day}"),
            None => String::new(),
        };
        let held = match (self.held, self.provisions) {
            (held, all) if held == all => format!("{all} provisions, all held"),
            (held, all) => format!("{held} of {all} provisions held"),
        };
        format!("  {:<14} {} ({}{until}; {held})", self.id.to_string(), self.title, versions.join(", "))
    }

    fn data(&self) -> Value {
        let versions: Vec<Value> = self
            .stretches
            .iter()
            .map(|one| json!({ "version": one.version, "from": one.from, "until": one.until, "hash": one.hash }))
            .collect();
        json!({
            "document": self.id,
            "printed": self.id.printed(),
            "title": self.title,
            "versions": versions,
            "provisions": self.provisions,
            "held": self.held,
        })
    }
}

impl Stretch {
    fn words(&self) -> String {
        match &self.version {
            Some(version) => format!("{version} from {}", self.from),
            None => format!("from {}", self.from),
        }
    }
}
