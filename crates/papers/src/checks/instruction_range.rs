//! EN102: an instruction to add or amend clauses names the clauses that are printed under it.

use std::sync::LazyLock;

use regex::Regex;

use super::parts::base_number;
use super::prose::pattern;
use super::redline_marks::has_mark;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Clause, Instruction, InstructionKind, LegalText, Placed};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN102",
    name: "instruction-range",
    level: Level::Error,
    explain: Explanation {
        looks_for: "An instruction to add or amend clauses whose numbers differ from those of the clauses printed until \
                    the next instruction: a clause named and not printed, or printed and not named. Also a clause named as \
                    new whose words bear no mark of it, where those of another under the same instruction do.",
        why: "The instruction is what changes the Code. A clause that is printed but not named may be left out when the \
              change is made, and one that is named but not printed has no words.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN102-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN102-right.txt");

/// A clause that only says where the others go: `after Section D10.22`.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:after|before|following|below|above)\s+(?:the\s+)?(?:new\s+)?(?:Section|Clause|Paragraph)\s+([A-Z]?\d+(?:\.\d+)*[A-Z]?)",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(text) = papers.this.legal_text() else { return };
    let mut instructions: Vec<&Instruction> = text.instructions.iter().collect();
    instructions.sort_by_key(|instruction| instruction.line);
    for (index, instruction) in instructions.iter().enumerate() {
        let until = instructions.get(index + 1).map_or(usize::MAX, |next| next.line);
        match instruction.kind {
            InstructionKind::AddClauses | InstructionKind::AmendClauses => {
                judge(papers, text, instruction, until, found);
            }
            InstructionKind::AddDefinitions
            | InstructionKind::AmendDefinitions
            | InstructionKind::DeleteDefinitions
            | InstructionKind::DeleteClauses
            | InstructionKind::Renumber
            | InstructionKind::Move
            | InstructionKind::AmendHeading => {}
        }
    }
}

fn judge(papers: &Papers<'_>, text: &LegalText, instruction: &Instruction, until: usize, found: &mut Vec<Finding>) {
    let line = papers.this.line(instruction.line);
    let beside =
        |number: &String| BESIDE.captures_iter(line).any(|found| found.get(1).is_some_and(|n| n.as_str() == number));
    let ordered: Vec<&String> = instruction.clauses.iter().filter(|number| !beside(number)).collect();
    let named: Vec<String> = ordered.iter().map(|number| base_number(number)).collect();
    let printed: Vec<&Clause> =
        text.clauses.iter().filter(|clause| (instruction.line..until).contains(&clause.text.line)).collect();
    // An instruction for a document that the file does not carry has nothing under it to compare.
    if named.is_empty() || printed.is_empty() {
        return;
    }
    let number_of = |clause: &&Clause| clause.number.as_ref().map(|number| base_number(&number.value));
    // Clauses printed before the first one named show the place; they are not under the instruction.
    let first = printed.iter().position(|clause| number_of(clause).is_some_and(|n| named.contains(&n))).unwrap_or(0);
    let extra: Vec<&Placed<String>> = printed
        .iter()
        .skip(first)
        .filter(|clause| clause.change != Change::Context)
        .filter_map(|clause| clause.number.as_ref())
        .filter(|number| !named.contains(&base_number(&number.value)))
        .collect();
    let pairs = ordered.iter().zip(&named);
    let mut missing: Vec<&str> = pairs
        .filter(|(_, base)| !printed.iter().any(|clause| number_of(clause).as_ref() == Some(*base)))
        .map(|(number, _)| number.as_str())
        .collect();
    // A clause whose number the source lost may be any of those missing.
    if printed.iter().any(|clause| clause.number.is_none()) {
        missing.clear();
    }
    if let Some(finding) = report(papers, instruction, until, &ordered, &missing, &extra) {
        found.push(finding);
    }
    found.extend(unmarked(papers, instruction, &printed));
}

/// Clauses named as new and printed as those are that stand there already, beside others that are marked as new.
fn unmarked(papers: &Papers<'_>, instruction: &Instruction, printed: &[&Clause]) -> Option<Finding> {
    if instruction.kind != InstructionKind::AddClauses {
        return None;
    }
    let (marked, bare): (Vec<&Clause>, Vec<&Clause>) = printed.iter().partition(|clause| has_mark(papers, clause));
    let bare: Vec<&Placed<String>> = bare
        .iter()
        .filter_map(|clause| clause.number.as_ref())
        .filter(|number| instruction.clauses.contains(&number.value))
        .collect();
    let (Some(marked), Some(first)) = (marked.first(), bare.first()) else { return None };
    let numbers: Vec<&str> = bare.iter().map(|number| number.value.as_str()).collect();
    let (is, as_if) = if numbers.len() == 1 { ("is", "it stood") } else { ("are", "they stood") };
    let message = format!(
        "The instruction names {} as new, but {} {is} printed under it without a mark of new words, as if {as_if} there already.",
        named(&instruction.clauses.iter().collect::<Vec<_>>()),
        list(&numbers)
    );
    Some(
        CHECK
            .finding(Level::Warning, papers.this.place(first.line, first.end_line, ""), message)
            .see(marked.text.line, "new words are marked here")
            .value("unmarked", numbers)
            .mended_by("Mark all new words, or take a clause that stands there already out of the instruction."),
    )
}

fn report(
    papers: &Papers<'_>,
    instruction: &Instruction,
    until: usize,
    ordered: &[&String],
    missing: &[&str],
    extra: &[&Placed<String>],
) -> Option<Finding> {
    let numbers: Vec<&str> = extra.iter().map(|number| number.value.as_str()).collect();
    let is = |count: usize| if count == 1 { "is" } else { "are" };
    let not_printed = format!("{} {} not printed under it", list(missing), is(missing.len()));
    let printed = format!("{} {} printed under it", list(&numbers), is(numbers.len()));
    let but = match (missing, extra) {
        ([], []) => return None,
        ([], _) => format!("{printed} too"),
        (_, []) => not_printed,
        (_, _) => format!("{not_printed} and {printed}"),
    };
    let message = format!("The instruction names {}, but {but}.", named(ordered));
    // Where the scan lost words between the two, an instruction or a number may be among them.
    let to = extra.last().map_or(until.saturating_sub(1).min(papers.this.lines.len()), |last| last.line);
    let level = match (papers.this.is_damaged(instruction.line, to), missing.is_empty()) {
        (false, _) => Level::Error,
        (true, true) => Level::Warning,
        (true, false) => Level::Note,
    };
    let place = papers.this.place(instruction.line, instruction.line, "");
    let mut finding = CHECK
        .finding(level, place, message)
        .value("named", ordered.iter().map(|number| number.as_str()).collect::<Vec<_>>());
    for number in extra {
        finding = finding.see(number.line, format!("{}, under no instruction that names it", number.value));
    }
    let fix = if missing.is_empty() {
        mend(ordered, &numbers)
    } else {
        "Print the words of each clause that the instruction names, and name each that is printed.".to_owned()
    };
    Some(finding.value("missing", missing.to_vec()).value("extra", numbers).mended_by(fix))
}

/// A range that would cover the clauses, where they follow on; otherwise an instruction of their own.
fn mend(ordered: &[&String], extra: &[&str]) -> String {
    let follows = |a: &str, b: &str| match (split(a), split(b)) {
        (Some((stem, number)), Some((next_stem, next))) => stem == next_stem && Some(next) == number.checked_add(1),
        (Some(_) | None, Some(_) | None) => false,
    };
    let (Some(first), Some(last)) = (ordered.first(), ordered.last()) else {
        return format!("Name {} in an instruction.", list(extra));
    };
    let mut previous = last.as_str();
    let in_row = extra.iter().all(|number| {
        let next = follows(previous, number);
        previous = number;
        next
    });
    match extra.last() {
        Some(end) if in_row => format!("Let the instruction name {first} to {end}."),
        Some(_) | None => format!("Name {} in an instruction of their own.", list(extra)),
    }
}

/// `D10.27` as `D10.` and 27.
fn split(number: &str) -> Option<(&str, u32)> {
    let at = number.rfind('.')? + 1;
    Some((number.get(..at)?, number.get(at..)?.parse().ok()?))
}

/// `D10.22 to D10.27`, or the single number.
fn named(ordered: &[&String]) -> String {
    match ordered {
        [only] => only.to_string(),
        [first, second] => format!("{first} and {second}"),
        [first, .., last] => format!("{first} to {last}"),
        [] => String::new(),
    }
}
