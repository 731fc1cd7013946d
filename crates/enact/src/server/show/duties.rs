//! Who must do what by when, worked out from the rules in force and the record.

use std::collections::BTreeSet;

use procedure::duty::{Owed, State, duties};

use super::{bodies, offers, parties};
use crate::paths::{BodyName, Place, ProposalName};
use crate::server::{Stop, Visit, sentence};
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Link, Section, Tag, Tone};

const COLUMNS: [&str; 7] = ["What is owed", "By whom", "About", "By when", "State", "Done by the act", "Under"];

/// The duties of everyone, or of one body.
pub(in crate::server) fn of(visit: &Visit, body: Option<&BodyName>) -> Result<ThingPage, Stop> {
    let code = visit.rulebook.code();
    let chosen = match body {
        Some(name) => Some(code.body(name.as_str()).ok_or(Stop::NotFound)?),
        None => None,
    };
    let all = duties(&visit.register, &visit.rulebook, visit.now);
    let of_chosen = |owed: &&Owed| chosen.is_none_or(|body| owed.on == body.id.as_str());
    let rows = |open: bool| {
        let wanted = all.iter().filter(of_chosen).filter(|owed| owed.state.is_open() == open);
        wanted.map(|owed| row(visit, owed)).collect::<Vec<_>>()
    };
    let holders: BTreeSet<&str> = all.iter().map(|owed| owed.on.as_str()).collect();
    let others = holders.into_iter().filter_map(|on| {
        let name = BodyName::parse(code.body(on)?.id.as_str())?;
        Some(Link::new(code.title_of(on), visit.at(Place::Duties(Some(name)))))
    });
    let mut filters: Vec<Link> = others.collect();
    filters.insert(0, Link::new("Everyone", visit.at(Place::Duties(None))));
    let open = "Nothing is owed today; what the rules make somebody’s duty will stand here until it is done.";
    let crumbs = chosen.map(|_| Link::new("Duties", visit.at(Place::Duties(None)))).into_iter().collect();
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Calendar), crumbs),
        id: None,
        kind: None,
        title: chosen.map_or_else(|| "Duties".to_owned(), |body| format!("Duties of {}", body.title)),
        state: None,
        lead: Some("Who must do what, by when, and under which clause. Nothing here is kept: it follows from the rules in force and the record.".to_owned()),
        blocks: vec![
            Block::facts("whose", "Whose duties", vec![("Show those of", Entry::links(filters))]),
            Block::table("open", "To be done", &COLUMNS, rows(true), open),
            Block::table("done", "Done", &COLUMNS, rows(false), "None was done yet."),
        ],
        acts: offers::about(visit, &[]),
    })
}

/// The duties of one body that are to be done.
pub(super) fn of_body(visit: &Visit, body: &str) -> Block {
    let all = duties(&visit.register, &visit.rulebook, visit.now);
    let own = all.iter().filter(|owed| owed.on == body && owed.state.is_open());
    let rows = own.map(|owed| row(visit, owed)).collect();
    Block::table("duties", "What it must do", &COLUMNS, rows, "Nothing is owed by it today.")
}

/// The duties about one proposal.
pub(super) fn about(visit: &Visit, proposal: &procedure::names::ProposalId) -> Block {
    let all = duties(&visit.register, &visit.rulebook, visit.now);
    let own = all.iter().filter(|owed| owed.proposal.as_ref() == Some(proposal));
    let rows = own.map(|owed| row(visit, owed)).collect();
    Block::table("duties", "Duties that it sets off", &COLUMNS, rows, "")
}

fn row(visit: &Visit, owed: &Owed) -> Vec<Entry> {
    let code = visit.rulebook.code();
    let on = match code.body(&owed.on) {
        Some(body) => bodies::link(visit, body.id.as_str()),
        None => parties::link(visit, &owed.on),
    };
    let about = match (&owed.proposal, &owed.about) {
        (Some(proposal), _) => Entry::Link(visit.numbered_link(proposal.as_str())),
        (None, Some(about)) => Entry::words(about.clone()),
        (None, None) => Entry::nothing(),
    };
    let words = sentence(owed.state.words());
    let words = words.trim_end_matches('.');
    let state = match owed.state {
        State::Open => Tag::new(words, Tone::Open),
        State::Overdue => Tag::new(words, Tone::Stopped),
        State::Done(at) => Tag::new(format!("{words} {}", Day(at.date())), Tone::Done),
        State::DoneLate(at) => Tag::new(format!("{words}, {}", Day(at.date())), Tone::Quiet),
    };
    let clauses = owed.clauses.iter().map(|clause| visit.clause_link(clause)).collect();
    vec![
        Entry::words(sentence(&owed.what)),
        Entry::Link(on),
        about,
        Entry::day(owed.due, "As soon as it reasonably can be"),
        Entry::Tag(state),
        act(visit, owed),
        Entry::links(clauses),
    ]
}

/// The form of the act that does a duty.
fn act(visit: &Visit, owed: &Owed) -> Entry {
    let form = crate::paths::ActName::parse(owed.act.name()).and_then(|act| match &owed.proposal {
        Some(proposal) if owed.act.is_about_a_proposal() => {
            let number = visit.register.proposal(proposal.as_str())?.number();
            Some(Place::ActOn(ProposalName::from_words(number)?, act))
        }
        Some(_) | None if owed.act.is_about_a_proposal() => None,
        Some(_) | None => Some(Place::Act(act, crate::paths::Picked::none())),
    });
    match form.filter(|_| visit.reader.is_some() && owed.state.is_open()) {
        Some(place) => Entry::Link(Link::new(owed.act.words(), visit.at(place))),
        None => Entry::words(owed.act.words()),
    }
}
