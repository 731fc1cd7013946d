//! Webhooks in the form of Standard Webhooks: a signed request whose answer is nothing but its status.

use std::error::Error as _;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, USER_AGENT};

use super::Handed;
use super::destination::{self, Guarded, LeadsInside, LookUp};
use super::signature::{Secret, sign};

/// A message to a webhook.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// Its id, which stays the same however often it is sent.
    pub id: &'a str,
    /// When it is sent, in seconds since 1970, UTC.
    pub timestamp: i64,
    /// What it says: JSON.
    pub body: &'a str,
    /// What it is signed with.
    pub secret: &'a Secret,
}

/// The webhooks that are served, and the one client that sends to them.
pub struct Webhooks {
    client: reqwest::Client,
    anywhere: bool,
}

impl Webhooks {
    /// Reads which webhooks are served: `https` (where nothing is said), `off`, or `any`, which lets `http` and addresses
    /// inside the own network through and is for tests.
    ///
    /// # Errors
    /// It is none of these, or this machine has no certificates to trust.
    pub fn read(said: Option<&str>, limit: Duration, look_up: LookUp) -> Result<Option<Self>, String> {
        let anywhere = match said.unwrap_or("https") {
            "off" => return Ok(None),
            "https" => false,
            "any" => true,
            other => return Err(format!("`{other}` is none of https, off and any")),
        };
        super::one_cryptography();
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .http1_only()
            // Each message looks its name up anew, and no connection outlives what was judged of it.
            .pool_max_idle_per_host(0)
            .connect_timeout(limit)
            .timeout(limit)
            .https_only(!anywhere)
            .dns_resolver(Guarded { look_up, anywhere })
            .build();
        match client {
            Ok(client) => Ok(Some(Self { client, anywhere })),
            // Who asked for none is not stopped because there could be none.
            Err(_) if said.is_none() => Ok(None),
            Err(_) => Err("this machine has no certificates to trust; install them (ca-certificates)".to_owned()),
        }
    }

    /// Whether a webhook may lead to an address; the address as it is kept.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn address(&self, typed: &str) -> Result<String, String> {
        destination::read(typed, self.anywhere).map(|url| url.to_string())
    }

    /// Sends a message. Of the answer only the status is looked at; its body is neither read nor kept.
    pub async fn send(&self, to: &str, notice: &Notice<'_>) -> Handed {
        // What is kept may have been let through by other settings than today's.
        let url = match destination::read(to, self.anywhere) {
            Ok(url) => url,
            Err(why) => return Handed::Never(why),
        };
        let Notice { id, timestamp, body, secret } = *notice;
        let request = self.client.post(url).header(CONTENT_TYPE, "application/json").header(USER_AGENT, "Enact");
        let request = request.header("webhook-id", id).header("webhook-timestamp", timestamp.to_string());
        let request = request.header("webhook-signature", sign(secret, id, timestamp, body)).body(body.to_owned());
        match request.send().await {
            Ok(answer) => judged(answer.status()),
            Err(error) => Handed::NotNow(why(&error)),
        }
    }
}

fn judged(status: StatusCode) -> Handed {
    let code = status.as_u16();
    match code {
        200..=299 => Handed::Taken,
        410 => Handed::Unwanted,
        300..=399 => Handed::NotNow(format!("it answered with status {code}; redirects are not followed")),
        _ => Handed::NotNow(format!("it answered with status {code}")),
    }
}

/// Why nothing came back, in words that hold nothing of the address and nothing that the receiver said.
fn why(error: &reqwest::Error) -> String {
    let mut source = error.source();
    while let Some(cause) = source {
        if cause.is::<LeadsInside>() {
            return LeadsInside.to_string();
        }
        source = cause.source();
    }
    let words = if error.is_timeout() {
        "it did not answer in time"
    } else if error.is_connect() {
        "no connection could be made"
    } else {
        "the connection broke off"
    };
    words.to_owned()
}
