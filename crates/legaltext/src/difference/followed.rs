//! Words of one edition, with their references as another edition numbers what they cite.

use std::borrow::Cow;

use crate::citation::Citation;
use crate::edition::Edition;
use crate::graph::{Resolver, Standing};
use crate::provision_id::ProvisionId;
use crate::references::{self, Announced, List, Reference, lists_of, reprint};

/// Rewrites references from the numbers of one edition to those of another.
pub(crate) struct Follower<'e> {
    from: &'e Edition,
    to: &'e Edition,
    resolver: Resolver<'e>,
}

impl<'e> Follower<'e> {
    pub(crate) fn new(from: &'e Edition, to: &'e Edition) -> Follower<'e> {
        Follower { from, to, resolver: Resolver::new(from) }
    }

    /// The words that stand at `at` in the one edition, as they must read at `reader` in the other, with every reference
    /// leading to the provision that it led to. One that leads nowhere, or to what the other edition has not, stays.
    pub(crate) fn followed<'t>(&self, text: &'t str, at: &Citation, reader: &Citation) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(text);
        let document = at.document_id().and_then(|id| self.from.document(&id));
        let Some(document) = document.filter(|_| !text.is_empty()) else { return out };
        let standing = Standing::at(document, at);
        let references = references::scan(text).references;
        // From the last to the first, so that the places of those before stay true.
        for list in lists_of(&references).into_iter().rev() {
            let mut moved = at != reader;
            let mut wanted = Vec::with_capacity(list.len());
            for index in list.clone() {
                let earlier = references.get(..index).unwrap_or(&[]);
                let reference = references.get(index);
                let target = reference.and_then(|r| led_to(&self.resolver, self.from, r, earlier, &standing));
                wanted.push(target.map(|(was, id)| {
                    let near = was.document_id().unwrap_or_else(|| document.id().clone());
                    let now = id.and_then(|id| self.to.place_near(&near, &id)).unwrap_or_else(|| was.clone());
                    moved |= was != now;
                    now
                }));
            }
            let Some(here) = references.get(list).filter(|_| moved) else { continue };
            if let Some((range, words)) = reprint(&List { text, references: here, reader }, &wanted) {
                out.to_mut().replace_range(range, &words);
            }
        }
        out
    }
}

/// What a reference leads to, when it leads to one place of the edition: its citation, and its identity unless it is a
/// document.
pub(crate) fn led_to<'e>(
    resolver: &Resolver<'e>,
    edition: &'e Edition,
    reference: &Reference,
    earlier: &[Reference],
    standing: &Standing<'e>,
) -> Option<(Citation, Option<ProvisionId>)> {
    // A number that a word announces, and that stands where it says, needs no looking round in the other documents.
    let announced = matches!(reference.announced, Announced::Section | Announced::Clause | Announced::Document(_));
    if announced && reference.of.is_none() && reference.citation.number().is_some() {
        let cited = reference.citation.in_document(standing.document.id());
        if let Some(provision) = edition.find(&cited) {
            return Some((cited, Some(provision.id().clone())));
        }
    }
    let found = resolver.resolve(reference, earlier, standing)?;
    let target = found.target().filter(|target| target.place.term.is_none())?;
    Some((target.place.at.clone(), target.id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{apply, instructions, markup};

    #[test]
    fn references_follow_what_they_cite() {
        let text = "# Section D: Changes\n\n## D3 Raising\n\nD3.1 One.\n\nD3.2 Two:\n    (a) x; and\n    (b) y.\n";
        let old = Edition::new("test", [markup::parse(text, "old").unwrap()]);
        let renumbered = instructions::parse("Renumber D3.2 as D3.9").unwrap().amendments;
        let new = apply(&old, &renumbered, "m1").unwrap().edition;
        let words = "See Sections D3.1 and D3.2(a) and (b), and paragraph (a) above, and Section D7.7.";
        let now = "See Sections D3.1 and D3.9(a) and (b), and paragraph (a) above, and Section D7.7.";
        let (was_at, is_at) = ("D3.2".parse().unwrap(), "D3.9".parse().unwrap());
        assert_eq!(Follower::new(&old, &new).followed(words, &was_at, &is_at), now);
        assert_eq!(Follower::new(&new, &old).followed(now, &is_at, &was_at), words);
    }
}
