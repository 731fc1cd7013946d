//! `enact code export EDITION`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use legaltext::Edition;

use crate::cli::editions::{EditionAddress, Registers, Source, printed, write};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Writes the documents of an edition.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code export specimen@2026-03-01 --as text --out folder/")]
pub(super) struct Export {
    /// The edition.
    edition: String,
    /// How they are written; by default as the name of the file ends, else as text.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form: Option<ExportForm>,
    /// A file for all of them, or a folder (that is there, or ends in /) for a file each; printed without it.
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<String>,
    #[command(flatten)]
    source: Source,
}

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportForm {
    /// The markup.
    Text,
    /// The edition as data, with who each provision is.
    Json,
}

impl ExportForm {
    fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
        }
    }

    /// By the end of a file's name.
    fn of_name(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        Self::value_variants().iter().copied().find(|form| form.ending() == ending)
    }

    fn written(self, edition: &Edition) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Text => Ok(printed(edition).into_bytes()),
            Self::Json => serde_json::to_vec_pretty(edition).map_err(|error| Failure::new(error.to_string())),
        }
    }
}

impl Export {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let address = EditionAddress::required(&self.edition, &registers.ids()?)?;
        let edition = registers.shown(&address)?.only();
        let named = self.out.as_deref().and_then(ExportForm::of_name);
        let form = self.form.or(named).unwrap_or(ExportForm::Text);
        let Some(out) = &self.out else {
            let bytes = form.written(&edition)?;
            output.line(String::from_utf8_lossy(&bytes).trim_end())?;
            return Ok(Verdict::Right);
        };
        let mut written = Vec::new();
        if out.ends_with('/') || Path::new(out).is_dir() {
            std::fs::create_dir_all(out)
                .map_err(|error| Failure::new(format!("the folder {out} cannot be made: {error}")))?;
            for document in edition.documents() {
                let path = Path::new(out).join(format!("{}.{}", document.id(), form.ending())).display().to_string();
                let only = Edition::new(edition.code(), [document.as_ref().clone()]);
                write(&path, &form.written(&only)?)?;
                written.push(path);
            }
        } else {
            write(out, &form.written(&edition)?)?;
            written.push(out.clone());
        }
        if output.is_human() {
            for path in &written {
                output.line(&format!("{path} written"))?;
            }
        } else {
            output.json(&serde_json::json!({ "edition": address.to_string(), "written": written }))?;
        }
        Ok(Verdict::Right)
    }
}
