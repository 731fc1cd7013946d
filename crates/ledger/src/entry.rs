//! How events are written down.

use std::borrow::Cow;

use jiff::civil::DateTime;
use procedure::{Event, Ground, Recorded};
use serde::{Deserialize, Serialize};

use crate::audit::seal::Seal;

/// An event as it is written down: its JSON is what the audit log covers, and is never written anew.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry<'a> {
    position: u64,
    /// Microseconds since 1970, UTC.
    pub(crate) recorded_at: i64,
    took_effect: DateTime,
    by: Cow<'a, str>,
    grounds: Cow<'a, [Ground]>,
    /// As anybody may read it.
    event: Cow<'a, Event>,
    /// The salted hash of the whole event, where part of it was said in confidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

impl<'a> Entry<'a> {
    /// An event with the instant it was recorded, and the seal of what is not for everybody.
    pub(crate) fn new(recorded: &'a Recorded, recorded_at: i64, seal: Option<&Seal>) -> Self {
        Self {
            position: recorded.position,
            recorded_at,
            took_effect: recorded.took_effect,
            by: Cow::Borrowed(&recorded.by),
            grounds: Cow::Borrowed(&recorded.grounds),
            event: if seal.is_some() { recorded.event.published() } else { Cow::Borrowed(&recorded.event) },
            sealed: seal.map(Seal::commitment),
        }
    }

    /// Its text.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub(crate) fn body(&self) -> Result<String, String> {
        serde_json::to_string(self).map_err(|error| error.to_string())
    }

    /// Reads a text back.
    ///
    /// # Errors
    /// It is no event.
    pub(crate) fn read(body: &str) -> Result<Self, String> {
        serde_json::from_str(body).map_err(|error| format!("its text is no event: {error}"))
    }

    /// Whether part of it was said in confidence.
    pub(crate) fn is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// The event with its envelope; whole where what was said in confidence is still kept, and as published where it
    /// was erased.
    ///
    /// # Errors
    /// What is kept beside the text is not what the text commits to.
    pub(crate) fn into_recorded(self, seal: Option<&Seal>) -> Result<Recorded, String> {
        let event = match (&self.sealed, seal) {
            (Some(commitment), Some(seal)) => seal.open(commitment, &self.event)?,
            (None, Some(_)) => return Err("something is kept in confidence that its text does not name".to_owned()),
            (_, None) => self.event.into_owned(),
        };
        Ok(Recorded {
            position: self.position,
            took_effect: self.took_effect,
            by: self.by.into_owned(),
            grounds: self.grounds.into_owned(),
            event,
        })
    }
}
