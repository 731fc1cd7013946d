//! One release: its scope, whom and what it touches, its timetable, what it costs, its document, and whether it may go live.

mod acceptance;
mod costs;
mod lateness;
mod scope;
mod testing;
mod timetable;

use procedure::register::{Done, Issued, Release};

use super::{imports, offers, papers, releases};
use crate::paths::{Place, ReleaseName};
use crate::server::{Stop, Visit};
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Link, Section};

/// By how many Working Days decisions are supposed to be late where nobody says: two weeks.
const TWO_WEEKS: u16 = 10;

/// The page of a release.
pub(in crate::server) fn of(visit: &Visit, id: &ReleaseName) -> Result<ThingPage, Stop> {
    late(visit, id, TWO_WEEKS)
}

/// The same, with what would follow if each decision came so many Working Days later than it could.
pub(in crate::server) fn late(visit: &Visit, id: &ReleaseName, days: u16) -> Result<ThingPage, Stop> {
    let release = visit.register.release(id.as_str()).ok_or(Stop::NotFound)?;
    let mut blocks = vec![facts(visit, release)];
    blocks.extend(timetable::next(visit, release)?);
    blocks.extend(scope::blocks(visit, release));
    blocks.extend(lateness::block(visit, release, days));
    blocks.push(timetable::block(visit, release)?);
    blocks.extend(costs::blocks(visit, release));
    blocks.push(document(visit, release));
    blocks.extend(papers::of_release(visit, release));
    blocks.extend(testing::blocks(visit, release));
    blocks.extend(acceptance::blocks(visit, release));
    blocks.extend(imports::said_of(visit, &[release.id.as_str()]));
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Releases), vec![Link::new("Releases", visit.at(Place::Releases))]),
        id: Some(release.id.to_string()),
        kind: Some("Release".to_owned()),
        title: release.name.clone(),
        state: Some(releases::state(visit, release)),
        lead: release.imported.as_deref().map(imports::lead),
        blocks,
        acts: offers::about(visit, &[("release", release.id.as_str())]),
    })
}

fn facts(visit: &Visit, release: &Release) -> Block {
    let today = visit.today();
    let lines = visit.register.scope(release, today);
    let approved = lines.iter().filter(|line| line.standing.is_approved()).count();
    let targeted = lines.iter().filter(|line| line.standing.is_in() && !line.standing.is_approved()).count();
    let totals = release.cost_totals(visit.rulebook.code());
    let mut facts = vec![
        ("Goes live", Entry::Day(Day(release.date))),
        ("Last day to decide", Entry::day(releases::decide_by(visit, release), "Not set")),
        ("Approved", Entry::count(approved)),
        ("Targeted", Entry::count(targeted)),
        ("Change Requests alongside", Entry::count(release.change_requests.len())),
        (
            "Scope",
            release.frozen.as_ref().map_or_else(|| Entry::words("Open"), |done| done_words(visit, "Frozen", done)),
        ),
    ];
    if totals.total != 0 {
        facts.push(("Cost in all", Entry::Pounds(totals.total)));
    }
    let latest = release.latest_document().map(|issued| {
        let kind = if issued.is_baseline() { "a baseline" } else { "a draft" };
        format!("Version {}, {kind}", issued.version)
    });
    facts.push(("Release Implementation Document", Entry::words(latest.unwrap_or_default())));
    let decided = release.acceptance.decisions.last().map(|last| {
        let word = if last.go { "Go" } else { "No go" };
        format!("{word}, for {}", Day(last.date))
    });
    facts.push((
        "Decision to go live",
        decided.map_or_else(|| Entry::Nothing("Not taken yet".to_owned()), Entry::Words),
    ));
    Block::facts("facts", "At a glance", facts)
}

/// What was done once, in words: `Approved by the Panel on 25 February 2020: …`.
fn done_words(visit: &Visit, what: &str, done: &Done) -> Entry {
    let by = visit.rulebook.code().title_of(&done.by);
    let why = if done.comment.is_empty() { String::new() } else { format!(": {}", done.comment) };
    Entry::words(format!("{what} by {by} on {}{why}", Day(done.at.date())))
}

/// A day on which something was done, or that it was not.
fn done(visit: &Visit, done: Option<&Done>, otherwise: &str) -> Entry {
    done.map_or_else(|| Entry::Nothing(otherwise.to_owned()), |done| done_words(visit, "Yes,", done))
}

/// The versions of the Release Implementation Document.
fn document(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let row = |issued: &Issued| {
        let settles = issued.covers.iter().map(|covers| covers.words()).collect::<Vec<_>>().join("; ");
        let to = issued.issued_to.iter().map(|to| code.title_of(to)).collect::<Vec<_>>().join(", ");
        vec![
            Entry::words(issued.version.to_string()),
            Entry::words(if issued.is_baseline() { "Baseline" } else { "Draft" }),
            Entry::Day(Day(issued.at.date())),
            Entry::words(code.title_of(&issued.by)),
            Entry::words(issued.changes.clone()),
            Entry::words(settles),
            Entry::words(to),
        ]
    };
    let columns = ["Version", "Kind", "Day", "By", "What changed", "Settles", "Issued to"];
    let empty = "No version is issued yet. Drafts and baselines will stand here, and none is ever written over.";
    let rows = release.document.iter().rev().map(row).collect();
    Block::table("document", "Release Implementation Document", &columns, rows, empty)
}
