//! Whether a document holds what its checklist asks.

use super::Answer;
use crate::case::Case;
use crate::contents::Contents;

/// Whether the act says what a document holds, item by item.
pub(super) fn handed_in(case: &Case<'_>) -> Answer {
    let Some(act) = case.act else { return Answer::Open("what the document says may be handed in".to_owned()) };
    Answer::when(
        act.details().contents().is_some(),
        || "the act says what the document holds".to_owned(),
        || "the document is composed from the record".to_owned(),
    )
}

/// Whether a document holds what the checklist asks: the one that the act hands in, else the last draft on record.
pub(crate) fn holds_its_items(case: &Case<'_>, contents: &Contents) -> Answer {
    let name = contents.document.replace('-', " ");
    let handed_in = case.act.and_then(|act| act.details().contents());
    let held = || {
        let draft = case.proposal?.course.drafts.iter().rev().find(|draft| draft.document == contents.document)?;
        Some(draft.sections.as_slice())
    };
    let Some(sections) = handed_in.or_else(held) else {
        return match case.act {
            Some(_) => Answer::NotMet(format!("no draft of the {name} is on record")),
            None if case.proposal.is_some() => Answer::NotMet(format!("no draft of the {name} is on record")),
            None => Answer::Open(format!("the {name} must hold its {} items", contents.items.len())),
        };
    };
    let missing = contents.missing(sections);
    Answer::when(
        missing.is_empty(),
        || format!("the {name} holds each of its {} items", contents.items.len()),
        || format!("the {name} lacks {}", missing.join("; ")),
    )
}
