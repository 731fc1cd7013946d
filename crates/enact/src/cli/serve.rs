//! `enact serve --data DIR` and `enact serve --database URL`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError};

use super::configuration::{
    Configuration, DATA, DATABASE, LISTEN, LOG, LOG_FORMAT, OPERATOR_KEY, PUBLIC_ADDRESS, TRACES,
};
use super::{Verdict, say};
use crate::failure::Failure;
use crate::server::{Server, codes_to_host, listen, serve, world_clock};

/// Serves a register from an embedded database in a folder, or from PostgreSQL.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact serve --data /var/lib/enact --listen 127.0.0.1:8080")]
pub struct Serve {
    /// A file with settings; `enact check-config` explains them. What is said here wins over it, and over the environment.
    #[arg(long, value_name = "FILE", env = "ENACT_CONFIG")]
    config: Option<PathBuf>,
    /// The folder of the embedded database; made where it is not there.
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The address to listen on; 127.0.0.1:8080 where none is given.
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Where others reach this server, for addresses in feeds and calendars (`https://register.example`); without it, the
    /// name that each request asks for.
    #[arg(long, value_name = "URL", value_parser = public_address)]
    public_address: Option<String>,
}

/// Reads an address of a server: `http` or `https`, a name, perhaps a port and a path.
pub(super) fn public_address(text: &str) -> Result<String, String> {
    let name = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let may = |letter: char| letter.is_ascii_alphanumeric() || ".:-[]/_".contains(letter);
    if name.is_empty() || !name.chars().all(may) {
        return Err("write it like https://register.example".to_owned());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

impl Serve {
    pub(super) fn run(self, codes: Option<&PathBuf>) -> Result<Verdict, Failure> {
        let address_here = self.public_address.map(|address| ("ENACT_PUBLIC_ADDRESS".to_owned(), address));
        // It comes last, and wins.
        let configured = Configuration::read(self.config.as_deref(), std::env::vars().chain(address_here));
        if let Some(fault) = configured.faults.first() {
            return Err(Failure::new(format!("{fault} (`enact check-config` says all that is wrong)")));
        }
        let said_here = self.data.is_some() || self.database.is_some();
        let said = |name| configured.get(name).filter(|_| !said_here).map(str::to_owned);
        let data = self.data.or_else(|| said(DATA).map(PathBuf::from));
        let database = self.database.or_else(|| said(DATABASE));
        let listen_on = self.listen.as_deref().or(configured.get(LISTEN)).unwrap_or("127.0.0.1:8080");
        let url = match (&data, &database) {
            (Some(folder), _) => {
                std::fs::create_dir_all(folder).map_err(|error| {
                    let folder = folder.display();
                    Failure::new(format!(
                        "the folder {folder} cannot hold the record: {error}; name a folder that this program may write in"
                    ))
                })?;
                format!("sqlite:{}", folder.join("enact.db").display())
            }
            (None, Some(url)) => url.clone(),
            (None, None) => {
                return Err(Failure::new(
                    "give --data DIR or --database URL, or name one in the file of --config; `enact serve --help` says more",
                ));
            }
        };
        let key = operator_key(data.as_deref(), configured.get(OPERATOR_KEY))?;
        let signer = super::log_key::signer(data.as_deref(), &configured)?;
        let told = |name| configured.get(name).unwrap_or_default();
        let told_post = || configured.post().map_err(|(name, why)| Failure::new(format!("{name}: {why}")));
        let (runtime, traces) = super::runtime_telling(told(LOG), told(LOG_FORMAT), configured.get(TRACES))?;
        let served = runtime.block_on(async {
            let post = told_post()?;
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(cannot_open)?;
            let mut server = Server::open(ledger.clone(), &codes_to_host(codes)?, Some(key.key)).await?;
            server.must_show_the_record().await?;
            if signer.is_none() {
                say("Checkpoints of the record are not signed: set ENACT_LOG_KEY to the same key on every node.");
            }
            server.signer = signer;
            server.public_address = configured.get(PUBLIC_ADDRESS).map(str::to_owned);
            server.post = post;
            // Without an address of its own the server has nothing that a message could lead to.
            server.told_from = server.public_address.clone();
            let (listener, bound) = listen(listen_on).await?;
            super::print(&format!("Serving at http://{bound}"));
            if let Some(path) = key.file {
                super::print(&format!("The operator's key for acts over the interface stands in {}", path.display()));
            }
            serve(listener, Arc::new(server)).await?;
            ledger.close().await;
            say("Stopped; everything acknowledged is in the record.");
            Ok(Verdict::Right)
        });
        if let Some(traces) = traces {
            traces.end();
        }
        served
    }
}

/// Why the record is not open, and what to do about a database that does not answer.
fn cannot_open(error: LedgerError) -> Failure {
    let away = matches!(error, LedgerError::NotReachable { .. });
    let to_do = if away { "; see that the database runs there and lets this program in" } else { "" };
    Failure::new(format!("{error}{to_do}"))
}

struct OperatorKey {
    key: String,
    file: Option<PathBuf>,
}

/// The operator's key: the one configured, or that of a file in the data folder that only its owner may read.
fn operator_key(folder: Option<&Path>, configured: Option<&str>) -> Result<OperatorKey, Failure> {
    if let Some(key) = configured {
        return Ok(OperatorKey { key: key.to_owned(), file: None });
    }
    let fresh = || format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
    let Some(folder) = folder else { return Ok(OperatorKey { key: fresh(), file: None }) };
    let path = folder.join("operator.key");
    let cannot = |error: std::io::Error| Failure::new(format!("{} cannot be used: {error}", path.display()));
    if let Ok(key) = std::fs::read_to_string(&path) {
        let key = long_enough(key.trim().to_owned(), &path.display().to_string())?;
        return Ok(OperatorKey { key, file: Some(path) });
    }
    let key = fresh();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(cannot)?;
    writeln!(file, "{key}").and_then(|()| file.sync_all()).map_err(cannot)?;
    Ok(OperatorKey { key, file: Some(path) })
}

fn long_enough(key: String, place: &str) -> Result<String, Failure> {
    if key.len() < 16 {
        return Err(Failure::new(format!(
            "the operator's key in {place} is shorter than sixteen characters; make it longer"
        )));
    }
    Ok(key)
}
