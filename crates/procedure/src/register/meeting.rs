//! Meetings as the record tells of them.

use jiff::civil::{Date, DateTime};

use super::Register;
use crate::act::Purpose;
use crate::count::QuorumCount;
use crate::names::{BodyId, MeetingId, ProposalId};

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its id: the body and the number.
    pub id: MeetingId,
    /// The body.
    pub body: BodyId,
    /// Its number in the body's own count.
    pub number: u64,
    /// The day.
    pub date: Date,
    /// Whether it was called outside the calendar.
    pub ad_hoc: bool,
    /// The agenda, by number.
    pub items: Vec<AgendaItem>,
    /// Who was there.
    pub attendance: Vec<Attendance>,
    /// What was decided and said to be.
    pub decisions: Vec<MeetingDecision>,
    /// The acts that the body did on that day, by the place of their events in the log.
    pub acts: Vec<ActInMeeting>,
    /// The minutes, the last version last.
    pub minutes: Vec<Minutes>,
    /// The actions given.
    pub actions: Vec<Action>,
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its number.
    pub number: u64,
    /// What it is about.
    pub title: String,
    /// What the body is asked for.
    pub purpose: Purpose,
    /// The proposal.
    pub about: Option<ProposalId>,
    /// The paper's reference.
    pub reference: String,
    /// The paper's appendices.
    pub appendices: Vec<String>,
    /// When the paper came.
    pub at: DateTime,
    /// Whether it came after the deadline for papers.
    pub late: bool,
}

/// A person at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The person.
    pub person: String,
    /// Whether the person sits on the body, or acts in a member's place.
    pub member: bool,
    /// The member in whose place.
    pub in_place_of: Option<String>,
    /// From when.
    pub arrived: DateTime,
    /// Until when; absent where the person stayed to the end.
    pub left: Option<DateTime>,
}

/// A decision of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingDecision {
    /// The item.
    pub item: Option<u64>,
    /// The decision.
    pub decision: String,
    /// Why.
    pub reasons: String,
    /// The proposal.
    pub about: Option<ProposalId>,
    /// The quorum at that moment.
    pub quorum: Vec<QuorumCount>,
    /// When.
    pub at: DateTime,
}

/// An act that a body did on the day of its meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActInMeeting {
    /// The place of its event in the log.
    pub position: u64,
    /// The event's recorded name.
    pub event: &'static str,
    /// The proposal.
    pub proposal: Option<ProposalId>,
}

/// Minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// The version.
    pub version: String,
    /// What they say beside decisions and actions.
    pub text: String,
    /// When they were published.
    pub at: DateTime,
    /// Whether that was after the deadline for minutes.
    pub late: bool,
}

/// Something that somebody is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub task: String,
    /// Who is to do it.
    pub owner: String,
    /// By when.
    pub due: Option<Date>,
    /// What came of it, and when it was closed.
    pub closed: Option<(DateTime, String)>,
}

impl Meeting {
    /// An item of the agenda by its number.
    #[must_use]
    pub fn item(&self, number: u64) -> Option<&AgendaItem> {
        self.items.iter().find(|item| item.number == number)
    }

    /// Who was there at a moment.
    pub fn present_at(&self, moment: DateTime) -> impl Iterator<Item = &Attendance> {
        let there = move |one: &&Attendance| one.arrived <= moment && one.left.is_none_or(|left| moment < left);
        self.attendance.iter().filter(there)
    }
}

impl Register {
    /// A meeting by its id (`panel-61`), in any case.
    #[must_use]
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.get(&MeetingId::from(id.trim().to_lowercase()))
    }

    /// Every meeting, by body and number as text.
    pub fn meetings(&self) -> impl Iterator<Item = &Meeting> {
        self.meetings.values()
    }

    /// The meeting of a body on a day.
    #[must_use]
    pub fn meeting_on(&self, body: &BodyId, day: Date) -> Option<&Meeting> {
        self.meetings.values().find(|held| held.body == *body && held.date == day)
    }

    /// An action that is not closed, with its meeting.
    #[must_use]
    pub fn open_action(&self, id: &str) -> Option<(&Meeting, &Action)> {
        let open = |action: &&Action| action.closed.is_none() && action.id.eq_ignore_ascii_case(id.trim());
        self.meetings.values().find_map(|held| Some((held, held.actions.iter().find(open)?)))
    }
}
