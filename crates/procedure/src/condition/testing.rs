//! Conditions on the testing of a release: its approach, its phases, and the issues found.

use serde::Deserialize;

use super::{Answer, list};
use crate::act::{Act, ApproveTestPhase, DraftTad};
use crate::case::Case;
use crate::gate::Gate;
use crate::names::{BodyId, day};
use crate::register::{Approach, PhasePlan, PhaseStep, Release};

/// What a test phase has been through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhaseGate {
    /// Entry was approved.
    EntryApproved,
    /// It started.
    Started,
    /// Exit was approved.
    ExitApproved,
    /// It was closed.
    Closed,
    /// Its completion report was submitted.
    ReportSubmitted,
    /// Its completion report was recommended on.
    ReportReviewed,
}

impl PhaseGate {
    fn of(self, phase: String) -> Gate {
        match self {
            Self::EntryApproved => Gate::EntryApproved(phase),
            Self::Started => Gate::Started(phase),
            Self::ExitApproved => Gate::ExitApproved(phase),
            Self::Closed => Gate::Closed(phase),
            Self::ReportSubmitted => Gate::ReportSubmitted(phase),
            Self::ReportReviewed => Gate::ReportReviewed(phase),
        }
    }
}

fn open() -> Answer {
    Answer::Open("it is not said yet what is meant".to_owned())
}

fn nothing_named() -> Answer {
    Answer::Open("no release is named yet".to_owned())
}

/// The version of the approach that the act names.
fn named<'a>(case: &Case<'a>) -> Option<&'a Approach> {
    let version = match case.act {
        Some(Act::ReviewTad(act)) => &act.version,
        Some(Act::ApproveTad(act)) => &act.version,
        Some(_) | None => return None,
    };
    case.release?.testing.approach(version)
}

/// The test phase that the act is about, by its id.
pub(super) fn phase_of(case: &Case<'_>) -> Option<String> {
    let name = match case.act {
        Some(Act::ApproveTestPhase(act)) => Some(&act.phase),
        Some(Act::StartTestPhase(act)) => Some(&act.phase),
        Some(Act::CloseTestPhase(act)) => Some(&act.phase),
        Some(Act::SubmitCompletionReport(act)) => Some(&act.phase),
        Some(Act::ApproveCompletionReport(act)) => Some(&act.phase),
        Some(Act::RecommendOnRelease(act)) => act.on.report_of(),
        Some(_) | None => None,
    };
    name.map(|name| case.phase_id(name))
}

pub(super) fn phase_is(case: &Case<'_>, phases: &[String]) -> Answer {
    let Some(phase) = phase_of(case) else { return open() };
    Answer::when(phases.contains(&phase), || format!("it is about {phase}"), || format!("it is about {phase}"))
}

pub(super) fn step_is(case: &Case<'_>, wanted: PhaseStep) -> Answer {
    let Some(Act::ApproveTestPhase(act)) = case.act else { return open() };
    Answer::when(
        act.step == wanted,
        || format!("it is about {}", wanted.words()),
        || format!("it is about {}", act.step.words()),
    )
}

pub(super) fn phase_reached(case: &Case<'_>, steps: &[PhaseGate]) -> Answer {
    let Some(phase) = phase_of(case) else { return open() };
    let gates: Vec<Gate> = steps.iter().map(|step| step.of(phase.clone())).collect();
    super::gate::reached(case, &gates)
}

pub(super) fn approach_in_scope(case: &Case<'_>) -> Answer {
    let (Some(Act::DraftTad(act)), Some(release)) = (case.act, case.release) else { return open() };
    let counted_on = case.register.counted_on(release, case.at.date());
    let known = |number: &String| case.register.proposal(number).map(|one| &one.id);
    let stray = act
        .modifications
        .iter()
        .filter(|number| !counted_on.iter().any(|proposal| Some(&proposal.id) == known(number)));
    let stray = list(stray.cloned());
    let touching = counted_on.iter().filter(|proposal| proposal.systems_impacted);
    let lacking =
        touching.filter(|proposal| !act.modifications.iter().any(|number| known(number) == Some(&proposal.id)));
    let lacking = list(lacking.map(|proposal| proposal.number().to_owned()));
    if !stray.is_empty() {
        return Answer::NotMet(format!("these are not in the scope of the {}: {stray}", release.name));
    }
    Answer::when(
        lacking.is_empty(),
        || "every modification that touches the central systems is under test".to_owned(),
        || format!("these touch the central systems and are not under test: {lacking}"),
    )
}

pub(super) fn approach_plans_testing(case: &Case<'_>) -> Answer {
    let Some(Act::DraftTad(act)) = case.act else { return open() };
    let mut lacking: Vec<String> = Vec::new();
    let bare = |plan: &&PhasePlan| plan.entry.is_empty() || plan.exit.is_empty();
    lacking.extend(
        act.phases.iter().filter(bare).map(|plan| format!("criteria for entry into and exit from {}", plan.phase)),
    );
    let severities = (1..=5u8).filter(|severity| !has_threshold(act, *severity));
    lacking.extend(severities.map(|severity| format!("a threshold for severity {severity}")));
    if act.phases.is_empty() {
        lacking.push("the test phases".to_owned());
    }
    if act.report_contents.is_empty() {
        lacking.push("what a completion report holds".to_owned());
    }
    let lacking = list(lacking);
    Answer::when(
        lacking.is_empty(),
        || "phases with their criteria, thresholds and the content of reports are there".to_owned(),
        || format!("these are not said: {lacking}"),
    )
}

fn has_threshold(act: &DraftTad, severity: u8) -> bool {
    act.thresholds.iter().any(|one| one.severity == severity)
}

pub(super) fn approach_reviewed(case: &Case<'_>) -> Answer {
    let Some(approach) = named(case) else { return open() };
    match approach.views.last() {
        Some(view) => Answer::Met(format!("{} gave its view on {}", view.by, day(view.at.date()))),
        None => {
            let code = case.rulebook.code();
            let who =
                code.releases.event(&Gate::TadReviewed).map_or("nobody", |event| code.title_of(event.owner.as_str()));
            Answer::NotMet(format!("no view of version {} is on record; {who} gives it first", approach.version))
        }
    }
}

fn in_force(release: &Release) -> Result<&Approach, Answer> {
    release.testing.in_force().ok_or_else(|| {
        Answer::NotMet(format!("no Testing Approach Document of the {} is approved, so none is in force", release.name))
    })
}

pub(super) fn tests_by_approach_in_force(case: &Case<'_>) -> Answer {
    let Some(release) = case.release else { return nothing_named() };
    let version = match case.act {
        Some(Act::StartTestPhase(act)) => Some(act.approach.as_str()),
        Some(Act::GiveRegression(act)) => act.approach.as_deref(),
        Some(_) | None => return open(),
    };
    let Some(version) = version else { return Answer::Met("no version is named that was tested by".to_owned()) };
    let approach = match in_force(release) {
        Ok(approach) => approach,
        Err(answer) => return answer,
    };
    Answer::when(
        approach.version == version.trim(),
        || format!("version {version} of the Testing Approach Document is in force"),
        || format!("version {} of the Testing Approach Document is in force, not {version}", approach.version),
    )
}

/// The plan that the approach in force has for the phase of an approval, with the approval.
fn planned<'a>(case: &Case<'a>) -> Result<(&'a ApproveTestPhase, &'a PhasePlan), Answer> {
    let (Some(Act::ApproveTestPhase(act)), Some(release)) = (case.act, case.release) else { return Err(open()) };
    let approach = in_force(release)?;
    let none = || {
        Answer::NotMet(format!(
            "version {} of the Testing Approach Document has no phase {}",
            approach.version, act.phase
        ))
    };
    Ok((act, approach.phase(&case.phase_id(&act.phase)).ok_or_else(none)?))
}

pub(super) fn approver_named_in_approach(case: &Case<'_>) -> Answer {
    let (act, plan) = match planned(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let approver = match act.step {
        PhaseStep::Entry => &plan.entry_by,
        PhaseStep::Exit => &plan.exit_by,
    };
    let title = case.rulebook.code().title_of(approver);
    Answer::when(
        case.actor.body().is_some_and(|body| body.as_str() == approver),
        || format!("the Testing Approach Document has {title} approve {}", act.step.words()),
        || format!("the Testing Approach Document has {title} approve {}, not {}", act.step.words(), case.actor.name()),
    )
}

pub(super) fn phase_criteria_met(case: &Case<'_>) -> Answer {
    let (act, plan) = match planned(case) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let wanted = match act.step {
        PhaseStep::Entry => &plan.entry,
        PhaseStep::Exit => &plan.exit,
    };
    let is_met = |criterion: &&String| {
        act.criteria.iter().any(|one| one.met && one.criterion.trim().eq_ignore_ascii_case(criterion.trim()))
    };
    let lacking =
        list(wanted.iter().filter(|criterion| !is_met(criterion)).map(|criterion| format!("\"{criterion}\"")));
    Answer::when(
        lacking.is_empty(),
        || format!("all {} criteria for {} are met", wanted.len(), act.step.words()),
        || format!("not said to be met, for {}: {lacking}", act.step.words()),
    )
}

pub(super) fn report_complete(case: &Case<'_>) -> Answer {
    let (Some(Act::SubmitCompletionReport(act)), Some(release)) = (case.act, case.release) else { return open() };
    let approach = match in_force(release) {
        Ok(approach) => approach,
        Err(answer) => return answer,
    };
    let holds = |matter: &&String| {
        act.contents
            .iter()
            .any(|(key, words)| key.trim().eq_ignore_ascii_case(matter.trim()) && !words.trim().is_empty())
    };
    let lacking =
        list(approach.report_contents.iter().filter(|matter| !holds(matter)).map(|matter| format!("\"{matter}\"")));
    Answer::when(
        lacking.is_empty(),
        || "the report holds each matter that the Testing Approach Document lists".to_owned(),
        || format!("the report does not hold: {lacking}"),
    )
}

pub(super) fn phase_in_approach(case: &Case<'_>) -> Answer {
    let (Some(Act::RecordTestingIssue(act)), Some(release)) = (case.act, case.release) else { return open() };
    let Some(approach) = release.testing.in_force() else {
        return Answer::Met("no Testing Approach Document is in force that could lack the phase".to_owned());
    };
    let has = || list(approach.phases.iter().map(|plan| plan.phase.clone()));
    Answer::when(
        approach.phase(&case.phase_id(&act.phase)).is_some(),
        || format!("version {} of the Testing Approach Document has the phase", approach.version),
        || {
            format!(
                "version {} of the Testing Approach Document has no phase {}; it has {}",
                approach.version,
                act.phase,
                has()
            )
        },
    )
}

pub(super) fn severity_lowered_by(case: &Case<'_>, bodies: &[BodyId]) -> Answer {
    let (Some(Act::RecordTestingIssue(act)), Some(release)) = (case.act, case.release) else { return open() };
    let known = release.testing.issues.iter().find(|issue| issue.id == act.id.trim());
    let Some(known) = known.filter(|issue| !issue.resolved && issue.severity < act.severity) else {
        return Answer::Met("no issue is made less grave".to_owned());
    };
    let code = case.rulebook.code();
    let who = bodies.iter().map(|body| code.title_of(body.as_str())).collect::<Vec<_>>().join(" or ");
    let change = format!("{} from severity {} to {}", known.id, known.severity, act.severity);
    let by_them = case.actor.body().is_some_and(|body| bodies.contains(body));
    Answer::when(
        by_them && !act.reasons.trim().is_empty(),
        || format!("{who} lowers {change} and says why"),
        || match by_them {
            true => format!("nothing says why {change} is lowered"),
            false => format!("lowering {change} is for {who}, with reasons, not for {}", case.actor.name()),
        },
    )
}

pub(super) fn decides_exclusions(case: &Case<'_>) -> Answer {
    let Some(release) = case.release else { return nothing_named() };
    let approach = match in_force(release) {
        Ok(approach) => approach,
        Err(answer) => return answer,
    };
    let title = case.rulebook.code().title_of(&approach.exclusions_by);
    Answer::when(
        case.actor.body().is_some_and(|body| body.as_str() == approach.exclusions_by),
        || format!("the Testing Approach Document has {title} decide what is left out of the count"),
        || format!("the Testing Approach Document has {title} decide what is left out of the count"),
    )
}

/// What is left out of the count of the thresholds is open all the same.
pub(super) fn open_issues(release: &Release, severities: &[u8], at_most: usize) -> Answer {
    let open = release.testing.issues.iter().filter(|issue| severities.contains(&issue.severity) && !issue.resolved);
    let open: Vec<String> = open.map(|issue| format!("{} (severity {})", issue.id, issue.severity)).collect();
    let count = open.len();
    let are = if count == 1 { "issue is" } else { "issues are" };
    Answer::when(
        count <= at_most,
        || format!("{count} {are} open of these severities"),
        || format!("{count} {are} open where at most {at_most} may be: {}", list(open.iter().cloned())),
    )
}

pub(super) fn issues_planned(release: &Release, severities: &[u8]) -> Answer {
    let bare =
        list(release.testing.open_issues(severities).filter(|one| one.plan.is_none()).map(|issue| issue.id.clone()));
    Answer::when(
        bare.is_empty(),
        || "each open issue has its plan".to_owned(),
        || format!("these open issues have no plan for their resolution: {bare}"),
    )
}

pub(super) fn issues_within_thresholds(release: &Release) -> Answer {
    let approach = match in_force(release) {
        Ok(approach) => approach,
        Err(answer) => return answer,
    };
    let over = (1..=5u8).filter_map(|severity| {
        let open = release.testing.open_issues(&[severity]).count();
        match approach.threshold(severity) {
            Some(most) if usize::try_from(most).is_ok_and(|most| open <= most) => None,
            Some(most) => Some(format!("{open} of severity {severity}, where at most {most} may be left")),
            None if open > 0 => Some(format!("{open} of severity {severity}, and no threshold is on file")),
            None => None,
        }
    });
    let over = list(over);
    Answer::when(
        over.is_empty(),
        || format!("the open issues are within the thresholds of version {}", approach.version),
        || format!("too many issues are open: {over}"),
    )
}

pub(super) fn phases_closed(release: &Release) -> Answer {
    let approach = match in_force(release) {
        Ok(approach) => approach,
        Err(answer) => return answer,
    };
    let is_open = |plan: &&PhasePlan| release.reached(&Gate::Closed(plan.phase.clone())).is_none();
    let left = list(approach.phases.iter().filter(is_open).map(|plan| plan.phase.clone()));
    Answer::when(
        left.is_empty(),
        || format!("every phase of version {} is closed", approach.version),
        || format!("these phases of the Testing Approach Document are not closed: {left}"),
    )
}

pub(super) fn regression_given(release: &Release) -> Answer {
    match release.reached(&Gate::RegressionResults) {
        Some(on) => Answer::Met(format!("results of regression testing came on {}", day(on))),
        None => Answer::NotMet("no results of regression testing were given".to_owned()),
    }
}

pub(super) fn differences_managed(release: &Release) -> Answer {
    let bare = release.testing.differences.iter().filter(|one| one.risk.is_empty() || one.managed.is_empty());
    let bare = list(bare.map(|one| format!("\"{}\"", one.difference)));
    Answer::when(
        bare.is_empty(),
        || "each difference of a test environment has its risk, and that is managed".to_owned(),
        || format!("no risk, or nothing that manages it, is recorded of: {bare}"),
    )
}
