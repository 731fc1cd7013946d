//! Orders to insert what stands below without saying its numbers: the numbers are those printed there.

use std::sync::LazyLock;

use regex::Regex;

use super::super::numbers;
use super::super::sheet::Row;
use super::forms::{HEADING, NUMBER, UNIT};
use super::{document_of, home, like_another, named_document};
use crate::facts::{Instruction, InstructionKind};
use crate::layout::pattern::pattern;

/// `Insert the following after Section Q1.2 as follows:`
static UNNUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:add|insert|include) (?i:(?:the|a|an|following|new|additional|further|text|words?|provisions?|wording|drafting|sub-?sections?|sections?|sub-?clauses?|clauses?|sub-?paragraphs?|paragraphs?|conditions?) ?)+,? ?(?i:(?:immediately |directly )?(?P<side>after|following|below|before|above|at the end of|at the start of|in|into|to)) (?i:the )?(?i:existing )?(?:(?P<at>{UNIT} {NUMBER}){HEADING}|(?P<whole>(?:Section|Appendix|Schedule|Annex) (?:[A-Z]{{1,2}}|\d{{1,3}})))(?i:,? (?:the following|as follows))?:?$"
    ))
});

/// The instruction with the numbers printed in the rows below it. None where none are printed, or they are not those of
/// the place that it names.
pub(super) fn read(text: &str, below: &[Row], document: Option<&str>, line: usize) -> Option<Instruction> {
    let found = UNNUMBERED.captures(text)?;
    let letter = document.and_then(|document| document.strip_prefix("Section "));
    let at = found.name("at").and_then(|at| numbers::named(at.as_str(), letter)).and_then(|all| all.into_iter().next());
    let document = match (&at, found.name("whole")) {
        (Some(at), _) => home(std::slice::from_ref(at), document),
        (None, whole) => named_document(whole?.as_str()),
    };
    let side = found.name("side")?.as_str().to_lowercase();
    let rows = under(below);
    let clauses = match at.as_ref().and_then(|at| at.rfind('(')) {
        Some(label) => paragraphs(&rows, at.as_ref()?.get(..label)?),
        None => clauses(&rows, at.as_deref(), &side, document.as_deref()),
    };
    let beside = matches!(side.as_str(), "after" | "following" | "below");
    let after = at.filter(|at| beside && at.contains('('));
    (!clauses.is_empty()).then(|| Instruction {
        clauses,
        after,
        ..Instruction::new(InstructionKind::AddClauses, document, line)
    })
}

/// The rows up to the next instruction; where any carries insertion marks, only those that do.
fn under(below: &[Row]) -> Vec<&Row> {
    let until = (0..below.len()).find(|at| like_another(below, *at)).unwrap_or(below.len());
    let rows: Vec<&Row> = below.iter().take(until).collect();
    let marked = rows.iter().any(|row| row.marked);
    rows.into_iter().filter(|row| row.marked || !marked).collect()
}

/// The numbers of clauses printed there, one after another, on the side of the place that the instruction names.
fn clauses(rows: &[&Row], at: Option<&str>, side: &str, document: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for start in rows.iter().filter_map(|row| numbers::start(&row.text)) {
        let number = start.printed;
        let belongs = match document_of(&number) {
            Some(own) => Some(own.as_str()) == document,
            None => document.is_some_and(|document| !document.starts_with("Section ")),
        };
        let onward = found.last().is_none_or(|last| numbers::order(last) < numbers::order(&number));
        let placed = at.is_none_or(|at| match side {
            "after" | "following" | "below" => numbers::order(at) < numbers::order(&number),
            "before" | "above" => numbers::order(&number) < numbers::order(at),
            _ => number.strip_prefix(at).is_some_and(|rest| rest.starts_with('.')),
        });
        if belongs && onward && placed && numbers::is_number(&number) {
            found.push(number);
        }
    }
    found
}

/// The labels of paragraphs printed there, below the clause or paragraph whose list they belong to.
fn paragraphs(rows: &[&Row], above: &str) -> Vec<String> {
    let label = |row: &&Row| {
        let end = row.text.strip_prefix('(')?.find(')')? + 2;
        let label = row.text.get(..end)?;
        (label.len() <= 7 && label.trim_matches(['(', ')']).chars().all(char::is_alphanumeric))
            .then(|| label.to_owned())
    };
    let mut found: Vec<String> = Vec::new();
    for label in rows.iter().filter_map(label) {
        if found.last().is_none_or(|last| follows(last, &label)) {
            found.push(label);
        }
    }
    found.into_iter().map(|label| format!("{above}{label}")).collect()
}

/// `(e)` behind `(d)`, `(bb)` behind `(ba)`: what stands between them is a list of their own.
fn follows(last: &str, next: &str) -> bool {
    let parts = |label: &str| {
        let inner = label.trim_matches(['(', ')']);
        let end = inner.chars().next_back()?;
        Some((inner.get(..inner.len() - end.len_utf8())?.to_owned(), u32::from(end)))
    };
    match (parts(last), parts(next)) {
        (Some((stem, end)), Some((other, next))) => stem == other && next == end + 1,
        (_, _) => false,
    }
}
