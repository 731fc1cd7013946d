//! Conditions on consultations.

use super::{Answer, list};
use crate::act::Act;
use crate::case::Case;
use crate::names::{ConsultationKind, day};
use crate::register::{Consulted, Matter, MatterConsultation, MatterKind};

pub(super) fn closed(case: &Case<'_>, kind: ConsultationKind) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let name = kind.words();
    match proposal.consultation_of_round(kind) {
        None => Answer::NotMet(match (proposal.course.sent_back.last(), proposal.consultation(Some(kind))) {
            (Some((_, _, at)), Some(before)) => format!(
                "the {name} that closed on {} was held before {} was sent back on {}; it has to be held on what is proposed now",
                day(before.closes),
                proposal.number(),
                day(at.date())
            ),
            (_, _) => format!("no {name} has been held on {}", proposal.number()),
        }),
        Some(held) if case.at.date() > held.closes => Answer::Met(format!("the {name} closed on {}", day(held.closes))),
        Some(held) => Answer::NotMet(format!("the {name} is open until the end of {}", day(held.closes))),
    }
}

pub(super) fn opened(case: &Case<'_>) -> Answer {
    if let (Some(Act::Respond(act)), None) = (case.act, case.proposal) {
        let id = act.consultation.as_deref().unwrap_or_default();
        return match case.register.matter_consultation(id) {
            None => Answer::NotMet(format!("no consultation `{id}` has been opened")),
            Some(held) => Answer::Met(format!("the consultation {id} opened on {}", day(held.opened))),
        };
    }
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    match proposal.consultation(None) {
        None => Answer::NotMet(format!("no consultation on {} has been opened", proposal.number())),
        Some(held) => Answer::Met(format!("the {} opened on {}", held.kind.words(), day(held.opened))),
    }
}

pub(super) fn none_open(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    match proposal.consultations.iter().find(|held| held.is_open(case.at.date())) {
        None => Answer::Met("no consultation is open".to_owned()),
        Some(held) => {
            Answer::NotMet(format!("the {} is open until the end of {}", held.kind.words(), day(held.closes)))
        }
    }
}

/// The thing that the act is about, where it is no proposal.
fn matter(case: &Case<'_>) -> Option<Matter> {
    case.act?.details().matter(case)
}

pub(super) fn about(case: &Case<'_>, kinds: &[MatterKind]) -> Answer {
    let wanted = || list(kinds.iter().map(|kind| kind.words().to_owned()));
    match matter(case) {
        None => Answer::Open(format!("it must be about {}", wanted())),
        Some(matter) => Answer::when(
            kinds.contains(&matter.kind),
            || format!("it is about {matter}"),
            || format!("it is about {matter}, not about {}", wanted()),
        ),
    }
}

pub(super) fn invited(case: &Case<'_>, wanted: &[String]) -> Answer {
    let invited = match case.act {
        Some(Act::Consult(act)) => &act.invited,
        Some(_) | None => return Answer::Open(format!("{} must be invited", list(wanted.iter().cloned()))),
    };
    let code = case.rulebook.code();
    let is_there = |name: &&String| {
        invited.iter().any(|one| {
            one.eq_ignore_ascii_case(name) || code.body(one).is_some_and(|body| body.id.as_str() == name.as_str())
        })
    };
    let missing: Vec<String> = wanted
        .iter()
        .filter(|name| !is_there(name))
        .map(|name| if name == "all-parties" { "all Parties".to_owned() } else { code.title_of(name).to_owned() })
        .collect();
    Answer::when(
        missing.is_empty(),
        || "all who must be asked are invited".to_owned(),
        || format!("{} must be asked too; invite them", list(missing.clone())),
    )
}

/// The last consultation about the thing that the act is about, of the version it names.
fn last_about<'a>(case: &Case<'a>, matter: &Matter) -> Option<&'a MatterConsultation> {
    case.register.consultations_about(matter).max_by_key(|held| held.opened)
}

pub(super) fn consulted_on(case: &Case<'_>) -> Answer {
    let Some(matter) = matter(case) else {
        return Answer::Open("the thing must have been consulted on".to_owned());
    };
    match last_about(case, &matter) {
        None => Answer::NotMet(format!("no consultation about {matter} has been held")),
        Some(held) if case.at.date() > held.closes => {
            Answer::Met(format!("the consultation about {matter} closed on {}", day(held.closes)))
        }
        Some(held) => {
            Answer::NotMet(format!("the consultation {} is open until the end of {}", held.id, day(held.closes)))
        }
    }
}

pub(super) fn outcome_reported(case: &Case<'_>) -> Answer {
    let Some(matter) = matter(case) else {
        return Answer::Open("what came of the consultation must have been reported".to_owned());
    };
    let code = case.rulebook.code();
    match last_about(case, &matter).map(|held| (held, &held.outcome)) {
        None => Answer::Met(format!("no consultation about {matter} has been held, so there is nothing to report")),
        Some((held, None)) => {
            Answer::NotMet(format!("what came of the consultation {} has not been reported to anybody", held.id))
        }
        Some((held, Some(outcome))) => Answer::Met(format!(
            "what came of the consultation {} was reported to {} on {}",
            held.id,
            code.title_of(&outcome.to),
            day(outcome.at.date())
        )),
    }
}

fn meant<'a>(case: &Case<'a>) -> Option<&'a MatterConsultation> {
    match case.act {
        Some(Act::ReportOutcome(act)) => case.register.matter_consultation(&act.consultation),
        Some(_) | None => None,
    }
}

pub(super) fn over(case: &Case<'_>) -> Answer {
    let Some(held) = meant(case) else { return Answer::Open("the consultation must have closed".to_owned()) };
    Answer::when(
        case.at.date() > held.closes,
        || format!("the consultation {} closed on {}", held.id, day(held.closes)),
        || format!("the consultation {} is open until the end of {}", held.id, day(held.closes)),
    )
}

pub(super) fn points_answered(case: &Case<'_>) -> Answer {
    let Some(held) = meant(case) else { return Answer::Open("each point made must have been answered".to_owned()) };
    let open = case.register.open_points(Consulted::OnMatter(held));
    let words = |(who, question): &(String, Option<u32>)| match question {
        Some(number) => format!("{who} under question {number}"),
        None => format!("{who} in its comment"),
    };
    Answer::when(
        open.is_empty(),
        || "each point made has been answered".to_owned(),
        || format!("points are not answered yet: {}", list(open.iter().map(words))),
    )
}

pub(super) fn one_category(case: &Case<'_>) -> Answer {
    let Some(Act::Respond(act)) = case.act else {
        return Answer::Open("a respondent speaks for one Party Category".to_owned());
    };
    let code = case.rulebook.code();
    let own = case.actor.category(case.register);
    match (act.category.as_deref(), own) {
        (Some(stated), Some(own)) if stated != own => Answer::NotMet(format!(
            "{} is in the Party Category {}; it cannot respond as one of {}",
            case.actor.stands_for(),
            code.category_title(own),
            code.category_title(stated)
        )),
        (Some(stated), None) => Answer::NotMet(format!(
            "{} is in no Party Category; it cannot respond as one of {}",
            case.actor.name(),
            code.category_title(stated)
        )),
        (None, _) | (Some(_), Some(_)) => Answer::Met("the respondent speaks for its own Party Category".to_owned()),
    }
}
