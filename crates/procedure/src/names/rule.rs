//! Words of rules that others share: how a rule is known, since when it is in force, what time is measured from, what is owed.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a rule is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Read in the Code's own words or a document that quotes them.
    Source,
    /// Reported by a document about the process.
    Reported,
    /// Not known from the sources; our best reading, marked wherever it is shown.
    Inferred,
}

impl Basis {
    /// The basis in one word.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Reported => "reported",
            Self::Inferred => "inferred",
        }
    }
}

/// A day, or the day on which a modification goes live.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Since {
    /// A day.
    Day(Date),
    /// The go-live of a modification, by its number.
    Modification(String),
}

impl From<String> for Since {
    fn from(text: String) -> Self {
        match text.parse() {
            Ok(date) => Self::Day(date),
            Err(_) => Self::Modification(text),
        }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(f),
            Self::Modification(id) => f.write_str(id),
        }
    }
}

/// A date that a time limit is measured from or to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The day of the act itself.
    ThisAct,
    /// The closing day that the act names.
    ConsultationCloses,
    /// The last closing day of the proposal's consultations.
    ConsultationClosed,
    /// The last day of decision that the act names for a release.
    CutOff,
    /// The day of the release that the act names, or that the proposal is in.
    ReleaseDate,
    /// The day on which the proposal was decided.
    Decided,
    /// The day on which the proposal was raised.
    Raised,
    /// The day of the meeting that the act names.
    Meeting,
    /// The day on which the proposal was withdrawn.
    Withdrawn,
    /// The day on which the last referral of the decision was decided.
    ReferralDecided,
    /// The day by which the act asks for an assessment.
    AssessmentDue,
    /// The day on which the conclusions of a review were issued, as the act says.
    ConclusionsIssued,
    /// The day on which the phase of the review lapses that the act concludes; the time limit up to it sets it.
    ReviewLapses,
}

impl Mark {
    /// The mark in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ThisAct => "the day of the act",
            Self::ConsultationCloses => "the closing day",
            Self::ConsultationClosed => "the day the consultation closed",
            Self::CutOff => "the cut-off",
            Self::ReleaseDate => "the release date",
            Self::Decided => "the day of the decision",
            Self::Raised => "the day it was raised",
            Self::Meeting => "the meeting",
            Self::Withdrawn => "the day of the withdrawal",
            Self::ReferralDecided => "the day on which the referral was decided",
            Self::AssessmentDue => "the day the assessment is due",
            Self::ConclusionsIssued => "the day of the conclusions",
            Self::ReviewLapses => "the day on which the phase lapses",
        }
    }
}

/// What kind of thing is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObligationKind {
    /// A Problem that needs a change of the Code: a Draft Proposal.
    Problem,
    /// A notice or recommendation: an answer.
    Notice,
    /// A review that was directed: its report.
    Review,
    /// Recovery Costs that pass the sum set: the dates of payment, and whether to raise a Draft Proposal.
    RecoveryCosts,
    /// A request for assistance, information or advice: an answer.
    Request,
    /// A task of the Code Administrator.
    Task,
    /// A policy that was adopted: its publication.
    Publication,
}
