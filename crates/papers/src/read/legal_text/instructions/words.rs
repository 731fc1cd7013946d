//! Orders to change words inside a clause: `In Section Q1.2, replace “each year” with “each quarter”.`

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::pattern::pattern;
use super::forms::{BECOMES, HEADING, NUMBER, UNIT};
use crate::facts::WordChange;

/// How many times words have stood before, where only one of them is meant.
const NTH: &str = "first|second|third|fourth|fifth|sixth";
/// What may stand before quoted words without saying more than that they are words.
const OF: &str = r"(?i:(?:the|each|every|all|both|words?|phrase|text|term|figure|number|expression|references?|instances?|occurrences?|of|to|instead|first|second|third|fourth|fifth|sixth) )*";
/// What may stand behind them: that they are meant wherever they stand, or where they stand for the so manieth time.
const END: &str = r"(?i:,? (?:in (?:each|every|both|all) (?:places?|instances?|cases?)(?: (?:where|in which) (?:it|they) (?:occurs?|appears?))?|wherever (?:it|they) (?:occurs?|appears?)|throughout|each time (?:it|they) (?:occurs?|appears?)|where (?:it|they) (?:first|second|third|fourth|fifth|sixth) (?:occurs?|appears?)|in the (?:first|second|third|fourth|fifth|sixth) (?:place|instance)(?: (?:where|in which) (?:it|they) (?:occurs?|appears?))?))?[.;]?$";
/// A whole document, or all of them.
const WHOLE: &str = r"(?:(?:Section|Appendix|Schedule|Annex) (?:[A-Z]{1,2}|\d{1,3})\b|(?i:the (?:whole )?Code)\b)";

/// Where words are to be changed, as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// In clauses.
    Clauses(String),
    /// In a definition, with the place of its list where one is named.
    Definition(String, Option<String>),
    /// In a document; none for the whole Code.
    Whole(Option<String>),
}

/// Quoted words in a sentence, each once.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"“([^“”]+)”|\x22([^\x22]+)\x22|‘([^‘’]+)’"));
/// The place before the order, or behind it.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?i:in|at|within|from|throughout) (?:(?P<at>{UNIT} {NUMBER}{HEADING}(?:(?:, and |, | and ){NUMBER}{HEADING})*)|(?P<whole>{WHOLE}))(?:,|:)? |(?i:amend) (?P<by>{UNIT} {NUMBER}{HEADING}),? by |(?i:the )?(?P<is>{UNIT} {NUMBER}{HEADING}) {BECOMES} (?i:amended),? by )(?P<rest>.*)$"
    ))
});
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r" (?i:in|at|from|of|to|throughout) (?:(?P<at>{UNIT} {NUMBER}{HEADING})|(?P<whole>{WHOLE}))(?P<end>[.;]?$| .*$)"
    ))
});
/// `In the definition of «0» in Section A1.1,` or the same behind the order.
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    let place = format!(r"(?:{UNIT} {NUMBER}{HEADING}|{WHOLE})");
    pattern(&format!(
        r"(?:^| )(?i:in|within|from|to|of|amend) (?:(?P<home>{place}),? (?i:in )?)?(?i:the )?(?i:existing )?(?i:definition) (?i:of) (?i:the term )?(?:«(?P<term>\d)»|(?P<bare>[A-Z][\w’'-]*(?: (?:(?:of|and|for|the) )*[A-Z][\w’'-]*)*))(?: (?i:in|of|at|within|under) (?P<at>{place}))?(?:,|:)?(?i: by)?"
    ))
});
/// `Delete Section Q1.2 and replace it with «0»`
static ALL_OF_IT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:delete|replace) (?P<at>{UNIT} {NUMBER}{HEADING})(?i:,? and (?:replace|substitute)(?: it| them)?)?,? (?i:with|by) (?i:the words? )?«0»[.;]?$"
    ))
});
static EVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:each|every|all|both) (?:the )?(?:occurrences?|instances?|references?|places?|cases?)\b|wherever|throughout|each time",
    )
});
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{NTH})\b")));
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
pub(super) fn read(text: &str) -> Option<(Target, WordChange)> {
    let mut said: Vec<String> = Vec::new();
    let frame = QUOTED.replace_all(text, |found: &Captures<'_>| {
        said.extend((1..=3).find_map(|group| found.get(group)).map(|words| words.as_str().trim().to_owned()));
        format!("«{}»", said.len() - 1)
    });
    let quoted = |index: &str| index.parse::<usize>().ok().and_then(|index| said.get(index)).cloned();
    if let Some(found) = ALL_OF_IT.captures(&frame) {
        let change = WordChange { old: String::new(), new: quoted("0")?, every: false, nth: None };
        return Some((Target::Clauses(found.name("at")?.as_str().to_owned()), change));
    }
    let (target, order, mut every) = target(&frame, &quoted)?;
    if said.is_empty() || said.len() > 2 + usize::from(matches!(target, Target::Definition(_, _))) {
        return None;
    }
    let (does, found) = FORMS.iter().find_map(|(does, form)| Some((*does, form.captures(&order)?)))?;
    let words = |name: &str| quoted(found.name(name)?.as_str());
    let old = words("old")?;
    let new = match does {
        Does::Replace => words("new")?,
        Does::Delete => String::new(),
        Does::After => joined(&old, &words("new")?),
        Does::Before => joined(&words("new")?, &old),
    };
    every |= EVERY.is_match(&order);
    let mut nth = ORDINAL.find_iter(&order);
    let nth = match (nth.next(), nth.next()) {
        (None, _) => None,
        (Some(one), None) if !every => Some(NTH.split('|').position(|nth| nth.eq_ignore_ascii_case(one.as_str()))? + 1),
        (Some(_), _) => return None,
    };
    Some((target, WordChange { old, new, every, nth }))
}

/// Where the words stand, the sentence without it, and whether it says that all of it is meant.
fn target(frame: &str, quoted: &dyn Fn(&str) -> Option<String>) -> Option<(Target, String, bool)> {
    let without = |whole: regex::Match<'_>, end: &str| -> Option<String> {
        Some(format!("{}{end}", frame.get(..whole.start())?).trim().to_owned())
    };
    if let Some(found) = DEFINITION.captures(frame) {
        let place = found.name("at").or_else(|| found.name("home")).map(|place| place.as_str().to_owned());
        let whole = found.get(0)?;
        let order = without(whole, frame.get(whole.end()..)?)?;
        let term = match found.name("bare") {
            Some(bare) => bare.as_str().to_owned(),
            None => quoted(found.name("term")?.as_str())?,
        };
        return Some((Target::Definition(term, place), order, false));
    }
    let (found, order, at) = match BEFORE.captures(frame) {
        Some(found) => {
            let order = found.name("rest")?.as_str().to_owned();
            let at = ["at", "by", "is"].into_iter().find_map(|name| found.name(name));
            (found.name("whole"), order, at.map(|at| at.as_str().to_owned()))
        }
        None => {
            let found = BEHIND.captures(frame)?;
            let order = without(found.get(0)?, found.name("end")?.as_str())?;
            (found.name("whole"), order, found.name("at").map(|at| at.as_str().to_owned()))
        }
    };
    let throughout = frame.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("throughout "))
        || frame.contains(" throughout ");
    match (at, found) {
        (Some(at), _) => Some((Target::Clauses(at), order, throughout)),
        (None, Some(whole)) => {
            let whole = whole.as_str();
            let named = (!whole.to_lowercase().ends_with("code")).then(|| whole.to_owned());
            Some((Target::Whole(named), order, throughout))
        }
        (None, None) => None,
    }
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
            (
                "Section Q1.2 shall be amended by replacing “each year” with “each quarter”.",
                "each year",
                "each quarter",
            ),
        ];
        for (text, old, new) in cases {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.1.old.as_str(), found.1.new.as_str(), found.1.every), (old, new, false), "{text}");
            assert!(matches!(&found.0, Target::Clauses(at) if at.contains("Q1.2")), "{text}");
        }
        let whole = read("Delete Section Q1.2 (Reports) and replace it with “Not used”.").unwrap();
        assert_eq!((whole.1.old.as_str(), whole.1.new.as_str()), ("", "Not used"));
        let every = read("In Section Q1.2, replace “year” with “quarter” in each place where it occurs.").unwrap();
        assert!(every.1.every);
        for (text, nth) in [
            ("In Section Q1.2, replace the second “year” with “quarter”.", 2),
            ("In Section Q1.2, after the first reference to “year” insert “or quarter”.", 1),
            ("In Section Q1.2, delete “each year” where it third occurs.", 3),
            ("In Section Q1.2, delete “each year” in the first place where it appears.", 1),
        ] {
            assert_eq!(read(text).unwrap_or_else(|| panic!("{text}")).1.nth, Some(nth), "{text}");
        }
    }

    #[test]
    fn words_inside_a_definition_or_a_whole_document_are_changed() {
        let definition = |term: &str, at: Option<&str>| Target::Definition(term.into(), at.map(str::to_owned));
        let whole = |document: Option<&str>| Target::Whole(document.map(str::to_owned));
        for (text, target) in [
            ("In the definition of “Fee”, replace “the sum” with “a sum”.", definition("Fee", None)),
            (
                "In the definition of “Fee” in Section A1.1, after “the sum” insert “due”.",
                definition("Fee", Some("Section A1.1")),
            ),
            ("In Section A1.1, in the definition of “Fee”, delete “the sum”.", definition("Fee", Some("Section A1.1"))),
            ("Amend the definition of “Fee” by replacing “the sum” with “a sum”.", definition("Fee", None)),
            (
                "Delete the words “the sum” from the definition of “Fee” in Section A.",
                definition("Fee", Some("Section A")),
            ),
            ("Replace “the sum” with “a sum” in the definition of “Fee”.", definition("Fee", None)),
            ("In the definition of Late Fee, for “the sum” substitute “a sum”.", definition("Late Fee", None)),
            ("Replace “the sum” with “a sum” throughout Section A.", whole(Some("Section A"))),
            ("In Section A, replace “the sum” with “a sum” in each place where it occurs.", whole(Some("Section A"))),
            ("Throughout the Code, replace “the sum” with “a sum”.", whole(None)),
            ("Replace all references to “the sum” with “a sum” in Appendix AG.", whole(Some("Appendix AG"))),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.0, target, "{text}");
            assert!(
                found.1.old == "the sum" && found.1.every == matches!(target, Target::Whole(_)),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn what_says_more_is_not_guessed() {
        for text in [
            "In Section Q1.2, replace “each year” with “each quarter” and delete “the Panel”.",
            "In Section Q1.2, replace the second and third “year” with “quarter”.",
            "In Section Q1.2, replace “year” with “quarter” unless the Panel objects.",
            "In Section Q1.2, the “Panel” may delete any record.",
            "Replace “year” with “quarter”.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
