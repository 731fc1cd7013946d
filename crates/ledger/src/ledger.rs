//! The record: opened once, shared by all who read and write.

mod files;
mod tables_held;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::DateTime;
use procedure::names::{ProposalId, Stage};
use procedure::{Recorded, Register, Rulebook, Submission};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection};

use crate::audit::merkle::{self, Hash};
use crate::audit::seal::Salts;
use crate::clock::{Civil, Clock};
use crate::engine::{Engine, Store};
use crate::error::{LedgerError, while_doing};
use crate::events::{Stored, WrittenEntry};
use crate::head::Head;
use crate::hosted::Hosted;
use crate::proof::{self, Inclusion, TreeHead};
use crate::submit::{Handed, SubmitOptions, Submitted};
use crate::tables::{self, DeadlineRow, HistoryRow, ProposalPage, ProposalQuery, ReleaseRow};
use crate::verify::{self, Verified};
use crate::{events, migration};

const READING: &str = "reading the tables";

/// The record of what happened. Copies are cheap and share it.
#[derive(Debug, Clone)]
pub struct Ledger(Arc<Open>);

#[derive(Debug)]
struct Open {
    store: Store,
    clock: Clock,
    civil: Civil,
    salts: Salts,
    codes: RwLock<BTreeMap<String, Arc<Hosted>>>,
}

impl Ledger {
    /// Opens the record at `sqlite:PATH`, which is made where it is not there yet, or at
    /// `postgres://USER@HOST/DATABASE`, and brings its tables up to what this program knows.
    ///
    /// # Errors
    /// There is no such place, it cannot be written or reached, a newer program has written there, or the clock is the
    /// database's and the database has none.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, LedgerError> {
        Self::open_with(url, clock, Salts::Random).await
    }

    /// As [`Self::open`], where there is a record already.
    ///
    /// # Errors
    /// As for [`Self::open`], and where none of a record's tables is there.
    pub async fn open_existing(url: &str, clock: Clock) -> Result<Self, LedgerError> {
        let store = Store::open_existing(url).await?;
        let held = migration::holds_tables(&store).await;
        store.close().await;
        if !held? {
            return Err(LedgerError::NoRecord { place: url.to_owned() });
        }
        Self::open(url, clock).await
    }

    /// As [`Self::open`], with the source of the salts that seal what is said in confidence.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub async fn open_with(url: &str, clock: Clock, salts: Salts) -> Result<Self, LedgerError> {
        Store::refuse_empty_file(url)?;
        let store = Store::open(url).await?;
        match (&clock, store.engine()) {
            (Clock::Database, Engine::Sqlite) => return Err(LedgerError::NoClock),
            (Clock::Handed(_), Engine::Sqlite | Engine::Postgres) | (Clock::Database, Engine::Postgres) => {}
        }
        migration::bring_up(&store, &salts).await?;
        Ok(Self(Arc::new(Open { store, clock, civil: Civil::london()?, salts, codes: RwLock::default() })))
    }

    /// Hosts a Code: acts on it are ruled on by this rulebook. A Code that is new here gets an empty log; one that is
    /// hosted already gets the new rules. Tables that an earlier program made otherwise are made anew from the log.
    ///
    /// # Errors
    /// A later program made the tables, the record is damaged, or the database failed.
    pub async fn host(&self, rulebook: Arc<Rulebook>) -> Result<(), LedgerError> {
        let code = rulebook.code().id.clone();
        let mut transaction = self.0.store.begin().await?;
        Head::make(&mut transaction, &code).await?;
        if !tables::is_current(&mut transaction, &code).await? {
            verify::rebuild(&mut transaction, &code).await?;
        }
        transaction.commit().await.map_err(while_doing("making the log of a Code"))?;
        let mut codes = self.0.codes.write().unwrap_or_else(PoisonError::into_inner);
        match codes.get(&code) {
            Some(hosted) => hosted.replace_rulebook(rulebook),
            None => {
                let (store, clock, civil) = (self.0.store.clone(), self.0.clock.clone(), self.0.civil.clone());
                codes.insert(code, Arc::new(Hosted::new(rulebook, store, clock, civil, self.0.salts.clone())));
            }
        }
        Ok(())
    }

    /// Ends the use of the record: closes every connection, of all copies. A database in a file is then whole in that file.
    pub async fn close(self) {
        self.0.store.write_back().await;
        self.0.store.clone().close().await;
    }

    /// The ids of the Codes hosted, in order.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.0.codes.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// The rules of a Code.
    ///
    /// # Errors
    /// The Code is not hosted.
    pub fn rulebook(&self, code: &str) -> Result<Arc<Rulebook>, LedgerError> {
        self.hosted(code).map(|hosted| hosted.rulebook())
    }

    /// The one door: rules on an act now, and records what came of it. A refused act is no error and writes nothing.
    ///
    /// # Errors
    /// The act cannot be read; what it is about has changed since the caller looked; the key was used for another act;
    /// the record is damaged; the database failed.
    pub async fn submit(
        &self,
        code: &str,
        submission: Submission,
        options: SubmitOptions,
    ) -> Result<Submitted, LedgerError> {
        let handed = Handed { at: None, submission, options };
        let mut submitted = self.hosted(code)?.submit(vec![handed]).await?;
        submitted.pop().ok_or(LedgerError::Unsure)
    }

    /// Rules on acts and records them as if each was handed in at its time: for demonstrations and imports. All are
    /// recorded in one transaction, or none.
    ///
    /// # Errors
    /// As for [`Self::submit`], with the number of the act; the times do not go forwards; the time is the database's.
    pub async fn submit_at(
        &self,
        code: &str,
        acts: Vec<(DateTime, Submission)>,
    ) -> Result<Vec<Submitted>, LedgerError> {
        let hosted = self.hosted(code)?;
        if acts.is_empty() {
            return Ok(Vec::new());
        }
        let handed = |(at, submission)| Handed { at: Some(at), submission, options: SubmitOptions::default() };
        hosted.submit(acts.into_iter().map(handed).collect()).await
    }

    /// All that has happened, folded, as the log stands now: acts recorded by other nodes are in it.
    ///
    /// # Errors
    /// The Code is not hosted, the record is damaged, or the database failed.
    pub async fn register(&self, code: &str) -> Result<Arc<Register>, LedgerError> {
        self.hosted(code)?.register().await
    }

    /// Why nothing is recorded at present: the disk failed, and the record has not been opened anew and proved since.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.0.store.fault()
    }

    /// The position of the last event; nought where there is none.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn position(&self, code: &str) -> Result<u64, LedgerError> {
        self.hosted(code)?;
        Ok(Head::read(&mut *self.reader().await?, code).await?.position)
    }

    /// The events after a position, at most so many, in order.
    ///
    /// # Errors
    /// The Code is not hosted, an event cannot be read, or the database failed.
    pub async fn events(&self, code: &str, after: u64, limit: u32) -> Result<Vec<Recorded>, LedgerError> {
        self.hosted(code)?;
        let stored = events::after(&mut *self.reader().await?, code, after, limit).await?;
        events::read_all(code, &stored)
    }

    /// Every event of one thing's history, in order: of the stream `release/june-2020`, say.
    ///
    /// # Errors
    /// The Code is not hosted, an event cannot be read, or the database failed.
    pub async fn events_of(&self, code: &str, stream: &str) -> Result<Vec<Recorded>, LedgerError> {
        self.hosted(code)?;
        let stored = events::of_stream_after(&mut *self.reader().await?, code, stream, 0).await?;
        events::read_all(code, &stored)
    }

    /// The leaves of the events after a position, by position.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn hashes(&self, code: &str, after: u64, limit: u32) -> Result<BTreeMap<u64, String>, LedgerError> {
        self.hosted(code)?;
        let stored = events::after(&mut *self.reader().await?, code, after, limit).await?;
        Ok(stored.iter().map(|event| (event.position, event.hash.clone())).collect())
    }

    /// The events after a position as they are written down, at most so many, in order. Whoever has these can work out
    /// every hash of the audit log for themselves.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn entries(&self, code: &str, after: u64, limit: u32) -> Result<Vec<WrittenEntry>, LedgerError> {
        self.hosted(code)?;
        let stored = events::after(&mut *self.reader().await?, code, after, limit).await?;
        Ok(stored.into_iter().map(Stored::into_entry).collect())
    }

    /// A page of the register of proposals.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn proposals(&self, code: &str, query: &ProposalQuery) -> Result<ProposalPage, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        tables::page_of_proposals(conn, code, query).await.map_err(while_doing(READING))
    }

    /// How many proposals that fit a search stand at each stage; stages without any are left out.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn stages(&self, code: &str, text: Option<&str>) -> Result<Vec<(Stage, u64)>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        tables::stages_of_proposals(conn, code, text).await.map_err(while_doing(READING))
    }

    /// The days that matter and have not passed at a moment, soonest first.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn deadlines(&self, code: &str, after: DateTime, limit: u32) -> Result<Vec<DeadlineRow>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        tables::coming_deadlines(conn, code, after, limit).await.map_err(while_doing(READING))
    }

    /// Every release, by its day.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn releases(&self, code: &str) -> Result<Vec<ReleaseRow>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        tables::list_of_releases(conn, code).await.map_err(while_doing(READING))
    }

    /// What happened to a proposal, oldest first. What was split off has the split as its first line.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn history(&self, code: &str, proposal: &ProposalId) -> Result<Vec<HistoryRow>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        tables::of_proposal(conn, code, proposal).await.map_err(while_doing(READING))
    }

    /// What happened last, newest first.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn latest(&self, code: &str, limit: u32) -> Result<Vec<HistoryRow>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        tables::latest(conn, code, limit).await.map_err(while_doing(READING))
    }

    /// Empties the tables of a Code and makes them again from its log.
    ///
    /// # Errors
    /// The Code is not hosted, the record is damaged, or the database failed; the tables are then as they were.
    pub async fn rebuild(&self, code: &str) -> Result<(), LedgerError> {
        self.hosted(code)?;
        let mut transaction = self.0.store.begin().await?;
        verify::rebuild(&mut transaction, code).await?;
        transaction.commit().await.map_err(while_doing("rebuilding the tables"))
    }

    /// The tables of a Code as bytes: the same events give the same bytes on every engine.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn table_bytes(&self, code: &str) -> Result<Vec<u8>, LedgerError> {
        self.hosted(code)?;
        tables::bytes(&mut *self.reader().await?, code).await.map_err(while_doing(READING))
    }

    /// How far the log of a Code reaches, with the root over it: what a checkpoint says.
    ///
    /// # Errors
    /// The Code is not hosted, the head of its log is damaged, or the database failed.
    pub async fn tree_head(&self, code: &str) -> Result<TreeHead, LedgerError> {
        self.hosted(code)?;
        let head = Head::read(&mut *self.reader().await?, code).await?;
        Ok(TreeHead { size: head.position, root: head.root() })
    }

    /// What proves that the event at a position stands in the log of a size; nothing where it does not.
    ///
    /// # Errors
    /// The Code is not hosted, the record is damaged, or the database failed.
    pub async fn inclusion(&self, code: &str, position: u64, size: u64) -> Result<Option<Inclusion>, LedgerError> {
        self.hosted(code)?;
        proof::inclusion(&mut *self.reader().await?, code, position, size).await
    }

    /// The hashes that prove that the log of a size goes on from a smaller one; nothing where it was never so long.
    ///
    /// # Errors
    /// As for [`Self::inclusion`].
    pub async fn consistency(&self, code: &str, old: u64, size: u64) -> Result<Option<Vec<Hash>>, LedgerError> {
        self.hosted(code)?;
        proof::consistency(&mut *self.reader().await?, code, old, size).await
    }

    /// The root of the log when it had a size; nothing where it was never so long.
    ///
    /// # Errors
    /// As for [`Self::inclusion`].
    pub async fn root_at(&self, code: &str, size: u64) -> Result<Option<Hash>, LedgerError> {
        self.hosted(code)?;
        proof::root_at(&mut *self.reader().await?, code, size).await
    }

    /// A tile of the audit log, 1 to 256 hashes wide, as C2SP tlog-tiles has it; nothing where the log is not so long.
    ///
    /// # Errors
    /// As for [`Self::inclusion`].
    pub async fn tile(&self, code: &str, level: u32, index: u64, width: u64) -> Result<Option<Vec<u8>>, LedgerError> {
        self.hosted(code)?;
        let hashes = proof::tile(&mut *self.reader().await?, code, level, index, width).await?;
        Ok(hashes.map(|hashes| hashes.iter().flat_map(Hash::bytes).collect()))
    }

    /// A bundle of the audit log's entries, 1 to 256 of them, as C2SP tlog-tiles has it: each is the SHA-256 of the text
    /// of an event. Nothing where the log is not so long.
    ///
    /// # Errors
    /// As for [`Self::inclusion`].
    pub async fn entry_bundle(&self, code: &str, index: u64, width: u64) -> Result<Option<Vec<u8>>, LedgerError> {
        self.hosted(code)?;
        let conn: &mut AnyConnection = &mut *self.reader().await?;
        if proof::tile(conn, code, 0, index, width).await?.is_none() {
            return Ok(None);
        }
        let count = u32::try_from(width).unwrap_or(u32::MAX);
        let entries = events::entries_after(conn, code, index * merkle::TILE, count).await?;
        // The length of an entry comes before it, in two bytes, the higher one first.
        Ok(Some(entries.iter().flat_map(|entry| [[0, 32].as_slice(), entry].concat()).collect()))
    }

    /// Proves the log of a Code: every event is there, unchanged and in its place.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] names the first position that is wrong.
    pub async fn verify(&self, code: &str) -> Result<Verified, LedgerError> {
        self.verify_at(code, &[]).await
    }

    /// As [`Self::verify`]; tells also what the root was when the log had each of the sizes given, to be compared with
    /// checkpoints that somebody kept.
    ///
    /// # Errors
    /// As for [`Self::verify`].
    pub async fn verify_at(&self, code: &str, sizes: &[u64]) -> Result<Verified, LedgerError> {
        self.hosted(code)?;
        verify::log(&mut *self.reader().await?, code, sizes).await
    }

    /// Whether the tables of a Code are what its log makes of them; changes nothing.
    ///
    /// # Errors
    /// The Code is not hosted, the log is damaged, or the database failed.
    pub async fn tables_agree(&self, code: &str) -> Result<bool, LedgerError> {
        self.hosted(code)?;
        let mut transaction = self.0.store.begin().await?;
        let agree = verify::tables_agree(&mut transaction, code).await;
        transaction.rollback().await.map_err(while_doing("ending a transaction"))?;
        agree
    }

    pub(crate) fn hosted(&self, code: &str) -> Result<Arc<Hosted>, LedgerError> {
        let codes = self.0.codes.read().unwrap_or_else(PoisonError::into_inner);
        codes.get(code).cloned().ok_or_else(|| LedgerError::UnknownCode {
            code: code.to_owned(),
            hosted: codes.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
        })
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>, LedgerError> {
        self.0.store.reader().await
    }
}
