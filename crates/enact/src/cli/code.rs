//! `enact code …`: the words of a Code as they were, are and would be.

mod export;
mod import;
mod instructions;
mod list;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::redline::Redline;
use super::{Output, Verdict};
use crate::failure::Failure;

/// Lists, shows, compares, checks and exports the words of a Code.
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Example: enact code show specimen:section-e@2.0 2.2\n\n\
                  An EDITION is an address: sec:section-d@9.0 (a version), sec:section-d@2024-02-29 (a day),\n\
                  sec:section-d@2024-02-29+mp167b (with an open proposal), sec@2024-02-29 (the whole Code). Without --data or\n\
                  --database it is read from the registers that the program carries."
)]
pub struct Code {
    #[command(subcommand)]
    command: CodeCommand,
}

/// What to do with the words of a Code.
#[derive(Debug, Subcommand)]
enum CodeCommand {
    /// Lists the documents of each Code, their versions, and how much of their words is held.
    List(list::List),
    /// Shows a document, or one provision with its terms and references.
    Show(show::Show),
    /// Shows what changed between two texts, as `enact redline`.
    Compare(Redline),
    /// Writes documents as text, Word, Akoma Ntoso, a page, or data.
    Export(export::Export),
    /// Reads a document that is not in the markup into it, with a report of what was lost.
    Import(import::Import),
    /// Writes the instructions of a legal text that is given as amendments.
    Instructions(instructions::Instructions),
}

impl Code {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        match self.command {
            CodeCommand::List(command) => command.run(codes, output),
            CodeCommand::Show(command) => command.run(codes, output),
            CodeCommand::Compare(command) => command.run(codes, output),
            CodeCommand::Export(command) => command.run(codes, output),
            CodeCommand::Import(command) => command.run(output),
            CodeCommand::Instructions(command) => command.run(output),
        }
    }
}
