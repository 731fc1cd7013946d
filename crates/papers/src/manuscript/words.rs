//! Words changed inside a provision: the amendment that puts the whole of it in its new words.

use std::sync::Arc;

use legaltext::{Amendment, Citation, Edition, Provision, Words, markup};

use crate::facts::WordChange;

/// The amendment that changes words at a place of an edition.
///
/// # Errors
/// One sentence: the words stand there not at all or more than once, or the place is not there.
pub(super) fn amendment(edition: &Edition, at: &Citation, change: &WordChange) -> Result<Amendment, String> {
    let stands = edition.find(at).ok_or_else(|| {
        format!("{at} is not in the edition, so its words cannot be changed; check the number and the edition")
    })?;
    if stands.has_unheld() {
        return Err(format!(
            "the words of {at} are not held, so none can be changed in them; give the whole of its new words"
        ));
    }
    let old = &change.old;
    let (new, count) = reworded(stands, change);
    match (count, change.every) {
        (0, _) => Err(format!("{at} does not say “{old}”; quote the words as they stand there")),
        (1, _) | (_, true) => Ok(Amendment::Substitute {
            at: at.clone(),
            text: markup::print_provision(&new).trim_end().to_owned(),
            old: Some(markup::print_provision(stands).trim_end().to_owned()),
            heading: None,
        }),
        (_, false) => Err(format!(
            "{at} says “{old}” {count} times; quote more of the words, name the paragraph, or write: in each place"
        )),
    }
}

/// The provision with the words changed in it and below it, and how often they stood there.
fn reworded(provision: &Provision, change: &WordChange) -> (Provision, usize) {
    let mut parts = provision.to_parts();
    let mut count = 0;
    if let Words::Held { lead_in, tail } = &mut parts.words {
        for text in [lead_in, tail] {
            let places = places(text, &change.old);
            count += places.len();
            // From the last to the first, so that the places of those before stay true.
            for from in places.into_iter().rev() {
                put(text, from, change);
            }
        }
    }
    for child in &mut parts.children {
        let (new, more) = reworded(child, change);
        count += more;
        if more > 0 {
            *child = Arc::new(new);
        }
    }
    (Provision::new(parts), count)
}

/// Where the words stand in a text as whole words, in bytes.
fn places(text: &str, words: &str) -> Vec<usize> {
    let joins = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let whole = |from: &usize| {
        let before = text.get(..*from).and_then(|before| before.chars().next_back());
        let after = text.get(from + words.len()..).and_then(|after| after.chars().next());
        !joins(before, words.chars().next()) && !joins(words.chars().next_back(), after)
    };
    text.match_indices(words).map(|(from, _)| from).filter(whole).collect()
}

fn put(text: &mut String, from: usize, change: &WordChange) {
    let mut from = from;
    let mut to = from.saturating_add(change.old.len());
    if change.new.is_empty() {
        // With words that go, one of the spaces beside them goes.
        let before = text.get(..from).is_some_and(|before| before.ends_with(' '));
        let after = text.get(to..).unwrap_or_default();
        if before && (after.is_empty() || after.starts_with([' ', ',', ';', ':', '.', ')', '\n'])) {
            from -= 1;
        } else if after.starts_with(' ') && (from == 0 || text.get(..from).is_some_and(|before| before.ends_with('(')))
        {
            to += 1;
        }
    }
    text.replace_range(from..to, &change.new);
}
