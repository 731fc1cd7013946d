//! What a merge has to report.

use crate::citation::Citation;
use crate::conflict::Conflict;
use crate::edition::Edition;

use super::{Merged, Rebased, Settled, Unmerged, UnmergedKind};

/// Base, now and draft.
pub(super) type Texts = [Option<String>; 3];

#[derive(Default)]
pub(super) struct Findings {
    pub(super) merged: Vec<Merged>,
    pub(super) conflicts: Vec<Unmerged>,
}

impl Findings {
    /// A draft that does not even apply to its own base.
    pub(super) fn not_applying(now: &Edition, conflicts: Vec<Conflict>) -> Rebased {
        let unmerged = conflicts.into_iter().map(|conflict| Unmerged {
            at: conflict.at.unwrap_or_else(|| nowhere(now)),
            term: None,
            kind: UnmergedKind::DoesNotApply,
            base: None,
            now: None,
            draft: None,
            message: format!("the draft does not apply to its own base: {}", conflict.message),
        });
        Rebased { amendments: Vec::new(), edition: now.clone(), merged: Vec::new(), conflicts: unmerged.collect() }
    }

    pub(super) fn conflict(
        &mut self,
        kind: UnmergedKind,
        at: &Citation,
        term: Option<&str>,
        texts: Texts,
        message: String,
    ) {
        let [base, now, draft] = texts;
        let found = Unmerged { at: at.clone(), term: term.map(str::to_owned), kind, base, now, draft, message };
        if !self.conflicts.contains(&found) {
            self.conflicts.push(found);
        }
    }

    pub(super) fn look(&mut self, settled: Settled, at: &Citation, term: Option<String>, message: String) {
        let (base, now, draft, result) = (None, None, None, None);
        self.merged.push(Merged { at: at.clone(), term, settled, base, now, draft, result, message });
    }

    /// The merge holds together, but the amendments between the editions do not make it.
    pub(super) fn not_written(&mut self, now: &Edition, result: &Edition) {
        for document in result.documents() {
            if now.document(document.id()).is_none_or(|was| was.hash() != document.hash()) {
                let at = Citation::of_document(document.id());
                let message = format!("the draft fits {at}, but no amendments say the result; draft it again by hand");
                self.conflict(UnmergedKind::NotWritten, &at, None, [None, None, None], message);
            }
        }
    }
}

/// Some place of the edition, for a conflict that names none.
fn nowhere(edition: &Edition) -> Citation {
    let first = edition.documents().first().map(|d| Citation::of_document(d.id()));
    first.unwrap_or_else(Citation::nowhere)
}
