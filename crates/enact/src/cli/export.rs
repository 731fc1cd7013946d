//! `enact export --data DIR --out FOLDER`

mod folder;
mod law;
mod layout;
mod record;
mod rows;

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError};
use procedure::Rulebook;
use serde_json::{Value, json};

use super::{Output, Verdict};
use crate::failure::Failure;
use crate::server::{codes_to_host, world_clock};
use folder::Folder;

/// Writes the whole register into a folder as open data: every event with its hash, what they come to as JSON and CSV, and
/// the words of every edition as Akoma Ntoso, markup and JSON. A README says what is what, and a manifest holds the hash of
/// every file. The same record gives the same bytes.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact export --data /var/lib/enact --out /srv/open-data/2024-03")]
pub struct Export {
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The folder to make. It must not be there yet.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Only this Code; otherwise every Code of the register.
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
}

impl Export {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = match (&self.data, &self.database) {
            (Some(folder), _) => {
                let file = folder.join("enact.db");
                if !file.is_file() {
                    let folder = folder.display();
                    return Err(Failure::new(format!("{folder} holds no record; give the folder of `enact serve`")));
                }
                format!("sqlite:{}", file.display())
            }
            (None, Some(url)) => url.clone(),
            (None, None) => return Err(Failure::new("give --data DIR or --database URL")),
        };
        let wanted = self.wanted(codes)?;
        super::runtime()?.block_on(async {
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            let mut folder = Folder::make(&self.out)?;
            let mut told = Vec::new();
            for rulebook in wanted {
                match one(&ledger, rulebook, &mut folder).await? {
                    Ok(code) => told.push(code),
                    Err(damage) => {
                        folder.forget();
                        return damaged(output, &damage);
                    }
                }
            }
            let files = folder.finish(&told)?;
            self.say(output, &told, files)?;
            Ok(Verdict::Right)
        })
    }

    /// The Codes asked for.
    fn wanted(&self, codes: Option<&PathBuf>) -> Result<Vec<Arc<Rulebook>>, Failure> {
        let mut found = Vec::new();
        for files in codes_to_host(codes)? {
            found.push(Arc::new(files.rulebook()?));
        }
        let known = found.iter().map(|rulebook| rulebook.code().id.clone()).collect::<Vec<_>>().join(", ");
        if let Some(code) = &self.code {
            found.retain(|rulebook| rulebook.code().id == *code);
        }
        if found.is_empty() {
            let code = self.code.as_deref().unwrap_or_default();
            return Err(Failure::new(format!("there is no Code `{code}`; the Codes are {known}")));
        }
        Ok(found)
    }

    fn say(&self, output: &mut Output<'_>, told: &[Value], files: usize) -> Result<(), Failure> {
        let out = self.out.display().to_string();
        if !output.is_human() {
            return output.json(&json!({ "out": out, "files": files, "codes": told }));
        }
        for code in told {
            let number = |key: &str| code.get(key).and_then(Value::as_u64).unwrap_or(0);
            let id = code.get("code").and_then(Value::as_str).unwrap_or_default();
            output.line(&format!(
                "{id}: {} events, {} proposals, {} editions",
                number("events"),
                number("proposals"),
                number("editions")
            ))?;
        }
        output.line(&format!("{files} files in {out}; README.md says what is what, manifest.json holds their hashes"))
    }
}

fn failed(error: LedgerError) -> Failure {
    Failure::new(error.to_string())
}

fn damaged(output: &mut Output<'_>, damage: &str) -> Result<Verdict, Failure> {
    if output.is_human() {
        output.line(&format!("{damage}; nothing was written"))?;
    } else {
        output.json(&json!({ "damaged": damage }))?;
    }
    Ok(Verdict::Wrong)
}

/// Writes one Code, or says how its record is damaged: what cannot be proved is not given out.
async fn one(ledger: &Ledger, rulebook: Arc<Rulebook>, folder: &mut Folder) -> Result<Result<Value, String>, Failure> {
    let code = rulebook.code().id.clone();
    ledger.host(Arc::clone(&rulebook)).await.map_err(failed)?;
    let proved = match ledger.verify(&code).await {
        Ok(proved) => proved,
        Err(error @ LedgerError::Damaged { .. }) => return Ok(Err(format!("{code}: {error}"))),
        Err(error) => return Err(failed(error)),
    };
    let written = record::events(ledger, &code, proved.events, folder).await?;
    let register = ledger.register(&code).await.map_err(failed)?;
    if register.position() != proved.events {
        return Err(Failure::new(format!("the register of {code} grew while it was written; run the command again")));
    }
    record::of_register(&register, rulebook.code(), folder)?;
    let editions = law::editions(&register, rulebook.code(), folder)?;
    Ok(Ok(json!({
        "code": code,
        "title": rulebook.code().title,
        "events": proved.events,
        "root": proved.root.to_string(),
        "last_event": written,
        "proposals": register.proposals().count(),
        "releases": register.releases().count(),
        "editions": editions,
    })))
}
