//! One rule's part in a ruling: which way it bears, and why.

use serde::{Deserialize, Serialize};

use crate::names::{Basis, Clauses, Fingerprint, RuleId};

/// One rule looked at for a ruling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The rule.
    pub rule: RuleId,
    /// The clauses it stands on.
    pub clauses: Clauses,
    /// How the rule is known.
    pub basis: Basis,
    /// Which way it bears.
    pub bearing: Bearing,
    /// Why, with the facts relied on: one sentence for a person.
    pub reason: String,
    /// The rule's fingerprint on that day.
    pub fingerprint: Fingerprint,
}

/// Which way a ground bears on the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// For it.
    Supports,
    /// Against it: enough by itself to refuse.
    Refuses,
    /// Its question must be answered first.
    Asks,
    /// Cannot be judged until the act's details are known.
    Open,
}
