//! How the events of one area of the process are declared, so that each area keeps its own list.

use crate::names::{BodyId, MeetingId, ProposalId, ReleaseId};

/// Declares the events of one area: for each its words, the name under which it is recorded for ever, the field that
/// names the thing whose history it belongs to (none: the Code's own), and its fields.
///
/// The field after `of` gives the event's stream (`of release` is the stream `release/ID`); where it is a
/// [`ProposalId`], the event is about that proposal.
macro_rules! area {
    (
        $(#[$about:meta])*
        $area:ident {
            $(
                $(#[$words:meta])*
                $variant:ident $name:literal $(of $key:ident)? {
                    $( $(#[$field_words:meta])* $field:ident: $kind:ty, )*
                }
            )*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "event")]
        #[allow(missing_docs, reason = "each field is the field of the act that caused it, and documented there")]
        pub enum $area {
            $(
                $(#[$words])*
                #[serde(rename = $name)]
                $variant { $( $(#[$field_words])* $field: $kind, )* },
            )*
        }

        impl $area {
            /// Its recorded name.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => $name, )*
                }
            }

            /// The stream it belongs to: what a reader of one thing's history reads.
            #[must_use]
            pub fn stream(&self) -> String {
                match self {
                    $( Self::$variant { $($key,)? .. } => $crate::event::area::area!(@stream $($key)?), )*
                }
            }

            /// The proposal it is about.
            #[must_use]
            pub fn proposal(&self) -> Option<&$crate::names::ProposalId> {
                match self {
                    $( Self::$variant { $($key,)? .. } => $crate::event::area::area!(@proposal $($key)?), )*
                }
            }
        }
    };
    (@stream) => { "code".to_owned() };
    (@stream $key:ident) => { format!("{}/{}", stringify!($key), $key) };
    (@proposal) => { None };
    (@proposal $key:ident) => { $crate::event::area::Key::as_proposal($key) };
}

pub(crate) use area;

/// What an event can belong to.
pub(crate) trait Key {
    /// The proposal, where that is what it belongs to.
    fn as_proposal(&self) -> Option<&ProposalId> {
        None
    }
}

impl Key for ProposalId {
    fn as_proposal(&self) -> Option<&ProposalId> {
        Some(self)
    }
}

impl Key for ReleaseId {}
impl Key for BodyId {}
impl Key for MeetingId {}
impl Key for String {}
