//! `enact read-inside`: what the program runs itself as to open one file.

use clap::Args;

use super::Verdict;
use crate::failure::Failure;
use crate::reader;

/// Opens the file on standard input under limits and prints its words as JSON.
#[derive(Debug, Args)]
pub struct ReadInside {}

impl ReadInside {
    pub(super) fn run() -> Result<Verdict, Failure> {
        reader::inside::run().map_err(|error| Failure::new(format!("the words cannot be printed: {error}")))?;
        Ok(Verdict::Right)
    }
}
