//! What leaves the program: letters by e-mail, and requests to webhooks. Nothing here knows what they say or to whom.

mod destination;
mod letter;
mod signature;
mod webhook;

use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use lettre::message::Mailbox;

pub use destination::{LookUp, leads_inside};
pub use letter::Letter;
pub use signature::{Secret, sign};
pub use webhook::{Notice, Webhooks};

/// How long a receiver may take to answer where nothing is said, in seconds.
const LIMIT_SECONDS: u64 = 10;

/// What came of handing something over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The receiver took it.
    Taken,
    /// It did not, and may later: why, in words without anything that the receiver said.
    NotNow(String),
    /// It never will: why, likewise.
    Never(String),
    /// The receiver says that it wants nothing more (status 410).
    Unwanted,
}

/// What was said of how messages leave.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// The server that takes letters: `smtps://USER:PASSWORD@HOST`.
    pub mail: Option<&'a str>,
    /// The folder that letters are put into instead.
    pub mail_folder: Option<&'a str>,
    /// Whom letters are from.
    pub mail_from: Option<&'a str>,
    /// Which webhooks are served: `https`, `off`, or `any`.
    pub webhooks: Option<&'a str>,
    /// How many seconds a receiver may take.
    pub limit: Option<&'a str>,
}

/// One provider of cryptography for all connections; should another have been chosen already, that one stays.
pub(crate) fn one_cryptography() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

/// How letters leave.
enum Mail {
    Smtp(Box<letter::Server>),
    Folder(PathBuf),
}

/// The ways out.
pub struct Post {
    mail: Option<(Mail, Mailbox)>,
    webhooks: Option<Webhooks>,
    limit: Duration,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post").field("limit", &self.limit).finish_non_exhaustive()
    }
}

impl Post {
    /// No way out: nobody can follow anything.
    #[must_use]
    pub fn none() -> Self {
        Self { mail: None, webhooks: None, limit: Duration::from_secs(LIMIT_SECONDS) }
    }

    /// The ways out that were said.
    ///
    /// # Errors
    /// The setting that is wrong, and why, without any password.
    pub fn read(said: Said<'_>) -> Result<Self, (&'static str, String)> {
        let limit = limit(said.limit).map_err(|why| ("send-within", why))?;
        let webhooks = Webhooks::read(said.webhooks, limit, LookUp::system()).map_err(|why| ("webhooks", why))?;
        let from = said.mail_from.map(|from| letter::mailbox(from).map_err(|why| ("mail-from", why))).transpose()?;
        let mail = match (said.mail, said.mail_folder) {
            (Some(_), Some(_)) => {
                return Err(("mail-folder", "letters go to a server or into a folder; say one of them".to_owned()));
            }
            (Some(server), None) => {
                Some(Mail::Smtp(Box::new(letter::server(server, limit).map_err(|why| ("mail", why))?)))
            }
            (None, Some(folder)) => Some(Mail::Folder(PathBuf::from(folder))),
            (None, None) => None,
        };
        let mail = match (mail, from) {
            (Some(mail), Some(from)) => Some((mail, from)),
            (Some(_), None) => {
                return Err(("mail-from", "say whom letters are from, like register@example.org".to_owned()));
            }
            (None, _) => None,
        };
        Ok(Self { mail, webhooks, limit })
    }

    /// Letters into a folder, and webhooks to anywhere: for a demonstration, which is shown to nobody else.
    ///
    /// # Errors
    /// The address that letters are from cannot be read.
    pub fn into_folder(folder: &Path, from: &str) -> Result<Self, (&'static str, String)> {
        let folder = folder.display().to_string();
        let webhooks = Some("any");
        Self::read(Said { mail_folder: Some(&folder), mail_from: Some(from), webhooks, ..Said::default() })
    }

    /// Whether letters can be sent.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        self.mail.is_some()
    }

    /// The webhooks, where any are served.
    #[must_use]
    pub fn webhooks(&self) -> Option<&Webhooks> {
        self.webhooks.as_ref()
    }

    /// How long a receiver may take to answer.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Hands a letter over.
    pub async fn send_letter(&self, letter: &Letter) -> Handed {
        let Some((mail, from)) = &self.mail else {
            return Handed::NotNow("no mail is set up on this server".to_owned());
        };
        let message = match letter.message(from) {
            Ok(message) => message,
            Err(why) => return Handed::Never(why),
        };
        match mail {
            Mail::Smtp(server) => letter::hand_over(server, message, self.limit).await,
            Mail::Folder(folder) => letter::put_into(folder, &letter.id, message.formatted()).await,
        }
    }

    /// Sends a notice to a webhook.
    pub async fn send_notice(&self, to: &str, notice: &Notice<'_>) -> Handed {
        match &self.webhooks {
            Some(webhooks) => webhooks.send(to, notice).await,
            None => Handed::NotNow("webhooks are off on this server".to_owned()),
        }
    }

    /// Whether an address is one that letters can be sent to; the address as it is kept.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn mail_address(typed: &str) -> Result<String, String> {
        let mailbox = letter::mailbox(typed)?;
        Ok(mailbox.email.to_string())
    }
}

/// Reads how long a receiver may take: seconds, 1 to 60.
fn limit(said: Option<&str>) -> Result<Duration, String> {
    let Some(said) = said else { return Ok(Duration::from_secs(LIMIT_SECONDS)) };
    match said.parse() {
        Ok(seconds @ 1..=60) => Ok(Duration::from_secs(seconds)),
        Ok(_) | Err(_) => Err(format!("`{said}` is no number of seconds from 1 to 60")),
    }
}
