//! Folding what happens in the testing of a release.

use jiff::civil::DateTime;

use crate::event::TestingEvent;
use crate::register::{
    Advice, Approach, CompletionReport, Difference, Done, PhaseRun, PhaseStep, Register, Regression, Testing,
    TestingIssue,
};

impl Register {
    pub(super) fn fold_testing(&mut self, event: &TestingEvent, at: DateTime) -> Result<(), String> {
        let testing = &mut self.known_release(event.release())?.testing;
        match event {
            TestingEvent::ApproachRequested { .. }
            | TestingEvent::ApproachDrafted { .. }
            | TestingEvent::ApproachReviewed { .. }
            | TestingEvent::ApproachApproved { .. } => approach(testing, event, at),
            TestingEvent::PhaseApproved { .. }
            | TestingEvent::PhaseStarted { .. }
            | TestingEvent::PhaseClosed { .. }
            | TestingEvent::CompletionReported { .. }
            | TestingEvent::CompletionApproved { .. } => phase(testing, event, at),
            TestingEvent::IssueRecorded { .. }
            | TestingEvent::IssueExcluded { .. }
            | TestingEvent::RegressionGiven { .. }
            | TestingEvent::DifferenceRecorded { .. } => found(testing, event, at),
        }
        Ok(())
    }
}

/// What becomes of the Testing Approach Document.
fn approach(testing: &mut Testing, event: &TestingEvent, at: DateTime) {
    if let TestingEvent::ApproachRequested { by, reasons, .. } = event {
        testing.requested = Some(Done { by: by.clone(), at, comment: reasons.clone() });
    }
    if let TestingEvent::ApproachDrafted {
        version,
        contents,
        proposals,
        thresholds,
        exclusions_by,
        phases,
        report_contents,
        ..
    } = event
    {
        testing.approaches.push(Approach {
            version: version.clone(),
            contents: contents.clone(),
            proposals: proposals.clone(),
            thresholds: thresholds.clone(),
            exclusions_by: exclusions_by.clone(),
            phases: phases.clone(),
            report_contents: report_contents.clone(),
            at,
            views: Vec::new(),
            approved: None,
        });
    }
    if let TestingEvent::ApproachReviewed { version, fit, comment, by, .. } = event
        && let Some(known) = testing.approaches.iter_mut().find(|one| one.version == *version)
    {
        known.views.push(Advice { by: by.clone(), favourable: *fit, comment: comment.clone(), at });
    }
    if let TestingEvent::ApproachApproved { version, reasons, by, .. } = event
        && let Some(known) = testing.approaches.iter_mut().find(|one| one.version == *version)
    {
        known.approved = Some(Done { by: by.clone(), at, comment: reasons.clone() });
    }
}

/// Does something to a phase, which is begun where it was not.
fn run(testing: &mut Testing, phase: &str, change: impl FnOnce(&mut PhaseRun)) {
    if let Some(known) = testing.phases.iter_mut().find(|run| run.phase == phase) {
        return change(known);
    }
    let phase = phase.to_owned();
    let mut new = PhaseRun { phase, entry: None, started: None, exit: None, closed: None, reports: Vec::new() };
    change(&mut new);
    testing.phases.push(new);
}

/// What becomes of a test phase.
fn phase(testing: &mut Testing, event: &TestingEvent, at: DateTime) {
    if let TestingEvent::PhaseApproved { phase, step, by, .. } = event {
        let done = Some(Done { by: by.clone(), at, comment: String::new() });
        run(testing, phase, |run| match step {
            PhaseStep::Entry => run.entry = done,
            PhaseStep::Exit => run.exit = done,
        });
    }
    if let TestingEvent::PhaseStarted { phase, approach, .. } = event {
        run(testing, phase, |run| run.started = Some((at, approach.clone())));
    }
    if let TestingEvent::PhaseClosed { phase, .. } = event {
        run(testing, phase, |run| run.closed = Some(at));
    }
    if let TestingEvent::CompletionReported { phase, contents, .. } = event {
        let report = CompletionReport { contents: contents.clone(), at, advice: Vec::new(), approved: None };
        run(testing, phase, |run| run.reports.push(report));
    }
    if let TestingEvent::CompletionApproved { phase, reasons, by, .. } = event {
        let approved = Done { by: by.clone(), at, comment: reasons.clone() };
        run(testing, phase, |run| {
            if let Some(report) = run.reports.last_mut() {
                report.approved = Some(approved);
            }
        });
    }
}

/// What testing finds, and what participants give.
fn found(testing: &mut Testing, event: &TestingEvent, at: DateTime) {
    if let TestingEvent::IssueRecorded { id, phase, severity, summary, plan, resolved, .. } = event {
        let earlier = testing.issues.iter().position(|one| one.id == *id).map(|place| testing.issues.remove(place));
        testing.issues.push(TestingIssue {
            id: id.clone(),
            phase: phase.clone(),
            severity: *severity,
            summary: summary.clone(),
            plan: plan.clone(),
            resolved: *resolved,
            found: earlier.as_ref().map_or(at, |one| one.found),
            excluded: earlier.and_then(|one| one.excluded),
        });
    }
    if let TestingEvent::IssueExcluded { id, reasons, by, .. } = event
        && let Some(issue) = testing.issues.iter_mut().find(|one| one.id == *id)
    {
        issue.excluded = Some(Done { by: by.clone(), at, comment: reasons.clone() });
    }
    if let TestingEvent::RegressionGiven { what, by, comment, due, late, .. } = event {
        let (by, comment) = (by.clone(), comment.clone());
        testing.regression.push(Regression { kind: *what, by, comment, at, due: *due, late: *late });
    }
    if let TestingEvent::DifferenceRecorded { phase, difference, risk, managed, .. } = event {
        testing.differences.retain(|one| one.difference != *difference);
        let (phase, difference) = (phase.clone(), difference.clone());
        let (risk, managed) = (risk.clone(), managed.clone());
        testing.differences.push(Difference { phase, difference, risk, managed });
    }
}
