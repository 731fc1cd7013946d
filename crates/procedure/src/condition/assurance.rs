//! Conditions on policies of assurance and on the projects under them.

use super::{Answer, list};
use crate::act::Act;
use crate::case::Case;
use crate::names::day;
use crate::register::Project;

pub(super) fn views_regarded(case: &Case<'_>) -> Answer {
    let Some(Act::AdoptPolicy(act)) = case.act else {
        return Answer::Open("the views of Parties must be regarded".to_owned());
    };
    Answer::when(
        !act.views.trim().is_empty(),
        || "the record says what regard was had to the views of Parties".to_owned(),
        || "nothing says what Parties said and what regard was had to it".to_owned(),
    )
}

pub(super) fn weight_given(case: &Case<'_>) -> Answer {
    let Some(Act::AdoptPolicy(act)) = case.act else {
        return Answer::Open("both needs of the DCC must be given due weight".to_owned());
    };
    let mut missing = Vec::new();
    if act.general_objectives.trim().is_empty() {
        missing.push("to comply with the General Objectives of its licence".to_owned());
    }
    if act.other_obligations.trim().is_empty() {
        missing.push("to discharge its other licence obligations efficiently".to_owned());
    }
    Answer::when(
        missing.is_empty(),
        || "both needs of the DCC were given weight".to_owned(),
        || format!("nothing says what weight was given to the need of the DCC {}", list(missing.clone())),
    )
}

pub(super) fn not_referred(case: &Case<'_>) -> Answer {
    let Some(Act::AdoptPolicy(act)) = case.act else {
        return Answer::Open("the Authority must not have decided otherwise".to_owned());
    };
    let held = case.register.policy_version(&act.policy, &act.version);
    match held.and_then(|held| held.referral.as_ref()).map(|referral| (referral, referral.decided)) {
        None => Answer::Met("no disagreement was referred to the Authority".to_owned()),
        Some((_, Some((true, at)))) => {
            Answer::Met(format!("the Authority decided on {} that the version stands", day(at.date())))
        }
        Some((_, Some((false, at)))) => Answer::NotMet(format!(
            "the Authority decided on {} that the version falls; its decision is final",
            day(at.date())
        )),
        Some((referral, None)) => {
            Answer::NotMet(format!("the disagreement referred on {} is with the Authority", day(referral.at.date())))
        }
    }
}

pub(super) fn policy_current(case: &Case<'_>) -> Answer {
    let Some(Act::PublishPolicy(act)) = case.act else {
        return Answer::Open("the version must be the current one".to_owned());
    };
    match case.register.current_policy(&act.policy) {
        None => Answer::NotMet("no version has been adopted, or stands".to_owned()),
        Some(current) => Answer::when(
            current.version == act.version,
            || format!("{} is the current version", act.version),
            || format!("the current version is {}; {} is not shown as current", current.version, act.version),
        ),
    }
}

pub(super) fn policy_applies(case: &Case<'_>) -> Answer {
    let Some(Act::RegisterProject(act)) = case.act else {
        return Answer::Open("the policy must be for such a project".to_owned());
    };
    match (act.needs_modification, act.affects_users) {
        (true, _) => {
            Answer::NotMet("it needs a Modification, so it goes by Section D and not by the policy".to_owned())
        }
        (false, false) => Answer::NotMet("it cannot affect Users, so the policy is not for it".to_owned()),
        (false, true) => Answer::Met("it may affect Users and needs no Modification".to_owned()),
    }
}

fn project<'a>(case: &Case<'a>) -> Option<&'a Project> {
    match case.act {
        Some(Act::BringProjectLive(act)) => case.register.project(&act.project),
        Some(_) | None => None,
    }
}

pub(super) fn steps_met(case: &Case<'_>) -> Answer {
    let Some(project) = project(case) else { return Answer::Open("every step must be met".to_owned()) };
    let open: Vec<String> =
        project.steps.iter().filter(|step| step.met.is_none()).map(|step| step.step.clone()).collect();
    if project.steps.is_empty() {
        return Answer::NotMet("its steps have not been set yet".to_owned());
    }
    Answer::when(
        open.is_empty(),
        || "every step is met".to_owned(),
        || format!("steps are not met yet: {}", list(open.iter().cloned())),
    )
}

pub(super) fn information_given(case: &Case<'_>) -> Answer {
    let Some(project) = project(case) else { return Answer::Open("information asked for must be given".to_owned()) };
    let own =
        case.register.obligations().iter().filter(|owed| project.requests.contains(&owed.id) && owed.met.is_none());
    let open: Vec<String> = own.map(|owed| format!("{} ({})", owed.what, owed.id)).collect();
    Answer::when(
        open.is_empty(),
        || "all information asked for was given".to_owned(),
        || format!("information asked for was not given yet: {}", list(open.iter().cloned())),
    )
}
