//! `enact code defects EDITION`

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use legaltext::Edition;
use legaltext::graph::{Defect, Level};
use serde_json::{Value, json};

use super::graph_of;
use crate::cli::editions::{Base, EditionAddress, Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Lists what is wrong with the terms, references and lists of an edition or of documents in files.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code defects specimen@2026-03-01 --level warning")]
pub(super) struct Defects {
    /// The edition, or files that hold documents.
    #[arg(required = true, value_name = "EDITION|FILE")]
    texts: Vec<String>,
    /// The mildest level that is listed.
    #[arg(long, value_enum, default_value_t = Mildest::Note, value_name = "LEVEL")]
    level: Mildest,
    #[command(flatten)]
    source: Source,
}

/// The mildest level that is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mildest {
    /// Errors alone.
    Error,
    /// Errors and warnings.
    Warning,
    /// Everything.
    Note,
}

impl Mildest {
    fn lists(self, level: Level) -> bool {
        match (self, level) {
            (Self::Error, Level::Error) | (Self::Warning, Level::Error | Level::Warning) | (Self::Note, _) => true,
            (Self::Error, Level::Warning | Level::Note) | (Self::Warning, Level::Note) => false,
        }
    }
}

impl Defects {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut found = self.found(codes)?;
        let verdict = if found.iter().any(|one| one.level == Level::Error) { Verdict::Wrong } else { Verdict::Right };
        found.retain(|one| self.level.lists(one.level));
        if !output.is_human() {
            let rows: Vec<Value> = found.iter().map(data).collect();
            output.json(&json!({ "texts": self.texts, "defects": rows }))?;
            return Ok(verdict);
        }
        for one in &found {
            let (word, colour) = match one.level {
                Level::Error => ("error", AnsiColor::Red),
                Level::Warning => ("warning", AnsiColor::Yellow),
                Level::Note => ("note", AnsiColor::Cyan),
            };
            let level = output.styled(Style::new().bold().fg_color(Some(colour.into())), word);
            output.line(&format!("{level}: {}: {}", one.at, one.message))?;
        }
        let count = |level| found.iter().filter(|one| one.level == level).count();
        let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Note));
        output.line(&format!("{errors} errors, {warnings} warnings, {notes} notes"))?;
        Ok(verdict)
    }

    /// Everything that is wrong: of one document of a register, judged within its Code; of files, as far as they go.
    fn found(&self, codes: Option<&PathBuf>) -> Result<Vec<Defect>, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        if let Some(address) = self.only_address(&registers)? {
            let named = registers.shown(&address)?;
            let mut found = graph_of(&named).defects();
            let of = named.document.as_ref();
            found.retain(|defect| of.is_none() || defect.at.at.document_id().as_ref() == of);
            return Ok(found);
        }
        let edition: Edition = Base::read(&self.texts, &mut registers)?.edition;
        Ok(legaltext::graph::defects(&edition))
    }

    /// The address, where one edition of a register is asked about.
    fn only_address(&self, registers: &Registers) -> Result<Option<EditionAddress>, Failure> {
        match self.texts.as_slice() {
            [one] => EditionAddress::of(one, &registers.ids()?),
            [] | [_, ..] => Ok(None),
        }
    }
}

fn data(one: &Defect) -> Value {
    let related: Vec<String> = one.related.iter().map(ToString::to_string).collect();
    json!({
        "kind": one.kind,
        "level": one.level,
        "at": one.at.to_string(),
        "term": one.term,
        "message": one.message,
        "related": related,
    })
}
