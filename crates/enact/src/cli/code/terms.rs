//! `enact code terms EDITION [TERM]`

use std::path::PathBuf;

use clap::Args;
use legaltext::graph::{Defined, Graph, How, Scope, UsedAt};
use serde_json::{Value, json};

use super::graph_of;
use crate::cli::editions::{EditionAddress, Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Lists the defined terms of an edition, where each counts and how often it is used; for one term, every use.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code terms specimen:section-a \"Working Day\"")]
pub(super) struct Terms {
    /// The edition; for a document, the terms that it defines.
    edition: String,
    /// One term.
    term: Option<String>,
    #[command(flatten)]
    source: Source,
}

impl Terms {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let address = EditionAddress::required(&self.edition, &registers.ids()?)?;
        let named = registers.shown(&address)?;
        let graph = graph_of(&named);
        let asked = |defined: &&std::sync::Arc<Defined>| {
            named.document.as_ref().is_none_or(|id| *id == defined.document)
                && self.term.as_ref().is_none_or(|term| *term == *defined.term)
        };
        let chosen: Vec<&std::sync::Arc<Defined>> = graph.terms().all().filter(asked).collect();
        if let (Some(term), true) = (&self.term, chosen.is_empty()) {
            return Err(Failure::new(format!(
                "{address} defines no term `{term}`, letter for letter; `enact code terms {address}` lists those it does"
            )));
        }
        let mut rows = Vec::new();
        for defined in chosen {
            let uses = graph.uses_of_definition(defined);
            if output.is_human() {
                output.line(&line(defined, uses.len()))?;
                if self.term.is_some() {
                    for place in places(&uses) {
                        output.line(&format!("    {place}"))?;
                    }
                }
            } else {
                rows.push(data(&graph, defined, &uses));
            }
        }
        if !output.is_human() {
            output.json(&json!({ "edition": address.to_string(), "terms": rows }))?;
        }
        Ok(Verdict::Right)
    }
}

/// The places of uses, each once, in the order of the Code.
fn places(uses: &[UsedAt]) -> Vec<String> {
    let mut places: Vec<String> = uses.iter().map(|used| used.place.to_string()).collect();
    places.dedup();
    places
}

fn line(defined: &Defined, uses: usize) -> String {
    let used = match uses {
        0 => "never used".to_owned(),
        1 => "used once".to_owned(),
        uses => format!("used {uses} times"),
    };
    let counts = match &defined.scope {
        Scope::Code => String::new(),
        Scope::Document(id) => format!(", counts in {}", id.printed()),
        Scope::Below(at) => format!(", counts in {at}"),
    };
    format!("\"{}\" in {}{counts}: {used}", defined.term, defined.place.at)
}

fn data(graph: &Graph, defined: &Defined, uses: &[UsedAt]) -> Value {
    let (how, scope) = match (defined.how, &defined.scope) {
        (How::Listed, scope) => ("listed", scope),
        (How::Inline, scope) => ("inline", scope),
    };
    let scope = match scope {
        Scope::Code => json!("code"),
        Scope::Document(id) => json!(id),
        Scope::Below(at) => json!(at),
    };
    json!({
        "term": defined.term,
        "document": defined.document,
        "at": defined.place.at,
        "how": how,
        "counts_in": scope,
        "definitions": graph.terms().definitions(&defined.term).len(),
        "uses": uses.len(),
        "used_in": places(uses),
    })
}
