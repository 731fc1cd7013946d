//! What happened, and what it comes to.

use ledger::Ledger;
use procedure::Register;
use procedure::code::Code;
use procedure::register::{Consultation, Office, Proposal};
use serde_json::{Value, json};

use super::failed;
use super::folder::Folder;
use super::rows::Table;
use crate::failure::Failure;

/// How many events are read at once.
const PAGE: u32 = 1000;

/// Every event as it is written down, one on each line, with its hash. Gives the day of the last one.
pub(super) async fn events(
    ledger: &Ledger,
    code: &str,
    last: u64,
    folder: &mut Folder,
) -> Result<Option<String>, Failure> {
    let mut file = folder.open(&format!("{code}/events.jsonl"))?;
    let mut at = 0;
    let mut day = None;
    while at < last {
        let entries = ledger.entries(code, at, PAGE).await.map_err(failed)?;
        let Some(end) = entries.last() else { break };
        at = end.position;
        day = day_of(&end.text).or(day);
        for entry in entries.iter().filter(|entry| entry.position <= last) {
            // The text as it stands, so that its hash can be worked out again from this file.
            let line = format!("{{\"hash\":\"{}\",\"entry\":{}}}\n", entry.hash, entry.text);
            file.put(&line).map_err(|error| folder.failed(&error))?;
        }
    }
    folder.close(file)?;
    Ok(day)
}

fn day_of(text: &str) -> Option<String> {
    let entry: Value = serde_json::from_str(text).ok()?;
    Some(entry.get("took_effect")?.as_str()?.to_owned())
}

/// The register as it stands after the last event.
pub(super) fn of_register(register: &Register, code: &Code, folder: &mut Folder) -> Result<(), Failure> {
    let id = code.id.as_str();
    folder.json(&format!("{id}/code.json"), &about(code))?;
    proposals(register, id, folder)?;
    responses_and_votes(register, id, folder)?;
    let mut releases = Table::new("releases", &["id", "name", "date", "proposals"]);
    for release in register.releases() {
        let within = register.proposals().filter(|proposal| proposal.release() == Some(&release.id));
        releases.push(&json!({
            "id": release.id, "name": release.name, "date": release.date,
            "timetable": release.timetable, "costs": release.costs,
            "proposals": within.map(Proposal::number).collect::<Vec<_>>(),
        }));
    }
    releases.write(folder, id)?;
    let mut parties = Table::new("parties", &["name", "category", "since", "suspended"]);
    for party in register.parties() {
        let suspended = register.suspensions().iter().filter(|suspended| suspended.party == party.name);
        parties.push(&json!({
            "name": party.name, "category": party.category, "since": party.since,
            "suspended": suspended.map(|suspended| suspended.right.as_str()).collect::<Vec<_>>(),
        }));
    }
    parties.write(folder, id)?;
    let mut people =
        Table::new("people", &["name", "office", "of", "seat", "appointed_by", "from", "until", "alternate_for"]);
    for person in register.people() {
        for held in &person.offices {
            let (from, until, alternate_for) = (held.from, held.until, &held.alternate_for);
            people.push(&match &held.office {
                Office::ForParty(party) => json!({
                    "name": person.name, "office": "acts for a Party", "of": party, "from": from, "until": until,
                }),
                Office::ForBody(body) => json!({
                    "name": person.name, "office": "acts for a body", "of": body, "from": from, "until": until,
                }),
                Office::Member { of, seat, appointed_by } => json!({
                    "name": person.name, "office": "member", "of": of, "seat": seat, "appointed_by": appointed_by,
                    "from": from, "until": until, "alternate_for": alternate_for,
                }),
            });
        }
    }
    people.write(folder, id)
}

fn about(code: &Code) -> Value {
    let bodies = code.bodies.iter().map(|body| json!({ "id": body.id, "title": body.title, "does": body.does }));
    let categories = code.categories.iter().map(|category| json!({ "id": category.id, "title": category.title }));
    json!({
        "id": code.id, "title": code.title, "about": code.about, "begins": code.begins,
        "words_held": code.words_held, "administrator": code.administrator,
        "bodies": bodies.collect::<Vec<_>>(), "categories": categories.collect::<Vec<_>>(),
    })
}

const PROPOSAL_COLUMNS: [&str; 18] = [
    "id",
    "number",
    "title",
    "proposer",
    "raised",
    "stage",
    "stage_since",
    "path",
    "subjects",
    "documents_impacted",
    "parties_impacted",
    "outcome",
    "decided_by",
    "decided_at",
    "release",
    "in_force",
    "split_from",
    "split_into",
];

fn proposals(register: &Register, code: &str, folder: &mut Folder) -> Result<(), Failure> {
    let mut table = Table::new("proposals", &PROPOSAL_COLUMNS);
    for proposal in register.proposals() {
        table.push(&row(proposal));
    }
    table.write(folder, code)
}

fn row(proposal: &Proposal) -> Value {
    let decision = proposal.decision.as_ref();
    let views = proposal
        .views
        .iter()
        .map(|view| json!({ "body": view.body, "view": view.view, "comment": view.comment, "at": view.at }));
    let text = proposal.legal_text.as_ref().map(|text| {
        json!({ "version": text.version, "drafted_against": text.base, "amendments": text.amendments, "at": text.at })
    });
    let consultations: Vec<Value> = proposal.consultations.iter().map(consultation).collect();
    json!({
        "id": proposal.id, "number": proposal.number(), "numbers": proposal.numbers().collect::<Vec<_>>(),
        "title": proposal.title, "issue": proposal.issue, "subjects": proposal.subjects, "proposer": proposal.proposer,
        "raised": proposal.raised, "stage": proposal.stage, "stage_since": proposal.stage_since, "path": proposal.path,
        "path_reason": proposal.path_reason, "timetable": proposal.timetable,
        "parties_impacted": proposal.parties_impacted, "documents_impacted": proposal.documents_impacted,
        "systems_impacted": proposal.systems_impacted, "support": proposal.support, "views": views.collect::<Vec<_>>(),
        "legal_text": text, "consultations": consultations, "report": proposal.report, "ballot": proposal.ballot,
        "outcome": decision.map(|decision| decision.outcome), "decided_by": decision.map(|decision| &decision.by),
        "decided_at": decision.map(|decision| decision.at), "reasons": decision.map(|decision| &decision.reasons),
        "targets": proposal.targets, "release": proposal.release(), "in_force": proposal.live,
        "ended_because": proposal.ended_because, "split_from": proposal.split_from, "split_into": proposal.split_into,
    })
}

fn consultation(consultation: &Consultation) -> Value {
    json!({
        "kind": consultation.kind, "opened": consultation.opened, "closes": consultation.closes,
        "questions": consultation.questions, "responses": consultation.responses.len(),
    })
}

const RESPONSE_COLUMNS: [&str; 9] =
    ["proposal", "consultation", "opened", "respondent", "category", "view", "comment", "at", "counted"];

fn responses_and_votes(register: &Register, code: &str, folder: &mut Folder) -> Result<(), Failure> {
    let mut responses = Table::new("responses", &RESPONSE_COLUMNS);
    let mut votes = Table::new("votes", &["proposal", "body", "member", "seats", "vote", "reasons", "at", "counted"]);
    for proposal in register.proposals() {
        for consultation in &proposal.consultations {
            for response in &consultation.responses {
                responses.push(&json!({
                    "proposal": proposal.number(), "consultation": consultation.kind, "opened": consultation.opened,
                    "respondent": response.respondent, "category": response.category, "view": response.view,
                    "answers": response.answers, "comment": response.comment, "at": response.at,
                    "counted": response.counts(),
                }));
            }
        }
        for (ballot, cast) in
            proposal.ballot.iter().flat_map(|ballot| ballot.cast.iter().map(move |cast| (ballot, cast)))
        {
            votes.push(&json!({
                "proposal": proposal.number(), "body": ballot.body, "member": cast.member,
                "seats": ballot.seat_of(&cast.member), "vote": cast.vote, "reasons": cast.reasons, "at": cast.at,
                "counted": cast.counted,
            }));
        }
    }
    responses.write(folder, code)?;
    votes.write(folder, code)
}
