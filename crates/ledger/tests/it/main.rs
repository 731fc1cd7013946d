//! The record as its users see it: the same on SQLite and PostgreSQL.
//!
//! Each case runs on SQLite, and on PostgreSQL where `ENACT_TEST_POSTGRES` names a database in which more may be made
//! (`postgres://user@host/database`); without it those say that they were skipped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

mod cast;
mod fault_row;
mod place;

mod audit;
mod concurrency;
mod copies;
mod crowd;
mod damage;
mod disk;
mod door;
mod failover;
mod faults;
mod outbox;
mod pages;
mod power;
mod racing;
mod scenarios;
mod time;
mod upgrade;

/// Runs each case on both engines: `on_both! { a_case, another }` over `async fn a_case(place: &Place)`.
macro_rules! on_both {
    ($($case:ident),* $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    super::$case(&$crate::place::Place::file()).await;
                }
            )*
        }

        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    if let Some(place) = $crate::place::Place::server().await {
                        super::$case(&place).await;
                        place.leave().await;
                    }
                }
            )*
        }
    };
}

pub(crate) use on_both;
