//! Quoting what the delivery of a release costs, from an assessment (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};
use crate::register::{Assessment, CostLine};

/// Amounts by modification and stage, or of all together. Totals are computed; a stated one must agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteCosts {
    /// The release.
    pub release: String,
    /// What kind of assessment the amounts come from.
    pub assessment: Assessment,
    /// The document that they stand in.
    pub source: String,
    /// The amounts. Those of a combined assessment name no modification.
    pub lines: Vec<CostLine>,
    /// The total that the document states, in whole pounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_total: Option<i64>,
    /// What the changes add to the costs of operation, in whole pounds a year; nought where they add nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operating: Option<i64>,
}

impl Details for QuoteCosts {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("source", &self.source));
        if self.lines.is_empty() {
            problems.push(Problem::with("lines", "holds no amount"));
        }
        if self.operating.is_some_and(|operating| operating < 0) {
            problems.push(Problem::with("operating", "what operation costs more is nought pounds a year or more"));
        }
        let releases = &case.rulebook.code().releases;
        let stages = releases.cost_stages.iter().map(|stage| stage.id.as_str()).collect::<Vec<_>>().join(", ");
        for line in &self.lines {
            if releases.cost_stage(&line.stage).is_none() {
                let sentence = format!("`{}` is no stage of delivery; the stages are {stages}", line.stage);
                problems.push(Problem::with("lines", sentence));
            }
            match (&line.proposal, self.assessment) {
                (Some(_), Assessment::Combined) => {
                    problems.push(Problem::with("lines", "an amount of a combined assessment is for all together"));
                }
                (None, Assessment::Preliminary | Assessment::Impact) => {
                    problems.push(Problem::with("lines", "each amount must name its modification"));
                }
                (Some(number), Assessment::Preliminary | Assessment::Impact) => {
                    problems.extend(case.known_proposal("lines", number).err());
                }
                (None, Assessment::Combined) => {}
            }
            if line.amount < 0 {
                problems.push(Problem::with("lines", "an amount is nought pounds or more"));
            }
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let releases = &case.rulebook.code().releases;
        let line = |line: &CostLine| {
            let proposal = line.proposal.as_ref().map(|number| case.known_proposal("lines", number)).transpose()?;
            Ok(CostLine {
                proposal: proposal.map(|proposal| proposal.id.to_string()),
                stage: releases.cost_stage(&line.stage).map_or(&line.stage, |stage| &stage.id).clone(),
                amount: line.amount,
            })
        };
        Ok(vec![Event::Release(ReleaseEvent::CostsQuoted {
            release: case.named_release()?.id.clone(),
            assessment: self.assessment,
            by: case.actor.stands_for().to_owned(),
            source: self.source.trim().to_owned(),
            lines: self.lines.iter().map(line).collect::<Result<_, Problem>>()?,
            operating: self.operating,
        })])
    }
}
