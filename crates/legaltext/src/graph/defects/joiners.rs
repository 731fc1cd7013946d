//! `and` and `or` between the items of a list.

use std::sync::Arc;

use crate::document::Document;
use crate::graph::Step;
use crate::graph::standing::walk;
use crate::provision::Provision;

use super::{Defect, DefectKind, Level, defect};

/// The word that joins an item to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joiner {
    And,
    Or,
    AndOr,
}

pub(super) fn check(document: &Document, found: &mut Vec<Defect>) {
    walk(document, &mut |standing, step| {
        let (lead_in, tail) = step.texts();
        let items = items(step);
        let held = items.iter().all(|item| !item.has_unheld());
        if items.len() > 1 && held {
            // The last item's own joiner may belong to the list above, or lead on to the closing words.
            let leads_on = !tail.is_empty() || followed(&standing.steps);
            if let Some((kind, level, message)) = fault(&items, lead_in, leads_on) {
                let place = standing.place();
                let message = format!("in the list of {place} {message}");
                found.push(defect(kind, level, place, message));
            }
        }
        true
    });
}

fn items(step: Step<'_>) -> Vec<&Arc<Provision>> {
    step.children().iter().filter(|c| c.number().is_label() && !c.is_not_used()).collect()
}

/// True when an item that the list stands in, or one above that, is followed by another item or by closing words.
fn followed(steps: &[Step<'_>]) -> bool {
    steps.windows(2).rev().any(|pair| {
        let [above, Step::Provision(here)] = pair else { return false };
        let last = items(*above).last().is_some_and(|last| std::ptr::eq(last.as_ref(), *here));
        here.number().is_label() && (!last || !above.texts().1.is_empty())
    })
}

/// The words with which an item ends, also when a list or closing words end it.
fn end(item: &Provision) -> &str {
    if !item.tail().is_empty() {
        return item.tail();
    }
    item.children().iter().rfind(|c| c.number().is_label()).map_or(item.lead_in(), |last| end(last))
}

fn joiner(item: &Provision) -> Option<Joiner> {
    let words = end(item).trim_end_matches([' ', ',', ';']);
    let last = words.rsplit(|c: char| !(c.is_alphanumeric() || c == '/')).next()?;
    // A list of one word, `and`, joins nothing.
    let alone = last.len() == words.len();
    match last {
        "and" if !alone => Some(Joiner::And),
        "or" if !alone => Some(Joiner::Or),
        "and/or" if !alone => Some(Joiner::AndOr),
        _ => None,
    }
}

fn fault(items: &[&Arc<Provision>], lead_in: &str, leads_on: bool) -> Option<(DefectKind, Level, String)> {
    let joiners: Vec<Option<Joiner>> = items.iter().map(|item| joiner(item)).collect();
    let (last, between) = joiners.split_last()?;
    let (due, early) = between.split_last()?;
    let label = |index: usize| items.get(index).map_or("", |item| item.number().as_str());
    let joins = |j: Joiner| between.contains(&Some(j));
    if joins(Joiner::And) && joins(Joiner::Or) {
        let message = "some items are joined by \"and\" and others by \"or\"; say which of the two is meant";
        return Some((DefectKind::JoinersMixed, Level::Warning, message.to_owned()));
    }
    if last.is_some() && !leads_on {
        let message =
            format!("the last item, {}, ends as if another followed; take its last word away", label(items.len() - 1));
        return Some((DefectKind::JoinerMisplaced, Level::Warning, message));
    }
    // After every item but the last, the same one: an older way of drafting, and clear.
    if between.iter().all(Option::is_some) {
        return None;
    }
    if let Some(index) = early.iter().position(Option::is_some) {
        let message = format!(
            "{} ends as if it were the last but one, and {} follows; put the \"and\" or \"or\" after the last but one",
            label(index),
            label(index + 1)
        );
        return Some((DefectKind::JoinerMisplaced, Level::Warning, message));
    }
    if due.is_none() && runs_on(items) {
        let said = ["following", " any of", " each of", " all of", " none of", " one of", " either", " both"];
        let level = if said.iter().any(|word| lead_in.contains(word)) { Level::Note } else { Level::Warning };
        let message = format!(
            "nothing says whether all items are meant or any; end {} with \"and\" or \"or\"",
            label(items.len() - 2)
        );
        return Some((DefectKind::JoinerMissing, level, message));
    }
    None
}

/// True when the items are parts of one sentence: each but the last ends with a comma or semicolon.
fn runs_on(items: &[&Arc<Provision>]) -> bool {
    items.iter().rev().skip(1).all(|item| end(item).ends_with([';', ',']))
}
