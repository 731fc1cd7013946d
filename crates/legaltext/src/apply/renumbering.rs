//! New numbers: the provision keeps its identity and the references to it follow.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::number::Number;
use crate::provision::Provision;

use super::Work;
use super::place::{self, Found};

impl Work<'_> {
    pub(super) fn renumber(&mut self, at: &Citation, to: &Citation) -> Result<(), Conflict> {
        let to = &at.document_id().map_or_else(|| to.clone(), |document| to.in_document(&document));
        let Some((path, target)) = self.target(at)? else {
            self.unverified(at.clone());
            return Ok(());
        };
        let same_list =
            at.labels().len() == to.labels().len() && (at.labels().is_empty() || at.parent() == to.parent());
        let Some(number) = to.last().filter(|_| same_list && to.document_id() == at.document_id()).cloned() else {
            return Err(self.misplaced(at, to));
        };
        if !target.is_held() {
            self.unverified(at.clone());
        }
        let (_, document) = self.document_of(at)?;
        if !matches!(place::locate(document, to), Found::Absent | Found::BelowUnheld) {
            let says = format!(
                "the number {to} is already taken in this edition; renumber the provision that stands there first"
            );
            return Err(self.conflict(Some(to.clone()), ConflictKind::AlreadyThere, says));
        }
        let above = path.split_last().map_or_else(Vec::new, |(_, above)| above.to_vec());
        let letters_differ = number.letters() != target.number().letters();
        if !number.is_label() && (place::group_of(document, &number) != above || letters_differ) {
            return Err(self.misplaced(at, to));
        }
        self.follow(at, to);
        let (_, document) = self.document_of(at)?;
        // What follows may have changed the provision's own words.
        let target = place::provision(document, &path).cloned().unwrap_or(target);
        let renamed = Arc::new(renamed(&target, &number));
        place::edit(document, &above, |level| put_in_order(level, target.number(), renamed));
        Ok(())
    }

    fn misplaced(&self, at: &Citation, to: &Citation) -> Conflict {
        let says = format!(
            "{at} cannot become {to} by renumbering, because {to} belongs to another place; omit it there and insert it here"
        );
        self.conflict(Some(at.clone()), ConflictKind::Misplaced, says)
    }
}

/// The provision under its new number; clauses below a group take the group's new number.
pub(super) fn renamed(provision: &Provision, number: &Number) -> Provision {
    let mut parts = provision.to_parts();
    let was = std::mem::replace(&mut parts.number, number.clone());
    for child in parts.children.iter_mut().filter(|c| !c.number().is_label()) {
        let below =
            child.number().as_str().strip_prefix(was.as_str()).and_then(|rest| format!("{number}{rest}").parse().ok());
        if let Some(below) = below {
            *child = Arc::new(renamed(child, &below));
        }
    }
    Provision::new(parts)
}

/// Puts the renumbered provision where its number belongs, or leaves it in place when its neighbours allow that.
fn put_in_order(level: &mut Vec<Arc<Provision>>, was: &Number, renamed: Arc<Provision>) {
    let Some(index) = level.iter().position(|p| p.number() == was) else { return };
    let fits_after =
        index.checked_sub(1).and_then(|i| level.get(i)).is_none_or(|before| before.number() < renamed.number());
    let fits_before = level.get(index + 1).is_none_or(|after| renamed.number() < after.number());
    level.remove(index);
    let to = if fits_after && fits_before {
        index
    } else {
        level.iter().rposition(|p| p.number() < renamed.number()).map_or(0, |before| before + 1)
    };
    level.insert(to, renamed);
}
