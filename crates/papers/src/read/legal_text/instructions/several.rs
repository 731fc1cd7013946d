//! Several orders under one place: in a sentence (`replace “a” with “b” and delete “c”`), or as a list.

use std::sync::LazyLock;

use regex::Regex;

use super::super::sheet::{Row, finished};
use super::forms::{self, BECOMES, HEADING, NUMBER, PART, UNIT, VERBS};
use super::{Order, ROWS, one};
use crate::facts::Instruction;
use crate::layout::marks;
use crate::layout::pattern::pattern;

/// Most items that a list of orders is read with.
pub(super) const ITEMS: usize = 60;

/// Where one order ends and the next begins, outside quotation marks.
static JOINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:;|,)? and (?:then )?|[;,] "));
/// How an order begins in the middle of a sentence.
static ORDERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i:add|insert|includ|amend|replac|delet|remov|omit|repeal|substitut|renumber|mov|relocat|retitl)(?i:e|es|s|ing|ed|ting)?\b|(?i:leave out|leaving out|there (?:is|are|shall be|will be)|at the (?:end|beginning|start)|the words from)\b|(?i:after|before|for|following|immediately after|immediately before) (?i:the )?(?i:words? |references? |from |first |second |third )*[“‘\x22])",
    )
});
/// `“a” is replaced by “b”`
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:the words? )?[“‘\x22][^“”‘’\x22]+[”’\x22][^“”‘’\x22;.]{{0,60}}\b{BECOMES} (?i:replaced|substituted|deleted|omitted|removed|repealed|left out)\b"
    ))
});
/// `in the opening words, for “a” substitute “b”`
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:in|at|from|to|for|after|before) [^;:]{{0,200}}[ ,](?i:{VERBS}|leave out|substituted|inserted|omitted)\b"
    ))
});
/// `In Section Q1.2` before what is to be done there.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?i:in|at|within) (?P<at>(?:{PART} (?i:of|in|to) )?(?:{UNIT} {NUMBER}{HEADING},? (?i:in )?)?(?i:the definition of )[“\x22][^“”\x22]+[”\x22](?: (?i:in|of) {UNIT} {NUMBER})?|(?:{PART} (?i:of|in|to) )?{UNIT} {NUMBER}{HEADING})|(?i:amend) (?P<by>(?i:the definition of )[“\x22][^“”\x22]+[”\x22]|{UNIT} {NUMBER}{HEADING}),? (?i:by))[,:]? "
    ))
});
/// The head of a list of orders.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    let at = format!(
        r"(?:(?i:the definition of )[“\x22][^“”\x22]+[”\x22](?: (?i:in|of) {UNIT} {NUMBER})?|{UNIT} {NUMBER}{HEADING})"
    );
    pattern(&format!(
        r"^(?:(?i:in|at|within) (?P<at>{at})(?i:,? (?:make|the following) .*)?|(?i:amend) (?P<by>{at}),?(?i: as follows| by| in the following (?:manner|way)s?)?|(?P<is>{at}) {BECOMES} (?i:amended)(?i: as follows| by| in the following (?:manner|way)s?)?|(?i:(?:make )?the following (?:changes|amendments) (?:are made |shall be made |are to be made |will be made )?(?:to|in)) (?P<to>{at}))\s?:$"
    ))
});
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\([A-Za-z0-9]{1,4}\)|[A-Za-z0-9]{1,3}[.)]|[-•–*])[ \t]+(?P<order>\S.*)$"));
/// A paragraph of the place, named before what is to be done in it.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:in|at|from) (?i:(?:sub-?)?(?:paragraph|clause)) (?P<labels>(?:\([A-Za-z0-9]{1,5}\))+),? (?P<rest>.*)$",
    )
});

/// The orders of a sentence, where each of two or more is understood; only the last may govern what stands below.
pub(super) fn in_a_sentence(text: &str, document: Option<&str>, line: usize) -> Option<Vec<Instruction>> {
    // What is said of a place once counts for each order behind it.
    let text = &*forms::one_place(text);
    let place =
        PLACE.captures(text).and_then(|found| found.name("at").or_else(|| found.name("by"))).map(|at| at.as_str());
    for joint in JOINT.find_iter(text) {
        let (first, rest) = (text.get(..joint.start())?, text.get(joint.end()..)?);
        if quoted(first) || !ORDERS.is_match(rest) {
            continue;
        }
        let Some(before) = one(first, document, line).filter(|all| all.iter().all(|order| !order.governs())) else {
            continue;
        };
        let there = place.map(|place| format!("In {place}, {rest}"));
        let after = there
            .iter()
            .map(String::as_str)
            .chain([marks::capital(rest).as_str()])
            .find_map(|rest| one(rest, document, line).or_else(|| in_a_sentence(rest, document, line)));
        if let Some(after) = after {
            return Some(before.into_iter().chain(after).collect());
        }
    }
    None
}

/// An opening quotation mark waits for its end.
fn quoted(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('“') > count('”') || count('"') % 2 == 1 || count('‘') > count('’')
}

/// A head that names a place, and below it a list of orders about it. None where the first item is no order.
pub(super) fn in_a_list(rows: &[Row], document: Option<&str>) -> Option<(Order, usize)> {
    rows.first().filter(|row| !row.marked)?;
    let mut head = String::new();
    let mut taken = 0;
    for row in rows.iter().take(ROWS) {
        if !head.is_empty() {
            head.push(' ');
        }
        head.push_str(&row.text);
        taken += 1;
        if let Some(said) = head.strip_suffix("as follows.") {
            head = format!("{said}as follows:");
        }
        if head.ends_with(':') {
            break;
        }
    }
    let found = HEAD.captures(&forms::plain_place(&head)).and_then(|found| {
        ["at", "by", "is", "to"].into_iter().find_map(|name| found.name(name)).map(|at| at.as_str().to_owned())
    })?;
    let items = items(rows.get(taken..)?);
    let mut all: Vec<Instruction> = Vec::new();
    let mut end = taken;
    for (index, item) in items.iter().enumerate() {
        let order = item.text.trim_end_matches(['.', ';', ',']);
        let order = order.strip_suffix("; and").or_else(|| order.strip_suffix(", and")).unwrap_or(order);
        let order = order.trim_end_matches([';', ',', ' ']);
        let sentence = match WITHIN.captures(order) {
            Some(within) => {
                format!("In {found}{}, {}.", within.name("labels")?.as_str(), within.name("rest")?.as_str())
            }
            None => format!("In {found}, {order}."),
        };
        let known = one(&sentence, document, item.line)
            .or_else(|| in_a_sentence(&sentence, document, item.line))
            .filter(|orders| orders.iter().all(|order| !order.governs()));
        end = taken + item.end;
        match known {
            Some(orders) => all.extend(orders),
            None if index == 0 && !looks_like_an_order(order) => return None,
            None => {
                let last = items.last().map_or(end, |last| taken + last.end);
                return Some((Order::Unknown(format!("{head} {}", item.text)), last));
            }
        }
    }
    (!all.is_empty()).then_some((Order::Known(all), end))
}

/// A verb of change and words in quotation marks: no clause says that.
fn looks_like_an_order(item: &str) -> bool {
    (ORDERS.is_match(item) || QUOTED.is_match(item) || VERB.is_match(item)) && item.contains(['“', '"', '‘'])
}

struct Item {
    line: usize,
    text: String,
    /// How many rows the list has up to its end.
    end: usize,
}

/// The items of a list at the head of rows.
fn items(rows: &[Row]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if row.marked {
            break;
        }
        let order = ITEM.captures(&row.text).and_then(|found| found.name("order")).filter(|_| items.len() < ITEMS);
        match (order, items.last_mut()) {
            (Some(order), _) => {
                items.push(Item { line: row.line, text: order.as_str().to_owned(), end: index + 1 });
            }
            (None, Some(last)) if !finished(&last.text) && !row.gap => {
                last.text = format!("{} {}", last.text, row.text);
                last.end = index + 1;
            }
            (_, _) => break,
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Option<usize> {
        in_a_sentence(text, Some("Section Q"), 1).map(|all| all.len())
    }

    #[test]
    fn a_sentence_may_order_several_changes() {
        for text in [
            "In Section Q1.2, replace “a” with “b” and delete “c”.",
            "In Section Q1.2, after “a” insert “b”, and delete “c and d”.",
            "Amend Section Q1.2 by replacing “a” with “b” and deleting “c”.",
            "Delete Section Q1.3 and renumber Section Q1.4 as Section Q1.3.",
            "In the definition of “Fee”, replace “a” with “b” and delete “c”.",
            "Delete Section Q1.3 and insert the following new Section Q1.4:",
        ] {
            assert_eq!(sentence(text), Some(2), "{text}");
        }
        assert_eq!(sentence("In Section Q1.2, replace “a” with “b”, delete “c” and after “d” insert “e”."), Some(3));
        for text in [
            "Delete Section Q1.3 and everything that follows from it.",
            "Delete Section Q1.3 and renumber the rest accordingly.",
            "Insert the following new Section Q1.4: and delete “c” in Section Q1.3.",
            "In Section Q1.2, replace “a and delete “b” with “c”.",
        ] {
            assert_eq!(sentence(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_may_order_several_changes() {
        let rows = |text: &str| -> Vec<Row> {
            text.lines().enumerate().map(|(index, line)| Row::plain(index + 1, line)).collect()
        };
        let read = |text: &str| in_a_list(&rows(text), Some("Section Q"));
        for head in [
            "In Section Q1.2:",
            "Amend Section Q1.2 as follows:",
            "Section Q1.2 is amended as follows:",
            "In Section Q1.2, make the following changes:",
        ] {
            let text = format!(
                "{head}\n(a) replace “a” with\n“b”; and\n(b) in paragraph (c), delete “d”.\nQ1.3 The Panel meets."
            );
            let Some((Order::Known(all), 4)) = read(&text) else { panic!("{head}: {:?}", read(&text)) };
            let places: Vec<String> = all.iter().map(|one| one.clauses.join(" ")).collect();
            assert_eq!(places, ["Q1.2", "Q1.2(c)"], "{head}");
        }
        let unknown = "In Section Q1.2:\n(a) replace “a” with “b”; and\n(b) do as the Panel says.\n";
        assert!(matches!(read(unknown), Some((Order::Unknown(_), 3))));
        for clause in
            ["Amend Section Q1.2 as follows:\n(a) delete any record; and\n(b) tell the Panel.", "In Section Q1.2:"]
        {
            assert_eq!(read(clause), None, "{clause}");
        }
    }
}
