//! The registers that editions are read from: a record on disk, or those that the program carries.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use ledger::{Ledger, LedgerError};
use legaltext::{Document, DocumentId, Edition, rebase};
use procedure::event::{Event, Recorded};
use procedure::register::Proposal;
use procedure::ruling::Outcome;
use procedure::scenario::Scenario;
use procedure::{Register, Rulebook, decide};

use super::EditionAddress;
use crate::codes::{self, CodeFiles};
use crate::failure::Failure;
use crate::paths::Text as PointText;
use crate::server::{codes_to_host, world_clock};

/// Events read from a record at a time.
const PAGE: u32 = 500;

/// Where the registers are.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct Source {
    /// The folder of an embedded database; without it the registers that the program carries.
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// A record on disk, with what answers for it.
struct Record {
    ledger: Ledger,
    runtime: tokio::runtime::Runtime,
}

/// One Code's register, with the rules it stands under.
pub(in crate::cli) struct Kept {
    /// The rules.
    pub(in crate::cli) rulebook: Arc<Rulebook>,
    /// All that its events say.
    pub(in crate::cli) register: Arc<Register>,
    /// The events; none where the record on disk holds them.
    recorded: Vec<Recorded>,
}

/// The registers, each read once.
pub(in crate::cli) struct Registers {
    codes: Option<PathBuf>,
    source: Source,
    record: Option<Record>,
    kept: BTreeMap<String, Arc<Kept>>,
}

/// The text that an address asks for.
pub(in crate::cli) struct Named {
    /// The whole Code at that point.
    pub(in crate::cli) edition: Edition,
    /// The document asked for; none for the whole Code.
    pub(in crate::cli) document: Option<DocumentId>,
    /// The first day of the edition that it is or is made from.
    pub(in crate::cli) since: Date,
    /// The register that it was read from.
    pub(in crate::cli) kept: Arc<Kept>,
}

impl Kept {
    /// The proposals whose words came into force on a day and changed a document.
    pub(in crate::cli) fn made_by(&self, day: Date, document: &DocumentId) -> Vec<&Proposal> {
        let changes = |proposal: &&Proposal| {
            let amendments = proposal.approved_text().into_iter().flat_map(|text| &text.amendments);
            let mut touched = amendments.flat_map(legaltext::Amendment::documents);
            proposal.went_live_on(day) && touched.any(|id| &id == document)
        };
        self.register.proposals().filter(changes).collect()
    }
}

impl Named {
    /// The document asked for as an edition of its own, or the whole Code.
    pub(in crate::cli) fn only(&self) -> Edition {
        let Some(id) = &self.document else { return self.edition.clone() };
        Edition::new(self.edition.code(), self.edition.document(id).cloned())
    }
}

impl Registers {
    /// The registers at a place; nothing is opened before it is asked for.
    pub(in crate::cli) fn new(codes: Option<&PathBuf>, source: &Source) -> Self {
        Self { codes: codes.cloned(), source: source.clone(), record: None, kept: BTreeMap::new() }
    }

    /// The ids of the Codes.
    ///
    /// # Errors
    /// The folder of the Codes cannot be read.
    pub(in crate::cli) fn ids(&self) -> Result<Vec<String>, Failure> {
        match &self.codes {
            Some(folder) => codes::ids_in(folder),
            None => Ok(codes::carried().into_iter().map(str::to_owned).collect()),
        }
    }

    /// Whether a record on disk was named.
    pub(in crate::cli) fn is_recorded(&self) -> bool {
        self.source.data.is_some() || self.source.database.is_some()
    }

    /// One Code's register.
    ///
    /// # Errors
    /// There is no such Code, or its register cannot be read.
    pub(in crate::cli) fn of(&mut self, code: &str) -> Result<Arc<Kept>, Failure> {
        if let Some(kept) = self.kept.get(code) {
            return Ok(Arc::clone(kept));
        }
        let kept = Arc::new(if self.is_recorded() { self.recorded(code)? } else { self.carried(code)? });
        self.kept.insert(code.to_owned(), Arc::clone(&kept));
        Ok(kept)
    }

    /// Every event of one Code, oldest first.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub(in crate::cli) fn events(&mut self, code: &str) -> Result<Vec<Recorded>, Failure> {
        let kept = self.of(code)?;
        match &self.record {
            Some(record) => record.events(code),
            None => Ok(kept.recorded.clone()),
        }
    }

    /// The text at an address.
    ///
    /// # Errors
    /// There is none: the sentence says what there is instead.
    pub(in crate::cli) fn shown(&mut self, address: &EditionAddress) -> Result<Named, Failure> {
        let kept = self.of(&address.code)?;
        let known = address.point.as_ref().and_then(|point| point.known);
        let register = match known {
            Some(day) => Arc::new(self.as_known_on(&address.code, &kept, day)?),
            None => Arc::clone(&kept.register),
        };
        let (since, mut edition) = chosen(address, &register)?;
        let on = match address.point.as_ref().map(|point| &point.text) {
            Some(PointText::On(day)) => *day,
            Some(PointText::Edition(_)) => since,
            None => crate::clock::today(),
        };
        if known.is_none() && on > crate::clock::today() {
            edition = coming(address, &register, on, edition);
        }
        let with: Vec<String> = address
            .point
            .iter()
            .flat_map(|point| &point.with)
            .map(|proposal| proposal.as_str().to_uppercase())
            .collect();
        if !with.is_empty() {
            edition = mixed(address, &register, &with, on)?;
        }
        if let Some(id) = &address.document
            && edition.document(id).is_none()
        {
            let held: Vec<String> = edition.documents().iter().map(|held| held.id().to_string()).collect();
            let (printed, held) = (id.printed(), held.join(", "));
            return Err(Failure::new(format!("{address}: {printed} is not in this text of the Code; it holds {held}")));
        }
        Ok(Named { edition, document: address.document.clone(), since, kept })
    }

    /// The register as it was known at the end of a day: what was recorded later is left out.
    fn as_known_on(&self, code: &str, kept: &Kept, day: Date) -> Result<Register, Failure> {
        let mut known = Register::new(code);
        let from_disk;
        let recorded = match &self.record {
            Some(record) => {
                from_disk = record.events(code)?;
                &from_disk
            }
            None => &kept.recorded,
        };
        for event in recorded.iter().take_while(|event| event.took_effect.date() <= day) {
            known.fold(event).map_err(|error| Failure::new(error.to_string()))?;
        }
        Ok(known)
    }

    fn recorded(&mut self, code: &str) -> Result<Kept, Failure> {
        if self.record.is_none() {
            self.record = Some(Record::open(&self.source, self.codes.as_ref())?);
        }
        let unread = || Failure::new("the record could not be opened");
        let record = self.record.as_ref().ok_or_else(unread)?;
        let rulebook = record.ledger.rulebook(code).map_err(failed)?;
        let register = record.runtime.block_on(record.ledger.register(code)).map_err(failed)?;
        Ok(Kept { rulebook, register, recorded: Vec::new() })
    }

    /// The register that the files of a Code make: its documents, then its story where it has one.
    fn carried(&self, code: &str) -> Result<Kept, Failure> {
        let files = match &self.codes {
            Some(folder) => CodeFiles::in_folder(folder, code)?,
            None => CodeFiles::carried(code)?,
        };
        let rulebook = files.rulebook()?;
        let mut playing = Playing { register: Register::new(code), recorded: Vec::new() };
        let at = |what: String| Failure::new(format!("the register of {code}: {what}"));
        let begins = rulebook.code().begins;
        for markup in files.documents() {
            playing.record(begins.at(0, 0, 0, 0), "", rulebook.loading(&markup)).map_err(at)?;
        }
        if let Some(story) = files.demonstration() {
            let administrator = rulebook.code().administrator.as_str();
            let scenario = Scenario::read(story, administrator).map_err(|error| at(error.to_string()))?;
            for step in scenario.cast.iter().chain(&scenario.steps) {
                let line = |why: String| at(format!("line {}: {why}", step.line));
                let ruling = decide(&playing.register, &step.submission, &rulebook, step.at);
                if let Outcome::Permitted(events) = ruling.map_err(|error| line(error.to_string()))?.outcome {
                    for event in events {
                        playing.record(step.at, &step.submission.by, event).map_err(line)?;
                    }
                }
            }
        }
        let Playing { register, recorded } = playing;
        Ok(Kept { rulebook: Arc::new(rulebook), register: Arc::new(register), recorded })
    }
}

/// A story being played in memory.
struct Playing {
    register: Register,
    recorded: Vec<Recorded>,
}

impl Playing {
    fn record(&mut self, at: jiff::civil::DateTime, by: &str, event: Event) -> Result<(), String> {
        let position = self.register.position() + 1;
        let recorded = Recorded { position, took_effect: at, by: by.to_owned(), grounds: Vec::new(), event };
        self.register.fold(&recorded).map_err(|error| error.to_string())?;
        self.recorded.push(recorded);
        Ok(())
    }
}

impl Record {
    fn open(source: &Source, codes: Option<&PathBuf>) -> Result<Self, Failure> {
        let url = match (&source.data, &source.database) {
            (Some(folder), _) => {
                let file = folder.join("enact.db");
                if !file.is_file() {
                    let folder = folder.display();
                    return Err(Failure::new(format!("{folder} holds no record; give the folder of `enact serve`")));
                }
                format!("sqlite:{}", file.display())
            }
            (None, Some(url)) => url.clone(),
            (None, None) => return Err(Failure::new("give --data DIR or --database URL")),
        };
        let runtime = crate::cli::runtime()?;
        let ledger = runtime.block_on(async {
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            for files in codes_to_host(codes)? {
                ledger.host(Arc::new(files.rulebook()?)).await.map_err(failed)?;
            }
            Ok::<_, Failure>(ledger)
        })?;
        Ok(Self { ledger, runtime })
    }

    fn events(&self, code: &str) -> Result<Vec<Recorded>, Failure> {
        self.runtime.block_on(async {
            let mut all: Vec<Recorded> = Vec::new();
            loop {
                let after = all.last().map_or(0, |event| event.position);
                let page = self.ledger.events(code, after, PAGE).await.map_err(failed)?;
                if page.is_empty() {
                    return Ok(all);
                }
                all.extend(page);
            }
        })
    }
}

fn failed(error: LedgerError) -> Failure {
    Failure::new(error.to_string())
}

/// The edition that an address chooses, with its first day.
fn chosen(address: &EditionAddress, register: &Register) -> Result<(Date, Edition), Failure> {
    let on = |day: Date| register.editions().rfind(|(since, _)| *since <= day);
    let found = match (address.point.as_ref().map(|point| &point.text), &address.document) {
        (Some(PointText::Edition(version)), Some(id)) => {
            let version = version.to_string();
            let of_version = |edition: &Edition| edition.document(id).and_then(Document::version) == Some(&version);
            return match register.editions().find(|(_, edition)| of_version(edition)) {
                Some((since, edition)) => Ok((since, edition.clone())),
                None => Err(no_version(address, id, &version, register)),
            };
        }
        (Some(PointText::On(day)), _) => on(*day).ok_or(*day),
        (Some(PointText::Edition(_)) | None, _) => on(crate::clock::today()).ok_or_else(crate::clock::today),
    };
    let first = register.editions().next();
    match (found, first) {
        (Ok((since, edition)), _) => Ok((since, edition.clone())),
        (Err(day), Some((first, _))) => Err(Failure::new(format!(
            "{address}: no words are held for {day}; those held begin on {first}, so name that day or a later one"
        ))),
        (Err(_), None) => {
            Err(Failure::new(format!("{address}: this register holds no document of the Code yet; load one first")))
        }
    }
}

/// The sentence for a version that is not held: it says which are.
fn no_version(address: &EditionAddress, id: &DocumentId, version: &str, register: &Register) -> Failure {
    let mut held: Vec<String> = Vec::new();
    let mut last = None;
    for (since, edition) in register.editions() {
        let version = edition.document(id).and_then(Document::version);
        if version != last {
            held.extend(version.map(|version| format!("{version} (from {since})")));
            last = version;
        }
    }
    let printed = id.printed();
    let there = register.editions().any(|(_, edition)| edition.document(id).is_some());
    Failure::new(match (there, held.is_empty()) {
        (_, false) => {
            format!("{address}: version {version} of {printed} is not held; those held are {}", held.join(", "))
        }
        (true, true) => format!("{address}: the versions of {printed} are not known here; name a day instead"),
        (false, true) => format!("{address}: there is no {printed} in this Code; `enact code list` says what there is"),
    })
}

/// The Code as it will be on a day to come: with what is approved and not in force yet. What does not merge is said.
fn coming(address: &EditionAddress, register: &Register, on: Date, recorded: Edition) -> Edition {
    let Some(coming) = register.edition_on_coming(on) else { return recorded };
    for step in coming.conflicts() {
        let number = &step.number;
        let why: Vec<&str> = step.unmerged.iter().map(|one| one.message.as_str()).collect();
        crate::cli::say(&format!("{address}: {number} is left out, for it does not merge: {}", why.join("; ")));
    }
    coming.edition
}

/// The Code of a day with open proposals in it.
fn mixed(address: &EditionAddress, register: &Register, with: &[String], on: Date) -> Result<Edition, Failure> {
    let numbers: Vec<&str> = with.iter().map(String::as_str).collect();
    let mix = register.edition_with(&numbers, on);
    let mut why = mix.unknown.clone();
    for step in mix.conflicts() {
        why.extend(step.unmerged.iter().map(|one| format!("{} does not merge: {}", step.number, one.message)));
    }
    let failed = |why: &[String]| Failure::new(format!("{address}: {}", why.join("; ")));
    let Some(edition) = mix.edition else { return Err(failed(&why)) };
    let proposals: Vec<&Proposal> = numbers.iter().filter_map(|number| register.proposal(number)).collect();
    if proposals.iter().all(|proposal| proposal.live.is_none()) {
        return Ok(edition);
    }
    // A proposal that went live on a later day leaves nothing to come for the register: its whole text is merged here.
    let mut edition = register.edition_at(on).cloned().unwrap_or(edition);
    for proposal in proposals {
        let Some(text) = proposal.approved_text() else { continue };
        let base = text.drafted_on.clone().unwrap_or_else(|| edition.clone());
        let rebased = rebase(&base, &edition, &text.amendments, proposal.number());
        why.extend(
            rebased.conflicts.iter().map(|one| format!("{} does not merge: {}", proposal.number(), one.message)),
        );
        edition = rebased.edition;
    }
    if why.is_empty() { Ok(edition) } else { Err(failed(&why)) }
}
