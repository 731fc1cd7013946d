//! Amounts of money and days of effort.

use std::sync::LazyLock;

use regex::Regex;

use super::flow::Flow;
use super::pattern::pattern;
use crate::facts::{Effort, Placed};

static AMOUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([£€$])\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(\s?(?:m|k|bn|million|thousand|billion)\b)?"));

/// The ISO code of the first currency sign in a text.
pub(crate) fn currency(text: &str) -> Option<&'static str> {
    text.chars().find_map(|c| match c {
        '£' => Some("GBP"),
        '€' => Some("EUR"),
        '$' => Some("USD"),
        _ => None,
    })
}

/// A text that is one amount in whole units. Pence, thousands by letter and anything else are not read.
pub(crate) fn amount(text: &str) -> Option<i64> {
    let text = text.trim();
    let found = AMOUNT.captures(text)?;
    if found.get(0)?.as_str() != text {
        return None;
    }
    whole(&found)
}

/// A cell of a cost table: it holds an amount, or is empty.
pub(crate) fn is_money(token: &str) -> bool {
    token.starts_with(['£', '€', '$']) || matches!(token, "-" | "–" | "TBC" | "N/A")
}

fn whole(found: &regex::Captures<'_>) -> Option<i64> {
    let pence = found.get(3).map_or("", |pence| pence.as_str());
    if found.get(4).is_some() || pence.chars().any(|c| !matches!(c, '.' | '0')) {
        return None;
    }
    figures(found.get(2)?.as_str())
}

/// The most that is read as an amount or a number of days: what is more is a slip or an attack, and sums and products of
/// what is less stay exact.
const MOST_UNITS: i64 = 1_000_000_000_000;
const MOST_DAYS: i64 = 1_000_000;

/// Figures with or without commas as whole units.
pub(crate) fn figures(text: &str) -> Option<i64> {
    text.replace(',', "").parse().ok().filter(|units| *units <= MOST_UNITS)
}

/// Every amount in whole units in a text, with its place.
pub(crate) fn amounts(flow: &Flow) -> Vec<Placed<i64>> {
    AMOUNT
        .captures_iter(&flow.text)
        .filter_map(|found| Some(flow.placed(found.get(0)?.range(), whole(&found)?)))
        .collect()
}

/// The amount that a sentence states as the total: the first sentence that speaks of a total and holds one amount.
pub(crate) fn stated_total(flow: &Flow) -> Option<Placed<i64>> {
    static TOTAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\btotals?\b"));
    let mut start = 0;
    for sentence in flow.text.split_inclusive(". ") {
        let mut found = AMOUNT.captures_iter(sentence);
        if let (true, Some(one), None) = (TOTAL.is_match(sentence), found.next(), found.next()) {
            let range = one.get(0)?.range();
            if let Some(value) = whole(&one) {
                return Some(flow.placed(start + range.start..start + range.end, value));
            }
        }
        start += sentence.len();
    }
    None
}

/// Amounts that a text derives from days of effort: `two days effort, equating to around £1,200`.
pub(crate) fn efforts(flow: &Flow) -> Vec<Effort> {
    static EFFORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(\d+|[a-z]+(?:-[a-z]+)?) days?[’']? (?:of )?effort\b[^.£€$]{0,80}?([£€$]\s?[\d,]*\d)(\.\d|\s?[mk]\b)?",
        )
    });
    EFFORT
        .captures_iter(&flow.text)
        .filter_map(|found| {
            let amount_at = found.get(2)?;
            if found.get(3).is_some() {
                return None;
            }
            let days = cardinal(found.get(1)?.as_str())?;
            Some(Effort { days, amount: flow.placed(amount_at.range(), amount(amount_at.as_str())?) })
        })
        .collect()
}

/// A number of days in figures, or in words up to ninety-nine.
pub(crate) fn cardinal(text: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let text = text.to_ascii_lowercase();
    if let Ok(figures) = text.parse() {
        return Some(figures).filter(|days| *days <= MOST_DAYS);
    }
    let place =
        |list: &[&str], word: &str| list.iter().position(|name| *name == word).and_then(|at| i64::try_from(at).ok());
    if let Some(small) = place(&SMALL, &text) {
        return Some(small);
    }
    let (tens, units) = text.split_once('-').unwrap_or((&text, "zero"));
    Some(10 * (place(&TENS, tens)? + 2) + place(&SMALL, units).filter(|units| *units < 10)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(text: &str) -> Flow {
        let mut flow = Flow::default();
        flow.push(7, text);
        flow
    }

    #[test]
    fn only_whole_amounts_are_read() {
        assert_eq!(amount("£1,120,042"), Some(1_120_042));
        assert_eq!(amount(" £600 "), Some(600));
        assert_eq!(amount("£600.00"), Some(600));
        for other in ["£1.50", "£2m", "£12k", "600", "£1,20,0", "about £600", ""] {
            assert_eq!(amount(other), None, "{other}");
        }
    }

    /// What is read can be added up and multiplied by days without going over.
    #[test]
    fn what_no_sum_could_hold_is_not_read() {
        assert_eq!(amount("£1,000,000,000,000"), Some(MOST_UNITS));
        assert_eq!(amount("£1,000,000,000,001"), None);
        assert_eq!(cardinal("1000001"), None);
        assert!(MOST_UNITS.checked_mul(MOST_DAYS).is_some());
    }

    #[test]
    fn effort_gives_days_and_amount() {
        let text = flow(
            "It takes two days effort, equating to around £1,200, and a maximum of 20 days of effort, equating to £12,000.",
        );
        let read: Vec<_> = efforts(&text).iter().map(|effort| (effort.days, effort.amount.value)).collect();
        assert_eq!(read, [(2, 1200), (20, 12_000)]);
        assert_eq!(efforts(&flow("one day of effort, amounting to approximately £600"))[0].days, 1);
        assert!(efforts(&flow("Some days of effort. The cost is £600.")).is_empty());
    }

    #[test]
    fn a_total_is_the_one_amount_of_a_sentence_that_says_so() {
        assert_eq!(stated_total(&flow("Costs are £5. The total cost is £70,000.")).unwrap().value, 70_000);
        assert_eq!(stated_total(&flow("The total is £5 or £6.")), None);
        assert_eq!(stated_total(&flow("Costs are £5.")), None);
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(cardinal("one"), Some(1));
        assert_eq!(cardinal("Twenty-five"), Some(25));
        assert_eq!(cardinal("forty"), Some(40));
        assert_eq!(cardinal("some"), None);
    }
}
