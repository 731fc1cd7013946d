//! Folding what bears on whether a release goes live.

use jiff::civil::DateTime;

use crate::event::ReleaseEvent;
use crate::register::{Advice, Assessed, GoDecision, Lesson, Release};

/// Recommendations, assessments, lessons and decisions; other events change nothing here.
pub(super) fn accept(known: &mut Release, event: &ReleaseEvent, at: DateTime) {
    if let ReleaseEvent::Recommended { on, favourable, comment, by, .. } = event {
        let advice = Advice { by: by.clone(), favourable: *favourable, comment: comment.clone(), at };
        if let Some(list) = on.list_of() {
            known.acceptance.advice.push((list.clone(), advice));
        } else if let Some(report) = on.report_of().and_then(|phase| last_report(known, phase)) {
            report.advice.push(advice);
        }
    }
    let acceptance = &mut known.acceptance;
    if let ReleaseEvent::CriterionAssessed { list, number, met, evidence, by, .. } = event {
        let (list, evidence, by) = (list.clone(), evidence.clone(), by.clone());
        acceptance.assessed.push(Assessed { list, number: *number, met: *met, evidence, by, at });
    }
    if let ReleaseEvent::CriterionRevised { list, number, says, .. } = event {
        let is_it = |one: &&mut crate::register::Criterion| one.list == *list && one.number == *number;
        if let Some(criterion) = acceptance.criteria.iter_mut().find(is_it) {
            criterion.says.clone_from(says);
        }
        // What was shown was shown of other words.
        acceptance.assessed.retain(|one| one.list != *list || one.number != *number);
    }
    if let ReleaseEvent::LessonRecorded { lesson, from, taken_up, .. } = event {
        acceptance.lessons.retain(|one| one.lesson != *lesson);
        acceptance.lessons.push(Lesson { lesson: lesson.clone(), from: from.clone(), taken_up: taken_up.clone() });
    }
    if let ReleaseEvent::GoDecided { go, date, accepts, reasons, by, .. } = event {
        let (accepts, reasons, by) = (accepts.clone(), reasons.clone(), by.clone());
        acceptance.decisions.push(GoDecision { go: *go, date: *date, reasons, accepts, by, at });
    }
}

fn last_report<'a>(known: &'a mut Release, phase: &str) -> Option<&'a mut crate::register::CompletionReport> {
    let run = known.testing.phases.iter_mut().find(|run| run.phase == phase)?;
    run.reports.last_mut()
}
