//! What must hold whatever the rules say: told here a second time, from the Code's clauses and not from the rule files.

#![allow(clippy::wildcard_enum_match_arm, reason = "a law is about a few events, and other laws about those to come")]

use std::collections::BTreeMap;

use jiff::civil::Date;
use procedure::act::Act;
use procedure::event::CourseEvent;
use procedure::names::{ConsultationKind, Outcome, Path, SolutionId, Stage, Vote};
use procedure::register::{Ballot, Consultation, Proposal};
use procedure::tally::Count;
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
    Resumed "what is adopted goes on where it stood",
    Told "what the Code's history does not tell is not recorded from it",
    Permitted "nothing happens that the Code's rules refuse",
}

const ALDER: &str = "Alder Supply Ltd";
const BEECH: &str = "Beech Networks Ltd";
/// Whoever is the Proposer when the act is done.
const PROPOSER: &str = "the Proposer";
const MEMBERS: [&str; 4] = ["Ash", "Birch", "Cedar", "Dogwood"];

/// Who may do an act about the proposal, as sections C, D, G7 and M8 have it in 2024; nobody named: anybody may.
fn entitled(act: ActName) -> &'static [&'static str] {
    const SECAS: &str = "code-administrator";
    const CSC: &str = "change-sub-committee";
    let table: &[(ActName, &[&str])] = &[
        (
            ActName::RaiseDraftProposal,
            &[ALDER, BEECH, SECAS, CSC, "panel", "authority", "security-sub-committee", "Sorrel"],
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
        (ActName::Adopt, &[ALDER, BEECH, "authority", SECAS, CSC, "panel"]),
        (ActName::Amalgamate, &[CSC, "panel"]),
        (ActName::VarySolution, &[PROPOSER]),
        (ActName::ReferDecision, &[ALDER, BEECH]),
        (ActName::DecideReferredDecision, &["panel", "authority"]),
    ];
    table.iter().find(|(name, _)| *name == act).map_or(&[], |(_, who)| who)
}

/// The stages of the proposal at which an act has its place; none named: at any.
fn in_turn(act: ActName) -> &'static [Stage] {
    use Stage::{Approved, Development, Refinement, Rejected, Report, Vote, WithAuthority, Withdrawn};
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
        (ActName::Adopt, &[Withdrawn]),
        (ActName::Amalgamate, &[Development, Refinement]),
        (ActName::VarySolution, &[Refinement]),
        (ActName::ReferDecision, &[Approved, Rejected]),
        (ActName::DecideReferredDecision, &[Approved, Rejected]),
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
    let is_proposer = own.is_some_and(|own| own.proposer == by);
    if !who.is_empty() && !who.iter().any(|who| *who == by || (*who == PROPOSER && is_proposer)) {
        return Some(Law::Entitled);
    }
    let stages = in_turn(name);
    // What was rejected and referred needs a day that is left before it can be approved.
    let awaits_a_day =
        name == ActName::PutInRelease && own.is_some_and(|own| own.stage == Stage::Rejected && is_referred(own));
    if !stages.is_empty() && !awaits_a_day && own.is_none_or(|own| !stages.contains(&own.stage)) {
        return Some(Law::InTurn);
    }
    step.suspended(&submission.act).or_else(|| events.iter().find_map(|event| step.breaks(event, after)))
}

/// Whether a referral of the decision is still open.
fn is_referred(own: &Proposal) -> bool {
    own.course.referrals.iter().any(|referral| referral.decided.is_none())
}

/// How many groups are for, where that approves.
fn for_it(count: &Count) -> Option<usize> {
    let (wins, loses) = sides(count);
    (wins > loses).then_some(wins)
}

/// How many groups are for, and how many against.
fn sides(count: &Count) -> (usize, usize) {
    let wins = count.groups.iter().filter(|group| group.approve > group.reject).count();
    let loses = count.groups.iter().filter(|group| group.reject >= group.approve && group.reject > 0).count();
    (wins, loses)
}

/// Whether a count is what the members last voted before the close: on a solution, where there are several.
fn recounted(ballot: &Ballot, (solution, count): (Option<&SolutionId>, &Count)) -> bool {
    let last = |member: &str| {
        let mut own = ballot.cast.iter().filter(|cast| cast.counted && cast.member == member);
        own.rfind(|cast| cast.solution.as_ref() == solution).map(|cast| cast.vote)
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
    let (wins, loses) = sides(count);
    right && groups && (wins > loses) == (count.outcome == Outcome::Approved)
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
        let raises = act.name() == ActName::RaiseDraftProposal && self.by == ALDER && right("M8.5(b)");
        // Ash was appointed by the Party in default.
        let votes = act.name() == ActName::CastVote && self.by == "Ash" && right("M8.5(c)");
        // Who may not raise a proposal may not come to have one.
        let adopts = act.name() == ActName::Adopt && self.by == ALDER && right("M8.5(b)");
        law(!raises && !votes && !adopts, Law::Suspended)
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

    /// Whether each solution has its words.
    fn has_all_words(&self) -> bool {
        self.own.is_some_and(|own| {
            let served = |solution| own.legal_texts.iter().any(|text| text.solutions.contains(solution));
            own.solutions.iter().all(|solution| served(&solution.id))
        })
    }

    fn breaks(&self, event: &Event, after: &Register) -> Option<Law> {
        self.breaks_beside(event, after)
            .or_else(|| self.breaks_early(event))
            .or_else(|| self.breaks_in_vote(event))
            .or_else(|| self.breaks_in_release(event, after))
    }

    /// Adoption (D5), which solution is decided on (D8), and referral (D9).
    fn breaks_beside(&self, event: &Event, after: &Register) -> Option<Law> {
        let own = self.own?;
        match event {
            Event::Course(CourseEvent::Adopted { proposer, .. }) => {
                let mut stages = own.stages.iter().rev().map(|(_, stage)| *stage);
                let stood = stages.find(|stage| !stage.is_end());
                let goes_on = after.proposals().next().map(|own| own.stage);
                let resumed = goes_on == stood || (stood, goes_on) == (Some(Stage::Vote), Some(Stage::Report));
                let in_time = self.working_days(own.stage_since.date(), self.today) <= 10;
                law(own.proposer != *proposer, Law::Entitled)
                    .or_else(|| law(own.course.amalgamated_into.is_none(), Law::InTurn))
                    .or_else(|| law(in_time, Law::Window))
                    .or_else(|| law(resumed, Law::Resumed))
            }
            Event::Decided { outcome: Outcome::Approved, solution: Some(solution), .. } if own.solutions.len() > 1 => {
                let ballot = after.proposals().next()?.ballot.as_ref()?;
                let mut counts: BTreeMap<SolutionId, &Count> =
                    ballot.alternatives.iter().map(|(solution, count)| (solution.clone(), count)).collect();
                counts.extend(ballot.result.iter().map(|count| (SolutionId::proposed(), count)));
                let own = counts.remove(solution).and_then(for_it);
                let others = counts.values().filter_map(|count| for_it(count)).max();
                law(own.is_some() && own > others, Law::OneVote)
            }
            Event::Course(CourseEvent::DecisionReferred { to, reasons, .. }) => {
                let decided = |body: &str| {
                    let of = own.course.referrals.iter().filter(|referral| referral.to.as_str() == body);
                    of.filter_map(|referral| referral.decided).next_back().map(|(_, at)| at.date())
                };
                let (by_panel, by_authority) = (decided("panel"), decided("authority"));
                let since = match to.as_str() == "authority" {
                    true => by_panel,
                    false => own.decision.as_ref().map(|decision| decision.at.date()),
                };
                let in_turn = own.path == Some(Path::SelfGovernance)
                    && !is_referred(own)
                    && by_authority.is_none()
                    && (to.as_str() == "authority" || by_panel.is_none());
                let in_time = since.is_some_and(|since| self.working_days(since, self.today) <= 10);
                law(!reasons.is_empty(), Law::Reasons)
                    .or_else(|| law(in_turn, Law::InTurn))
                    .or_else(|| law(in_time, Law::Window))
            }
            Event::Course(CourseEvent::ReferredDecisionDecided { by, outcome, reasons, .. }) => {
                let asked = own.course.referrals.last().filter(|referral| referral.decided.is_none());
                let in_time = |cut_off: Option<Date>| cut_off.is_none_or(|cut_off| self.today <= cut_off);
                let left = own.targets.is_empty() || own.targets.iter().any(|target| in_time(target.cut_off));
                // What stands was in time when it was decided.
                let stands = own.decision.as_ref().is_some_and(|decision| decision.outcome == *outcome);
                law(asked.is_some_and(|referral| referral.to.as_str() == by.as_str()), Law::Entitled)
                    .or_else(|| law(!reasons.is_empty(), Law::Reasons))
                    .or_else(|| law(left || stands || *outcome == Outcome::Rejected, Law::CutOff))
            }
            Event::WentLive { .. } => law(!is_referred(own), Law::Decided),
            _ => None,
        }
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
            Event::VoteOpened { .. } if !self.has_all_words() => Some(Law::SameWords),
            Event::VoteOpened { .. } => {
                let so = self.has_closed(ConsultationKind::Report) && self.was_held_since_sent_back();
                law(so, Law::Consulted)
            }
            Event::BallotCast { member, counted, .. } => {
                let seated = ballot.is_some_and(|held| held.roster.iter().any(|seat| seat.member == *member));
                let open = self.own.is_some_and(|own| own.stage == Stage::Vote);
                law(seated, Law::OneVote).or_else(|| law(!counted || open, Law::Late))
            }
            Event::VoteClosed { count, alternatives, .. } => {
                let ballot = ballot?;
                let same = ballot.legal_text == self.own?.legal_text.as_ref().map(|text| text.version.clone());
                let several = !alternatives.is_empty();
                let proposed = several.then(SolutionId::proposed);
                let each = alternatives.iter().map(|(solution, count)| (Some(solution), count));
                let mut each = std::iter::once((proposed.as_ref(), count)).chain(each);
                law(same, Law::SameWords).or_else(|| law(each.all(|of| recounted(ballot, of)), Law::OneVote))
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
                let ballot = own.ballot.as_ref();
                let decision = own.decision.as_ref().filter(|decision| decision.outcome == Outcome::Approved);
                let referred = own.course.referrals.iter().rev().find_map(|referral| referral.decided);
                let by_its_path = decision.is_some_and(|decision| match own.path {
                    Some(Path::SelfGovernance) if referred.is_some() => {
                        referred.is_some_and(|(outcome, _)| outcome == Outcome::Approved)
                    }
                    Some(Path::AuthorityInitiated | Path::AuthorityDetermined) => decision.by == "authority",
                    Some(Path::SelfGovernance | Path::FastTrack) | None => {
                        let other = |ballot: &Ballot| {
                            decision.solution.as_ref().and_then(|held| ballot.alternatives.get(held).cloned())
                        };
                        let count = ballot.and_then(|ballot| other(ballot).or_else(|| ballot.result.clone()));
                        count.is_some_and(|count| count.outcome == Outcome::Approved)
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
