//! What happens to meetings.

use jiff::civil::{Date, DateTime};

use super::area::area;
use crate::act::Purpose;
use crate::code::Code;
use crate::count::QuorumCount;
use crate::names::{BodyId, MeetingId, ProposalId, day};

area! {
    /// Something that happened to a meeting.
    MeetingEvent {
        /// A meeting was scheduled, or moved.
        Scheduled "meeting-scheduled" of meeting {
            meeting: MeetingId,
            body: BodyId,
            number: u64,
            date: Date,
            ad_hoc: bool,
        }
        /// An item was put on the agenda with its paper; a late one is kept and marked.
        ItemTabled "agenda-item-tabled" of meeting {
            meeting: MeetingId,
            item: u64,
            title: String,
            purpose: Purpose,
            about: Option<ProposalId>,
            reference: String,
            appendices: Vec<String>,
            late: bool,
        }
        /// A person was there, as a member, in a member's place, or without a vote.
        AttendanceRecorded "attendance-recorded" of meeting {
            meeting: MeetingId,
            person: String,
            member: bool,
            in_place_of: Option<String>,
            arrived: DateTime,
            left: Option<DateTime>,
        }
        /// The body decided something, with this quorum at that moment.
        DecisionTaken "meeting-decision-taken" of meeting {
            meeting: MeetingId,
            item: Option<u64>,
            decision: String,
            reasons: String,
            quorum: Vec<QuorumCount>,
            about: Option<ProposalId>,
        }
        /// Minutes were published.
        MinutesPublished "minutes-published" of meeting {
            meeting: MeetingId,
            version: String,
            text: String,
            late: bool,
        }
        /// Somebody was given an action.
        ActionOpened "action-opened" of meeting {
            meeting: MeetingId,
            action: String,
            task: String,
            owner: String,
            due: Option<Date>,
        }
        /// An action was closed.
        ActionClosed "action-closed" of meeting {
            meeting: MeetingId,
            action: String,
            outcome: String,
        }
    }
}

impl MeetingEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        let late = |late: bool| if late { ", late: kept and marked" } else { "" };
        match self {
            Self::Scheduled { body, number, date, ad_hoc, .. } => {
                let kind = if *ad_hoc { "Ad hoc meeting" } else { "Meeting" };
                format!("{kind} {number} of {} was set for {}", code.title_of(body.as_str()), day(*date))
            }
            Self::ItemTabled { meeting, item, title, reference, late: so, .. } => {
                format!("Item {item} of {meeting}, {reference}: {title}{}", late(*so))
            }
            Self::AttendanceRecorded { meeting, person, in_place_of, .. } => match in_place_of {
                Some(member) => format!("{person} was at {meeting} in the place of {member}"),
                None => format!("{person} was at {meeting}"),
            },
            Self::DecisionTaken { meeting, decision, .. } => format!("Decided at {meeting}: {decision}"),
            Self::MinutesPublished { meeting, version, late: so, .. } => {
                format!("Minutes {version} of {meeting} were published{}", late(*so))
            }
            Self::ActionOpened { action, task, owner, .. } => format!("Action {action} for {owner}: {task}"),
            Self::ActionClosed { action, outcome, .. } => format!("Action {action} was closed: {outcome}"),
        }
    }
}
