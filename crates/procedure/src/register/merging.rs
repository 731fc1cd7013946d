//! Merging a draft with the changes made to the Code since it was drafted.

use legaltext::{Amendment, Citation, Conflict, Edition};

use super::edition::amended;
use crate::legal_text::{Assembled, TextPart};

/// A place where a draft and the Code as it now is do not merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// The place, where there is one.
    pub at: Option<Citation>,
    /// The term, where it is a definition.
    pub term: Option<String>,
    /// One sentence: what stands in the way and what to do.
    pub message: String,
    /// The words that the draft was drafted against.
    pub base: Option<String>,
    /// The words in force.
    pub now: Option<String>,
    /// The words of the draft.
    pub draft: Option<String>,
}

impl From<legaltext::Unmerged> for Unmerged {
    fn from(found: legaltext::Unmerged) -> Self {
        let legaltext::Unmerged { at, term, kind: _, base, now, draft, message } = found;
        Self { at: Some(at), term, message, base, now, draft }
    }
}

impl From<Conflict> for Unmerged {
    fn from(conflict: Conflict) -> Self {
        Self { at: conflict.at, term: None, message: conflict.message, base: None, now: None, draft: None }
    }
}

/// A draft merged.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Merged {
    pub(super) text: Assembled,
    pub(super) to_look_at: Vec<String>,
    pub(super) edition: Edition,
}

/// Merges the parts of a draft, one after another.
///
/// # Errors
/// Every place that does not merge, with the texts.
pub(super) fn merge_parts(
    base: &Edition,
    now: &Edition,
    parts: Vec<(TextPart, Vec<Amendment>)>,
    origin: &str,
) -> Result<Merged, Vec<Unmerged>> {
    let mut merged = Merged { text: Assembled::default(), to_look_at: Vec::new(), edition: now.clone() };
    let mut base = base.clone();
    let mut unmerged = Vec::new();
    for (part, amendments) in parts {
        match merge(&base, &merged.edition, &amendments, origin) {
            Ok((amendments, to_look_at, edition)) => {
                merged.to_look_at.extend(to_look_at);
                merged.text.parts.push(TextPart { amendments: amendments.len(), ..part });
                merged.text.amendments.extend(amendments);
                merged.edition = edition;
            }
            Err(found) => unmerged.extend(found),
        }
        base = match amended(&base, &amendments, origin) {
            Ok(applied) => applied.edition,
            Err(_) => base,
        };
    }
    if unmerged.is_empty() { Ok(merged) } else { Err(unmerged) }
}

/// Merges one part: the draft, the edition that it was drafted against and the one that stands now.
fn merge(
    base: &Edition,
    now: &Edition,
    amendments: &[Amendment],
    origin: &str,
) -> Result<(Vec<Amendment>, Vec<String>, Edition), Vec<Unmerged>> {
    let rebased = legaltext::rebase(base, now, amendments, origin);
    if !rebased.is_clean() {
        return Err(rebased.conflicts.into_iter().map(Unmerged::from).collect());
    }
    let to_look_at = rebased.merged.into_iter().map(|merged| merged.message).collect();
    // Applied once more for the version labels of the documents, which no amendment carries.
    match amended(now, &rebased.amendments, origin) {
        Ok(applied) => Ok((rebased.amendments, to_look_at, applied.edition)),
        Err(conflicts) => Err(conflicts.into_iter().map(Unmerged::from).collect()),
    }
}
