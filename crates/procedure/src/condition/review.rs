//! Conditions on Significant Code Reviews.

use jiff::civil::Date;

use super::Answer;
use crate::act::{Act, Leave};
use crate::case::Case;
use crate::names::{BodyId, Outcome, Stage, day};
use crate::register::{Proposal, Review};

/// The review that the act names; none where it names none, or none that is known.
fn named<'a>(case: &Case<'a>) -> Option<&'a Review> {
    case.register.review(case.act?.details().review()?)
}

pub(super) fn phase_open(case: &Case<'_>) -> Answer {
    if case.act.is_none() {
        return Answer::Open("the phase of the review must be open".to_owned());
    }
    let Some(review) = named(case) else { return Answer::NotMet("there is no such review".to_owned()) };
    match review.open_phase(case.at.date()) {
        Some(phase) => Answer::Met(format!("the phase of {} is open since {}", review.id, day(phase.opened))),
        None => Answer::NotMet(format!("no phase of {} is open{}", review.id, ended(review))),
    }
}

pub(super) fn no_phase_open(case: &Case<'_>) -> Answer {
    if case.act.is_none() {
        return Answer::Open("the review must have no open phase".to_owned());
    }
    let open = named(case).and_then(|review| Some((review, review.open_phase(case.at.date())?)));
    match open {
        None => Answer::Met("the review has no open phase".to_owned()),
        Some((review, phase)) => {
            Answer::NotMet(format!("a phase of {} is open already, since {}", review.id, day(phase.opened)))
        }
    }
}

pub(super) fn variation_proposed(case: &Case<'_>) -> Answer {
    if case.act.is_none() {
        return Answer::Open("a variation must have been proposed".to_owned());
    }
    let variation = named(case).and_then(|review| review.last_phase()?.variation.as_ref());
    match variation {
        Some(variation) if variation.outcome.is_none() => Answer::Met(format!("{} was proposed", variation.title)),
        Some(variation) => Answer::NotMet(format!("{} was decided already", variation.title)),
        None => Answer::NotMet("no Authority-Led Variation was proposed in the review".to_owned()),
    }
}

/// Whether a proposal has not come to its decision or to another end.
fn is_open(proposal: &Proposal) -> bool {
    !proposal.stage.is_end() && proposal.stage != Stage::Approved
}

pub(super) fn carried_by_own(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(Act::ProposeVariation(act)) = case.act else {
        return Answer::Open("what carries the words must be the body's own".to_owned());
    };
    let carried = act.carried_by.as_deref().and_then(|number| case.register.proposal(number));
    let Some(carried) = carried else { return Answer::Met("no proposal carries its words".to_owned()) };
    let (title, number) = (case.rulebook.code().title_of(body.as_str()), carried.number());
    let came_of = carried.course.review.as_deref().is_some_and(|review| review.eq_ignore_ascii_case(act.review.trim()));
    let own = carried.proposer.eq_ignore_ascii_case(body.as_str()) || carried.course.direction.is_some() || came_of;
    if !own {
        return Answer::NotMet(format!(
            "{number} was not raised by {title}, nor at its direction, and did not come of the review; it takes its own course"
        ));
    }
    Answer::when(
        is_open(carried),
        || format!("{number} carries its words"),
        || format!("{number} is at the stage {}, and carries nothing any more", carried.stage.words()),
    )
}

pub(super) fn carrier_open(case: &Case<'_>) -> Answer {
    let Some(Act::DecideVariation(act)) = case.act else {
        return Answer::Open("what carries the words must be open".to_owned());
    };
    let carried = named(case).and_then(Review::carried_by).and_then(|id| case.register.proposal(id.as_str()));
    let Some(carried) = carried else { return Answer::Met("no proposal carries its words".to_owned()) };
    let number = carried.number();
    if !is_open(carried) {
        return Answer::NotMet(format!("{number}, which carries its words, is at the stage {}", carried.stage.words()));
    }
    Answer::when(
        act.decision == Outcome::Rejected || carried.legal_text.is_some(),
        || format!("{number} carries its words"),
        || format!("{number}, which is to carry its words, has no legal text"),
    )
}

/// Whether the conclusions were issued in the phase that they end.
pub(super) fn conclusions_in_the_phase(case: &Case<'_>) -> Answer {
    let Some(Act::ConcludeReview(act)) = case.act else {
        return Answer::Open("the conclusions must be issued in the phase".to_owned());
    };
    let today = case.at.date();
    let issued = act.issued.unwrap_or(today);
    let Some(review) = named(case) else { return Answer::NotMet("there is no such review".to_owned()) };
    let opened = review.open_phase(today).map(|phase| phase.opened);
    match opened {
        Some(opened) if issued < opened => Answer::NotMet(format!(
            "conclusions issued on {} cannot end the phase of {} that opened on {}, after them",
            day(issued),
            review.id,
            day(opened)
        )),
        Some(_) | None if issued > today => {
            Answer::NotMet(format!("the conclusions are not issued before {}; record them then", day(issued)))
        }
        Some(_) => Answer::Met(format!("the conclusions were issued on {}, in the phase", day(issued))),
        None => Answer::Met(format!("no phase of {} is open", review.id)),
    }
}

/// Whether a review's phase is open while nothing on record says what the proposal touches.
pub(super) fn reach_unsaid(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let stated = match case.act {
        Some(Act::AgreeModificationProposal(act)) => !act.documents_impacted.is_empty(),
        Some(_) | None => false,
    };
    let said = stated || !proposal.subjects.is_empty() || !proposal.documents_touched().is_empty();
    let today = case.at.date();
    let mut open = case.register.significant_code_reviews().iter().filter(|review| {
        let leave = || review.open_phase(today).is_some_and(|phase| has_leave(proposal, phase.opened));
        review.open_phase(today).is_some() && !review.is_source_of(proposal) && !leave()
    });
    match open.next().filter(|_| !said) {
        Some(review) => Answer::Met(format!(
            "nothing on record says what {} touches, while the Significant Code Review {} ({}) is open",
            proposal.number(),
            review.id,
            review.title
        )),
        None => Answer::NotMet(format!("it is on record what {} touches, or no review is open", proposal.number())),
    }
}

fn has_leave(proposal: &Proposal, since: Date) -> bool {
    proposal.course.leave(Leave::GoOn).is_some_and(|given| given.date() >= since)
}

/// The proposal is in the scope of the review that the act names.
pub(super) fn in_scope(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    if case.act.is_none() {
        return Answer::Open("the proposal must be in the scope of the review".to_owned());
    }
    let Some(review) = named(case) else { return Answer::NotMet("there is no such review".to_owned()) };
    Answer::when(
        review.covers(proposal),
        || format!("{} is in the scope of {}", proposal.number(), review.id),
        || format!("{} is about nothing in the scope of {}", proposal.number(), review.id),
    )
}

/// The proposal came of the review that the act names.
pub(super) fn came_of_it(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    if case.act.is_none() {
        return Answer::Open("the proposal must have come of the review".to_owned());
    }
    let Some(review) = named(case) else { return Answer::NotMet("there is no such review".to_owned()) };
    Answer::when(
        review.is_source_of(proposal),
        || format!("{} came of {}", proposal.number(), review.id),
        || format!("{} did not come of {}", proposal.number(), review.id),
    )
}

fn ended(review: &Review) -> String {
    let end = review.last_phase().and_then(|phase| phase.end());
    end.map(|end| format!("; it ended on {}, when {}", day(end.on), end.how.words())).unwrap_or_default()
}
