//! The lines that order a change: what follows them is new, changed or renumbered.

use std::sync::LazyLock;

use regex::Regex;

use super::numbers;
use super::pattern::pattern;
use super::sheet::Row;
use crate::facts::{Instruction, InstructionKind};

static DEFINITIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i)(add|insert|include|amend|replace|update) (?:in |the |following |new |these )*definitions?\b(?P<where>.*)$",
    )
});
static PROVISIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i)(?P<verb>add|insert|include|amend|replace|update|delete|remove|omit) (?:the |a |following |new |existing )*(?:Appendix [A-Z]{1,2},? )?(?:Sections?|Clauses?|Paragraphs?|Conditions?) (?P<where>.*)$",
    )
});
static RENUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i)the |new |existing |current )*(?:Sections?|Clauses?|Paragraphs?) (?P<from>\S+)\s.*\brenumbered (?:as|to) (?:Section |Clause |Paragraph )?(?P<to>\S+?)\.?$|^(?i)Renumber (?:Section |Clause |Paragraph )(?P<from2>\S+) (?:as|to) (?:Section |Clause |Paragraph )?(?P<to2>\S+?)[.:]?$",
    )
});
/// Nothing but numbers may follow, so that words that happen to begin like this are never an order.
static DELETE_PROVISIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:delete|remove|omit) (?i:the |following |existing )*(?i:Sections?|Clauses?|Paragraphs?) (?P<where>[A-Z]{0,2}\d[A-Z0-9.()a-z]*?(?:(?:-|–| to | and |, )[A-Z]{0,2}\d[A-Z0-9.()a-z]*?)*)(?: of (?:Section|Appendix|Schedule|Annex) [A-Z0-9]{1,3})?[.:]?$",
    )
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
    pattern(r",? (?:immediately )?(?:after|before|following|below|above|in front of|at the end of)\b")
});
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Add|Insert|Include|Amend|Replace|Update|Delete|Remove|Omit|Renumber) |^(?:The )?(?:New|Existing|Current) (?:Section|Clause|Paragraph) |^(?:Section|Clause|Paragraph) \S+ (?:will|shall|is|to) .*renumbered",
    )
});

/// An instruction found among rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// One that is understood.
    Known(Instruction),
    /// One that is not, as printed.
    Unknown(String),
}

/// An instruction that begins with the first of `rows`, and how many rows it takes.
pub(super) fn read(rows: &[Row], document: Option<&str>) -> Option<(Order, usize)> {
    let first = rows.first()?;
    if !BEGINS.is_match(&first.text) {
        return None;
    }
    let mut text = String::new();
    for (index, row) in rows.iter().take(4).enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(&row.text);
        if let Some(instruction) = parse(&text, document, first.line) {
            return Some((Order::Known(instruction), index + 1));
        }
        if text.ends_with(':') {
            return Some((Order::Unknown(text), index + 1));
        }
    }
    None
}

fn parse(text: &str, document: Option<&str>, line: usize) -> Option<Instruction> {
    let letter = document.and_then(|document| document.strip_prefix("Section "));
    if let Some(found) = RENUMBER.captures(text) {
        let pick = |one: &str, other: &str| found.name(one).or_else(|| found.name(other)).map(|found| found.as_str());
        let from = numbers::named(pick("from", "from2")?, letter)?;
        let to = pick("to", "to2").filter(|to| numbers::is_number(to))?;
        let document = document.map(str::to_owned).or_else(|| document_of(from.first()?));
        return Some(Instruction {
            kind: InstructionKind::Renumber,
            document,
            clauses: from,
            terms: Vec::new(),
            to: Some(to.to_owned()),
            line,
        });
    }
    if let Some(deletion) = deletion(text, document, letter, line) {
        return Some(deletion);
    }
    let text = text.strip_suffix(':').or_else(|| text.strip_suffix("as follows")).map(str::trim_end)?;
    if let Some(found) = DEFINITIONS.captures(text) {
        let place = found.name("where").map_or("", |place| place.as_str());
        let clauses = numbers::named(place, letter).unwrap_or_default();
        let document =
            document.map(str::to_owned).or_else(|| document_of(clauses.first()?)).or_else(|| named_document(place));
        let kind = match adds(found.get(1)?.as_str()) {
            true => InstructionKind::AddDefinitions,
            false => InstructionKind::AmendDefinitions,
        };
        return Some(Instruction { kind, document, clauses, terms: Vec::new(), to: None, line });
    }
    let found = PROVISIONS.captures(text)?;
    let kind = match found.name("verb")?.as_str().to_lowercase().as_str() {
        "delete" | "remove" | "omit" => return None,
        verb if adds(verb) => InstructionKind::AddClauses,
        _ => InstructionKind::AmendClauses,
    };
    let clauses = numbers::named(before_place(found.name("where")?.as_str()), letter)?;
    let document = document.map(str::to_owned).or_else(|| document_of(clauses.first()?));
    Some(Instruction { kind, document, clauses, terms: Vec::new(), to: None, line })
}

/// An order to take clauses or definitions away: it governs nothing below it.
fn deletion(text: &str, document: Option<&str>, letter: Option<&str>, line: usize) -> Option<Instruction> {
    if let Some(found) = DELETE_DEFINITIONS.captures(text) {
        let place = found.name("where").map_or("", |place| place.as_str());
        let clauses = numbers::named(place, letter).unwrap_or_default();
        let document =
            document.map(str::to_owned).or_else(|| document_of(clauses.first()?)).or_else(|| named_document(place));
        let terms = TERM.captures_iter(found.name("terms")?.as_str());
        let terms = terms.filter_map(|term| Some(term.get(1)?.as_str().trim().to_owned())).collect();
        return Some(Instruction {
            kind: InstructionKind::DeleteDefinitions,
            document,
            clauses,
            terms,
            to: None,
            line,
        });
    }
    let found = DELETE_PROVISIONS.captures(text)?;
    let clauses = numbers::named(found.name("where")?.as_str(), letter)?;
    let document =
        named_document(text).or_else(|| document.map(str::to_owned)).or_else(|| document_of(clauses.first()?));
    Some(Instruction { kind: InstructionKind::DeleteClauses, document, clauses, terms: Vec::new(), to: None, line })
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
        match read(&rows, Some(document)) {
            Some((Order::Known(instruction), taken)) if taken == rows.len() => Some(instruction),
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

    #[test]
    fn what_is_ordered_in_other_words_is_not_guessed() {
        let rows = [Row::plain(1, "Delete Section H3.2 as follows:")];
        assert_eq!(read(&rows, None), Some((Order::Unknown("Delete Section H3.2 as follows:".into()), 1)));
        assert_eq!(read(&[Row::plain(1, "Delete Section H3.2 and everything that follows from it.")], None), None);
        assert_eq!(read(&[Row::plain(1, "The Panel shall amend Section H3.2 as follows:")], None), None);
    }
}
