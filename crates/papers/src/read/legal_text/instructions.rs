//! The lines that order a change: what follows them is new, changed or renumbered.

mod below;
mod forms;
mod looks;
mod moves;
mod several;
mod words;

use std::sync::LazyLock;

use regex::Regex;

use self::forms::{BECOMES, HEADING, NUMBER, UNIT};
use self::words::Target;
use super::numbers;
use super::sheet::{Row, finished};
use crate::facts::{Instruction, InstructionKind};
use crate::layout::pattern::pattern;

static DEFINITIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i)(add|insert|include|amend|replace|update) (?:in |the |following |new |these )*definitions?\b(?P<where>.*)$",
    )
});
static PROVISIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i)(?P<verb>add|insert|include|amend|replace|update|delete|remove|omit) (?:the |a |following |new |existing |additional )*(?:Appendix [A-Z]{1,2},? )?(?:Sections?|Clauses?|Paragraphs?|Conditions?) (?P<where>.*)$",
    )
});
static RENUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i)the |new |existing |current )*(?:Section|Clause|Paragraph) (?P<from>\S+?)(?P<said>,?\s.*)\brenumbered (?:as|to) (?:new )?(?:Section |Clause |Paragraph )?(?P<to>\S+?)\.?$|^(?i)Renumber (?:existing |current )?(?:Section |Clause |Paragraph )(?P<from2>\S+) (?:as|to) (?:new )?(?:Section |Clause |Paragraph )?(?P<to2>\S+?)[.:]?$",
    )
});
static ANOTHER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:\b{UNIT}|\band|\bto|,) (?:{UNIT} )?[A-Z]{{0,2}}\d+[A-Z]?\.\d")));
/// Several provisions take other numbers, each the one that stands in its place.
static RENUMBER_ALL: LazyLock<Regex> = LazyLock::new(|| {
    let list = format!("{NUMBER}(?:(?:-|–| to |, and | and |, )(?:{UNIT} )?{NUMBER})+");
    pattern(&format!(
        r"^(?:(?i:renumber) (?i:the |existing |current )*{UNIT} (?P<from>{list}) (?:as|to|to become) |(?i:the |existing |current )*{UNIT} (?P<from2>{list}) {BECOMES} renumbered (?:as|to) )(?i:new )?(?:{UNIT} )?(?P<to>{list})[.;:]?$"
    ))
});
/// Nothing but numbers may follow, so that words that happen to begin like this are never an order.
static DELETE_PROVISIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:delete|remove|omit) (?i:the |following |existing |both |all )*(?i:Sections?|Clauses?|Paragraphs?) (?P<where>{NUMBER}{HEADING}(?:(?:-|–| to |, and | and |, )(?:(?i:Section|Clause|Paragraph)s? )?{NUMBER}{HEADING})*)(?: (?:of|from|in) (?:Section|Appendix|Schedule|Annex) [A-Z0-9]{{1,3}})?[.:;]?$"
    ))
});
static DELETE_DEFINITIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:delete|remove|omit) (?i:the |following |existing )*(?i:definitions?) of (?P<terms>[“\x22].+[”\x22])(?: (?:from|in) (?P<where>[^“\x22]+?))?[.:]?$",
    )
});
static TERM: LazyLock<Regex> = LazyLock::new(|| pattern(r"[“\x22]([^”\x22]+)[”\x22]"));
static DOCUMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:Section|Appendix|Schedule|Annex) (?:[A-Z]{1,2}|\d{1,3})\b"));
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r",? (?:immediately )?(?:after|before|following|below|above|in front of|at the (?:end|start) of|in(?: the)? (?:existing )?(?:Section|Appendix|Schedule|Annex))\b",
    )
});
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r",? (?:immediately )?(?P<side>after|before|following|below|above|in front of) (?:the )?(?:existing )?(?i:Section|Clause|Paragraph) (?P<at>\S+)",
    )
});
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Add|Insert|Include|Amend|Replace|Update|Delete|Remove|Omit|Renumber|Move|Relocate|Retitle|Leave out) |^(?:The )?(?:New|Existing|Current) (?:Section|Clause|Paragraph) |^(?:Section|Clause|Paragraph) \S+ (?:will|shall|is|to) .*renumbered",
    )
});

/// An instruction found among rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// One that is understood; a renumbering of several provisions is one for each.
    Known(Vec<Instruction>),
    /// One that is not, as printed.
    Unknown(String),
}

/// Most rows that one instruction is printed on.
const ROWS: usize = 6;

/// An instruction that begins with the first of `rows`, and how many rows it takes. `above` is the row before them.
pub(super) fn read(rows: &[Row], above: Option<&Row>, document: Option<&str>) -> Option<(Order, usize)> {
    let first = rows.first()?;
    // Nothing else begins an instruction, and most rows do not.
    if !first.text.starts_with(|c: char| c.is_uppercase() || c == '[') {
        return None;
    }
    if let Some(colon) = with_a_colon(rows) {
        let read = with_colons(&colon, above, document);
        if read.as_ref().is_some_and(|(order, _)| matches!(order, Order::Known(_))) {
            return read;
        }
    }
    with_colons(rows, above, document)
}

/// The rows with a colon in place of the dash that an instruction ends with, as the law's own drafters write it; none where
/// none of the rows that an instruction may take ends so.
fn with_a_colon(rows: &[Row]) -> Option<Vec<Row>> {
    let ends = |row: &Row| row.text.trim_end().ends_with(['—', '–']);
    let at = rows.iter().take(ROWS).position(ends)?;
    let mut rows: Vec<Row> = rows.iter().take(at + several::ITEMS).cloned().collect();
    let row = rows.get_mut(at)?;
    let head = row.text.trim_end().trim_end_matches(['—', '–', '.', ' ']).len();
    row.text.truncate(head);
    row.text.push(':');
    Some(rows)
}

fn with_colons(rows: &[Row], above: Option<&Row>, document: Option<&str>) -> Option<(Order, usize)> {
    let first = rows.first()?;
    if let Some(listed) = several::in_a_list(rows, document) {
        return Some(listed);
    }
    let begins = BEGINS.is_match(&first.text);
    let line = first.line;
    let mut text = String::new();
    let mut sentence = 1;
    for (index, row) in rows.iter().take(ROWS).enumerate() {
        if index > 0 && (finished(&text) || row.gap && !row.page) {
            if !begins || index >= 4 {
                break;
            }
            // A sentence that is understood is whole, and one that another follows is.
            if let Some(known) = understood(&text, rows.get(index..).unwrap_or_default(), document, line) {
                return Some((Order::Known(known), index));
            }
            if like_another(rows, index) {
                break;
            }
        }
        if index > 0 {
            text.push(' ');
        }
        text.push_str(&row.text);
        sentence = index + 1;
        let known = if begins && index < 4 { parse(&text, document, line) } else { None };
        if let Some(instructions) = known {
            return Some((Order::Known(instructions), index + 1));
        }
        if begins && index < 4 && text.ends_with(':') {
            break;
        }
    }
    let (sentence, text) = if begins && !text.ends_with(':') { paragraph(rows) } else { (sentence, text) };
    if !begins && !looks::like_an_instruction(&text, first, above) {
        return None;
    }
    if let Some(instructions) = understood(&text, rows.get(sentence..).unwrap_or_default(), document, line) {
        return Some((Order::Known(instructions), sentence));
    }
    let looks_like = text.ends_with(':') && begins || looks::like_an_instruction(&text, first, above);
    looks_like.then_some((Order::Unknown(text), sentence))
}

/// The orders of a sentence; `under` are the rows below it.
fn understood(text: &str, under: &[Row], document: Option<&str>, line: usize) -> Option<Vec<Instruction>> {
    one(text, document, line)
        .or_else(|| several::in_a_sentence(text, document, line))
        .or_else(|| below::read(&forms::plain(text), under, document, line).map(|one| vec![one]))
}

/// The orders of a sentence in any form that is read.
fn one(text: &str, document: Option<&str>, line: usize) -> Option<Vec<Instruction>> {
    parse(&forms::plain(text), document, line)
        .or_else(|| words(text, document, line))
        .or_else(|| moves::read(&forms::plain_place(text), document, line).map(|one| vec![one]))
        .or_else(|| moves::heading(text, document, line).map(|one| vec![one]))
}

/// Another instruction, or another document, begins with the row at a place.
fn like_another(rows: &[Row], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    BEGINS.is_match(&row.text)
        || looks::like_an_instruction(&row.text, row, above)
        || rows.get(at..).is_some_and(|rest| super::introduction::document(rest).is_some())
}

/// The first sentence of the rows, and how many it takes.
fn paragraph(rows: &[Row]) -> (usize, String) {
    let mut text = String::new();
    for (index, row) in rows.iter().take(ROWS).enumerate() {
        if index > 0 && (finished(&text) || row.gap && !row.page) {
            return (index, text);
        }
        if index > 0 {
            text.push(' ');
        }
        text.push_str(&row.text);
    }
    (rows.len().min(ROWS), text)
}

fn parse(text: &str, document: Option<&str>, line: usize) -> Option<Vec<Instruction>> {
    let letter = document.and_then(|document| document.strip_prefix("Section "));
    if let Some(renumbered) = renumbering(text, document, letter, line) {
        return Some(renumbered);
    }
    if let Some(deletion) = deletion(text, document, letter, line) {
        return Some(vec![deletion]);
    }
    let text = forms::whole_numbers(text);
    let text = text.strip_suffix(':').or_else(|| text.strip_suffix("as follows")).map(str::trim_end)?;
    if let Some(found) = DEFINITIONS.captures(text) {
        let place = found.name("where").map_or("", |place| place.as_str());
        let clauses = numbers::named(place, letter).unwrap_or_default();
        let document = home(&clauses, document).or_else(|| named_document(place));
        let kind = match adds(found.get(1)?.as_str()) {
            true => InstructionKind::AddDefinitions,
            false => InstructionKind::AmendDefinitions,
        };
        return Some(vec![Instruction { clauses, ..Instruction::new(kind, document, line) }]);
    }
    let found = PROVISIONS.captures(text)?;
    let place = found.name("where")?.as_str();
    let kind = match found.name("verb")?.as_str().to_lowercase().as_str() {
        "delete" | "remove" | "omit" => return None,
        verb if adds(verb) => InstructionKind::AddClauses,
        _ => InstructionKind::AmendClauses,
    };
    // Where the place comes first, the numbers are not told here.
    if PLACE.find(&format!(" {place}")).is_some_and(|found| found.start() == 0) {
        return None;
    }
    let clauses = numbers::named(before_place(place), letter)?;
    if kind == InstructionKind::AddClauses && !stands_there(place, &clauses, letter) {
        return None;
    }
    // What takes the place of a provision under another number is no new text for that one.
    if let (InstructionKind::AmendClauses, Some((_, new))) = (kind, place.split_once(" with "))
        && numbers::named(new, letter).is_some_and(|new| new.iter().any(|number| !place.starts_with(number.as_str())))
    {
        return None;
    }
    let within = place.split_once(" in ").and_then(|(_, document)| named_document(document));
    let document = match (document_of(clauses.first()?), within) {
        (None, Some(named)) => Some(named),
        (_, _) => home(&clauses, document),
    };
    let after = clauses.first().filter(|first| first.contains('(')).and_then(|_| beside(place, letter));
    let after = after.and_then(|(anchor, before)| (!before && anchor.contains('(')).then_some(anchor));
    Some(vec![Instruction { clauses, after, ..Instruction::new(kind, document, line) }])
}

/// The provision beside which an instruction puts new ones, and whether they stand before it.
fn beside(place: &str, letter: Option<&str>) -> Option<(String, bool)> {
    let found = BESIDE.captures(place)?;
    let anchor = numbers::named(found.name("at")?.as_str(), letter)?.into_iter().next()?;
    let side = found.name("side").map(|side| side.as_str().to_lowercase());
    Some((anchor, matches!(side.as_deref(), Some("before" | "above"))))
}

/// The place that an instruction gives new provisions is the one of their numbers.
fn stands_there(place: &str, clauses: &[String], letter: Option<&str>) -> bool {
    let (Some((anchor, before)), Some(first), Some(last)) = (beside(place, letter), clauses.first(), clauses.last())
    else {
        return true;
    };
    match before {
        true => numbers::order(last) < numbers::order(&anchor),
        false => numbers::order(&anchor) < numbers::order(first),
    }
}

/// An order that provisions take other numbers, one for each.
fn renumbering(text: &str, document: Option<&str>, letter: Option<&str>, line: usize) -> Option<Vec<Instruction>> {
    let pick = |found: &regex::Captures<'_>, one: &str, other: &str| {
        found.name(one).or_else(|| found.name(other)).map(|found| found.as_str().to_owned())
    };
    let (from, to) = if let Some(found) = RENUMBER_ALL.captures(text) {
        let from = numbers::named(&pick(&found, "from", "from2")?, letter)?;
        (from, numbers::named(found.name("to")?.as_str(), letter)?)
    } else {
        let found = RENUMBER.captures(text)?;
        // Another provision among the words between is renumbered too, or is none of this one's business.
        if found.name("said").is_some_and(|said| ANOTHER.is_match(said.as_str())) {
            return None;
        }
        let from = numbers::named(&pick(&found, "from", "from2")?, letter)?;
        let to = pick(&found, "to", "to2").filter(|to| numbers::is_number(to))?;
        (from, vec![to])
    };
    if from.len() != to.len() {
        return None;
    }
    let onward = from.iter().zip(&to).all(|(from, to)| numbers::order(from) < numbers::order(to));
    let mut all: Vec<Instruction> = from
        .into_iter()
        .zip(to)
        .map(|(from, to)| {
            let document = home(std::slice::from_ref(&from), document);
            Instruction {
                clauses: vec![from],
                to: Some(to),
                ..Instruction::new(InstructionKind::Renumber, document, line)
            }
        })
        .collect();
    // Numbers that move on are free for those before them only once the last has left its own.
    if onward {
        all.reverse();
    }
    Some(all)
}

/// An order to take clauses or definitions away: it governs nothing below it.
fn deletion(text: &str, document: Option<&str>, letter: Option<&str>, line: usize) -> Option<Instruction> {
    if let Some(found) = DELETE_DEFINITIONS.captures(text) {
        let place = found.name("where").map_or("", |place| place.as_str());
        let clauses = numbers::named(place, letter).unwrap_or_default();
        let document = home(&clauses, document).or_else(|| named_document(place));
        let terms = TERM.captures_iter(found.name("terms")?.as_str());
        let terms = terms.filter_map(|term| Some(term.get(1)?.as_str().trim().to_owned())).collect();
        return Some(Instruction {
            clauses,
            terms,
            ..Instruction::new(InstructionKind::DeleteDefinitions, document, line)
        });
    }
    let found = DELETE_PROVISIONS.captures(text)?;
    let clauses = numbers::named(found.name("where")?.as_str(), letter)?;
    let document = named_document(text).or_else(|| home(&clauses, document));
    Some(Instruction { clauses, ..Instruction::new(InstructionKind::DeleteClauses, document, line) })
}

/// An order to change words inside clauses, a definition, a document or the whole Code.
fn words(text: &str, document: Option<&str>, line: usize) -> Option<Vec<Instruction>> {
    use InstructionKind::{AmendClauses, AmendDefinitions};
    let letter = document.and_then(|document| document.strip_prefix("Section "));
    let (target, change) = words::read(text)?;
    let words = Some(change);
    let made = match target {
        Target::Clauses(place) => {
            let clauses = numbers::named(&place, letter)?;
            let document = home(&clauses, document);
            Instruction { clauses, words, ..Instruction::new(AmendClauses, document, line) }
        }
        Target::Definition(term, place) => {
            let clauses = place.as_deref().and_then(|place| numbers::named(place, letter)).unwrap_or_default();
            // A list of definitions serves the whole Code, so the heading above says nothing of where it is.
            let document = match (clauses.is_empty(), &place) {
                (false, _) => home(&clauses, document),
                (true, place) => place.as_deref().and_then(named_document),
            };
            Instruction { clauses, terms: vec![term], words, ..Instruction::new(AmendDefinitions, document, line) }
        }
        Target::Whole(named) => Instruction { words, ..Instruction::new(AmendClauses, named, line) },
    };
    Some(vec![made])
}

/// The document of clauses: the Section that their letters name, else the one whose changes are being read.
fn home(clauses: &[String], document: Option<&str>) -> Option<String> {
    clauses.first().and_then(|number| document_of(number)).or_else(|| document.map(str::to_owned))
}

/// The document that an instruction names outright: `Section A`, `Appendix AG`.
fn named_document(text: &str) -> Option<String> {
    DOCUMENT.find(text).map(|found| found.as_str().to_owned())
}

/// The part of an instruction that names what it orders, without the place behind which it puts it.
fn before_place(text: &str) -> &str {
    PLACE.find(text).and_then(|found| text.get(..found.start())).unwrap_or(text)
}

fn adds(verb: &str) -> bool {
    matches!(verb.to_lowercase().as_str(), "add" | "insert" | "include")
}

/// The Section that a number's letters name.
pub(super) fn document_of(number: &str) -> Option<String> {
    let letters: String = number.chars().take_while(|c| c.is_ascii_uppercase()).collect();
    (!letters.is_empty()).then(|| format!("Section {letters}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str, document: &str) -> Option<Instruction> {
        let rows: Vec<Row> = text.lines().enumerate().map(|(index, line)| Row::plain(index + 1, line)).collect();
        match read(&rows, None, Some(document)) {
            Some((Order::Known(mut instructions), taken)) if taken == rows.len() => instructions.pop(),
            _ => None,
        }
    }

    #[test]
    fn instructions_say_what_they_order_and_where() {
        let kind = |text, document| known(text, document).map(|found| (found.kind, found.clauses.join(" "), found.to));
        let none = String::new;
        assert_eq!(
            kind("Insert the following new definitions into Section Al.1:", "Section A"),
            Some((InstructionKind::AddDefinitions, "A1.1".into(), None))
        );
        assert_eq!(
            kind("Add the following definition as follows:", "Section A"),
            Some((InstructionKind::AddDefinitions, none(), None))
        );
        assert_eq!(
            kind("Amend the following definitions in Section A1.1 as follows:", "Section A"),
            Some((InstructionKind::AmendDefinitions, "A1.1".into(), None))
        );
        assert_eq!(
            kind("Add Sections H2.9-11 as follows:", "Section H"),
            Some((InstructionKind::AddClauses, "H2.9 H2.10 H2.11".into(), None))
        );
        assert_eq!(
            kind("Insert new Section H2.4A after Section H2.4 as follows:", "Section H"),
            Some((InstructionKind::AddClauses, "H2.4A".into(), None))
        );
        assert_eq!(
            kind("Amend Section 4.1.2 as follows:", "Appendix QR"),
            Some((InstructionKind::AmendClauses, "4.1.2".into(), None))
        );
        assert_eq!(
            kind("New Section H3.13 (brought in by DCP0070) will be renumbered as Section\nH3.19", "Section H"),
            Some((InstructionKind::Renumber, "H3.13".into(), Some("H3.19".into())))
        );
    }

    #[test]
    fn what_is_taken_away_is_named() {
        let clauses = known("Delete Sections H3.2 to H3.4.", "Section H").unwrap();
        assert_eq!(
            (clauses.kind, clauses.clauses.join(" ")),
            (InstructionKind::DeleteClauses, "H3.2 H3.3 H3.4".into())
        );
        let terms = known("Delete the definitions of “Fee” and “Form” from Section A1.1.", "Section A").unwrap();
        assert_eq!((terms.kind, terms.terms.join(" ")), (InstructionKind::DeleteDefinitions, "Fee Form".into()));
    }

    /// S1-009, R02: the common forms are understood as the operations that there are.
    #[test]
    fn the_common_forms_are_understood() {
        use InstructionKind::{AddClauses, AddDefinitions, AmendClauses, DeleteClauses, DeleteDefinitions, Renumber};
        for (text, kind, clauses) in [
            ("Delete Section Q1.3 in its entirety.", DeleteClauses, "Q1.3"),
            ("Section Q1.3 (Reports) is hereby deleted in its entirety.", DeleteClauses, "Q1.3"),
            ("Sections Q1.3 to Q1.5 shall be omitted.", DeleteClauses, "Q1.3 Q1.4 Q1.5"),
            ("Delete Sections Q5.2, Q5.4 and Q5.6 to Q5.8.", DeleteClauses, "Q5.2 Q5.4 Q5.6 Q5.7 Q5.8"),
            ("In Section Q1.4, delete paragraph (b).", DeleteClauses, "Q1.4(b)"),
            ("Omit paragraph (b) of Section Q1.4.", DeleteClauses, "Q1.4(b)"),
            ("In Section Q1.2, replace “each year” with “each quarter”.", AmendClauses, "Q1.2"),
            ("In paragraph (b) of Section Q1.4, delete the words “promptly”.", AmendClauses, "Q1.4(b)"),
            ("After Section Q1.2 insert the following new Section Q1.2A:", AddClauses, "Q1.2A"),
            ("Immediately after Section Q1.2, add Sections Q1.2A to Q1.2B as follows:", AddClauses, "Q1.2A Q1.2B"),
            ("In Section Q, insert the following new Section Q1.2A:", AddClauses, "Q1.2A"),
            ("In Section Q1, insert the following new Section Q1.2A:", AddClauses, "Q1.2A"),
            ("At the end of Section Q1 add the following new Section Q1.9:", AddClauses, "Q1.9"),
            ("In Section Q, delete Section Q1.3.", DeleteClauses, "Q1.3"),
            ("Insert the following new definition into Section Q1.1 in alphabetical order:", AddDefinitions, "Q1.1"),
            ("In Section Q1.1, insert the following new definitions:", AddDefinitions, "Q1.1"),
            ("The following new definitions are added to Section Q1.1:", AddDefinitions, "Q1.1"),
            ("In Section Q1.1, delete the definition of “Fee”.", DeleteDefinitions, "Q1.1"),
            ("Section Q1.3 shall be amended as follows:", AmendClauses, "Q1.3"),
            ("Section Q1.3 is replaced with the following:", AmendClauses, "Q1.3"),
            ("Replace Section Q1.3 with the following:", AmendClauses, "Q1.3"),
            ("For Section Q1.3 substitute the following:", AmendClauses, "Q1.3"),
            ("Renumber Section Q1.3 as Section Q1.4.", Renumber, "Q1.3"),
        ] {
            let found = known(text, "Section Q").unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.kind, found.clauses.join(" ").as_str()), (kind, clauses), "{text}");
        }
        let added = known("Insert the following new definition into Section A1.1:", "Section Q").unwrap();
        assert_eq!(added.document.as_deref(), Some("Section A"), "its own letter says where");
    }

    #[test]
    fn a_range_is_renumbered_from_the_end_that_is_free() {
        let pairs = |text: &str| {
            let rows = [Row::plain(1, text)];
            let Some((Order::Known(all), 1)) = read(&rows, None, Some("Section Q")) else { panic!("{text}") };
            all.into_iter().map(|one| format!("{}-{}", one.clauses[0], one.to.unwrap())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(pairs("Renumber Sections Q1.3 to Q1.4 as Sections Q1.4 to Q1.5."), "Q1.4-Q1.5 Q1.3-Q1.4");
        assert_eq!(pairs("Sections Q1.4 and Q1.5 shall be renumbered as Q1.3 and Q1.4."), "Q1.4-Q1.3 Q1.5-Q1.4");
        assert_eq!(known("Renumber Sections Q1.3 to Q1.5 as Sections Q1.4 to Q1.5.", "Section Q"), None);
    }

    #[test]
    fn what_is_ordered_in_other_words_is_not_guessed() {
        for text in [
            "Delete Section H3.2 as follows:",
            "Delete Section H3.2 and everything that follows from it.",
            "Renumber Sections H3.2 to H3.5 accordingly.",
            "After Section H3.2 insert the following:",
            "Insert new Section H3.2A after Section H3.4 as follows:",
            "Replace Section H3.2 with the following new Section H3.2A:",
            "In Section H3.2, replace the second and the third “year” with “quarter”.",
            "In Section H3.2, replace “a” with “b” and do the same elsewhere.",
            "Move Section H3.2 to a better place.",
        ] {
            let rows = [Row::plain(1, text)];
            assert_eq!(read(&rows, None, None), Some((Order::Unknown(text.into()), 1)));
        }
        assert_eq!(read(&[Row::plain(1, "The Panel shall amend Section H3.2 as follows:")], None, None), None);
    }
}
