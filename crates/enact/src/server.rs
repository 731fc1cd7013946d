//! The server: one handler reads the address, finds the page or the data, and answers.

mod accept;
mod acting;
mod answer;
mod data;
mod entity;
mod fields;
mod listed;
mod metrics;
mod openapi;
mod parts;
mod published;
mod rendered;
mod routes;
mod show;
mod tables;
mod telling;
mod visit;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use jiff::civil::DateTime;
use ledger::{Clock, Ledger, Signer};
use procedure::Rulebook;
use tokio::net::TcpListener;

use crate::clock;
use crate::codes::{self, CodeFiles};
use crate::demonstration::Demonstration;
use crate::failure::Failure;
use crate::paths::CodeName;
use crate::post::Post;

pub use show::redline_file;

pub(crate) use acting::form_of;
pub(crate) use answer::{Stop, data as json_answer, file, moved, page, renumbered, see_other};
pub(crate) use data::words_of_the_code;
pub(crate) use fields::{Sent, first, of_act};
pub(crate) use visit::{PERSON, Visit, basis, cookie, moved_cookie, sentence, slug, stage_tag};

/// All that the handlers share.
pub struct Server {
    /// The record.
    pub ledger: Ledger,
    /// The Codes, by name in addresses.
    pub codes: BTreeMap<String, CodeName>,
    /// Only in a demonstration: its clock and its people.
    pub demonstration: Option<Demonstration>,
    /// The key that an operator shows to act over the interface; without one nobody may.
    pub operator_key: Option<String>,
    /// The key that signs checkpoints of the record; without one none are given out.
    pub signer: Option<Signer>,
    /// Where others reach the server, where that was configured: `https://codes.example`.
    pub public_address: Option<String>,
    /// The ways out to those who follow the register.
    pub post: Post,
    /// Where the server is reached, for addresses in messages; none where nobody is told anything.
    pub told_from: Option<String>,
    /// What happened since the process started.
    metrics: metrics::Metrics,
    /// Pages made already.
    rendered: rendered::Rendered,
    /// Whether the tables belong to the record.
    pub(crate) tables: tables::Tables,
    /// What called on somebody when that was last asked.
    calls: telling::Calls,
    /// Rows of the register's pages, read already.
    pub(crate) registers: show::register::Registers,
    /// What open proposals would do to the text in force.
    pub(crate) outlooks: show::outlook::Outlooks,
    /// What terms mean and where references lead in the texts read last.
    pub(crate) graphs: show::graphs::Graphs,
}

impl Server {
    /// A server over an opened record, hosting the Codes given.
    ///
    /// # Errors
    /// A Code cannot be loaded, or the record cannot host it.
    pub async fn open(ledger: Ledger, hosted: &[CodeFiles], operator_key: Option<String>) -> Result<Self, Failure> {
        let mut codes = BTreeMap::new();
        for files in hosted {
            let rulebook = Arc::new(files.rulebook()?);
            let id = rulebook.code().id.clone();
            let name = CodeName::parse(&id).ok_or_else(|| {
                Failure::new(format!("`{id}` cannot be the first part of an address; rename the Code"))
            })?;
            ledger.host(rulebook).await.map_err(|error| Failure::new(error.to_string()))?;
            codes.insert(id, name);
        }
        Ok(Self {
            ledger,
            codes,
            demonstration: None,
            operator_key,
            signer: None,
            public_address: None,
            post: Post::none(),
            told_from: None,
            metrics: metrics::Metrics::default(),
            rendered: rendered::Rendered::default(),
            tables: tables::Tables::default(),
            calls: telling::Calls::default(),
            registers: show::register::Registers::default(),
            outlooks: show::outlook::Outlooks::default(),
            graphs: show::graphs::Graphs::default(),
        })
    }

    /// Refuses to serve lists that are not the record's.
    ///
    /// # Errors
    /// The tables are not what the events make of them.
    pub async fn must_show_the_record(&self) -> Result<(), Failure> {
        self.look_at_tables().await.map_or(Ok(()), |why| Err(Failure::new(why)))
    }

    /// The rules of a hosted Code.
    #[must_use]
    pub fn rulebook(&self, code: &CodeName) -> Option<Arc<Rulebook>> {
        self.ledger.rulebook(code.as_str()).ok()
    }

    /// The invented people worth trying first, by Code: name and office.
    ///
    /// # Errors
    /// The record does not answer.
    pub async fn people_to_try(&self) -> Result<Vec<(String, Vec<(String, String)>)>, Failure> {
        show::sign_in::first_people(self).await.map_err(|_| Failure::new("the record does not answer; start again"))
    }

    /// Where the server is reached: as it was configured, or else under the name that the request asked for.
    fn origin(&self, headers: &axum::http::HeaderMap) -> String {
        if let Some(address) = &self.public_address {
            return address.trim_end_matches('/').to_owned();
        }
        let host = headers.get(axum::http::header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".:-[]".contains(letter);
        let host = if !host.is_empty() && host.chars().all(is_plain) { host } else { "localhost" };
        format!("http://{host}")
    }

    /// Whether anybody can be told anything: there is a way out, and an address for what messages lead to.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.told_from.is_some() && (self.post.sends_mail() || self.post.webhooks().is_some())
    }

    /// What time it is in a Code's register: the demonstration's, or the world's.
    #[must_use]
    pub fn now(&self, code: &str) -> DateTime {
        match &self.demonstration {
            Some(demonstration) => demonstration.now(code),
            None => clock::civil(clock::now()),
        }
    }
}

/// The Codes that the program carries, or those of a folder.
///
/// # Errors
/// A Code's files cannot be read.
pub fn codes_to_host(folder: Option<&std::path::PathBuf>) -> Result<Vec<CodeFiles>, Failure> {
    match folder {
        None => codes::carried().into_iter().map(CodeFiles::carried).collect(),
        Some(folder) => codes::ids_in(folder)?.iter().map(|id| CodeFiles::in_folder(folder, id)).collect(),
    }
}

/// The clock that a record in the real world reads.
#[must_use]
pub fn world_clock(url: &str) -> Clock {
    if url.starts_with("postgres") { Clock::Database } else { Clock::Handed(Arc::new(clock::now)) }
}

/// Takes the address to listen on.
///
/// # Errors
/// The address is not one, is taken, or may not be used.
pub async fn listen(address: &str) -> Result<(TcpListener, SocketAddr), Failure> {
    let cannot = |error: std::io::Error| {
        let what = if error.kind() == std::io::ErrorKind::AddrInUse {
            "is in use by another program; choose another with --listen".to_owned()
        } else if error.kind() == std::io::ErrorKind::PermissionDenied {
            "may not be used by this user; choose a port above 1023".to_owned()
        } else {
            format!("cannot be listened on: {error}")
        };
        Failure::new(format!("{address} {what}"))
    };
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let bound = listener.local_addr().map_err(cannot)?;
    Ok((listener, bound))
}

/// Serves until the process is told to stop; requests under way are finished.
///
/// # Errors
/// The listener fails.
pub async fn serve(listener: TcpListener, server: Arc<Server>) -> Result<(), Failure> {
    outlive_a_limit_on_files()?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let limit = server.post.limit() * 2;
    telling::begin(&server).await;
    let telling = tokio::spawn(telling::tell(Arc::clone(&server), stopped));
    let looking = tokio::spawn(tables::keep_looking(Arc::clone(&server)));
    let served = axum::serve(listener, routes::router(server)).with_graceful_shutdown(told_to_stop()).await;
    looking.abort();
    // What is being sent is finished; what cannot be in time is sent again by the next start.
    let _ = stop.send(true);
    drop(tokio::time::timeout(limit, telling).await);
    served.map_err(|error| Failure::new(format!("the server stopped: {error}")))
}

/// Takes the signal that the system sends when a file may grow no further. Left as it is it ends the process; taken, the
/// write fails, and the act is refused for want of room.
fn outlive_a_limit_on_files() -> Result<(), Failure> {
    #[cfg(target_os = "linux")]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let too_large = SignalKind::from_raw(nix::sys::signal::Signal::SIGXFSZ as i32);
        // Once taken it stays taken, whether anybody listens or not.
        let taken = signal(too_large).map(drop);
        taken.map_err(|error| Failure::new(format!("the signals of the system cannot be used: {error}")))?;
    }
    Ok(())
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}
