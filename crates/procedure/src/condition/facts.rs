//! Facts about a proposal that rules name: urgent, suspended, referred …

use serde::Deserialize;

use super::Answer;
use crate::act::Leave;
use crate::case::Case;
use crate::names::day;
use crate::register::Proposal;

/// A fact about a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// It was raised to have an idea developed, and its Proposer has not decided to take it forward.
    HeldBack,
    /// Urgency was asked for and is not decided.
    UrgencyAsked,
    /// It is urgent.
    Urgent,
    /// A Party objected to Fast-Track, and it has no other path yet.
    Objected,
    /// The Authority allowed its withdrawal.
    FreeToWithdraw,
    /// It became part of another proposal or of a review.
    PartOfAnother,
    /// It waits at the Authority's direction while a review runs.
    Suspended,
    /// The open phase of a Significant Code Review covers it, and there is no leave to go on.
    UnderReview,
    /// Its decision was referred to a body that has not decided.
    Referred,
    /// It has a Working Group.
    HasWorkingGroup,
    /// Systems must change as well as words.
    ChangesSystems,
}

impl Fact {
    /// Whether it is so.
    pub(super) fn is_so(self, case: &Case<'_>, proposal: &Proposal) -> bool {
        let course = &proposal.course;
        match self {
            Self::HeldBack => course.undecided,
            Self::UrgencyAsked => course.urgency.as_ref().is_some_and(|urgency| urgency.granted.is_none()),
            Self::Urgent => course.is_urgent(),
            Self::Objected => course.objection.is_some(),
            Self::FreeToWithdraw => course.leave(Leave::Withdraw).is_some(),
            Self::PartOfAnother => course.amalgamated_into.is_some() || course.subsumed_in.is_some(),
            Self::Suspended => course.suspended.is_some() && !proposal.stage.is_end(),
            Self::UnderReview => case.register.held_up_by(proposal, case.at.date()).is_some(),
            Self::Referred => course.last_referral().is_some_and(|referral| referral.decided.is_none()),
            Self::HasWorkingGroup => course.working_group.is_some(),
            Self::ChangesSystems => proposal.systems_impacted,
        }
    }

    /// The sentence that says so.
    fn so_words(self, case: &Case<'_>, proposal: &Proposal) -> String {
        let number = proposal.number();
        let course = &proposal.course;
        match self {
            Self::HeldBack => format!(
                "{number} was raised to have an idea developed; {} has not decided to take it forward",
                proposal.proposer
            ),
            Self::UrgencyAsked => format!("{number} was asked to be urgent"),
            Self::Urgent => format!("{number} is urgent"),
            Self::Objected => format!("a Party objected to Fast-Track for {number}"),
            Self::FreeToWithdraw => format!("the Authority allowed the withdrawal of {number}"),
            Self::PartOfAnother => match (&course.amalgamated_into, &course.subsumed_in) {
                (Some(other), _) => format!("{number} is part of {other} now"),
                (None, review) => {
                    format!("{number} is part of the review {} now", review.as_deref().unwrap_or_default())
                }
            },
            Self::Suspended => {
                let review = course.suspended.as_deref().unwrap_or_default();
                format!("{number} is suspended while the review {review} runs")
            }
            Self::UnderReview => under_review(case, proposal),
            Self::Referred => {
                let open = course.last_referral().filter(|referral| referral.decided.is_none());
                let body = open.map(|open| case.rulebook.code().title_of(open.to.as_str())).unwrap_or_default();
                format!("the decision on {number} was referred to {body}, which has not decided yet")
            }
            Self::HasWorkingGroup => format!("{number} has a Working Group"),
            Self::ChangesSystems => format!("{number} changes systems"),
        }
    }

    /// The sentence that says that it is not so.
    fn not_words(self, case: &Case<'_>, proposal: &Proposal) -> String {
        let number = proposal.number();
        match self {
            Self::HeldBack => {
                let code = case.rulebook.code();
                let who = match code.body(&proposal.proposer) {
                    Some(body) => format!("the {}", body.title),
                    None => proposal.proposer.clone(),
                };
                format!("{who} has not said that it will not take {number} forward")
            }
            Self::UrgencyAsked => format!("nobody has asked that {number} be urgent, or it is decided already"),
            Self::Urgent => format!("{number} was not decided to be urgent"),
            Self::Objected => format!("nobody objected to Fast-Track for {number}"),
            Self::FreeToWithdraw => {
                format!("the Authority has not consented to the withdrawal of {number}, which it began")
            }
            Self::PartOfAnother => format!("{number} is part of nothing else"),
            Self::Suspended => format!("{number} is not suspended"),
            Self::UnderReview => format!("no open Significant Code Review holds {number} up"),
            Self::Referred => format!("the decision on {number} is not under referral"),
            Self::HasWorkingGroup => format!("no Working Group has been established for {number}"),
            Self::ChangesSystems => format!("{number} changes words only"),
        }
    }
}

fn under_review(case: &Case<'_>, proposal: &Proposal) -> String {
    let number = proposal.number();
    let Some(review) = case.register.held_up_by(proposal, case.at.date()) else { return String::new() };
    let since = review.open_phase(case.at.date()).map(|phase| phase.opened);
    let since = since.map(|opened| format!(" since {}", day(opened))).unwrap_or_default();
    format!(
        "{number} is in the scope of the Significant Code Review {} ({}), open{since}; it goes on with the Authority's \
         leave only",
        review.id, review.title
    )
}

pub(super) fn is(case: &Case<'_>, fact: Fact) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    Answer::when(fact.is_so(case, proposal), || fact.so_words(case, proposal), || fact.not_words(case, proposal))
}

pub(super) fn is_not(case: &Case<'_>, fact: Fact) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    Answer::when(!fact.is_so(case, proposal), || fact.not_words(case, proposal), || fact.so_words(case, proposal))
}
