//! Suspending rights of a Party in default (M8.4(e), M8.5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The Party may not use these rights until they are given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendRights {
    /// The Party.
    pub party: String,
    /// The rights, by their clauses (`M8.5(b)`).
    pub rights: Vec<String>,
}

impl Details for SuspendRights {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.rights_of(&self.party, &self.rights)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let party = case.party("party", &self.party)?.name.clone();
        Ok(vec![Event::RightsSuspended { party, rights: self.rights.clone() }])
    }
}
