//! The days by which a proposal must have come somewhere.

use jiff::civil::{Date, DateTime};

use super::{Call, NEAR, before};
use crate::act::ActName;
use crate::holder::Holder;
use crate::legal_text::Commencement;
use crate::next::next_steps;
use crate::register::{Proposal, Register};
use crate::rule::Check;
use crate::rulebook::{Rulebook, Subject};

/// The acts by which a proposal is decided.
const DECIDING: [ActName; 3] = [ActName::CastVote, ActName::CloseVote, ActName::DecideProposal];

/// A day that is missed, unless one of some acts is done by it.
struct Mark {
    what: String,
    day: Date,
    /// The first of these that is open to somebody is what is to be done.
    acts: &'static [ActName],
    /// Whether the record tells that it was missed; what was only planned passes without a word.
    is_told: bool,
}

pub(super) fn of(register: &Register, rulebook: &Rulebook, proposal: &Proposal, at: DateTime) -> Vec<Call> {
    let near = |mark: &Mark| before(rulebook, mark.day, NEAR) <= at.date();
    let marks = marks(register, proposal).into_iter().filter(near);
    marks.filter_map(|mark| call(register, rulebook, proposal, at, mark)).collect()
}

fn marks(register: &Register, proposal: &Proposal) -> Vec<Mark> {
    let name_of = |id: &str| register.release(id).map_or_else(|| id.to_owned(), |release| release.name.clone());
    let mut found = Vec::new();
    if proposal.decision.is_none() {
        for target in &proposal.targets {
            let what = format!("it is to be decided for the {}", name_of(target.release.as_str()));
            let mark = |day| Mark { what, day, acts: &DECIDING, is_told: true };
            found.extend(target.cut_off.map(mark));
        }
    } else {
        let release = proposal.release().and_then(|id| register.release(id.as_str()));
        found.extend(release.map(|release| Mark {
            what: format!("its words go live with the {}", release.name),
            day: release.date,
            acts: &[ActName::GoLive],
            is_told: true,
        }));
        for part in proposal.parts_to_come().filter(|part| part.in_force != Commencement::WithRelease) {
            let what = format!("the part {} of its words comes into force", part.name);
            let mark = |day| Mark { what, day, acts: &[ActName::GoLive], is_told: true };
            found.extend(register.expected(proposal, &part.in_force).map(mark));
        }
    }
    let planned = proposal.timetable.iter().map(|step| Mark {
        what: format!("planned: {}", step.event),
        day: step.until.unwrap_or(step.date),
        acts: &[],
        is_told: false,
    });
    found.extend(planned);
    found
}

fn call(register: &Register, rulebook: &Rulebook, proposal: &Proposal, at: DateTime, mark: Mark) -> Option<Call> {
    let overdue = mark.day < at.date();
    if overdue && !mark.is_told {
        return None;
    }
    let open = match mark.acts {
        [] => None,
        acts => next_steps(register, rulebook, proposal, at).into_iter().find(|step| acts.contains(&step.act)),
    };
    let mut on = open.as_ref().map(|step| holders(register, rulebook, proposal, at, step.act)).unwrap_or_default();
    // Before its stage nobody can do it; whoever leads proposals through the process is told that the day comes near.
    if on.is_empty() {
        on.push(rulebook.code().administrator.to_string());
    }
    let clauses = open.as_ref().map(|step| step.clauses.clone()).unwrap_or_default();
    Some(Call {
        key: format!("day {} {} {}", proposal.id, mark.what, mark.day),
        on,
        what: format!("{}: {}", proposal.number(), mark.what),
        clauses,
        act: open.map(|step| step.act),
        proposal: Some(proposal.id.clone()),
        meeting: None,
        since: Some(before(rulebook, mark.day, NEAR).at(0, 0, 0, 0)),
        due: Some(mark.day),
        overdue,
    })
}

/// The bodies, Parties and people that the rules in force name as those who may do an act on a proposal; whoever may because
/// anybody may is not called on.
pub(super) fn holders(
    register: &Register,
    rulebook: &Rulebook,
    proposal: &Proposal,
    at: DateTime,
    act: ActName,
) -> Vec<String> {
    let subject = Subject { proposal: Some(proposal), release: None };
    let mut found = Vec::new();
    for loaded in rulebook.governing_for(act, at.date(), register, subject).rules() {
        let Check::Power(power) = &loaded.rule.check else { continue };
        for holder in &power.held_by {
            let one = match holder {
                Holder::Body(id) | Holder::MemberOf(id) => id.to_string(),
                Holder::Proposer => proposal.proposer.clone(),
                Holder::Anyone | Holder::Party | Holder::PartyOf(_) | Holder::BodyOfKind(_) => continue,
            };
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}
