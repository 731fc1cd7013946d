//! The dates of a list, past and to come, each under a name that it keeps when it moves to another day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use procedure::next::deadlines;
use procedure::register::{Proposal, Release};

use crate::paths::{BodyName, Place};
use crate::server::show::{self, meetings};
use crate::server::{Stop, Visit};
use crate::web::Link;

/// Something on a day.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// What the date is called among all of the Code, for ever.
    pub(super) name: String,
    /// The day.
    pub(super) day: Date,
    /// What kind: `Deadline`, `Release`.
    pub(super) kind: &'static str,
    /// What happens.
    pub(super) what: String,
    /// The page that says more.
    pub(super) about: Link,
    /// How often what it is about has changed.
    pub(super) sequence: u64,
    /// The streams whose events may move it.
    streams: Vec<String>,
}

impl Dated {
    fn new(name: String, day: Date, kind: &'static str, what: String, about: Link, streams: Vec<String>) -> Self {
        Self { name, day, kind, what, about, sequence: 0, streams }
    }
}

/// The dates of a place, by day.
pub(super) async fn of(visit: &Visit, page: &Place) -> Result<Vec<Dated>, Stop> {
    let mut dates = found(visit, page)?;
    dates.sort_by(|one, other| (one.day, &one.name).cmp(&(other.day, &other.name)));
    one_name_each(&mut dates);
    let streams: BTreeSet<String> = dates.iter().flat_map(|dated| dated.streams.iter().cloned()).collect();
    let ledger = &visit.server.ledger;
    let versions = ledger.stream_versions(visit.code.as_str(), streams.iter().map(String::as_str)).await?;
    for dated in &mut dates {
        let changes = dated.streams.iter().filter_map(|stream| versions.get(stream.as_str()));
        dated.sequence = changes.sum();
    }
    Ok(dates)
}

fn found(visit: &Visit, page: &Place) -> Result<Vec<Dated>, Stop> {
    let register = &visit.register;
    match page {
        Place::Modifications(query) => {
            let stage = match &query.stage {
                Some(name) => Some(show::register::stage_of(name).ok_or(Stop::NotFound)?),
                None => None,
            };
            let held = register.proposals().filter(|proposal| stage.is_none_or(|stage| proposal.stage == stage));
            Ok(held.flat_map(|proposal| of_proposal(visit, proposal)).collect())
        }
        Place::Modification(id) => Ok(of_proposal(visit, register.proposal(id.as_str()).ok_or(Stop::NotFound)?)),
        Place::Releases => Ok(register.releases().flat_map(|release| of_release(visit, release)).collect()),
        Place::Release(id) => release_with_scope(visit, id),
        Place::Consultations => Ok(consultations(visit)),
        Place::Meetings => Ok(of_meetings(visit, |_| true)),
        Place::Meeting(name) => of_meeting(visit, name),
        Place::Duties(body) => duties(visit, body.as_ref()),
        Place::Home | Place::Calendar => {
            let mut all: Vec<Dated> = register.proposals().flat_map(|proposal| of_proposal(visit, proposal)).collect();
            all.extend(register.releases().flat_map(|release| of_release(visit, release)));
            all.extend(of_meetings(visit, |_| true));
            // A consultation on a proposal is among that proposal's dates already.
            all.extend(consultations(visit).into_iter().filter(|dated| dated.name.starts_with("matter ")));
            Ok(all)
        }
        Place::Consultation(_)
        | Place::Parties
        | Place::Party(_)
        | Place::Reviews
        | Place::Review(_)
        | Place::Matters
        | Place::Policies
        | Place::Policy(_)
        | Place::Measures
        | Place::Bodies
        | Place::Body(_)
        | Place::Rules(_)
        | Place::Record { .. }
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

fn release_with_scope(visit: &Visit, id: &crate::paths::ReleaseName) -> Result<Vec<Dated>, Stop> {
    let release = visit.register.release(id.as_str()).ok_or(Stop::NotFound)?;
    let scope = visit.register.proposals().filter(|proposal| proposal.release() == Some(&release.id));
    let of_scope = scope.flat_map(|proposal| of_proposal(visit, proposal));
    Ok(of_release(visit, release).into_iter().chain(of_scope).collect())
}

fn of_meeting(visit: &Visit, name: &crate::paths::MeetingName) -> Result<Vec<Dated>, Stop> {
    let dates = of_meetings(visit, |id| crate::paths::MeetingName::from_words(id).as_ref() == Some(name));
    if dates.is_empty() { Err(Stop::NotFound) } else { Ok(dates) }
}

fn of_proposal(visit: &Visit, proposal: &Proposal) -> Vec<Dated> {
    let mut streams = vec![format!("proposal/{}", proposal.id)];
    streams.extend(proposal.targets.iter().map(|target| format!("release/{}", target.release)));
    streams.extend(proposal.release().map(|release| format!("release/{release}")));
    streams.sort();
    streams.dedup();
    // From the beginning: a date that has passed stays in the calendar of those who have it.
    let days = deadlines(&visit.register, proposal, DateTime::MIN);
    let dated = days.into_iter().map(|deadline| {
        let name = format!("proposal {} {}", proposal.id, deadline.what);
        let what = format!("{}: {}", deadline.proposal, deadline.what);
        Dated::new(name, deadline.date, "Deadline", what, visit.proposal_link(proposal), streams.clone())
    });
    dated.collect()
}

fn of_release(visit: &Visit, release: &Release) -> Vec<Dated> {
    let streams = vec![format!("release/{}", release.id)];
    let link = visit.release_link(release.id.as_str());
    let day = |what: &str, day: Date, words: String| {
        Dated::new(format!("release {} {what}", release.id), day, "Release", words, link.clone(), streams.clone())
    };
    let mut dates = vec![day("goes live", release.date, format!("{} goes live", release.name))];
    let planned = release.timetable.iter().filter_map(|step| Some((step, step.date?)));
    dates.extend(planned.map(|(step, on)| day(&step.event, on, format!("{}: {}", release.name, step.event))));
    dates
}

fn of_meetings(visit: &Visit, wanted: impl Fn(&str) -> bool) -> Vec<Dated> {
    let held = visit.register.meetings().filter(|meeting| wanted(meeting.id.as_str()));
    let dated = held.map(|meeting| {
        let link = meetings::link(visit, meeting);
        let streams = vec![format!("meeting/{}", meeting.id)];
        Dated::new(format!("meeting {}", meeting.id), meeting.date, "Meeting", link.words.clone(), link, streams)
    });
    dated.collect()
}

fn consultations(visit: &Visit) -> Vec<Dated> {
    use procedure::register::Consulted;
    let dated = show::consultations::every(visit).map(|held| {
        let link = Link::new(held.name(), visit.at(show::consultation::place(held)));
        let (name, stream, what) = match held {
            Consulted::OnProposal(proposal, on) => (
                // The name that the proposal's own dates have for it.
                format!("proposal {} the {} closes", proposal.id, on.kind.words()),
                format!("proposal/{}", proposal.id),
                format!("{}: the {} closes", proposal.number(), on.kind.words()),
            ),
            Consulted::OnMatter(on) => {
                (format!("matter {}", on.id), format!("consultation/{}", on.id), format!("{} closes", on.title))
            }
        };
        Dated::new(name, held.closes(), "Consultation", what, link, vec![stream])
    });
    dated.collect()
}

fn duties(visit: &Visit, body: Option<&BodyName>) -> Result<Vec<Dated>, Stop> {
    let code = visit.rulebook.code();
    let chosen = match body {
        Some(name) => Some(code.body(name.as_str()).ok_or(Stop::NotFound)?.id.as_str()),
        None => None,
    };
    let all = procedure::duty::duties(&visit.register, &visit.rulebook, visit.now);
    let owed = all.into_iter().filter(|owed| chosen.is_none_or(|body| owed.on == body));
    let dated = owed.filter_map(|owed| {
        let about = owed.proposal.as_ref().map_or("", |id| id.as_str());
        let thing = owed.about.as_deref().unwrap_or_default();
        let name = format!("duty {} {} {about} {thing}", owed.rule, owed.on);
        let link = match &owed.proposal {
            Some(id) => visit.numbered_link(id.as_str()),
            None => Link::new("Duties", visit.at(Place::Duties(body.cloned()))),
        };
        let streams = owed.proposal.iter().map(|id| format!("proposal/{id}")).collect();
        let what = format!("{}: {}", code.title_of(&owed.on), owed.what);
        Some(Dated::new(name, owed.due?, "Duty", what, link, streams))
    });
    Ok(dated.collect())
}

/// Gives those of one name a number each, in the order of their days.
fn one_name_each(dates: &mut Vec<Dated>) {
    dates.dedup_by(|later, first| later.name == first.name && later.day == first.day);
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for dated in dates {
        let count = seen.entry(dated.name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            dated.name = format!("{} ({count})", dated.name);
        }
    }
}
