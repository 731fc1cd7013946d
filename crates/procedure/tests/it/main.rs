//! Every scenario played in memory, and the rules of every Code held to account.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests read files"
)]

mod another_code;
mod bodies;
mod consultations;
mod coverage;
mod demonstration;
mod exploration;
mod integrity;
mod measures;
mod misuse;
mod order_of_stages;
mod recount;
mod referral;
mod release;
mod replay;
mod scenarios;
mod texts;
mod transition;
mod words;
mod working_days;
