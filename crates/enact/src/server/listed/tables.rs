//! The tables of each page that has any.

use std::num::NonZeroU32;

use ledger::ProposalQuery;

use crate::paths::{Place, ProposalName, RegisterQuery};
use crate::server::show::{self, history};
use crate::server::{Stop, Visit, sentence};
use crate::web::pages::{ConsultationRow, ReleaseRow, RuleRow};
use crate::web::{Block, Day, Entry, Held, Moment};

/// How many events of the record one table holds at most. The whole record is had by `enact export`.
const EVENTS: u64 = 10_000;

/// How many rows are read from the tables of the record at once.
const ROWS: u32 = 1000;

/// The tables of a page, as it stands for its reader. Where a page shows a long list in pieces, its table has all of it.
pub(super) async fn of(visit: &Visit, page: &Place) -> Result<Vec<Block>, Stop> {
    let blocks = match page {
        Place::Modifications(query) => vec![modifications(visit, query).await?],
        Place::Modification(id) => of_modification(visit, id).await?,
        Place::Releases => {
            let page = show::releases::of(visit)?;
            vec![releases("ahead", "Ahead", &page.ahead), releases("live", "Live", &page.live)]
        }
        Place::Release(id) => show::release::of(visit, id)?.blocks,
        Place::Consultations => {
            let page = show::consultations::of(visit)?;
            let all = page.open.iter().map(|row| ("Open", row));
            let all = all.chain(page.coming.iter().map(|row| ("Coming", row)));
            vec![consultations(all.chain(page.closed.iter().map(|row| ("Closed", row))))]
        }
        Place::Consultation(name) => show::consultation::of(visit, name)?.blocks,
        Place::Meetings => show::meetings::all(visit).blocks,
        Place::Meeting(name) => show::meetings::one(visit, name)?.blocks,
        Place::Parties => show::parties::all(visit).blocks,
        Place::Party(name) => show::parties::one(visit, name)?.blocks,
        Place::Reviews => show::reviews::all(visit).blocks,
        Place::Review(name) => show::reviews::one(visit, name)?.blocks,
        Place::Matters => show::matters::all(visit).blocks,
        Place::Policies => show::policies::all(visit).blocks,
        Place::Policy(name) => show::policies::one(visit, name)?.blocks,
        Place::Duties(body) => show::duties::of(visit, body.as_ref())?.blocks,
        Place::Measures => show::measures::of(visit).await?.blocks,
        Place::Imports => show::imports::all(visit).blocks,
        Place::Import(id) => show::imports::one(visit, id)?.blocks,
        Place::Bodies => bodies(visit)?,
        Place::Body(name) => show::bodies::one(visit, name)?.blocks,
        Place::Rules(at) => {
            let page = show::rules::of(visit, *at)?;
            vec![rules("in-force", "In force", &page.rules), rules("waiting", "Waiting", &page.waiting)]
        }
        Place::Calendar => vec![calendar(visit).await?],
        Place::Record { before } => vec![record(visit, *before).await?],
        Place::Home
        | Place::WhatIf(..)
        | Place::Late(..)
        | Place::ActOn(..)
        | Place::Acts
        | Place::Act(..)
        | Place::Contents(_)
        | Place::Document(..)
        | Place::Provision(..)
        | Place::Compare(..)
        | Place::Pick(_)
        | Place::Defects(_)
        | Place::Paper(..)
        | Place::File(..)
        | Place::Listed(_)
        | Place::Log(_)
        | Place::Draft(_)
        | Place::ImportWords(_)
        | Place::ImportFile(_)
        | Place::Check { .. }
        | Place::Follow(_)
        | Place::Following(_)
        | Place::Outbox
        | Place::Rule(_)
        | Place::Event(_) => return Err(Stop::NotFound),
    };
    let (mut tables, facts): (Vec<Block>, Vec<Block>) = blocks
        .into_iter()
        .filter(|block| !matches!(block.held, Held::Words(_)))
        .partition(|block| !matches!(block.held, Held::Facts(_)));
    // What stands once about the whole comes last, so that a table is what is had without asking for one by name.
    tables.extend(facts);
    Ok(tables)
}

async fn modifications(visit: &Visit, query: &RegisterQuery) -> Result<Block, Stop> {
    let mut asked = show::register::asked(visit, query)?;
    asked.rows = NonZeroU32::MIN.saturating_add(ROWS - 1);
    asked.page = NonZeroU32::MIN;
    let mut rows = Vec::new();
    loop {
        let page = visit.server.with_tables()?.proposals(visit.code.as_str(), &asked).await?;
        let all = page.total;
        let found = page.rows.len();
        rows.extend(page.rows.into_iter().map(|row| modification(visit, row)));
        let Some(next) = asked.page.checked_add(1) else { break };
        if found == 0 || u64::try_from(rows.len()).unwrap_or(u64::MAX) >= all {
            break;
        }
        asked = ProposalQuery { page: next, ..asked };
    }
    let columns = [
        "Number",
        "Title",
        "Stage",
        "At this stage since",
        "Path",
        "Proposer",
        "Raised",
        "Release",
        "Next deadline",
        "What falls on it",
        "Last change",
        "Raised as",
    ];
    Ok(Block::table("modifications", "Modifications", &columns, rows, ""))
}

fn modification(visit: &Visit, row: ledger::ProposalRow) -> Vec<Entry> {
    let release = row.release.as_ref().map_or_else(Entry::nothing, |id| Entry::Link(visit.release_link(id.as_str())));
    let (next, what) = row.next.map_or((None, String::new()), |(day, what)| (Some(day), what));
    vec![
        Entry::Link(visit.numbered_link(&row.number)),
        Entry::words(row.title),
        Entry::words(row.stage.words()),
        Entry::Day(Day(row.stage_since.date())),
        Entry::words(row.path.map(|path| path.words().to_owned()).unwrap_or_default()),
        Entry::words(visit.rulebook.code().title_of(&row.proposer)),
        Entry::Day(Day(row.raised.date())),
        release,
        Entry::day(next, "None"),
        Entry::words(what),
        Entry::Moment(Moment(row.changed)),
        Entry::words(row.id.to_string()),
    ]
}

fn releases(key: &str, heading: &str, rows: &[ReleaseRow]) -> Block {
    let row = |row: &ReleaseRow| {
        vec![
            Entry::Link(row.release.clone()),
            Entry::Day(row.day),
            row.decide_by.map_or_else(Entry::nothing, Entry::Day),
            Entry::links(row.approved.clone()),
            Entry::links(row.targeted.clone()),
            Entry::Tag(row.state.clone()),
        ]
    };
    let columns = ["Release", "Day", "Decide by", "Approved", "Meant for it", "State"];
    Block::table(key, heading, &columns, rows.iter().map(row).collect(), "")
}

fn consultations<'r>(rows: impl Iterator<Item = (&'static str, &'r ConsultationRow)>) -> Block {
    let row = |(state, row): (&str, &ConsultationRow)| {
        vec![
            Entry::Link(row.consultation.clone()),
            Entry::words(row.modification.clone()),
            Entry::words(state),
            Entry::words(row.asked.clone()),
            Entry::Day(row.opens),
            Entry::Day(row.closes.day()),
            Entry::Number(i64::from(row.responses)),
        ]
    };
    let columns = ["Consultation", "About", "State", "Who is asked", "Opens", "Last day", "Responses"];
    Block::table("consultations", "Consultations", &columns, rows.map(row).collect(), "")
}

fn rules(key: &str, heading: &str, rows: &[RuleRow]) -> Block {
    let row = |row: &RuleRow| {
        vec![
            Entry::words(row.id.clone()),
            Entry::links(row.clauses.clone()),
            Entry::words(row.effect.clone()),
            Entry::words(row.says.clone()),
            Entry::words(row.governs.clone()),
            row.since.map_or_else(Entry::nothing, Entry::Day),
            row.until.map_or_else(Entry::nothing, Entry::Day),
            row.brought_by.clone().map_or_else(Entry::nothing, Entry::Link),
            Entry::words(row.basis.word()),
        ]
    };
    let columns = ["Rule", "Clauses", "Kind", "Says", "Governs", "Since", "Until", "Brought by", "Basis"];
    Block::table(key, heading, &columns, rows.iter().map(row).collect(), "")
}

fn bodies(visit: &Visit) -> Result<Vec<Block>, Stop> {
    let page = show::bodies::all(visit)?;
    let count = |number: u64| Entry::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let held = page.bodies.iter().map(|row| {
        vec![
            Entry::Link(row.link.clone()),
            Entry::words(row.does.clone()),
            count(row.people),
            Entry::words(row.seats.clone().unwrap_or_default()),
        ]
    });
    let categories = page
        .categories
        .iter()
        .map(|row| vec![Entry::words(row.name.clone()), count(row.parties), Entry::words(row.votes.clone())]);
    let parties = page.parties.iter().map(|row| {
        let suspended = row.suspended.as_ref().map(|(tag, _)| tag.words.clone()).unwrap_or_default();
        vec![
            Entry::Link(row.link.clone()),
            Entry::words(row.category.clone()),
            Entry::Day(row.since),
            Entry::words(suspended),
        ]
    });
    Ok(vec![
        Block::table("bodies", "Bodies", &["Body", "Does", "People", "Seats"], held.collect(), ""),
        Block::table("categories", "Party Categories", &["Category", "Parties", "Votes"], categories.collect(), ""),
        Block::table("parties", "Parties", &["Party", "Category", "Since", "Rights"], parties.collect(), ""),
    ])
}

async fn calendar(visit: &Visit) -> Result<Block, Stop> {
    let mut dates = super::dates::of(visit, &Place::Calendar).await?;
    dates.retain(|dated| dated.day >= visit.today());
    let row = |dated: super::dates::Dated| {
        vec![
            Entry::Day(Day(dated.day)),
            Entry::words(dated.kind),
            Entry::words(sentence(&dated.what).trim_end_matches('.')),
            Entry::Link(dated.about),
        ]
    };
    let columns = ["Day", "Kind", "What", "About"];
    Ok(Block::table("dates", "Dates to come", &columns, dates.into_iter().map(row).collect(), ""))
}

/// The columns of what [`told`] tells.
const TOLD: [&str; 5] = ["Entry", "Took effect", "Event", "What happened", "By"];

/// What every table of events tells of one.
fn told(visit: &Visit, recorded: &procedure::Recorded) -> [Entry; 5] {
    [
        Entry::Number(i64::try_from(recorded.position).unwrap_or(i64::MAX)),
        Entry::Moment(Moment(recorded.took_effect)),
        Entry::words(recorded.event.name()),
        Entry::words(history::in_words(visit, &recorded.event.published())),
        Entry::words(history::by(visit, recorded)),
    ]
}

/// What happened to a modification, newest first, as its page tells it; then the tables of the page.
async fn of_modification(visit: &Visit, id: &ProposalName) -> Result<Vec<Block>, Stop> {
    let past = show::modification::past(visit, id).await?;
    let rows = past.iter().map(|recorded| told(visit, recorded).to_vec()).collect();
    let history = Block::table("history", "History", &TOLD, rows, "");
    Ok(std::iter::once(history).chain(show::modification::blocks(visit, id)?).collect())
}

async fn record(visit: &Visit, before: Option<u64>) -> Result<Block, Stop> {
    let last = before.map_or(visit.register.position(), |before| before.saturating_sub(1));
    let last = last.min(visit.register.position());
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    let after = last.saturating_sub(EVENTS);
    let count = u32::try_from(last - after).unwrap_or(u32::MAX);
    let events = ledger.events(code, after, count).await?;
    let hashes = ledger.hashes(code, after, count).await?;
    let row = |recorded: &procedure::Recorded| {
        let about = recorded.event.proposal();
        let more = [
            about.map_or_else(Entry::nothing, |id| Entry::Link(visit.numbered_link(id.as_str()))),
            Entry::words(hashes.get(&recorded.position).cloned().unwrap_or_default()),
        ];
        told(visit, recorded).into_iter().chain(more).collect()
    };
    let columns: Vec<&str> = TOLD.into_iter().chain(["About", "Hash"]).collect();
    Ok(Block::table("record", "The record", &columns, events.iter().rev().map(row).collect(), ""))
}
