//! Orders to change words inside a clause: `In Section Q1.2, replace “each year” with “each quarter”.`

mod parts;
mod phrases;

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::forms::{self, BECOMES, HEADING, NUMBER, UNIT};
use crate::facts::{Span, Within, WordChange};
use crate::layout::pattern::pattern;

/// What may stand before quoted words without saying more than that they are words.
const OF: &str = r"(?i:(?:the|each|every|all|both|words?|phrase|text|term|figure|number|expression|references?|instances?|occurrences?|of|to|instead|first|second|third|fourth|fifth|sixth) )*";
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
static BARE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^«\d»,? (?i:substitute|insert|put|there (?:is|are|shall be|will be))\b"));
static FORMS: LazyLock<Vec<(Does, Regex)>> = LazyLock::new(|| {
    let there = r"there (?:is|are|shall be|will be|is to be|are to be)(?: hereby)?";
    let insert = format!("(?i:add|adding|insert|inserting|include|including|put|{there} (?:added|inserted|included))");
    let put = format!("{insert} {OF}«(?P<new>\\d)»");
    let beside = |side: &str| format!("(?i:immediately )?(?i:{side}) {OF}«(?P<old>\\d)»");
    let (after, before) = (beside("after|following"), beside("before"));
    let gone = "(?i:delete|deleting|omit|omitting|remove|removing|leave out|leaving out|repeal|repealing)";
    let with = "(?i:with|by|for|and (?:substitute|insert|replace (?:it|them) with))";
    let swap = "(?i:replace|replacing|substitute|substituting)";
    let given = format!("(?i:substitute|insert|put|{there} (?:substituted|inserted|put))");
    let edge = |name: &str| format!("(?i:at (?:the|its) (?:{name}))");
    let one = |does, text: String| (does, pattern(&format!("^{text}[.;]?$")));
    let mut forms = vec![
        one(Does::Replace, format!("(?i:substitute|substituting) {OF}«(?P<new>\\d)» (?i:for) {OF}«(?P<old>\\d)»")),
        one(Does::Replace, format!("{swap} {OF}«(?P<old>\\d)» (?i:with|by) {OF}«(?P<new>\\d)»")),
        one(Does::Replace, format!("(?i:for) {OF}«(?P<old>\\d)»,? {given} {OF}«(?P<new>\\d)»")),
        one(Does::Replace, format!("{gone} {OF}«(?P<old>\\d)»,? {with} {OF}«(?P<new>\\d)»")),
        one(
            Does::Replace,
            format!("{OF}«(?P<old>\\d)» {BECOMES} (?i:replaced|substituted) (?i:with|by) {OF}«(?P<new>\\d)»"),
        ),
        one(Does::Replace, format!("{OF}«(?P<new>\\d)» {BECOMES} (?i:substituted) (?i:for) {OF}«(?P<old>\\d)»")),
        one(Does::Delete, format!("{gone} {OF}«(?P<old>\\d)»")),
        one(Does::Delete, format!("{OF}«(?P<old>\\d)» {BECOMES} (?i:deleted|omitted|removed|repealed|left out)")),
        one(Does::After, format!("{after},? {OF}«(?P<new>\\d)» {BECOMES} (?i:inserted|added)")),
    ];
    for (does, place) in [
        (Does::After, after),
        (Does::Before, before),
        (Does::AtTheHead, edge("beginning|start|head")),
        (Does::AtTheEnd, edge("end")),
    ] {
        forms.push(one(does, format!("{place},? {put}")));
        forms.push(one(does, format!("{put},? {place}")));
        forms.push(one(does, format!("{insert},? {place},? {OF}«(?P<new>\\d)»")));
    }
    forms
});

#[derive(Debug, Clone, Copy)]
enum Does {
    Replace,
    Delete,
    After,
    Before,
    AtTheHead,
    AtTheEnd,
}

/// The place as printed and what becomes of the words there; none for a sentence that orders nothing of the kind.
pub(super) fn read(text: &str) -> Option<(Target, WordChange)> {
    let mut said: Vec<String> = Vec::new();
    let frame = QUOTED.replace_all(text, |found: &Captures<'_>| {
        said.extend((1..=3).find_map(|group| found.get(group)).map(|words| words.as_str().trim().to_owned()));
        format!("«{}»", said.len() - 1)
    });
    let quoted = |index: &str| index.parse::<usize>().ok().and_then(|index| said.get(index)).cloned();
    // The words in quotation marks are the Code's; only what the order says around them names places.
    let (frame, within) = parts::read(&forms::one_place(&frame))?;
    let frame = forms::plain_place(&frame);
    if let Some(found) = ALL_OF_IT.captures(&frame) {
        let old = String::new();
        let new = quoted("0")?;
        let change = WordChange { old, new, every: false, nth: None, times: None, span: None, within: None };
        return Some((Target::Clauses(found.name("at")?.as_str().to_owned()), change));
    }
    let (target, order, whole) = target(&frame, &quoted)?;
    if within.is_some() && matches!(target, Target::Whole(_)) {
        return None;
    }
    Some((target, change(&order, whole, within, &quoted)?))
}

/// What becomes of the words, told without the place. `whole` is true where the place was told to be meant throughout.
fn change(
    order: &str,
    whole: bool,
    within: Option<Within>,
    quoted: &dyn Fn(&str) -> Option<String>,
) -> Option<WordChange> {
    let (mut order, span) = phrases::span(order, quoted)?;
    // `from “a” to “b” substitute “c”` needs no word before it.
    if span.is_some() && BARE.is_match(&order) {
        order.insert_str(0, "for ");
    }
    let phrases::Times { order, every, nth, times } = phrases::times(&order)?;
    let every = every || whole;
    let (does, found) = FORMS.iter().find_map(|(does, form)| Some((*does, form.captures(&order)?)))?;
    let words = |name: &str| quoted(found.name(name)?.as_str());
    let (old, new) = match does {
        Does::Replace => (words("old")?, words("new")?),
        Does::Delete => (words("old")?, String::new()),
        Does::After => (words("old")?, joined(&words("old")?, &words("new")?)),
        Does::Before => (words("old")?, joined(&words("new")?, &words("old")?)),
        Does::AtTheHead | Does::AtTheEnd => (String::new(), words("new")?),
    };
    let span = match (does, span) {
        (Does::AtTheHead, None) => Some(Span::AtTheHead),
        (Does::AtTheEnd, None) => Some(Span::AtTheEnd),
        (Does::Replace | Does::Delete, span) => span,
        (Does::After | Does::Before, None) => None,
        (Does::After | Does::Before | Does::AtTheHead | Does::AtTheEnd, Some(_)) => return None,
    };
    // Of words that are told by where they begin or end there is one run alone.
    if (nth.is_some() && every) || span.is_some() && (nth.is_some() || every) {
        return None;
    }
    Some(WordChange { old, new, every, nth, times, span, within })
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
        for (text, old, new, span) in [
            ("In Section Q1.2, for “a” there shall be substituted “b”.", "a", "b", None),
            ("In Section Q1.2, leave out “a” and insert “b”.", "a", "b", None),
            ("For “a” in Section Q1.2 there is substituted “b”.", "a", "b", None),
            ("In Section Q1.2, after “a” there is inserted “b”.", "a", "a b", None),
            ("In Section Q1.2, “b” is substituted for “a”.", "a", "b", None),
            ("In Section Q1.2, from “a” to “b” substitute “c”.", "a", "c", Some(Span::Through("b".into()))),
            ("In Section Q1.2, omit the words from “a” to “b”.", "a", "", Some(Span::Through("b".into()))),
            ("Leave out the words from “a” to the end in Section Q1.2.", "a", "", Some(Span::ToTheEnd)),
            (
                "In Section Q1.2, for the words from the beginning to “a” substitute “b”.",
                "a",
                "b",
                Some(Span::FromTheHead),
            ),
            ("At the end of Section Q1.2 insert “b”.", "", "b", Some(Span::AtTheEnd)),
            ("In Section Q1.2, at the beginning there is inserted “b”.", "", "b", Some(Span::AtTheHead)),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}")).1;
            assert_eq!((found.old.as_str(), found.new.as_str(), found.span), (old, new, span), "{text}");
        }
        let both = read("In Section Q1.2, for “a”, in both places it occurs, substitute “b”.").unwrap().1;
        assert_eq!((both.every, both.times), (true, Some(2)));
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
            "In Section Q1.2, omit the words from “a” to the end of the sentence.",
            "In Section Q1.2, omit the words from “a” up to but not including “b”.",
            "In Section Q1.2, after the words from “a” to “b” insert “c”.",
            "In Section Q1.2, omit the second words from “a” to “b”.",
            "In Section Q1.2, omit the words from “a” to “b” and from “c” to “d”.",
            "Replace “year” with “quarter”.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
