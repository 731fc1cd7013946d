//! What must hold whatever the rules say: told here a second time, from the Code's clauses and not from the rule files.

#![allow(clippy::wildcard_enum_match_arm, reason = "a law is about a few events, and other laws about those to come")]

use jiff::civil::Date;
use procedure::act::Act;
use procedure::event::CourseEvent;
use procedure::names::{ConsultationKind, Outcome, Path, Stage, Vote};
use procedure::register::{Consultation, Proposal};
use procedure::{ActName, Event, Register, Rulebook, Submission};
use stateright::Property;

use super::model::{Process, State};

macro_rules! laws {
    ($($law:ident $words:literal,)*) => {
        /// A law of the process.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub(super) enum Law { $($law,)* }

        impl Law {
            /// The law in words.
            pub(super) fn words(self) -> &'static str {
                match self { $(Self::$law => $words,)* }
            }

            /// Each law as a property of every state.
            pub(super) fn properties() -> Vec<Property<Process>> {
                vec![$(Property::always($words, |_: &Process, state: &State| state.broken != Some(Self::$law)),)*]
            }
        }
    };
}

laws! {
    Entitled "nobody does what the Code gives to others",
    InTurn "each act comes at its stage",
    Suspended "nobody acts whose right is suspended",
    Decided "nothing goes live without the decision that its path needs",
    Lead "nothing goes live before its release, nor sooner after the decision than the Code allows",
    Consulted "no vote opens before the report consultation has closed, and no report is approved before the other one has",
    Window "a window is as long as the Code says, and one is open at a time",
    OneVote "each member on the roster has one counted vote, and the count is what they make",
    Late "nothing is counted that comes after its window",
    SameWords "no decision is on other words than those voted on",
    Reasons "decisions, withdrawals, refusals and paths say why",
    Judged "what somebody must judge was judged by those who may",
    Listed "only what can be suspended is suspended",
    CutOff "a release is kept only by a decision in time",
    Told "what the Code's history does not tell is not recorded from it",
    Permitted "nothing happens that the Code's rules refuse",
}

/// The proposer in every story.
const PROPOSER: &str = "Alder Supply Ltd";
const MEMBERS: [&str; 4] = ["Ash", "Birch", "Cedar", "Dogwood"];

/// Who may do an act about the proposal, as sections C, D, G7 and M8 have it in 2024; nobody named: anybody may.
fn entitled(act: ActName) -> &'static [&'static str] {
    const SECAS: &str = "code-administrator";
    const CSC: &str = "change-sub-committee";
    let table: &[(ActName, &[&str])] = &[
        (
            ActName::RaiseDraftProposal,
            &[PROPOSER, "Beech Networks Ltd", SECAS, CSC, "panel", "authority", "security-sub-committee", "Sorrel"],
        ),
        (ActName::VoteNotToRaise, &["security-sub-committee"]),
        (ActName::SuspendRights, &["panel"]),
        (ActName::LiftSuspension, &["panel"]),
        (ActName::NamePerson, &[SECAS]),
        (ActName::GiveSupport, &[SECAS]),
        (ActName::RefuseDraftProposal, &[SECAS]),
        (ActName::AgreeModificationProposal, &["panel", CSC]),
        (ActName::RecordView, &["panel", CSC, "working-group", "security-sub-committee", "Sorrel"]),
        (ActName::AttachLegalText, &[SECAS, PROPOSER]),
        (ActName::AddSolution, &[SECAS, PROPOSER, "working-group"]),
        (ActName::OpenConsultation, &[SECAS]),
        (ActName::ApproveReport, &["panel", CSC]),
        (ActName::ConsultOnReport, &[SECAS]),
        (ActName::SendBack, &["panel", CSC, "authority"]),
        (ActName::OpenVote, &[SECAS]),
        (ActName::CastVote, &MEMBERS),
        (ActName::CloseVote, &[SECAS]),
        (ActName::DecideProposal, &["authority"]),
        (ActName::PutInRelease, &[SECAS, CSC, "panel", "authority"]),
        (ActName::DraftDocument, &[SECAS]),
        (ActName::GoLive, &[SECAS]),
        (ActName::RecordOutcome, &[SECAS]),
        (ActName::Withdraw, &[PROPOSER, "panel"]),
        (ActName::Split, &[SECAS, CSC, "panel"]),
        (ActName::RebaseLegalText, &[SECAS, CSC, "panel", "authority"]),
    ];
    table.iter().find(|(name, _)| *name == act).map_or(&[], |(_, who)| who)
}

/// The stages of the proposal at which an act has its place; none named: at any.
fn in_turn(act: ActName) -> &'static [Stage] {
    use Stage::{Approved, Development, Refinement, Rejected, Report, Vote, WithAuthority};
    let table: &[(ActName, &[Stage])] = &[
        (ActName::GiveSupport, &[Development, Refinement]),
        (ActName::RefuseDraftProposal, &[Development]),
        (ActName::AgreeModificationProposal, &[Development]),
        (ActName::RecordView, &[Development, Refinement, Report]),
        (ActName::AttachLegalText, &[Refinement]),
        (ActName::AddSolution, &[Refinement]),
        (ActName::OpenConsultation, &[Refinement]),
        (ActName::Split, &[Development, Refinement]),
        (ActName::ApproveReport, &[Refinement]),
        (ActName::ConsultOnReport, &[Report]),
        (ActName::SendBack, &[Report, WithAuthority]),
        (ActName::OpenVote, &[Report]),
        (ActName::CastVote, &[Vote, WithAuthority, Approved, Rejected]),
        (ActName::CloseVote, &[Vote]),
        (ActName::DecideProposal, &[WithAuthority]),
        (ActName::PutInRelease, &[Refinement, Report, Vote, WithAuthority, Approved]),
        (ActName::GoLive, &[Approved]),
        (ActName::Withdraw, &[Development, Refinement, Report, Vote]),
    ];
    table.iter().find(|(name, _)| *name == act).map_or(&[], |(_, stages)| stages)
}

/// What a permitted act is looked at with.
struct Step<'a> {
    rulebook: &'a Rulebook,
    before: &'a Register,
    by: &'a str,
    judged: bool,
    own: Option<&'a Proposal>,
    today: Date,
}

/// The first law that a permitted act breaks.
pub(super) fn broken(
    rulebook: &Rulebook,
    before: &Register,
    after: &Register,
    submission: &Submission,
    events: &[Event],
    today: Date,
) -> Option<Law> {
    let name = submission.act.name();
    let own = before.proposals().next();
    let by = submission.by.as_str();
    let step = Step { rulebook, before, by, judged: !submission.judgements.is_empty(), own, today };
    let who = entitled(name);
    if !who.is_empty() && !who.contains(&by) {
        return Some(Law::Entitled);
    }
    let stages = in_turn(name);
    if !stages.is_empty() && own.is_none_or(|own| !stages.contains(&own.stage)) {
        return Some(Law::InTurn);
    }
    step.suspended(&submission.act).or_else(|| events.iter().find_map(|event| step.breaks(event, after)))
}

fn law(so: bool, law: Law) -> Option<Law> {
    (!so).then_some(law)
}

impl Step<'_> {
    fn working_days(&self, from: Date, to: Date) -> i64 {
        self.rulebook.calendar().working_days_between(from, to).unwrap()
    }

    fn suspended(&self, act: &Act) -> Option<Law> {
        let right = |right: &str| self.before.suspensions().iter().any(|held| held.right == right);
        let raises = act.name() == ActName::RaiseDraftProposal && self.by == PROPOSER && right("M8.5(b)");
        // Ash was appointed by the Party in default.
        let votes = act.name() == ActName::CastVote && self.by == "Ash" && right("M8.5(c)");
        law(!raises && !votes, Law::Suspended)
    }

    fn held(&self, kind: ConsultationKind) -> Option<&Consultation> {
        self.own.and_then(|own| own.consultations.iter().rev().find(|held| held.kind == kind))
    }

    fn has_closed(&self, kind: ConsultationKind) -> bool {
        self.held(kind).is_some_and(|held| held.closes < self.today)
    }

    /// Whether the last consultation on the report opened after the report before it was sent back, where one was.
    fn was_held_since_sent_back(&self) -> bool {
        let sent_back = self.own.and_then(|own| own.course.sent_back.last()).map(|(_, _, at)| at.date());
        sent_back.is_none_or(|day| self.held(ConsultationKind::Report).is_some_and(|held| held.opened >= day))
    }

    /// The Authority sets a date only of what is approved; once it is in a release, another date is for whoever decided it: the
    /// Authority, or for what it did not decide the Panel.
    fn may_set_the_date(&self) -> bool {
        let Some(own) = self.own.filter(|own| own.stage == Stage::Approved) else { return self.by != "authority" };
        let decides = if own.path == Some(Path::SelfGovernance) { "panel" } else { "authority" };
        own.release().is_none() || self.by == decides
    }

    fn is_consulting(&self) -> bool {
        self.own.is_some_and(|own| own.consultations.iter().any(|held| held.closes >= self.today))
    }

    fn has_words(&self) -> bool {
        self.own.is_some_and(|own| own.legal_text.is_some())
    }

    fn breaks(&self, event: &Event, after: &Register) -> Option<Law> {
        self.breaks_early(event).or_else(|| self.breaks_in_vote(event)).or_else(|| self.breaks_in_release(event, after))
    }

    /// From raising to the report's consultation.
    fn breaks_early(&self, event: &Event) -> Option<Law> {
        match event {
            Event::DraftProposalRaised { subjects, .. } => {
                // A member raises alone only what the committee voted not to raise.
                let voted = self.before.voted_not_to_raise(&"security-sub-committee".into(), "security-arrangements");
                law(self.by != "Sorrel" || (voted.is_some() && !subjects.is_empty()), Law::Entitled)
            }
            Event::DraftProposalRefused { reasons, .. } => law(!reasons.is_empty(), Law::Reasons),
            Event::RightsSuspended { rights, .. } | Event::SuspensionLifted { rights, .. } => {
                let listed = ["M8.5(a)", "M8.5(b)", "M8.5(c)"];
                law(rights.iter().all(|right| listed.contains(&right.as_str())), Law::Listed)
            }
            Event::ModificationProposalAgreed { path, path_reason, timetable, .. } => {
                let judged = *path != Path::SelfGovernance || self.judged;
                let in_order = timetable.is_sorted_by_key(|step| step.date);
                law(!path_reason.is_empty(), Law::Reasons)
                    .or_else(|| law(judged, Law::Judged))
                    .or_else(|| law(in_order, Law::Window))
            }
            Event::ConsultationOpened { closes, kind, .. } => {
                let words = *kind == ConsultationKind::Report || self.has_words();
                let long = self.working_days(self.today, *closes) >= 15;
                law(words, Law::SameWords).or_else(|| law(long && !self.is_consulting(), Law::Window))
            }
            Event::Split { .. } => law(!self.is_consulting(), Law::Window),
            Event::ResponseReceived { counted, .. } => {
                let asked = self.own.is_some_and(|own| !own.consultations.is_empty());
                law(asked, Law::InTurn).or_else(|| law(!counted || self.is_consulting(), Law::Late))
            }
            Event::ReportApproved { .. } => law(self.has_words(), Law::SameWords)
                .or_else(|| law(self.has_closed(ConsultationKind::Refinement), Law::Consulted)),
            Event::Withdrawn { reasons, .. } => {
                let viewed = |body: &str| self.own.is_some_and(|own| own.views.iter().any(|view| view.body == body));
                let advised = viewed("change-sub-committee") && viewed("working-group");
                law(!reasons.is_empty(), Law::Reasons).or_else(|| law(self.by != "panel" || advised, Law::Judged))
            }
            Event::Course(CourseEvent::SentBack { reasons, .. }) => {
                law(!reasons.is_empty(), Law::Reasons).or_else(|| law(!self.is_consulting(), Law::Window))
            }
            Event::OutcomeRecorded { .. } => Some(Law::Told),
            _ => None,
        }
    }

    /// The vote and the decision.
    fn breaks_in_vote(&self, event: &Event) -> Option<Law> {
        let ballot = self.own.and_then(|own| own.ballot.as_ref());
        match event {
            Event::VoteOpened { .. } => {
                let so = self.has_closed(ConsultationKind::Report) && self.was_held_since_sent_back();
                law(so, Law::Consulted)
            }
            Event::BallotCast { member, counted, .. } => {
                let seated = ballot.is_some_and(|held| held.roster.iter().any(|seat| seat.member == *member));
                let open = self.own.is_some_and(|own| own.stage == Stage::Vote);
                law(seated, Law::OneVote).or_else(|| law(!counted || open, Law::Late))
            }
            Event::VoteClosed { count, .. } => {
                let ballot = ballot?;
                let same = ballot.legal_text == self.own?.legal_text.as_ref().map(|text| text.version.clone());
                let last = |member: &str| {
                    let mut own = ballot.cast.iter().filter(|cast| cast.counted && cast.member == member);
                    own.next_back().map(|cast| cast.vote)
                };
                let votes = |seats: &str, vote: Vote| {
                    let here = ballot.roster.iter().filter(|seat| seat.seats == seats);
                    here.filter(|seat| last(&seat.member) == Some(vote)).count()
                };
                let right = count.groups.iter().all(|group| {
                    let told = (group.approve, group.reject, group.abstain);
                    let of = |vote| votes(&group.seats, vote);
                    told == (of(Vote::Approve), of(Vote::Reject), of(Vote::Abstain))
                });
                let groups = ballot.roster.iter().all(|seat| count.groups.iter().any(|one| one.seats == seat.seats));
                let wins = |group: &&procedure::tally::Group| group.approve > group.reject;
                let loses = |group: &&procedure::tally::Group| group.reject >= group.approve && group.reject > 0;
                let for_it = count.groups.iter().filter(wins).count();
                let approved = for_it > count.groups.iter().filter(loses).count();
                let outcome = approved == (count.outcome == Outcome::Approved);
                law(same, Law::SameWords).or_else(|| law(right && groups && outcome, Law::OneVote))
            }
            Event::Decided { outcome, reasons, by, .. } => {
                let own = self.own?;
                let in_time = |cut_off: Option<Date>| cut_off.is_none_or(|cut_off| self.today <= cut_off);
                let left = own.targets.is_empty() || own.targets.iter().any(|target| in_time(target.cut_off));
                let counted =
                    ballot.is_some_and(|held| held.legal_text == own.legal_text.as_ref().map(|t| t.version.clone()));
                law(by != "authority" || !reasons.is_empty(), Law::Reasons)
                    .or_else(|| law(counted, Law::SameWords))
                    .or_else(|| law(left || *outcome == Outcome::Rejected, Law::CutOff))
            }
            _ => None,
        }
    }

    /// Releases and go-live.
    fn breaks_in_release(&self, event: &Event, after: &Register) -> Option<Law> {
        match event {
            Event::PutInRelease { .. } if !self.may_set_the_date() => Some(Law::Entitled),
            Event::PutInRelease { targets, .. } => {
                let date = |release: &str| after.release(release).map(|release| release.date);
                let lead = targets.iter().all(|target| {
                    let days = target.cut_off.zip(date(target.release.as_str()));
                    days.is_none_or(|(cut_off, date)| self.working_days(cut_off, date) >= 10)
                });
                let decided = self.own.and_then(|own| own.decision.as_ref()).map(|decision| decision.at.date());
                let first = targets.first().and_then(|target| target.cut_off);
                let kept = decided.zip(first).is_none_or(|(decided, cut_off)| decided <= cut_off);
                law(lead && kept, Law::CutOff)
            }
            Event::WentLive { date, .. } => {
                let own = self.own?;
                let ballot = own.ballot.as_ref().and_then(|ballot| ballot.result.as_ref());
                let decision = own.decision.as_ref().filter(|decision| decision.outcome == Outcome::Approved);
                let by_its_path = decision.is_some_and(|decision| match own.path {
                    Some(Path::AuthorityInitiated | Path::AuthorityDetermined) => decision.by == "authority",
                    Some(Path::SelfGovernance | Path::FastTrack) | None => {
                        ballot.is_some_and(|count| count.outcome == Outcome::Approved)
                    }
                });
                let release = own.release().and_then(|id| self.before.release(id.as_str()));
                let come = release.is_some_and(|release| release.date <= self.today && *date <= self.today);
                let since = decision.map(|decision| decision.at.date());
                let lead = since.is_some_and(|since| self.working_days(since, *date) >= 10);
                law(by_its_path, Law::Decided).or_else(|| law(come && lead, Law::Lead))
            }
            _ => None,
        }
    }
}
