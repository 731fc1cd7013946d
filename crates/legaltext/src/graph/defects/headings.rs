//! The headings by which a text may call a provision.

use std::sync::Arc;

use crate::citation::Citation;
use crate::document::Document;
use crate::edition::Edition;
use crate::provision::{Provision, Words};

/// What the words after a reference may call its target. None when that cannot be known: its words are not held and no
/// heading is, or it is not there.
pub(super) fn headings(edition: &Edition, at: &Citation) -> Option<Vec<String>> {
    let document = edition.document(&at.document_id()?)?;
    if at.is_document() {
        return Some(vec![document.title().to_owned()]);
    }
    let trail = document.trail(&at.clause())?;
    let (clause, above) = trail.split_last()?;
    let level = above.last().map_or(document.provisions(), |group| group.children());
    let mut found: Vec<String> = own(clause);
    if clause.heading().is_none() {
        found.extend(running(level, clause));
    }
    if found.is_empty() {
        found.extend(above.iter().rev().flat_map(|group| own(group)).next());
    }
    let unknown = found.is_empty() && (!clause.is_held() || is_bare(document));
    (!unknown).then_some(found)
}

/// True when two headings are the same but for case, spaces, quotation marks and dashes.
pub(super) fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let kept = text.chars().map(|c| match c {
            '\u{2019}' | '\u{2018}' => '\'',
            '\u{2013}' | '\u{2014}' | '\u{2011}' => '-',
            other => other,
        });
        let words: String = kept.filter(|c| !matches!(c, '"' | '\u{201c}' | '\u{201d}' | ',' | '.')).collect();
        words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    };
    plain(one) == plain(other)
}

fn own(provision: &Provision) -> Vec<String> {
    let unheld = match provision.words() {
        Words::Unheld { heading } => Some(heading.as_str()).filter(|heading| !heading.is_empty()),
        Words::Held { .. } => None,
    };
    [provision.heading(), provision.caption(), unheld].into_iter().flatten().map(str::to_owned).collect()
}

/// The cross heading under which a clause stands: the last one printed before it in its group.
fn running(level: &[Arc<Provision>], clause: &Provision) -> Option<String> {
    let index = level.iter().position(|p| std::ptr::eq(p.as_ref(), clause))?;
    level.iter().take(index).rev().find_map(|p| p.heading()).map(str::to_owned)
}

/// True for a document that prints no heading at all.
fn is_bare(document: &Document) -> bool {
    let mut bare = true;
    document.each(&mut |_, provision| bare = bare && own(provision).is_empty());
    bare
}
