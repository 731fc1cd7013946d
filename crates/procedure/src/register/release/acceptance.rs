//! Whether a release may go live: its criteria, the evidence, the recommendations, and the decision.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Advice, Release};
use crate::gate::Gate;
use crate::names::BodyId;

/// A criterion for going live, as a release is held to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// The list that it stands in.
    pub list: String,
    /// Its number in that list, from 1.
    pub number: u32,
    /// What must be so.
    pub says: String,
    /// Who shows that it is so.
    pub owner: BodyId,
}

impl Criterion {
    /// What it is called: `testing 5`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.list, self.number)
    }
}

/// How a criterion was assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// The list.
    pub list: String,
    /// The number.
    pub number: u32,
    /// Whether it is met.
    pub met: bool,
    /// What shows it.
    pub evidence: String,
    /// Who assessed it.
    pub by: String,
    /// When.
    pub at: DateTime,
}

/// A decision whether to go live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoDecision {
    /// To go live, or not.
    pub go: bool,
    /// The day of the release that it was taken for.
    pub date: Date,
    /// Why.
    pub reasons: String,
    /// The criteria that are not met and were accepted as such (`operational 3`).
    pub accepts: Vec<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: DateTime,
}

/// Something learnt from an earlier release or change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What was learnt.
    pub lesson: String,
    /// From what.
    pub from: String,
    /// How it was taken up; empty where it was not yet.
    pub taken_up: String,
}

/// What is known of whether a release may go live.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// The criteria, list by list.
    pub criteria: Vec<Criterion>,
    /// The assessments, oldest first.
    pub assessed: Vec<Assessed>,
    /// The recommendations with the list that each is on, oldest first.
    pub advice: Vec<(String, Advice)>,
    /// The decisions, oldest first.
    pub decisions: Vec<GoDecision>,
    /// The lessons.
    pub lessons: Vec<Lesson>,
}

impl Acceptance {
    /// How a criterion was assessed last.
    #[must_use]
    pub fn standing(&self, criterion: &Criterion) -> Option<&Assessed> {
        let is_it = |one: &&Assessed| one.list == criterion.list && one.number == criterion.number;
        self.assessed.iter().rev().find(is_it)
    }

    /// The criteria that are not shown to be met.
    pub fn unmet(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(|one| !self.standing(one).is_some_and(|standing| standing.met))
    }

    /// What was advised last on each list of criteria that was advised on.
    #[must_use]
    pub fn last_advice(&self) -> BTreeMap<&str, &Advice> {
        self.advice.iter().map(|(list, advice)| (list.as_str(), advice)).collect()
    }

    /// The day on which every criterion of a list had evidence.
    fn evidence(&self, list: &str) -> Option<Date> {
        let mut of_list = self.criteria.iter().filter(|one| one.list == list).peekable();
        of_list.peek()?;
        let days: Option<Vec<Date>> =
            of_list.map(|one| self.standing(one).map(|standing| standing.at.date())).collect();
        days?.into_iter().max()
    }
}

impl Release {
    /// As [`Release::reached`], of what belongs to the decision to go live.
    pub(super) fn accepted(&self, gate: &Gate) -> Option<Date> {
        match gate {
            Gate::Evidence(list) => self.acceptance.evidence(list),
            Gate::Recommended(list) => self.acceptance.last_advice().get(list.as_str()).map(|advice| advice.at.date()),
            Gate::Go => self.acceptance.decisions.last().filter(|last| last.go).map(|last| last.at.date()),
            Gate::ScopeFrozen
            | Gate::Baselined
            | Gate::Rebaselined
            | Gate::TadRequested
            | Gate::TadDrafted
            | Gate::TadConsulted
            | Gate::TadReviewed
            | Gate::TadApproved
            | Gate::EntryApproved(_)
            | Gate::Started(_)
            | Gate::RegressionPlans
            | Gate::RegressionResults
            | Gate::ExitApproved(_)
            | Gate::Closed(_)
            | Gate::ReportSubmitted(_)
            | Gate::ReportReviewed(_)
            | Gate::ReportApproved(_)
            | Gate::GoLive => None,
        }
    }

    /// The release with what was known of its criteria by the end of a day: later assessments and issues are left away.
    #[must_use]
    pub(crate) fn as_known_on(&self, day: Date) -> Self {
        let mut known = self.clone();
        known.acceptance.assessed.retain(|one| one.at.date() <= day);
        known.acceptance.advice.retain(|(_, advice)| advice.at.date() <= day);
        known.testing.issues.retain(|one| one.found.date() <= day);
        known
    }

    /// Whether the release is one that its Code has tested and decided upon: its plan was frozen or baselined, or a Testing
    /// Approach Document was asked for.
    #[must_use]
    pub fn is_decided_upon(&self) -> bool {
        self.frozen.is_some() || self.baselines().next().is_some() || self.testing.requested.is_some()
    }
}
