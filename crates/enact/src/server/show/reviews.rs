//! Significant Code Reviews: what they cover, their phases and how each ended, and whom they hold up.

use procedure::names::Outcome;
use procedure::register::{PhaseBasis, Review};

use super::offers;
use crate::paths::{Picked, Place, ReviewName};
use crate::server::{Stop, Visit, sentence, stage_tag};
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Link, Section, Tag, Tone};

/// All of them.
pub(in crate::server) fn all(visit: &Visit) -> ThingPage {
    let rows = visit.register.significant_code_reviews().iter().map(|review| {
        let opened = review.phases.first().map(|phase| phase.opened);
        vec![
            Entry::Link(link(visit, review)),
            Entry::Tag(state(visit, review)),
            Entry::day(opened, "Not yet"),
            Entry::lines(review.subjects.iter().map(|subject| subject_title(visit, subject)).collect()),
        ]
    });
    let columns = ["Review", "State", "Opened", "About"];
    let empty =
        "No Significant Code Review is on record; while one is open it may hold proposals up, and will stand here.";
    ThingPage {
        frame: visit.frame(Some(Section::Modifications), Vec::new()),
        id: None,
        kind: None,
        title: "Reviews".to_owned(),
        state: None,
        lead: Some("Reviews that the Authority opens of matters across the Code.".to_owned()),
        blocks: vec![Block::table("reviews", "Significant Code Reviews", &columns, rows.collect(), empty)],
        acts: offers::of(visit, &[procedure::ActName::OpenReview], &Picked::none()),
    }
}

/// One review.
pub(in crate::server) fn one(visit: &Visit, name: &ReviewName) -> Result<ThingPage, Stop> {
    let known = |review: &&Review| ReviewName::from_words(&review.id).as_ref() == Some(name);
    let review = visit.register.significant_code_reviews().iter().find(known).ok_or(Stop::NotFound)?;
    let facts = vec![
        ("Subjects", Entry::lines(review.subjects.iter().map(|subject| subject_title(visit, subject)).collect())),
        ("Documents", Entry::lines(review.documents.clone())),
    ];
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Modifications), vec![Link::new("Reviews", visit.at(Place::Reviews))]),
        id: Some(review.id.clone()),
        kind: Some("Significant Code Review".to_owned()),
        title: review.title.clone(),
        state: Some(state(visit, review)),
        lead: None,
        blocks: vec![Block::facts("facts", "At a glance", facts), phases(visit, review), covered(visit, review)],
        acts: offers::about(visit, &[("review", &review.id)]),
    })
}

fn state(visit: &Visit, review: &Review) -> Tag {
    if review.open_phase(visit.today()).is_some() {
        Tag::new("Open", Tone::Open)
    } else {
        Tag::new("Ended", Tone::Quiet)
    }
}

fn link(visit: &Visit, review: &Review) -> Link {
    let place = ReviewName::from_words(&review.id).map_or(Place::Reviews, Place::Review);
    Link::new(review.title.clone(), visit.at(place))
}

fn subject_title(visit: &Visit, subject: &str) -> String {
    let known = visit.rulebook.code().subjects.iter().find(|known| known.id == subject);
    known.map_or(subject, |known| known.title.as_str()).to_owned()
}

fn phases(visit: &Visit, review: &Review) -> Block {
    let rows = review.phases.iter().map(|phase| {
        let basis = match phase.basis {
            PhaseBasis::Notice => "A notice of the Authority",
            PhaseBasis::Backstop => "A backstop direction",
            PhaseBasis::Variation => "A direction for a variation led by the Authority",
        };
        let end = phase.end();
        let ended = match end {
            Some(end) if end.on <= visit.today() => Entry::words(format!("{}: {}", Day(end.on), end.how.words())),
            Some(end) => Entry::words(format!("Will end on {}: {}", Day(end.on), end.how.words())),
            None => Entry::Tag(Tag::new("Open", Tone::Open)),
        };
        let variation = phase.variation.as_ref().map_or_else(Entry::nothing, |variation| {
            let result = match variation.outcome {
                Some(Outcome::Approved) => "approved",
                Some(Outcome::Rejected) => "rejected",
                None => "not decided yet",
            };
            let words = Entry::words(format!("{}: {result}", variation.title));
            match &variation.carried_by {
                Some(proposal) => Entry::Several(vec![words, Entry::Link(visit.numbered_link(proposal.as_str()))]),
                None => words,
            }
        });
        vec![Entry::words(basis), Entry::Day(Day(phase.opened)), ended, variation]
    });
    let columns = ["Opened by", "From", "Ended", "Variation"];
    Block::table("phases", "Phases", &columns, rows.collect(), "No phase is on record.")
}

/// The proposals within its scope, and whether it holds them up.
fn covered(visit: &Visit, review: &Review) -> Block {
    let today = visit.today();
    let within = visit.register.proposals().filter(|proposal| review.covers(proposal) && !proposal.stage.is_end());
    let rows = within.map(|proposal| {
        let held = visit.register.held_up_by(proposal, today).is_some_and(|by| by.id == review.id);
        let words = if held { "Held up, unless the Authority gives leave" } else { "Goes on" };
        vec![
            Entry::Link(visit.proposal_link(proposal)),
            Entry::words(proposal.title.clone()),
            Entry::Tag(stage_tag(proposal, today)),
            Entry::words(sentence(words).trim_end_matches('.')),
        ]
    });
    let columns = ["Proposal", "Title", "Stage", "While the review is open"];
    Block::table("covered", "Proposals within its scope", &columns, rows.collect(), "No open proposal lies within it.")
}
