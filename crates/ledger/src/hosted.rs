//! One Code of the record: its rules, its fold, and the queue of acts waiting for its log.
//!
//! Acts that come while a transaction is under way wait together and share the next one: one wait for the disk then
//! serves them all. The work is done in a task of its own, so that a caller who goes away leaves nothing half done.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use procedure::{Register, Rulebook};
use sqlx::AnyConnection;
use tokio::sync::oneshot;
use tracing::{Instrument, Span, field};

use crate::audit::seal::Salts;
use crate::clock::{Civil, Clock};
use crate::engine::{Store, Unended};
use crate::error::{LedgerError, damaged, while_doing};
use crate::events::{self, PAGE};
use crate::fold::{Published, Working};
use crate::head::Head;
use crate::recovery;
use crate::submit::{Handed, RECORDING, Rules, Sitting, Submitted};

/// How many waiting callers share a transaction.
const TOGETHER: usize = 256;
/// How often a transaction that the database turned away is tried.
const TRIES: u32 = 5;

type Answer = Result<Vec<Submitted>, LedgerError>;

/// The acts of one caller, all recorded or none.
#[derive(Debug)]
struct Job {
    acts: Vec<Handed>,
    answer: oneshot::Sender<Answer>,
    /// What the caller is doing, for traces.
    span: Span,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Job>,
    /// Whether a task is at work on it.
    served: bool,
}

/// Why a transaction came to nothing.
enum Failure {
    /// It was rolled back.
    RolledBack(LedgerError),
    /// It may have been committed or not.
    Unknown,
}

/// One Code of the record.
#[derive(Debug)]
pub(crate) struct Hosted {
    code: String,
    store: Store,
    clock: Clock,
    civil: Civil,
    salts: Salts,
    rulebook: RwLock<Arc<Rulebook>>,
    queue: Mutex<Queue>,
    /// The writer's fold; absent before the first act and after a transaction that came to nothing.
    working: tokio::sync::Mutex<Option<Working>>,
    published: Mutex<Published>,
}

impl Hosted {
    /// A Code with its rules, in a record that has its head row.
    pub(crate) fn new(rulebook: Arc<Rulebook>, store: Store, clock: Clock, civil: Civil, salts: Salts) -> Self {
        let code = rulebook.code().id.clone();
        let published = Mutex::new(Published::of_empty(&code));
        Self {
            code,
            store,
            clock,
            civil,
            salts,
            rulebook: RwLock::new(rulebook),
            queue: Mutex::default(),
            working: tokio::sync::Mutex::default(),
            published,
        }
    }

    /// Its rules.
    pub(crate) fn rulebook(&self) -> Arc<Rulebook> {
        Arc::clone(&self.rulebook.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other rules in place; acts under way end by the old ones.
    pub(crate) fn replace_rulebook(&self, rulebook: Arc<Rulebook>) {
        *self.rulebook.write().unwrap_or_else(PoisonError::into_inner) = rulebook;
    }

    /// Hands acts in and waits for what came of them: all are recorded, or none.
    pub(crate) async fn submit(self: &Arc<Self>, acts: Vec<Handed>) -> Answer {
        let (answer, answered) = oneshot::channel();
        let first = {
            let mut queue = self.queue();
            queue.waiting.push_back(Job { acts, answer, span: Span::current() });
            !std::mem::replace(&mut queue.served, true)
        };
        if first {
            tokio::spawn(serve(Arc::clone(self)));
        }
        // The task ends without an answer only when the program stops.
        answered.await.unwrap_or(Err(LedgerError::Unsure))
    }

    /// The register as the log stands now, whoever appended.
    #[tracing::instrument(name = "read", skip_all, fields(code = self.code))]
    pub(crate) async fn register(&self) -> Result<Arc<Register>, LedgerError> {
        let mut conn = self.store.reader().await?;
        let conn: &mut AnyConnection = &mut conn;
        let head = Head::read(conn, &self.code).await?;
        loop {
            let mut known = {
                let mut published = self.published();
                if let Some(register) = published.at(&head)? {
                    return Ok(register);
                }
                published.head()
            };
            let page = events::after(conn, &self.code, known.position, PAGE).await?;
            if page.is_empty() {
                return Err(damaged(&self.code, known.position + 1, "the event is missing"));
            }
            let mut read = Vec::with_capacity(page.len());
            for stored in page {
                let follow = stored.follow(&known);
                let (recorded, head) = follow.map_err(|why| damaged(&self.code, known.position + 1, why))?;
                read.push(recorded);
                known = head;
            }
            self.published().extend(read, known)?;
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn published(&self) -> MutexGuard<'_, Published> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next jobs that share a transaction; none ends the service. Several acts of one caller have a transaction of
    /// their own: one that fails takes the others with it.
    fn next_jobs(&self) -> Vec<Job> {
        let mut queue = self.queue();
        let mut jobs = Vec::new();
        while jobs.len() < TOGETHER {
            match queue.waiting.front() {
                Some(job) if job.acts.len() == 1 || jobs.is_empty() => jobs.extend(queue.waiting.pop_front()),
                Some(_) | None => break,
            }
            if jobs.last().is_some_and(|job: &Job| job.acts.len() != 1) {
                break;
            }
        }
        queue.served = !jobs.is_empty();
        jobs
    }

    async fn answer(&self, jobs: Vec<Job>) {
        match self.try_together(&jobs).await {
            Ok(answers) => {
                for (job, answer) in jobs.into_iter().zip(answers) {
                    // A caller who has gone away needs no answer.
                    drop(job.answer.send(answer));
                }
            }
            Err(Failure::Unknown) => {
                for job in jobs {
                    drop(job.answer.send(Err(LedgerError::Unsure)));
                }
            }
            Err(Failure::RolledBack(error)) if jobs.len() == 1 => {
                for job in jobs {
                    drop(job.answer.send(Err(error.clone())));
                }
            }
            // One of them failed; alone, each gets its own answer.
            Err(Failure::RolledBack(_)) => {
                for job in jobs {
                    let alone = self.try_together(std::slice::from_ref(&job)).await;
                    let answer = alone.map(|mut answers| answers.pop().unwrap_or(Err(LedgerError::Unsure)));
                    drop(job.answer.send(answer.unwrap_or_else(|failure| match failure {
                        Failure::RolledBack(error) => Err(error),
                        Failure::Unknown => Err(LedgerError::Unsure),
                    })));
                }
            }
        }
    }

    async fn try_together(&self, jobs: &[Job]) -> Result<Vec<Answer>, Failure> {
        for attempt in 1..TRIES {
            match self.watched(jobs).await {
                Err(Failure::RolledBack(LedgerError::Busy)) => {
                    tracing::warn!(
                        code = self.code,
                        attempt,
                        "the database turned a transaction away; trying it again"
                    );
                    tokio::time::sleep(Duration::from_millis(5) * attempt).await;
                }
                settled => return settled,
            }
        }
        self.watched(jobs).await
    }

    /// One transaction; where the disk failed in it, the last one until the record is opened anew and proved.
    async fn watched(&self, jobs: &[Job]) -> Result<Vec<Answer>, Failure> {
        let done = self.together(jobs).instrument(self.span(jobs)).await;
        if let Err(Failure::RolledBack(LedgerError::Full)) = &done {
            // SQLite has ended the transaction itself, which the driver does not know: its connection begins no other.
            recovery::begin(&self.store, "there was no room");
        }
        if let Err(Failure::RolledBack(LedgerError::Disk { why, unwritten, .. })) = &done {
            recovery::begin(&self.store, why);
            if *unwritten && self.store.may_not_grow() {
                return Err(Failure::RolledBack(LedgerError::Full));
            }
        }
        done
    }

    /// The span of a transaction, in the trace of the first who waits for it; the others' lead to it.
    fn span(&self, jobs: &[Job]) -> Span {
        let first = jobs.first().and_then(|job| job.span.id());
        let callers = jobs.len();
        let span = tracing::info_span!(parent: first, "transaction", code = self.code, callers, events = field::Empty);
        for job in jobs.iter().skip(1) {
            span.follows_from(&job.span);
        }
        span
    }

    /// One transaction for all the jobs.
    async fn together(&self, jobs: &[Job]) -> Result<Vec<Answer>, Failure> {
        let mut kept = self.working.lock().await;
        let rulebook = self.rulebook();
        let rules = Rules {
            rulebook: &rulebook,
            store: &self.store,
            clock: &self.clock,
            civil: &self.civil,
            salts: &self.salts,
        };
        let held = Head::hold(&self.store, &self.code).await;
        let (mut transaction, head) = held.map_err(Failure::RolledBack)?;
        // Taken out: it comes back only once what it holds is committed.
        let mut working = kept.take().unwrap_or_else(|| Working::of_empty(&self.code));
        let caught_up = working.catch_up(&mut transaction, head).instrument(tracing::info_span!("catch up"));
        caught_up.await.map_err(Failure::RolledBack)?;
        let mut sitting = Sitting::begin(&self.code, rules, &mut transaction, working);
        let answers = rule_on(&mut sitting, jobs).await.map_err(Failure::RolledBack)?;
        let ended = tracing::info_span!("make tables").in_scope(|| sitting.end());
        let (working, recorded, pending) = ended.map_err(Failure::RolledBack)?;
        Span::current().record("events", recorded.len());
        if recorded.is_empty() {
            // Refused acts write nothing, not even the head they locked.
            let ended = transaction.rollback().await;
            ended.map_err(|error| Failure::RolledBack(while_doing("ending a transaction")(error)))?;
        } else {
            let committed = transaction.commit_with(pending).instrument(tracing::info_span!("write and commit")).await;
            committed.map_err(|unended| match unended {
                Unended::RolledBack(error) => {
                    let error = while_doing(RECORDING)(error);
                    // Rolled back here, but a commit whose flush failed may stand on the disk all the same.
                    let flush = matches!(error, LedgerError::Disk { unwritten: false, .. });
                    if flush { self.lost_commit(error) } else { Failure::RolledBack(error) }
                }
                Unended::Lost(error) => self.lost_commit(while_doing("committing")(error)),
            })?;
        }
        if let Err(error) = self.published().extend(recorded, working.head.clone()) {
            tracing::error!(code = self.code, %error, "what was recorded cannot be folded for readers");
        }
        *kept = Some(working);
        Ok(answers)
    }

    /// A commit that was turned away, or for which there was no room, was rolled back; of any other failure nobody can
    /// tell.
    fn lost_commit(&self, error: LedgerError) -> Failure {
        if matches!(error, LedgerError::Busy | LedgerError::Full) {
            return Failure::RolledBack(error);
        }
        if matches!(error, LedgerError::Disk { unwritten: true, .. }) && self.store.may_not_grow() {
            // The caller hears that there is no room, and the record is opened anew all the same.
            return Failure::RolledBack(error);
        }
        tracing::error!(code = self.code, %error, "a commit was not answered");
        if let LedgerError::Disk { why, .. } = &error {
            recovery::begin(&self.store, why);
        }
        Failure::Unknown
    }
}

/// Rules on the acts of each job. What is wrong with one act is its caller's answer, as long as nothing of that caller
/// was written before; anything else fails the transaction.
async fn rule_on(sitting: &mut Sitting<'_>, jobs: &[Job]) -> Result<Vec<Answer>, LedgerError> {
    let mut answers = Vec::with_capacity(jobs.len());
    for job in jobs {
        let mut submitted = Vec::with_capacity(job.acts.len());
        let mut wrong = None;
        for (number, handed) in (1..).zip(&job.acts) {
            let span = tracing::info_span!(parent: job.span.id(), "act", act = %handed.submission.act.name());
            match sitting.take(handed).instrument(span).await {
                Ok(done) => submitted.push(done),
                Err(error) if error.is_about_the_act() && job.acts.len() == 1 => wrong = Some(error),
                Err(error) => return Err(of_many(error, number, handed)),
            }
        }
        answers.push(wrong.map_or(Ok(submitted), Err));
    }
    Ok(answers)
}

fn of_many(error: LedgerError, number: usize, handed: &Handed) -> LedgerError {
    match handed.at {
        Some(at) if error.is_about_the_act() => LedgerError::InBatch { number, at, source: Box::new(error) },
        Some(_) | None => error,
    }
}

/// The task that serves a queue. Should it be cut off, those who wait are told so, and the next caller starts another.
struct Service {
    hosted: Arc<Hosted>,
    ended: bool,
}

impl Drop for Service {
    fn drop(&mut self) {
        if !self.ended {
            let mut queue = self.hosted.queue();
            queue.served = false;
            queue.waiting.clear();
        }
    }
}

/// Serves the queue until it is empty.
async fn serve(hosted: Arc<Hosted>) {
    let mut service = Service { hosted, ended: false };
    loop {
        let jobs = service.hosted.next_jobs();
        if jobs.is_empty() {
            // From here on another task may be at work: its mark is not ours to take away.
            service.ended = true;
            return;
        }
        service.hosted.answer(jobs).await;
        // Those who were answered have their turn first: what they hand in next shares a transaction then.
        tokio::task::yield_now().await;
    }
}
