//! What happens in consultations, beside those parts of them that are a proposal's own events.

use jiff::civil::Date;

use super::area::area;
use crate::act::{Answer, View};
use crate::code::Code;
use crate::names::{ProposalId, day};
use crate::register::Matter;

area! {
    /// Something that happened in a consultation.
    ConsultationEvent {
        /// A consultation on something other than a proposal opened.
        Opened "matter-consultation-opened" of consultation {
            consultation: String,
            title: String,
            about: Matter,
            by: String,
            opened: Date,
            closes: Date,
            questions: Vec<String>,
            invited: Vec<String>,
            calendar: String,
        }
        /// A response to such a consultation came; a late one is not counted.
        Responded "matter-response-received" of consultation {
            consultation: String,
            respondent: String,
            category: Option<String>,
            view: Option<View>,
            answers: Vec<Answer>,
            comment: String,
            counted: bool,
            confidential: bool,
        }
        /// A point of a response, to either kind of consultation, was answered.
        PointAnswered "point-answered" of consultation {
            consultation: String,
            proposal: Option<ProposalId>,
            respondent: String,
            question: Option<u32>,
            answer: String,
            change: Option<String>,
            by: String,
        }
        /// What came of a consultation was reported to the body that decides.
        OutcomeReported "consultation-outcome-reported" of consultation {
            consultation: String,
            to: String,
            summary: String,
            by: String,
        }
        /// What a response said in confidence was destroyed; `entry` is the position of the response.
        ConfidenceErased "confidence-erased" of consultation {
            consultation: String,
            proposal: Option<ProposalId>,
            respondent: String,
            entry: u64,
            reasons: String,
            by: String,
        }
    }
}

impl ConsultationEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::Opened { title, closes, .. } => {
                format!("The consultation \"{title}\" opened, until the end of {}", day(*closes))
            }
            Self::Responded { consultation, respondent, counted, .. } => {
                let late = if *counted { "" } else { ", late: kept and not counted" };
                format!("{} responded to the consultation {consultation}{late}", code.title_of(respondent))
            }
            Self::PointAnswered { respondent, question, change, .. } => {
                let place = question.map_or("in its comment".to_owned(), |number| format!("under question {number}"));
                let change =
                    change.as_ref().map_or("nothing changes".to_owned(), |change| format!("changed: {change}"));
                format!("The point of {} {place} was answered; {change}", code.title_of(respondent))
            }
            Self::OutcomeReported { consultation, to, .. } => {
                format!("The outcome of the consultation {consultation} was reported to {}", code.title_of(to))
            }
            Self::ConfidenceErased { respondent, entry, reasons, .. } => {
                let respondent = code.title_of(respondent);
                format!("What {respondent} said in confidence in entry {entry} was erased. {reasons}")
            }
        }
    }
}
