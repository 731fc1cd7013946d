//! Conditions on the criteria for going live, the recommendations, and the decision.

use serde::Deserialize;

use super::{Answer, Condition, list, testing};
use crate::act::{Act, ActName};
use crate::case::Case;
use crate::gate::Gate;
use crate::names::day;
use crate::register::{Criterion, Release};

/// What the register itself must show before a criterion counts as met, whatever evidence is put forward.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// At most so many Testing Issues of these severities are open.
    OpenIssues {
        /// The severities.
        severities: Vec<u8>,
        /// So many at most.
        #[serde(rename = "at-most")]
        at_most: usize,
    },
    /// Each open Testing Issue of these severities has a plan.
    IssuesPlanned(Vec<u8>),
    /// The open Testing Issues are within the thresholds of the Testing Approach Document.
    IssuesWithinThresholds,
    /// Each phase of the Testing Approach Document is closed.
    PhasesClosed,
    /// Results of regression testing were given.
    RegressionGiven,
    /// Each difference of a test environment has its risk, and that is managed.
    DifferencesManaged,
    /// Lessons are on record, and each was taken up.
    LessonsTakenUp,
}

fn open() -> Answer {
    Answer::Open("it is not said yet what is meant".to_owned())
}

/// The criterion that the act assesses or revises.
fn criterion<'a>(case: &Case<'a>) -> Option<&'a Criterion> {
    let (name, number) = match case.act {
        Some(Act::AssessCriterion(act)) => (&act.list, act.number),
        Some(Act::ReviseCriterion(act)) => (&act.list, act.number),
        Some(_) | None => return None,
    };
    let id = case.list_id(name);
    case.release?.acceptance.criteria.iter().find(|one| one.list == id && one.number == number)
}

pub(super) fn criterion_is(case: &Case<'_>, names: &[String]) -> Answer {
    let Some(criterion) = criterion(case) else { return open() };
    let name = format!("{}-{}", criterion.list, criterion.number);
    Answer::when(names.contains(&name), || format!("it is criterion {name}"), || format!("it is criterion {name}"))
}

pub(super) fn owns_criterion(case: &Case<'_>) -> Answer {
    let Some(criterion) = criterion(case) else { return open() };
    let title = case.rulebook.code().title_of(criterion.owner.as_str());
    Answer::when(
        case.actor.body() == Some(&criterion.owner),
        || format!("the criterion {} is for {title} to show", criterion.name()),
        || format!("the criterion {} is for {title} to show, not for {}", criterion.name(), case.actor.name()),
    )
}

/// A criterion that is said to be met is met on the register's own showing too.
pub(super) fn shown(case: &Case<'_>, what: &Shown) -> Answer {
    let (Some(Act::AssessCriterion(act)), Some(release)) = (case.act, case.release) else { return open() };
    if !act.met {
        return Answer::Met("it is said not to be met".to_owned());
    }
    what.of(release)
}

impl Shown {
    /// Whether the register shows it of a release.
    fn of(&self, release: &Release) -> Answer {
        match self {
            Self::OpenIssues { severities, at_most } => testing::open_issues(release, severities, *at_most),
            Self::IssuesPlanned(severities) => testing::issues_planned(release, severities),
            Self::IssuesWithinThresholds => testing::issues_within_thresholds(release),
            Self::PhasesClosed => testing::phases_closed(release),
            Self::RegressionGiven => testing::regression_given(release),
            Self::DifferencesManaged => testing::differences_managed(release),
            Self::LessonsTakenUp => lessons_taken_up(release),
        }
    }
}

/// The criteria of a release that are not met, with what the register shows against one that was assessed as met: the rules
/// that an assessment is held to hold when it is relied on too.
fn unmet<'a>(case: &Case<'_>, release: &'a Release) -> Vec<(&'a Criterion, Option<String>)> {
    let governing = case.governing(ActName::AssessCriterion);
    let against = |criterion: &Criterion| {
        let id = format!("{}-{}", criterion.list, criterion.number);
        let is_about = |when: &Condition| matches!(when, Condition::CriterionIs(names) if names.contains(&id));
        let rules = governing.rules().filter(|loaded| loaded.rule.when.iter().any(is_about));
        let mut answers = rules.filter_map(|loaded| match loaded.rule.check.condition() {
            Some(Condition::Shown(what)) => Some(what.of(release)),
            Some(_) | None => None,
        });
        answers.find_map(|answer| match answer {
            Answer::NotMet(why) => Some(why),
            Answer::Met(_) | Answer::Open(_) => None,
        })
    };
    let stands = |one: &&Criterion| release.acceptance.standing(one).is_some_and(|standing| standing.met);
    let judged = release.acceptance.criteria.iter().map(|one| {
        let met = stands(&one);
        (one, met, if met { against(one) } else { None })
    });
    judged.filter(|(_, met, why)| !met || why.is_some()).map(|(one, _, why)| (one, why)).collect()
}

/// Criteria that are not met, as a list in a sentence.
fn unmet_words(unmet: &[(&Criterion, Option<String>)]) -> String {
    list(unmet.iter().map(|(criterion, why)| match why {
        Some(why) => format!("{} ({why})", criterion.name()),
        None => criterion.name(),
    }))
}

fn is_accepted(accepts: &[String], criterion: &Criterion) -> bool {
    accepts.iter().any(|name| name.trim().eq_ignore_ascii_case(&criterion.name()))
}

fn lessons_taken_up(release: &Release) -> Answer {
    let lessons = &release.acceptance.lessons;
    let left = list(lessons.iter().filter(|one| one.taken_up.is_empty()).map(|one| format!("\"{}\"", one.lesson)));
    if lessons.is_empty() {
        return Answer::NotMet("no lesson of an earlier release or change is on record".to_owned());
    }
    Answer::when(
        left.is_empty(),
        || format!("all {} lessons on record were taken up", lessons.len()),
        || format!("these lessons were not taken up: {left}"),
    )
}

pub(super) fn criteria_in_new_version(case: &Case<'_>) -> Answer {
    let Some(release) = case.release else { return open() };
    let Some(last) = release.latest_document() else {
        return Answer::Met("the Release Implementation Document is not baselined yet".to_owned());
    };
    let baselined = release.baselines().next().is_some();
    Answer::when(
        !baselined || !last.is_baseline(),
        || format!("version {} is a draft that the change goes into", last.version),
        || {
            format!(
                "version {} of the Release Implementation Document is baselined; issue a draft after it first, which the \
                 Panel then baselines",
                last.version
            )
        },
    )
}

/// What a recommendation is on.
fn recommended<'a>(case: &Case<'a>) -> Option<&'a Gate> {
    match case.act {
        Some(Act::RecommendOnRelease(act)) => Some(&act.on),
        Some(_) | None => None,
    }
}

pub(super) fn recommends_on(case: &Case<'_>, gates: &[Gate]) -> Answer {
    let Some(on) = recommended(case) else { return open() };
    let code = case.rulebook.code();
    let reviewer = match on.list_of() {
        Some(list) => code.releases.list(list).map(|list| &list.reviewer),
        None => code.releases.event(on).map(|event| &event.owner),
    };
    let reviewer = reviewer.map(|body| format!("; that is for {}", code.title_of(body.as_str())));
    Answer::when(
        gates.contains(on),
        || format!("the recommendation is that {}", on.words()),
        || format!("{} does not recommend on {on}{}", case.actor.name(), reviewer.unwrap_or_default()),
    )
}

pub(super) fn criteria_met_or_accepted(case: &Case<'_>) -> Answer {
    let (Some(Act::DecideGo(act)), Some(release)) = (case.act, case.release) else { return open() };
    if !act.go {
        return Answer::Met("it is decided not to go live".to_owned());
    }
    let mut left = unmet(case, release);
    left.retain(|(one, _)| !is_accepted(&act.accepts, one));
    Answer::when(
        left.is_empty(),
        || format!("each of the {} criteria is met, or accepted as not met", release.acceptance.criteria.len()),
        || format!("these criteria are not shown to be met, and are not accepted as such: {}", unmet_words(&left)),
    )
}

/// At go-live: nothing came to light since the decision that it does not cover.
pub(super) fn criteria_still_met(case: &Case<'_>) -> Answer {
    let Some(release) = case.its_release() else { return Answer::Open("no release is named yet".to_owned()) };
    let Some(last) = release.acceptance.decisions.last().filter(|last| last.go) else {
        return Answer::Met("there is no decision to go live yet".to_owned());
    };
    let goes = case.proposal.and_then(|proposal| case.commencement_day(proposal)).unwrap_or(release.date);
    let known = release.as_known_on(goes);
    let mut left = unmet(case, &known);
    left.retain(|(one, _)| !is_accepted(&last.accepts, one));
    let advice = known.acceptance.last_advice();
    if let Some(against) = advice.values().find(|advice| advice.at > last.at && !advice.favourable) {
        return Answer::NotMet(format!(
            "since it was decided on {} to go live the {} recommends against it ({}); it takes another decision",
            day(last.at.date()),
            case.rulebook.code().title_of(&against.by),
            against.comment.trim_end_matches('.')
        ));
    }
    Answer::when(
        left.is_empty(),
        || "each criterion is met still, or was accepted as not met".to_owned(),
        || {
            format!(
                "since it was decided on {} to go live these criteria are not met any more, and that decision did not accept \
                 it: {}; it takes another decision",
                day(last.at.date()),
                unmet_words(&left)
            )
        },
    )
}

/// At go-live: the decision to go live was taken of a release that the proposal was in.
pub(super) fn go_covers_the_proposal(case: &Case<'_>) -> Answer {
    let (Some(proposal), Some(release)) = (case.proposal, case.its_release()) else {
        return Answer::Open("no release is named yet".to_owned());
    };
    let Some(last) = release.acceptance.decisions.last().filter(|last| last.go) else {
        return Answer::Met("there is no decision to go live yet".to_owned());
    };
    let put_in = proposal.put_in_release.filter(|_| proposal.release() == Some(&release.id));
    match put_in.filter(|put_in| *put_in > last.at) {
        None => Answer::Met(format!("{} was in the release when it was decided to go live", proposal.number())),
        Some(put_in) => Answer::NotMet(format!(
            "it was decided on {} that the release goes live, and {} was put in it on {}, after that; it takes another \
             decision",
            day(last.at.date()),
            proposal.number(),
            day(put_in.date())
        )),
    }
}

/// A decision to go live comes by the day for which it is taken.
pub(super) fn go_by_the_day(case: &Case<'_>) -> Answer {
    let (Some(Act::DecideGo(act)), Some(release)) = (case.act, case.release) else { return open() };
    if !act.go {
        return Answer::Met("it is decided not to go live".to_owned());
    }
    Answer::when(
        case.at.date() <= release.date,
        || format!("the day of the release, {}, is not past", day(release.date)),
        || {
            format!(
                "the day of the {}, {}, has passed; give it another day, then decide on that",
                release.name,
                day(release.date)
            )
        },
    )
}

pub(super) fn acceptance_has_reasons(case: &Case<'_>) -> Answer {
    let Some(Act::DecideGo(act)) = case.act else { return open() };
    let advised =
        case.release.is_none_or(|release| release.acceptance.last_advice().values().all(|advice| advice.favourable));
    Answer::when(
        (act.go && act.accepts.is_empty() && advised) || !act.reasons.trim().is_empty(),
        || "the decision says why where it must".to_owned(),
        || {
            "a decision against going live, in spite of an unmet criterion, or against what was recommended needs its reasons"
                .to_owned()
        },
    )
}

/// Whether what goes live belongs to a release that is tested and decided upon.
pub(super) fn release_is_decided_upon(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return Answer::Open("no proposal is named yet".to_owned()) };
    let Some(release) = case.its_release() else {
        return Answer::NotMet(format!("{} is in no release", proposal.number()));
    };
    Answer::when(
        proposal.systems_impacted || release.is_decided_upon(),
        || {
            format!(
                "{} touches the central systems, or the {} is planned and tested as a whole",
                proposal.number(),
                release.name
            )
        },
        || format!("{} changes words alone, and the {} needs no decision of its own", proposal.number(), release.name),
    )
}

pub(super) fn go_is_for_the_day(case: &Case<'_>) -> Answer {
    let Some(release) = case.its_release() else { return Answer::Open("no release is named yet".to_owned()) };
    let Some(last) = release.acceptance.decisions.last().filter(|last| last.go) else {
        return Answer::Met("there is no decision to go live yet".to_owned());
    };
    let goes = case
        .proposal
        .filter(|_| case.name == ActName::GoLive)
        .and_then(|proposal| case.commencement_day(proposal))
        .unwrap_or(release.date);
    Answer::when(
        last.date == goes,
        || format!("the decision was for {}", day(goes)),
        || {
            format!(
                "it was decided to go live on {}, and this is for {}; another day needs another decision",
                day(last.date),
                day(goes)
            )
        },
    )
}
