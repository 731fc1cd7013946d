//! The rules in force on a day.

use jiff::civil::Date;
use procedure::rule::{Rule, Since};
use procedure::rulebook::Loaded;

use super::offers;
use crate::paths::{Picked, Place, RuleName};
use crate::server::{Stop, Visit, basis};
use crate::web::pages::{RuleRow, RulesPage, ThingPage};
use crate::web::{Block, Day, Entry, Link, Section, Tag, Tone};

/// The page for a day; today without one.
pub(in crate::server) fn of(visit: &Visit, at: Option<Date>) -> Result<RulesPage, Stop> {
    let day = at.unwrap_or(visit.today());
    let all = visit.rulebook.rules().iter().map(|loaded| &loaded.rule);
    let (mut rules, mut waiting) = (Vec::new(), Vec::new());
    for rule in all {
        if visit.rulebook.is_in_force(rule, day, &visit.register) {
            rules.push(row_of(visit, rule));
        } else if visit.rulebook.days_of(rule, &visit.register).0.is_none_or(|from| from > day) {
            waiting.push(row_of(visit, rule));
        }
    }
    Ok(RulesPage {
        frame: visit.frame(Some(Section::Rules), Vec::new()),
        at: Day(day),
        to: visit.at(Place::Rules(None)),
        rules,
        waiting,
    })
}

/// The rule with a name, in force or not.
pub(in crate::server) fn find<'v>(visit: &'v Visit, name: &RuleName) -> Result<&'v Loaded, Stop> {
    visit.rulebook.rules().iter().find(|loaded| name.is_of(loaded.rule.id.as_str())).ok_or(Stop::NotFound)
}

/// The page of one rule.
pub(in crate::server) fn one(visit: &Visit, name: &RuleName) -> Result<ThingPage, Stop> {
    let rule = &find(visit, name)?.rule;
    let row = row_of(visit, rule);
    let (since, until) = visit.rulebook.days_of(rule, &visit.register);
    let state = if visit.rulebook.is_in_force(rule, visit.today(), &visit.register) {
        Tag::new("In force", Tone::Done)
    } else if since.is_none_or(|since| since > visit.today()) {
        Tag::new("Waiting", Tone::Quiet)
    } else {
        Tag::new("Not in force any more", Tone::Quiet)
    };
    let successors = visit.rulebook.rules().iter().filter(|other| other.rule.succeeds.as_ref() == Some(&rule.id));
    let successors = successors.map(|other| visit.rule_link(other.rule.id.as_str())).collect();
    let mut facts = vec![
        ("Clause", Entry::links(row.clauses)),
        ("Kind", Entry::words(row.effect)),
        ("Acts", Entry::words(row.governs)),
        ("First day", Entry::day(since, "Not known")),
        ("Last day", Entry::day(until.and_then(|day| day.yesterday().ok()), "None")),
        ("Brought by", Entry::links(row.brought_by.into_iter().collect())),
        (
            "Took the place of",
            Entry::links(rule.succeeds.iter().map(|before| visit.rule_link(before.as_str())).collect()),
        ),
        ("Its place was taken by", Entry::links(successors)),
        ("Basis", Entry::words(format!("{}: {}", row.basis.word(), row.basis.meaning()))),
    ];
    // What came before and after a rule is told where there is such a thing.
    facts.retain(|(name, entry)| name.ends_with("day") || !matches!(entry, Entry::Nothing(_)));
    if let Some(judgement) = rule.check.judgement() {
        facts.insert(2, ("Question", Entry::words(judgement.question.clone())));
    }
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Rules), vec![Link::new("Rules", visit.at(Place::Rules(None)))]),
        id: Some(rule.id.to_string()),
        kind: Some("Rule".to_owned()),
        title: rule.id.to_string(),
        state: Some(state),
        lead: Some(rule.says.clone()),
        blocks: vec![Block::facts("rule", "The rule", facts)],
        acts: offers::of(visit, &[], &Picked::none()),
    })
}

fn row_of(visit: &Visit, rule: &Rule) -> RuleRow {
    let (since, until) = visit.rulebook.days_of(rule, &visit.register);
    let acts: Vec<&str> = rule.governs.iter().map(|act| act.words()).collect();
    RuleRow {
        id: rule.id.to_string(),
        says: rule.says.clone(),
        clauses: rule.cites.iter().map(|clause| visit.clause_link(clause)).collect(),
        governs: acts.join(", "),
        effect: crate::server::sentence(&rule.check.words().replace('-', " ")).trim_end_matches('.').to_owned(),
        since: since.map(Day),
        brought_by: match &rule.in_force.from {
            Since::Modification(number) => {
                visit.register.proposal(number).map(|proposal| visit.proposal_link(proposal))
            }
            Since::Day(_) => None,
        },
        until: until.and_then(|day| day.yesterday().ok()).map(Day),
        basis: basis(rule.basis),
    }
}
