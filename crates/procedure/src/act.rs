//! Acts: what a person, a script or a scenario may do. One act, one file; those of one area stand in its folder.
//!
//! An act is a JSON object with its name under `act` and its fields beside it; who does it, and when, stand outside.

mod add_solution;
mod admit_party;
mod agree_modification_proposal;
mod approve_report;
mod assurance;
mod attach_legal_text;
mod body;
mod cast_vote;
mod close_vote;
mod consult_on_report;
mod consultation;
mod course;
mod decide_proposal;
mod designate_edition;
mod election;
mod give_support;
mod go_live;
mod import_paper;
mod lift_suspension;
mod load_document;
mod meeting;
mod name_person;
mod neighbour;
mod open_consultation;
mod open_vote;
mod raise_draft_proposal;
mod rebase_legal_text;
mod record_occurrence;
mod record_outcome;
mod record_view;
mod refuse_draft_proposal;
mod release;
mod respond;
mod review;
mod screening;
mod split;
mod suspend_rights;
mod testing;
mod vote_not_to_raise;
mod withdraw;

use std::fmt;

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

pub use add_solution::AddSolution;
pub use admit_party::AdmitParty;
pub use agree_modification_proposal::{AgreeModificationProposal, Milestone};
pub use approve_report::ApproveReport;
pub use assurance::{
    AdoptPolicy, BringProjectLive, DecideReferral, DraftPolicy, MeetProjectStep, PublishPolicy, ReferPolicy,
    RegisterProject, TailorProject,
};
pub use attach_legal_text::AttachLegalText;
pub use body::{DeclareInterest, EndBodyFunction, EndOffice, EstablishBody};
pub use cast_vote::CastVote;
pub use close_vote::CloseVote;
pub use consult_on_report::ConsultOnReport;
pub use consultation::{AnswerPoint, Consult, EraseConfidence, ReportOutcome};
pub use course::{
    AcceptDraftProposal, Adopt, Amalgamate, ApproveFastTrack, AskForInformation, AskForUrgency, AssessedCost,
    AssessmentKind, ChangePath, DecideReferredDecision, DecideUrgency, DeliverAssessment, DraftDocument,
    EstablishWorkingGroup, GiveInformation, GiveLeave, GroupMember, Leave, MakeRepresentation, NominateToWorkingGroup,
    ObjectToFastTrack, ReferDecision, RequestAssessment, SendBack, SetOut, SignOffLegalText, TakeForward, VarySolution,
};
pub use decide_proposal::DecideProposal;
pub use designate_edition::DesignateEdition;
pub use election::{CallElection, CloseElection, StateAppointmentView, VoteInElection, Wish};
pub use give_support::GiveSupport;
pub use go_live::GoLive;
pub use import_paper::{
    FactKind, ImportPaper, ImportedProposal, ImportedRelease, ImportedTarget, PaperFact, PaperPlace, Settled,
};
pub use lift_suspension::LiftSuspension;
pub use load_document::LoadDocument;
pub use meeting::{
    CloseAction, OpenAction, PublishMinutes, Purpose, RecordAttendance, RecordDecision, ScheduleMeeting, TableItem,
};
pub use name_person::{NamePerson, OfficeKind};
pub use neighbour::{
    AnswerNotice, AnswerRequest, ArrangeJointWorking, AssignTask, CloseProblem, CompleteTask, CrossCodeEffect,
    DccDocument, DetermineDispute, DirectReview, FileDocument, LinkedDispute, MakeRequest, MeetDuty, NoticeRoute,
    NotifyDcc, Ownership, Payment, PublishDocument, RecordCrossCode, RecordDispute, RecordProblem, ReferRecoveryCosts,
    ReportReview, RequestKind, SetThreshold, SettleRecoveryCosts,
};
pub use open_consultation::OpenConsultation;
pub use open_vote::OpenVote;
pub use raise_draft_proposal::{RaiseDraftProposal, RaisingPurpose};
pub use rebase_legal_text::RebaseLegalText;
pub use record_occurrence::RecordOccurrence;
pub use record_outcome::RecordOutcome;
pub use record_view::{RecordView, View};
pub use refuse_draft_proposal::RefuseDraftProposal;
pub use release::{
    AssessCriterion, BaselineRid, DecideGo, FreezeScope, IssueRid, ListChangeRequest, PlannedEvent, PutInRelease,
    QuoteCosts, RecommendOnRelease, RecordImpacts, RecordLesson, Relative, ReviseCriterion, ScheduleRelease, StageCost,
    StateEffort,
};
pub use respond::{Answer, Respond};
pub use review::{
    ConcludeReview, DecideVariation, DirectBackstop, DirectRaising, OpenReview, ProposeVariation, ResumeProposal,
    SubsumeProposal, SuspendProposal,
};
pub use screening::{AskAdvice, FlagProposal, GiveAdvice, TellCommittee};
pub use split::{Part, Split};
pub use suspend_rights::SuspendRights;
pub use testing::{
    ApproveCompletionReport, ApproveTad, ApproveTestPhase, CloseTestPhase, DraftTad, ExcludeTestingIssue,
    GiveRegression, RecordTestDifference, RecordTestingIssue, RequestTad, ReviewTad, StartTestPhase,
    SubmitCompletionReport,
};
pub use vote_not_to_raise::VoteNotToRaise;
pub use withdraw::Withdraw;

use crate::act_name;
pub use crate::act_name::{ActError, ActName};
use crate::case::Case;
use crate::contents::Section;
use crate::event::Event;
use crate::register::Matter;

/// What an act's file says of it, beside its fields.
pub(crate) trait Details {
    /// The proposal that the act is about, as the act names it.
    fn proposal(&self) -> Option<&str> {
        None
    }

    /// The release that the act is about, as the act names it.
    fn release(&self) -> Option<&str> {
        None
    }

    /// The reasons that the act gives, where it must give some.
    fn reasons(&self) -> Option<&str> {
        None
    }

    /// The thing that the act is about, where that is no proposal.
    fn matter(&self, _case: &Case<'_>) -> Option<Matter> {
        None
    }

    /// The Significant Code Review that the act names, where it names one.
    fn review(&self) -> Option<&str> {
        None
    }

    /// What the document says that the act hands in, item by item of its checklist, where it hands one in.
    fn contents(&self) -> Option<&[Section]> {
        None
    }

    /// What in the fields cannot be read or names nothing that exists.
    fn problems(&self, case: &Case<'_>) -> Vec<Problem>;

    /// What on the record stands in the way of the act, whatever rules there are: it was done before, or there is nothing to do it
    /// to. One sentence; the ruling refuses with it, under the clause of the power.
    fn barred(&self, _case: &Case<'_>) -> Option<String> {
        None
    }

    /// What happens when the act is permitted.
    ///
    /// # Errors
    /// The act cannot be carried out although no rule forbids it.
    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem>;
}

/// Something in an act that cannot be read, with the field it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field; absent where the whole act is meant.
    pub field: Option<&'static str>,
    /// One sentence: what is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem with one field.
    pub(crate) fn with(field: &'static str, message: impl Into<String>) -> Self {
        Self { field: Some(field), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            Some(field) => write!(f, "{field}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

macro_rules! acts {
    ($($variant:ident $name:literal $words:literal $(on $about:ident)?,)*) => {
        /// Something that may be done.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "act")]
        pub enum Act {
            $(
                #[doc = $words]
                #[serde(rename = $name)]
                $variant($variant),
            )*
        }

        impl ActName {
            /// The JSON Schema of the act's fields, its name included.
            #[must_use]
            pub fn schema(self) -> Schema {
                let mut schema = match self { $(Self::$variant => schema_for!($variant),)* };
                schema.insert("title".to_owned(), self.name().into());
                if let Some(properties) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
                    properties.insert("act".to_owned(), serde_json::json!({ "const": self.name() }));
                }
                if let Some(required) = schema.get_mut("required").and_then(serde_json::Value::as_array_mut) {
                    required.insert(0, "act".into());
                } else {
                    schema.insert("required".to_owned(), serde_json::json!(["act"]));
                }
                schema
            }
        }

        impl Act {
            /// Its name.
            #[must_use]
            pub fn name(&self) -> ActName {
                match self { $(Self::$variant(_) => ActName::$variant,)* }
            }

            pub(crate) fn details(&self) -> &dyn Details {
                match self { $(Self::$variant(details) => details,)* }
            }
        }
    };
}

act_name::acts!(acts);

impl Act {
    /// Reads an act from its JSON object.
    ///
    /// # Errors
    /// It names no act or an unknown one, or a field is missing, unknown or of the wrong kind.
    pub fn read(value: serde_json::Value) -> Result<Self, ActError> {
        let name = value.get("act").and_then(|name| name.as_str()).ok_or(ActError::Unnamed)?;
        let act = ActName::from_name(name)?;
        Self::deserialize(&value).map_err(|error| ActError::Fields { act, message: plain(&error.to_string(), &value) })
    }
}

/// A reading error in plain words: the date library speaks of its own parser, so the date itself is named instead.
fn plain(message: &str, fields: &serde_json::Value) -> String {
    let looks_like_a_date = |text: &str| {
        let digits = text.bytes().take(4).filter(u8::is_ascii_digit).count();
        digits == 4 && text.as_bytes().get(4) == Some(&b'-')
    };
    let wrong = fields.as_object().into_iter().flatten().find(|(_, value)| {
        let text = value.as_str().unwrap_or_default();
        looks_like_a_date(text) && text.parse::<jiff::civil::Date>().is_err()
    });
    match wrong {
        Some((name, value)) => format!("`{name} = {value}` is no date; write it like 2024-03-01"),
        None => message.to_owned(),
    }
}
