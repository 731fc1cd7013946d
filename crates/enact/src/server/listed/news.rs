//! What happened to the things of a list, newest first.

use std::collections::BTreeSet;

use legaltext::Amendment;
use procedure::changed::Changed;
use procedure::{Event, Recorded};
use serde_json::Value;

use crate::paths::{BodyName, ConsultationName, DocumentName, MeetingName, PartyName, Place, PolicyName, ReviewName};
use crate::server::show::{self, register};
use crate::server::{Stop, Visit};

/// How many entries a feed has at most.
const ENTRIES: usize = 50;
/// How many events are read at once.
const READ: u32 = 500;
/// How far back a feed looks, in events: what a list had no news of since is not in its feed.
const REACH: u64 = 20_000;

/// The newest events about a list.
pub(super) async fn of(visit: &Visit, page: &Place) -> Result<Vec<Recorded>, Stop> {
    let wanted = Wanted::of(visit, page)?;
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    let mut found = Vec::new();
    let mut last = visit.register.position();
    if let Place::Record { before: Some(before) } = page {
        last = last.min(before.saturating_sub(1));
    }
    let reach = last.saturating_sub(REACH);
    while found.len() < ENTRIES && last > reach {
        let after = last.saturating_sub(u64::from(READ));
        let events = ledger.events(code, after, u32::try_from(last - after).unwrap_or(READ)).await?;
        let about = events.into_iter().rev().filter(|recorded| wanted.has(recorded));
        found.extend(about.take(ENTRIES - found.len()));
        last = after;
    }
    Ok(found)
}

/// Which events are news of a list.
pub(in crate::server) enum Wanted {
    /// All.
    All,
    /// Those about one of these proposals.
    Proposals(BTreeSet<String>),
    /// Those whose stream begins so.
    Kinds(&'static [&'static str]),
    /// Those of one stream, or about one of these proposals.
    Thing(String, BTreeSet<String>),
    /// Those of one stream, and those that name whoever has it: the body that a vote opens at or that is told or asked, the
    /// Party that is invited.
    Named(String, String),
    /// Those of consultations: opened, answered, closed.
    Consultations,
    /// Those that brought other words into force.
    Words,
    /// Those that brought other words of one document into force, or say that they would.
    Document(DocumentName),
}

impl Wanted {
    /// Whether an event is news of it.
    pub(in crate::server) fn has(&self, recorded: &Recorded) -> bool {
        let about = |ids: &BTreeSet<String>| recorded.event.proposal().is_some_and(|id| ids.contains(id.as_str()));
        match self {
            Self::All => true,
            Self::Proposals(ids) => about(ids),
            Self::Kinds(kinds) => {
                let stream = recorded.event.stream();
                kinds.iter().any(|kind| stream.starts_with(kind))
            }
            Self::Thing(stream, ids) => recorded.event.stream() == *stream || about(ids),
            Self::Named(stream, name) => recorded.event.stream() == *stream || names(&recorded.event, name),
            Self::Consultations => matches!(recorded.event, Event::Consultation(_)),
            Self::Document(document) => touches(&recorded.event, document),
            Self::Words => {
                matches!(recorded.event.name(), "went-live" | "edition-designated" | "document-loaded")
            }
        }
    }

    /// What is news of a page.
    pub(in crate::server) fn of(visit: &Visit, page: &Place) -> Result<Self, Stop> {
        let register = &visit.register;
        match page {
            Place::Home | Place::Record { .. } => Ok(Self::All),
            Place::Modifications(query) => at_stage(visit, query.stage.as_deref()),
            Place::Modification(id) => {
                let proposal = register.proposal(id.as_str()).ok_or(Stop::NotFound)?;
                Ok(Self::Proposals([proposal.id.to_string()].into()))
            }
            Place::Release(id) => {
                let release = register.release(id.as_str()).ok_or(Stop::NotFound)?;
                let scope = register.proposals().filter(|proposal| proposal.release() == Some(&release.id));
                let scope = scope.map(|proposal| proposal.id.to_string()).collect();
                Ok(Self::Thing(format!("release/{}", release.id), scope))
            }
            Place::Consultation(name) => consultation(visit, name),
            Place::Party(_) | Place::Body(_) => {
                let stream = stream_of(visit, page).ok_or(Stop::NotFound)?;
                let name = stream.split_once('/').map(|(_, name)| name.to_owned()).unwrap_or_default();
                Ok(Self::Named(stream, name))
            }
            Place::Meeting(_) | Place::Review(_) | Place::Policy(_) => {
                let stream = stream_of(visit, page).ok_or(Stop::NotFound)?;
                Ok(Self::Thing(stream, BTreeSet::new()))
            }
            Place::Releases => Ok(Self::Kinds(&["release/"])),
            Place::Consultations => Ok(Self::Consultations),
            Place::Meetings => Ok(Self::Kinds(&["meeting/"])),
            Place::Bodies => Ok(Self::Kinds(&["body/", "party/", "person/", "election/"])),
            Place::Parties => Ok(Self::Kinds(&["party/"])),
            Place::Reviews => Ok(Self::Kinds(&["review/"])),
            Place::Matters => Ok(Self::Kinds(&["dispute/", "code", "proposal/"])),
            Place::Policies => Ok(Self::Kinds(&["policy/"])),
            Place::Calendar | Place::Duties(_) => {
                Ok(Self::Kinds(&["proposal/", "release/", "meeting/", "consultation/", "review/"]))
            }
            Place::Rules(_) | Place::Contents(_) => Ok(Self::Words),
            Place::Document(name, None) => Ok(Self::Document(name.clone())),
            Place::Measures
            | Place::WhatIf(..)
            | Place::Late(..)
            | Place::ActOn(..)
            | Place::Acts
            | Place::Act(..)
            | Place::Document(_, Some(_))
            | Place::Provision(..)
            | Place::Compare(..)
            | Place::Pick(_)
            | Place::Defects(_)
            | Place::Paper(..)
            | Place::File(..)
            | Place::Listed(_)
            | Place::Log(_)
            | Place::Draft(_)
            | Place::Imports
            | Place::Import(_)
            | Place::ImportWords(_)
            | Place::ImportFile(_)
            | Place::Check { .. }
            | Place::Follow(_)
            | Place::Following(_)
            | Place::Outbox
            | Place::Rule(_)
            | Place::Event(_) => Err(Stop::NotFound),
        }
    }
}

/// Whether one of an event's own fields is this name, or lists it.
fn names(event: &Event, name: &str) -> bool {
    let is_it = |value: &Value| value.as_str().is_some_and(|word| word.eq_ignore_ascii_case(name));
    // An event that cannot be written as data was never recorded.
    let Ok(Value::Object(fields)) = serde_json::to_value(event) else { return false };
    fields.values().any(|value| is_it(value) || value.as_array().is_some_and(|list| list.iter().any(is_it)))
}

/// Whether an event changes the words of a document, or says that a proposal would.
fn touches(event: &Event, document: &DocumentName) -> bool {
    let is_it = |words: &str| DocumentName::from_words(words).as_ref() == Some(document);
    let changes =
        |changed: &[Changed]| changed.iter().filter_map(|one| one.at.document_id()).any(|id| is_it(&id.to_string()));
    if let Event::WentLive { changed, .. } | Event::EditionDesignated { changed, .. } = event {
        return changes(changed);
    }
    if let Event::LegalTextAttached { amendments, .. } = event {
        return amendments.iter().flat_map(Amendment::documents).any(|id| is_it(&id.to_string()));
    }
    if let Event::DraftProposalRaised { documents, .. }
    | Event::ModificationProposalAgreed { documents_impacted: documents, .. } = event
    {
        return documents.iter().any(|words| is_it(words));
    }
    false
}

/// News of the proposals at a stage; of all where none is named.
fn at_stage(visit: &Visit, stage: Option<&str>) -> Result<Wanted, Stop> {
    let Some(name) = stage else { return Ok(Wanted::Kinds(&["proposal/"])) };
    let stage = register::stage_of(name).ok_or(Stop::NotFound)?;
    let held = visit.register.proposals().filter(|proposal| proposal.stage == stage);
    Ok(Wanted::Proposals(held.map(|proposal| proposal.id.to_string()).collect()))
}

/// News of one consultation: its own, or that of the proposal it is about.
fn consultation(visit: &Visit, name: &ConsultationName) -> Result<Wanted, Stop> {
    use procedure::register::Consulted;
    let place = Place::Consultation(name.clone());
    let held = show::consultations::every(visit).find(|held| show::consultation::place(*held) == place);
    match held.ok_or(Stop::NotFound)? {
        Consulted::OnProposal(proposal, _) => Ok(Wanted::Proposals([proposal.id.to_string()].into())),
        Consulted::OnMatter(held) => Ok(Wanted::Thing(format!("consultation/{}", held.id), BTreeSet::new())),
    }
}

/// The stream of a thing that has one of its own.
fn stream_of(visit: &Visit, page: &Place) -> Option<String> {
    let register = &visit.register;
    if let Place::Meeting(name) = page {
        let known = |id: &&str| MeetingName::from_words(id).as_ref() == Some(name);
        let id = register.meetings().map(|meeting| meeting.id.as_str()).find(known)?;
        return Some(format!("meeting/{id}"));
    }
    if let Place::Party(name) = page {
        let known = |id: &&str| PartyName::from_words(id).as_ref() == Some(name);
        let id = register.parties().map(|party| party.name.as_str()).find(known)?;
        return Some(format!("party/{id}"));
    }
    if let Place::Review(name) = page {
        let known = |id: &&str| ReviewName::from_words(id).as_ref() == Some(name);
        let id = register.significant_code_reviews().iter().map(|review| review.id.as_str()).find(known)?;
        return Some(format!("review/{id}"));
    }
    if let Place::Policy(name) = page {
        let known = |id: &&str| PolicyName::from_words(id).as_ref() == Some(name);
        let id = register.policies().into_iter().find(known)?;
        return Some(format!("policy/{id}"));
    }
    let Place::Body(name) = page else { return None };
    let known = |id: &&str| BodyName::from_words(id).as_ref() == Some(name);
    let id = visit.rulebook.code().bodies.iter().map(|body| body.id.as_str()).find(known)?;
    Some(format!("body/{id}"))
}
