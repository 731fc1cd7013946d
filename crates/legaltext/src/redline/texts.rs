//! The redline of any two plain texts.

mod units;

use super::changes::changes;
use super::pairing::pair;
use super::{Context, Redline};

/// What differs between two plain texts. Lines that begin with a number (`D10.22`, `3.2.4`, `Article 5`) begin a provision
/// that holds what follows up to the next; a text without numbers is a list of paragraphs. Every provision is listed, the
/// unchanged too, so that [`Redline::accepted`] gives the new text and [`Redline::rejected`] the old, byte for byte.
pub fn texts(old: &str, new: &str) -> Redline {
    texts_within(old, new, Context::All)
}

/// The same, listing only so much of what did not change: it takes less memory, and [`Redline::folded`] still knows how
/// much is left out where.
pub fn texts_within(old: &str, new: &str, context: Context) -> Redline {
    let (old, new) = units::of_both(old, new);
    let pairs = pair(&old, &new, &[]);
    Redline::of(changes(&old, &new, &pairs, context), new.len())
}
