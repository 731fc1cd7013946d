//! `enact code …`: the words of a Code as they were, are and would be.

mod amendments;
mod conflicts;
mod defects;
mod export;
mod history;
mod import;
mod instructions;
mod list;
mod rebase;
mod references;
mod show;
mod terms;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use legaltext::graph::Graph;

use super::editions::Named;
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
    /// Writes documents as text, Word, PDF, Akoma Ntoso, a page, or data.
    Export(export::Export),
    /// Reads a document that is not in the markup into it, with a report of what was lost.
    Import(import::Import),
    /// Makes a legal text of documents that were edited.
    Amendments(amendments::Amendments),
    /// Writes the instructions of a legal text that is given as amendments.
    Instructions(instructions::Instructions),
    /// Lists the defined terms of an edition and their uses.
    Terms(terms::Terms),
    /// Lists the references of an edition, with what each leads to.
    References(references::References),
    /// Lists what is wrong with the terms, references and lists of an edition.
    Defects(defects::Defects),
    /// Finds where any two legal texts stand in each other's way.
    Conflicts(conflicts::Conflicts),
    /// Takes a legal text from the edition that it was drafted against to the one that stands now.
    Rebase(rebase::Rebase),
    /// Tells what became of a provision, edition by edition.
    History(history::History),
    /// Prints the JSON Schema of an edition as `export --as json` writes it, and of the amendments that a legal text holds.
    #[command(after_help = "Example: enact code schema")]
    Schema,
}

impl Code {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        match self.command {
            CodeCommand::List(command) => command.run(codes, output),
            CodeCommand::Show(command) => command.run(codes, output),
            CodeCommand::Compare(command) => command.run(codes, output),
            CodeCommand::Export(command) => command.run(codes, output),
            CodeCommand::Import(command) => command.run(output),
            CodeCommand::Amendments(command) => command.run(codes, output),
            CodeCommand::Instructions(command) => command.run(output),
            CodeCommand::Terms(command) => command.run(codes, output),
            CodeCommand::References(command) => command.run(codes, output),
            CodeCommand::Defects(command) => command.run(codes, output),
            CodeCommand::Rebase(command) => command.run(codes, output),
            CodeCommand::Conflicts(command) => command.run(codes, output),
            CodeCommand::History(command) => command.run(codes, output),
            CodeCommand::Schema => output
                .json(&serde_json::json!({
                    "edition": legaltext::edition_schema(),
                    "legal-text": schemars::schema_for!(legaltext::LegalText),
                }))
                .map(|()| Verdict::Right),
        }
    }
}

/// The terms and references of a text, with the editions before it, so that a number that is gone can be followed.
fn graph_of(named: &Named) -> Graph {
    let before: Vec<_> = named.kept.register.editions().filter(|(since, _)| *since < named.since).collect();
    before.into_iter().rev().fold(Graph::of(&named.edition), |graph, (_, edition)| graph.since(edition))
}
