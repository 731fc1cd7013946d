//! Enact, as one program: the site, the interfaces and the command line over the library crates.

pub mod paths;
pub mod web;
