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
pub use consultation::{AnswerPoint, Consult, ReportOutcome};
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

/// An act that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// There is no act of that name.
    #[error("there is no act `{name}`; the acts are {known}")]
    Unknown {
        /// What was written.
        name: String,
        /// What there is.
        known: String,
    },
    /// The object names no act.
    #[error("an act needs its name under `act`, for example \"act\": \"raise-draft-proposal\"")]
    Unnamed,
    /// A field is missing, unknown or of the wrong kind.
    #[error("`{act}` could not be read: {message}")]
    Fields {
        /// The act.
        act: ActName,
        /// What is wrong.
        message: String,
    },
}

macro_rules! acts {
    (@about) => { false };
    (@about proposal) => { true };
    (@about release) => { false };
    (@of_release) => { false };
    (@of_release proposal) => { false };
    (@of_release release) => { true };
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

        /// The name of an act.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ActName {
            $(
                #[doc = $words]
                #[serde(rename = $name)]
                $variant,
            )*
        }

        impl ActName {
            /// Every act.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name as it is written in acts, rules and addresses.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the act does, as a person would say it.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }

            /// Whether the act is about one proposal that exists already.
            #[must_use]
            pub fn is_about_a_proposal(self) -> bool {
                match self { $(Self::$variant => acts!(@about $($about)?),)* }
            }

            /// Whether the act is about one release, and names it in its field `release`.
            #[must_use]
            pub fn is_about_a_release(self) -> bool {
                match self { $(Self::$variant => acts!(@of_release $($about)?),)* }
            }

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

// An act marked `on proposal` is about one proposal that exists already, and names it in its field `proposal`; one marked
// `on release` is about one release, and names it in its field `release`.
acts! {
    RaiseDraftProposal "raise-draft-proposal" "Raise a Draft Proposal",
    GiveSupport "give-support" "Give support as critical friend" on proposal,
    RefuseDraftProposal "refuse-draft-proposal" "Refuse a Draft Proposal" on proposal,
    AcceptDraftProposal "accept-draft-proposal" "Instruct that a refused Draft Proposal be accepted" on proposal,
    TakeForward "take-forward" "Take forward formally" on proposal,
    AskForUrgency "ask-for-urgency" "Ask that it be urgent" on proposal,
    DecideUrgency "decide-urgency" "Decide whether it is urgent" on proposal,
    AgreeModificationProposal "agree-modification-proposal" "Agree as a Modification Proposal" on proposal,
    ChangePath "change-path" "Change the path" on proposal,
    EstablishWorkingGroup "establish-working-group" "Establish the Working Group" on proposal,
    NominateToWorkingGroup "nominate-to-working-group" "Nominate to the Working Group" on proposal,
    VarySolution "vary-solution" "Change the Proposed Solution" on proposal,
    RequestAssessment "request-assessment" "Ask the DCC for an assessment" on proposal,
    DeliverAssessment "deliver-assessment" "Deliver an assessment" on proposal,
    AskForInformation "ask-for-information" "Ask for information" on proposal,
    GiveInformation "give-information" "Give information asked for" on proposal,
    RecordView "record-view" "Record the view of a body" on proposal,
    AddSolution "add-solution" "Add an Alternative Solution" on proposal,
    AttachLegalText "attach-legal-text" "Attach legal text" on proposal,
    RebaseLegalText "rebase-legal-text" "Re-base legal text" on proposal,
    SignOffLegalText "sign-off-legal-text" "Sign off the legal text" on proposal,
    ApproveFastTrack "approve-fast-track" "Approve as Fast-Track" on proposal,
    ObjectToFastTrack "object-to-fast-track" "Object to Fast-Track" on proposal,
    OpenConsultation "open-consultation" "Open the Refinement Consultation" on proposal,
    Respond "respond" "Respond to a consultation" on proposal,
    MakeRepresentation "make-representation" "Make representations for the report" on proposal,
    DraftDocument "draft-document" "Draft a document of the proposal" on proposal,
    ApproveReport "approve-report" "Approve the Modification Report" on proposal,
    SendBack "send-back" "Send the report back" on proposal,
    ConsultOnReport "consult-on-report" "Open the Modification Report Consultation" on proposal,
    OpenVote "open-vote" "Open the vote" on proposal,
    CastVote "cast-vote" "Cast a vote" on proposal,
    CloseVote "close-vote" "Close the vote and count it" on proposal,
    DecideProposal "decide-proposal" "Decide on a recommendation" on proposal,
    ReferDecision "refer-decision" "Refer the decision" on proposal,
    DecideReferredDecision "decide-referred-decision" "Decide what was referred" on proposal,
    PutInRelease "put-in-release" "Put in a release" on proposal,
    RecordImpacts "record-impacts" "Record whom and what it touches" on proposal,
    GoLive "go-live" "Bring into force" on proposal,
    RecordOutcome "record-outcome" "Record an outcome from the Code's history" on proposal,
    Withdraw "withdraw" "Withdraw" on proposal,
    GiveLeave "give-leave" "Give the Authority's leave" on proposal,
    Adopt "adopt" "Adopt a withdrawn proposal" on proposal,
    Split "split" "Split into separate proposals" on proposal,
    Amalgamate "amalgamate" "Amalgamate with others" on proposal,
    SuspendProposal "suspend-proposal" "Suspend while a review runs" on proposal,
    ResumeProposal "resume-proposal" "End its suspension" on proposal,
    SubsumeProposal "subsume-proposal" "Make part of a review" on proposal,
    DirectBackstop "direct-backstop" "Direct back into its review" on proposal,
    Consult "consult" "Consult on something other than a proposal",
    AnswerPoint "answer-point" "Answer a point made in a response",
    ReportOutcome "report-outcome" "Report the outcome of a consultation",
    SetThreshold "set-threshold" "Set a sum that the Code leaves to be set",
    FlagProposal "flag-proposal" "Judge whether a committee's matters are affected" on proposal,
    TellCommittee "tell-committee" "Bring to a committee" on proposal,
    AskAdvice "ask-advice" "Ask a committee for advice" on proposal,
    GiveAdvice "give-advice" "Give advice" on proposal,
    ReferRecoveryCosts "refer-recovery-costs" "Refer Recovery Costs to the Panel",
    SettleRecoveryCosts "settle-recovery-costs" "Settle the payment of Recovery Costs",
    RecordProblem "record-problem" "Record a Problem",
    CloseProblem "close-problem" "Close a Problem",
    NotifyDcc "notify-dcc" "Notify the DCC of a change that its documents need",
    AnswerNotice "answer-notice" "Answer a notice",
    DirectReview "direct-review" "Direct a review",
    ReportReview "report-review" "Report a review",
    AssignTask "assign-task" "Assign a task to the Code Administrator",
    CompleteTask "complete-task" "Complete a task",
    MakeRequest "make-request" "Request assistance, information or advice",
    AnswerRequest "answer-request" "Answer a request",
    ArrangeJointWorking "arrange-joint-working" "Arrange joint working with another code",
    RecordCrossCode "record-cross-code" "Record the effect on another code" on proposal,
    RecordDispute "record-dispute" "Record a Dispute",
    DetermineDispute "determine-dispute" "Determine a Dispute",
    FileDocument "file-document" "File a document",
    PublishDocument "publish-document" "Publish a document",
    MeetDuty "meet-duty" "Meet a standing duty" on proposal,
    DraftPolicy "draft-policy" "Draft a version of a policy",
    AdoptPolicy "adopt-policy" "Adopt a version of a policy",
    PublishPolicy "publish-policy" "Publish the current version of a policy",
    ReferPolicy "refer-policy" "Refer a disagreement on a policy to the Authority",
    DecideReferral "decide-referral" "Decide a disagreement on a policy",
    RegisterProject "register-project" "Enter a project of the DCC",
    TailorProject "tailor-project" "Set the steps of a project",
    MeetProjectStep "meet-project-step" "Record that a step of a project is met",
    BringProjectLive "bring-project-live" "Bring a project live",
    VoteNotToRaise "vote-not-to-raise" "Record that a committee voted not to raise",
    SuspendRights "suspend-rights" "Suspend rights of a Party in default",
    LiftSuspension "lift-suspension" "Lift a suspension",
    OpenReview "open-review" "Open a Significant Code Review",
    DirectRaising "direct-raising" "Direct that a Draft Proposal be raised",
    ProposeVariation "propose-variation" "Propose an Authority-Led Variation",
    DecideVariation "decide-variation" "Decide on an Authority-Led Variation",
    ConcludeReview "conclude-review" "Conclude a Significant Code Review",
    ScheduleRelease "schedule-release" "Schedule a release",
    FreezeScope "freeze-scope" "Freeze the scope of a release" on release,
    ListChangeRequest "list-change-request" "List a Change Request beside a release" on release,
    QuoteCosts "quote-costs" "Quote the costs of a release" on release,
    IssueRid "issue-rid" "Issue a draft of the Release Implementation Document" on release,
    BaselineRid "baseline-rid" "Baseline the Release Implementation Document" on release,
    StateEffort "state-effort" "State the Code Administrator's work on a release" on release,
    RequestTad "request-tad" "Ask for a Testing Approach Document" on release,
    DraftTad "draft-tad" "Draft a Testing Approach Document" on release,
    ReviewTad "review-tad" "Give a view of a Testing Approach Document" on release,
    ApproveTad "approve-tad" "Approve a Testing Approach Document" on release,
    ApproveTestPhase "approve-test-phase" "Approve entry into or exit from a test phase" on release,
    StartTestPhase "start-test-phase" "Start a test phase" on release,
    CloseTestPhase "close-test-phase" "End a test phase" on release,
    RecordTestingIssue "record-testing-issue" "Record a Testing Issue" on release,
    ExcludeTestingIssue "exclude-testing-issue" "Leave a Testing Issue out of the count" on release,
    GiveRegression "give-regression" "Give plans for or results of regression testing" on release,
    SubmitCompletionReport "submit-completion-report" "Submit a completion report" on release,
    ApproveCompletionReport "approve-completion-report" "Approve a completion report" on release,
    RecordTestDifference "record-test-difference" "Record a difference of a test environment" on release,
    RecommendOnRelease "recommend-on-release" "Recommend on a release" on release,
    AssessCriterion "assess-criterion" "Assess a criterion for going live" on release,
    ReviseCriterion "revise-criterion" "Revise a criterion for going live" on release,
    RecordLesson "record-lesson" "Record a lesson" on release,
    DecideGo "decide-go" "Decide whether a release goes live" on release,
    RecordOccurrence "record-occurrence" "Record what words wait for",
    LoadDocument "load-document" "Load a document of the Code",
    DesignateEdition "designate-edition" "Designate an edition of the Code",
    AdmitParty "admit-party" "Admit a Party",
    NamePerson "name-person" "Name a person to an office",
    EndOffice "end-office" "End an office",
    EstablishBody "establish-body" "Establish a body or give its function to another",
    EndBodyFunction "end-body-function" "Take a function back from a body",
    DeclareInterest "declare-interest" "Declare an interest" on proposal,
    CallElection "call-election" "Call an election of members",
    VoteInElection "vote-in-election" "Vote in an election",
    CloseElection "close-election" "Count an election",
    StateAppointmentView "state-appointment-view" "Say whom to appoint or remove",
    ScheduleMeeting "schedule-meeting" "Schedule a meeting",
    TableItem "table-item" "Put an item on an agenda",
    RecordAttendance "record-attendance" "Record who was at a meeting",
    RecordDecision "record-decision" "Record a decision of a meeting",
    PublishMinutes "publish-minutes" "Publish minutes",
    OpenAction "open-action" "Give somebody an action",
    CloseAction "close-action" "Close an action",
}

impl ActName {
    /// The act of that name.
    ///
    /// # Errors
    /// There is none; the error lists those that there are.
    pub fn from_name(name: &str) -> Result<Self, ActError> {
        Self::ALL.iter().copied().find(|act| act.name() == name).ok_or_else(|| {
            let known = Self::ALL.iter().map(|act| act.name()).collect::<Vec<_>>().join(", ");
            ActError::Unknown { name: name.to_owned(), known }
        })
    }
}

impl fmt::Display for ActName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

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
