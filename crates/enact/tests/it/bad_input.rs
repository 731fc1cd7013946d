//! What is not as it should be: each time one plain sentence and exit code 2, or a finding, and nothing lost.

#![allow(
    clippy::string_slice,
    reason = "places in a text come from searching that text, and a wrong one fails the test"
)]

mod files;
mod places;
mod rules;
mod scenarios;
mod usage;
