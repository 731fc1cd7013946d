//! The one door: acts ruled on and recorded, inside one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use jiff::civil::DateTime;
use procedure::act::Problem;
use procedure::event::ConsultationEvent;
use procedure::ruling::Outcome;
use procedure::{Event, Ground, Recorded, Rulebook, Ruling, Submission, Unreadable};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CharEscape, Formatter};
use sqlx::AnyConnection;

use crate::answers::{Answer, Kept, Key};
use crate::audit::seal::{Salts, Seal};
use crate::clock::{Civil, Clock};
use crate::engine::Store;
use crate::error::{LedgerError, while_doing};
use crate::events;
use crate::files;
use crate::fold::Working;
use crate::pending::Pending;
use crate::tables::Changes;
use crate::telling;

/// What is done while what waits is written.
pub(crate) const RECORDING: &str = "recording an act";

/// What a caller may say besides the act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubmitOptions {
    /// An idempotency key: an act sent again under it is not done again but answered the same. Kept for permitted acts
    /// only, because nothing came of the others.
    pub key: Option<String>,
    /// The position of the record that the caller saw. Where what the act is about has changed since, the act is not
    /// ruled on.
    pub expected: Option<u64>,
}

/// What came of an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Submitted {
    /// The ruling with its grounds.
    pub ruling: Ruling,
    /// What was recorded; empty where the act was not permitted.
    pub recorded: Vec<Recorded>,
    /// The position of the record after the act.
    pub position: u64,
    /// Whether this is the answer given before under the same key.
    pub replayed: bool,
}

/// An act handed in, perhaps with the time that it is to be recorded at.
#[derive(Debug, Clone)]
pub(crate) struct Handed {
    pub(crate) at: Option<DateTime>,
    pub(crate) submission: Submission,
    pub(crate) options: SubmitOptions,
}

/// What acts are ruled by, and where their time comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) store: &'a Store,
    pub(crate) clock: &'a Clock,
    pub(crate) civil: &'a Civil,
    pub(crate) salts: &'a Salts,
}

/// The acts of one transaction that holds the head of the log.
#[derive(Debug)]
pub(crate) struct Sitting<'a> {
    code: &'a str,
    rules: Rules<'a>,
    conn: &'a mut AnyConnection,
    working: Working,
    changes: Changes,
    recorded: Vec<Recorded>,
    /// What was recorded and is not written yet: all that reads the log writes it first.
    pending: Pending,
    /// The answers given under keys in this sitting.
    answers: BTreeMap<String, Answer>,
}

impl<'a> Sitting<'a> {
    /// Begins with the head locked and folded.
    pub(crate) fn begin(code: &'a str, rules: Rules<'a>, conn: &'a mut AnyConnection, working: Working) -> Self {
        Self {
            code,
            rules,
            conn,
            working,
            changes: Changes::default(),
            recorded: Vec::new(),
            pending: Pending::default(),
            answers: BTreeMap::new(),
        }
    }

    /// Rules on an act, and records what came of it.
    pub(crate) async fn take(&mut self, handed: &Handed) -> Result<Submitted, LedgerError> {
        let Handed { at, submission, options } = handed;
        let key = options.key.as_deref().map(|key| Key::new(key, submission)).transpose()?;
        if let Some(key) = &key
            && let Some(kept) = self.find(key).await?
        {
            return self.replay(kept).await;
        }
        refuse_unkeepable(submission)?;
        let recorded_at = self.instant(*at).await?;
        let took_effect = self.rules.civil.of(recorded_at)?;
        let ruling = procedure::decide(&self.working.register, submission, self.rules.rulebook, took_effect)?;
        if let Some(expected) = options.expected {
            self.refuse_stale(expected, submission, &ruling).await?;
        }
        let first = self.recorded.len();
        if let Outcome::Permitted(events) = &ruling.outcome {
            self.files_are_kept(events).await?;
            for event in events {
                self.record(event, &ruling.grounds, &submission.by, took_effect, recorded_at).await?;
            }
        }
        let recorded = self.recorded.iter().skip(first).cloned().collect::<Vec<_>>();
        if let (Some(key), Some(first)) = (&key, recorded.first()) {
            let kept = Kept { first: first.position, events: recorded.len().try_into().unwrap_or(u64::MAX) };
            self.answers.insert(key.name().to_owned(), key.keep(&mut self.pending, self.code, kept));
        }
        Ok(Submitted { ruling, recorded, position: self.working.head.position, replayed: false })
    }

    /// Ends: adds tables and head to what is to be written, where anything was recorded. Gives the fold and what is new in
    /// it, for those who may see it once it is committed, and what is still to be written.
    pub(crate) fn end(mut self) -> Result<(Working, Vec<Recorded>, Pending), LedgerError> {
        if let (Some(first), Some(last)) = (self.recorded.first(), self.recorded.last()) {
            std::mem::take(&mut self.changes).write(&mut self.pending, self.code, &self.working.register)?;
            self.working.head.write(&mut self.pending, self.code);
            telling::tell(&mut self.pending, self.code, first.position, last.position);
        }
        Ok((self.working, self.recorded, self.pending))
    }

    /// Writes what waits.
    async fn write(&mut self) -> Result<(), LedgerError> {
        self.pending.write(self.conn).await.map_err(while_doing(RECORDING))
    }

    /// What was recorded under a key before, in this sitting or another.
    async fn find(&mut self, key: &Key) -> Result<Option<Kept>, LedgerError> {
        if let Some(answer) = self.answers.get(key.name()) {
            return key.open(answer).map(Some);
        }
        key.find(self.conn, self.code).await?.map(|answer| key.open(&answer)).transpose()
    }

    /// Refuses events that name a file which is not kept: it must be on the disk before what names it.
    async fn files_are_kept(&mut self, events: &[Event]) -> Result<(), LedgerError> {
        for file in events.iter().flat_map(Event::files) {
            if !files::is_kept(self.conn, file).await? {
                let message =
                    format!("the file {file} is not kept here; `enact import` keeps it, and then does this act");
                return Err(LedgerError::Unreadable(Unreadable(vec![Problem { field: None, message }])));
            }
        }
        Ok(())
    }

    async fn replay(&mut self, kept: Kept) -> Result<Submitted, LedgerError> {
        self.write().await?;
        let count = u32::try_from(kept.events).unwrap_or(u32::MAX);
        let stored = events::after(self.conn, self.code, kept.first.saturating_sub(1), count).await?;
        let recorded = events::read_all(self.code, &stored)?;
        let grounds = recorded.first().map(|first| first.grounds.clone()).unwrap_or_default();
        let events = recorded.iter().map(|recorded| recorded.event.clone()).collect();
        let position = recorded.last().map_or(kept.first, |last| last.position);
        Ok(Submitted {
            ruling: Ruling { outcome: Outcome::Permitted(events), grounds },
            recorded,
            position,
            replayed: true,
        })
    }

    /// The instant of an act: never before the last event's.
    async fn instant(&mut self, at: Option<DateTime>) -> Result<i64, LedgerError> {
        let last = self.working.head.recorded_at;
        let now = match (at, self.rules.clock) {
            (Some(_), Clock::Database) => return Err(LedgerError::TimeNotOurs),
            (Some(at), Clock::Handed(_)) => {
                let instant = self.rules.civil.instant(at)?;
                if instant < last && self.working.head.position > 0 {
                    return Err(LedgerError::Backwards { at, last: self.rules.civil.of(last)? });
                }
                return Ok(instant);
            }
            (None, Clock::Handed(now)) => now().as_microsecond(),
            (None, Clock::Database) => self.rules.store.clock(self.conn).await?,
        };
        Ok(if self.working.head.position > 0 { now.max(last) } else { now })
    }

    /// Refuses to go on where what the act is about has changed since the caller looked: the proposal that it names,
    /// and every stream that it would write to.
    async fn refuse_stale(
        &mut self,
        expected: u64,
        submission: &Submission,
        ruling: &Ruling,
    ) -> Result<(), LedgerError> {
        let position = self.working.head.position;
        if expected > position {
            return Err(LedgerError::NotReached { expected, position });
        }
        if expected == position {
            return Ok(());
        }
        let act = serde_json::to_value(&submission.act).map_err(unreadable)?;
        let named = act.get("proposal").and_then(Value::as_str);
        let named = named.and_then(|number| self.working.register.proposal(number));
        let mut streams: BTreeSet<String> = named.map(|known| format!("proposal/{}", known.id)).into_iter().collect();
        if let Outcome::Permitted(events) = &ruling.outcome {
            streams.extend(events.iter().map(Event::stream));
        }
        self.write().await?;
        let mut since = Vec::new();
        for stream in &streams {
            let stored = events::of_stream_after(self.conn, self.code, stream, expected).await?;
            since.extend(events::read_all(self.code, &stored)?);
        }
        since.sort_by_key(|recorded| recorded.position);
        match since.is_empty() {
            true => Ok(()),
            false => Err(LedgerError::Stale { expected, position, since }),
        }
    }

    async fn record(
        &mut self,
        event: &Event,
        grounds: &[Ground],
        by: &str,
        took_effect: DateTime,
        recorded_at: i64,
    ) -> Result<(), LedgerError> {
        let recorded = Recorded {
            position: self.working.head.position + 1,
            took_effect,
            by: by.to_owned(),
            grounds: grounds.to_vec(),
            event: event.clone(),
        };
        let stream = recorded.event.stream();
        let version = self.working.next_version(&stream);
        let seal = Seal::of(&recorded.event, self.rules.salts);
        let seal = seal.map_err(|why| LedgerError::Database { doing: "sealing what is said in confidence", why })?;
        let written = (&recorded, seal.as_ref());
        let (before, stream) = (&self.working.head, (stream, version));
        let head = events::append(&mut self.pending, self.code, before, written, recorded_at, stream)?;
        if let Event::Consultation(ConsultationEvent::ConfidenceErased { entry, .. }) = &recorded.event {
            self.write().await?;
            events::erase(self.conn, self.code, *entry).await?;
        }
        if self.pending.is_much() {
            self.write().await?;
        }
        self.changes.before(&self.working.register, &recorded.event);
        self.working.fold(&recorded, head)?;
        self.changes.after(&self.working.register, &recorded);
        self.recorded.push(recorded);
        Ok(())
    }
}

/// Refuses an act with a text that not every engine can keep.
fn refuse_unkeepable(submission: &Submission) -> Result<(), LedgerError> {
    let mut looking = NullCharacters::default();
    let mut found = serde_json::Serializer::with_formatter(std::io::sink(), &mut looking);
    submission.act.serialize(&mut found).map_err(unreadable)?;
    match looking.found || submission.by.contains('\0') {
        true => Err(unreadable("a text holds a null character, which no record can keep; leave it out")),
        false => Ok(()),
    }
}

fn unreadable(message: impl ToString) -> LedgerError {
    LedgerError::Unreadable(Unreadable(vec![Problem { field: None, message: message.to_string() }]))
}

/// Looks for null characters in texts while they are written as JSON, which keeps nothing of them in memory.
#[derive(Debug, Default)]
struct NullCharacters {
    found: bool,
}

impl Formatter for &mut NullCharacters {
    fn write_char_escape<W: Write + ?Sized>(&mut self, _: &mut W, escape: CharEscape) -> std::io::Result<()> {
        self.found |= matches!(escape, CharEscape::AsciiControl(0));
        Ok(())
    }
}
