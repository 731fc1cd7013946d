//! What is to come, worked out from the rules: the whole timetable of a proposal with the release that it keeps, also where a step
//! comes later than it could; what is left on the way to a release; and what changes when a proposal moves to another release.
//!
//! Every day rests on named rules and on the calendar. Where no rule says how long a step takes, it takes the next Working Day, or the
//! next meeting of the body that decides where its meetings are on record, so a forecast is the earliest that the rules allow and no
//! promise.

mod moved;

pub use moved::{Moved, moved};

use jiff::civil::Date;

use crate::act::ActName;
use crate::calendar::CalendarError;
use crate::names::{BodyId, ConsultationKind, MeetingId, Path, ReleaseId, RuleId, Stage};
use crate::register::{Meeting, Proposal, Register, Release, TimetableRow};
use crate::rule::{Check, Holder, Mark, Unit};
use crate::rulebook::{Rulebook, Subject};

/// What is supposed besides what is on record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// The decision comes so many Working Days later than it could.
    pub decision_later: i64,
}

/// A step to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The act.
    pub act: ActName,
    /// Who may do it, in words.
    pub who: Vec<String>,
    /// The first day on which the rules let it be done.
    pub earliest: Date,
    /// The rules that the day rests on; none where it is the next Working Day.
    pub rests_on: Vec<RuleId>,
    /// The meeting whose day it is, where those who may do it meet on days that are scheduled.
    pub meeting: Option<MeetingId>,
}

/// A release that a decision on the day foreseen misses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The release.
    pub release: ReleaseId,
    /// Its name.
    pub name: String,
    /// The last day of decision that would have kept it.
    pub cut_off: Date,
}

/// The release that a decision on the day foreseen keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The release.
    pub release: ReleaseId,
    /// Its name.
    pub name: String,
    /// Its day.
    pub date: Date,
    /// The last day of decision that keeps it.
    pub cut_off: Date,
}

/// The timetable of a proposal, foreseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The steps to come, in order.
    pub steps: Vec<Expected>,
    /// The day of the decision: as taken, or the earliest with what is supposed.
    pub decided: Option<Date>,
    /// The release that this keeps; none where no scheduled release is late enough.
    pub kept: Option<Kept>,
    /// The releases that it misses, of those that the proposal is meant for or could have been in.
    pub lost: Vec<Lost>,
}

impl Forecast {
    /// The forecast in a sentence: `June is lost, November it is`.
    #[must_use]
    pub fn words(&self) -> String {
        let lost: Vec<&str> = self.lost.iter().map(|lost| lost.name.as_str()).collect();
        let lost = if lost.is_empty() {
            String::new()
        } else {
            let are = if lost.len() == 1 { "is" } else { "are" };
            format!("{} {are} lost; ", lost.join(" and "))
        };
        match (&self.kept, self.decided) {
            (Some(kept), _) => format!("{lost}it is in the {} on {}", kept.name, crate::names::day(kept.date)),
            (None, Some(_)) => format!("{lost}no release that is scheduled is late enough"),
            (None, None) => "it ended without a decision".to_owned(),
        }
    }
}

/// The acts that a proposal has still to go through to its decision.
fn still_to_come(proposal: &Proposal) -> Vec<ActName> {
    let authority = matches!(proposal.path, Some(Path::AuthorityDetermined | Path::AuthorityInitiated));
    let decide = authority.then_some(ActName::DecideProposal);
    let refinement = proposal.consultation_of_round(ConsultationKind::Refinement).is_some();
    let report = proposal.consultation_of_round(ConsultationKind::Report).is_some();
    let text = proposal.legal_text.is_some();
    let from_report =
        [(!report).then_some(ActName::ConsultOnReport), Some(ActName::OpenVote), Some(ActName::CloseVote), decide];
    let from_refinement = [
        (!text).then_some(ActName::AttachLegalText),
        (!refinement).then_some(ActName::OpenConsultation),
        Some(ActName::ApproveReport),
    ];
    let steps: Vec<Option<ActName>> = match proposal.stage {
        Stage::Development => {
            let first = [Some(ActName::AgreeModificationProposal)];
            first.into_iter().chain(from_refinement).chain(from_report).collect()
        }
        Stage::Refinement => from_refinement.into_iter().chain(from_report).collect(),
        Stage::Report => from_report.to_vec(),
        Stage::Vote => vec![Some(ActName::CloseVote), decide],
        Stage::WithAuthority => vec![Some(ActName::DecideProposal)],
        Stage::Approved | Stage::Implemented | Stage::Rejected | Stage::Withdrawn | Stage::Refused | Stage::Split => {
            Vec::new()
        }
    };
    steps.into_iter().flatten().collect()
}

/// Foresees the timetable of a proposal from a day on.
///
/// # Errors
/// A day lies outside the years that the calendar covers.
pub fn forecast(
    register: &Register,
    rulebook: &Rulebook,
    proposal: &Proposal,
    from: Date,
    what_if: WhatIf,
) -> Result<Forecast, CalendarError> {
    let calendar = rulebook.calendar();
    let mut day = if calendar.is_working_day(from)? { from } else { calendar.add_working_days(from, 1)? };
    let open = proposal.consultations.iter().map(|held| held.closes).filter(|closes| *closes >= day).max();
    if let Some(closes) = open {
        day = calendar.add_working_days(closes, 1)?;
    }
    let acts = still_to_come(proposal);
    let mut steps = Vec::new();
    for (place, act) in acts.iter().copied().enumerate() {
        let last = place + 1 == acts.len();
        let meeting = meeting_for(register, rulebook, proposal, (act, day));
        day = meeting.map_or(day, |meeting| meeting.date);
        // Whatever is supposed counts from the day on which it could be done, and needs no meeting.
        let later = if last { what_if.decision_later } else { 0 };
        let meeting = meeting.filter(|_| later == 0).map(|meeting| meeting.id.clone());
        day = calendar.add_working_days(day, later)?;
        let window = window_of(register, rulebook, proposal, (act, day));
        steps.push(Expected {
            act,
            who: who(register, rulebook, proposal, (act, day)),
            earliest: day,
            rests_on: window.1,
            meeting,
        });
        if !last {
            day = calendar.add_working_days(day, window.0.max(0) + 1)?;
        }
    }
    let decided = match (&proposal.decision, proposal.stage.is_end()) {
        (Some(decision), _) => Some(decision.at.date()),
        (None, true) => None,
        (None, false) => Some(day),
    };
    let (kept, lost) = match decided {
        Some(decided) => releases_for(register, rulebook, proposal, decided)?,
        None => (None, Vec::new()),
    };
    Ok(Forecast { steps, decided, kept, lost })
}

/// How many Working Days lie at least between an act and the closing of what it opens, with the rules that say so.
fn window_of(
    register: &Register,
    rulebook: &Rulebook,
    proposal: &Proposal,
    (act, day): (ActName, Date),
) -> (i64, Vec<RuleId>) {
    let mut longest = 0;
    let mut rules = Vec::new();
    let subject = Subject { proposal: Some(proposal), release: None };
    for loaded in rulebook.governing_for(act, day, register, subject).rules() {
        if let Check::TimeLimit(limit) = &loaded.rule.check
            && (limit.from, limit.to, limit.unit) == (Mark::ThisAct, Mark::ConsultationCloses, Unit::WorkingDays)
            && let Some(least) = limit.at_least
        {
            longest = longest.max(least);
            rules.push(loaded.rule.id.clone());
        }
    }
    (longest, rules)
}

fn who(register: &Register, rulebook: &Rulebook, proposal: &Proposal, (act, day): (ActName, Date)) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let subject = Subject { proposal: Some(proposal), release: None };
    for loaded in rulebook.governing_for(act, day, register, subject).rules() {
        for who in &loaded.who {
            if !found.contains(who) {
                found.push(who.clone());
            }
        }
    }
    found
}

/// The first meeting, on a day or later, of those who decide by an act: of the body that votes, where a vote is closed, else of a body
/// that has the power. None where one of them has no meeting ahead on record, since it may meet on any day.
fn meeting_for<'a>(
    register: &'a Register,
    rulebook: &'a Rulebook,
    proposal: &'a Proposal,
    (act, day): (ActName, Date),
) -> Option<&'a Meeting> {
    let decides =
        [ActName::AgreeModificationProposal, ActName::ApproveReport, ActName::CloseVote, ActName::DecideProposal];
    if !decides.contains(&act) {
        return None;
    }
    let subject = Subject { proposal: Some(proposal), release: None };
    let governing = rulebook.governing_for(act, day, register, subject);
    let mut voting: Vec<&BodyId> = Vec::new();
    let mut empowered: Vec<Option<&BodyId>> = Vec::new();
    for loaded in governing.rules() {
        if let Check::Tally(tally) = &loaded.rule.check {
            voting.push(&tally.of);
        } else if let Check::Power(power) = &loaded.rule.check {
            empowered.extend(power.held_by.iter().map(|holder| match holder {
                Holder::Body(body) => Some(body),
                Holder::Anyone
                | Holder::Party
                | Holder::PartyOf(_)
                | Holder::Proposer
                | Holder::BodyOfKind(_)
                | Holder::MemberOf(_) => None,
            }));
        }
    }
    let bodies = if voting.is_empty() { empowered } else { voting.into_iter().map(Some).collect() };
    let next = |body: Option<&BodyId>| {
        let own = register.meetings().filter(|held| Some(&held.body) == body && held.date >= day);
        own.min_by_key(|held| held.date)
    };
    let ahead: Option<Vec<&Meeting>> = bodies.into_iter().map(next).collect();
    ahead?.into_iter().min_by_key(|held| held.date)
}

/// The release that a decision on a day keeps, and those that it misses.
fn releases_for(
    register: &Register,
    rulebook: &Rulebook,
    proposal: &Proposal,
    decided: Date,
) -> Result<(Option<Kept>, Vec<Lost>), CalendarError> {
    let lead = rulebook.code().lead_time;
    let mut scheduled: Vec<(&Release, Date)> = Vec::new();
    for release in register.releases() {
        let own = proposal.targets.iter().find(|target| target.release == release.id).and_then(|target| target.cut_off);
        let cut_off = match own {
            Some(own) => own,
            None => rulebook.calendar().add_working_days(release.date, -lead)?,
        };
        scheduled.push((release, cut_off));
    }
    scheduled.sort_by_key(|(release, _)| release.date);
    // A release before the first that the proposal is meant for is not lost: it was never meant for it.
    let first = proposal.targets.first().and_then(|target| register.release(target.release.as_str()));
    let first = first.map_or(decided, |release| release.date);
    let meant = scheduled.into_iter().filter(|(release, _)| release.date >= first);
    let (mut kept, mut lost) = (None, Vec::new());
    for (release, cut_off) in meant {
        let (id, name) = (release.id.clone(), release.name.clone());
        if decided <= cut_off {
            kept = Some(Kept { release: id, name, date: release.date, cut_off });
            break;
        }
        lost.push(Lost { release: id, name, cut_off });
    }
    Ok((kept, lost))
}

/// What is left on the way to a release, in the order of its timetable: each with whoever does it and its day.
///
/// # Errors
/// A day lies outside the years that the calendar covers.
pub fn left_to_do(
    register: &Register,
    rulebook: &Rulebook,
    release: &Release,
) -> Result<Vec<TimetableRow>, CalendarError> {
    let rows = register.timetable(release, rulebook.code(), rulebook.calendar())?;
    Ok(rows.into_iter().filter(|row| row.actual.is_none()).collect())
}
