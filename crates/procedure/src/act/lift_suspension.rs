//! Lifting a suspension.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The Party may use these rights again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftSuspension {
    /// The Party.
    pub party: String,
    /// The rights, by their clauses (`M8.5(b)`).
    pub rights: Vec<String>,
}

impl Details for LiftSuspension {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.rights_of(&self.party, &self.rights)
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let held = |right: &&String| case.register.suspension(&self.party, right).is_none();
        let right = self.rights.iter().find(held)?;
        Some(format!("{right} of {} is not suspended", self.party))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let party = case.party("party", &self.party)?.name.clone();
        Ok(vec![Event::SuspensionLifted { party, rights: self.rights.clone() }])
    }
}
