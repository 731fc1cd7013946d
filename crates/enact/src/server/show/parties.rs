//! Parties: their category, Voting Group and roles, what of their rights is suspended, and what they did.

use procedure::register::{Office, Party};

use super::offers;
use crate::paths::{PartyName, Place};
use crate::server::{Stop, Visit, stage_tag};
use crate::web::pages::{PartyRow, ThingPage};
use crate::web::{Block, Day, Entry, Link, Section, Tag, Tone};

/// All of them.
pub(in crate::server) fn all(visit: &Visit) -> ThingPage {
    let code = visit.rulebook.code();
    let rows = visit.register.parties().map(|party| {
        let roles = party.roles.iter().map(|role| role_title(visit, role)).collect::<Vec<_>>().join(", ");
        vec![
            Entry::Link(link(visit, &party.name)),
            Entry::words(code.category_title(&party.category)),
            Entry::words(party.voting_group.clone().unwrap_or_default()),
            Entry::words(roles),
            Entry::Day(Day(party.since)),
            rights(visit, party),
        ]
    });
    let columns = ["Party", "Category", "Voting Group", "Roles", "Since", "Rights"];
    let empty = "Nobody is admitted yet; Parties will stand here with their category and what they may do.";
    ThingPage {
        frame: visit.frame(Some(Section::Bodies), vec![Link::new("Bodies and Parties", visit.at(Place::Bodies))]),
        id: None,
        kind: None,
        title: "Parties".to_owned(),
        state: None,
        lead: Some("Everyone who is bound by the Code as a Party, with the category that they vote in.".to_owned()),
        blocks: vec![Block::table("parties", "Parties", &columns, rows.collect(), empty)],
        acts: offers::about(visit, &[]),
    }
}

/// One Party.
pub(in crate::server) fn one(visit: &Visit, name: &PartyName) -> Result<ThingPage, Stop> {
    let code = visit.rulebook.code();
    let known = |party: &&Party| PartyName::from_words(&party.name).as_ref() == Some(name);
    let party = visit.register.parties().find(known).ok_or(Stop::NotFound)?;
    let roles = party.roles.iter().map(|role| role_title(visit, role)).collect();
    let facts = vec![
        ("Category", Entry::words(code.category_title(&party.category))),
        ("Voting Group", Entry::words(party.voting_group.clone().unwrap_or_default())),
        ("Roles", Entry::lines(roles)),
        ("Party since", Entry::Day(Day(party.since))),
        ("Rights", rights(visit, party)),
    ];
    let crumbs =
        vec![Link::new("Bodies and Parties", visit.at(Place::Bodies)), Link::new("Parties", visit.at(Place::Parties))];
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Bodies), crumbs),
        id: Some(name.to_string()),
        kind: Some("Party".to_owned()),
        title: party.name.clone(),
        state: None,
        lead: None,
        blocks: vec![
            Block::facts("facts", "At a glance", facts),
            suspensions(visit, party),
            people(visit, party),
            raised(visit, party),
            answered(visit, party),
        ],
        acts: offers::about(visit, &[("party", &party.name)]),
    })
}

/// A link to the page of a Party.
pub(super) fn link(visit: &Visit, name: &str) -> Link {
    let known = visit.register.party(name).and_then(|party| PartyName::from_words(&party.name));
    Link::new(name, visit.at(known.map_or(Place::Parties, Place::Party)))
}

pub(super) fn row_of(visit: &Visit, party: &Party) -> PartyRow {
    let held = visit.register.suspensions().iter().find(|held| held.party == party.name);
    PartyRow {
        link: link(visit, &party.name),
        category: visit.rulebook.code().category_title(&party.category).to_owned(),
        since: Day(party.since),
        suspended: held.map(|held| {
            (
                Tag::new(format!("Suspended since {}", Day(held.since.date())), Tone::Stopped),
                visit.clause_link(&held.right),
            )
        }),
    }
}

fn rights(visit: &Visit, party: &Party) -> Entry {
    let held: Vec<Link> = visit
        .register
        .suspensions()
        .iter()
        .filter(|held| held.party == party.name)
        .map(|held| visit.clause_link(&held.right))
        .collect();
    if held.is_empty() {
        return Entry::words("All");
    }
    Entry::Several(vec![Entry::Tag(Tag::new("Suspended", Tone::Stopped)), Entry::Links(held)])
}

fn suspensions(visit: &Visit, party: &Party) -> Block {
    let code = visit.rulebook.code();
    let held = visit.register.suspensions().iter().filter(|held| held.party == party.name);
    let rows = held.map(|held| {
        let title = code.rights.iter().find(|right| right.id == held.right).map_or("", |right| right.title.as_str());
        vec![
            Entry::Link(visit.clause_link(&held.right)),
            Entry::words(title),
            Entry::Moment(crate::web::Moment(held.since)),
        ]
    });
    let empty = "None of its rights is suspended.";
    Block::table("suspended-rights", "Suspended rights", &["Right", "What it is", "Since"], rows.collect(), empty)
}

fn people(visit: &Visit, party: &Party) -> Block {
    let today = visit.today();
    let mut rows = Vec::new();
    for person in visit.register.people() {
        for held in person.offices_on(today) {
            let what = match &held.office {
                Office::ForParty(of) if *of == party.name => "Acts for it".to_owned(),
                Office::Member { of, appointed_by: Some(by), .. } if *by == party.name => {
                    format!("Its appointee on the {}", visit.rulebook.code().title_of(of.as_str()))
                }
                Office::ForParty(_) | Office::ForBody(_) | Office::Member { .. } => continue,
            };
            rows.push(vec![Entry::words(person.name.clone()), Entry::words(what), Entry::day(held.until, "Open")]);
        }
    }
    let empty = "Nobody is named to act for it.";
    Block::table("people", "People", &["Person", "Office", "Until"], rows, empty)
}

fn raised(visit: &Visit, party: &Party) -> Block {
    let own = visit.register.proposals().filter(|proposal| proposal.proposer == party.name);
    let rows = own.map(|proposal| {
        vec![
            Entry::Link(visit.proposal_link(proposal)),
            Entry::words(proposal.title.clone()),
            Entry::Day(Day(proposal.raised.date())),
            Entry::Tag(stage_tag(proposal, visit.today())),
        ]
    });
    let columns = ["Proposal", "Title", "Raised", "State"];
    Block::table("proposals", "Proposals that it raised", &columns, rows.collect(), "It has raised none.")
}

fn answered(visit: &Visit, party: &Party) -> Block {
    let mut rows = Vec::new();
    for proposal in visit.register.proposals() {
        for held in &proposal.consultations {
            for response in held.responses.iter().filter(|response| response.respondent == party.name) {
                let late = match (response.counted, response.superseded) {
                    (true, false) => "In time",
                    (true, true) => "Answered again: kept, and not counted",
                    (false, _) => "Late: kept, and not counted",
                };
                rows.push(vec![
                    Entry::Link(visit.proposal_link(proposal)),
                    Entry::words(held.kind.words()),
                    Entry::Day(Day(response.at.date())),
                    Entry::words(late),
                ]);
            }
        }
    }
    let columns = ["On", "Consultation", "Answered", "Counted"];
    Block::table("responses", "Consultations that it answered", &columns, rows, "It has answered none.")
}

fn role_title(visit: &Visit, role: &str) -> String {
    let known = visit.rulebook.code().roles.iter().find(|known| known.id == role);
    known.map_or(role, |known| known.title.as_str()).to_owned()
}
