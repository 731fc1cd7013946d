//! A provision taken to another place.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::document_id::DocumentId;
use crate::number::Number;

use super::Work;
use super::place;
use super::renumbering::renamed;

impl Work<'_> {
    pub(super) fn move_provision(
        &mut self,
        at: &Citation,
        after: Option<&Citation>,
        into: Option<&DocumentId>,
        number: Option<&Number>,
    ) -> Result<(), Conflict> {
        let place = self.insertion_place(after, into)?;
        let Some((path, target)) = self.target(at)? else {
            self.unverified(at.clone());
            return Ok(());
        };
        let number = number.unwrap_or_else(|| target.number()).clone();
        if after.is_some_and(|after| after.is_within(at)) {
            let says = format!("{at} cannot follow itself or what stands below it; name another provision");
            return Err(self.conflict(Some(at.clone()), ConflictKind::Misplaced, says));
        }
        if number.is_label() != target.number().is_label() {
            let says = format!(
                "{at} cannot become {number}: a clause moves to a clause's place, a paragraph to a paragraph's"
            );
            return Err(self.conflict(Some(at.clone()), ConflictKind::Misplaced, says));
        }
        if target.has_unheld() {
            self.unverified(at.clone());
        }
        let to = place.under().child(&number);
        if to != *at {
            self.follow(at, &to);
        }
        let (_, document) = self.document_of(at)?;
        // What follows may have changed the provision's own words.
        let target = place::provision(document, &path).cloned().unwrap_or(target);
        let moved = Arc::new(renamed(&target, &number));
        if let Some((last, above)) = path.split_last() {
            place::edit(document, above, |level| {
                if *last < level.len() {
                    level.remove(*last);
                }
            });
        }
        self.insert(&place, place.after(), moved)
    }
}
