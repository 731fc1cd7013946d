//! The demonstration: registers filled from stories, invented people, and a clock that only goes forwards.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use ledger::{Clock, Ledger, LedgerError, SubmitOptions, Submitted};
use procedure::next::{Deadline, deadlines};
use procedure::register::Proposal;
use procedure::scenario::Scenario;
use procedure::{Act, Register, Submission};

use crate::codes::CodeFiles;
use crate::failure::Failure;

/// The clock of a demonstration: each Code's register has its own present.
#[derive(Debug)]
pub struct Demonstration {
    present: Mutex<BTreeMap<String, DateTime>>,
    /// What the ledger's clock answers while an act is being recorded.
    recording: Arc<Mutex<Timestamp>>,
    /// One act at a time, so that each is recorded at its own register's present.
    one_at_a_time: tokio::sync::Mutex<()>,
}

impl Demonstration {
    /// A demonstration and the clock that its ledger reads.
    #[must_use]
    pub fn new() -> (Self, Clock) {
        let recording = Arc::new(Mutex::new(Timestamp::UNIX_EPOCH));
        let read = Arc::clone(&recording);
        let clock = Clock::Handed(Arc::new(move || *read.lock().unwrap_or_else(PoisonError::into_inner)));
        let present = Mutex::new(BTreeMap::new());
        (Self { present, recording, one_at_a_time: tokio::sync::Mutex::new(()) }, clock)
    }

    /// Fills a Code's register: its documents, then its story where it has one.
    ///
    /// # Errors
    /// The story cannot be read, or one of its steps is not permitted; the sentence says which.
    pub async fn fill(&self, ledger: &Ledger, files: &CodeFiles) -> Result<(), Failure> {
        let rulebook = files.rulebook()?;
        let code = rulebook.code();
        let administrator = code.administrator.as_str();
        let fail = |what: String| Failure::new(format!("the demonstration of {}: {what}", code.title));
        let scenario = match files.demonstration() {
            Some(story) => Some(Scenario::read(story, administrator).map_err(|error| fail(error.to_string()))?),
            None => None,
        };
        let begins = code.begins.at(0, 0, 0, 0);
        let load = |markup: String| Submission {
            by: administrator.to_owned(),
            act: Act::LoadDocument(rulebook.load_act(markup)),
            judgements: BTreeMap::new(),
        };
        let mut acts: Vec<(DateTime, Submission)> =
            files.documents().into_iter().map(|markup| (begins, load(markup))).collect();
        let loaded = acts.len();
        let steps: Vec<_> = scenario.iter().flat_map(|scenario| scenario.cast.iter().chain(&scenario.steps)).collect();
        acts.extend(steps.iter().map(|step| (step.at, step.submission.clone())));
        let last = acts.last().map_or(begins, |(at, _)| *at);
        let done = ledger.submit_at(&code.id, acts).await.map_err(|error| fail(error.to_string()))?;
        for (index, submitted) in done.iter().enumerate() {
            let expected = match index.checked_sub(loaded).and_then(|index| steps.get(index)) {
                None => true,
                Some(step) => {
                    step.expect == procedure::scenario::Expect::Accepted
                        || matches!(step.expect, procedure::scenario::Expect::Stage(_))
                }
            };
            if expected && !submitted.ruling.is_permitted() {
                let reasons: Vec<_> = submitted.ruling.refusing().map(|ground| ground.reason.clone()).collect();
                let line = index.checked_sub(loaded).and_then(|index| steps.get(index)).map_or(0, |step| step.line);
                return Err(fail(format!("the step on line {line} is not permitted: {}", reasons.join("; "))));
            }
        }
        self.set(&code.id, last.checked_add(1.minute()).unwrap_or(last));
        Ok(())
    }

    /// The present of a Code's register.
    #[must_use]
    pub fn now(&self, code: &str) -> DateTime {
        let present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        present.get(code).copied().unwrap_or(DateTime::ZERO)
    }

    /// Moves the present of a Code's register on; never back.
    pub fn move_to(&self, code: &str, moment: DateTime) {
        if moment > self.now(code) {
            self.set(code, moment);
        }
    }

    fn set(&self, code: &str, moment: DateTime) {
        self.present.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), moment);
    }

    /// The next deadline that lies ahead: of one proposal where it is given and has one, else of the register.
    #[must_use]
    pub fn next_deadline(&self, register: &Register, now: DateTime, of: Option<&Proposal>) -> Option<Deadline> {
        let own = of.and_then(|proposal| deadlines(register, proposal, now).into_iter().next());
        let any =
            || register.proposals().flat_map(|proposal| deadlines(register, proposal, now).into_iter().next()).min();
        own.or_else(any)
    }

    /// Submits an act at the register's present, which then moves on by a minute.
    ///
    /// # Errors
    /// As [`Ledger::submit`].
    pub async fn submit(
        &self,
        ledger: &Ledger,
        code: &str,
        submission: Submission,
        options: SubmitOptions,
    ) -> Result<Submitted, LedgerError> {
        let _one = self.one_at_a_time.lock().await;
        let now = self.now(code);
        let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
        if let Ok(zoned) = zone.to_zoned(now) {
            *self.recording.lock().unwrap_or_else(PoisonError::into_inner) = zoned.timestamp();
        }
        let submitted = ledger.submit(code, submission, options).await?;
        if submitted.ruling.is_permitted() {
            self.move_to(code, now.checked_add(1.minute()).unwrap_or(now));
        }
        Ok(submitted)
    }
}
