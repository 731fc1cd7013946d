//! How each clause printed under an instruction stands to the base.

use super::numbers;
use crate::facts::{Change, Clause, Instruction, InstructionKind};

/// Decides for the clauses under one instruction, each given with whether it carries insertion marks.
///
/// Under an amending instruction every clause printed is a changed one, named or not: whether it should be there is
/// for the check of the range to say. Only where others are marked and it is neither marked nor named, it shows the place.
///
/// Under an adding instruction a clause that it names is new, marked or not. For the others the evidence is, in order:
/// insertion marks, where any clause carries one; and, for a number outside them, its place. A clause numbered before the first named one
/// was there already, or the named numbers would not follow it: it is printed to show the place. A clause numbered
/// after the last named one, without a gap, must be new too: had the base held that number, it would hold the named
/// ones before it, and they could not be added without a renumbering. So text that the printed range forgot is not
/// taken for old.
pub(super) fn decide(read: Vec<(Clause, bool)>, order: Option<&Instruction>) -> Vec<Clause> {
    let named = |order: Option<&Instruction>, number: &str| {
        let above =
            |named: &str| number == named || number.strip_prefix(named).is_some_and(|rest| rest.starts_with('.'));
        let within = |named: &str| named.strip_prefix(number).is_some_and(|rest| rest.starts_with('('));
        order.is_some_and(|order| order.clauses.iter().any(|one| above(one) || within(one)))
    };
    let adds = order.filter(|order| order.kind == InstructionKind::AddClauses);
    let marks = read.iter().any(|(_, marked)| *marked);
    let mut run = adds.and_then(|order| order.clauses.last()).cloned();
    read.into_iter()
        .map(|(mut clause, marked)| {
            let number = clause.number.as_ref().map(|number| number.value.as_str());
            clause.change = match (adds, number) {
                (None, Some(number)) if marks && !marked && !named(order, number) => Change::Context,
                (None, _) => Change::Amended,
                (Some(order), _) if marks => {
                    if marked || number.is_some_and(|number| order.clauses.iter().any(|named| named == number)) {
                        Change::Added
                    } else {
                        Change::Context
                    }
                }
                (Some(order), Some(number)) if order.clauses.iter().any(|named| named == number) => Change::Added,
                (Some(order), Some(number)) => {
                    let next = run.as_deref().and_then(numbers::next);
                    let follows = next.as_deref() == Some(number);
                    if follows {
                        run = next;
                    }
                    let before =
                        order.clauses.first().is_some_and(|first| numbers::order(number) < numbers::order(first));
                    if before || !follows { Change::Context } else { Change::Added }
                }
                (Some(_), None) => Change::Added,
            };
            clause
        })
        .collect()
}
