//! Whether the tables that lists are read from belong to the record. Where they do not, no page is made of them.
//!
//! Asked when a server starts, by `/readyz`, and once a minute besides. It is cheap: the rows are held against the register that
//! the server has in memory, and nothing is folded again. `enact verify` compares every row with the events.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ledger::Ledger;

use super::{Server, Stop};

/// How long what was found counts.
const COUNTS: Duration = Duration::from_secs(5);
/// How often it is asked where nobody asks.
const ASKED: Duration = Duration::from_mins(1);

/// What was found last, and when.
#[derive(Debug, Default)]
pub(crate) struct Tables(Mutex<Found>);

#[derive(Debug, Default)]
struct Found {
    at: Option<Instant>,
    wrong: Option<String>,
}

impl Tables {
    fn found(&self) -> MutexGuard<'_, Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    /// Holds the tables against the record, unless that was just done; gives what is wrong with them, in a sentence.
    pub(crate) async fn look_at_tables(&self) -> Option<String> {
        {
            let found = self.tables.found();
            if found.at.is_some_and(|at| at.elapsed() < COUNTS) {
                return found.wrong.clone();
            }
        }
        let mut wrong = None;
        for code in self.codes.keys() {
            match self.ledger.wrong_in_tables(code).await {
                Ok(None) => {}
                Ok(Some(what)) => wrong = wrong.or(Some(sentence(code, &what))),
                // A database that does not answer is told as such, and says nothing of the tables.
                Err(error) => {
                    tracing::warn!(%error, code, "the tables could not be held against the record");
                    return self.tables.found().wrong.clone();
                }
            }
        }
        let before = {
            let mut found = self.tables.found();
            found.at = Some(Instant::now());
            std::mem::replace(&mut found.wrong, wrong.clone())
        };
        if let Some(why) = wrong.as_ref().filter(|_| before.is_none()) {
            tracing::error!(why, "no list is shown until the tables are made anew");
            // What was made of them meanwhile is false too.
            self.rendered.forget();
            self.registers.forget();
        }
        wrong
    }

    /// The record, for whoever makes a page of its tables.
    ///
    /// # Errors
    /// The tables were found not to belong to the record.
    pub(crate) fn with_tables(&self) -> Result<&Ledger, Stop> {
        match &self.tables.found().wrong {
            None => Ok(&self.ledger),
            Some(_) => Err(Stop::NotShown(
                "the lists of this register cannot be shown: they are not what the record makes of them, and whoever runs \
                 this server has to make them anew"
                    .to_owned(),
            )),
        }
    }
}

fn sentence(code: &str, what: &str) -> String {
    format!(
        "the tables that pages of `{code}` are read from are not what its events make of them ({what}); prove the record \
         with `enact verify`, then make them anew with `enact rebuild`"
    )
}

/// Asks again and again, for a server that nobody asks whether it is ready.
pub(super) async fn keep_looking(server: std::sync::Arc<Server>) {
    loop {
        tokio::time::sleep(ASKED).await;
        server.look_at_tables().await;
    }
}
