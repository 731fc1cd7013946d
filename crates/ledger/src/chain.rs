//! How events are written down, and the chain of hashes that ties each to all before it.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::DateTime;
use procedure::{Event, Ground, Recorded};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The hash of a whole log up to an event: of the root before it and the event's own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root([u8; 32]);

impl Root {
    /// The root of an empty log. It depends on the Code, so that no log passes for another's.
    pub(crate) fn of_empty(code: &str) -> Self {
        Self::hash(&[b"enact record 1\n", code.as_bytes()])
    }

    /// The root after one more event.
    pub(crate) fn then(&self, body: &str) -> Self {
        Self::hash(&[b"enact event 1\n", &self.0, body.as_bytes()])
    }

    /// The hash of a text that is no event.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::hash(&[b"enact text 1\n", text.as_bytes()])
    }

    /// Reads a root as it is printed: 64 digits of lower case hex.
    pub(crate) fn read(printed: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let mut digits = printed.bytes();
        for byte in &mut bytes {
            *byte = hex(digits.next()?)? << 4 | hex(digits.next()?)?;
        }
        digits.next().is_none().then_some(Self(bytes))
    }

    fn hash(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// An event as it is written down: its JSON is what the chain covers, and is never written anew.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry<'a> {
    position: u64,
    /// Microseconds since 1970, UTC.
    pub(crate) recorded_at: i64,
    took_effect: DateTime,
    by: Cow<'a, str>,
    grounds: Cow<'a, [Ground]>,
    event: Cow<'a, Event>,
}

impl<'a> Entry<'a> {
    /// An event with the instant it was recorded.
    pub(crate) fn new(recorded: &'a Recorded, recorded_at: i64) -> Self {
        Self {
            position: recorded.position,
            recorded_at,
            took_effect: recorded.took_effect,
            by: Cow::Borrowed(&recorded.by),
            grounds: Cow::Borrowed(&recorded.grounds),
            event: Cow::Borrowed(&recorded.event),
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

    /// The event with its envelope.
    pub(crate) fn into_recorded(self) -> Recorded {
        Recorded {
            position: self.position,
            took_effect: self.took_effect,
            by: self.by.into_owned(),
            grounds: self.grounds.into_owned(),
            event: self.event.into_owned(),
        }
    }
}
