//! The register that pages read: shared, never changed while someone reads it, brought up to date when asked for.

use std::sync::Arc;

use procedure::{Recorded, Register};

use super::same_log;
use crate::error::{LedgerError, damaged};
use crate::head::Head;

/// Beyond so many events they are folded without waiting for a reader, so that memory stays flat.
const MOST_WAITING: usize = 1024;

/// The register that pages read.
#[derive(Debug)]
pub(crate) struct Published {
    code: String,
    register: Arc<Register>,
    /// Committed events that are not folded yet: a burst of acts then costs readers one copy of the register, not one
    /// an act.
    waiting: Vec<Recorded>,
    /// The head with all of those folded.
    head: Head,
}

impl Published {
    /// The fold of nothing.
    pub(crate) fn of_empty(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            register: Arc::new(Register::new(code)),
            waiting: Vec::new(),
            head: Head::of_empty(),
        }
    }

    /// Where it stands.
    pub(crate) fn head(&self) -> Head {
        self.head.clone()
    }

    /// Takes in committed events, the last of which made this head. Those known already are passed over; where some
    /// before them are missing, all are: a reader then asks the log.
    pub(crate) fn extend(&mut self, committed: Vec<Recorded>, head: Head) -> Result<(), LedgerError> {
        let known = self.head.position;
        let mut new = committed.into_iter().filter(|recorded| recorded.position > known).peekable();
        if new.peek().is_none_or(|first| first.position != known + 1) {
            return Ok(());
        }
        self.waiting.extend(new);
        self.head = head;
        if self.waiting.len() > MOST_WAITING {
            self.fold_waiting()?;
        }
        Ok(())
    }

    /// The register, where it has reached a head read from the log.
    ///
    /// # Errors
    /// The log is not the one that was folded so far.
    pub(crate) fn at(&mut self, head: &Head) -> Result<Option<Arc<Register>>, LedgerError> {
        if self.head.position < head.position {
            return Ok(None);
        }
        // A writer of this process may have gone on since the head was read.
        if self.head.position == head.position {
            same_log(&self.code, &self.head, head)?;
        }
        self.fold_waiting()?;
        Ok(Some(Arc::clone(&self.register)))
    }

    fn fold_waiting(&mut self) -> Result<(), LedgerError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let register = Arc::make_mut(&mut self.register);
        for recorded in std::mem::take(&mut self.waiting) {
            if let Err(error) = register.fold(&recorded) {
                let damaged = damaged(&self.code, error.position, error.message);
                // Half an event may be folded: begin again from nothing.
                *self = Self::of_empty(&self.code);
                return Err(damaged);
            }
        }
        Ok(())
    }
}
