//! Conditions on what the delivery of a release costs.

use super::{Answer, list};
use crate::act::{Act, QuoteCosts, StateEffort};
use crate::case::Case;
use crate::gate::Gate;
use crate::names::day;
use crate::register::{Assessment, Release};

fn quote<'a>(case: &Case<'a>) -> Option<(&'a QuoteCosts, &'a Release)> {
    let Some(Act::QuoteCosts(act)) = case.act else { return None };
    case.release.map(|release| (act, release))
}

fn open() -> Answer {
    Answer::Open("no amounts are given yet".to_owned())
}

/// The numbers of the modifications in the scope that touch the central systems.
fn touching(case: &Case<'_>, release: &Release) -> Vec<(String, String)> {
    let counted_on = case.register.counted_on(release, case.at.date());
    let touching = counted_on.into_iter().filter(|proposal| proposal.systems_impacted);
    touching.map(|proposal| (proposal.id.to_string(), proposal.number().to_owned())).collect()
}

pub(super) fn stated_total_fits(case: &Case<'_>) -> Answer {
    let Some((act, _)) = quote(case) else { return open() };
    let sum: i64 = act.lines.iter().map(|line| line.amount).sum();
    match act.stated_total {
        None => Answer::Met(format!("no total is stated; the amounts come to £{sum}")),
        Some(stated) => Answer::when(
            stated == sum,
            || format!("the amounts come to the £{stated} stated"),
            || {
                format!(
                    "the total stated is £{stated}, and the amounts come to £{sum}: £{} apart",
                    (stated - sum).abs()
                )
            },
        ),
    }
}

pub(super) fn match_scope(case: &Case<'_>) -> Answer {
    let Some((act, release)) = quote(case) else { return open() };
    if act.assessment == Assessment::Combined {
        return Answer::Met("the amounts are for all together".to_owned());
    }
    let touching = touching(case, release);
    let named: Vec<&str> = act
        .lines
        .iter()
        .filter_map(|line| Some(case.register.proposal(line.proposal.as_deref()?)?.id.as_str()))
        .collect();
    let stray = act.lines.iter().filter_map(|line| {
        let proposal = case.register.proposal(line.proposal.as_deref()?)?;
        (!touching.iter().any(|(id, _)| id == proposal.id.as_str())).then(|| proposal.number().to_owned())
    });
    let mut stray: Vec<String> = stray.collect();
    stray.dedup();
    if !stray.is_empty() {
        let stray = list(stray);
        return Answer::NotMet(format!("these are not in the scope, or do not touch the central systems: {stray}"));
    }
    let lacking = touching.iter().filter(|(id, _)| !named.contains(&id.as_str())).map(|(_, number)| number.clone());
    let lacking = list(lacking);
    Answer::when(
        lacking.is_empty(),
        || "there is an amount for each modification that touches the central systems, and for no other".to_owned(),
        || format!("there is no amount for these, which touch the central systems: {lacking}"),
    )
}

pub(super) fn combined_is_due(case: &Case<'_>) -> Answer {
    let Some((act, release)) = quote(case) else { return open() };
    if act.assessment != Assessment::Combined {
        return Answer::Met("it is not a combined assessment".to_owned());
    }
    let Some(frozen) = release.reached(&Gate::ScopeFrozen) else {
        return Answer::NotMet(format!("the scope of the {} is not confirmed yet; it is frozen first", release.name));
    };
    let assessed = |id: &str| {
        let quotes = release.quotes.iter().filter(|quote| quote.assessment != Assessment::Combined);
        quotes.flat_map(|quote| &quote.lines).any(|line| line.proposal.as_deref() == Some(id))
    };
    let lacking = list(touching(case, release).into_iter().filter(|(id, _)| !assessed(id)).map(|(_, number)| number));
    Answer::when(
        lacking.is_empty(),
        || format!("the scope was frozen on {}, and each modification was assessed by itself", day(frozen)),
        || format!("these have not been assessed by themselves yet: {lacking}"),
    )
}

pub(super) fn combined_is_shared(case: &Case<'_>) -> Answer {
    let Some((act, release)) = quote(case) else { return open() };
    if act.assessment != Assessment::Combined {
        return Answer::Met("it is not a combined assessment".to_owned());
    }
    let silent = release.change_requests.iter().filter(|one| one.share.is_none()).map(|one| one.id.clone());
    let silent = list(silent);
    Answer::when(
        silent.is_empty(),
        || "it is said what each Change Request pays of the shared stages".to_owned(),
        || format!("it is not said what these pay of the shared stages, so all would fall to the release: {silent}"),
    )
}

fn effort<'a>(case: &Case<'a>) -> Option<&'a StateEffort> {
    match case.act {
        Some(Act::StateEffort(act)) => Some(act),
        Some(_) | None => None,
    }
}

pub(super) fn effort_at_rate(case: &Case<'_>) -> Answer {
    let Some(act) = effort(case) else { return open() };
    let Some(rate) = case.rulebook.code().releases.effort else {
        return Answer::Met("the Code names no day rate".to_owned());
    };
    let expected = act.days.saturating_mul(rate.day_rate);
    Answer::when(
        act.amount == expected,
        || format!("{} days at £{} are £{expected}", act.days, rate.day_rate),
        || format!("{} days at £{} are £{expected}, not £{}", act.days, rate.day_rate, act.amount),
    )
}

pub(super) fn effort_within_limit(case: &Case<'_>) -> Answer {
    let Some(act) = effort(case) else { return open() };
    let earlier = case.release.and_then(|release| release.efforts.iter().find(|one| one.task == act.task.trim()));
    let limit = earlier.filter(|one| one.at_most).map(|one| one.days).or_else(|| act.at_most.then_some(act.days));
    let Some(limit) = limit else { return Answer::Met("the days are an estimate, not a limit".to_owned()) };
    let most = act.spent.max(act.days);
    Answer::when(
        most <= limit || !act.reasons.trim().is_empty(),
        || format!("{} days are spent of at most {limit}", act.spent),
        || format!("{most} days are more than the limit of {limit}, and no reason is given"),
    )
}

pub(super) fn effort_not_charged(case: &Case<'_>) -> Answer {
    let Some(act) = effort(case) else { return open() };
    Answer::when(
        !(act.budgeted && act.charged),
        || "Parties pay nothing twice".to_owned(),
        || format!("\"{}\" stands in the budget already, so Parties are not charged for it again", act.task.trim()),
    )
}
