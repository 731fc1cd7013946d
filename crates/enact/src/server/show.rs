//! Pages made from the record: for each page struct of [`crate::web::pages`] a function that fills it. Nothing is
//! decided here: what may be done, and why not, comes from rulings.

pub(super) mod act_form;
mod acts;
pub(super) mod bodies;
pub(super) mod calendar;
mod changed_lines;
pub(super) mod check;
mod choice;
mod code_home;
pub(super) mod codes;
pub(super) mod compare;
pub(super) mod consultation;
pub(super) mod consultations;
mod contents;
pub(super) mod course;
pub(super) mod defects;
mod document;
pub(super) mod draft;
mod drafting;
pub(super) mod duties;
mod elections;
mod event;
pub(super) mod file;
pub(super) mod follow;
pub(super) mod following;
pub(super) mod foreseen;
pub(super) mod graphs;
pub(super) mod history;
pub(super) mod imports;
pub(super) mod law;
pub(super) mod legal_texts;
pub(super) mod log_file;
pub(super) mod matters;
pub(super) mod measures;
pub(super) mod meetings;
pub(super) mod modification;
pub(super) mod offers;
pub(super) mod outbox;
mod outcome;
pub(super) mod outlook;
pub(super) mod papers;
pub(super) mod parties;
pub(super) mod policies;
pub(super) mod provision;
mod record;
mod redlined;
pub(super) mod register;
pub(super) mod release;
pub(super) mod releases;
pub(super) mod reviews;
pub(super) mod rules;
mod runs;
mod setting;
pub(super) mod sign_in;
pub(super) mod touched;
pub(super) mod versions;
mod votes;

pub use redlined::redline_file;

use axum::http::StatusCode;
use axum::response::Response;

use crate::paths::{Address, Picked, Place, ProposalName};
use crate::server::{Stop, Visit, moved, page};

/// The page at a place.
pub(crate) async fn place(visit: &Visit, place: &Place) -> Result<Response, Stop> {
    let ok = StatusCode::OK;
    match place {
        Place::Home => page(ok, &code_home::of(visit).await?),
        Place::Modifications(query) => page(ok, &register::of(visit, query).await?),
        Place::Modification(id) => match renamed(visit, id) {
            Some(now) => Ok(moved(&now)),
            None => page(ok, &modification::of(visit, id, None).await?),
        },
        Place::WhatIf(id, decided) => page(ok, &modification::of(visit, id, Some(*decided)).await?),
        Place::ActOn(_, act) => act_form::fresh(visit, act, &Picked::none()),
        Place::Act(act, given) => act_form::fresh(visit, act, given),
        Place::Acts => page(ok, &acts::of(visit)?),
        Place::Contents(point) => page(ok, &contents::of(visit, point.as_ref()).await?),
        Place::Document(document, point) => page(ok, &document::of(visit, document, point.as_ref()).await?),
        Place::Provision(document, number, point) => provision::at(visit, document, number, point.as_ref()).await,
        Place::Compare(document, compared) => page(ok, &compare::of(visit, document.as_ref(), compared).await?),
        Place::Pick(picked) => choice::chosen(visit, picked),
        Place::Paper(of, kind) => page(ok, &papers::of(visit, of, kind).await?),
        Place::File(of, form) => file::of(visit, of, *form).await,
        Place::Listed(listed) => crate::server::listed::of(visit, listed).await,
        Place::Draft(picked) => draft::fresh(visit, picked).await,
        Place::Defects(point) => page(ok, &defects::of(visit, point.as_ref()).await?),
        Place::Releases => page(ok, &releases::of(visit)?),
        Place::Release(id) => page(ok, &release::of(visit, id)?),
        Place::Late(id, days) => page(ok, &release::late(visit, id, *days)?),
        Place::Consultations => page(ok, &consultations::of(visit)?),
        Place::Bodies => page(ok, &bodies::all(visit)?),
        Place::Body(body) => page(ok, &bodies::one(visit, body)?),
        Place::Rules(at) => page(ok, &rules::of(visit, *at)?),
        Place::Rule(name) => page(ok, &rules::one(visit, name)?),
        Place::Calendar => page(ok, &calendar::of(visit)?),
        Place::Record { before } => page(ok, &record::of(visit, *before).await?),
        Place::Event(position) => page(ok, &event::of(visit, *position).await?),
        Place::Log(file) => log_file::of(visit, *file).await,
        Place::Imports => page(ok, &imports::all(visit)),
        Place::Import(id) => page(ok, &imports::one(visit, id)?),
        Place::ImportWords(id) => page(ok, &imports::words(visit, id).await?),
        Place::ImportFile(id) => imports::file(visit, id).await,
        Place::Check { .. } => page(ok, &check::fresh(visit)),
        Place::Follow(picked) => page(ok, &follow::fresh(visit, picked)?),
        Place::Following(key) => page(ok, &following::of(visit, key.as_ref()).await?),
        Place::Outbox => outbox::page_of(visit).await,
        Place::Parties => page(ok, &parties::all(visit)),
        Place::Party(name) => page(ok, &parties::one(visit, name)?),
        Place::Consultation(name) => page(ok, &consultation::of(visit, name)?),
        Place::Meetings => page(ok, &meetings::all(visit)),
        Place::Meeting(name) => page(ok, &meetings::one(visit, name)?),
        Place::Reviews => page(ok, &reviews::all(visit)),
        Place::Review(name) => page(ok, &reviews::one(visit, name)?),
        Place::Matters => page(ok, &matters::all(visit)),
        Place::Policies => page(ok, &policies::all(visit)),
        Place::Policy(name) => page(ok, &policies::one(visit, name)?),
        Place::Duties(body) => page(ok, &duties::of(visit, body.as_ref())?),
        Place::Measures => page(ok, &measures::of(visit).await?),
    }
}

/// The address of a proposal under the number it goes by now, where another was asked for.
fn renamed(visit: &Visit, id: &ProposalName) -> Option<Address> {
    let now = ProposalName::from_words(visit.register.proposal(id.as_str())?.number())?;
    (now != *id).then(|| visit.at(Place::Modification(now)))
}
