//! The cost that a summary gives, against those that the body gives.

use super::super::Papers;
use super::super::prose::Prose;
use super::super::wording::{list, money};
use super::CHECK;
use crate::facts::ModificationReport;
use crate::finding::{Finding, Level};
use crate::layout::flow::Flow;
use crate::layout::money::amounts as amounts_in;

/// More amounts than these could be summed to almost anything.
const MOST: usize = 10;
/// The letters of the longest word for thousands.
const LONGEST_UNIT: usize = 8;
/// How many days or users a rate may be taken times.
const TIMES: i64 = 400;

/// Each amount of a sentence on costs in the summary is one of the body's, a sum of some of them, or one rounded.
pub(super) fn amounts(
    papers: &Papers<'_>,
    report: &ModificationReport,
    summary: &Prose<'_>,
    body: &Prose<'_>,
    found: &mut Vec<Finding>,
) {
    let Some(section) = papers.sections.iter().find(|section| section.speaks_of(&["cost"])) else { return };
    let lines = papers.this.lines.iter().filter(|line| section.line < line.number && line.number <= section.end_line);
    let stated: Vec<(i64, usize)> = amounts_in(&Flow::of(lines)).iter().map(|one| (one.value, one.line)).collect();
    let mut different: Vec<i64> = stated.iter().map(|(amount, _)| *amount).collect();
    different.sort_unstable();
    different.dedup();
    // Pence, thousands by letter and ranges are not read as amounts: where they stand the body says more than is known.
    if different.is_empty() || different.len() > MOST || unread(body.text()) {
        return;
    }
    let elsewhere: Vec<i64> = amounts_of(body.text()).into_iter().map(|(_, _, amount)| amount).collect();
    let rate = ["per day", "a day", "per user", "each", "day rate", "per annum", "a year", "per year"]
        .iter()
        .any(|word| section.prose(papers.this).text().to_lowercase().contains(word));
    for (from, sentence) in summary.sentences() {
        if !sentence.to_lowercase().contains("cost") || unread(sentence) {
            continue;
        }
        for (start, end, amount) in amounts_of(sentence) {
            let told = elsewhere.contains(&amount)
                || sums(&different).iter().any(|sum| is_rounded(amount, *sum))
                || rate && different.iter().any(|one| *one > 0 && amount % one == 0 && amount / one <= TIMES);
            if told {
                continue;
            }
            let currency = report.costs.currency.as_deref();
            let printed: Vec<String> = different.iter().map(|amount| money(*amount, currency)).collect();
            let message = format!(
                "The summary gives a cost of {}; the section on costs gives {}.",
                money(amount, currency),
                list(&printed)
            );
            let line = stated.first().map_or(section.line, |(_, line)| *line);
            found.push(
                CHECK
                    .finding(Level::Error, summary.place(from + start, from + end), message)
                    .value("summary", amount)
                    .value("body", different.clone())
                    .see(line, "the section on costs"),
            );
        }
    }
}

/// The amounts in whole units of a text, with their places.
fn amounts_of(text: &str) -> Vec<(usize, usize, i64)> {
    let mut all = Vec::new();
    for (at, _) in text.match_indices(['£', '€', '$']) {
        let rest = text.get(at..).unwrap_or_default();
        let figure: String =
            rest.chars().skip(1).skip_while(|c| *c == ' ').take_while(|c| c.is_ascii_digit() || *c == ',').collect();
        let figure = figure.trim_end_matches(',');
        let length = rest.find(figure).map_or(0, |start| start + figure.len());
        if let Some(amount) = crate::layout::money::figures(figure) {
            all.push((at, at + length, amount));
        }
    }
    all
}

/// An amount that is printed with pence, a letter or a word for its thousands.
fn unread(text: &str) -> bool {
    amounts_of(text).iter().any(|(_, end, _)| {
        let rest = text.get(*end..).unwrap_or_default();
        let next: String = rest.trim_start().chars().take(LONGEST_UNIT).collect();
        let lower = next.to_lowercase();
        let pence = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let short = ["k", "m", "bn"].iter().any(|unit| {
            rest.trim_start().strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        pence || short || ["million", "thousand", "billion"].iter().any(|word| lower.starts_with(word))
    })
}

/// Every sum of one or more of these.
fn sums(amounts: &[i64]) -> Vec<i64> {
    let mut all: Vec<i64> = Vec::new();
    for amount in amounts {
        let with: Vec<i64> = all.iter().map(|sum| sum.saturating_add(*amount)).chain([*amount]).collect();
        all.extend(with);
    }
    all
}

/// The figure itself, or rounded to the digits that the summary prints.
fn is_rounded(printed: i64, exact: i64) -> bool {
    let mut unit: i64 = 1;
    while printed != 0 && printed % (unit * 10) == 0 {
        unit *= 10;
    }
    (printed - exact).abs() * 2 <= if unit == 1 { 0 } else { unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_and_summed() {
        assert!(is_rounded(12_000, 11_812) && is_rounded(1_800, 1_800) && !is_rounded(1_600, 1_800));
        assert!(!is_rounded(1_801, 1_800));
        assert_eq!(sums(&[1, 10, 100]).len(), 7);
        assert_eq!(amounts_of("a cost of £1,800, and £ 20."), [(10, 17, 1800), (23, 28, 20)]);
        assert!(unread("£1.2m") && unread("£3 million") && unread("£1,200.50") && unread("£30k") && !unread("£30."));
    }
}
