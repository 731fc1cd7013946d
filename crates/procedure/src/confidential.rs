//! Words that not everybody may read: they cannot be shown without a reader who may.
//!
//! The Code's Panel keeps a policy for information given in confidence (M4.13). A confidential part of a response never
//! stands in a field that a page could print by mistake: it stands in a [`Restricted`], which shows itself to nobody and
//! is read only through a [`Reader`].

use std::fmt;

/// Who wants to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reader {
    /// For whom the reader acts; nobody, where it is the public.
    stands_for: Option<String>,
    /// Whether the reader acts for a body that the Code lets read what is given in confidence.
    trusted: bool,
}

impl Reader {
    /// Anybody: reads only what is open to all.
    #[must_use]
    pub fn public() -> Self {
        Self::default()
    }

    /// Whether the reader may read what somebody said in confidence.
    #[must_use]
    pub fn may_read_what_was_said_by(&self, owner: &str) -> bool {
        let own = self.stands_for.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(owner));
        self.trusted || own
    }

    /// Somebody known: reads what they said themselves, and all of it where they are trusted.
    pub(crate) fn known(stands_for: String, trusted: bool) -> Self {
        Self { stands_for: Some(stands_for), trusted }
    }
}

/// Something said in confidence, with the one who said it.
#[derive(Clone, PartialEq, Eq)]
pub struct Restricted<T> {
    owner: String,
    words: T,
}

impl<T> Restricted<T> {
    pub(crate) fn new(owner: &str, words: T) -> Self {
        Self { owner: owner.to_owned(), words }
    }

    /// The words, where the reader may read them.
    #[must_use]
    pub fn read(&self, reader: &Reader) -> Option<&T> {
        reader.may_read_what_was_said_by(&self.owner).then_some(&self.words)
    }
}

impl<T> fmt::Debug for Restricted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Restricted(said by {} in confidence)", self.owner)
    }
}
