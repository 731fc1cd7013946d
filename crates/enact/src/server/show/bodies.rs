//! Bodies, Party Categories and Parties.

use procedure::code::Body;
use procedure::register::{Office, Party};
use procedure::rule::{Check, Holder};

use crate::paths::{BodyName, Place};
use crate::server::{Stop, Visit};
use crate::web::pages::{BodiesPage, BodyRow, CategoryRow, PartyRow};
use crate::web::{Day, Link, Section, Tag, Tone};

/// All of them.
pub(super) fn all(visit: &Visit) -> Result<BodiesPage, Stop> {
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
        parties: visit.register.parties().map(|party| party_of(visit, party)).collect(),
    })
}

/// One body.
pub(super) fn one(visit: &Visit, name: &BodyName) -> Result<BodiesPage, Stop> {
    let body = visit.rulebook.code().body(name.as_str()).ok_or(Stop::NotFound)?;
    let crumbs = vec![Link::new("Bodies and Parties", visit.at(Place::Bodies))];
    Ok(BodiesPage {
        frame: visit.frame(Some(Section::Bodies), crumbs),
        title: body.title.clone(),
        bodies: vec![row_of(visit, body)],
        categories: Vec::new(),
        parties: Vec::new(),
    })
}

fn row_of(visit: &Visit, body: &Body) -> BodyRow {
    let mut clauses: Vec<String> = Vec::new();
    for loaded in visit.rulebook.in_force(visit.today(), &visit.register) {
        let Check::Power(power) = &loaded.rule.check else { continue };
        let named = power.held_by.iter().any(|holder| matches!(holder, Holder::Body(id) if *id == body.id));
        let new = loaded.rule.cites.iter().filter(|_| named).filter(|cite| !clauses.contains(cite));
        clauses.extend(new.cloned().collect::<Vec<_>>());
    }
    let today = visit.today();
    let held = visit.register.people().flat_map(|person| person.offices_on(today).map(move |held| (person, held)));
    let people = held.filter_map(|(person, held)| match &held.office {
        Office::ForBody(of) if *of == body.id => Some((person.name.clone(), "acts for it".to_owned())),
        Office::Member { of, seat, .. } if *of == body.id => {
            let seat =
                seat.as_deref().map_or_else(|| "member".to_owned(), |seat| format!("seat: {}", seat.replace('-', " ")));
            let seat = match &held.alternate_for {
                Some(member) => format!("alternate for {member}"),
                None => seat,
            };
            Some((person.name.clone(), seat))
        }
        Office::ForBody(_) | Office::ForParty(_) | Office::Member { .. } => None,
    });
    BodyRow {
        anchor: body.id.to_string(),
        name: body.title.clone(),
        does: body.does.clone(),
        clauses: clauses.iter().map(|clause| visit.clause_link(clause)).collect(),
        members: people.collect(),
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

fn party_of(visit: &Visit, party: &Party) -> PartyRow {
    let held = visit.register.suspensions().iter().find(|held| held.party == party.name);
    PartyRow {
        name: party.name.clone(),
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
