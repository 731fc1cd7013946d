//! Enact, as one program: the site, the interfaces and the command line over the library crates.

pub mod cli;
pub mod clock;
pub mod codes;
pub mod demonstration;
pub mod failure;
pub mod importing;
mod manuscripts;
pub mod paths;
pub mod post;
pub mod reader;
pub mod server;
pub mod traces;
pub mod web;
pub mod wording;
