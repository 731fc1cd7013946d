//! What was asked about a proposal and has not come: assessments and answers.

use jiff::civil::DateTime;

use super::Call;
use super::days::holders;
use crate::act::ActName;
use crate::register::{Proposal, Register};
use crate::rulebook::Rulebook;

pub(super) fn of(register: &Register, rulebook: &Rulebook, proposal: &Proposal, at: DateTime) -> Vec<Call> {
    let course = &proposal.course;
    let mut found = Vec::new();
    for asked in course.assessments.iter().filter(|asked| asked.delivered.is_none()) {
        let act = ActName::DeliverAssessment;
        found.push(Call {
            key: format!("assessment {} {} {}", proposal.id, asked.kind.words(), asked.asked),
            on: holders(register, rulebook, proposal, at, act),
            what: format!("{}: deliver the {}", proposal.number(), asked.kind.words()),
            clauses: Vec::new(),
            act: Some(act),
            proposal: Some(proposal.id.clone()),
            meeting: None,
            since: Some(asked.asked.at(0, 0, 0, 0)),
            due: Some(asked.due),
            overdue: asked.due < at.date(),
        });
    }
    for (number, asked) in (1..).zip(&course.questions) {
        if asked.answer.is_some() {
            continue;
        }
        let from = rulebook.code().body(&asked.from).map_or(asked.from.as_str(), |body| body.id.as_str());
        found.push(Call {
            key: format!("question {} {number}", proposal.id),
            on: vec![from.to_owned()],
            what: format!("{}: answer the question \u{201c}{}\u{201d}", proposal.number(), asked.question),
            clauses: Vec::new(),
            act: Some(ActName::GiveInformation),
            proposal: Some(proposal.id.clone()),
            meeting: None,
            since: None,
            due: asked.due,
            overdue: asked.due.is_some_and(|due| due < at.date()),
        });
    }
    found
}
