//! What of an event is worth saying in one line.

use procedure::Event;
use serde_json::{Map, Value, json};

/// The facts of an event by the names of its fields; lists of words as they are, other lists as their length.
pub(super) fn of(event: &Event) -> Map<String, Value> {
    let facts = match event {
        Event::PartyAdmitted { name, category, since } => json!({ "name": name, "category": category, "since": since }),
        Event::PersonNamed { name, acts_for, office, seat, .. } => {
            json!({ "name": name, "acts_for": acts_for, "office": office, "seat": seat })
        }
        Event::DocumentLoaded { from, .. } => json!({ "from": from }),
        Event::ReleaseScheduled { release, name, date, timetable, .. } => {
            json!({ "release": release, "name": name, "date": date, "timetable": timetable.len() })
        }
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

fn of_proposal(event: &Event) -> Value {
    match event {
        Event::DraftProposalRaised { title, proposer, .. } => json!({ "title": title, "proposer": proposer }),
        Event::DraftProposalRefused { reasons, .. } => json!({ "reasons": reasons }),
        Event::ModificationProposalAgreed { alias, path, timetable, .. } => {
            json!({ "alias": alias, "path": path, "timetable": timetable.len() })
        }
        Event::ViewRecorded { body, view, .. } => json!({ "body": body, "view": view }),
        Event::LegalTextAttached { version, amendments, .. } => {
            json!({ "version": version, "amendments": amendments.len() })
        }
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
        Event::BallotCast { member, vote, counted, .. } => {
            json!({ "member": member, "vote": vote, "counted": counted })
        }
        Event::Decided { outcome, by, release, .. } => json!({ "outcome": outcome, "by": by, "release": release }),
        Event::PutInRelease { targets, .. } => {
            let releases: Vec<&str> = targets.iter().map(|target| target.release.as_str()).collect();
            json!({ "releases": releases })
        }
        Event::WentLive { numbers, date, amendments, edition, .. } => {
            json!({ "numbers": numbers, "date": date, "amendments": amendments, "edition": edition })
        }
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
        | Event::ReleaseScheduled { .. }
        | Event::VotedNotToRaise { .. }
        | Event::RightsSuspended { .. }
        | Event::SuspensionLifted { .. } => json!({}),
    }
}
