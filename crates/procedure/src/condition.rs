//! The closed list of conditions that a rule may name. Each is one variant with its own function.
//!
//! A condition is judged on a [`Case`]. Without the act's details (when a page asks what may be done next) a
//! condition that needs them answers [`Answer::Open`].

mod acceptance;
mod assurance;
mod consultation;
mod costs;
mod course;
mod election;
mod facts;
mod gate;
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

pub use facts::Fact;
use legaltext::DocumentId;
use serde::Deserialize;

pub use acceptance::Shown;
pub use testing::{Held, PhaseGate};

use crate::act::{AssessmentKind, RaisingPurpose};
use crate::case::Case;
use crate::gate::Gate;
use crate::names::{BodyId, ConsultationKind, Path, Stage};
use crate::register::MatterKind;
use crate::register::PhaseStep;
use crate::rule::Holder;
use crate::rule::MeetingQuorum;

/// Something that must be so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The proposal stands at one of these stages.
    StageIs(Vec<Stage>),
    /// The proposal is, or the act puts it, on one of these paths.
    PathIs(Vec<Path>),
    /// The act says why the path was chosen.
    PathReasonGiven,
    /// The proposal concerns one of these subjects.
    SubjectIs(Vec<String>),
    /// This committee voted not to raise a proposal on the subject, earlier.
    VotedNotToRaise(BodyId),
    /// Each of these bodies has its view on record.
    ViewsRecordedFrom(Vec<BodyId>),
    /// Each solution of the proposal has a legal text, and no part of one is still to come.
    LegalTextAttached,
    /// The legal text applies to the Code in force, word for word.
    LegalTextApplies,
    /// The legal text was drafted against the edition that its words come into, or was re-based onto it.
    LegalTextCurrent,
    /// The Code has changed since the legal text was drafted.
    LegalTextBehind,
    /// The legal text merges with what changed since, or was settled by hand and fits the Code in force.
    LegalTextMerges,
    /// The legal text that is re-based was settled by hand.
    SettledByHand,
    /// What is designated fits the Code of its day.
    DesignationApplies,
    /// A consultation of this kind was held and its window has closed.
    ConsultationClosed(ConsultationKind),
    /// A consultation was opened.
    ConsultationOpened,
    /// No consultation on the proposal is open.
    NoConsultationOpen,
    /// What is consulted on or decided, being no proposal, is of one of these kinds.
    MatterIs(Vec<MatterKind>),
    /// Each of these is invited to the consultation: bodies, Party Categories, or `all-parties`.
    Invited(Vec<String>),
    /// The thing that the act decides on, in the version that it names, was consulted on, and the window has closed.
    ConsultedOn,
    /// What came of the last consultation on the thing was reported.
    OutcomeReported,
    /// The window of the consultation that the act names has closed.
    ConsultationOver,
    /// Each point made in the consultation that the act names has been answered.
    PointsAnswered,
    /// The respondent speaks for the Party Category that it is in.
    OneCategory,
    /// This committee was asked for advice on the proposal, or nothing that it watches is touched.
    AdviceAsked(BodyId),
    /// This committee is invited to the consultation, or nothing that it watches is touched.
    CommitteeInvited(BodyId),
    /// The costs that the act names pass the sum set under this clause.
    SumPassed(String),
    /// The act says whether a Draft Proposal will be raised, and what was had regard to in considering that.
    RaisingConsidered,
    /// The Problem needs no change of the Code, or a Draft Proposal was raised because of it.
    ChangeRaised,
    /// This body gets a copy.
    CopiedTo(BodyId),
    /// Sensitive matter goes to the DCC and to this body alone; others get it redacted.
    Redacted(BodyId),
    /// The way in which a document is to be changed is the one for such a document.
    RouteFits,
    /// The task comes from a clause or from the Panel.
    TaskSourced,
    /// Whoever answers is the one who was asked.
    AskedOfActor,
    /// The other code need not change, or joint working with it is arranged.
    JointWorking,
    /// The act says who looked at what, and names the change of the other code where there is one.
    CheckRecorded,
    /// Every other code under which a dispute interacts with this one had notice.
    LinkedNoticed,
    /// This body was asked for advice on the Dispute, or it is about nothing that the body watches.
    DisputeAdvice(BodyId),
    /// The document holds no Consumer Data and no Services IPR.
    OwnMaterials,
    /// The document carries a class of the information policy in force on its date.
    Classified,
    /// The document carries its version and its date.
    Controlled,
    /// The modification that the document names is the one it is filed with.
    StatesItsParent,
    /// The class of the document allows the audience.
    ClassAllows,
    /// The proposal was raised by whoever the duty is on.
    RaisedByBound,
    /// The act says what regard was had to the views of Parties.
    ViewsRegarded,
    /// The act says what weight was given to each of the two needs of the DCC.
    WeightGiven,
    /// No disagreement on the version is with the Authority, or was decided against it.
    NotReferred,
    /// The version is the current one.
    PolicyCurrent,
    /// The project may affect Users and needs no Modification.
    PolicyApplies,
    /// The steps of the project are set, and each is met.
    StepsMet,
    /// All information asked for about the project was given.
    InformationGiven,
    /// The vote is open.
    VoteOpen,
    /// Whoever acts was on the roster when the vote opened.
    OnRoster,
    /// Enough have voted for there to be a decision, by every counter of the tally's quorum.
    VoteQuorate,
    /// The legal text is the one that the vote was opened on.
    TextUnchangedSinceVoteOpened,
    /// The proposal is in a release.
    InRelease,
    /// A decision already made came by the cut-off of the release that the act names.
    ReleaseFitsDecision,
    /// A decision today keeps at least one release: a cut-off has not passed.
    DecisionKeepsARelease,
    /// The day of the release has come.
    ReleaseDateReached,
    /// Every right that the act names is one that can be suspended.
    RightsCanBeSuspended,
    /// A member is named to a seat that the body has that day.
    SeatOfTheBody,
    /// The seat is vacant: not all of its kind are held, nor that of the Voting Group.
    SeatVacant,
    /// The Party that has the member appointed is of a category that fills the seat.
    SeatForThisParty,
    /// The term is no longer than the seat's.
    TermAllowed,
    /// No body has the function that is given.
    FunctionFree,
    /// A body has the function that is taken back.
    FunctionHeld,
    /// The election that is voted in is open.
    ElectionOpen,
    /// The election is over and not counted.
    ElectionOver,
    /// The Party is of a category that elects to the seats.
    ElectsTheseSeats,
    /// As many of the seats will be vacant as are to be filled, and they are filled by election.
    SeatsToElect,
    /// The body that decides meets that day, by its calendar or ad hoc.
    MeetingToday,
    /// The day of the meeting has come.
    MeetingDayCome,
    /// Enough members of the body are at its meeting at that moment.
    MeetingQuorate(MeetingQuorum),
    /// Whoever acts has not stood aside from the proposal.
    NotRecused,
    /// The planned days do not run backwards.
    TimetableInOrder,
    /// The act gives its reasons.
    ReasonsGiven,
    /// The last draft of this document sets out each representation on the proposal, with a summary of its evidence.
    RepresentationsSetOut(String),
    /// The act claims its right under this test.
    TestClaimed(String),
    /// The proposal is said to change, or its words do change, one of these documents of the Code.
    Touches(Vec<DocumentId>),
    /// One of these subjects is among those of the proposal.
    SubjectAmong(Vec<String>),
    /// This is so of the proposal.
    ProposalIs(Fact),
    /// This is not so of the proposal.
    ProposalIsNot(Fact),
    /// This body raised the proposal, or it was raised at its direction.
    BegunBy(BodyId),
    /// This body raised the proposal.
    RaisedBy(BodyId),
    /// The Draft Proposal is raised for a Significant Code Review or at a direction.
    ForAReview,
    /// The Draft Proposal is raised for one of these purposes.
    PurposeIs(Vec<RaisingPurpose>),
    /// Whoever acts is one of these.
    ActedBy(Vec<Holder>),
    /// The act refers the decision to this body.
    RefersTo(BodyId),
    /// The decision was referred to this body, which has not decided.
    ReferredTo(BodyId),
    /// This body was the last to decide on a referral of the decision.
    ReferralDecidedBy(BodyId),
    /// The proposals that are amalgamated stand at one stage.
    AmalgamatesLike,
    /// Each part of the split has its own issue.
    PartsHaveIssues,
    /// The time between the last day of decision and the release is what systems need by the assessment.
    LeadTimeKept,
    /// The Working Group has at least so many members.
    GroupOfAtLeast(usize),
    /// Each person named to the Working Group has experience of the subject.
    GroupHasExperience,
    /// Each person named to the Working Group has agreed in writing to serve.
    GroupHasAgreed,
    /// Each person named to the Working Group has undertaken to act independently.
    GroupIsIndependent,
    /// Whoever nominates has no nominee in the Working Group yet.
    FirstNominee,
    /// The assessment is of this kind.
    AssessmentIs(AssessmentKind),
    /// The assessment was asked for and has not come.
    AssessmentRequested,
    /// The assessment is not asked for already.
    AssessmentNotRequested,
    /// An assessment of this kind has come.
    AssessmentDelivered(AssessmentKind),
    /// A question waits for whoever answers.
    InformationAsked,
    /// A phase of the review that the act names is open.
    ReviewPhaseOpen,
    /// No phase of the review that the act names is open.
    NoReviewPhaseOpen,
    /// An Authority-Led Variation was proposed in the review and is not decided.
    VariationProposed,
    /// The proposal is in the scope of the review that the act names.
    InReviewScope,
    /// The proposal came of the review that the act names.
    CameOfReview,
    /// The Code's history, from before the register began, tells how the proposal was decided.
    HistoryTellsOutcome,
    /// Each of these was reached on the way to the release.
    Reached(Vec<Gate>),
    /// The act is about one of these test phases.
    PhaseIs(Vec<String>),
    /// The act is about entry into, or exit from, a test phase.
    PhaseStepIs(PhaseStep),
    /// The test phase that the act is about has been through each of these.
    PhaseReached(Vec<PhaseGate>),
    /// The Testing Approach Document is about the modifications in the scope that touch the central systems, and no other.
    ApproachInScope,
    /// The Testing Approach Document holds each of these items, or says that nothing of the kind is needed.
    ApproachHolds(Vec<Held>),
    /// The Testing Approach Document sets phases with their criteria, thresholds, and what reports hold.
    ApproachPlansTesting,
    /// A view of the version that the act names is on record.
    ApproachReviewed,
    /// What is tested by is the version of the Testing Approach Document in force.
    TestsByApproachInForce,
    /// Whoever acts is the body that the Testing Approach Document has approve the step.
    ApproverNamedInApproach,
    /// Each criterion that the Testing Approach Document sets for the step is met.
    PhaseCriteriaMet,
    /// The completion report holds each matter that the Testing Approach Document lists.
    ReportComplete,
    /// Whoever acts is the body that the Testing Approach Document has decide what is left out of the count.
    DecidesExclusions,
    /// The act is about one of these criteria (`testing-5`).
    CriterionIs(Vec<String>),
    /// Whoever acts is to show that the criterion is met.
    OwnsCriterion,
    /// What the register itself must show before the criterion counts as met.
    Shown(Shown),
    /// After a baseline there is a new draft that a change of the criteria goes into.
    CriteriaInNewVersion,
    /// The recommendation is on one of these.
    RecommendsOn(Vec<Gate>),
    /// Each criterion for going live is met, or accepted as not met.
    CriteriaMetOrAccepted,
    /// A decision against going live, or in spite of an unmet criterion, gives its reasons.
    GoHasReasons,
    /// The release is one that is tested and decided upon as a whole.
    ReleaseIsDecidedUpon,
    /// A decision to go live was taken for the day on which the words come into force.
    GoIsForTheDay,
    /// The scope of the release is open to what touches the central systems, or the proposal does not touch them.
    ScopeOpenToSystems,
    /// After the scope was frozen, one of these bodies lets the proposal in.
    ExceptionsBy(Vec<BodyId>),
    /// It is said what changes for each participant that is touched, or why none is.
    ImpactsSaid,
    /// It is recorded of each proposal in the scope whom it touches, or why nobody.
    ImpactsRecorded,
    /// The planned days of the release stand in the order of the process.
    ReleaseTimetableInOrder,
    /// Each event of the release without a day has somebody to set it.
    OpenDaysOwned,
    /// The version is the next of its kind: drafts count on from the last baseline, baselines are whole numbers.
    RidVersionInScheme,
    /// A draft was issued for comment to each of these.
    RidCommentedOn(Vec<String>),
    /// The total stated is that of the amounts.
    StatedTotalFits,
    /// There are amounts for each modification in the scope that touches the central systems, and for no other.
    CostsMatchScope,
    /// A combined assessment comes when the scope is frozen and each modification was assessed by itself.
    CombinedAssessmentDue,
    /// A combined assessment comes when it is said what each Change Request pays.
    CombinedAssessmentShared,
    /// The amount is the days at the Code's day rate.
    EffortAtRate,
    /// The days keep within their limit, or it is said why not.
    EffortWithinLimit,
    /// What stands in the budget is not charged to Parties again.
    EffortNotCharged,
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

impl Condition {
    /// Judges a case.
    #[must_use]
    pub fn judge(&self, case: &Case<'_>) -> Answer {
        match self {
            Self::StageIs(stages) => proposal::stage_is(case, stages),
            Self::PathIs(paths) => proposal::path_is(case, paths),
            Self::PathReasonGiven => proposal::path_reason_given(case),
            Self::SubjectIs(subjects) => proposal::subject_is(case, subjects),
            Self::VotedNotToRaise(body) => proposal::voted_not_to_raise(case, body),
            Self::ViewsRecordedFrom(bodies) => proposal::views_recorded_from(case, bodies),
            Self::LegalTextAttached => legal_text::attached(case),
            Self::LegalTextApplies => legal_text::applies(case),
            Self::LegalTextCurrent => legal_text::current(case),
            Self::LegalTextBehind => legal_text::behind(case),
            Self::LegalTextMerges => legal_text::merges(case),
            Self::SettledByHand => legal_text::settled_by_hand(case),
            Self::DesignationApplies => legal_text::designation_applies(case),
            Self::TimetableInOrder => proposal::timetable_in_order(case),
            Self::ReasonsGiven => proposal::reasons_given(case),
            Self::HistoryTellsOutcome => proposal::history_tells_outcome(case),
            Self::RightsCanBeSuspended => proposal::rights_can_be_suspended(case),
            Self::SeatOfTheBody => seat::of_the_body(case),
            Self::SeatVacant => seat::vacant(case),
            Self::SeatForThisParty => seat::for_this_party(case),
            Self::TermAllowed => seat::term_allowed(case),
            Self::FunctionFree => seat::function_free(case),
            Self::FunctionHeld => seat::function_held(case),
            Self::ElectionOpen => election::open(case),
            Self::ElectionOver => election::to_be_counted(case),
            Self::ElectsTheseSeats => election::of_its_seats(case),
            Self::SeatsToElect => election::seats_vacant(case),
            Self::MeetingToday => meeting::today(case),
            Self::MeetingDayCome => meeting::has_come(case),
            Self::MeetingQuorate(quorum) => meeting::quorate(case, quorum),
            Self::NotRecused => seat::not_recused(case),
            Self::ConsultationClosed(kind) => consultation::closed(case, *kind),
            Self::ConsultationOpened => consultation::opened(case),
            Self::NoConsultationOpen => consultation::none_open(case),
            Self::MatterIs(kinds) => consultation::about(case, kinds),
            Self::Invited(who) => consultation::invited(case, who),
            Self::ConsultedOn => consultation::consulted_on(case),
            Self::OutcomeReported => consultation::outcome_reported(case),
            Self::ConsultationOver => consultation::over(case),
            Self::PointsAnswered => consultation::points_answered(case),
            Self::OneCategory => consultation::one_category(case),
            Self::AdviceAsked(body) => screening::advice_asked(case, body),
            Self::CommitteeInvited(body) => screening::committee_invited(case, body),
            Self::SumPassed(clause) => neighbour::sum_passed(case, clause),
            Self::RaisingConsidered => neighbour::raising_considered(case),
            Self::ChangeRaised => neighbour::change_raised(case),
            Self::CopiedTo(body) => neighbour::copied_to(case, body),
            Self::Redacted(body) => neighbour::redacted(case, body),
            Self::RouteFits => neighbour::route_fits(case),
            Self::TaskSourced => neighbour::task_sourced(case),
            Self::AskedOfActor => neighbour::asked_of_actor(case),
            Self::JointWorking => neighbour::joint_working(case),
            Self::CheckRecorded => neighbour::check_recorded(case),
            Self::LinkedNoticed => neighbour::linked_noticed(case),
            Self::DisputeAdvice(body) => neighbour::dispute_advice(case, body),
            Self::OwnMaterials => neighbour::own_materials(case),
            Self::Classified => neighbour::classified(case),
            Self::Controlled => neighbour::controlled(case),
            Self::StatesItsParent => neighbour::states_its_parent(case),
            Self::ClassAllows => neighbour::class_allows(case),
            Self::RaisedByBound => neighbour::raised_by_bound(case),
            Self::ViewsRegarded => assurance::views_regarded(case),
            Self::WeightGiven => assurance::weight_given(case),
            Self::NotReferred => assurance::not_referred(case),
            Self::PolicyCurrent => assurance::policy_current(case),
            Self::PolicyApplies => assurance::policy_applies(case),
            Self::StepsMet => assurance::steps_met(case),
            Self::InformationGiven => assurance::information_given(case),
            Self::VoteOpen => vote::open(case),
            Self::OnRoster => vote::on_roster(case),
            Self::VoteQuorate => vote::quorate(case),
            Self::TextUnchangedSinceVoteOpened => vote::text_unchanged(case),
            Self::InRelease => release::in_release(case),
            Self::ReleaseFitsDecision => release::fits_decision(case),
            Self::DecisionKeepsARelease => release::decision_keeps_a_release(case),
            Self::ReleaseDateReached => release::date_reached(case),
            Self::Reached(gates) => gate::reached(case, gates),
            Self::PhaseIs(phases) => testing::phase_is(case, phases),
            Self::PhaseStepIs(step) => testing::step_is(case, *step),
            Self::PhaseReached(steps) => testing::phase_reached(case, steps),
            Self::ApproachInScope => testing::approach_in_scope(case),
            Self::ApproachHolds(items) => testing::approach_holds(case, items),
            Self::ApproachPlansTesting => testing::approach_plans_testing(case),
            Self::ApproachReviewed => testing::approach_reviewed(case),
            Self::TestsByApproachInForce => testing::tests_by_approach_in_force(case),
            Self::ApproverNamedInApproach => testing::approver_named_in_approach(case),
            Self::PhaseCriteriaMet => testing::phase_criteria_met(case),
            Self::ReportComplete => testing::report_complete(case),
            Self::DecidesExclusions => testing::decides_exclusions(case),
            Self::CriterionIs(names) => acceptance::criterion_is(case, names),
            Self::OwnsCriterion => acceptance::owns_criterion(case),
            Self::Shown(what) => acceptance::shown(case, what),
            Self::CriteriaInNewVersion => acceptance::criteria_in_new_version(case),
            Self::RecommendsOn(gates) => acceptance::recommends_on(case, gates),
            Self::CriteriaMetOrAccepted => acceptance::criteria_met_or_accepted(case),
            Self::GoHasReasons => acceptance::acceptance_has_reasons(case),
            Self::ReleaseIsDecidedUpon => acceptance::release_is_decided_upon(case),
            Self::GoIsForTheDay => acceptance::go_is_for_the_day(case),
            Self::ScopeOpenToSystems => scope::open_to_systems(case),
            Self::ExceptionsBy(bodies) => scope::exceptions_by(case, bodies),
            Self::ImpactsSaid => scope::impacts_said(case),
            Self::ImpactsRecorded => scope::impacts_recorded(case),
            Self::ReleaseTimetableInOrder => scope::timetable_in_order(case),
            Self::OpenDaysOwned => scope::open_days_owned(case),
            Self::RidVersionInScheme => release_document::version_in_scheme(case),
            Self::RidCommentedOn(recipients) => release_document::commented_on(case, recipients),
            Self::StatedTotalFits => costs::stated_total_fits(case),
            Self::CostsMatchScope => costs::match_scope(case),
            Self::CombinedAssessmentDue => costs::combined_is_due(case),
            Self::CombinedAssessmentShared => costs::combined_is_shared(case),
            Self::EffortAtRate => costs::effort_at_rate(case),
            Self::EffortWithinLimit => costs::effort_within_limit(case),
            Self::EffortNotCharged => costs::effort_not_charged(case),
            Self::RepresentationsSetOut(document) => course::representations_set_out(case, document),
            Self::TestClaimed(test) => course::test_claimed(case, test),
            Self::Touches(documents) => course::touches(case, documents),
            Self::SubjectAmong(subjects) => course::subject_among(case, subjects),
            Self::ProposalIs(fact) => facts::is(case, *fact),
            Self::ProposalIsNot(fact) => facts::is_not(case, *fact),
            Self::BegunBy(body) => course::begun_by(case, body),
            Self::RaisedBy(body) => course::raised_by(case, body),
            Self::ForAReview => course::for_a_review(case),
            Self::PurposeIs(purposes) => course::purpose_is(case, purposes),
            Self::ActedBy(holders) => course::acted_by(case, holders),
            Self::RefersTo(body) => course::refers_to(case, body),
            Self::ReferredTo(body) => course::referred_to(case, body),
            Self::ReferralDecidedBy(body) => course::referral_decided_by(case, body),
            Self::AmalgamatesLike => course::amalgamates_like(case),
            Self::PartsHaveIssues => course::parts_have_issues(case),
            Self::LeadTimeKept => course::lead_time_kept(case),
            Self::GroupOfAtLeast(least) => work::group_of_at_least(case, *least),
            Self::GroupHasExperience => work::group_has_experience(case),
            Self::GroupHasAgreed => work::group_has_agreed(case),
            Self::GroupIsIndependent => work::group_is_independent(case),
            Self::FirstNominee => work::first_nominee(case),
            Self::AssessmentIs(kind) => work::assessment_is(case, *kind),
            Self::AssessmentRequested => work::assessment_requested(case),
            Self::AssessmentNotRequested => work::assessment_not_requested(case),
            Self::AssessmentDelivered(kind) => work::assessment_delivered(case, *kind),
            Self::InformationAsked => work::information_asked(case),
            Self::ReviewPhaseOpen => review::phase_open(case),
            Self::NoReviewPhaseOpen => review::no_phase_open(case),
            Self::VariationProposed => review::variation_proposed(case),
            Self::InReviewScope => review::in_scope(case),
            Self::CameOfReview => review::came_of_it(case),
        }
    }
}

fn list(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}
