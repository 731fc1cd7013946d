//! The redline of any two plain texts.

mod units;

use super::changes::changes;
use super::pairing::pair;
use super::{Redline, ordered};

/// What differs between two plain texts. Lines that begin with a number (`D10.22`, `3.2.4`, `Article 5`) begin a provision
/// that holds what follows up to the next; a text without numbers is a list of paragraphs. Every provision is listed, the
/// unchanged too, so that [`Redline::accepted`] gives the new text and [`Redline::rejected`] the old, byte for byte.
pub fn texts(old: &str, new: &str) -> Redline {
    let numbered = units::is_numbered(old) && units::is_numbered(new);
    let (old, new) = (units::split(old, numbered), units::split(new, numbered));
    let pairs = pair(&old, &new, &[]);
    Redline::of(ordered(changes(&old, &new, &pairs), &old, &pairs))
}
