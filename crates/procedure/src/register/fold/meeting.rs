//! Folding what happens to meetings.

use jiff::civil::DateTime;

use super::super::{ActInMeeting, Action, AgendaItem, Attendance, Meeting, MeetingDecision, Minutes, Office, Register};
use crate::event::{Event, MeetingEvent, Recorded};
use crate::names::MeetingId;

impl Register {
    pub(super) fn fold_meeting(&mut self, event: &MeetingEvent, at: DateTime) -> Result<(), String> {
        if let MeetingEvent::Scheduled { meeting, body, number, date, ad_hoc } = event {
            let (id, body) = (meeting.clone(), body.clone());
            let new = || Meeting {
                id,
                body,
                number: *number,
                date: *date,
                ad_hoc: *ad_hoc,
                items: Vec::new(),
                attendance: Vec::new(),
                decisions: Vec::new(),
                acts: Vec::new(),
                minutes: Vec::new(),
                actions: Vec::new(),
            };
            let held = self.meetings.entry(meeting.clone()).or_insert_with(new);
            (held.date, held.ad_hoc) = (*date, *ad_hoc);
            return Ok(());
        }
        self.meeting_of(event)?.fold(event, at);
        Ok(())
    }

    fn meeting_of(&mut self, event: &MeetingEvent) -> Result<&mut Meeting, String> {
        let id: &MeetingId = match event {
            MeetingEvent::Scheduled { meeting, .. }
            | MeetingEvent::ItemTabled { meeting, .. }
            | MeetingEvent::AttendanceRecorded { meeting, .. }
            | MeetingEvent::DecisionTaken { meeting, .. }
            | MeetingEvent::MinutesPublished { meeting, .. }
            | MeetingEvent::ActionOpened { meeting, .. }
            | MeetingEvent::ActionClosed { meeting, .. } => meeting,
        };
        self.meetings.get_mut(id).ok_or_else(|| format!("it is about the meeting {id}, which was never scheduled"))
    }

    /// What a body does on the day of its meeting is done in that meeting.
    pub(super) fn link_to_meeting(&mut self, recorded: &Recorded) {
        if self.meetings.is_empty() || matches!(recorded.event, Event::Meeting(_) | Event::BallotCast { .. }) {
            return;
        }
        let today = recorded.took_effect.date();
        let person = self.people.get(&recorded.by.to_lowercase());
        let is_for = |office: &Office, held: &Meeting| matches!(office, Office::ForBody(body) if *body == held.body);
        let acts_for = |held: &Meeting| {
            held.body.as_str().eq_ignore_ascii_case(&recorded.by)
                || person.is_some_and(|person| person.offices_on(today).any(|office| is_for(&office.office, held)))
        };
        let held = self.meetings.values().find(|held| held.date == today && acts_for(held)).map(|held| held.id.clone());
        let Some(held) = held.and_then(|id| self.meetings.get_mut(&id)) else { return };
        let (position, event) = (recorded.position, recorded.event.name());
        held.acts.push(ActInMeeting { position, event, proposal: recorded.event.proposal().cloned() });
    }
}

impl Meeting {
    fn fold(&mut self, event: &MeetingEvent, at: DateTime) {
        match event {
            MeetingEvent::Scheduled { .. } => {}
            MeetingEvent::ItemTabled { item, title, purpose, about, reference, appendices, late, .. } => {
                self.items.retain(|held| held.number != *item);
                self.items.push(AgendaItem {
                    number: *item,
                    title: title.clone(),
                    purpose: *purpose,
                    about: about.clone(),
                    reference: reference.clone(),
                    appendices: appendices.clone(),
                    at,
                    late: *late,
                });
                self.items.sort_by_key(|item| item.number);
            }
            MeetingEvent::AttendanceRecorded { person, member, in_place_of, arrived, left, .. } => {
                let (person, in_place_of) = (person.clone(), in_place_of.clone());
                // The same arrival recorded again says when the person left.
                self.attendance.retain(|held| !(held.person == person && held.arrived == *arrived));
                let (member, arrived, left) = (*member, *arrived, *left);
                self.attendance.push(Attendance { person, member, in_place_of, arrived, left });
            }
            MeetingEvent::DecisionTaken { item, decision, reasons, quorum, about, .. } => {
                self.decisions.push(MeetingDecision {
                    item: *item,
                    decision: decision.clone(),
                    reasons: reasons.clone(),
                    about: about.clone(),
                    quorum: quorum.clone(),
                    at,
                });
            }
            MeetingEvent::MinutesPublished { version, text, late, .. } => {
                self.minutes.push(Minutes { version: version.clone(), text: text.clone(), at, late: *late });
            }
            MeetingEvent::ActionOpened { action, task, owner, due, .. } => {
                let (id, task, owner) = (action.clone(), task.clone(), owner.clone());
                self.actions.push(Action { id, task, owner, due: *due, closed: None });
            }
            MeetingEvent::ActionClosed { action, outcome, .. } => {
                for held in self.actions.iter_mut().filter(|held| held.id == *action) {
                    held.closed = Some((at, outcome.clone()));
                }
            }
        }
    }
}
