//! Legal texts as Modifications publish them, read where the plain form of instructions was looked for.

use legaltext::{Edition, MarkupError};
use papers::manuscript::{Manuscript, of_text};

/// A text as Modifications publish it. None where most lines at the margin are instructions of the plain form, so that what
/// is wrong with the others is said in terms of that form, or where it is no legal text at all.
pub(crate) fn published(path: &str, text: &str, errors: &[MarkupError], base: Option<&Edition>) -> Option<Manuscript> {
    let at_margin = text.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '\t'])).count();
    if errors.len() * 2 <= at_margin {
        return None;
    }
    of_text(path, text, base)
}
