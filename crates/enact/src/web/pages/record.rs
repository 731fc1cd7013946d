//! The record: every event, newest first.

use askama::Template;

use crate::web::{Frame, Link, Moment, Pages};

/// What proves the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many events it covers.
    pub size: u64,
    /// The root hash, in hexadecimal.
    pub root: String,
    /// Where it stands, signed.
    pub signed: Option<Link>,
    /// The public key that it is signed by.
    pub key: Option<String>,
    /// The command that proves the record.
    pub command: String,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its position, with a link to its page.
    pub position: Link,
    /// When it took effect.
    pub took_effect: Moment,
    /// When it was recorded, where that was later.
    pub recorded: Option<Moment>,
    /// The act in words.
    pub act: String,
    /// By whom, for whom.
    pub by: String,
    /// What it concerns.
    pub subject: Option<Link>,
    /// The event's hash, in hexadecimal.
    pub hash: String,
}

impl RecordRow {
    /// The first twelve digits of the hash.
    pub fn short_hash(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }
}

/// `/{code}/record`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/record.html")]
pub struct RecordPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The latest checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// The events.
    pub rows: Vec<RecordRow>,
    /// Where these rows stand in the record.
    pub pages: Pages,
}
