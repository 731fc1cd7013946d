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
    /// Whether it is so, with a sentence for either.
    fn of(self, case: &Case<'_>, proposal: &Proposal) -> (bool, String, String) {
        let number = proposal.number();
        let course = &proposal.course;
        match self {
            Self::HeldBack => (
                course.undecided,
                format!(
                    "{number} was raised to have an idea developed; {} has not decided to take it forward",
                    proposal.proposer
                ),
                format!("{} takes {number} forward", proposal.proposer),
            ),
            Self::UrgencyAsked => (
                course.urgency.as_ref().is_some_and(|urgency| urgency.granted.is_none()),
                format!("{number} was asked to be urgent"),
                format!("nobody has asked that {number} be urgent, or it is decided already"),
            ),
            Self::Urgent => {
                (course.is_urgent(), format!("{number} is urgent"), format!("{number} was not decided to be urgent"))
            }
            Self::Objected => (
                course.objection.is_some(),
                format!("a Party objected to Fast-Track for {number}"),
                format!("nobody objected to Fast-Track for {number}"),
            ),
            Self::FreeToWithdraw => (
                course.leave(Leave::Withdraw).is_some(),
                format!("the Authority allowed the withdrawal of {number}"),
                format!("the Authority has not consented to the withdrawal of {number}, which it began"),
            ),
            Self::PartOfAnother => match (&course.amalgamated_into, &course.subsumed_in) {
                (Some(other), _) => (true, format!("{number} is part of {other} now"), String::new()),
                (None, Some(review)) => (true, format!("{number} is part of the review {review} now"), String::new()),
                (None, None) => (false, String::new(), format!("{number} is part of nothing else")),
            },
            Self::Suspended => (
                course.suspended.is_some(),
                format!(
                    "{number} is suspended while the review {} runs",
                    course.suspended.as_deref().unwrap_or_default()
                ),
                format!("{number} is not suspended"),
            ),
            Self::UnderReview => under_review(case, proposal),
            Self::Referred => {
                let open = course.last_referral().filter(|referral| referral.decided.is_none());
                let body = open.map(|open| case.rulebook.code().title_of(open.to.as_str())).unwrap_or_default();
                (
                    open.is_some(),
                    format!("the decision on {number} was referred to {body}, which has not decided yet"),
                    format!("the decision on {number} is not under referral"),
                )
            }
            Self::HasWorkingGroup => (
                course.working_group.is_some(),
                format!("{number} has a Working Group"),
                format!("no Working Group has been established for {number}"),
            ),
            Self::ChangesSystems => {
                (proposal.systems_impacted, format!("{number} changes systems"), format!("{number} changes words only"))
            }
        }
    }
}

fn under_review(case: &Case<'_>, proposal: &Proposal) -> (bool, String, String) {
    let number = proposal.number();
    let outside = format!("no open Significant Code Review holds {number} up");
    let Some(review) = case.register.held_up_by(proposal, case.at.date()) else {
        return (false, String::new(), outside);
    };
    let since = review.open_phase(case.at.date()).map(|phase| phase.opened);
    let since = since.map(|opened| format!(" since {}", day(opened))).unwrap_or_default();
    let held = format!(
        "{number} is in the scope of the Significant Code Review {} ({}), open{since}; it goes on with the Authority's \
         leave only",
        review.id, review.title
    );
    (true, held, outside)
}

pub(super) fn is(case: &Case<'_>, fact: Fact) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let (so, met, not_met) = fact.of(case, proposal);
    Answer::when(so, || met, || not_met)
}

pub(super) fn is_not(case: &Case<'_>, fact: Fact) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let (so, so_words, not_words) = fact.of(case, proposal);
    Answer::when(!so, || not_words, || so_words)
}
