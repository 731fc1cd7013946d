//! The audit log: a Merkle tree over the events of a Code, in the layout of C2SP tlog-tiles.
//!
//! An event's leaf is written in the act's own transaction, so that whatever was acknowledged is in the next checkpoint.
//! Anybody who kept an older checkpoint can be shown that nothing before it was changed, by the operator either. What shows
//! it is read by [`proof`](crate::proof).

pub(crate) mod merkle;
pub(crate) mod nodes;
pub(crate) mod note;
pub(crate) mod seal;
