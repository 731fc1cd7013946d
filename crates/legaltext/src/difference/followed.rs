//! Words of one edition, with their references as another edition numbers what they cite.

use std::borrow::Cow;

use crate::citation::Citation;
use crate::edition::Edition;
use crate::graph::{Resolver, Standing};
use crate::references::{self, List, lists_of, reprint};

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
        let references = references::find(text);
        // From the last to the first, so that the places of those before stay true.
        for list in lists_of(&references).into_iter().rev() {
            let mut moved = at != reader;
            let mut wanted = Vec::with_capacity(list.len());
            for index in list.clone() {
                let earlier = references.get(..index).unwrap_or(&[]);
                let found = references.get(index).and_then(|r| self.resolver.resolve(r, earlier, &standing));
                let target = found.as_ref().and_then(|resolution| resolution.target());
                let was = target.filter(|t| t.place.term.is_none()).map(|t| t.place.at.clone());
                let now = target.and_then(|t| t.id.as_ref()).and_then(|id| self.to.place_of(id)).or(was.clone());
                moved |= was != now;
                wanted.push(now);
            }
            let Some(here) = references.get(list).filter(|_| moved) else { continue };
            if let Some((range, words)) = reprint(&List { text, references: here, reader }, &wanted) {
                out.to_mut().replace_range(range, &words);
            }
        }
        out
    }
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
