//! The Panel decides when Recovery Costs are paid, and considers a Draft Proposal on the Charging Methodology (L10.24).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// Payments, and what was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleRecoveryCosts {
    /// The Recovery Event, by the id under which it was referred.
    pub recovery: String,
    /// Who is paid when; different Parties may be paid at different times and in instalments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Payment>,
    /// Whether the Panel will submit a Draft Proposal on the Charging Methodology, once it has considered that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raise: Option<bool>,
    /// What it had regard to in considering that: a change of allowable revenues, a change of the Charging Statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<String>,
    /// Why.
    pub reasons: String,
}

impl Details for SettleRecoveryCosts {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if case.register.recovery_costs(&self.recovery).is_none() {
            problems.push(Problem::with("recovery", format!("no Recovery Costs `{}` were referred", self.recovery)));
        }
        if self.payments.is_empty() {
            problems.push(Problem::with("payments", "names no payment"));
        }
        for payment in &self.payments {
            problems.extend(case.unknown_party("payments", &payment.party));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::RecoveryCostsSettled {
            recovery: self.recovery.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Who is paid.
    pub party: String,
    /// When.
    pub on: Date,
    /// How much, in whole pounds.
    pub amount: i64,
}
