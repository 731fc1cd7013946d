//! What a meeting asks: papers before it, minutes after it, and the actions that it gave.

use jiff::civil::{Date, DateTime};

use super::{Call, NEAR, before};
use crate::act::ActName;
use crate::holder::Holder;
use crate::names::Mark;
use crate::register::{Meeting, Register};
use crate::rule::{Check, TimeLimit, Unit};
use crate::rulebook::{Loaded, Rulebook};

pub(super) fn of(register: &Register, rulebook: &Rulebook, meeting: &Meeting, at: DateTime) -> Vec<Call> {
    let mut found = Vec::new();
    let today = at.date();
    if today <= meeting.date {
        found.extend(papers(register, rulebook, meeting, today));
    } else if meeting.minutes.is_empty() {
        found.extend(minutes(register, rulebook, meeting, today));
    }
    for action in meeting.actions.iter().filter(|action| action.closed.is_none()) {
        let owner = rulebook.code().body(&action.owner).map_or(action.owner.as_str(), |body| body.id.as_str());
        found.push(Call {
            key: format!("action {} {}", meeting.id, action.id),
            on: vec![owner.to_owned()],
            what: format!("{} of {}: {}", action.id, name(rulebook, meeting), action.task),
            act: Some(ActName::CloseAction),
            since: Some(meeting.date.at(0, 0, 0, 0)),
            due: action.due,
            overdue: action.due.is_some_and(|due| due < today),
            ..bare(meeting)
        });
    }
    found
}

/// Papers that are to come by a day, from when that day comes near. That none has come after it is told; who would have
/// brought one nobody knows.
fn papers(register: &Register, rulebook: &Rulebook, meeting: &Meeting, today: Date) -> Option<Call> {
    let (rule, limit) = limit(register, rulebook, ActName::TableItem, today)?;
    let least = limit.at_least.filter(|_| (limit.from, limit.to) == (Mark::ThisAct, Mark::Meeting))?;
    let due = away(rulebook, meeting.date, -least, limit.unit)?;
    let since = before(rulebook, due, NEAR);
    let overdue = due < today;
    if since > today || (overdue && !meeting.items.is_empty()) {
        return None;
    }
    let mut on = holders(register, rulebook, ActName::TableItem, today);
    if !on.contains(&meeting.body.to_string()) {
        on.push(meeting.body.to_string());
    }
    Some(Call {
        key: format!("papers {} {}", meeting.id, meeting.date),
        on,
        what: format!("papers for {} are due", name(rulebook, meeting)),
        clauses: rule.rule.cites.to_vec(),
        act: Some(ActName::TableItem),
        since: Some(since.at(0, 0, 0, 0)),
        due: Some(due),
        overdue,
        ..bare(meeting)
    })
}

/// Minutes that were not published.
fn minutes(register: &Register, rulebook: &Rulebook, meeting: &Meeting, today: Date) -> Option<Call> {
    let (rule, limit) = limit(register, rulebook, ActName::PublishMinutes, today)?;
    let most = limit.at_most.filter(|_| (limit.from, limit.to) == (Mark::Meeting, Mark::ThisAct))?;
    let due = away(rulebook, meeting.date, most, limit.unit)?;
    Some(Call {
        key: format!("minutes {} {}", meeting.id, meeting.date),
        on: holders(register, rulebook, ActName::PublishMinutes, today),
        what: format!("publish the minutes of {}", name(rulebook, meeting)),
        clauses: rule.rule.cites.to_vec(),
        act: Some(ActName::PublishMinutes),
        since: Some(meeting.date.tomorrow().ok()?.at(0, 0, 0, 0)),
        due: Some(due),
        overdue: due < today,
        ..bare(meeting)
    })
}

fn bare(meeting: &Meeting) -> Call {
    Call {
        key: String::new(),
        on: Vec::new(),
        what: String::new(),
        clauses: Vec::new(),
        act: None,
        proposal: None,
        meeting: Some(meeting.id.to_string()),
        since: None,
        due: None,
        overdue: false,
    }
}

fn name(rulebook: &Rulebook, meeting: &Meeting) -> String {
    format!("the meeting {} of {}", meeting.number, rulebook.code().title_of(meeting.body.as_str()))
}

/// The first rule in force that limits when an act on a meeting is done.
fn limit<'a>(
    register: &'a Register,
    rulebook: &'a Rulebook,
    act: ActName,
    on: Date,
) -> Option<(&'a Loaded, &'a TimeLimit)> {
    rulebook.governing(act, on, register).find_map(|loaded| match &loaded.rule.check {
        Check::TimeLimit(limit) => Some((loaded, limit)),
        Check::Power(_)
        | Check::Suspension(_)
        | Check::Condition(_)
        | Check::Judgement(_)
        | Check::Tally(_)
        | Check::Screening(_)
        | Check::Duty(_)
        | Check::Contents(_)
        | Check::Transition(_) => None,
    })
}

/// The bodies that the rules name as those who may do an act; whoever may because anybody may is not called on.
fn holders(register: &Register, rulebook: &Rulebook, act: ActName, on: Date) -> Vec<String> {
    let mut found = Vec::new();
    for loaded in rulebook.governing(act, on, register) {
        let Check::Power(power) = &loaded.rule.check else { continue };
        let bodies = power.held_by.iter().filter_map(|holder| match holder {
            Holder::Body(id) | Holder::MemberOf(id) => Some(id.to_string()),
            Holder::Proposer | Holder::Anyone | Holder::Party | Holder::PartyOf(_) | Holder::BodyOfKind(_) => None,
        });
        found.extend(bodies);
    }
    found.sort();
    found.dedup();
    found
}

fn away(rulebook: &Rulebook, from: Date, days: i64, unit: Unit) -> Option<Date> {
    match unit {
        Unit::WorkingDays => rulebook.calendar().add_working_days(from, days).ok(),
        Unit::Days => from.checked_add(jiff::Span::new().days(days)).ok(),
    }
}
