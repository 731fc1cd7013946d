//! Phrases inside an order that say which words are meant: how often they stand there, and from where to where they reach.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::OF;
use crate::facts::Span;
use crate::layout::pattern::pattern;

/// How many times words have stood before, where only one of them is meant.
const NTH: &str = "first|second|third|fourth|fifth|sixth";

/// Behind quoted words: that they are meant wherever they stand, or where they stand for the so manieth time.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    let occurs = "(?:(?: (?:where|in which))? (?:it|they) (?:occurs?|appears?)| (?:occurring|appearing))";
    pattern(&format!(
        r"(?i)»,? (?:in (?:each|every|both|all) (?:the )?(?:places?|instances?|cases?){occurs}?|wherever(?: (?:it|they) (?:occurs?|appears?)| (?:occurring|appearing))|throughout|(?:each|every) time(?: that)? (?:it|they) (?:occurs?|appears?)|where (?:it|they) (?:{NTH}) (?:occurs?|appears?)|in the (?:{NTH}) (?:place|instance){occurs}?)(?P<then>,|\b|$)"
    ))
});
static EVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:each|every|all|both) (?:the )?(?:occurrences?|instances?|references?|places?|cases?)\b|wherever|throughout|(?:each|every) time",
    )
});
static BOTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bboth (?:the )?(?:occurrences|instances|references|places|cases)\b"));
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{NTH})\b")));
/// `the words from «0» to «1»`, `from «0» to the end`, `from the beginning to «0»`
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let to = "(?i:,? (?:up )?to (?:and including )?)";
    pattern(&format!(
        r"(?i:(?:all )?(?:the )?(?:words? |text )?from )(?:{OF}«(?P<from>\d)»(?:{to}(?:{OF}«(?P<until>\d)»(?i: inclusive| \(inclusive\))?|(?P<end>(?i:the end)\b))|(?P<onwards>(?i: onwards?)\b))|(?i:the (?:beginning|start)){to}{OF}«(?P<head>\d)»)"
    ))
});

/// How often an order means the words, and the order without the phrases behind them.
pub(super) struct Times {
    pub(super) order: String,
    pub(super) every: bool,
    /// Only where they stand for the so manieth time, from 1.
    pub(super) nth: Option<usize>,
    /// How many times they must stand there.
    pub(super) times: Option<usize>,
}

/// None where more than one place is told.
pub(super) fn times(order: &str) -> Option<Times> {
    let every = EVERY.is_match(order);
    let mut nth = ORDINAL.find_iter(order);
    let nth = match (nth.next(), nth.next()) {
        (None, _) => None,
        (Some(one), None) => Some(NTH.split('|').position(|nth| nth.eq_ignore_ascii_case(one.as_str()))? + 1),
        (Some(_), Some(_)) => return None,
    };
    let times = BOTH.is_match(order).then_some(2);
    let order = BEHIND.replace_all(order, |found: &Captures<'_>| {
        // A phrase between two commas takes both with it.
        let then = found.name("then").map_or("", |then| then.as_str());
        if found.get(0).is_some_and(|all| all.as_str().starts_with("»,")) {
            "»".to_owned()
        } else {
            format!("»{then}")
        }
    });
    let order = order.into_owned();
    Some(Times { order, every, nth, times })
}

/// The order with the words at which the run begins, or ends, in place of the whole phrase; and how far the run reaches.
/// None where two runs are told, or their words cannot be.
pub(super) fn span(order: &str, quoted: &dyn Fn(&str) -> Option<String>) -> Option<(String, Option<Span>)> {
    let mut all = SPAN.captures_iter(order);
    let Some(found) = all.next() else { return Some((order.to_owned(), None)) };
    if all.next().is_some() {
        return None;
    }
    let span = match (found.name("until"), found.name("head")) {
        (Some(until), _) => Span::Through(quoted(until.as_str())?),
        (None, Some(_)) => Span::FromTheHead,
        (None, None) => Span::ToTheEnd,
    };
    let index = found.name("from").or_else(|| found.name("head"))?.as_str().to_owned();
    Some((SPAN.replace(order, |_: &Captures<'_>| format!("«{index}»")).into_owned(), Some(span)))
}
