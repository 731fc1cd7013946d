//! The rules in force on a day.

use jiff::civil::Date;
use procedure::rule::{Rule, Since};

use crate::paths::Place;
use crate::server::{Stop, Visit, basis};
use crate::web::pages::{RuleRow, RulesPage};
use crate::web::{Day, Section};

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
