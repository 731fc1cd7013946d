//! Conditions on what was reached on the way to a release.

use super::{Answer, list};
use crate::case::Case;
use crate::gate::Gate;
use crate::names::day;

pub(super) fn reached(case: &Case<'_>, gates: &[Gate]) -> Answer {
    let Some(release) = case.its_release() else { return Answer::Open("no release is named yet".to_owned()) };
    let missing: Vec<&Gate> = gates.iter().filter(|gate| case.register.reached(release, gate).is_none()).collect();
    if missing.is_empty() {
        let facts = gates.iter().filter_map(|gate| {
            let on = case.register.reached(release, gate)?;
            Some(format!("{} ({})", gate.words(), day(on)))
        });
        return Answer::Met(format!("on the way to the {}: {}", release.name, list(facts)));
    }
    let facts = missing.into_iter().map(|gate| {
        let who = case.rulebook.code().releases.event(gate).map(|event| &event.owner);
        let who = who.map(|body| format!(" (by {})", case.rulebook.code().title_of(body.as_str())));
        format!("{}{}", gate.words(), who.unwrap_or_default())
    });
    Answer::NotMet(format!("this comes first, and is not on record for the {}: {}", release.name, list(facts)))
}
