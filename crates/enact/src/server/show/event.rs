//! One event, with the ruling that permitted it.

use procedure::event::ConsultationEvent;
use procedure::{Event, Recorded};

use super::history;
use crate::paths::{LogFile, Place};
use crate::server::{Stop, Visit};
use crate::web::pages::EventPage;
use crate::web::{Link, Moment, Section};

/// That what the event said in confidence is there no longer, and why.
fn erased(visit: &Visit, recorded: &Recorded) -> Option<String> {
    let is_response = matches!(
        &recorded.event,
        Event::ResponseReceived { .. } | Event::Consultation(ConsultationEvent::Responded { .. })
    );
    let (_, response) = is_response.then(|| visit.register.response_at(recorded.position)).flatten()?;
    response.erased.as_ref().map(|erased| super::consultation::erased_words(visit, erased))
}

/// The event at a position.
pub(super) async fn of(visit: &Visit, position: u64) -> Result<EventPage, Stop> {
    let ledger = &visit.server.ledger;
    let before = position.checked_sub(1).ok_or(Stop::NotFound)?;
    let events = ledger.events(visit.code.as_str(), before, 1).await?;
    let recorded = events.first().ok_or(Stop::NotFound)?;
    let hashes = ledger.hashes(visit.code.as_str(), before, 1).await?;
    let body =
        serde_json::to_string_pretty(&*recorded.event.published()).map_err(|error| Stop::Failed(error.to_string()))?;
    let link = |at: u64| Link::new(format!("Event {at}"), visit.at(Place::Event(at)));
    Ok(EventPage {
        frame: visit.frame(Some(Section::Record), vec![Link::new("Record", visit.at(Place::Record { before: None }))]),
        position,
        act: history::in_words(visit, &recorded.event),
        by: history::by(visit, recorded),
        subject: recorded.event.proposal().map(|id| visit.numbered_link(id.as_str())),
        took_effect: Moment(recorded.took_effect),
        recorded: Moment(recorded.took_effect),
        grounds: history::grounds(visit, recorded),
        body,
        erased: erased(visit, recorded),
        hash: hashes.get(&position).cloned().unwrap_or_default(),
        proof: Link::new("Verify this", visit.at(Place::Log(LogFile::Inclusion { position, size: None }))),
        previous: (before > 0).then(|| link(before)),
        next: (position < visit.register.position()).then(|| link(position + 1)),
    })
}
