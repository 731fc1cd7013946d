//! What is said in confidence: kept beside the log, with a salted commitment in the event's text.
//!
//! The text of an event, which the log covers and anybody may read, holds the SHA-256 of a random salt and the whole
//! event. Without the salt nobody can try the few answers that there are. Destroying salt and value erases what was
//! said, and the log is proved as before.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::merkle::Hash;
use procedure::Event;

/// Where the salts of sealed values come from.
#[derive(Clone, Default)]
pub enum Salts {
    /// The random source of the system.
    #[default]
    Random,
    /// The caller hands them in: for tests that compare two records byte for byte. Whoever can tell them can guess what
    /// was sealed.
    Handed(Arc<dyn Fn() -> [u8; 32] + Send + Sync>),
}

impl fmt::Debug for Salts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Random => "Salts::Random",
            Self::Handed(_) => "Salts::Handed",
        })
    }
}

impl Salts {
    fn next(&self) -> [u8; 32] {
        match self {
            Self::Random => random(),
            Self::Handed(next) => next(),
        }
    }
}

/// 32 bytes that nobody can guess: four random UUIDs hold 488 random bits of the system's source.
pub(crate) fn random() -> [u8; 32] {
    let parts = [(); 4].map(|()| *uuid::Uuid::new_v4().as_bytes());
    Hash::over(&[parts.as_flattened()]).bytes()
}

/// A value kept beside the log, with its salt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seal {
    /// 64 digits of hex.
    pub(crate) salt: String,
    /// The whole event as JSON.
    pub(crate) value: String,
}

impl Seal {
    /// The seal of an event, where part of it was said in confidence.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub(crate) fn of(event: &Event, salts: &Salts) -> Result<Option<Self>, String> {
        match event.published() {
            std::borrow::Cow::Borrowed(_) => Ok(None),
            std::borrow::Cow::Owned(_) => {
                let value = serde_json::to_string(event).map_err(|error| error.to_string())?;
                Ok(Some(Self { salt: Hash(salts.next()).to_string(), value }))
            }
        }
    }

    /// What the event's text holds in its place.
    pub(crate) fn commitment(&self) -> String {
        Hash::over(&[b"enact sealed 1\n", self.salt.as_bytes(), b"\n", self.value.as_bytes()]).to_string()
    }

    /// The event that was sealed.
    ///
    /// # Errors
    /// It is not the one that the text of the log commits to.
    pub(crate) fn open(&self, commitment: &str, published: &Event) -> Result<Event, String> {
        if self.commitment() != commitment {
            return Err("what was said in confidence is not what was recorded".to_owned());
        }
        let value: Value = serde_json::from_str(&self.value).map_err(|error| error.to_string())?;
        let event: Event = serde_json::from_value(value).map_err(|error| error.to_string())?;
        match event.published().as_ref() == published {
            true => Ok(event),
            false => Err("what was said in confidence belongs to another event".to_owned()),
        }
    }
}
