//! The names of the acts: the one list of what may be done, which rules, events and acts share.

use std::fmt;

use serde::{Deserialize, Serialize};

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

/// The list of acts, handed to a macro: of each act its type, its name and what it does in words. An act marked `on proposal` is about
/// one proposal that exists already, and names it in its field `proposal`; one marked `on release` is about one release, and names it in
/// its field `release`.
macro_rules! acts {
    ($make:ident) => {
        $make! {
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
            EraseConfidence "erase-confidence" "Erase what was said in confidence",
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
            ImportPaper "import-paper" "Import a published paper",
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
    };
}
pub(crate) use acts;

macro_rules! names {
    (@about) => { false };
    (@about proposal) => { true };
    (@about release) => { false };
    (@of_release) => { false };
    (@of_release proposal) => { false };
    (@of_release release) => { true };
    ($($variant:ident $name:literal $words:literal $(on $about:ident)?,)*) => {
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
                match self { $(Self::$variant => names!(@about $($about)?),)* }
            }

            /// Whether the act is about one release, and names it in its field `release`.
            #[must_use]
            pub fn is_about_a_release(self) -> bool {
                match self { $(Self::$variant => names!(@of_release $($about)?),)* }
            }
        }
    };
}

acts!(names);

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
