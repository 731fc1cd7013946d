//! What comes next for a proposal, who may do it, and which days matter.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::act::ActName;
use crate::case::Case;
use crate::condition::{Answer, holds_its_items};
use crate::decide::{Applies, applies, foresee};
use crate::legal_text::Commencement;
use crate::names::{BodyId, ConsultationKind, Path, RuleId, Stage};
use crate::register::{Actor, Attached, Proposal, Register, Standing};
use crate::rule::{Basis, Check, Mark};
use crate::rulebook::{Loaded, Rulebook, Subject};
use crate::ruling::Ruling;

/// An act that would move a proposal on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The act.
    pub act: ActName,
    /// Who may do it, in words.
    pub who: Vec<String>,
    /// The clauses that give the power.
    pub clauses: Vec<String>,
    /// The rules that give it, in the order of those clauses.
    pub rules: Vec<RuleId>,
    /// How those are known; the weakest of them.
    pub basis: Basis,
    /// What it still waits for; empty where it may be done now.
    pub waits_for: Vec<String>,
}

/// A day that matters to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// The day.
    pub date: Date,
    /// From this moment on it has passed: midnight after the day where all of the day counts.
    pub passes: DateTime,
    /// What it is the last day for, or what happens on it.
    pub what: String,
    /// The proposal's number.
    pub proposal: String,
}

/// An act that a person may think of doing, with the ruling on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The act.
    pub act: ActName,
    /// Whether it may be done, and why or why not.
    pub ruling: Ruling,
}

/// The acts that move a proposal on from its stage, in the order of the process.
fn moving_on(stage: Stage) -> &'static [ActName] {
    match stage {
        Stage::Development => &[ActName::TakeForward, ActName::DecideUrgency, ActName::AgreeModificationProposal],
        Stage::Refinement => &[
            ActName::DecideUrgency,
            ActName::ChangePath,
            ActName::DeliverAssessment,
            ActName::AttachLegalText,
            ActName::RebaseLegalText,
            ActName::OpenConsultation,
            ActName::DraftDocument,
            ActName::ApproveReport,
            ActName::ApproveFastTrack,
        ],
        Stage::Report => &[ActName::RebaseLegalText, ActName::ConsultOnReport, ActName::OpenVote],
        Stage::Vote => &[ActName::CastVote, ActName::CloseVote],
        Stage::WithAuthority => &[ActName::RebaseLegalText, ActName::DecideProposal],
        Stage::Approved => {
            &[ActName::DecideReferredDecision, ActName::PutInRelease, ActName::RebaseLegalText, ActName::GoLive]
        }
        Stage::Rejected => &[ActName::DecideReferredDecision],
        Stage::Implemented | Stage::Withdrawn | Stage::Refused | Stage::Split => &[],
    }
}

/// Acts of [`moving_on`] that need to be done once only.
fn is_done(proposal: &Proposal, act: ActName) -> bool {
    (act == ActName::AttachLegalText && proposal.legal_text.is_some())
        || (act == ActName::OpenConsultation && proposal.consultation_of_round(ConsultationKind::Refinement).is_some())
        || (act == ActName::ConsultOnReport && proposal.consultation_of_round(ConsultationKind::Report).is_some())
        || (act == ActName::PutInRelease && proposal.release().is_some())
}

/// Whether an act of [`moving_on`] is one for this proposal: some are for turns of its course that it has not taken.
fn is_called_for(proposal: &Proposal, rulebook: &Rulebook, act: ActName) -> bool {
    let course = &proposal.course;
    let fast_track = proposal.path == Some(Path::FastTrack);
    // A Code that keeps no checklist for its report, as the specimen, has nothing to draft item by item.
    let drafts = rulebook.checklist_names().contains("modification-report");
    let turns = [
        (ActName::TakeForward, course.undecided),
        (ActName::DecideUrgency, course.urgency.as_ref().is_some_and(|urgency| urgency.granted.is_none())),
        (ActName::ChangePath, course.objection.is_some()),
        (ActName::DeliverAssessment, course.assessments.iter().any(|asked| asked.delivered.is_none())),
        (ActName::DraftDocument, drafts && course.drafts.is_empty() && !fast_track),
        (ActName::ApproveFastTrack, fast_track && drafts),
        (ActName::ApproveReport, !(fast_track && drafts)),
        (ActName::OpenConsultation, !(fast_track && drafts)),
        (ActName::DecideReferredDecision, course.last_referral().is_some_and(|referral| referral.decided.is_none())),
    ];
    turns.iter().all(|(named, called_for)| *named != act || *called_for)
}

/// What would move a proposal on, in order; what is done already is left out.
#[must_use]
pub fn next_steps(register: &Register, rulebook: &Rulebook, proposal: &Proposal, at: DateTime) -> Vec<NextStep> {
    let behind = || {
        let stands = |text: &Arc<Attached>| match register.standing_of(proposal, text, at.date()).as_ref() {
            Standing::Nothing | Standing::Current => true,
            Standing::Merges(_) | Standing::Conflicts { .. } => false,
        };
        !proposal.standing_texts().all(stands)
    };
    let wanted = |act: ActName| (act != ActName::RebaseLegalText || behind()) && is_called_for(proposal, rulebook, act);
    let open = moving_on(proposal.stage).iter().filter(|act| !is_done(proposal, **act) && wanted(**act));
    open.map(|&act| next_step(register, rulebook, proposal, at, act)).collect()
}

/// The rule that sets how long a consultation of a kind on a proposal is open, as it applied on the day on which it opened; or
/// else the one that gives the power to open it.
#[must_use]
pub fn window<'a>(
    register: &'a Register,
    rulebook: &'a Rulebook,
    proposal: &'a Proposal,
    (kind, opened): (ConsultationKind, Date),
) -> Option<&'a Loaded> {
    let act = match kind {
        ConsultationKind::Refinement => ActName::OpenConsultation,
        ConsultationKind::Report => ActName::ConsultOnReport,
    };
    of_nobody(register, rulebook, proposal, (act, opened.at(0, 0, 0, 0)), |case| {
        let subject = Subject { proposal: Some(proposal), release: None };
        let governing = rulebook.governing_for(act, opened, register, subject);
        let rules: Vec<&Loaded> = governing.rules().filter(|loaded| applies(case, &loaded.rule).is_some()).collect();
        let sets_the_end = |loaded: &&&Loaded| {
            loaded.rule.check.time_limit().is_some_and(|limit| limit.to == Mark::ConsultationCloses)
        };
        let opens = |loaded: &&&Loaded| loaded.rule.check.power().is_some();
        rules.iter().find(sets_the_end).or_else(|| rules.iter().find(opens)).copied()
    })
}

/// What comes of looking at an act as one that nobody in particular thinks of doing.
fn of_nobody<T>(
    register: &Register,
    rulebook: &Rulebook,
    proposal: &Proposal,
    (act, at): (ActName, DateTime),
    look: impl FnOnce(&Case<'_>) -> T,
) -> T {
    let anybody = Actor::Body { id: BodyId::from(rulebook.code().administrator.as_str()), title: String::new() };
    let judgements = std::collections::BTreeMap::new();
    look(&Case {
        register,
        rulebook,
        actor: &anybody,
        at,
        name: act,
        act: None,
        proposal: Some(proposal),
        release: None,
        judgements: &judgements,
    })
}

fn next_step(register: &Register, rulebook: &Rulebook, proposal: &Proposal, at: DateTime, act: ActName) -> NextStep {
    of_nobody(register, rulebook, proposal, (act, at), |case| step_of(case, act))
}

fn step_of(case: &Case<'_>, act: ActName) -> NextStep {
    let (who, clauses, rules, waits_for) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut step = NextStep { act, who, clauses, rules, basis: Basis::Source, waits_for };
    for loaded in case.governing(act).rules() {
        let applies = applies(case, &loaded.rule);
        let surely = applies == Some(Applies::Yes);
        match &loaded.rule.check {
            Check::Power(_) if applies.is_none() => {}
            Check::Power(_) => {
                for who in &loaded.who {
                    if !step.who.contains(who) {
                        step.who.push(who.clone());
                    }
                }
                step.clauses.extend(loaded.rule.cites.iter().cloned());
                step.rules.extend(loaded.rule.cites.iter().map(|_| loaded.rule.id.clone()));
                step.basis = step.basis.max(loaded.rule.basis);
            }
            Check::Condition(condition) if surely => {
                // Most are met, and a sentence that says so is for nobody.
                if condition.is_met_at_once(case) == Some(true) {
                    continue;
                }
                if let Answer::NotMet(reason) = condition.judge(case) {
                    step.waits_for.push(reason);
                }
            }
            Check::Contents(contents) if surely => {
                if let Answer::NotMet(reason) = holds_its_items(case, contents) {
                    step.waits_for.push(reason);
                }
            }
            Check::Suspension(_)
            | Check::TimeLimit(_)
            | Check::Judgement(_)
            | Check::Tally(_)
            | Check::Screening(_)
            | Check::Duty(_)
            | Check::Condition(_)
            | Check::Contents(_)
            | Check::Transition(_) => {}
        }
    }
    step
}

/// The days that matter to a proposal and have not passed at a moment, earliest first.
#[must_use]
pub fn deadlines(register: &Register, proposal: &Proposal, after: DateTime) -> Vec<Deadline> {
    if proposal.stage.is_end() {
        return Vec::new();
    }
    let mut days: Vec<(Date, DateTime, String)> = Vec::new();
    for held in &proposal.consultations {
        days.push((held.closes, midnight_after(held.closes), format!("the {} closes", held.kind.words())));
    }
    let undecided = proposal.decision.is_none();
    for target in &proposal.targets {
        let name = register.release(target.release.as_str()).map_or(target.release.as_str(), |release| &release.name);
        if let (true, Some(cut_off)) = (undecided, target.cut_off) {
            days.push((cut_off, midnight_after(cut_off), format!("last day of decision for the {name}")));
        }
    }
    let release = proposal.release().and_then(|id| register.release(id.as_str()));
    if let Some(release) = release.filter(|_| !undecided) {
        days.push((release.date, release.date.at(0, 0, 0, 0), format!("the {} goes live", release.name)));
    }
    for part in proposal.parts_to_come().filter(|part| !undecided && part.in_force != Commencement::WithRelease) {
        if let Some(date) = register.expected(proposal, &part.in_force) {
            days.push((date, date.at(0, 0, 0, 0), format!("the part {} of its words comes into force", part.name)));
        }
    }
    // What was planned in other words for the same day and the same thing is not told twice.
    let computed = days.clone();
    let planned = proposal.timetable.iter().flat_map(|step| {
        let begins = (step.date, step.date.at(9, 0, 0, 0), step.event.clone());
        let ends = step.until.map(|until| (until, midnight_after(until), format!("{} ends", step.event)));
        std::iter::once(begins).chain(ends)
    });
    days.extend(
        planned.filter(|(day, _, what)| {
            !computed.iter().any(|(held, _, words)| held == day && is_same_thing(words, what))
        }),
    );
    let proposal = proposal.number().to_owned();
    let mut found: Vec<Deadline> = days
        .into_iter()
        .filter(|(_, passes, _)| *passes > after)
        .map(|(date, passes, what)| Deadline { date, passes, what, proposal: proposal.clone() })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Whether a planned step names what is computed: the same words, an article at their head or not, in any case of letters.
fn is_same_thing(computed: &str, planned: &str) -> bool {
    let bare = |words: &str| words.strip_prefix("the ").unwrap_or(words).to_owned();
    bare(&computed.to_lowercase()) == bare(&planned.to_lowercase())
}

fn midnight_after(day: Date) -> DateTime {
    day.tomorrow().unwrap_or(day).at(0, 0, 0, 0)
}

/// What a person may do about a proposal, and what not and why; acts with no rule in force are left out.
#[must_use]
pub fn offers(
    register: &Register,
    rulebook: &Rulebook,
    actor: &Actor,
    proposal: &Proposal,
    at: DateTime,
) -> Vec<Offer> {
    ActName::ALL
        .iter()
        .filter(|act| act.is_about_a_proposal())
        .filter(|act| {
            let subject = Subject { proposal: Some(proposal), release: None };
            rulebook.governing_for(**act, at.date(), register, subject).rules().next().is_some()
        })
        .map(|&act| Offer { act, ruling: foresee(register, actor, act, Some(proposal), rulebook, at) })
        .collect()
}
