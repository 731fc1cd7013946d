//! EN101: a definition that says its meaning is given in a clause points at the clause that gives it.

use super::parts::{base_number, whole_text};
use super::wording::plain;
use super::{Check, Explanation, Papers};
use crate::facts::{Clause, Definition, Pointer};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN101",
    name: "pointer-definition",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A definition whose meaning is said to be given in a clause, where the document itself shows that \
                    the clause does not define the term, or that another clause does.",
        why: "A reader who follows the pointer finds no meaning; a term without a meaning binds nobody. Pointers at \
              clauses that the document does not print are left alone unless a printed clause defines the term.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN101-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN101-right.txt");

/// A clause as terms are looked for in it, made once for all definitions.
struct Printed<'a> {
    clause: &'a Clause,
    /// The number without what points below it.
    number: Option<String>,
    /// All its words, in one form of quotation mark.
    words: String,
    /// Where quotation marks stand in the words.
    marks: Vec<usize>,
}

impl<'a> Printed<'a> {
    fn of(clause: &'a Clause) -> Self {
        let words = plain(&whole_text(clause)).replace("**", "");
        let marks = words.match_indices(['"', '\'']).map(|(at, _)| at).collect();
        Self { clause, number: clause.number.as_ref().map(|number| base_number(&number.value)), words, marks }
    }

    /// The words before and behind each place where the term stands between quotation marks.
    fn quoted(&self, term: &str) -> impl Iterator<Item = (&str, &str)> {
        self.marks.iter().filter_map(move |&at| {
            let (before, from) = self.words.split_at_checked(at)?;
            let mark = from.chars().next()?;
            let behind = from.get(1..)?.strip_prefix(term)?.strip_prefix(mark)?;
            Some((before, behind))
        })
    }
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let pointing = || text.definitions.iter().filter_map(|definition| Some((definition, definition.pointer.as_ref()?)));
    if pointing().next().is_none() {
        return;
    }
    let clauses: Vec<Printed<'_>> = text.clauses.iter().map(Printed::of).collect();
    for (definition, pointer) in pointing() {
        if let Some(finding) = misdirected(papers, &clauses, definition, pointer) {
            found.push(finding);
        }
    }
}

fn misdirected(
    papers: &Papers<'_>,
    clauses: &[Printed<'_>],
    definition: &Definition,
    pointer: &Pointer,
) -> Option<Finding> {
    let term = definition.term.value.as_str();
    let target = base_number(&pointer.clause.value);
    let numbered = |printed: &&Printed<'_>| printed.number.as_ref() == Some(&target);
    let targets: Vec<&Printed<'_>> = clauses.iter().filter(numbered).collect();
    // A clause that has the term between quotation marks defines it in its own words.
    if targets.iter().any(|printed| printed.quoted(term).next().is_some()) {
        return None;
    }
    let definer = clauses.iter().filter(|printed| !numbered(printed)).find(|printed| defines(printed, term));
    let place = papers.this.place(pointer.clause.line, pointer.clause.end_line, &pointer.clause.value);
    let clause = &pointer.clause.value;
    if let Some(definer) = definer {
        let number = definer.clause.number.as_ref()?;
        let message =
            format!("The definition of “{term}” points at {clause}, but the term is defined in {}.", number.value);
        let mut finding = CHECK.finding(Level::Error, place, message).see(number.line, format!("defines “{term}”"));
        if let Some(target) = targets.first() {
            finding = finding.see(target.clause.text.line, format!("{clause} does not define it"));
        }
        return Some(
            finding
                .value("term", term)
                .value("points_at", clause.as_str())
                .value("defined_in", number.value.as_str())
                .mended_by(format!("Point the definition at {}.", number.value)),
        );
    }
    // Without a clause that defines the term, only a clause printed whole and undamaged proves the pointer wrong.
    // One that speaks of the term may define it in words that are no usual form.
    let target = targets.first()?.clause;
    if targets.iter().any(|printed| mentions(&whole_text(printed.clause), term)) {
        return None;
    }
    let (from, to) = papers.clause_lines(target);
    let partly_printed = targets
        .iter()
        .any(|printed| !printed.clause.elided.is_empty() || !printed.clause.lost.is_empty())
        || (from..=to).any(|line| papers.this.line(line).contains("[...]") || papers.this.line(line).contains("[…]"));
    if partly_printed || papers.this.is_damaged(from, to) {
        return None;
    }
    let message = format!("The definition of “{term}” points at {clause}, whose words do not define it.");
    Some(
        CHECK
            .finding(Level::Error, place, message)
            .value("term", term)
            .value("points_at", clause.as_str())
            .see(target.text.line, format!("{clause} as printed")),
    )
}

/// The term stands in the words, in the plural too.
fn mentions(words: &str, term: &str) -> bool {
    plain(words).to_lowercase().contains(&plain(term).to_lowercase())
}

/// The clause gives the term its meaning in its own words: `(the “Term”)`, `“Term” means`.
fn defines(printed: &Printed<'_>, term: &str) -> bool {
    printed.quoted(term).any(|(before, after)| {
        let after = after.trim_start();
        let in_brackets = before.rfind('(').is_some_and(|open| {
            let inside = before.get(open..).unwrap_or_default();
            !inside.contains(')') && introduces(inside)
        });
        in_brackets || after.starts_with("means") || after.starts_with("shall mean")
    })
}

/// What stands between the bracket and the quoted term only introduces it: `(the `, `(each a `, `(together, the `.
fn introduces(inside: &str) -> bool {
    const WORDS: [&str; 13] =
        ["the", "a", "an", "each", "any", "every", "all", "such", "being", "together", "collectively", "known", "as"];
    inside
        .trim_start_matches('(')
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word.to_lowercase().as_str()))
}
