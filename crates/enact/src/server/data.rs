//! The same things as data: what each address answers as JSON.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use legaltext::{Document, markup};
use procedure::next::{deadlines, next_steps};
use procedure::register::{Consulted, Proposal};
use procedure::rule::Rule;
use serde_json::{Value, json};

use super::answer::{self, Stop};
use super::show;
use super::{Server, Visit};
use crate::paths::{FileOf, Place, ProposalName, RegisterQuery};

/// The Codes that the server holds.
pub(super) fn codes(server: &Arc<Server>) -> Response {
    let list: Vec<Value> = server
        .codes
        .iter()
        .map(|(id, name)| {
            let title = server.rulebook(name).map(|rulebook| rulebook.code().title.clone());
            json!({ "id": id, "title": title })
        })
        .collect();
    answer::data(StatusCode::OK, &json!({ "codes": list }))
}

/// Where the number of a clause leads that the text asked for does not have; none for what it has, and for all but clauses.
async fn leads_on(visit: &Visit, place: &Place) -> Result<Option<Response>, Stop> {
    let Place::Provision(name, number, point) = place else { return Ok(None) };
    let shown = show::law::at(visit, point.as_ref(), Some(name)).await?;
    if show::law::find(&shown, name, number).is_some() {
        return Ok(None);
    }
    show::provision::elsewhere(visit, name, number, &shown).map(Some)
}

/// What stands at a place, as JSON.
pub(super) async fn place(visit: &Visit, place: &Place) -> Result<Response, Stop> {
    let value = match place {
        Place::Home => json!({
            "code": visit.code.as_str(),
            "title": visit.rulebook.code().title,
            "about": visit.rulebook.code().about,
            "now": visit.now,
            "position": visit.register.position(),
        }),
        Place::Modifications(query) => modifications(visit, query)?,
        Place::Modification(id) => modification(visit, id, None)?,
        Place::WhatIf(id, decided) => modification(visit, id, Some(*decided))?,
        Place::Releases => {
            json!({ "releases": visit.register.releases().map(|release| self::release(visit, release)).collect::<Vec<_>>() })
        }
        Place::Late(id, days) => show::release::late(visit, id, *days)?.as_data(),
        Place::Release(id) => {
            let own = release(visit, visit.register.release(id.as_str()).ok_or(Stop::NotFound)?);
            with(show::release::of(visit, id)?.as_data(), own)
        }
        Place::Rules(at) => rules(visit, at.unwrap_or(visit.today())),
        Place::Rule(name) => {
            let loaded = show::rules::find(visit, name)?;
            with(show::rules::one(visit, name)?.as_data(), rule(visit, &loaded.rule))
        }
        Place::Calendar => show::calendar::of(visit)?.as_data(),
        Place::Contents(_) | Place::Document(..) | Place::Provision(..) | Place::Compare(..) => {
            if let Some(leads) = leads_on(visit, place).await? {
                return Ok(leads);
            }
            words_of_the_code(visit, &FileOf::at(place.clone()).ok_or(Stop::NotFound)?).await?
        }
        Place::Defects(point) => show::defects::as_data(visit, point.as_ref()).await?,
        Place::Consultations => consultations(visit),
        Place::Bodies => bodies(visit),
        Place::Body(body) => show::bodies::one(visit, body)?.as_data(),
        Place::Consultation(name) => show::consultation::of(visit, name)?.as_data(),
        Place::Reviews => show::reviews::all(visit).as_data(),
        Place::Review(name) => show::reviews::one(visit, name)?.as_data(),
        Place::Following(key) => show::following::of(visit, key.as_ref()).await?.as_data(),
        Place::Outbox => show::outbox::of(visit).await?.as_data(),
        Place::Measures => show::measures::of(visit).await?.as_data(),
        Place::Matters => show::matters::all(visit).as_data(),
        Place::Policies => show::policies::all(visit).as_data(),
        Place::Policy(name) => show::policies::one(visit, name)?.as_data(),
        Place::Imports => show::imports::all(visit).as_data(),
        Place::Import(id) => show::imports::one(visit, id)?.as_data(),
        Place::ImportFile(id) => return show::imports::file(visit, id).await,
        Place::Duties(body) => show::duties::of(visit, body.as_ref())?.as_data(),
        Place::Meetings => show::meetings::all(visit).as_data(),
        Place::Meeting(name) => show::meetings::one(visit, name)?.as_data(),
        Place::Parties => show::parties::all(visit).as_data(),
        Place::Party(name) => show::parties::one(visit, name)?.as_data(),
        Place::Record { before } => record(visit, *before).await?,
        Place::Event(position) => event(visit, *position).await?,
        Place::Log(file) => return show::log_file::of(visit, *file).await,
        Place::Paper(of, kind) => json!(show::papers::composed(visit, of, kind).await?),
        Place::File(of, form) => return show::file::of(visit, of, *form).await,
        Place::Listed(listed) => return super::listed::of(visit, listed).await,
        Place::Acts => return Err(Stop::NotAllowed(answer::TAKE)),
        Place::ActOn(..)
        | Place::Act(..)
        | Place::Pick(_)
        | Place::Draft(_)
        | Place::ImportWords(_)
        | Place::Check { .. }
        | Place::Follow(_) => return Err(Stop::NotFound),
    };
    Ok(answer::data(StatusCode::OK, &value))
}

/// The bodies of the Code, and the Parties.
fn bodies(visit: &Visit) -> Value {
    json!({
        "bodies": visit.rulebook.code().bodies,
        "parties": visit.register.parties().map(|party| json!({
            "name": party.name, "category": party.category, "since": party.since,
        })).collect::<Vec<_>>(),
    })
}

/// One event, as anybody may read it.
async fn event(visit: &Visit, position: u64) -> Result<Value, Stop> {
    let before = position.checked_sub(1).ok_or(Stop::NotFound)?;
    let events = visit.server.ledger.events(visit.code.as_str(), before, 1).await?;
    Ok(json!(published(events.into_iter().next().ok_or(Stop::NotFound)?)))
}

/// The events below a position, at most fifty.
async fn record(visit: &Visit, before: Option<u64>) -> Result<Value, Stop> {
    let last = before.map_or(visit.register.position(), |before| before.saturating_sub(1));
    let after = last.saturating_sub(50);
    let count = u32::try_from(last - after).unwrap_or(50);
    let events = visit.server.ledger.events(visit.code.as_str(), after, count).await?;
    let events: Vec<_> = events.into_iter().map(published).collect();
    Ok(json!({ "position": visit.register.position(), "events": events }))
}

/// An event as anybody may read it.
fn published(mut recorded: procedure::Recorded) -> procedure::Recorded {
    recorded.event = recorded.event.published().into_owned();
    recorded
}

/// Words of the Code.
pub(crate) async fn words_of_the_code(visit: &Visit, of: &FileOf) -> Result<Value, Stop> {
    match of {
        FileOf::Contents(point) => {
            let shown = show::law::at(visit, point.as_ref(), None).await?;
            let documents = shown.edition.documents().iter().map(|document| heading(document)).collect::<Vec<_>>();
            Ok(json!({ "shown": shown.words, "hash": shown.edition.hash(), "documents": documents }))
        }
        FileOf::Document(name, point) => {
            let shown = show::law::at(visit, point.as_ref(), Some(name)).await?;
            let document = show::law::document(visit, &shown, name)?;
            Ok(with(heading(document), json!({ "shown": shown.words, "markup": markup::print(document) })))
        }
        FileOf::Provision(name, number, point) => {
            let shown = show::law::at(visit, point.as_ref(), Some(name)).await?;
            let (citation, provision) = show::law::find(&shown, name, number).ok_or(Stop::NotFound)?;
            let graph = visit.server.graphs.of(visit, &shown.edition);
            let uses = graph.references_from(&citation).into_iter().map(|cited| {
                json!({
                    "at": cited.place.to_string(),
                    "cites": cited.reference.citation,
                    "label": cited.reference.label,
                    "state": cited.resolution.state,
                    "leads_to": cited.resolution.targets.iter().map(|to| to.place.to_string()).collect::<Vec<_>>(),
                })
            });
            let cited_by = graph.references_to(&citation).into_iter().map(|cited| cited.place.to_string());
            let cited_by: std::collections::BTreeSet<String> = cited_by.collect();
            Ok(json!({
                "references": uses.collect::<Vec<_>>(),
                "cited_by": cited_by,
                "lineage": show::versions::as_data(visit, provision),
                "citation": citation,
                "id": provision.id(),
                "shown": shown.words,
                "held": provision.is_held(),
                "text": provision.text(),
                "hash": provision.hash(),
            }))
        }
        FileOf::Paper(..) => Err(Stop::NotFound),
        FileOf::Compare(name, compared) => {
            let sides = show::compare::sides(visit, name.as_ref(), compared).await?;
            let redline = legaltext::redline::editions(&sides.before, &sides.after);
            Ok(json!(redline.named(&sides.old.words, &sides.new.words)))
        }
    }
}

fn heading(document: &Document) -> Value {
    json!({
        "id": document.id(),
        "title": document.title(),
        "version": document.version(),
        "hash": document.hash(),
    })
}

fn modifications(visit: &Visit, query: &RegisterQuery) -> Result<Value, Stop> {
    let stage = show::register::asked(visit, query)?.stage;
    let held = visit.register.proposals().filter(|proposal| stage.is_none_or(|stage| proposal.stage == stage));
    Ok(json!({ "modifications": held.map(summary).collect::<Vec<_>>() }))
}

fn summary(proposal: &Proposal) -> Value {
    json!({
        "id": proposal.id,
        "number": proposal.number(),
        "title": proposal.title,
        "stage": proposal.stage,
        "path": proposal.path,
        "proposer": proposal.proposer,
        "raised": proposal.raised,
        "release": proposal.release(),
        "live": proposal.live,
    })
}

fn modification(visit: &Visit, id: &ProposalName, decided: Option<jiff::civil::Date>) -> Result<Value, Stop> {
    let proposal = visit.register.proposal(id.as_str()).ok_or(Stop::NotFound)?;
    let foreseen = show::foreseen::of(visit, proposal, decided).map(|foreseen| foreseen.as_data());
    let blocks: Vec<_> =
        show::course::blocks(visit, proposal).into_iter().chain(show::touched::blocks(visit, proposal)).collect();
    let more = Value::Object(crate::web::block::as_data(&blocks));
    let days = deadlines(&visit.register, proposal, visit.now);
    let steps = next_steps(&visit.register, &visit.rulebook, proposal, visit.now);
    let days = days.iter().map(|day| json!({ "date": day.date, "what": day.what }));
    let steps = steps
        .iter()
        .map(|step| json!({ "act": step.act, "who": step.who, "clauses": step.clauses, "waits_for": step.waits_for }));
    let held = proposal.consultations.iter().map(|held| {
        json!({
            "kind": held.kind, "opened": held.opened, "closes": held.closes, "questions": held.questions,
            "responses": held.responses.iter().map(response).collect::<Vec<_>>(),
        })
    });
    let own = with(
        summary(proposal),
        json!({
            "aliases": proposal.aliases,
            "issue": proposal.issue,
            "path_reason": proposal.path_reason,
            "split_from": proposal.split_from,
            "split_into": proposal.split_into,
            "amendments": proposal.legal_text.as_ref().map(|text| &text.amendments),
            "deadlines": days.collect::<Vec<_>>(),
            "next": steps.collect::<Vec<_>>(),
            "consultations": held.collect::<Vec<_>>(),
            "vote": proposal.ballot.as_ref().and_then(|ballot| ballot.result.as_ref()),
            "targets": proposal.targets,
            "solutions": proposal.solutions.iter().map(|solution| solution_of(proposal, solution)).collect::<Vec<_>>(),
            "legal_texts": show::legal_texts::as_data(visit, proposal),
            "clashes": show::legal_texts::clashes_as_data(visit, proposal),
        }),
    );
    Ok(with(with(more, json!({ "forecast": foreseen })), own))
}

/// A solution, with the version of the legal text that stands for it.
fn solution_of(proposal: &Proposal, solution: &procedure::register::Solution) -> Value {
    json!({
        "id": solution.id, "title": solution.title, "comment": solution.comment, "by": solution.by, "at": solution.at,
        "legal_text": proposal.legal_text_of(&solution.id).map(|text| &text.version),
    })
}

fn response(response: &procedure::register::Received) -> Value {
    json!({
        "respondent": response.respondent, "category": response.category, "view": response.view,
        "answers": response.answers, "comment": response.comment, "counted": response.counts(),
        "superseded": response.superseded,
    })
}

/// An object with the fields of another beside its own.
fn with(mut value: Value, more: Value) -> Value {
    if let (Some(fields), Value::Object(more)) = (value.as_object_mut(), more) {
        fields.extend(more);
    }
    value
}

fn release(visit: &Visit, release: &procedure::register::Release) -> Value {
    let scope = visit.register.proposals().filter(|proposal| proposal.release() == Some(&release.id));
    json!({
        "id": release.id,
        "name": release.name,
        "date": release.date,
        "timetable": release.timetable,
        "costs": release.costs,
        "scope": scope.map(summary).collect::<Vec<_>>(),
    })
}

fn rules(visit: &Visit, at: jiff::civil::Date) -> Value {
    let rules = visit.rulebook.in_force(at, &visit.register).map(|loaded| rule(visit, &loaded.rule));
    json!({ "at": at, "rules": rules.collect::<Vec<_>>() })
}

fn rule(visit: &Visit, rule: &Rule) -> Value {
    let (since, until) = visit.rulebook.days_of(rule, &visit.register);
    json!({
        "id": rule.id, "clauses": rule.cites, "effect": rule.check.words(), "says": rule.says,
        "governs": rule.governs, "since": since, "until": until, "basis": rule.basis,
    })
}

fn consultations(visit: &Visit) -> Value {
    let held = visit.register.proposals().flat_map(|proposal| {
        proposal.consultations.iter().map(move |held| {
            json!({
                "id": show::consultation::name_of(Consulted::OnProposal(proposal, held)).map(|name| name.to_string()),
                "proposal": proposal.number(), "kind": held.kind,
                "opened": held.opened, "closes": held.closes,
                "open": held.is_open(visit.today()), "responses": held.responses.len(),
            })
        })
    });
    let others = visit.register.matter_consultations().map(|held| {
        json!({
            "id": held.id, "title": held.title, "about": held.about, "opened": held.opened, "closes": held.closes,
            "open": held.opened <= visit.today() && visit.today() <= held.closes, "responses": held.responses.len(),
        })
    });
    json!({ "consultations": held.chain(others).collect::<Vec<_>>() })
}
