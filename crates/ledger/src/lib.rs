//! The record of what happened, on SQLite or PostgreSQL.
//!
//! Each Code has one log of events. [`Ledger::submit`] is the only way to write: it locks the head of the log, rules on
//! the act with what the log says, appends the events, brings the read tables up to date and remembers the answer, all
//! in one transaction. The events are the leaves of a Merkle tree, so that [`Ledger::verify`] finds what was changed behind
//! the program's back, and whoever kept a signed [`Checkpoint`] can be shown that nothing before it was. The read tables are made from the events alone and can be thrown away.
//!
//! All SQL of the program stands in this crate: one text for both engines, tests that prepare every statement on both.

mod answers;
mod audit;
mod clock;
mod copy;
mod engine;
mod entry;
mod error;
mod events;
mod files;
mod fold;
mod head;
mod hosted;
mod ledger;
mod migration;
mod outbox;
mod pending;
mod proof;
mod recovery;
mod statements;
mod streams;
mod submit;
mod tables;
mod telling;
mod verify;

pub use audit::merkle::{Hash, is_consistent, is_included};
pub use audit::note::{Checkpoint, Signer, Verifier};
pub use audit::seal::Salts;
pub use clock::Clock;
pub use copy::{Copied, Until, bring_up_to_date, copy};
pub use error::LedgerError;
pub use events::WrittenEntry;
pub use files::{FilesVerified, sha256};
pub use ledger::Ledger;
pub use outbox::{
    Channel, Delivery, Follower, Following, NewCall, NewDelivery, NewFollower, News, OutboxFigures, Outcome, Round,
    State as DeliveryState,
};
pub use proof::{Inclusion, TreeHead};
pub use submit::{SubmitOptions, Submitted};
pub use tables::{DeadlineRow, HistoryRow, ProposalPage, ProposalQuery, ProposalRow, ReleaseRow, Sort};
pub use verify::Verified;
