//! Conditions on the course of a proposal: representations, tests claimed, what it touches.

use legaltext::DocumentId;

use super::{Answer, list};
use crate::act::{Act, RaisingPurpose};
use crate::case::Case;
use crate::case::{holder_words, holds};
use crate::holder::Holder;
use crate::names::Mark;
use crate::names::{BodyId, day};

pub(super) fn representations_set_out(case: &Case<'_>, document: &str) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let made = &proposal.course.representations;
    if made.is_empty() {
        return Answer::Met("no representations were made".to_owned());
    }
    let draft = proposal.course.last_draft(document);
    let lacking = made.iter().filter(|one| {
        let set_out = draft.filter(|draft| draft.at >= one.at).into_iter().flat_map(|draft| &draft.representations);
        !set_out.clone().any(|held| held.by.eq_ignore_ascii_case(&one.by) && !held.evidence.trim().is_empty())
    });
    let lacking: Vec<String> = lacking.map(|one| case.rulebook.code().title_of(&one.by).to_owned()).collect();
    Answer::when(
        lacking.is_empty(),
        || "each representation is set out with the evidence behind it".to_owned(),
        || {
            format!(
                "the last draft does not set out, with a summary of the evidence, the representations of {}",
                list(lacking.clone())
            )
        },
    )
}

pub(super) fn test_claimed(case: &Case<'_>, test: &str) -> Answer {
    let Some(Act::MakeRepresentation(act)) = case.act else {
        return Answer::Open(format!("the test {test} must be claimed"));
    };
    match act.test.as_deref() {
        Some(claimed) if claimed.trim() == test => Answer::Met(format!("the test {test} is claimed")),
        Some(claimed) => Answer::NotMet(format!("the test claimed is {claimed}, not {test}")),
        None => Answer::NotMet(format!("no test is claimed; say under which one the right arises, as {test}")),
    }
}

pub(super) fn touches(case: &Case<'_>, documents: &[DocumentId]) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let touched = proposal.documents_touched();
    let wanted = || list(documents.iter().map(DocumentId::printed));
    Answer::when(
        touched.iter().any(|one| documents.contains(one)),
        || format!("{} touches {}", proposal.number(), wanted()),
        || match touched.as_slice() {
            [] => format!("{} does not say that it touches {}", proposal.number(), wanted()),
            others => {
                let others = list(others.iter().map(DocumentId::printed));
                format!("{} touches {others}, not {}", proposal.number(), wanted())
            }
        },
    )
}

pub(super) fn subject_among(case: &Case<'_>, subjects: &[String]) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let wanted = case.subject_titles(subjects);
    Answer::when(
        proposal.subjects.iter().any(|subject| subjects.contains(subject)),
        || format!("{} is about {wanted}", proposal.number()),
        || format!("{} is not said to be about {wanted}", proposal.number()),
    )
}

/// Whoever acts on a review, or raised the proposal, is the body, or does so at its direction.
pub(super) fn begun_by(case: &Case<'_>, body: &BodyId) -> Answer {
    let title = case.rulebook.code().title_of(body.as_str());
    let directed = |id: Option<&String>, to: Option<&BodyId>| {
        let direction = id.and_then(|id| case.register.direction(id));
        direction.is_some_and(|direction| to.is_none_or(|to| *to == direction.to))
    };
    let (so, what) = match (case.act, case.proposal) {
        (Some(Act::RaiseDraftProposal(act)), _) => {
            let own = case.actor.body() == Some(body);
            let directed =
                act.direction.is_some() && directed(act.direction.as_ref(), Some(case.actor.body().unwrap_or(body)));
            (own || directed, "the Draft Proposal".to_owned())
        }
        (_, Some(proposal)) => {
            let own = proposal.proposer.eq_ignore_ascii_case(body.as_str());
            (own || directed(proposal.course.direction.as_ref(), None), proposal.number().to_owned())
        }
        (_, None) => return Answer::Open(format!("it must be raised by {title}, or at its direction")),
    };
    Answer::when(
        so,
        || format!("{what} is raised by {title}, or at its direction"),
        || format!("{what} is not raised by {title}, nor by a body that {title} directed to raise it"),
    )
}

pub(super) fn raised_by(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let code = case.rulebook.code();
    let title = code.title_of(body.as_str());
    Answer::when(
        proposal.proposer.eq_ignore_ascii_case(body.as_str()),
        || format!("{} was raised by {title}", proposal.number()),
        || format!("{} was raised by {}, not by {title}", proposal.number(), code.title_of(&proposal.proposer)),
    )
}

pub(super) fn for_a_review(case: &Case<'_>) -> Answer {
    let Some(Act::RaiseDraftProposal(act)) = case.act else {
        return Answer::Open("it may arise from a review".to_owned());
    };
    Answer::when(
        act.review.is_some() || act.direction.is_some(),
        || "it is raised for a review or at a direction".to_owned(),
        || "it is raised for no review and at no direction".to_owned(),
    )
}

pub(super) fn purpose_is(case: &Case<'_>, purposes: &[RaisingPurpose]) -> Answer {
    let Some(Act::RaiseDraftProposal(act)) = case.act else {
        return Answer::Open("the purpose must be named".to_owned());
    };
    let wanted = || list(purposes.iter().map(|purpose| purpose.words().to_owned()));
    match act.purpose {
        Some(purpose) if purposes.contains(&purpose) => Answer::Met(format!("the purpose is {}", purpose.words())),
        Some(purpose) => Answer::NotMet(format!("the purpose is {}; this needs {}", purpose.words(), wanted())),
        None => Answer::NotMet(format!("no purpose is named; this needs {}", wanted())),
    }
}

pub(super) fn acted_by(case: &Case<'_>, holders: &[Holder]) -> Answer {
    let code = case.rulebook.code();
    let who = || holders.iter().map(|holder| holder_words(holder, code)).collect::<Vec<_>>().join(" or ");
    Answer::when(
        holders.iter().any(|holder| holds(case, holder)),
        || format!("{} acts", case.actor.name()),
        || format!("this is for {}; {} is not that", who(), case.actor.name()),
    )
}

pub(super) fn acted_by_none_of(case: &Case<'_>, holders: &[Holder]) -> Answer {
    let code = case.rulebook.code();
    let is = holders.iter().find(|holder| holds(case, holder)).map(|holder| holder_words(holder, code));
    match is {
        Some(who) => Answer::NotMet(format!("this is for others than {who}, and {} is that", case.actor.name())),
        None => Answer::Met(format!("{} acts", case.actor.name())),
    }
}

pub(super) fn refers_to(case: &Case<'_>, body: &BodyId) -> Answer {
    let code = case.rulebook.code();
    let title = code.title_of(body.as_str());
    let Some(Act::ReferDecision(act)) = case.act else { return Answer::Open(format!("it may be referred to {title}")) };
    let named = code.body(&act.to).is_some_and(|named| named.id == *body);
    Answer::when(
        named,
        || format!("it is referred to {title}"),
        || format!("it is referred to {}, not to {title}", code.title_of(&act.to)),
    )
}

pub(super) fn referred_to(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let title = case.rulebook.code().title_of(body.as_str());
    let open = proposal.course.last_referral().filter(|referral| referral.decided.is_none());
    Answer::when(
        open.is_some_and(|referral| referral.to == *body),
        || format!("the decision on {} was referred to {title}", proposal.number()),
        || format!("no referral of {} waits for {title}", proposal.number()),
    )
}

pub(super) fn referral_decided_by(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let title = case.rulebook.code().title_of(body.as_str());
    let last = proposal.course.last_referral();
    Answer::when(
        last.is_some_and(|referral| referral.to == *body && referral.decided.is_some()),
        || format!("{title} decided on the referral of {}", proposal.number()),
        || format!("{title} has not decided on a referral of {}; it comes first", proposal.number()),
    )
}

pub(super) fn no_referral_decided_by(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let title = case.rulebook.code().title_of(body.as_str());
    let number = proposal.number();
    let decided = proposal.course.referrals.iter().filter(|referral| referral.to == *body);
    match decided.filter_map(|referral| referral.decided).next_back() {
        None => Answer::Met(format!("the {title} has decided on no referral of {number}")),
        Some((_, at)) => Answer::NotMet(format!(
            "the {title} decided on {} on the decision on {number} that was referred to it; that is not opened again",
            day(at.date())
        )),
    }
}

pub(super) fn amalgamates_like(case: &Case<'_>) -> Answer {
    let (Some(proposal), Some(Act::Amalgamate(act))) = (case.proposal, case.act) else {
        return Answer::Open("the proposals must stand at one stage".to_owned());
    };
    let others = act.others.iter().filter_map(|number| case.register.proposal(number));
    let elsewhere: Vec<String> = others
        .filter(|other| other.stage != proposal.stage)
        .map(|other| format!("{} at {}", other.number(), other.stage.words()))
        .collect();
    Answer::when(
        elsewhere.is_empty(),
        || format!("all stand at the stage {}", proposal.stage.words()),
        || format!("{} stands at {}, but {}", proposal.number(), proposal.stage.words(), list(elsewhere.clone())),
    )
}

pub(super) fn parts_have_issues(case: &Case<'_>) -> Answer {
    let Some(Act::Split(act)) = case.act else { return Answer::Open("each part needs its own issue".to_owned()) };
    let without: Vec<String> =
        act.into.iter().filter(|part| part.issue.trim().is_empty()).map(|part| part.title.clone()).collect();
    Answer::when(
        without.is_empty(),
        || "each part has its own issue".to_owned(),
        || format!("no issue is given for {}; each part stands on its own", list(without.clone())),
    )
}

pub(super) fn lead_time_kept(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Some(needed) = proposal.course.lead_time() else {
        return Answer::Met("no assessment says how long systems need".to_owned());
    };
    let (Ok(Some(from)), Ok(Some(to))) = (case.date_of(Mark::CutOff), case.date_of(Mark::ReleaseDate)) else {
        return Answer::Open(format!("the Impact Assessment asks for {needed} Working Days"));
    };
    match case.rulebook.calendar().working_days_between(from, to) {
        Err(error) => Answer::NotMet(error.to_string()),
        Ok(left) => Answer::when(
            left >= needed,
            || format!("systems need {needed} Working Days, and {left} are left"),
            || {
                format!(
                    "{} changes systems, which need {needed} Working Days by the assessment; from the cut-off {} to {} \
                     there are {left}",
                    proposal.number(),
                    day(from),
                    day(to)
                )
            },
        ),
    }
}
