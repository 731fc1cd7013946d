//! Orders to take a clause to another place, and to give something another heading.

use std::sync::LazyLock;

use regex::Regex;

use super::super::numbers;
use super::forms::{BECOMES, HEADING, NUMBER, UNIT};
use super::{document_of, home, named_document};
use crate::facts::{Instruction, InstructionKind};
use crate::layout::pattern::pattern;

/// `Move Section C3.2 to Section D4.2`, `Move Section C3.2 after Section D4.1, as Section D4.2`
static MOVE: LazyLock<Regex> = LazyLock::new(|| {
    let named = "(?i:the )?(?i:existing |current |new )*";
    let follows =
        "(?i:so that it follows|to follow|(?:to )?(?:immediately |directly )?(?:after|following|behind|below))";
    let becomes = "(?i:as|to|to become|to be|becoming|so that it becomes|(?:and )?(?:to be )?renumber(?:ed)?(?: it)? (?:as|to)|renumbering it (?:as|to)|(?:and )?number(?:ed)?(?: it)? (?:as )?|with the number)";
    pattern(&format!(
        r"^(?:(?i:move|relocate|transfer) {named}{UNIT} (?P<from>{NUMBER}){HEADING}|{named}{UNIT} (?P<from2>{NUMBER}){HEADING} {BECOMES} (?i:moved|relocated|transferred))(?:,? {follows} {named}(?:{UNIT} )?(?P<after>{NUMBER}){HEADING})?(?:,? (?i:and )?{becomes} {named}(?:{UNIT} )?(?P<to>{NUMBER}))?[.;:]?$"
    ))
});
/// `Amend the heading of Section C3 to “Notices”`
static HEADED: LazyLock<Regex> = LazyLock::new(|| {
    let what = format!(
        r"(?:(?P<at>{UNIT} {NUMBER})|(?P<whole>(?:Section|Appendix|Schedule|Annex) (?:[A-Z]{{1,2}}|\d{{1,3}})))"
    );
    let words = r"(?:“(?P<new>[^“”]+)”|\x22(?P<new2>[^\x22]+)\x22|‘(?P<new3>[^‘’]+)’)";
    pattern(&format!(
        r"^(?:(?i:(?:amend|change|replace|revise|substitute) the (?:cross[- ]?)?(?:heading|title|caption) (?:of|to|above) ){what}{HEADING}|(?i:retitle|rename) {what2}{HEADING}|(?i:the (?:heading|title|caption) (?:of|to|above) ){what3}{HEADING} {BECOMES} (?i:amended|changed|replaced|revised)) (?i:to read|to|with|by|as|so that it reads|as follows):? {words}[.;]?$",
        what2 = what.replace("at>", "at2>").replace("whole>", "whole2>"),
        what3 = what.replace("at>", "at3>").replace("whole>", "whole3>"),
    ))
});

/// An order to take a clause elsewhere.
pub(super) fn read(text: &str, document: Option<&str>, line: usize) -> Option<Instruction> {
    let letter = document.and_then(|document| document.strip_prefix("Section "));
    let found = MOVE.captures(text)?;
    let whole = |name: &str| {
        let all = numbers::named(found.name(name)?.as_str(), letter)?;
        if all.len() == 1 { all.into_iter().next() } else { None }
    };
    let from = whole("from").or_else(|| whole("from2"))?;
    let (after, to) = (whole("after"), whole("to"));
    if after.is_none() && to.is_none() {
        return None;
    }
    // What an unlettered number belongs to is told by the document alone, and only one is.
    let lettered = |number: &String| document_of(number).is_some();
    if after.iter().chain(&to).any(|number| lettered(number) != lettered(&from)) {
        return None;
    }
    let document = home(std::slice::from_ref(&from), document);
    Some(Instruction { clauses: vec![from], to, after, ..Instruction::new(InstructionKind::Move, document, line) })
}

/// An order to give a clause, a group of clauses or a document another heading.
pub(super) fn heading(text: &str, document: Option<&str>, line: usize) -> Option<Instruction> {
    let letter = document.and_then(|document| document.strip_prefix("Section "));
    let found = HEADED.captures(text)?;
    let one = |names: [&str; 3]| names.into_iter().find_map(|name| found.name(name)).map(|part| part.as_str());
    let to = Some(one(["new", "new2", "new3"])?.trim().to_owned());
    let (clauses, document) = match one(["at", "at2", "at3"]) {
        Some(at) => {
            let clauses = numbers::named(at, letter)?;
            let document = home(&clauses, document);
            (clauses, document)
        }
        None => (Vec::new(), Some(named_document(one(["whole", "whole2", "whole3"])?)?)),
    };
    Some(Instruction { clauses, to, ..Instruction::new(InstructionKind::AmendHeading, document, line) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_says_from_where_and_to_which_number() {
        for (text, after, to) in [
            ("Move Section Q1.2 to Section Q2.3.", None, Some("Q2.3")),
            ("Move Section Q1.2 (Reports) to become Section Q2.3.", None, Some("Q2.3")),
            ("Move Section Q1.2 after Section Q2.2 as Section Q2.3.", Some("Q2.2"), Some("Q2.3")),
            (
                "Move Section Q1.2 to after Section Q2.2 (Fees), renumbering it as Section Q2.3.",
                Some("Q2.2"),
                Some("Q2.3"),
            ),
            (
                "Relocate Section Q1.2 immediately after Section Q2.2 and renumber it as Q2.3.",
                Some("Q2.2"),
                Some("Q2.3"),
            ),
            ("Section Q1.2 is moved to Section Q2.3.", None, Some("Q2.3")),
            ("Section Q1.2 shall be relocated so that it follows Section Q2.2.", Some("Q2.2"), None),
        ] {
            let found = read(text, Some("Section Q"), 1).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.clauses.join(" ").as_str(), found.after.as_deref(), found.to.as_deref()),
                ("Q1.2", after, to),
                "{text}"
            );
        }
        for text in ["Move Section Q1.2.", "Move Section Q1.2 to a better place.", "Move clause 3.2 to Section Q2.3."] {
            assert_eq!(read(text, Some("Appendix QR"), 1), None, "{text}");
        }
    }

    #[test]
    fn a_heading_gets_other_words() {
        for (text, at) in [
            ("Amend the heading of Section Q2 to “Fees and charges”.", "Q2"),
            ("Replace the heading of Section Q2.1 (Fees) with “Fees and charges”.", "Q2.1"),
            ("The heading to Section Q2 shall be amended to read “Fees and charges”.", "Q2"),
            ("Amend the title of Section Q to \"Fees and charges\".", ""),
        ] {
            let found = heading(text, Some("Section Q"), 1).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.clauses.join(" ").as_str(), found.to.as_deref()),
                (at, Some("Fees and charges")),
                "{text}"
            );
        }
        assert_eq!(heading("Amend the heading of Section Q2 to reflect the new name.", Some("Section Q"), 1), None);
    }
}
