//! EN133: where new words are marked, all of them are.

use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Clause};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN133",
    name: "redline-marks",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A legal text that underlines new words in one place and prints a clause that it adds in another \
                    without a mark on any line. A text without any marks is left alone: its difference from the Code is \
                    made by comparing them.",
        why: "Where some new words are marked, the reader takes unmarked ones for words that are in force.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN133-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN133-right.txt");

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let marked_somewhere = text
        .definitions
        .iter()
        .find(|definition| is_marked(papers.this.line(definition.term.line)))
        .map(|definition| definition.term.line)
        .or_else(|| text.clauses.iter().find(|clause| has_mark(papers, clause)).map(|clause| clause.text.line));
    let Some(marked) = marked_somewhere else { return };
    let unmarked: Vec<&Clause> =
        text.clauses.iter().filter(|clause| clause.change == Change::Added && !has_mark(papers, clause)).collect();
    let Some(first) = unmarked.first() else { return };
    let numbers: Vec<&str> =
        unmarked.iter().filter_map(|clause| clause.number.as_ref()).map(|number| number.value.as_str()).collect();
    if numbers.is_empty() {
        return;
    }
    let is = if numbers.len() == 1 { "is" } else { "are" };
    let message =
        format!("{} {is} added and bear no mark of it, while other new words here are underlined.", list(&numbers));
    let message = if numbers.len() == 1 { message.replace(" bear ", " bears ") } else { message };
    found.push(
        CHECK
            .finding(Level::Note, papers.this.place(first.text.line, first.text.line, ""), message)
            .see(marked, "new words are underlined here")
            .value("clauses", numbers)
            .mended_by("Underline every new word, or let the redline be made by comparing the texts."),
    );
}

pub(super) fn has_mark(papers: &Papers<'_>, clause: &Clause) -> bool {
    let (from, to) = papers.clause_lines(clause);
    (from..=to).any(|line| is_marked(papers.this.line(line)))
}

/// The marks that an insertion has in a text with markdown.
pub(super) fn is_marked(line: &str) -> bool {
    ["<u>", "<ins>", "<u ", "<ins "].iter().any(|mark| line.contains(mark))
}
