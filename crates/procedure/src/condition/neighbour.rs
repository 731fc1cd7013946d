//! Conditions on standing duties and on what lies beside the process.

use legaltext::Citation;

use super::{Answer, list};
use crate::act::{Act, CrossCodeEffect, DccDocument, NoticeRoute, Ownership};
use crate::case::Case;
use crate::names::{BodyId, day};

pub(super) fn sum_passed(case: &Case<'_>, clause: &str) -> Answer {
    let Some(Act::ReferRecoveryCosts(act)) = case.act else {
        return Answer::Open(format!("the costs must pass the sum set under {clause}"));
    };
    match case.register.threshold(clause, case.at.date()) {
        None => Answer::NotMet(format!("no sum has been set under {clause} yet; the Panel sets it first")),
        Some(set) => Answer::when(
            act.total > set.amount,
            || format!("the costs, £{}, pass the sum set, £{}", act.total, set.amount),
            || format!("the costs, £{}, do not pass the sum set, £{}", act.total, set.amount),
        ),
    }
}

pub(super) fn raising_considered(case: &Case<'_>) -> Answer {
    let Some(Act::SettleRecoveryCosts(act)) = case.act else {
        return Answer::Open("whether to raise a Draft Proposal must be considered".to_owned());
    };
    let factors: Vec<String> = act.factors.iter().filter(|factor| !factor.trim().is_empty()).cloned().collect();
    match (act.raise, factors.is_empty()) {
        (Some(_), false) => Answer::Met(format!("it was considered, with regard to {}", list(factors))),
        (Some(_), true) => Answer::NotMet(
            "nothing says what the Panel had regard to: changes of allowable revenues, or of the Charging Statement"
                .to_owned(),
        ),
        (None, _) => Answer::NotMet(
            "nothing says that the Panel considered a Draft Proposal on the Charging Methodology".to_owned(),
        ),
    }
}

pub(super) fn change_raised(case: &Case<'_>) -> Answer {
    let Some(Act::CloseProblem(act)) = case.act else {
        return Answer::Open("a Problem that needs a change of the Code needs its Draft Proposal".to_owned());
    };
    let needs = case.register.problem(&act.problem).filter(|problem| problem.what.needs_change);
    match (needs, case.proposal) {
        (None, _) => Answer::Met("the Problem needs no change of the Code".to_owned()),
        (Some(problem), Some(proposal)) if proposal.raised >= problem.at => {
            Answer::Met(format!("{} was raised because of it", proposal.number()))
        }
        (Some(problem), Some(proposal)) => Answer::NotMet(format!(
            "{} was raised on {}, before the Problem was recorded on {}",
            proposal.number(),
            day(proposal.raised.date()),
            day(problem.at.date())
        )),
        (Some(_), None) => Answer::NotMet(format!(
            "the Problem {} needs a change of the Code, and no Draft Proposal is named",
            act.problem
        )),
    }
}

pub(super) fn copied_to(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(Act::NotifyDcc(act)) = case.act else { return Answer::Open("a copy must be given".to_owned()) };
    let code = case.rulebook.code();
    let title = code.title_of(body.as_str());
    Answer::when(
        act.copies.iter().any(|name| code.body(name).is_some_and(|known| known.id == *body)),
        || format!("{title} gets a copy"),
        || format!("{title} must get a copy"),
    )
}

pub(super) fn redacted(case: &Case<'_>, readers: &[BodyId]) -> Answer {
    let Some(Act::NotifyDcc(act)) = case.act else {
        return Answer::Open("sensitive matter must be kept from others".to_owned());
    };
    let code = case.rulebook.code();
    let own = |name: &String| code.body(name).is_some_and(|known| readers.contains(&known.id));
    let others: Vec<String> = act.copies.iter().filter(|name| !own(name)).cloned().collect();
    let done = act.redacted.as_ref().is_some_and(|text| !text.trim().is_empty());
    Answer::when(
        !act.sensitive || others.is_empty() || done,
        || "nobody gets sensitive matter who should not".to_owned(),
        || format!("{} would get sensitive matter; give the redacted notice for them", list(others.iter().cloned())),
    )
}

pub(super) fn route_fits(case: &Case<'_>) -> Answer {
    let Some(Act::AnswerNotice(act)) = case.act else {
        return Answer::Open("the way must fit the document".to_owned());
    };
    let Some(notice) = case.register.notice(&act.notice) else {
        return Answer::Open("the notice is not known".to_owned());
    };
    match (notice.what.document, act.route, case.proposal) {
        (_, NoticeRoute::NoChange, _) => Answer::Met("nothing need change".to_owned()),
        (DccDocument::DcckiSecDocument, NoticeRoute::DraftProposal, Some(proposal)) => {
            Answer::Met(format!("a document of the Code changes by a Draft Proposal, {}", proposal.number()))
        }
        (DccDocument::DcckiSecDocument, NoticeRoute::DraftProposal, None) => {
            Answer::NotMet("no Draft Proposal is named; raise it first".to_owned())
        }
        (DccDocument::DcckiSecDocument, NoticeRoute::CpsAmendment, _) => Answer::NotMet(
            "the document is part of the Code, so it changes by a Draft Proposal and in no other way".to_owned(),
        ),
        (DccDocument::DcckiCps, NoticeRoute::CpsAmendment, _) => {
            Answer::Met("the DCCKI CPS changes as L13.42 says".to_owned())
        }
        (DccDocument::DcckiCps, NoticeRoute::DraftProposal, _) => Answer::NotMet(
            "the DCCKI CPS is no part of the Code: its amendments go as L13.42 says, not by a Draft Proposal"
                .to_owned(),
        ),
    }
}

pub(super) fn task_sourced(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(Act::AssignTask(act)) = case.act else { return Answer::Open("a task needs its source".to_owned()) };
    let clause = act.clause.as_ref().filter(|clause| !clause.trim().is_empty());
    let title = case.rulebook.code().title_of(body.as_str());
    match (clause, case.actor.body() == Some(body)) {
        (Some(clause), _) => asked_by_clause(case, clause.trim()),
        (None, true) => Answer::Met(format!("{title} assigns it")),
        (None, false) => Answer::NotMet(format!(
            "the task has no source: name the clause that asks for it, or have {title} assign it"
        )),
    }
}

/// Whether the Code has a clause, as far as the register holds the Code.
fn asked_by_clause(case: &Case<'_>, clause: &str) -> Answer {
    let Ok(place) = clause.parse::<Citation>() else {
        return Answer::NotMet(format!("\"{clause}\" is no clause; write it like C7.2"));
    };
    let edition = case.register.edition_at(case.at.date());
    if edition.is_some_and(|edition| edition.find(&place).is_some()) {
        return Answer::Met(format!("{clause} asks for it"));
    }
    let outline = edition.is_none_or(|edition| edition.documents().iter().any(|document| document.has_unheld()));
    Answer::when(
        outline,
        || {
            format!(
                "{clause} is said to ask for it; the register holds an outline of the Code, which does not show that clause"
            )
        },
        || format!("the Code of {} has no clause {clause}", day(case.at.date())),
    )
}

pub(super) fn asked_of_actor(case: &Case<'_>) -> Answer {
    let Some(Act::AnswerRequest(act)) = case.act else {
        return Answer::Open("whoever was asked answers".to_owned());
    };
    let asked = case.register.obligations().iter().find(|owed| owed.id == act.request);
    let code = case.rulebook.code();
    let Some(asked) = asked else { return Answer::Open("the request is not known".to_owned()) };
    let own = case.actor.stands_for();
    let Some(on) = asked.on.as_deref() else { return Answer::Open("the request names nobody".to_owned()) };
    let is_own = on.eq_ignore_ascii_case(own) || code.body(on).is_some_and(|body| body.id.as_str() == own);
    Answer::when(
        is_own,
        || format!("{} was asked", case.actor.name()),
        || format!("{} was asked, not {}", code.title_of(on), case.actor.name()),
    )
}

pub(super) fn joint_working(case: &Case<'_>) -> Answer {
    let Some(Act::RecordCrossCode(act)) = case.act else {
        return Answer::Open("the other code must have been contacted".to_owned());
    };
    if act.effect == CrossCodeEffect::None {
        return Answer::Met("the other code need not change".to_owned());
    }
    match case.register.joint_working(&act.code).next_back() {
        Some(held) => {
            Answer::Met(format!("joint working with {} stands since {}", held.what.with, day(held.at.date())))
        }
        None => Answer::NotMet(format!(
            "no contact with {} is on record; arrange joint working with it first",
            act.code.trim()
        )),
    }
}

pub(super) fn check_recorded(case: &Case<'_>) -> Answer {
    let Some(Act::RecordCrossCode(act)) = case.act else { return Answer::Open("a check must be made".to_owned()) };
    let linked = act.change.as_ref().is_some_and(|change| !change.trim().is_empty());
    if act.check.trim().is_empty() {
        return Answer::NotMet("nothing says who looked at what; an effect, or none, needs its check".to_owned());
    }
    Answer::when(
        act.effect == CrossCodeEffect::None || linked,
        || "the check is on record".to_owned(),
        || format!("the change of {} is not named, so nothing leads there", act.code.trim()),
    )
}

pub(super) fn linked_noticed(case: &Case<'_>) -> Answer {
    let Some(Act::DetermineDispute(act)) = case.act else {
        return Answer::Open("linked disputes must have had notice".to_owned());
    };
    let linked = case.register.dispute(&act.dispute).map(|held| held.recorded.what.linked.as_slice());
    let noticed = |code: &str| act.noticed.iter().any(|one| one.trim().eq_ignore_ascii_case(code.trim()));
    let missing = linked.unwrap_or_default().iter().filter(|other| !noticed(&other.code));
    let missing: Vec<String> = missing.map(|other| format!("{} ({})", other.code, other.dispute)).collect();
    Answer::when(
        missing.is_empty(),
        || "every code with a linked dispute had notice".to_owned(),
        || {
            format!(
                "a dispute under another code interacts with it, and no notice was given: {}",
                list(missing.clone())
            )
        },
    )
}

pub(super) fn dispute_advice(case: &Case<'_>, body: &BodyId) -> Answer {
    let Some(Act::DetermineDispute(act)) = case.act else {
        return Answer::Open("advice may have to be asked for".to_owned());
    };
    let Some(held) = case.register.dispute(&act.dispute) else {
        return Answer::Open("the Dispute is not known".to_owned());
    };
    let code = case.rulebook.code();
    let title = code.title_of(body.as_str());
    let subjects = &held.recorded.what.subjects;
    let watched = case.rulebook.watches_subject(body, subjects, case.at.date(), case.register);
    let asked = held.advice_asked.iter().any(|(to, _)| code.body(to).is_some_and(|known| known.id == *body));
    Answer::when(
        !watched || asked,
        || format!("{title} was asked, or the Dispute is about nothing that it watches"),
        || {
            let subjects = case.subject_titles(&held.recorded.what.subjects);
            format!("the Dispute is about {subjects}, and {title} was not asked for advice on it")
        },
    )
}

pub(super) fn own_materials(case: &Case<'_>) -> Answer {
    let Some(Act::FileDocument(act)) = case.act else {
        return Answer::Open("it must say whose works it holds".to_owned());
    };
    match act.ownership {
        Ownership::SecMaterials => Answer::Met("it holds SEC Materials".to_owned()),
        Ownership::Others => Answer::Met("it holds works of others, marked as theirs".to_owned()),
        Ownership::ConsumerData => {
            Answer::NotMet("it holds Consumer Data, which are no SEC Materials; leave them out".to_owned())
        }
        Ownership::ServicesIpr => {
            Answer::NotMet("it holds Services IPR, which are no SEC Materials; leave them out".to_owned())
        }
    }
}

pub(super) fn classified(case: &Case<'_>) -> Answer {
    let Some(Act::FileDocument(act)) = case.act else { return Answer::Open("it must carry its class".to_owned()) };
    let on = act.date.unwrap_or_else(|| case.at.date());
    let known: Vec<String> = case.rulebook.code().classes_on(on).map(|class| class.title.clone()).collect();
    let Some(class) = &act.class else {
        return Answer::NotMet(format!("it carries no class; on {} the classes are {}", day(on), list(known)));
    };
    Answer::when(
        known.iter().any(|title| title.eq_ignore_ascii_case(class.trim())),
        || format!("{} is a class of the policy in force on {}", class.trim(), day(on)),
        || {
            format!(
                "{} is no class of the policy in force on {}; those are {}",
                class.trim(),
                day(on),
                list(known.clone())
            )
        },
    )
}

pub(super) fn controlled(case: &Case<'_>) -> Answer {
    let Some(Act::FileDocument(act)) = case.act else { return Answer::Open("it needs version and date".to_owned()) };
    let version = act.version.as_ref().is_some_and(|version| !version.trim().is_empty());
    match (version, act.date) {
        (true, Some(date)) if date <= case.at.date() => Answer::Met("it carries its version and date".to_owned()),
        (true, Some(date)) => Answer::NotMet(format!("its date, {}, is still to come", day(date))),
        (false, _) => Answer::NotMet("it carries no version".to_owned()),
        (true, None) => Answer::NotMet("it carries a version and no date".to_owned()),
    }
}

pub(super) fn states_its_parent(case: &Case<'_>) -> Answer {
    let Some(Act::FileDocument(act)) = case.act else {
        return Answer::Open("it must name the modification that it belongs to".to_owned());
    };
    let Some(stated) = act.states.as_deref().map(str::trim) else {
        return Answer::Met("it names no modification".to_owned());
    };
    if !case.rulebook.code().is_proposal_number(stated) {
        return Answer::NotMet(case.rulebook.code().numbering_hint(stated));
    }
    match case.proposal {
        Some(proposal) => Answer::when(
            proposal.numbers().any(|number| number.eq_ignore_ascii_case(stated)),
            || format!("it names {stated}, to which it belongs"),
            || format!("it names {stated}, and it is filed with {}", proposal.number()),
        ),
        None => Answer::NotMet(format!("it names {stated}; file it with that modification")),
    }
}

pub(super) fn class_allows(case: &Case<'_>) -> Answer {
    let Some(Act::PublishDocument(act)) = case.act else {
        return Answer::Open("its class must allow the audience".to_owned());
    };
    let Some(filed) = case.register.filed(&act.document) else {
        return Answer::Open("the document is not filed".to_owned());
    };
    let on = filed.what.date.unwrap_or_else(|| filed.at.date());
    let own = filed.what.class.as_deref().unwrap_or_default().trim();
    let class = case.rulebook.code().classes_on(on).find(|class| class.title.eq_ignore_ascii_case(own));
    match class {
        None => Answer::NotMet("the document carries no class that the policy of its day knows".to_owned()),
        Some(class) => Answer::when(
            act.audience <= class.widest,
            || format!("{} lets it go to {}", class.title, act.audience.words()),
            || format!("{} lets it go to {} only, not to {}", class.title, class.widest.words(), act.audience.words()),
        ),
    }
}

pub(super) fn raised_by_bound(case: &Case<'_>) -> Answer {
    let (Some(Act::MeetDuty(act)), Some(proposal)) = (case.act, case.proposal) else {
        return Answer::Open("whoever is bound must have raised it".to_owned());
    };
    let bound = case.rulebook.duty(&act.rule.as_str().into()).and_then(|duty| duty.on.as_ref());
    let code = case.rulebook.code();
    match bound {
        None => Answer::NotMet("that duty says nobody who must do it".to_owned()),
        Some(on) => Answer::when(
            code.body(&proposal.proposer).is_some_and(|body| body.id == *on) || proposal.proposer == on.as_str(),
            || format!("{} raised {}", code.title_of(on.as_str()), proposal.number()),
            || {
                let (who, number) = (code.title_of(&proposal.proposer), proposal.number());
                format!("{number} was raised by {who}; the duty is on {}", code.title_of(on.as_str()))
            },
        ),
    }
}
