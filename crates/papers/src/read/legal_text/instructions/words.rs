//! Orders to change words inside a clause: `In Section Q1.2, replace “each year” with “each quarter”.`

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::pattern::pattern;
use super::forms::{BECOMES, HEADING, NUMBER, UNIT};
use crate::facts::WordChange;

/// What may stand before quoted words without saying more than that they are words.
const OF: &str = r"(?i:(?:the|each|every|all|both|words?|phrase|text|term|figure|number|expression|references?|instances?|occurrences?|of|to|instead) )*";
/// What may stand behind them: that they are meant wherever they stand.
const END: &str = r"(?i:,? (?:in (?:each|every|both|all) (?:places?|instances?|cases?)(?: (?:where|in which) (?:it|they) (?:occurs?|appears?))?|wherever (?:it|they) (?:occurs?|appears?)|throughout|each time (?:it|they) (?:occurs?|appears?)))?[.;]?$";

/// Quoted words in a sentence, each once.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"“([^“”]+)”|\x22([^\x22]+)\x22|‘([^‘’]+)’"));
/// The place before the order, or behind it.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?i:in|at|within|from) (?P<at>{UNIT} {NUMBER}{HEADING}(?:(?:, and |, | and ){NUMBER}{HEADING})*)(?:,|:)? |(?i:amend) (?P<by>{UNIT} {NUMBER}{HEADING}),? by )(?P<rest>.*)$"
    ))
});
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r" (?i:in|at|from|of|to) (?P<at>{UNIT} {NUMBER}{HEADING})(?P<end>[.;]?$| .*$)")));
static EVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:each|every|all|both) (?:the )?(?:occurrences?|instances?|references?|places?|cases?)\b|wherever|throughout|each time",
    )
});
static FORMS: LazyLock<Vec<(Does, Regex)>> = LazyLock::new(|| {
    let put = format!("(?i:add|adding|insert|inserting|include|including) {OF}«(?P<new>\\d)»");
    let beside = |side: &str| format!("(?i:immediately )?(?i:{side}) {OF}«(?P<old>\\d)»");
    let after = beside("after|following");
    let before = beside("before");
    let gone = "(?i:delete|deleting|omit|omitting|remove|removing)";
    let with = "(?i:with|by|for|and (?:substitute|insert|replace (?:it|them) with))";
    let swap = "(?i:replace|replacing|substitute|substituting)";
    let one = |does, text: String| (does, pattern(&format!("^{text}{END}")));
    vec![
        one(Does::Replace, format!("(?i:substitute|substituting) {OF}«(?P<new>\\d)» (?i:for) {OF}«(?P<old>\\d)»")),
        one(Does::Replace, format!("{swap} {OF}«(?P<old>\\d)» (?i:with|by) {OF}«(?P<new>\\d)»")),
        one(Does::Replace, format!("(?i:for) {OF}«(?P<old>\\d)»,? (?i:substitute|insert|put) {OF}«(?P<new>\\d)»")),
        one(Does::Replace, format!("{gone} {OF}«(?P<old>\\d)»,? {with} {OF}«(?P<new>\\d)»")),
        one(
            Does::Replace,
            format!("{OF}«(?P<old>\\d)» {BECOMES} (?i:replaced|substituted) (?i:with|by) {OF}«(?P<new>\\d)»"),
        ),
        one(Does::Delete, format!("{gone} {OF}«(?P<old>\\d)»")),
        one(Does::Delete, format!("{OF}«(?P<old>\\d)» {BECOMES} (?i:deleted|omitted|removed)")),
        one(Does::After, format!("{after},? {put}")),
        one(Does::After, format!("{put} {after}")),
        one(Does::After, format!("{after},? {OF}«(?P<new>\\d)» {BECOMES} (?i:inserted|added)")),
        one(Does::Before, format!("{before},? {put}")),
        one(Does::Before, format!("{put} {before}")),
    ]
});

#[derive(Debug, Clone, Copy)]
enum Does {
    Replace,
    Delete,
    After,
    Before,
}

/// The place as printed and what becomes of the words there; none for a sentence that orders nothing of the kind.
pub(super) fn read(text: &str) -> Option<(String, WordChange)> {
    let mut said: Vec<String> = Vec::new();
    let frame = QUOTED.replace_all(text, |found: &Captures<'_>| {
        said.extend((1..=3).find_map(|group| found.get(group)).map(|words| words.as_str().trim().to_owned()));
        format!("«{}»", said.len() - 1)
    });
    if said.is_empty() || said.len() > 2 {
        return None;
    }
    let (place, order) = match BEFORE.captures(&frame) {
        Some(found) => {
            let at = found.name("at").or_else(|| found.name("by"))?.as_str().to_owned();
            (at, found.name("rest")?.as_str().to_owned())
        }
        None => {
            let found = BEHIND.captures(&frame)?;
            let whole = found.get(0)?;
            let order = format!("{}{}", frame.get(..whole.start())?, found.name("end")?.as_str());
            (found.name("at")?.as_str().to_owned(), order)
        }
    };
    let (does, found) = FORMS.iter().find_map(|(does, form)| Some((*does, form.captures(&order)?)))?;
    let words = |name: &str| {
        let index: usize = found.name(name)?.as_str().parse().ok()?;
        said.get(index).cloned()
    };
    let old = words("old")?;
    let new = match does {
        Does::Replace => words("new")?,
        Does::Delete => String::new(),
        Does::After => joined(&old, &words("new")?),
        Does::Before => joined(&words("new")?, &old),
    };
    Some((place, WordChange { old, new, every: EVERY.is_match(&order) }))
}

/// Two pieces of text after one another, with a space unless a stop follows.
fn joined(first: &str, second: &str) -> String {
    let stop = second.starts_with([',', ';', ':', '.', ')', '’', '\'']);
    format!("{first}{}{second}", if stop { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_a_clause_are_changed_in_the_usual_forms() {
        let cases = [
            ("In Section Q1.2, replace “each year” with “each quarter”.", "each year", "each quarter"),
            ("In Section Q1.2 (Reports) substitute \"each quarter\" for \"each year\".", "each year", "each quarter"),
            ("In Section Q1.2, for “each year” substitute “each quarter”.", "each year", "each quarter"),
            ("Replace the words “each year” in Section Q1.2 with “each quarter”.", "each year", "each quarter"),
            ("In Section Q1.2, delete the words “each year”;", "each year", ""),
            ("Delete “each year” from Section Q1.2.", "each year", ""),
            ("In Section Q1.2, after “the Panel” insert “, the DCC”.", "the Panel", "the Panel, the DCC"),
            ("In Section Q1.2, insert the word “new” before the words “the Panel”.", "the Panel", "new the Panel"),
            ("Amend Section Q1.2 by replacing “each year” with “each quarter”.", "each year", "each quarter"),
            ("In Section Q1.2, the words “each year” are replaced by “each quarter”.", "each year", "each quarter"),
            ("In Section Q1.2, the words “each year” shall be deleted.", "each year", ""),
        ];
        for (text, old, new) in cases {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.1.old.as_str(), found.1.new.as_str(), found.1.every), (old, new, false), "{text}");
            assert!(found.0.contains("Q1.2"), "{text}");
        }
        let every = read("In Section Q1.2, replace “year” with “quarter” in each place where it occurs.").unwrap();
        assert!(every.1.every);
    }

    #[test]
    fn what_says_more_is_not_guessed() {
        for text in [
            "In Section Q1.2, replace “each year” with “each quarter” and delete “the Panel”.",
            "In Section Q1.2, replace the second “year” with “quarter”.",
            "In Section Q1.2, replace “year” with “quarter” unless the Panel objects.",
            "In Section Q1.2, the “Panel” may delete any record.",
            "Replace “year” with “quarter”.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
