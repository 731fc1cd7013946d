//! `enact import FILE… --data DIR`

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError, SubmitOptions};
use papers::checks::{self, Base, Paper};
use papers::source::Format as FileFormat;
use procedure::act::ImportPaper;
use procedure::ruling::Outcome;
use procedure::{Act, Submission};
use serde_json::{Value, json};

use super::editions::write;
use super::{Output, Verdict, file, place, say};
use crate::failure::Failure;
use crate::importing::{self, Checked, Prepared, settle};
use crate::server::{codes_to_host, world_clock};
use crate::wording::{counted, one_line};

/// Puts what published papers say into the register, each fact with its place in the file.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact import june-2020-rid.pdf --data /var/lib/enact --write-settle settle.toml\n         \
                        enact import june-2020-rid.pdf --data /var/lib/enact --settle settle.toml"
)]
pub struct Import {
    /// The papers: texts, Word files (.docx) or PDFs with a text layer.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// The folder of the embedded database; made where it is not there.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The Code whose register the papers belong to.
    #[arg(long, default_value = "sec")]
    code: String,
    /// A form that settles the findings of one paper.
    #[arg(long, value_name = "FILE.toml", conflicts_with = "write_settle")]
    settle: Option<String>,
    /// Writes the form for one paper, to be filled in, and imports nothing.
    #[arg(long, value_name = "FILE.toml")]
    write_settle: Option<String>,
}

/// The register that is imported into.
struct Into<'a> {
    ledger: &'a Ledger,
    code: &'a str,
}

impl Import {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        if self.files.len() > 1 && (self.settle.is_some() || self.write_settle.is_some()) {
            return Err(Failure::new("a form settles one paper; give one file with --settle or --write-settle"));
        }
        let url = self.url()?;
        super::runtime()?.block_on(async {
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            for files in codes_to_host(codes)? {
                ledger.host(Arc::new(files.rulebook()?)).await.map_err(failed)?;
            }
            let into = Into { ledger: &ledger, code: &self.code };
            let (mut rows, mut verdict) = (Vec::new(), Verdict::Right);
            for path in &self.files {
                let done = self.one(path, &into, output).await?;
                if done.get("imported") == Some(&json!(false)) && self.write_settle.is_none() {
                    verdict = Verdict::Wrong;
                }
                rows.push(done);
            }
            if !output.is_human() {
                output.json(&json!({ "files": rows }))?;
            }
            Ok(verdict)
        })
    }

    /// Where the record is. A data folder that holds none yet gets one, as `enact serve` gives it one.
    fn url(&self) -> Result<String, Failure> {
        let Some(folder) = &self.data else { return place::of(None, self.database.as_deref()) };
        std::fs::create_dir_all(folder).map_err(|error| {
            let folder = folder.display();
            Failure::new(format!(
                "the folder {folder} cannot hold the record: {error}; name a folder that this program may write in"
            ))
        })?;
        Ok(format!("sqlite:{}", folder.join(place::FILE).display()))
    }

    async fn one(&self, path: &str, into: &Into<'_>, output: &mut Output<'_>) -> Result<Value, Failure> {
        let bytes = file::bytes(path)?;
        let register = into.ledger.register(into.code).await.map_err(failed)?;
        let hash = ledger::sha256(&bytes);
        if let Some(before) = register.imported_file(&hash) {
            let id = &before.what.id;
            tell(output, &format!("{path}: imported before, as {id}; nothing is changed"))?;
            return Ok(json!({ "path": path, "imported": true, "before": true, "paper": id }));
        }
        let prepared = self.prepared(path, &bytes, into, &register)?;
        for (finding, place) in &prepared.findings {
            let (level, rule, name) = (finding.level.word(), finding.rule, finding.name);
            tell(output, &format!("{path}, {}: {level} {rule} {name}: {}", place.words(), finding.message))?;
        }
        if let Some(form) = &self.write_settle {
            write(form, settle::form(&prepared).as_bytes())?;
            let open = prepared.to_settle().count();
            tell(output, &format!("{form} written: fill it in ({open} to settle) and give it with --settle {form}"))?;
            return Ok(json!({ "path": path, "imported": false, "form": form, "to_settle": open }));
        }
        let act = match self.settled(path, &prepared) {
            Ok(act) => act,
            Err(why) => {
                say(&format!("enact: {why}"));
                return Ok(json!({ "path": path, "imported": false, "why": why.to_string() }));
            }
        };
        self.record(path, &bytes, &prepared, act, into, output).await
    }

    fn prepared(
        &self,
        path: &str,
        bytes: &[u8],
        into: &Into<'_>,
        register: &procedure::Register,
    ) -> Result<Prepared, Failure> {
        let rulebook = into.ledger.rulebook(into.code).map_err(failed)?;
        let source = file::source_of(path, bytes)?;
        let reading = papers::read::read(&source).map_err(|error| Failure::new(error.to_string()))?;
        let facts = reading.facts.clone();
        let papers = [Paper::new(&source, reading)];
        let found = checks::check(&papers, Base::of(&rulebook).with_register(register));
        let found = found.into_iter().next();
        let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
        let checked = Checked {
            file: name.as_deref().unwrap_or(path),
            bytes,
            source: &source,
            is_text: FileFormat::of(bytes) == FileFormat::Text,
            facts: &facts,
            kind: found.as_ref().map_or("document", |found| found.kind),
            findings: found.as_ref().map(|found| found.findings.clone()).unwrap_or_default(),
        };
        Ok(importing::prepare(&checked, &rulebook, register))
    }

    /// The act: as the form says, or as a person at the terminal does, or as the paper has it.
    fn settled(&self, path: &str, prepared: &Prepared) -> Result<ImportPaper, Failure> {
        let form = match &self.settle {
            Some(form) => settle::read(form, &file::text(form)?)?,
            None if prepared.to_settle().next().is_some() && std::io::stdin().is_terminal() => asked(path, prepared)?,
            None => settle::untouched(prepared),
        };
        settle::settled(prepared, &form)
    }

    async fn record(
        &self,
        path: &str,
        bytes: &[u8],
        prepared: &Prepared,
        act: ImportPaper,
        into: &Into<'_>,
        output: &mut Output<'_>,
    ) -> Result<Value, Failure> {
        // The file is on the disk before the act that names it.
        into.ledger.keep_file(bytes).await.map_err(failed)?;
        if let Some(words) = &prepared.words {
            into.ledger.keep_file(words.as_bytes()).await.map_err(failed)?;
        }
        let rulebook = into.ledger.rulebook(into.code).map_err(failed)?;
        let by = rulebook.code().administrator.to_string();
        let (id, count) = (act.id.clone(), act.facts.len());
        let (releases, proposals) = (act.releases.len(), act.proposals.len());
        let numbers: Vec<String> = act.proposals.iter().map(|one| one.number.clone()).collect();
        let submission = Submission { by, act: Act::ImportPaper(act), judgements: Default::default() };
        let submitted = into.ledger.submit(into.code, submission, SubmitOptions::default()).await.map_err(failed)?;
        if !matches!(submitted.ruling.outcome, Outcome::Permitted(_)) {
            let reasons: Vec<String> = submitted.ruling.refusing().map(|ground| ground.reason.clone()).collect();
            let clauses = submitted.ruling.refusing_clauses();
            say(&format!("enact: {path} is not imported: {}", reasons.join("; ")));
            return Ok(json!({ "path": path, "imported": false, "clauses": clauses, "reasons": reasons }));
        }
        tell(
            output,
            &format!(
                "{path}: imported as {id}: {}; taken over: {} and {}",
                counted(count, "fact"),
                counted(releases, "release"),
                counted(proposals, "proposal")
            ),
        )?;
        for one in &prepared.proposals {
            let number = &one.proposal.number;
            let told = rulebook.past(number).is_some();
            if !numbers.contains(number) {
                tell(
                    output,
                    &format!(
                        "{number} is not taken over: the paper does not say where it stands; a form (--write-settle) can"
                    ),
                )?;
            } else if told {
                tell(
                    output,
                    &format!("what became of {number} the Code's history tells: the act record-outcome records it"),
                )?;
            }
        }
        Ok(json!({
            "path": path, "imported": true, "before": false, "paper": id, "facts": count, "releases": releases,
            "proposals": numbers, "position": submitted.position,
        }))
    }
}

/// Asks a person at the terminal to settle each finding of level error.
fn asked(path: &str, prepared: &Prepared) -> Result<settle::Form, Failure> {
    let mut form = settle::untouched(prepared);
    let mut lines = std::io::stdin().lock().lines();
    for (finding, place) in prepared.to_settle() {
        super::print(&format!("\n{path}, {}: {} {}", place.words(), finding.rule, finding.message));
        let mut out = std::io::stdout();
        let _ = write!(out, "How is it settled (words; nothing to stop)? ").and_then(|()| out.flush());
        let words = lines.next().transpose().ok().flatten().unwrap_or_default().trim().to_owned();
        if words.is_empty() {
            return Err(Failure::new(format!("{path} is not imported: {} was not settled", finding.rule)));
        }
        let (rule, line) = (finding.rule.to_owned(), place.line);
        let found = one_line(&finding.message);
        form.finding.push(settle::Answer { rule, line, found, words, value: String::new() });
    }
    Ok(form)
}

/// A line for people; nothing where data is asked for.
fn tell(output: &mut Output<'_>, line: &str) -> Result<(), Failure> {
    if output.is_human() { output.line(line) } else { Ok(()) }
}

fn failed(error: LedgerError) -> Failure {
    Failure::new(error.to_string())
}
