//! One release.

use std::collections::BTreeMap;

use procedure::register::Proposal;

use super::releases;
use crate::paths::{Place, ReleaseName};
use crate::server::{Stop, Visit, stage_tag};
use crate::web::pages::{Matrix, ReleasePage, ScopeRow, TimetableLine};
use crate::web::{Day, Link, Section, StepState};

/// The page of a release.
pub(super) fn of(visit: &Visit, id: &ReleaseName) -> Result<ReleasePage, Stop> {
    let release = visit.register.release(id.as_str()).ok_or(Stop::NotFound)?;
    let row = |proposal: &Proposal| ScopeRow {
        modification: visit.proposal_link(proposal),
        title: proposal.title.clone(),
        state: stage_tag(proposal, visit.today()),
    };
    let scope: Vec<&Proposal> = releases::scope(visit, release).collect();
    let timetable = release.timetable.iter().map(|event| TimetableLine {
        day: event.date.map(Day),
        what: event.event.clone(),
        note: event.notes.clone(),
        state: match event.date {
            Some(day) if day <= visit.today() => StepState::Done,
            Some(_) | None => StepState::Ahead,
        },
    });
    let fallback = scope
        .iter()
        .find_map(|proposal| proposal.targets.get(1))
        .map(|target| visit.release_link(target.release.as_str()));
    Ok(ReleasePage {
        frame: visit.frame(Some(Section::Releases), vec![Link::new("Releases", visit.at(Place::Releases))]),
        name: release.name.clone(),
        day: Day(release.date),
        state: releases::state(visit, release),
        decide_by: releases::decide_by(visit, release).map(Day),
        fallback,
        costs: costs(release),
        approved: scope.iter().filter(|proposal| releases::is_in(proposal)).map(|proposal| row(proposal)).collect(),
        targeted: scope
            .iter()
            .filter(|proposal| !releases::is_in(proposal) && !proposal.stage.is_end())
            .map(|proposal| row(proposal))
            .collect(),
        timetable: timetable.collect(),
        impacts: impacts(visit, &scope),
        findings: Vec::new(),
    })
}

/// The total, computed from the costs by modification and stage.
fn costs(release: &procedure::register::Release) -> Option<String> {
    if release.costs.is_empty() {
        return None;
    }
    let mut by_proposal: BTreeMap<&str, i64> = BTreeMap::new();
    for cost in &release.costs {
        *by_proposal.entry(cost.proposal.as_str()).or_default() += cost.amount;
    }
    let total: i64 = by_proposal.values().sum();
    let parts: Vec<String> = by_proposal.iter().map(|(id, amount)| format!("{id} {}", pounds(*amount))).collect();
    Some(format!("{} in all: {}", pounds(total), parts.join(", ")))
}

/// `£1,180,042`.
fn pounds(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}£{grouped}", if amount < 0 { "-" } else { "" })
}

/// Who and which documents each modification touches, computed from the modifications.
fn impacts(visit: &Visit, scope: &[&Proposal]) -> Vec<Matrix> {
    let code = visit.rulebook.code();
    let who = Matrix {
        title: "Who is affected".to_owned(),
        corner: "Modification".to_owned(),
        columns: code.categories.iter().map(|category| category.title.clone()).collect(),
        rows: scope
            .iter()
            .map(|proposal| {
                let touched = code.categories.iter().map(|category| proposal.parties_impacted.contains(&category.id));
                (proposal.number().to_owned(), touched.collect())
            })
            .collect(),
    };
    let mut documents: Vec<String> = Vec::new();
    for proposal in scope {
        for link in super::modification::documents(visit, proposal) {
            if !documents.contains(&link.words) {
                documents.push(link.words);
            }
        }
    }
    documents.sort_by_key(|name| legaltext::DocumentId::from_printed(name).ok());
    let which = Matrix {
        title: "Which documents change".to_owned(),
        corner: "Document".to_owned(),
        columns: scope.iter().map(|proposal| proposal.number().to_owned()).collect(),
        rows: documents
            .into_iter()
            .map(|name| {
                let touched = scope.iter().map(|proposal| {
                    super::modification::documents(visit, proposal).iter().any(|link| link.words == name)
                });
                let touched = touched.collect();
                (name, touched)
            })
            .collect(),
    };
    [who, which].into_iter().filter(|matrix| !matrix.rows.is_empty()).collect()
}
