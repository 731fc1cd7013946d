//! What of an event is worth saying in one line.

use procedure::Event;
use serde_json::{Map, Value, json};

/// The facts of an event by the names of its fields; lists of words as they are, other lists as their length.
pub(super) fn of(event: &Event) -> Map<String, Value> {
    let published = event.published();
    let event = published.as_ref();
    let facts = match event {
        Event::PartyAdmitted { name, category, since, .. } => {
            json!({ "name": name, "category": category, "since": since })
        }
        Event::PersonNamed { name, acts_for, office, seat, .. } => {
            json!({ "name": name, "acts_for": acts_for, "office": office, "seat": seat })
        }
        Event::DocumentLoaded { from, until, .. } => json!({ "from": from, "until": until }),
        Event::EditionDesignated { name, from, documents, amendments, edition, .. } => json!({
            "name": name, "from": from, "documents": documents.len(), "amendments": amendments.len(), "edition": edition
        }),
        Event::OccurrenceRecorded { what, on, .. } => json!({ "what": what, "on": on }),
        Event::Consultation(_)
        | Event::Neighbour(_)
        | Event::Screening(_)
        | Event::Assurance(_)
        | Event::Release(_)
        | Event::Body(_)
        | Event::Impact(_)
        | Event::Testing(_)
        | Event::Meeting(_)
        | Event::Election(_)
        | Event::Import(_)
        | Event::Course(_)
        | Event::Review(_) => of_area(event),
        Event::VotedNotToRaise { body, subject, matter } => {
            json!({ "body": body, "subject": subject, "matter": matter })
        }
        Event::RightsSuspended { party, rights } | Event::SuspensionLifted { party, rights } => {
            json!({ "party": party, "rights": rights })
        }
        Event::DraftProposalRaised { .. }
        | Event::SupportGiven { .. }
        | Event::DraftProposalRefused { .. }
        | Event::ModificationProposalAgreed { .. }
        | Event::ViewRecorded { .. }
        | Event::SolutionAdded { .. }
        | Event::LegalTextAttached { .. }
        | Event::ConsultationOpened { .. }
        | Event::ResponseReceived { .. }
        | Event::ReportApproved { .. }
        | Event::VoteOpened { .. }
        | Event::BallotCast { .. }
        | Event::VoteClosed { .. }
        | Event::Decided { .. }
        | Event::PutInRelease { .. }
        | Event::WentLive { .. }
        | Event::OutcomeRecorded { .. }
        | Event::Withdrawn { .. }
        | Event::Split { .. } => of_proposal(event),
    };
    match facts {
        Value::Object(facts) => facts.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}

/// The facts of an event of one of the areas: what is short is said as it is, a list of anything but words as its length.
fn of_area(event: &Event) -> Value {
    let Ok(Value::Object(fields)) = serde_json::to_value(event) else { return json!({}) };
    let short = |(name, value): (String, Value)| match value {
        Value::Array(items) if items.iter().any(|item| !item.is_string()) => Some((name, json!(items.len()))),
        Value::Object(_) => None,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Some((name, value)),
    };
    Value::Object(fields.into_iter().filter(|(name, _)| name != "event").filter_map(short).collect())
}

fn of_proposal(event: &Event) -> Value {
    match event {
        Event::DraftProposalRaised { title, proposer, .. } => json!({ "title": title, "proposer": proposer }),
        Event::DraftProposalRefused { reasons, .. } => json!({ "reasons": reasons }),
        Event::ModificationProposalAgreed { alias, path, timetable, .. } => {
            json!({ "alias": alias, "path": path, "timetable": timetable.len() })
        }
        Event::ViewRecorded { body, view, .. } => json!({ "body": body, "view": view }),
        Event::SolutionAdded { solution, title, .. } => json!({ "solution": solution, "title": title }),
        Event::LegalTextAttached { version, amendments, solutions, amends, rebased_from, .. } => json!({
            "version": version, "amendments": amendments.len(), "solutions": solutions, "amends": amends,
            "rebased_from": rebased_from
        }),
        Event::ConsultationOpened { kind, opened, closes, questions, .. } => {
            json!({ "kind": kind, "opened": opened, "closes": closes, "questions": questions.len() })
        }
        Event::ResponseReceived { kind, respondent, category, view, counted, .. } => {
            json!({ "kind": kind, "respondent": respondent, "category": category, "view": view, "counted": counted })
        }
        Event::ReportApproved { version, by, .. } => json!({ "version": version, "by": by }),
        Event::VoteOpened { body, roster, legal_text, .. } => {
            json!({ "body": body, "roster": roster.len(), "legal_text": legal_text })
        }
        Event::BallotCast { member, vote, counted, solution, .. } => {
            json!({ "member": member, "vote": vote, "counted": counted, "solution": solution })
        }
        Event::Decided { outcome, by, release, solution, .. } => {
            json!({ "outcome": outcome, "by": by, "release": release, "solution": solution })
        }
        Event::PutInRelease { targets, .. } => {
            let releases: Vec<&str> = targets.iter().map(|target| target.release.as_str()).collect();
            json!({ "releases": releases })
        }
        Event::WentLive { numbers, date, amendments, edition, parts, waiting, .. } => json!({
            "numbers": numbers, "date": date, "amendments": amendments, "edition": edition, "parts": parts,
            "waiting": waiting
        }),
        Event::OutcomeRecorded { outcome, in_force, basis, .. } => {
            json!({ "outcome": outcome, "in_force": in_force, "basis": basis })
        }
        Event::Withdrawn { by, reasons, .. } => json!({ "by": by, "reasons": reasons }),
        Event::Split { proposal, into, reasons } => {
            let parts: Vec<&str> = into.iter().filter_map(|part| part.id.as_deref()).collect();
            json!({ "proposal": proposal, "into": parts, "reasons": reasons })
        }
        Event::VoteClosed { count, .. } => json!({ "count": count }),
        Event::SupportGiven { .. }
        | Event::PartyAdmitted { .. }
        | Event::PersonNamed { .. }
        | Event::DocumentLoaded { .. }
        | Event::EditionDesignated { .. }
        | Event::OccurrenceRecorded { .. }
        | Event::Consultation(_)
        | Event::Neighbour(_)
        | Event::Screening(_)
        | Event::Assurance(_)
        | Event::Course(_)
        | Event::Review(_)
        | Event::Release(_)
        | Event::Body(_)
        | Event::Impact(_)
        | Event::Testing(_)
        | Event::Meeting(_)
        | Event::Election(_)
        | Event::Import(_)
        | Event::VotedNotToRaise { .. }
        | Event::RightsSuspended { .. }
        | Event::SuspensionLifted { .. } => json!({}),
    }
}
