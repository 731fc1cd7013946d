//! Merging a draft with the changes made to the Code since it was drafted.

use legaltext::{Amendment, Citation, Conflict, Edition};

use super::edition::amended;
use crate::legal_text::{Assembled, TextPart};

/// A place where a draft and the Code as it now is do not merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// The place, where there is one.
    pub at: Option<Citation>,
    /// One sentence: what stands in the way and what to do.
    pub message: String,
    /// The words that the draft was drafted against.
    pub base: Option<String>,
    /// The words in force.
    pub now: Option<String>,
    /// The words of the draft.
    pub draft: Option<String>,
}

impl From<Conflict> for Unmerged {
    fn from(conflict: Conflict) -> Self {
        Self { at: conflict.at, message: conflict.message, base: None, now: None, draft: None }
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
            Ok((amendments, edition)) => {
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

/// Merges one part: every place that it changes must be today what it was when it was drafted.
fn merge(
    base: &Edition,
    now: &Edition,
    amendments: &[Amendment],
    origin: &str,
) -> Result<(Vec<Amendment>, Edition), Vec<Unmerged>> {
    let mut unmerged: Vec<Unmerged> =
        amendments.iter().filter_map(|amendment| changed_underneath(base, now, amendment)).collect();
    match amended(now, amendments, origin) {
        Ok(applied) if unmerged.is_empty() => Ok((amendments.to_vec(), applied.edition)),
        Ok(_) => Err(unmerged),
        Err(conflicts) => {
            let known: Vec<Option<Citation>> = unmerged.iter().map(|one| one.at.clone()).collect();
            let new = conflicts.into_iter().filter(|conflict| conflict.at.is_none() || !known.contains(&conflict.at));
            unmerged.extend(new.map(|conflict| of_conflict(base, now, amendments, conflict)));
            Err(unmerged)
        }
    }
}

fn of_conflict(base: &Edition, now: &Edition, amendments: &[Amendment], conflict: Conflict) -> Unmerged {
    let words = |edition: &Edition| conflict.at.as_ref().and_then(|at| edition.find(at)).map(|found| found.text());
    Unmerged {
        base: words(base),
        now: words(now),
        draft: amendments.get(conflict.amendment).and_then(draft_words),
        message: conflict.message.clone(),
        at: conflict.at,
    }
}

/// The words that an amendment would put in.
fn draft_words(amendment: &Amendment) -> Option<String> {
    serde_json::to_value(amendment).ok()?.get("text")?.as_str().map(str::to_owned)
}

fn changed_underneath(base: &Edition, now: &Edition, amendment: &Amendment) -> Option<Unmerged> {
    let (Amendment::Substitute { at, .. } | Amendment::Omit { at, .. }) = amendment else { return None };
    let (was, is) = (base.find(at)?, now.find(at)?);
    if was.hash() == is.hash() {
        return None;
    }
    Some(Unmerged {
        at: Some(at.clone()),
        message: format!("{at} has changed since the text was drafted, and the text changes it too; settle one text"),
        base: Some(was.text()),
        now: Some(is.text()),
        draft: draft_words(amendment),
    })
}
