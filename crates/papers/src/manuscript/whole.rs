//! What an instruction promises and the text below it does not hold: nothing of it may be lost without a word.

use crate::facts::{Instruction, InstructionKind, LegalText};

/// The line, the place and a sentence for each clause that an instruction orders and that is not printed, and for each
/// instruction about definitions with none below it.
pub(super) fn missing(facts: &LegalText) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    for (index, instruction) in facts.instructions.iter().enumerate().filter(|(_, one)| one.governs()) {
        let until = facts.instructions.get(index + 1).map_or(usize::MAX, |next| next.line);
        let below = |line: usize| (instruction.line..until).contains(&line);
        match instruction.kind {
            InstructionKind::AddClauses | InstructionKind::AmendClauses => {
                found.extend(clauses(facts, instruction, &below));
            }
            InstructionKind::AddDefinitions | InstructionKind::AmendDefinitions => {
                if !facts.definitions.iter().any(|definition| below(definition.term.line)) {
                    let message = "the instruction orders definitions, and none can be read below it; type them, each on a line \
                                   of its own: “Term” means …";
                    found.push((instruction.line, "definitions".to_owned(), message.to_owned()));
                }
            }
            InstructionKind::DeleteDefinitions
            | InstructionKind::DeleteClauses
            | InstructionKind::Renumber
            | InstructionKind::Move
            | InstructionKind::AmendHeading => {}
        }
    }
    found
}

fn clauses(
    facts: &LegalText,
    instruction: &Instruction,
    below: &dyn Fn(usize) -> bool,
) -> Option<(usize, String, String)> {
    let printed: Vec<Option<&str>> = facts
        .clauses
        .iter()
        .filter(|clause| below(clause.number.as_ref().map_or(clause.text.line, |number| number.line)))
        .map(|clause| clause.number.as_ref().map(|number| number.value.as_str()))
        .collect();
    // A clause whose number the source lost may be any of them, and is told itself.
    if printed.contains(&None) {
        return None;
    }
    let stands = |number: &str| {
        let above = number.split_once('(').map_or(number, |(clause, _)| clause);
        // A group's number names the clauses in it.
        let within = |one: &str| {
            one == number || one == above || one.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'))
        };
        printed.iter().flatten().any(|one| within(one))
    };
    let missing: Vec<&str> = instruction.clauses.iter().map(String::as_str).filter(|number| !stands(number)).collect();
    let first = missing.first()?;
    let message = format!(
        "the instruction orders {}, and no words for {} can be read below it; type them with the number at their head, or take the \
         number out of the instruction",
        missing.join(", "),
        if missing.len() == 1 { "it" } else { "them" }
    );
    Some((instruction.line, (*first).to_owned(), message))
}
