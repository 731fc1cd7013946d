//! What the delivery of a release costs: quotes as they came, and totals computed from them.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Release;
use crate::code::Code;

/// What kind of assessment a quote comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Assessment {
    /// A first assessment of single modifications.
    Preliminary,
    /// The full assessment of single modifications.
    Impact,
    /// An assessment of all that is delivered together as one package, Change Requests too.
    Combined,
}

impl Assessment {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Preliminary => "Preliminary Assessment",
            Self::Impact => "Impact Assessment",
            Self::Combined => "combined assessment",
        }
    }
}

/// An amount of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CostLine {
    /// The modification, by any of its numbers; absent in a combined assessment, whose amounts are for all together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// The stage of delivery (`sit`).
    pub stage: String,
    /// The amount in whole pounds.
    pub amount: i64,
}

/// What delivery was quoted to cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What it comes from.
    pub assessment: Assessment,
    /// Who gave it.
    pub by: String,
    /// The document that it stands in.
    pub source: String,
    /// The amounts.
    pub lines: Vec<CostLine>,
    /// What the changes add to the costs of operation, in whole pounds a year; nought where they add nothing.
    pub operating: Option<i64>,
    /// When.
    pub at: DateTime,
}

/// The Code Administrator's own work on a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Effort {
    /// What is done.
    pub task: String,
    /// How many days it takes; at most so many, where it is a limit.
    pub days: i64,
    /// Whether the days are a limit.
    pub at_most: bool,
    /// What it costs, in whole pounds.
    pub amount: i64,
    /// The days that were spent so far.
    pub spent: i64,
    /// Whether it stands in the administrator's budget already.
    pub budgeted: bool,
}

/// What somebody pays of the shared stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The Change Request; absent for the release itself.
    pub change_request: Option<String>,
    /// The amount in whole pounds.
    pub amount: i64,
}

/// Totals computed from the quotes. What was quoted standalone and what was quoted for all together are never added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CostTotals {
    /// By modification and stage, the amounts quoted standalone: of an Impact Assessment where there is one.
    pub standalone: BTreeMap<(String, String), i64>,
    /// By stage, the amounts quoted for all together; empty while there is no combined assessment.
    pub combined: BTreeMap<String, i64>,
    /// By stage, the amount that counts: the combined one where there is one.
    pub stages: BTreeMap<String, i64>,
    /// All stages together.
    pub total: i64,
    /// How the shared stages are split between the release and the Change Requests.
    pub shares: Vec<Share>,
    /// What the release pays: the shared stages' part of it, and the other stages wholly.
    pub of_release: i64,
}

impl CostTotals {
    /// What a modification was quoted standalone, all stages together.
    #[must_use]
    pub fn of_modification(&self, number: &str) -> i64 {
        self.standalone.iter().filter(|((known, _), _)| known == number).map(|(_, amount)| amount).sum()
    }
}

impl Release {
    /// The totals of what was quoted.
    #[must_use]
    pub fn cost_totals(&self, code: &Code) -> CostTotals {
        let mut totals = CostTotals::default();
        let stage_of =
            |name: &str| code.releases.cost_stage(name).map_or_else(|| name.to_owned(), |stage| stage.id.clone());
        for cost in self.costs.iter().filter(|_| self.quotes.is_empty()) {
            *totals.standalone.entry((cost.proposal.clone(), stage_of(&cost.stage))).or_default() += cost.amount;
        }
        for kind in [Assessment::Preliminary, Assessment::Impact] {
            for quote in self.quotes.iter().filter(|quote| quote.assessment == kind) {
                for line in &quote.lines {
                    let proposal = line.proposal.clone().unwrap_or_default();
                    totals.standalone.insert((proposal, stage_of(&line.stage)), line.amount);
                }
            }
        }
        let combined = self.quotes.iter().rev().find(|quote| quote.assessment == Assessment::Combined);
        for line in combined.into_iter().flat_map(|quote| &quote.lines) {
            *totals.combined.entry(stage_of(&line.stage)).or_default() += line.amount;
        }
        for ((_, stage), amount) in &totals.standalone {
            if !totals.combined.contains_key(stage) {
                *totals.stages.entry(stage.clone()).or_default() += amount;
            }
        }
        totals.stages.extend(totals.combined.iter().map(|(stage, amount)| (stage.clone(), *amount)));
        totals.total = totals.stages.values().sum();
        self.share_out(code, &mut totals);
        totals
    }

    /// Splits what was quoted for all together; a standalone amount is the modification's own.
    fn share_out(&self, code: &Code, totals: &mut CostTotals) {
        let is_shared = |stage: &str| code.releases.cost_stage(stage).is_some_and(|stage| stage.shared);
        let shared: i64 = totals.combined.iter().filter(|(stage, _)| is_shared(stage)).map(|(_, amount)| amount).sum();
        for request in &self.change_requests {
            if let Some(share) = request.share {
                let amount = shared.saturating_mul(i64::from(share)) / 100;
                totals.shares.push(Share { change_request: Some(request.id.clone()), amount });
            }
        }
        let others: i64 = totals.shares.iter().map(|share| share.amount).sum();
        totals.shares.push(Share { change_request: None, amount: shared - others });
        totals.of_release = totals.total - others;
    }
}
