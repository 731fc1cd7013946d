//! The rules in force on a day.

use askama::Template;

use crate::paths::Address;
use crate::web::{Basis, Day, Frame, Link};

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// Its id, which is also its id on the page.
    pub id: String,
    /// What it says, in our words.
    pub says: String,
    /// The clauses that it cites.
    pub clauses: Vec<Link>,
    /// The act that it governs, in words.
    pub governs: String,
    /// What kind it is: `Power`, `Time limit`.
    pub effect: String,
    /// The first day that it was in force; `None` where that is not known.
    pub since: Option<Day>,
    /// What brought it: a modification.
    pub brought_by: Option<Link>,
    /// The last day that it is in force.
    pub until: Option<Day>,
    /// What its own source is.
    pub basis: Basis,
}

/// `/{code}/rules`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/rules.html")]
pub struct RulesPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The day.
    pub at: Day,
    /// The page's own address without a day, that the date form sends to.
    pub to: Address,
    /// The rules in force that day, in the order of the Code.
    pub rules: Vec<RuleRow>,
    /// Rules that wait for a modification to go live.
    pub waiting: Vec<RuleRow>,
}

impl RulesPage {
    /// How many rules in force are not known from the source.
    pub fn inferred(&self) -> usize {
        self.rules.iter().filter(|rule| rule.basis == Basis::Inferred).count()
    }
}
