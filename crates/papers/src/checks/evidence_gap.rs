//! EN127: whoever has to meet an acceptance criterion also has an event at which to show it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::wording::{list, plain};
use super::{Check, Explanation, Papers};
use crate::facts::{Criterion, ReleaseDocument, TimetableRow};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN127",
    name: "evidence-gap",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "Acceptance criteria that one body has to meet, where the timetable has an event at which another body \
                    gives evidence on the criteria of that list, and none for this body.",
        why: "At the go/no-go meeting nobody can say whether a criterion is met for which no evidence was asked.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN127-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN127-right.txt");

/// Whoever a criterion begins with: `The DCC has …`, `SECAS will …`.
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:The |the )?([A-Z][\w&]*(?: [A-Z][\w&]*){0,4}|[a-z]+) (?:has|have|will|shall|must|can|is ready|are ready|confirms?|provides?)\b",
    )
});
static GIVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:the )?(.+?) (?:submits?|provides?|gives?|sends?|presents?|hands? (?:in|over))\b.*\bevidence\b")
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(release) = papers.this.release() else { return };
    judge(papers, release, "operational", &release.acceptance_criteria.operational, found);
    judge(papers, release, "testing", &release.acceptance_criteria.testing, found);
}

fn judge(papers: &Papers<'_>, release: &ReleaseDocument, name: &str, criteria: &[Criterion], found: &mut Vec<Finding>) {
    // Evidence on both lists at once serves either; evidence on the other list does not serve this one.
    let other = if name == "testing" { "operational" } else { "testing" };
    let serves = |row: &&TimetableRow| {
        let event = plain(&row.event.value).to_lowercase();
        event.contains("criteria") && (event.contains(name) || !event.contains(other))
    };
    let givers: Vec<(String, &TimetableRow)> = release
        .timetable
        .iter()
        .filter(serves)
        .filter_map(|row| Some((GIVES.captures(&plain(&row.event.value))?.get(1)?.as_str().to_lowercase(), row)))
        .collect();
    let Some((_, example)) = givers.first() else { return };
    let mut owners: BTreeMap<String, Vec<&Criterion>> = BTreeMap::new();
    for criterion in criteria {
        if let Some(owner) = OWNER.captures(&criterion.text.value).and_then(|found| found.get(1)) {
            owners.entry(owner.as_str().to_owned()).or_default().push(criterion);
        }
    }
    for (owner, theirs) in owners {
        let gives = givers.iter().any(|(giver, _)| {
            giver
                .split(|c: char| !c.is_alphanumeric())
                .collect::<Vec<_>>()
                .windows(owner.split(' ').count())
                .any(|words| words.join(" ") == owner.to_lowercase())
        });
        let acts_elsewhere = release.timetable.iter().any(|row| plain(&row.event.value).contains(&owner));
        let Some(first) = theirs.first().filter(|_| !gives && (is_name(&owner) || acts_elsewhere)) else { continue };
        let numbers: Vec<String> = theirs.iter().map(|criterion| criterion.number.to_string()).collect();
        let (criteria, are) = if numbers.len() == 1 { ("criterion", "is") } else { ("criteria", "are") };
        let message = format!(
            "The {name} {criteria} {} {are} for {owner} to meet, and the timetable has no event at which {owner} gives evidence.",
            list(&numbers)
        );
        let place = papers.this.place(first.text.line, first.text.line, &owner);
        found.push(
            CHECK
                .finding(Level::Warning, place, message)
                .value("owner", owner.as_str())
                .value("criteria", numbers)
                .see(example.event.line, plain(&example.event.value))
                .mended_by(format!("Add an event at which {owner} gives evidence, or name {owner} in this one.")),
        );
    }
}

/// A name, and not a noun that begins a sentence: `SECAS`, `Operations Group`.
fn is_name(owner: &str) -> bool {
    owner.contains(' ') || owner.chars().filter(char::is_ascii_uppercase).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_and_givers_are_read_from_their_sentences() {
        let owner = |text: &str| OWNER.captures(text).map(|found| found[1].to_owned());
        assert_eq!(owner("The DCC has proven it.").as_deref(), Some("DCC"));
        assert_eq!(owner("SECAS will be ready.").as_deref(), Some("SECAS"));
        assert_eq!(owner("No fault of severity 1 is open."), None);
        assert!(
            GIVES.is_match("DCC submits UIT Completion Report and evidence against the testing acceptance criteria")
        );
        assert!(!is_name("All") && is_name("SECAS") && is_name("Harbour Office"));
    }
}
