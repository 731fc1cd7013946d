//! EN109: the number of a modification fits a scheme of the Code, and the register knows it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use procedure::code::Code;
use regex::Regex;

use super::base::{own_ids, prefixes};
use super::prose::pattern;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN109",
    name: "id-format",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A number that begins like one of the Code's schemes for modifications and does not have its digits, \
                    save that today's scheme goes on when they are used up (after 999 comes 1000); the number of a change request with other digits than those in the scope of the \
                    release; and, where a register is given, a number that neither the register nor the Code's history knows.",
        why: "A number with a digit too many or too few leads to no modification, however carefully it is cited.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN109-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN109-right.txt");

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z]{2,6})(\d{2,8})([A-Z]?)\b"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    change_requests(papers, found);
    let Some(code) = papers.known.code() else { return };
    let schemes = prefixes(code);
    let prose = &papers.words;
    let mut places: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for number in NUMBER.captures_iter(prose.text()) {
        let (Some(whole), Some(prefix)) = (number.get(0), number.get(1)) else { continue };
        if schemes.contains(&prefix.as_str()) {
            places.entry(whole.as_str()).or_default().push((whole.start(), whole.end()));
        }
    }
    let numbers: Vec<&str> = places.keys().copied().collect();
    for (number, at) in places {
        let Some((start, end)) = at.first() else { continue };
        let Some((level, message)) = judged(papers, code, number, &numbers) else { continue };
        let mut finding = CHECK.finding(level, prose.place(*start, *end), message).value("id", number);
        for (again, _) in at.iter().skip(1) {
            finding = finding.see(prose.line_at(*again), format!("{number} again"));
        }
        found.push(finding);
    }
}

/// A number that begins like the change requests in the scope of the release and has other digits than each of them.
///
/// Their scheme is not the Code's: it is known from the list alone.
fn change_requests(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(release) = papers.this.release() else { return };
    let listed: Vec<&str> = release.scope.change_requests.iter().map(|one| one.id.value.as_str()).collect();
    let mut told: Vec<&str> = Vec::new();
    for number in NUMBER.find_iter(papers.words.text()) {
        let id = number.as_str();
        let mut like = listed.iter().filter(|other| prefix(other) == prefix(id)).peekable();
        let is_new = like.peek().is_some() && !listed.contains(&id) && !told.contains(&id);
        if !is_new || like.any(|other| other.len() == id.len()) {
            continue;
        }
        told.push(id);
        let message = format!("{id} has other digits than the change requests of the release: {}.", list(&listed));
        let place = papers.words.place(number.start(), number.end());
        let first = release.scope.change_requests.first().map_or(1, |one| one.id.line);
        found.push(
            CHECK.finding(Level::Warning, place, message).value("id", id).see(first, "the change requests in scope"),
        );
    }
}

fn judged(papers: &Papers<'_>, code: &Code, number: &str, all: &[&str]) -> Option<(Level, String)> {
    if !code.is_proposal_number(number) {
        let schemes = schemes(code);
        let message = format!("{number} fits none of the schemes of numbers of the {}: {schemes}.", code.title);
        return Some((Level::Error, message));
    }
    let Some(register) = papers.known.register() else { return out_of_scale(papers, code, number, all) };
    let rulebook = papers.known.rulebook()?;
    let family = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let known = [number, family].iter().any(|id| register.proposal(id).is_some() || rulebook.past(id).is_some());
    (!known).then(|| (Level::Warning, format!("The register knows no modification {number}.")))
}

/// Without a register, how far the numbers have come is known from the document alone: a number of more digits than the
/// scheme began with, and far beyond every other one, has a digit too many.
fn out_of_scale(papers: &Papers<'_>, code: &Code, number: &str, all: &[&str]) -> Option<(Level, String)> {
    const FAR: u64 = 2;
    let own = own_ids(&papers.this.facts);
    if !code.is_long_number(number) || own.contains(&number) {
        return None;
    }
    let others = all.iter().filter(|other| **other != number && prefix(other) == prefix(number));
    let highest = others.map(|other| value(other)).max()?;
    (value(number) > highest.saturating_mul(FAR)).then(|| {
        let schemes = schemes(code);
        let message = format!("{number} has more digits than the schemes of the {} began with: {schemes}.", code.title);
        (Level::Warning, message)
    })
}

fn prefix(number: &str) -> &str {
    number.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default()
}

fn value(number: &str) -> u64 {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// `DP and 3 digits, MP and 3 digits, SECMP and 4 digits`.
fn schemes(code: &Code) -> String {
    let numbering = &code.numbering;
    let today = [(&numbering.draft, numbering.digits), (&numbering.modification, numbering.digits)];
    let older = numbering.older.iter().map(|(prefix, digits)| (prefix, *digits));
    let each: Vec<String> =
        today.into_iter().chain(older).map(|(prefix, digits)| format!("{prefix} with {digits} digits")).collect();
    list(&each)
}
