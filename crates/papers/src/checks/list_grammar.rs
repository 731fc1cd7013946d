//! EN130: a list in a legal text says whether all of it or any of it counts, and its words agree with its length.

use std::sync::LazyLock;

use regex::Regex;

use super::item_lists::{self, ItemList};
use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Item, LegalText};
use crate::finding::{Finding, Level};
use crate::layout::marks;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN130",
    name: "list-grammar",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A list of the legal text whose last two paragraphs are joined by neither “and” nor “or”; “the earlier \
                    of” more than two things or “the earliest of” two; one paragraph that ends with another mark than \
                    all the others; and “Sections” before a single number. Lists that their lead-in opens or closes \
                    in words (“any of the following”) are left alone, and so are lists that are printed in part.",
        why: "Without the word before the last paragraph nobody can say whether a party must meet all of the list or any \
              one of it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN130-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN130-right.txt");

/// The lead-in says itself how the paragraphs stand to each other: words that speak of the list, wherever they stand.
static SPEAKS_OF_LIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the following|(?:as|that|which) follows?|include\w*|including|namely|whichever|at least|as a minimum|none of|neither|the sum|the product|the (?:lesser|greater|lower|lowest|higher|highest|earlie\w+|late\w+) of)\b",
    )
});
/// Words that speak of the list only where they close the lead-in: `any of these:`, `only:`, but not `Each Party shall:`.
static CLOSES_ON_LIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:each|one|two|three|more|some|both|either) of(?: [a-z]+){0,4}|any one or more(?: [a-z]+){0,4}|(?:both|either|only|between|each)|following(?: [a-z]+){0,3})\s*[:,–—-]*\s*$",
    )
});

fn says_how(lead_in: &str) -> bool {
    let sentence = lead_in.trim_end().rsplit(['.', ';']).next().unwrap_or(lead_in);
    SPEAKS_OF_LIST.is_match(sentence) || CLOSES_ON_LIST.is_match(sentence) || closes_on_all(sentence)
}

/// `any of these matters:`, `all information relating to:`: the word and a noun close the lead-in, and no verb stands between.
fn closes_on_all(sentence: &str) -> bool {
    const FEW: usize = 5;
    const VERBS: [&str; 14] =
        ["shall", "must", "may", "will", "can", "is", "are", "has", "have", "that", "which", "who", "where", "if"];
    let words = super::wording::words(sentence);
    let last = words.iter().rev().take(FEW).position(|word| ["any", "all", "every"].contains(&word.as_str()));
    last.is_some_and(|at| words.iter().rev().take(at).all(|word| !VERBS.contains(&word.as_str())))
}

static JOINED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[\s;,/])(?:and|or|and/or|but|nor|plus|then)[,;:]?$"));
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bthe (earlier|later|earliest|latest) of(?: the following)?(?: to occur)?\s*[:–—-]*$")
});
static PLURAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(Sections|Clauses|Paragraphs) ([A-Z]{0,2}\d+(?:\.\d+)*[A-Z]?(?:\([a-z0-9]+\))*)"));
/// What goes on with another number: a list or a range.
static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:\s*(?:,|&|/|-|–|—|\()|\s+(?:to|and|or|through|inclusive|[A-Z]?\d))"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    for list in item_lists::all(text) {
        if list.change == Change::Context || !list.elided.is_empty() || list.is_damaged(papers) {
            continue;
        }
        joined(papers, &list, found);
        compared(papers, &list, found);
        uneven(papers, &list, found);
    }
    plural_for_one(papers, text, found);
}

/// The end of a paragraph: of what follows its own list, or of the last paragraph of that list.
fn end(item: &Item) -> &str {
    match (&item.tail, item.items.last()) {
        (Some(tail), _) => tail.trim_end(),
        (None, Some(last)) => end(last),
        (None, None) => item.text.value.trim_end(),
    }
}

/// The place of a paragraph's first line, at its label.
fn label(item: &Item) -> &str {
    item.label.as_deref().unwrap_or_default()
}

/// The last paragraph but one ends with `and` or `or`.
///
/// Only where the list is one sentence: every paragraph but the last ends with a semicolon or a comma, and the last
/// with a full stop, or the sentence goes on behind the list.
fn joined(papers: &Papers<'_>, list: &ItemList<'_>, found: &mut Vec<Finding>) {
    let [first @ .., before, last] = list.items else { return };
    let goes_on = |item: &Item| end(item).ends_with([';', ',']);
    let ends = end(last).ends_with('.') || (list.has_tail && goes_on(last));
    let word_before_last = |item: &Item| JOINED.is_match(end(item));
    let joined = list.items.iter().any(word_before_last) || starts_joined(last);
    if joined || !ends || !goes_on(before) || !first.iter().all(goes_on) || says_how(list.lead_in) {
        return;
    }
    let message = format!(
        "Neither “and” nor “or” stands before {}, the last paragraph of {}: the text does not say whether all of them or \
         any of them count.",
        label(last),
        list.of
    );
    let place = papers.this.place(before.text.end_line, before.text.end_line, "");
    found.push(
        CHECK
            .finding(Level::Warning, place, message)
            .value("list", list.of.as_str())
            .value("paragraphs", list.items.len())
            .see(last.text.line, format!("{}, the last paragraph", label(last)))
            .mended_by(format!("End {} with “; and” or “; or”.", label(before))),
    );
}

fn starts_joined(item: &Item) -> bool {
    let start = item.text.value.trim_start().to_lowercase();
    ["and ", "or "].iter().any(|word| start.starts_with(word))
}

/// `the earlier of` is said of two, `the earliest of` of more.
fn compared(papers: &Papers<'_>, list: &ItemList<'_>, found: &mut Vec<Finding>) {
    let Some(word) = COMPARED.captures(list.lead_in.trim_end()).and_then(|found| found.get(1)) else { return };
    let (count, word) = (list.items.len(), word.as_str().to_lowercase());
    let right = match (word.as_str(), count) {
        ("earlier", 3..) => "earliest",
        ("later", 3..) => "latest",
        ("earliest", 2) => "earlier",
        ("latest", 2) => "later",
        (_, _) => return,
    };
    let Some(first) = list.items.first() else { return };
    let line = first.text.line.saturating_sub(1).max(1);
    let at =
        (1..=line).rev().take(6).find(|line| papers.this.line(*line).contains(&format!("{word} of"))).unwrap_or(line);
    let message = format!("{} says “the {word} of” and {count} paragraphs follow.", marks::capital(&list.of));
    found.push(
        CHECK
            .finding(Level::Note, papers.this.place(at, at, &word), message)
            .value("paragraphs", count)
            .mended_by(format!("Say “the {right} of”.")),
    );
}

/// One paragraph ends with another mark than all the others.
fn uneven(papers: &Papers<'_>, list: &ItemList<'_>, found: &mut Vec<Finding>) {
    let [most @ .., _] = list.items else { return };
    let mark = |item: &Item| {
        let text = end(item);
        let text = ["and/or", "and", "or"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
        text.chars().last().filter(|c| !c.is_alphanumeric() && !matches!(c, ')' | ']' | '”' | '’' | '"'))
    };
    if most.len() < 3 || most.iter().any(|item| !item.items.is_empty()) {
        return;
    }
    for item in most {
        let own = mark(item);
        let mut others = most.iter().filter(|other| !std::ptr::eq(*other, item)).map(mark);
        let Some(Some(usual)) = others.next() else { continue };
        if own == Some(usual) || !others.all(|other| other == Some(usual)) || ![';', ','].contains(&usual) {
            continue;
        }
        let stands = own.map_or_else(|| "with no mark".to_owned(), |own| format!("with “{own}”"));
        let message =
            format!("{}{} ends {stands}, the other paragraphs of the list with “{usual}”.", list.of, label(item));
        let place = papers.this.place(item.text.end_line, item.text.end_line, "");
        found.push(CHECK.finding(Level::Note, place, message).value("usual", usual.to_string()));
    }
}

/// `Sections L9`: a plural before one number.
fn plural_for_one(papers: &Papers<'_>, text: &LegalText, found: &mut Vec<Finding>) {
    let mut texts: Vec<(usize, usize, &str)> = Vec::new();
    for clause in text.clauses.iter().filter(|clause| clause.change != Change::Context) {
        texts.push((clause.text.line, clause.text.end_line, &clause.text.value));
        texts_of(&clause.items, &mut texts);
    }
    for (line, end_line, words) in texts {
        if papers.this.is_damaged(line, end_line) {
            continue;
        }
        for reference in PLURAL.captures_iter(words) {
            let (Some(whole), Some(plural), Some(number)) = (reference.get(0), reference.get(1), reference.get(2))
            else {
                continue;
            };
            let behind = words.get(whole.end()..).unwrap_or_default();
            // A label in brackets may be told on its own: `Sections X2.3(a), (b)`.
            if GOES_ON.is_match(behind) || behind.starts_with(char::is_alphanumeric) {
                continue;
            }
            let at = (line..=end_line).find(|at| papers.this.line(*at).contains(whole.as_str())).unwrap_or(line);
            let singular = plural.as_str().trim_end_matches('s');
            let message = format!("“{}” names one place in the plural.", whole.as_str());
            found.push(
                CHECK
                    .finding(Level::Note, papers.this.place(at, at, whole.as_str()), message)
                    .value("reference", whole.as_str())
                    .mended_by(format!("Write “{singular} {}”, or name the others.", number.as_str())),
            );
        }
    }
}

fn texts_of<'a>(items: &'a [Item], texts: &mut Vec<(usize, usize, &'a str)>) {
    for item in items {
        texts.push((item.text.line, item.text.end_line, &item.text.value));
        texts_of(&item.items, texts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_in_may_say_how_its_paragraphs_stand_to_each_other() {
        for told in [
            "shall do each of these things:",
            "sets out the following, as a minimum:",
            "The Panel may take any one or more of these steps:",
            "The plan holds all information relating to:",
            "A lamp is lit only:",
            "the rules as follows:",
            "shall pay the sum of:",
        ] {
            assert!(says_how(told), "{told}");
        }
        for open in [
            "The Security Sub-Committee shall:",
            "Each Supplier Party shall tell the Panel:",
            "Any Party that moves a lamp shall:",
            "All Parties and every User shall, at all times between meetings and only in writing:",
            "Following receipt of a notice under each of those Sections, the Panel shall:",
        ] {
            assert!(!says_how(open), "{open}");
        }
    }

    #[test]
    fn the_word_that_joins_stands_at_the_end() {
        for joined in ["keep the list; and", "keep the list, or", "keep it and/or", "and"] {
            assert!(JOINED.is_match(joined), "{joined}");
        }
        assert!(!JOINED.is_match("keep the band") && !JOINED.is_match("keep the list;"));
    }

    #[test]
    fn a_plural_may_go_on() {
        for rest in [" and D7.2", " to D7.9", ", (b) and (c)", "-27", " or D8", "(a)"] {
            assert!(GOES_ON.is_match(rest), "{rest}");
        }
        for rest in [";", ".", " applies", ") shall"] {
            assert!(!GOES_ON.is_match(rest), "{rest}");
        }
    }

    #[test]
    fn earlier_is_of_two() {
        assert!(COMPARED.is_match("and ending on the earlier of:"));
        assert!(!COMPARED.is_match("the earlier of the date on which the Panel meets and the day:"));
    }
}
