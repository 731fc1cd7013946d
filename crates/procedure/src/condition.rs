//! The closed list of conditions that a rule may name. Each is one variant with its own function.
//!
//! A condition is judged on a [`Case`]. Without the act's details (when a page asks what may be done next) a
//! condition that needs them answers [`Answer::Open`].

mod acceptance;
mod assurance;
mod consultation;
mod contents;
mod costs;
mod course;
mod election;
mod facts;
mod gate;
mod imports;
mod legal_text;
mod meeting;
mod neighbour;
mod proposal;
mod release;
mod release_document;
mod review;
mod scope;
mod screening;
mod seat;
mod testing;
mod vote;
mod work;

pub(crate) use contents::holds_its_items;
pub use facts::Fact;
use legaltext::DocumentId;
use serde::Deserialize;

pub use acceptance::Shown;
pub use testing::PhaseGate;

use crate::act::{AssessmentKind, RaisingPurpose};
use crate::case::Case;
use crate::gate::Gate;
use crate::holder::Holder;
use crate::names::{BodyId, ConsultationKind, Path, Stage};
use crate::register::MatterKind;
use crate::register::PhaseStep;
use crate::tallying::MeetingQuorum;

/// Declares the conditions: for each its words, what it holds, and the function that judges a case by it (`as value`
/// where that takes what is held itself).
macro_rules! conditions {
    (@held $held:ident $kind:ty) => { $held };
    (@call $judge:path, $case:ident, [] []) => { $judge($case) };
    (@call $judge:path, $case:ident, [$held:ident $kind:ty] []) => { $judge($case, $held) };
    (@call $judge:path, $case:ident, [$held:ident $kind:ty] [value]) => { $judge($case, *$held) };
    ($( $(#[$words:meta])* $variant:ident $(($kind:ty))? => $judge:path $(as $value:ident)?, )*) => {
        /// Something that must be so.
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Condition {
            $( $(#[$words])* $variant $(($kind))?, )*
        }

        impl Condition {
            /// Judges a case.
            #[must_use]
            pub fn judge(&self, case: &Case<'_>) -> Answer {
                match self {
                    $( Self::$variant $((conditions!(@held held $kind)))? => conditions!(@call $judge, case, [$(held $kind)?] [$($value)?]), )*
                }
            }
        }
    };
}

conditions! {
    /// The proposal stands at one of these stages.
    StageIs(Vec<Stage>) => proposal::stage_is,
    /// The proposal is, or the act puts it, on one of these paths.
    PathIs(Vec<Path>) => proposal::path_is,
    /// The act says why the path was chosen.
    PathReasonGiven => proposal::path_reason_given,
    /// The proposal concerns one of these subjects.
    SubjectIs(Vec<String>) => proposal::subject_is,
    /// This committee voted not to raise a proposal on the subject, earlier.
    VotedNotToRaise(BodyId) => proposal::voted_not_to_raise,
    /// Each of these bodies has its view on record.
    ViewsRecordedFrom(Vec<BodyId>) => proposal::views_recorded_from,
    /// Each solution of the proposal has a legal text, and no part of one is still to come.
    LegalTextAttached => legal_text::attached,
    /// The legal text applies to the Code in force, word for word.
    LegalTextApplies => legal_text::applies,
    /// The legal text was drafted against the edition that its words come into, or was re-based onto it.
    LegalTextCurrent => legal_text::current,
    /// The Code has changed since the legal text was drafted.
    LegalTextBehind => legal_text::behind,
    /// The legal text merges with what changed since, or was settled by hand and fits the Code in force.
    LegalTextMerges => legal_text::merges,
    /// The legal text that is re-based was settled by hand.
    SettledByHand => legal_text::settled_by_hand,
    /// What is designated fits the Code of its day.
    DesignationApplies => legal_text::designation_applies,
    /// A consultation of this kind was held and its window has closed.
    ConsultationClosed(ConsultationKind) => consultation::closed as value,
    /// A consultation was opened.
    ConsultationOpened => consultation::opened,
    /// No consultation on the proposal is open.
    NoConsultationOpen => consultation::none_open,
    /// What is consulted on or decided, being no proposal, is of one of these kinds.
    MatterIs(Vec<MatterKind>) => consultation::about,
    /// Each of these is invited to the consultation: bodies, Party Categories, or `all-parties`.
    Invited(Vec<String>) => consultation::invited,
    /// The thing that the act decides on, in the version that it names, was consulted on, and the window has closed.
    ConsultedOn => consultation::consulted_on,
    /// What came of the last consultation on the thing was reported.
    OutcomeReported => consultation::outcome_reported,
    /// The window of the consultation that the act names has closed.
    ConsultationOver => consultation::over,
    /// Each point made in the consultation that the act names has been answered.
    PointsAnswered => consultation::points_answered,
    /// The respondent speaks for the Party Category that it is in.
    OneCategory => consultation::one_category,
    /// This committee was asked for advice on the proposal, or nothing that it watches is touched.
    AdviceAsked(BodyId) => screening::advice_asked,
    /// This committee is invited to the consultation, or nothing that it watches is touched.
    CommitteeInvited(BodyId) => screening::committee_invited,
    /// The costs that the act names pass the sum set under this clause.
    SumPassed(String) => neighbour::sum_passed,
    /// The act says whether a Draft Proposal will be raised, and what was had regard to in considering that.
    RaisingConsidered => neighbour::raising_considered,
    /// The Problem needs no change of the Code, or a Draft Proposal was raised because of it.
    ChangeRaised => neighbour::change_raised,
    /// This body gets a copy.
    CopiedTo(BodyId) => neighbour::copied_to,
    /// Sensitive matter goes to these bodies alone; others get it redacted.
    Redacted(Vec<BodyId>) => neighbour::redacted,
    /// The way in which a document is to be changed is the one for such a document.
    RouteFits => neighbour::route_fits,
    /// The task comes from a clause or from this body.
    TaskSourced(BodyId) => neighbour::task_sourced,
    /// Whoever answers is the one who was asked.
    AskedOfActor => neighbour::asked_of_actor,
    /// The other code need not change, or joint working with it is arranged.
    JointWorking => neighbour::joint_working,
    /// The act says who looked at what, and names the change of the other code where there is one.
    CheckRecorded => neighbour::check_recorded,
    /// Every other code under which a dispute interacts with this one had notice.
    LinkedNoticed => neighbour::linked_noticed,
    /// This body was asked for advice on the Dispute, or it is about nothing that the body watches.
    DisputeAdvice(BodyId) => neighbour::dispute_advice,
    /// The document holds no Consumer Data and no Services IPR.
    OwnMaterials => neighbour::own_materials,
    /// The document carries a class of the information policy in force on its date.
    Classified => neighbour::classified,
    /// The document carries its version and its date.
    Controlled => neighbour::controlled,
    /// The modification that the document names is the one it is filed with.
    StatesItsParent => neighbour::states_its_parent,
    /// The class of the document allows the audience.
    ClassAllows => neighbour::class_allows,
    /// The paper carries a class that lets everybody read it.
    OpenToAll => imports::open_to_all,
    /// The proposal was raised by whoever the duty is on.
    RaisedByBound => neighbour::raised_by_bound,
    /// The act says what regard was had to the views of Parties.
    ViewsRegarded => assurance::views_regarded,
    /// The act says what weight was given to each of the two needs of the DCC.
    WeightGiven => assurance::weight_given,
    /// No disagreement on the version is with the Authority, or was decided against it.
    NotReferred => assurance::not_referred,
    /// The version is the current one.
    PolicyCurrent => assurance::policy_current,
    /// The project may affect Users and needs no Modification.
    PolicyApplies => assurance::policy_applies,
    /// The steps of the project are set, and each is met.
    StepsMet => assurance::steps_met,
    /// All information asked for about the project was given.
    InformationGiven => assurance::information_given,
    /// The vote is open.
    VoteOpen => vote::open,
    /// Whoever acts was on the roster when the vote opened.
    OnRoster => vote::on_roster,
    /// Enough have voted for there to be a decision, by every counter of the tally's quorum.
    VoteQuorate => vote::quorate,
    /// The vote approves no two solutions alike.
    OneSolutionPreferred => vote::one_preferred,
    /// The legal text is the one that the vote was opened on.
    TextUnchangedSinceVoteOpened => vote::text_unchanged,
    /// The proposal is in a release.
    InRelease => release::in_release,
    /// A decision already made came by the cut-off of the release that the act names.
    ReleaseFitsDecision => release::fits_decision,
    /// A decision today keeps at least one release: a cut-off has not passed.
    DecisionKeepsARelease => release::decision_keeps_a_release,
    /// The day of the release has come.
    ReleaseDateReached => release::date_reached,
    /// Every decision that the words rest on was taken by the day on which they come into force.
    DecidedByItsDay => release::decided_by_its_day,
    /// The day on which the words come into force is past, so that the act records late what happened then.
    RecordedAfterItsDay => release::recorded_after_its_day,
    /// The release that the act schedules keeps its day, or holds nothing that was approved on one of these paths.
    KeepsTheDayOfApproved(Vec<Path>) => release::keeps_the_day_of_approved,
    /// The day of the release is to come, and so is the last day of decision of what is not decided.
    ReleaseToCome => release::to_come,
    /// The fallback is a later release with a later last day of decision, which leaves it the Code's lead time.
    FallbackInOrder => release::fallback_in_order,
    /// Each last day of decision that the act gives is a Working Day.
    CutOffOnAWorkingDay => release::cut_off_on_a_working_day,
    /// After its move each release still comes before the fallback of what is meant for it, with the lead time after their last
    /// days of decision.
    TargetsKeptInOrder => release::targets_kept_in_order,
    /// The day of a release whose plan is baselined changes with a new draft of the plan alone.
    DayInNewVersion => release_document::day_in_new_version,
    /// Every right that the act names is one that can be suspended.
    RightsCanBeSuspended => proposal::rights_can_be_suspended,
    /// A member is named to a seat that the body has that day.
    SeatOfTheBody => seat::of_the_body,
    /// The seat is vacant: not all of its kind are held, nor that of the Voting Group.
    SeatVacant => seat::vacant,
    /// The person holds no other seat on the body then, as a member or as an alternate.
    NoOtherSeat => seat::no_other,
    /// The Party that has the member appointed is of a category that fills the seat.
    SeatForThisParty => seat::for_this_party,
    /// The term is no longer than the seat's.
    TermAllowed => seat::term_allowed,
    /// No body has the function that is given.
    FunctionFree => seat::function_free,
    /// A body has the function that is taken back.
    FunctionHeld => seat::function_held,
    /// The election that is voted in is open.
    ElectionOpen => election::open,
    /// The election is over and not counted.
    ElectionOver => election::to_be_counted,
    /// The Party is of a category that elects to the seats.
    ElectsTheseSeats => election::of_its_seats,
    /// As many of the seats will be vacant as are to be filled, and they are filled by election.
    SeatsToElect => election::seats_vacant,
    /// Whoever is named to an elected seat was elected to it, or a seat is left that no election is to and nobody was elected to.
    SeatKeptForElected => election::kept_for_elected,
    /// The body that decides meets that day, by its calendar or ad hoc.
    MeetingToday => meeting::today,
    /// Meetings of the body that acts are kept in the register.
    MeetingsKept => meeting::kept,
    /// The day of the meeting has come.
    MeetingDayCome => meeting::has_come,
    /// Enough members of the body are at its meeting at that moment.
    MeetingQuorate(MeetingQuorum) => meeting::quorate,
    /// Neither whoever acts nor the member for whom they act has stood aside from the proposal.
    NotRecused => seat::not_recused,
    /// The planned days do not run backwards.
    TimetableInOrder => proposal::timetable_in_order,
    /// The act gives its reasons.
    ReasonsGiven => proposal::reasons_given,
    /// The last draft of this document sets out each representation on the proposal, with a summary of its evidence.
    RepresentationsSetOut(String) => course::representations_set_out,
    /// The act claims its right under this test.
    TestClaimed(String) => course::test_claimed,
    /// The proposal is said to change, or its words do change, one of these documents of the Code.
    Touches(Vec<DocumentId>) => course::touches,
    /// One of these subjects is among those of the proposal.
    SubjectAmong(Vec<String>) => course::subject_among,
    /// This is so of the proposal.
    ProposalIs(Fact) => facts::is as value,
    /// This is not so of the proposal.
    ProposalIsNot(Fact) => facts::is_not as value,
    /// This body raised the proposal, or it was raised at its direction.
    BegunBy(BodyId) => course::begun_by,
    /// This body raised the proposal.
    RaisedBy(BodyId) => course::raised_by,
    /// The Draft Proposal is raised for a Significant Code Review or at a direction.
    ForAReview => course::for_a_review,
    /// The Draft Proposal is raised for one of these purposes.
    PurposeIs(Vec<RaisingPurpose>) => course::purpose_is,
    /// Whoever acts is one of these.
    ActedBy(Vec<Holder>) => course::acted_by,
    /// Whoever acts is none of these.
    ActedByNoneOf(Vec<Holder>) => course::acted_by_none_of,
    /// The act refers the decision to this body.
    RefersTo(BodyId) => course::refers_to,
    /// The decision was referred to this body, which has not decided.
    ReferredTo(BodyId) => course::referred_to,
    /// This body was the last to decide on a referral of the decision.
    ReferralDecidedBy(BodyId) => course::referral_decided_by,
    /// This body has decided on no referral of the decision.
    NoReferralDecidedBy(BodyId) => course::no_referral_decided_by,
    /// The proposals that are amalgamated stand at one stage.
    AmalgamatesLike => course::amalgamates_like,
    /// Each part of the split has its own issue.
    PartsHaveIssues => course::parts_have_issues,
    /// The time between the last day of decision and the release is what systems need by the assessment.
    LeadTimeKept => course::lead_time_kept,
    /// The Working Group has at least so many members.
    GroupOfAtLeast(usize) => work::group_of_at_least as value,
    /// Each person named to the Working Group has experience of the subject.
    GroupHasExperience => work::group_has_experience,
    /// Each person named to the Working Group has agreed in writing to serve.
    GroupHasAgreed => work::group_has_agreed,
    /// Each person named to the Working Group has undertaken to act independently.
    GroupIsIndependent => work::group_is_independent,
    /// Whoever nominates has no nominee in the Working Group yet.
    FirstNominee => work::first_nominee,
    /// The assessment is of this kind.
    AssessmentIs(AssessmentKind) => work::assessment_is as value,
    /// The assessment was asked for and has not come.
    AssessmentRequested => work::assessment_requested,
    /// The assessment is not asked for already.
    AssessmentNotRequested => work::assessment_not_requested,
    /// An assessment of this kind has come.
    AssessmentDelivered(AssessmentKind) => work::assessment_delivered as value,
    /// A question waits for whoever answers.
    InformationAsked => work::information_asked,
    /// A phase of the review that the act names is open.
    ReviewPhaseOpen => review::phase_open,
    /// No phase of the review that the act names is open.
    NoReviewPhaseOpen => review::no_phase_open,
    /// An Authority-Led Variation was proposed in the review and is not decided.
    VariationProposed => review::variation_proposed,
    /// The proposal that carries the words of the variation was raised by this body, at its direction, or came of the review, and is open.
    VariationCarriedByOwn(BodyId) => review::carried_by_own,
    /// The proposal that carries the words of the variation is not decided and, where the variation is to be made, has its legal text.
    VariationCarrierOpen => review::carrier_open,
    /// The conclusions were issued in the phase that they end, and not on a day to come.
    ConclusionsInThePhase => review::conclusions_in_the_phase,
    /// The phase of a review is open, and nothing on record says what the proposal touches.
    ReachUnsaidInAReview => review::reach_unsaid,
    /// The proposal is in the scope of the review that the act names.
    InReviewScope => review::in_scope,
    /// The proposal came of the review that the act names.
    CameOfReview => review::came_of_it,
    /// The Code's history, from before the register began, tells how the proposal was decided.
    HistoryTellsOutcome => proposal::history_tells_outcome,
    /// Each of these was reached on the way to the release.
    Reached(Vec<Gate>) => gate::reached,
    /// The act is about one of these test phases.
    PhaseIs(Vec<String>) => testing::phase_is,
    /// The act is about entry into, or exit from, a test phase.
    PhaseStepIs(PhaseStep) => testing::step_is as value,
    /// The test phase that the act is about has been through each of these.
    PhaseReached(Vec<PhaseGate>) => testing::phase_reached,
    /// The Testing Approach Document is about the modifications in the scope that touch the central systems, and no other.
    ApproachInScope => testing::approach_in_scope,
    /// The Testing Approach Document sets phases with their criteria, thresholds, and what reports hold.
    ApproachPlansTesting => testing::approach_plans_testing,
    /// A view of the version that the act names is on record.
    ApproachReviewed => testing::approach_reviewed,
    /// The Testing Approach Document in force, where there is one, has the phase that the Testing Issue is recorded under.
    PhaseInApproach => testing::phase_in_approach,
    /// The severity of an open Testing Issue is lowered by one of these bodies, which says why, or not at all.
    SeverityLoweredBy(Vec<BodyId>) => testing::severity_lowered_by,
    /// What is tested by is the version of the Testing Approach Document in force.
    TestsByApproachInForce => testing::tests_by_approach_in_force,
    /// Whoever acts is the body that the Testing Approach Document has approve the step.
    ApproverNamedInApproach => testing::approver_named_in_approach,
    /// Each criterion that the Testing Approach Document sets for the step is met.
    PhaseCriteriaMet => testing::phase_criteria_met,
    /// The completion report holds each matter that the Testing Approach Document lists.
    ReportComplete => testing::report_complete,
    /// Whoever acts is the body that the Testing Approach Document has decide what is left out of the count.
    DecidesExclusions => testing::decides_exclusions,
    /// The act is about one of these criteria (`testing-5`).
    CriterionIs(Vec<String>) => acceptance::criterion_is,
    /// Whoever acts is to show that the criterion is met.
    OwnsCriterion => acceptance::owns_criterion,
    /// What the register itself must show before the criterion counts as met.
    Shown(Shown) => acceptance::shown,
    /// After a baseline there is a new draft that a change of the criteria goes into.
    CriteriaInNewVersion => acceptance::criteria_in_new_version,
    /// The recommendation is on one of these.
    RecommendsOn(Vec<Gate>) => acceptance::recommends_on,
    /// Each criterion for going live is met, or accepted as not met.
    CriteriaMetOrAccepted => acceptance::criteria_met_or_accepted,
    /// A decision against going live, or in spite of an unmet criterion, gives its reasons.
    GoHasReasons => acceptance::acceptance_has_reasons,
    /// The release is one that is tested and decided upon as a whole.
    ReleaseIsDecidedUpon => acceptance::release_is_decided_upon,
    /// A decision to go live was taken for the day on which the words come into force.
    GoIsForTheDay => acceptance::go_is_for_the_day,
    /// A decision to go live is taken by the day of the release.
    GoByTheDay => acceptance::go_by_the_day,
    /// What goes live was in the release when it was decided to go live.
    GoCoversTheProposal => acceptance::go_covers_the_proposal,
    /// Each criterion is met still, or was accepted as not met by the decision to go live.
    CriteriaStillMet => acceptance::criteria_still_met,
    /// The scope of the release is open to what touches the central systems, or the proposal does not touch them, nor is found to.
    ScopeOpenToSystems => scope::open_to_systems,
    /// After the scope was frozen, one of these bodies lets the proposal in.
    ExceptionsBy(Vec<BodyId>) => scope::exceptions_by,
    /// A release that is to go live counts on at least one proposal.
    ReleaseHoldsSomething => scope::holds_something,
    /// It is said what changes for each participant that is touched, or why none is.
    ImpactsSaid => scope::impacts_said,
    /// It is recorded of each proposal in the scope whom it touches, or why nobody.
    ImpactsRecorded => scope::impacts_recorded,
    /// The planned days of the release stand in the order of the process.
    ReleaseTimetableInOrder => scope::timetable_in_order,
    /// Each event of the release without a day has somebody to set it.
    OpenDaysOwned => scope::open_days_owned,
    /// The version is the next of its kind: drafts count on from the last baseline, baselines are whole numbers.
    RidVersionInScheme => release_document::version_in_scheme,
    /// A draft was issued for comment to each of these.
    RidCommentedOn(Vec<String>) => release_document::commented_on,
    /// The act hands in what a document says, item by item, where it might leave that to the record.
    ContentsHandedIn => contents::handed_in,
    /// The total stated is that of the amounts.
    StatedTotalFits => costs::stated_total_fits,
    /// There are amounts for each modification in the scope that touches the central systems, and for no other.
    CostsMatchScope => costs::match_scope,
    /// A combined assessment comes when the scope is frozen and each modification was assessed by itself.
    CombinedAssessmentDue => costs::combined_is_due,
    /// A combined assessment comes when it is said what each Change Request pays.
    CombinedAssessmentShared => costs::combined_is_shared,
    /// The amount is the days at the Code's day rate.
    EffortAtRate => costs::effort_at_rate,
    /// The days keep within their limit, or it is said why not.
    EffortWithinLimit => costs::effort_within_limit,
    /// What stands in the budget is not charged to Parties again.
    EffortNotCharged => costs::effort_not_charged,
}

impl Condition {
    /// As [`Condition::judge`], without a sentence: met, not met, or nothing where that is not known yet. What most rules ask before they
    /// apply is answered at once; the rest is judged.
    pub(crate) fn is_met(&self, case: &Case<'_>) -> Option<bool> {
        self.is_met_at_once(case).or_else(|| match self.judge(case) {
            Answer::Met(_) => Some(true),
            Answer::NotMet(_) => Some(false),
            Answer::Open(_) => None,
        })
    }

    /// Whether it is met, where a look at the proposal tells; nothing where it must be judged.
    pub(crate) fn is_met_at_once(&self, case: &Case<'_>) -> Option<bool> {
        if let (Self::PathIs(paths), Some(path)) = (self, proposal::path_of(case)) {
            return Some(paths.contains(&path));
        }
        if let (Self::StageIs(stages), Some(proposal)) = (self, case.proposal) {
            return Some(stages.contains(&proposal.stage));
        }
        if let (Self::ProposalIs(fact), Some(proposal)) = (self, case.proposal) {
            return Some(fact.is_so(case, proposal));
        }
        if let (Self::ProposalIsNot(fact), Some(proposal)) = (self, case.proposal) {
            return Some(!fact.is_so(case, proposal));
        }
        None
    }
}

/// What a condition says of a case; the sentence gives the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Met(String),
    /// It is not so.
    NotMet(String),
    /// It depends on details that the act has not given yet.
    Open(String),
}

impl Answer {
    pub(crate) fn when(so: bool, met: impl FnOnce() -> String, not_met: impl FnOnce() -> String) -> Self {
        if so { Self::Met(met()) } else { Self::NotMet(not_met()) }
    }
}

fn list(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}
