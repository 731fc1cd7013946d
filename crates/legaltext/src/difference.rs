//! The amendments that make one edition of another.

mod adoption;
mod followed;
mod hunks;
mod numbering;
mod texts;
mod walk;
mod writing;

use crate::amendment::Amendment;
use crate::edition::Edition;

use adoption::with_identities_of;
pub(crate) use followed::{Follower, led_to};
pub(crate) use hunks::{Together, hunks, merged};
pub(crate) use walk::{Differences, Kept, Node, Spot};
use writing::Writing;

/// The amendments that make `new` of `old`: applied to `old` they give the words of `new`. What has the same identity in
/// both is one provision; what has not (a text typed or imported anew, whose `origin` must be one of its own) is known
/// again by number and words together, as a redline knows it. The smallest provision is amended, and a provision that was
/// renumbered or moved is renumbered or moved. The cost grows with what differs.
///
/// The version of a document is a label outside its words, and no amendment changes it. A document that the markup cannot
/// print (one built by hand against its rules) is the only one that the amendments may fail to make.
pub fn amendments_between(old: &Edition, new: &Edition) -> Vec<Amendment> {
    Writing::new(old, with_identities_of(old, new), false).amendments()
}

/// The same amendments, each with the words that it replaces or takes away ("which reads"), so that they apply to nothing
/// but those words.
pub fn amendments_between_checked(old: &Edition, new: &Edition) -> Vec<Amendment> {
    Writing::new(old, with_identities_of(old, new), true).amendments()
}

#[cfg(test)]
mod tests;
