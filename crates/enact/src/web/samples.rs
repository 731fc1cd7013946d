//! Sample values for every page, all invented, so that a test can print each template and a person can look at it.

mod acting;
mod check;
mod defects;
mod draft;
mod following;
mod law;
mod lists;
mod modification;
mod register;
mod releases;

use jiff::civil::{date, datetime};

use super::*;
use crate::paths::{
    ActName, Address, BodyName, CodeName, DocumentName, Listed, NumberName, PartyName, Picked, Place, ProposalName,
    RegisterQuery, ReleaseName,
};

/// A page to print: its name as a file, and its HTML.
pub(super) type Sample = (&'static str, String);

/// Every page in every state worth looking at.
pub(super) fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    samples.extend(register::samples());
    samples.extend(modification::samples());
    samples.extend(acting::samples());
    samples.extend(law::samples());
    samples.extend(draft::samples());
    samples.extend(defects::samples());
    samples.extend(releases::samples());
    samples.extend(lists::samples());
    samples.extend(check::samples());
    samples.extend(following::samples());
    samples
}

pub(super) fn code() -> HostedCode {
    HostedCode { name: CodeName::parse("specimen").unwrap(), title: "Specimen Metering Code".to_owned() }
}

pub(super) fn at(place: Place) -> Address {
    Address::In(code().name, place)
}

pub(super) fn day(year: i16, month: i8, day: i8) -> Day {
    Day(date(year, month, day))
}

pub(super) fn moment(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Moment {
    Moment(datetime(year, month, day, hour, minute, 0, 0))
}

pub(super) fn modification(id: &str) -> Link {
    Link::new(id, at(Place::Modification(ProposalName::from_words(id).unwrap())))
}

pub(super) fn section(letter: &str) -> DocumentName {
    DocumentName::parse(&format!("section-{letter}")).unwrap()
}

pub(super) fn clause(number: &str) -> Link {
    let letter = number.chars().next().unwrap().to_ascii_lowercase().to_string();
    let to = Place::Provision(section(&letter), NumberName::from_printed(number).unwrap(), None);
    Link::new(number, at(to))
}

pub(super) fn rule(id: &str) -> Link {
    Link::new(id, at(Place::Rules(None))).anchored(id)
}

pub(super) fn release(words: &str) -> Link {
    Link::new(words, at(Place::Release(ReleaseName::from_words(words).unwrap())))
}

pub(super) fn event(position: u64) -> Link {
    Link::new(position.to_string(), at(Place::Event(position)))
}

pub(super) fn act_on(id: &str, act: &str, words: &str) -> Link {
    Link::new(words, at(Place::ActOn(ProposalName::from_words(id).unwrap(), ActName::parse(act).unwrap())))
}

pub(super) fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

pub(super) fn demonstration() -> DemonstrationBar {
    DemonstrationBar {
        now: moment(2025, 7, 3, 10, 30),
        next: Some((day(2025, 7, 11), "consultation on MP014 closes".to_owned())),
        back: at(Place::Home),
    }
}

/// The frame of a page in a part of the register, for a signed-in member of the Change Board.
pub(super) fn frame(section: Section, crumbs: Vec<Crumb>) -> Frame {
    Frame {
        code: Some(code()),
        section: Some(section),
        crumbs,
        reader: Some(Reader {
            name: "Ada Marsh".to_owned(),
            acts_for: "Change Board member, Small Suppliers".to_owned(),
        }),
        demonstration: Some(demonstration()),
        notice: None,
        lasting: None,
        listed: Listed::offered(&Place::Releases)
            .map(|listed| (listed.form.media_type(), Link::new(listed.form.words(), at(Place::Listed(listed)))))
            .collect(),
        follow: Some(at(Place::Follow(Picked::none().and("page", "/releases")))),
    }
}

pub(super) fn home_crumb() -> Crumb {
    Link::new("Specimen Metering Code", at(Place::Home))
}

pub(super) fn register_crumb() -> Crumb {
    Link::new("Modifications", at(Place::Modifications(RegisterQuery::default())))
}
