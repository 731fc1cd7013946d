//! Who may read what was said in confidence.

use super::Actor;
use crate::code::Code;
use crate::confidential::Reader;

impl Reader {
    /// Somebody known: reads what they said themselves, and all of it where the Code names their body
    /// (`read-confidential` in `code.toml`).
    #[must_use]
    pub fn of(actor: &Actor, code: &Code) -> Self {
        let trusted = actor.body().is_some_and(|body| code.read_confidential.contains(body));
        Self::known(actor.stands_for().to_owned(), trusted)
    }
}
