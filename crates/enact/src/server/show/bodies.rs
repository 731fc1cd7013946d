//! Bodies: their seats, who holds them, their powers and what waits for them.

use procedure::code::Body;
use procedure::register::Office;
use procedure::roster::{SeatsHeld, seats_on};
use procedure::rule::{Check, Holder};

use super::{duties, elections, meetings, offers, parties};
use crate::paths::{BodyName, Place};
use crate::server::{Stop, Visit, sentence};
use crate::web::pages::{BodiesPage, BodyRow, CategoryRow, ThingPage};
use crate::web::{Block, Day, Entry, Link, Section};

/// All of them, with the Party Categories and the Parties.
pub(in crate::server) fn all(visit: &Visit) -> Result<BodiesPage, Stop> {
    let code = visit.rulebook.code();
    let categories = code.categories.iter().map(|category| {
        let parties = visit.register.parties().filter(|party| party.category == category.id).count();
        CategoryRow {
            name: category.title.clone(),
            parties: u64::try_from(parties).unwrap_or(u64::MAX),
            votes: voting(visit, &category.id),
        }
    });
    Ok(BodiesPage {
        frame: visit.frame(Some(Section::Bodies), Vec::new()),
        title: "Bodies and Parties".to_owned(),
        bodies: code.bodies.iter().map(|body| row_of(visit, body)).collect(),
        categories: categories.collect(),
        parties: visit.register.parties().map(|party| parties::row_of(visit, party)).collect(),
    })
}

/// One body.
pub(in crate::server) fn one(visit: &Visit, name: &BodyName) -> Result<ThingPage, Stop> {
    let code = visit.rulebook.code();
    let body = code.body(name.as_str()).ok_or(Stop::NotFound)?;
    let crumbs = vec![Link::new("Bodies and Parties", visit.at(Place::Bodies))];
    let mut blocks = vec![facts(visit, body)];
    blocks.extend(seats(visit, body));
    blocks.push(duties::of_body(visit, body.id.as_str()));
    blocks.push(meetings(visit, body));
    blocks.extend(elections::blocks(visit, body));
    blocks.push(offices(visit, body));
    blocks.push(powers(visit, body));
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Bodies), crumbs),
        id: Some(body.id.to_string()),
        kind: Some("Body".to_owned()),
        title: body.title.clone(),
        state: None,
        lead: Some(body.does.clone()),
        blocks,
        acts: offers::about(visit, &[("body", body.id.as_str())]),
    })
}

/// A link to the page of a body; of what is no body the plain words, on the page of all.
pub(super) fn link(visit: &Visit, id: &str) -> Link {
    let code = visit.rulebook.code();
    let place = code.body(id).and_then(|body| BodyName::parse(body.id.as_str())).map_or(Place::Bodies, Place::Body);
    Link::new(code.title_of(id), visit.at(place))
}

fn facts(visit: &Visit, body: &Body) -> Block {
    let code = visit.rulebook.code();
    let today = visit.today();
    let mut facts = Vec::new();
    if let Some(established) = &body.established {
        let links = established.cites.iter().map(|clause| visit.clause_link(clause)).collect();
        let held = match visit.register.function_holder(body, today) {
            Some(holder) if holder == body.id => "It has its function itself.".to_owned(),
            Some(holder) => format!("{} has its function.", code.title_of(holder.as_str())),
            None => "Nobody has given its function to anyone yet, so its acts wait.".to_owned(),
        };
        facts.push(("Established by a decision under", Entry::links(links)));
        facts.push(("Today", Entry::words(held)));
    }
    let given =
        visit.register.functions().iter().filter(|function| function.holder == body.id && function.of != body.id);
    let given: Vec<Link> = given
        .filter(|function| function.until.is_none_or(|until| today < until))
        .map(|function| link(visit, function.of.as_str()))
        .collect();
    if !given.is_empty() {
        facts.push(("Has the functions of", Entry::links(given)));
    }
    let held = seats_on(&visit.register, &visit.rulebook, &body.id, today);
    let (seats, vacant) =
        held.iter().fold((0, 0), |(seats, vacant), group| (seats + group.number, vacant + group.vacant()));
    if seats > 0 {
        facts.push(("Seats", Entry::count(seats)));
        facts.push(("Vacant", Entry::count(vacant)));
    }
    let members = visit.register.members_on(&body.id, today).count();
    facts.push(("Members today", Entry::count(members)));
    Block::facts("facts", "At a glance", facts)
}

fn seats(visit: &Visit, body: &Body) -> Option<Block> {
    let held = seats_on(&visit.register, &visit.rulebook, &body.id, visit.today());
    if held.is_empty() {
        return None;
    }
    let row = |group: &SeatsHeld<'_>| {
        let holders = group.holders.iter().map(|holder| {
            let until = holder.until.map(|until| format!(", until {}", Day(until))).unwrap_or_default();
            let group = holder.voting_group.as_ref().map(|group| format!(" ({group})")).unwrap_or_default();
            let alternates = match holder.alternates.as_slice() {
                [] => String::new(),
                some => format!("; alternate: {}", some.join(", ")),
            };
            format!("{}{group}{until}{alternates}", holder.name)
        });
        let clauses = group.group.cites.iter().map(|clause| visit.clause_link(clause)).collect();
        vec![
            Entry::words(group.group.title.clone()),
            Entry::count(group.number),
            Entry::count(group.vacant()),
            Entry::words(sentence(group.group.filled_by.words()).trim_end_matches('.')),
            Entry::lines(holders.collect()),
            Entry::links(clauses),
        ]
    };
    let columns = ["Seats for", "Seats", "Vacant", "Filled", "Held by", "Under"];
    Some(Block::table("seats", "Seats", &columns, held.iter().map(row).collect(), "The Code gives it no seats."))
}

/// Everyone with an office for the body today, coming, or before.
fn offices(visit: &Visit, body: &Body) -> Block {
    let today = visit.today();
    let mut rows = Vec::new();
    for person in visit.register.people() {
        for held in person.offices.iter().filter(|held| held.body() == Some(&body.id)) {
            let what = match &held.office {
                Office::Member { seat: Some(seat), .. } => format!("Member, seat {}", seat.replace('-', " ")),
                Office::Member { seat: None, .. } => "Member".to_owned(),
                Office::ForBody(_) | Office::ForParty(_) => "Acts for it".to_owned(),
            };
            let what = match &held.alternate_for {
                Some(member) => format!("Alternate for {member}"),
                None => what,
            };
            let state = match &held.ended {
                Some(ended) => format!("{}: {}", sentence(ended.how.words()).trim_end_matches('.'), ended.reasons),
                None if held.on(today) => "Holds it today".to_owned(),
                None if held.from.is_some_and(|from| today < from) => "To come".to_owned(),
                None => "Term over".to_owned(),
            };
            rows.push(vec![
                Entry::words(person.name.clone()),
                Entry::words(what),
                Entry::day(held.from, "Not recorded"),
                Entry::day(held.until, "Open"),
                Entry::words(state),
            ]);
        }
    }
    let columns = ["Person", "Office", "From", "Until", "State"];
    Block::table(
        "offices",
        "People",
        &columns,
        rows,
        "Nobody is named to an office here yet; those who are will stand here.",
    )
}

fn meetings(visit: &Visit, body: &Body) -> Block {
    let mut own: Vec<_> = visit.register.meetings().filter(|meeting| meeting.body == body.id).collect();
    own.sort_by_key(|meeting| std::cmp::Reverse(meeting.date));
    let rows = own.into_iter().map(|meeting| {
        vec![
            Entry::Link(meetings::link(visit, meeting)),
            Entry::Day(Day(meeting.date)),
            Entry::count(meeting.items.len()),
            Entry::count(meeting.decisions.len()),
        ]
    });
    let columns = ["Meeting", "Day", "Items", "Decisions"];
    Block::table("meetings", "Meetings", &columns, rows.collect(), "No meeting of it is on record yet.")
}

/// What the rules in force let the body do.
fn powers(visit: &Visit, body: &Body) -> Block {
    let mut rows = Vec::new();
    for loaded in visit.rulebook.in_force(visit.today(), &visit.register) {
        let Check::Power(power) = &loaded.rule.check else { continue };
        if !power.held_by.iter().any(|holder| matches!(holder, Holder::Body(id) if *id == body.id)) {
            continue;
        }
        let acts = loaded.rule.governs.iter().map(|act| act.words()).collect::<Vec<_>>().join("; ");
        rows.push(vec![
            Entry::words(acts),
            Entry::links(loaded.rule.cites.iter().map(|clause| visit.clause_link(clause)).collect()),
            Entry::Link(visit.rule_link(loaded.rule.id.as_str())),
        ]);
    }
    let empty = "No rule in force gives it a power of its own; what its members may do stands with the act.";
    Block::table("powers", "What it may do today", &["It may", "Under", "Rule"], rows, empty)
}

fn row_of(visit: &Visit, body: &Body) -> BodyRow {
    let today = visit.today();
    let named =
        visit.register.people().filter(|person| person.offices_on(today).any(|held| held.body() == Some(&body.id)));
    let held = seats_on(&visit.register, &visit.rulebook, &body.id, today);
    let (seats, vacant) =
        held.iter().fold((0, 0), |(seats, vacant), group| (seats + group.number, vacant + group.vacant()));
    let seats = match (seats, vacant) {
        (0, _) => None,
        (seats, 0) => Some(format!("{seats} seats, all filled")),
        (seats, vacant) => Some(format!("{seats} seats, {vacant} vacant")),
    };
    BodyRow {
        anchor: body.id.to_string(),
        link: link(visit, body.id.as_str()),
        does: body.does.clone(),
        people: u64::try_from(named.count()).unwrap_or(u64::MAX),
        seats,
    }
}

fn voting(visit: &Visit, category: &str) -> String {
    for loaded in visit.rulebook.in_force(visit.today(), &visit.register) {
        let Check::Tally(tally) = &loaded.rule.check else { continue };
        if tally.seats.iter().any(|seat| seat == category) {
            return format!("has its own vote ({})", loaded.rule.cites.join(", "));
        }
    }
    "has no vote of its own".to_owned()
}
