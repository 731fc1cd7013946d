//! Imported papers: the list, what one says with the place of each fact, its words line by line, and its file.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use procedure::act::{FactKind, ImportPaper, PaperFact, PaperPlace};
use procedure::register::{Kept, Proposal};

use super::offers;
use crate::paths::{ImportName, Place};
use crate::server::{Stop, Visit};
use crate::web::pages::{ThingPage, WordLine, WordNote, WordsPage};
use crate::web::{Block, Day, Entry, Link, Moment, Section};

/// The most lines of words on one page.
const MOST_LINES: usize = 20_000;

/// What every page says of what was imported.
const AS_PUBLISHED: &str = "Kept as published: nobody ruled on it here.";

/// The imported papers.
pub(in crate::server) fn all(visit: &Visit) -> ThingPage {
    let mut papers: Vec<&Kept<ImportPaper>> = visit.register.imported_papers().collect();
    papers.sort_by_key(|kept| std::cmp::Reverse((kept.what.date, kept.at)));
    let rows = papers.into_iter().map(|kept| {
        let paper = &kept.what;
        vec![
            page_link(visit, paper).map_or_else(|| Entry::words(&paper.title), Entry::Link),
            Entry::words(paper.kind.replace('-', " ")),
            Entry::words(paper.version.clone().unwrap_or_default()),
            Entry::day(paper.date, "Not dated"),
            Entry::count(paper.facts.len()),
            Entry::Moment(Moment(kept.at)),
        ]
    });
    let columns = ["Paper", "Kind", "Version", "Its date", "Facts", "Imported"];
    let empty = "No paper is imported yet. `enact import FILE` puts what a published paper says here, with the place of each fact.";
    ThingPage {
        frame: visit.frame(Some(Section::Record), Vec::new()),
        id: None,
        kind: None,
        title: "Published papers".to_owned(),
        state: None,
        lead: Some(format!("Papers from before this register or beside it, and what they say. {AS_PUBLISHED}")),
        blocks: vec![Block::table("papers", "Papers", &columns, rows.collect(), empty)],
        acts: offers::of(visit, &[], &crate::paths::Picked::none()),
    }
}

/// One imported paper.
pub(in crate::server) fn one(visit: &Visit, id: &ImportName) -> Result<ThingPage, Stop> {
    let kept = visit.register.imported(id.as_str()).ok_or(Stop::NotFound)?;
    let paper = &kept.what;
    let file = Link::new(paper.file.clone(), visit.at(Place::ImportFile(id.clone())));
    let words = Link::new("Its words, line by line", visit.at(Place::ImportWords(id.clone())));
    let facts = vec![
        ("Kind", Entry::words(paper.kind.replace('-', " "))),
        ("Version", Entry::words(paper.version.clone().unwrap_or_default())),
        ("Its date", Entry::day(paper.date, "Not dated")),
        ("Class", Entry::words(paper.class.clone().unwrap_or_default())),
        ("File", Entry::Links(vec![file, words])),
        ("Size in bytes", Entry::Number(i64::try_from(paper.bytes).unwrap_or(i64::MAX))),
        ("SHA-256 of the file", Entry::words(paper.sha256.clone())),
        ("Imported by", Entry::words(visit.rulebook.code().title_of(&kept.by))),
        ("Imported", Entry::Moment(Moment(kept.at))),
    ];
    let settled = paper.settled.iter().map(|one| {
        vec![
            Entry::words(one.rule.clone()),
            Entry::words(one.message.clone()),
            Entry::Link(place_link(visit, paper, &one.place)),
            Entry::words(one.words.clone()),
            one.value.as_ref().map_or_else(Entry::nothing, |value| Entry::words(value.clone())),
        ]
    });
    let columns = ["Check", "What was found", "Where", "How it was settled", "What is right"];
    let said = paper.facts.iter().map(|fact| fact_row(visit, paper, fact, true)).collect();
    let blocks = vec![
        Block::facts("facts", "At a glance", facts),
        Block::table(
            "settled",
            "Findings that were settled",
            &columns,
            settled.collect(),
            "Nothing had to be settled.",
        )
        .about("What was wrong in the paper, and what a person said to it before it was imported."),
        Block::table(
            "said",
            "What it says",
            &["What", "Of", "It says", "Day", "Amount", "Where"],
            said,
            "No fact was read.",
        )
        .about(AS_PUBLISHED),
    ];
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Record), vec![Link::new("Published papers", visit.at(Place::Imports))]),
        id: Some(paper.id.clone()),
        kind: Some("Published paper".to_owned()),
        title: paper.title.clone(),
        state: None,
        lead: None,
        blocks,
        acts: offers::of(visit, &[], &crate::paths::Picked::none()),
    })
}

/// What a fact of a paper is about, so that it stands where such things stand on the page of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    Dates,
    Costs,
    Consultation,
    Votes,
    Others,
}

impl Matter {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Dates, "published-dates", "Dates as published"),
        (Self::Costs, "published-costs", "Costs as published"),
        (Self::Consultation, "published-responses", "Consultation as published"),
        (Self::Votes, "published-votes", "Votes as published"),
        (Self::Others, "said-by-papers", "What published papers say"),
    ];

    fn of(paper: &ImportPaper, fact: &PaperFact) -> Self {
        match fact.kind {
            FactKind::Implementation | FactKind::DecisionBy | FactKind::TimetableStep | FactKind::PlannedEvent => {
                Self::Dates
            }
            FactKind::StageCost | FactKind::TotalCost | FactKind::AdministratorCost | FactKind::Effort => Self::Costs,
            FactKind::Question | FactKind::Response => Self::Consultation,
            FactKind::Stated if paper.kind == "vote-record" => Self::Votes,
            FactKind::Title
            | FactKind::Version
            | FactKind::Release
            | FactKind::Approved
            | FactKind::Targeted
            | FactKind::ChangeRequest
            | FactKind::ParticipantImpact
            | FactKind::DocumentImpact
            | FactKind::Criterion
            | FactKind::Proposer
            | FactKind::ProposalPath
            | FactKind::Objective
            | FactKind::ConsumerArea
            | FactKind::BaseEdition
            | FactKind::Clause
            | FactKind::Definition
            | FactKind::Stated => Self::Others,
        }
    }
}

/// What papers say of a proposal, under any of its numbers: dates, costs, responses and votes each in a table of their own.
pub(super) fn said_of_proposal(visit: &Visit, proposal: &Proposal) -> Vec<Block> {
    let numbers: Vec<&str> = proposal.numbers().collect();
    let mut blocks: Vec<Block> = Matter::ALL
        .into_iter()
        .filter_map(|(matter, key, heading)| {
            let said = visit.register.said_of(&numbers).filter(|(kept, fact)| Matter::of(&kept.what, fact) == matter);
            said_in(visit, (key, heading), said)
        })
        .collect();
    if let Some(paper) = proposal.imported.as_deref()
        && let Some(first) = blocks.first_mut()
    {
        *first = std::mem::replace(first, Block::words("", "", Vec::new(), "")).about(lead(paper));
    }
    blocks
}

/// What papers say of a thing, each fact with a link to its place; nothing where none says anything.
pub(super) fn said_of(visit: &Visit, names: &[&str]) -> Option<Block> {
    said_in(visit, ("said-by-papers", "What published papers say"), visit.register.said_of(names))
}

fn said_in<'v>(
    visit: &'v Visit,
    (key, heading): (&str, &str),
    said: impl Iterator<Item = (&'v Kept<ImportPaper>, &'v PaperFact)>,
) -> Option<Block> {
    let rows: Vec<Vec<Entry>> = said.map(|(kept, fact)| fact_row(visit, &kept.what, fact, false)).collect();
    let columns = ["What", "It says", "Day", "Amount", "Where"];
    let block = Block::table(key, heading, &columns, rows, "No paper says anything.");
    let long = block.len() > 12;
    (!block.is_empty()).then(|| {
        let block = block.about(AS_PUBLISHED);
        if long { block.folded() } else { block }
    })
}

/// The heading of the column that holds what [`places`] gives.
pub(super) const PUBLISHED_AT: &str = "Published at";

/// Where papers say something of a thing, for the table in which such things stand: a link for each place, once.
pub(super) fn links(visit: &Visit, names: &[&str], is: impl Fn(&PaperFact) -> bool) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (kept, fact) in visit.register.said_of(names).filter(|(_, fact)| is(fact)) {
        let place = place_link(visit, &kept.what, &fact.place);
        let link = Link { words: format!("{} of {}", place.words, kept.what.file), ..place };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The same as a cell of a table.
pub(super) fn places(visit: &Visit, names: &[&str], is: impl Fn(&PaperFact) -> bool) -> Entry {
    let links = links(visit, names, is);
    if links.is_empty() { Entry::Nothing("–".to_owned()) } else { Entry::Links(links) }
}

/// What is said of a thing that was taken over from a paper.
pub(super) fn lead(paper: &str) -> String {
    format!("Taken over from the published paper {paper}, as it stood on that paper’s day. {AS_PUBLISHED}")
}

fn fact_row(visit: &Visit, paper: &ImportPaper, fact: &PaperFact, with_subject: bool) -> Vec<Entry> {
    let mut row = vec![Entry::words(fact.kind.words())];
    if with_subject {
        row.push(subject(visit, fact));
    }
    row.push(Entry::words(fact.says.clone()));
    row.push(fact.date.map_or_else(|| Entry::Nothing("–".to_owned()), |day| Entry::Day(Day(day))));
    row.push(fact.amount.map_or_else(|| Entry::Nothing("–".to_owned()), Entry::Pounds));
    let place = place_link(visit, paper, &fact.place);
    row.push(Entry::Link(if with_subject {
        place
    } else {
        let words = format!("{} of {}", place.words, paper.file);
        Link { words, ..place }
    }));
    row
}

fn subject(visit: &Visit, fact: &PaperFact) -> Entry {
    match fact.about.as_deref() {
        None => Entry::nothing(),
        Some(about) if visit.register.proposal(about).is_some() => Entry::Link(visit.numbered_link(about)),
        Some(about) if visit.register.release(about).is_some() => Entry::Link(visit.release_link(about)),
        Some(about) => Entry::words(about),
    }
}

fn page_link(visit: &Visit, paper: &ImportPaper) -> Option<Link> {
    Some(Link::new(paper.title.clone(), visit.at(Place::Import(ImportName::parse(&paper.id)?))))
}

/// A link to the place in the words.
fn place_link(visit: &Visit, paper: &ImportPaper, place: &PaperPlace) -> Link {
    let to = ImportName::parse(&paper.id).map_or(Place::Imports, Place::ImportWords);
    Link::new(place.words(), visit.at(to)).anchored(anchor(place.line))
}

fn anchor(line: u32) -> String {
    format!("line-{line}")
}

/// The words of a paper, each line with what was read from it.
pub(in crate::server) async fn words(visit: &Visit, id: &ImportName) -> Result<WordsPage, Stop> {
    let paper = &visit.register.imported(id.as_str()).ok_or(Stop::NotFound)?.what;
    let hash = paper.words_sha256.as_ref().unwrap_or(&paper.sha256);
    let bytes = kept(visit, hash).await?;
    let text = String::from_utf8_lossy(&bytes);
    let mut notes: BTreeMap<u32, Vec<WordNote>> = BTreeMap::new();
    for one in &paper.settled {
        notes
            .entry(one.place.line)
            .or_default()
            .push(WordNote::finding(format!("{} settled: {}", one.rule, one.message)));
    }
    let mut kinds: BTreeMap<(u32, FactKind), usize> = BTreeMap::new();
    for fact in &paper.facts {
        *kinds.entry((fact.place.line, fact.kind)).or_default() += 1;
    }
    for ((line, kind), count) in kinds {
        let times = if count > 1 { format!(", {count} times") } else { String::new() };
        notes.entry(line).or_default().push(WordNote::fact(format!("{}{times}", kind.words())));
    }
    let lines = WordLine::all(&text, MOST_LINES, |number| {
        u32::try_from(number).ok().and_then(|number| notes.remove(&number)).unwrap_or_default()
    });
    Ok(WordsPage {
        frame: visit.frame(
            Some(Section::Record),
            vec![
                Link::new("Published papers", visit.at(Place::Imports)),
                Link::new(paper.title.clone(), visit.at(Place::Import(id.clone()))),
            ],
        ),
        title: paper.title.clone(),
        file: Link::new(paper.file.clone(), visit.at(Place::ImportFile(id.clone()))),
        lines,
    })
}

async fn kept(visit: &Visit, hash: &str) -> Result<Vec<u8>, Stop> {
    let missing = || Stop::Missing("the file of this paper is not kept here; ask the operator".to_owned(), Vec::new());
    visit.server.ledger.file(hash).await?.ok_or_else(missing)
}

/// The file, for keeping and not for opening here: a browser neither shows it nor runs anything in it.
pub(in crate::server) async fn file(visit: &Visit, id: &ImportName) -> Result<Response, Stop> {
    let paper = &visit.register.imported(id.as_str()).ok_or(Stop::NotFound)?.what;
    let bytes = kept(visit, &paper.sha256).await?;
    let mut response = Body::from(bytes).into_response();
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    let name: String = paper.file.chars().map(plain).collect();
    let named = format!("attachment; filename=\"{name}\"; filename*=UTF-8''{}", crate::paths::encode(&paper.file));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let attachment = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(CONTENT_DISPOSITION, attachment);
    Ok(response)
}
