//! EN134: clauses printed for context are told from those that change.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::redline_marks::is_marked;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Clause, Instruction, InstructionKind};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN134",
    name: "context-unmarked",
    level: Level::Note,
    explain: Explanation {
        looks_for: "Clauses printed under an instruction to add others, which it does not name, where neither a mark on \
                    the new words nor a remark says that they stand there unchanged.",
        why: "Whoever makes the change must not print them twice, and whoever reads it must not vote on them.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN134-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN134-right.txt");

static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:for context|context only|unchanged|for (?:information|reference) only|no changes? to)\b")
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    if REMARK.is_match(papers.words.text()) {
        return;
    }
    for (index, instruction) in text.instructions.iter().enumerate() {
        if instruction.kind != InstructionKind::AddClauses {
            continue;
        }
        let until = text.instructions.iter().skip(index + 1).map(|next| next.line).min().unwrap_or(usize::MAX);
        let under = |clause: &&Clause| (instruction.line..until).contains(&clause.text.line);
        let (added, context): (Vec<&Clause>, Vec<&Clause>) =
            text.clauses.iter().filter(under).partition(|clause| clause.change != Change::Context);
        if !added.is_empty() && added.iter().all(|clause| is_told(papers, clause)) {
            continue;
        }
        report(papers, instruction, &context, found);
    }
}

/// The new words of the clause are marked, so that what stands beside them is seen to be old.
fn is_told(papers: &Papers<'_>, clause: &Clause) -> bool {
    let (from, to) = papers.clause_lines(clause);
    (from..=to).any(|line| is_marked(papers.this.line(line)))
}

fn report(papers: &Papers<'_>, instruction: &Instruction, context: &[&Clause], found: &mut Vec<Finding>) {
    let numbers: Vec<&str> =
        context.iter().filter_map(|clause| clause.number.as_ref()).map(|number| number.value.as_str()).collect();
    let (Some(first), false) = (context.first(), numbers.is_empty()) else { return };
    let (is, they) = if numbers.len() == 1 { ("is", "it stands") } else { ("are", "they stand") };
    let message = format!(
        "{} {is} printed under an instruction to add other clauses, and nothing says that {they} there unchanged.",
        list(&numbers)
    );
    found.push(
        CHECK
            .finding(Level::Note, papers.this.place(first.text.line, first.text.line, ""), message)
            .see(instruction.line, "the instruction")
            .value("clauses", numbers)
            .mended_by("Mark them as context, or leave them out."),
    );
}
