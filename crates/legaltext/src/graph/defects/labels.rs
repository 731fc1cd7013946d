//! Numbers that stand twice, and labels missing from a list.

use std::sync::Arc;

use crate::document::Document;
use crate::graph::Step;
use crate::graph::standing::walk;
use crate::number::{Number, roman};
use crate::provision::Provision;

use super::{Defect, DefectKind, Level, Place, defect};

pub(super) fn check(document: &Document, found: &mut Vec<Defect>) {
    let whole = Place::of(crate::Citation::of_document(document.id()));
    doubled(document.provisions(), &whole, found);
    walk(document, &mut |standing, step: Step<'_>| {
        if step.children().len() > 1 {
            let place = standing.place();
            doubled(step.children(), &place, found);
            let labels: Vec<&Number> = step.children().iter().map(|c| c.number()).filter(|n| n.is_label()).collect();
            // Of a list that is not held in full only some items may be known.
            let held = step.children().iter().all(|child| !child.has_unheld());
            if let Some(message) = gap(&labels).filter(|_| held) {
                let message =
                    format!("the list of {place} {message}; number its items on, or mark the place as not used");
                found.push(defect(DefectKind::ListGap, Level::Warning, place, message));
            }
        }
        true
    });
}

fn doubled(level: &[Arc<Provision>], above: &Place, found: &mut Vec<Defect>) {
    for (index, provision) in level.iter().enumerate() {
        let before = level.iter().take(index).filter(|p| p.number() == provision.number()).count();
        // Said once, however often the number stands there.
        if before == 1 {
            let place = below(above, provision.number());
            let message = format!("{place} stands twice, so nobody can say which one is cited; renumber one of them");
            found.push(defect(DefectKind::NumberTwice, Level::Error, place, message));
        }
    }
}

fn below(above: &Place, number: &Number) -> Place {
    let mut place = above.clone();
    match place.term {
        Some(_) => place.labels.push(number.clone()),
        None => place.at = place.at.child(number),
    }
    place
}

/// How a list is labelled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Letters,
    Roman,
    Digits,
}

/// What is wrong with the order of a list's labels, as the rest of a sentence. Nothing for labels of no known order.
fn gap(labels: &[&Number]) -> Option<String> {
    let inner: Vec<String> = labels.iter().map(|n| n.as_str().trim_matches(['(', ')']).to_owned()).collect();
    let style = style(&inner)?;
    let mut next = 1_u32;
    let mut base = String::new();
    for label in &inner {
        let inserted = !base.is_empty() && label.len() > base.len() && label.starts_with(&base);
        match value(label, style) {
            Some(value) if value == next => {
                next += 1;
                base.clone_from(label);
            }
            // `(ca)` between `(c)` and `(d)`; `(aa)` after `(a)`.
            _ if inserted => {}
            Some(value) if value > next => {
                return Some(if base.is_empty() {
                    format!("begins with ({label})")
                } else {
                    format!("goes from ({base}) to ({label})")
                });
            }
            Some(value) if value + 1 == next => {} // Twice: said of the number.
            Some(_) => return Some(format!("has ({label}) after ({base})")),
            None => return None,
        }
    }
    None
}

fn style(labels: &[String]) -> Option<Style> {
    let (first, second) = (labels.first()?, labels.get(1).map(String::as_str));
    let one_case = |test: fn(&u8) -> bool| labels.iter().all(|l| l.as_bytes().iter().all(test));
    if one_case(u8::is_ascii_digit) {
        return Some(Style::Digits);
    }
    if !one_case(u8::is_ascii_lowercase) && !one_case(u8::is_ascii_uppercase) {
        return None;
    }
    let numerals = roman(first).is_some() && second.is_some_and(|s| roman(s).is_some() && s.len() + first.len() > 2);
    Some(if numerals { Style::Roman } else { Style::Letters })
}

/// The place of a label in a full list, from 1.
fn value(label: &str, style: Style) -> Option<u32> {
    match style {
        Style::Digits => label.parse().ok(),
        Style::Roman => roman(label).map(u32::from),
        Style::Letters => {
            let small = label.to_ascii_lowercase();
            let letter = |b: u8| u32::from(b.wrapping_sub(b'a')) + 1;
            match small.as_bytes() {
                [one] => Some(letter(*one)),
                // After (z) comes (aa), and then (bb) or (ab).
                [one, two] if one == two => Some(26 + letter(*one)),
                [b'a', two] => Some(26 + letter(*two)),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap_in(labels: &[&str]) -> Option<String> {
        let numbers: Vec<Number> = labels.iter().map(|l| format!("({l})").parse().unwrap()).collect();
        gap(&numbers.iter().collect::<Vec<_>>())
    }

    #[test]
    fn lists_that_go_on_are_whole() {
        for whole in [
            vec!["a", "b", "c"],
            vec!["i", "ii", "iii", "iv", "v"],
            vec!["A", "B"],
            vec!["a", "aa", "ab", "b", "c", "ca", "d"],
            vec!["i", "ii", "iia", "iii"],
            vec!["1", "2", "3"],
            vec!["a"],
            vec!["h", "i"].into_iter().filter(|l| *l == "x").collect(),
        ] {
            assert_eq!(gap_in(&whole), None, "{whole:?}");
        }
        let long: Vec<String> = ('a'..='z').map(String::from).chain(["aa".into(), "bb".into()]).collect();
        assert_eq!(gap_in(&long.iter().map(String::as_str).collect::<Vec<_>>()), None);
    }

    #[test]
    fn a_missing_label_is_named() {
        assert_eq!(gap_in(&["a", "c"]).as_deref(), Some("goes from (a) to (c)"));
        assert_eq!(gap_in(&["i", "ii", "iv"]).as_deref(), Some("goes from (ii) to (iv)"));
        assert_eq!(gap_in(&["b", "c"]).as_deref(), Some("begins with (b)"));
        assert_eq!(gap_in(&["a", "b", "c", "a"]).as_deref(), Some("has (a) after (c)"));
    }
}
