//! The register of one Code: all that its events say, folded.

mod assurance;
mod ballot;
mod body;
mod checking;
mod clause;
mod coming;
mod commencement;
mod consultation;
mod course;
mod edition;
mod election;
mod fold;
mod import;
mod meeting;
mod merging;
mod neighbour;
mod office;
mod party;
mod proposal;
mod reach;
mod reader;
mod release;
mod review;
mod screening;
mod standing;
mod timeline;

pub use assurance::{PolicyVersion, Project, ProjectStep, Referral};
pub use ballot::{Ballot, Cast, Seat};
pub use body::{Function, Interest};
pub use checking::{Checked, Found};
pub use clause::{Authority, ClauseChange};
pub use coming::{Coming, Mix, Step};
pub use commencement::Due;
pub(crate) use commencement::{Going, origin_of};
pub use consultation::{
    Consulted, InConfidence, Matter, MatterConsultation, MatterKind, OutcomeReported, PointAnswered,
};
pub use course::{
    AssessmentAsked, Course, Delivered, Drafted, Question, ReferredDecision, Representation, Urgency, WorkingGroup,
};
pub use election::{AppointmentView, Election, ElectionResult, ElectionVote};
pub use fold::FoldError;
pub use meeting::{ActInMeeting, Action, AgendaItem, Attendance, Meeting, MeetingDecision, Minutes};
pub use merging::Unmerged;
pub use neighbour::{Designated, Dispute, Kept, Met, Obligation, Threshold};
pub use office::{Ended, Ending, Held};
pub use party::{Actor, Office, Party, Person, Suspended};
pub use proposal::{Attached, Consultation, Decision, Erased, LivePart, Proposal, Received, Solution, Viewed};
pub use reach::KnownReach;
pub(crate) use reach::Reach;
pub use release::{
    Acceptance, Advice, Approach, Assessed, Assessment, ChangeRequest, CompletionReport, CostLine, CostTotals, Covers,
    Criterion, Difference, DocumentRow, DocumentVersion, Done, Effort, GoDecision, Impact, Impacts, IssueThreshold,
    Issued, Lesson, ParticipantRow, PhaseCriterion, PhasePlan, PhaseRun, PhaseStep, Planned, Quote, Regression,
    RegressionKind, Release, ScopeLine, ScopeStanding, Share, Target, Testing, TestingIssue, TimetableRow,
};
pub use review::{Direction, EndKind, Phase, PhaseBasis, PhaseEnd, Review, Variation};
pub use screening::{Flag, Screened, Touched};
pub use standing::{Rebasing, Standing};
use timeline::Later;
pub use timeline::{Made, Maker};
pub(crate) use timeline::{NotMade, changes};

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use legaltext::{Document, DocumentId, Edition};

use standing::Standings;
use timeline::Timeline;

use crate::code::Code;
use crate::names::{BodyId, MeetingId, ProposalId, ReleaseId};
use crate::spans;

/// All that one Code's events say. Cheap parts are cloned freely; editions share their text.
#[derive(Debug, Clone)]
pub struct Register {
    code: String,
    position: u64,
    last: Option<DateTime>,
    parties: BTreeMap<String, Party>,
    people: BTreeMap<String, Person>,
    /// Shared, so that a copy of the register copies a proposal only when something happens to it.
    proposals: BTreeMap<ProposalId, Arc<Proposal>>,
    /// Every number a proposal has had, in lower case.
    numbers: BTreeMap<String, ProposalId>,
    /// The highest number raised so far under each prefix (`DP`).
    highest: BTreeMap<String, u64>,
    releases: BTreeMap<ReleaseId, Release>,
    consultations: BTreeMap<String, MatterConsultation>,
    points: Vec<PointAnswered>,
    beside: neighbour::Beside,
    policies: Vec<PolicyVersion>,
    projects: BTreeMap<String, Project>,
    imports: import::Imports,
    screened: BTreeMap<ProposalId, Screened>,
    suspensions: Vec<Suspended>,
    not_raised: Vec<NotRaised>,
    functions: Vec<Function>,
    meetings: BTreeMap<MeetingId, Meeting>,
    elections: BTreeMap<String, Election>,
    appointment_views: Vec<AppointmentView>,
    interests: BTreeMap<ProposalId, Vec<Interest>>,
    timeline: Timeline,
    designations: Vec<Designation>,
    loads: Vec<Loaded>,
    occurrences: Vec<Occurrence>,
    reviews: Vec<Review>,
    directions: Vec<Direction>,
    live: BTreeMap<String, Date>,
    standings: Standings,
    /// What rules stand together in it, until something goes live or ends.
    spans: spans::Reached,
}

/// An edition designated without a modification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Designation {
    /// What the edition is called.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Who designated it.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// The power it was designated under, and why.
    pub reasons: String,
    /// The hash of the Code from then on, as recorded.
    pub edition: String,
}

/// Words of a document loaded, and what they say of the amendments on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The document.
    pub document: DocumentId,
    /// The first day of the words.
    pub from: Date,
    /// When they were loaded.
    pub at: DateTime,
    /// Each amendment on record that had changed the document by then.
    pub checked: Vec<Checked>,
}

/// Something that happened upon which words come into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What happened.
    pub what: String,
    /// The day.
    pub on: Date,
    /// How it is known.
    pub comment: String,
}

/// A committee's vote not to raise a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRaised {
    /// The committee.
    pub body: BodyId,
    /// The subject.
    pub subject: String,
    /// When it voted.
    pub at: DateTime,
    /// A member has raised the proposal since.
    pub used: bool,
}

impl Register {
    /// The empty register of a Code (`sec`).
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            position: 0,
            last: None,
            parties: BTreeMap::new(),
            people: BTreeMap::new(),
            proposals: BTreeMap::new(),
            numbers: BTreeMap::new(),
            highest: BTreeMap::new(),
            releases: BTreeMap::new(),
            consultations: BTreeMap::new(),
            points: Vec::new(),
            beside: neighbour::Beside::default(),
            policies: Vec::new(),
            projects: BTreeMap::new(),
            imports: import::Imports::default(),
            screened: BTreeMap::new(),
            suspensions: Vec::new(),
            not_raised: Vec::new(),
            functions: Vec::new(),
            meetings: BTreeMap::new(),
            elections: BTreeMap::new(),
            appointment_views: Vec::new(),
            interests: BTreeMap::new(),
            timeline: Timeline::default(),
            designations: Vec::new(),
            loads: Vec::new(),
            occurrences: Vec::new(),
            reviews: Vec::new(),
            directions: Vec::new(),
            live: BTreeMap::new(),
            standings: Standings::default(),
            spans: spans::Reached::default(),
        }
    }

    /// The position of the last event folded; nought where there is none.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// When the last event took effect.
    #[must_use]
    pub fn last_event(&self) -> Option<DateTime> {
        self.last
    }

    /// A proposal by any of its numbers, in either case.
    #[must_use]
    pub fn proposal(&self, number: &str) -> Option<&Proposal> {
        self.proposals.get(self.numbers.get(&number.to_lowercase())?).map(AsRef::as_ref)
    }

    /// Every proposal, by id.
    pub fn proposals(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.values().map(AsRef::as_ref)
    }

    /// A release by id.
    #[must_use]
    pub fn release(&self, id: &str) -> Option<&Release> {
        self.releases.get(&ReleaseId::from(id))
    }

    /// Every release, by id.
    pub fn releases(&self) -> impl Iterator<Item = &Release> {
        self.releases.values()
    }

    /// A Party by name, in any case.
    #[must_use]
    pub fn party(&self, name: &str) -> Option<&Party> {
        self.parties.get(&name.trim().to_lowercase())
    }

    /// Every Party, by name.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.parties.values()
    }

    /// A person by name, in any case.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.people.get(&name.trim().to_lowercase())
    }

    /// Every person, by name.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// Whether a committee has voted not to raise a proposal on a subject.
    #[must_use]
    pub fn voted_not_to_raise(&self, body: &BodyId, subject: &str) -> Option<&NotRaised> {
        self.not_raised.iter().rev().find(|vote| &vote.body == body && vote.subject == subject)
    }

    /// Who is meant by a name: a body of the Code, a Party or a person.
    ///
    /// # Errors
    /// Nobody of that name is known; the sentence says so.
    pub fn actor(&self, name: &str, code: &Code) -> Result<Actor, String> {
        if let Some(person) = self.person(name) {
            return Ok(Actor::Person(person.clone()));
        }
        if let Some(body) = code.body(name) {
            return Ok(Actor::Body { id: body.id.clone(), title: body.title.clone() });
        }
        if let Some(party) = self.party(name) {
            return Ok(Actor::Party(party.clone()));
        }
        Err(format!("nobody is known as `{name}`: it is no body of the Code, no Party and no person of the register"))
    }

    /// The suspension of a Party's right that stands now.
    #[must_use]
    pub fn suspension(&self, party: &str, right: &str) -> Option<&Suspended> {
        self.suspensions.iter().find(|held| held.party.eq_ignore_ascii_case(party) && held.right == right)
    }

    /// Every suspension that stands now.
    #[must_use]
    pub fn suspensions(&self) -> &[Suspended] {
        &self.suspensions
    }

    /// The Code in force on a day, as far as it is recorded.
    #[must_use]
    pub fn edition_at(&self, date: Date) -> Option<&Edition> {
        self.timeline.at(date)
    }

    /// Any edition of the record by its hash: one in force, one that was in force, or one that was for a moment.
    #[must_use]
    pub fn edition_by_hash(&self, hash: &str) -> Option<&Edition> {
        self.timeline.by_hash(hash)
    }

    /// The first days of the editions recorded for after a day.
    pub(crate) fn edition_days_after(&self, date: Date) -> impl Iterator<Item = (Date, &Edition)> {
        self.timeline.days_after(date)
    }

    /// Every edition with its first day, oldest first; of several on one day the last.
    pub fn editions(&self) -> impl DoubleEndedIterator<Item = (Date, &Edition)> {
        self.timeline.days()
    }

    /// Every edition with what made it, oldest first.
    pub fn made(&self) -> impl DoubleEndedIterator<Item = &Made> {
        self.timeline.made().iter().map(AsRef::as_ref)
    }

    /// The editions with what a maker would make on a day.
    pub(crate) fn with_maker(&self, from: Date, by: Maker) -> Result<Timeline, NotMade> {
        self.timeline.with(&self.code, (from, self.position + 1), by, Later::MustFit)
    }

    /// The editions with a document loaded for some days.
    pub(crate) fn with_document(
        &self,
        document: Document,
        from: Date,
        until: Option<Date>,
    ) -> Result<Timeline, NotMade> {
        self.loaded(document, (from, until), self.position + 1, Later::MustFit)
    }

    fn loaded(
        &self,
        document: Document,
        (from, until): (Date, Option<Date>),
        position: u64,
        later: Later,
    ) -> Result<Timeline, NotMade> {
        let id = document.id().clone();
        let timeline = self.timeline.with(&self.code, (from, position), Maker::Loaded { document }, later)?;
        match until {
            None => Ok(timeline),
            Some(until) => timeline.with(&self.code, (until, position), Maker::Ended { document: id }, later),
        }
    }

    /// An edition designated without a modification, by its name in any case.
    #[must_use]
    pub fn designation(&self, name: &str) -> Option<&Designation> {
        self.designations.iter().find(|held| held.name.eq_ignore_ascii_case(name.trim()))
    }

    /// Every edition designated without a modification, in the order in which that was done.
    #[must_use]
    pub fn designations(&self) -> &[Designation] {
        &self.designations
    }

    /// Words loaded that were compared with amendments on record, in the order in which they were loaded.
    #[must_use]
    pub fn loads(&self) -> &[Loaded] {
        &self.loads
    }

    /// Everything that happened upon which words come into force, in the order in which it was recorded.
    #[must_use]
    pub fn occurrences(&self) -> &[Occurrence] {
        &self.occurrences
    }

    /// Something that happened upon which words come into force, by its words in any case.
    #[must_use]
    pub fn occurrence(&self, what: &str) -> Option<&Occurrence> {
        self.occurrences.iter().find(|held| held.what.eq_ignore_ascii_case(what.trim()))
    }

    /// The day on which a modification went live in this register, wholly; `MP062/2` names a part of one.
    #[must_use]
    pub fn went_live(&self, number: &str) -> Option<Date> {
        self.went_live_as(&number.to_lowercase())
    }

    /// The same of a number in lower case.
    pub(crate) fn went_live_as(&self, number: &str) -> Option<Date> {
        self.live.get(number).copied()
    }

    /// What rules stand together in it.
    pub(crate) fn spans(&self) -> &spans::Reached {
        &self.spans
    }

    /// Whether a modification, by its number in lower case, ended in this register without going live.
    pub(crate) fn ended_unmade(&self, lower: &str) -> bool {
        let number = lower.split_once('/').map_or(lower, |(number, _)| number);
        let known = self.numbers.get(number).and_then(|id| self.proposals.get(id));
        known.is_some_and(|proposal| proposal.live.is_none() && proposal.stage.is_end())
    }

    /// The next Draft Proposal number: one more than the highest so far.
    #[must_use]
    pub fn next_number(&self, code: &Code) -> String {
        let of = |prefix: &str| self.highest.get(prefix).copied().unwrap_or(0);
        let highest = of(&code.numbering.draft).max(of(&code.numbering.modification));
        code.draft_number(highest + 1)
    }
}
