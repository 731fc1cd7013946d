//! Rules whose clause has changed since they were written: a person looks whether they still say what the Code says.

use jiff::civil::Date;
use legaltext::{Citation, Edition};

use super::Rulebook;
use crate::names::RuleId;
use crate::register::{Maker, Register};
use crate::rule::Since;

/// A rule to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToReview {
    /// The rule.
    pub rule: RuleId,
    /// The clause that changed, as the rule cites it.
    pub clause: String,
    /// The first day of the edition that changed it.
    pub from: Date,
    /// The position of the event.
    pub event: u64,
    /// What changed it, in words.
    pub by: String,
}

impl Rulebook {
    /// Each rule in force on a day that stands on a clause which an edition has changed since the rule began, oldest change
    /// first. A rule that begins with the change, or after it, was written for it.
    #[must_use]
    pub fn rules_to_review(&self, register: &Register, on: Date) -> Vec<ToReview> {
        let mut found = Vec::new();
        let mut before: Option<&Edition> = None;
        for made in register.made().filter(|made| made.from <= on) {
            let was = before.replace(&made.edition);
            let Some(was) = was.filter(|_| changes_the_code(&made.by)) else { continue };
            for loaded in self.in_force(on, register) {
                let rule = &loaded.rule;
                let (begins, _) = self.days_of(rule, register);
                let with_it = match (&rule.in_force.from, &made.by) {
                    (Since::Modification(number), Maker::WentLive { proposal, .. }) => {
                        register.proposal(number).is_some_and(|bringing| bringing.id == *proposal)
                    }
                    (Since::Day(_) | Since::Modification(_), _) => false,
                };
                if with_it || begins.is_none_or(|begins| begins >= made.from) {
                    continue;
                }
                for clause in rule.cites.iter().filter(|clause| differs(was, &made.edition, &made.unverified, clause)) {
                    found.push(ToReview {
                        rule: rule.id.clone(),
                        clause: clause.clone(),
                        from: made.from,
                        event: made.position,
                        by: register.maker_words(&made.by),
                    });
                }
            }
        }
        found
    }
}

/// Loading words tells more of the Code and changes nothing in it.
fn changes_the_code(maker: &Maker) -> bool {
    match maker {
        Maker::WentLive { .. } | Maker::Designated { .. } | Maker::Ended { .. } => true,
        Maker::Loaded { .. } => false,
    }
}

/// Whether a clause reads otherwise, or is another provision, or has an amendment on record whose words are not held.
fn differs(before: &Edition, after: &Edition, unverified: &[Citation], clause: &str) -> bool {
    let Ok(at) = clause.parse::<Citation>() else { return false };
    if unverified.iter().any(|place| place.is_within(&at)) {
        return true;
    }
    match (before.find(&at), after.find(&at)) {
        (Some(was), Some(is)) => was.hash() != is.hash() || was.id() != is.id(),
        (Some(_), None) | (None, Some(_)) => true,
        (None, None) => false,
    }
}
