//! `enact code export EDITION`

use std::path::{Path, PathBuf};

use clap::Args;
use legaltext::Edition;

use crate::cli::editions::{About, EditionAddress, Form, Registers, Signature, Source, write};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Writes the documents of an edition as text, Word, PDF, Akoma Ntoso, a page, or data.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code export specimen@2026-03-01 --as docx --out folder/")]
pub(super) struct Export {
    /// The edition.
    edition: String,
    /// How they are written; by default as the name of the file ends, else as text.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form: Option<Form>,
    /// A file for all of them, or a folder (that is there, or ends in /) for a file each; printed without it.
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<String>,
    #[command(flatten)]
    signature: Signature,
    #[command(flatten)]
    source: Source,
}

impl Export {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let address = EditionAddress::required(&self.edition, &registers.ids()?)?;
        let named = registers.shown(&address)?;
        let (edition, about) = (named.only(), About::of(&named));
        let form = match (self.form, self.out.as_deref().filter(|out| !is_folder(out))) {
            (Some(form), _) => form,
            (None, Some(out)) => Form::asked(out)?,
            (None, None) => Form::Text,
        };
        let Some(out) = &self.out else {
            if matches!(form, Form::Docx | Form::Pdf) {
                let ending = form.ending();
                return Err(Failure::new(format!(
                    "such a file is not for a terminal; name one with --out FILE.{ending}"
                )));
            }
            let bytes = form.edition(&edition, &about, &self.signature)?;
            output.line(String::from_utf8_lossy(&bytes).trim_end())?;
            return Ok(Verdict::Right);
        };
        let written = if is_folder(out) {
            self.write_folder(out, form, &edition, &about)?
        } else {
            write(out, &form.edition(&edition, &about, &self.signature)?)?;
            vec![out.clone()]
        };
        if output.is_human() {
            for path in &written {
                output.line(&format!("{path} written"))?;
            }
        } else {
            output.json(&serde_json::json!({ "edition": address.to_string(), "written": written }))?;
        }
        Ok(Verdict::Right)
    }

    /// A file for each document, and what belongs beside them.
    fn write_folder(&self, out: &str, form: Form, edition: &Edition, about: &About) -> Result<Vec<String>, Failure> {
        std::fs::create_dir_all(out)
            .map_err(|error| Failure::new(format!("the folder {out} cannot be made: {error}")))?;
        let path = |name: &str| Path::new(out).join(name).display().to_string();
        let mut written = Vec::new();
        for document in edition.documents() {
            let file = path(&form.file_name(document.id()));
            write(&file, &form.document(edition, document, about, &self.signature)?)?;
            written.push(file);
        }
        if let Some((name, bytes)) = form.cover(edition, about, &self.signature)? {
            let file = path(&name);
            write(&file, &bytes)?;
            written.push(file);
        }
        Ok(written)
    }
}

/// A folder that is there, or a name that can be nothing else.
fn is_folder(out: &str) -> bool {
    out.ends_with('/') || Path::new(out).is_dir()
}
