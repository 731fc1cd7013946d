//! `enact code show EDITION [NUMBER]`

use std::path::PathBuf;

use clap::Args;
use legaltext::graph::Graph;
use legaltext::{Citation, Definition, Document, DocumentId, DocumentKind, Provision, Words, markup};
use serde_json::{Value, json};

use super::graph_of;
use super::references::word;
use crate::cli::editions::{EditionAddress, Named, Registers, Source, printed};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Shows a document, or one provision of it.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code show specimen:section-e@2.0 2.2\n         \
                        enact code show specimen:section-a \"Working Day\"")]
pub(super) struct Show {
    /// The edition.
    edition: String,
    /// A provision (`10.22`, `D10.22(a)`) or a defined term of the document.
    place: Option<String>,
    #[command(flatten)]
    source: Source,
}

/// What is shown.
enum Place<'e> {
    Provision(Citation, &'e Provision),
    Term(&'e Definition),
}

impl Show {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let address = EditionAddress::required(&self.edition, &registers.ids()?)?;
        let named = registers.shown(&address)?;
        let only = named.only();
        let Some(place) = &self.place else {
            if output.is_human() {
                output.line(printed(&only).trim_end())?;
            } else {
                let marks = Marks { graph: graph_of(&named) };
                let documents: Vec<Value> = only.documents().iter().map(|document| marks.document(document)).collect();
                output.json(&head(&address, &named, "documents", Value::Array(documents)))?;
            }
            return Ok(Verdict::Right);
        };
        let found = find(&address, &named, place)?;
        if output.is_human() {
            let text = match &found {
                Place::Provision(_, provision) => markup::print_provision(provision),
                Place::Term(definition) => markup::print_definition(definition),
            };
            output.line(text.trim_end())?;
        } else {
            let marks = Marks { graph: graph_of(&named) };
            let (key, value) = match &found {
                Place::Provision(at, provision) => ("provision", marks.provision(at, provision)),
                Place::Term(definition) => ("definition", of_definition(definition)),
            };
            output.json(&head(&address, &named, key, value))?;
        }
        Ok(Verdict::Right)
    }
}

fn head(address: &EditionAddress, named: &Named, key: &str, value: Value) -> Value {
    json!({
        "edition": address.to_string(),
        "code": named.edition.code(),
        "since": named.since,
        "hash": named.edition.hash(),
        key: value,
    })
}

/// The provision or term of a document by what was typed.
fn find<'e>(address: &EditionAddress, named: &'e Named, typed: &str) -> Result<Place<'e>, Failure> {
    let of_any = named.document.clone().into_iter();
    let documents: Vec<DocumentId> = match &named.document {
        Some(_) => of_any.collect(),
        None => named.edition.documents().iter().map(|document| document.id().clone()).collect(),
    };
    for id in &documents {
        let Some(document) = named.edition.document(id) else { continue };
        if let Some((citation, provision)) = provision_of(document, typed) {
            return Ok(Place::Provision(citation, provision));
        }
        let term = typed.trim().trim_matches(['"', '\u{201c}', '\u{201d}']);
        let listed = document.definitions().into_iter().find(|(_, definition)| definition.term() == term);
        if let Some((_, definition)) = listed {
            return Ok(Place::Term(definition));
        }
    }
    Err(Failure::new(format!(
        "{address} has neither a provision nor a defined term `{typed}`; `enact code show {address}` shows what it has"
    )))
}

/// A provision by its number as printed (`D10.22(a)`) or below its Section (`10.22(a)`).
fn provision_of<'d>(document: &'d Document, typed: &str) -> Option<(Citation, &'d Provision)> {
    let lettered = (document.kind() == DocumentKind::Section).then(|| format!("{}{typed}", document.letter()));
    [Some(typed.to_owned()), Some(typed.to_ascii_uppercase()), lettered].into_iter().flatten().find_map(|text| {
        let citation = text.parse::<Citation>().ok()?.in_document(document.id());
        Some((citation.clone(), document.find(&citation)?))
    })
}

/// What pages mark in the words: terms and references.
struct Marks {
    graph: Graph,
}

impl Marks {
    fn document(&self, document: &Document) -> Value {
        let above = Citation::of_document(document.id());
        let definitions: Vec<Value> = document.opening_definitions().iter().map(|one| of_definition(one)).collect();
        let provisions: Vec<Value> =
            document.provisions().iter().map(|one| self.provision(&above.child(one.number()), one)).collect();
        json!({
            "document": document.id(),
            "title": document.title(),
            "version": document.version(),
            "hash": document.hash(),
            "definitions": definitions,
            "provisions": provisions,
        })
    }

    fn provision(&self, at: &Citation, provision: &Provision) -> Value {
        let below: Vec<Value> =
            provision.children().iter().map(|child| self.provision(&at.child(child.number()), child)).collect();
        let definitions: Vec<Value> = provision.definitions().iter().map(|one| of_definition(one)).collect();
        let state = match (provision.is_held(), provision.is_not_used()) {
            (false, _) => "not-held",
            (true, true) => "not-used",
            (true, false) => "held",
        };
        let heading = match provision.words() {
            Words::Unheld { heading } if provision.heading().is_none() && !heading.is_empty() => Some(heading.as_str()),
            Words::Unheld { .. } | Words::Held { .. } => provision.heading(),
        };
        let mut marks = self.marks(at, "words", provision.lead_in());
        marks.extend(self.marks(at, "closing", provision.tail()));
        json!({
            "id": provision.id(),
            "citation": at,
            "number": provision.number(),
            "heading": heading,
            "caption": provision.caption(),
            "state": state,
            "words": provision.lead_in(),
            "provisions": below,
            "closing": provision.tail(),
            "marks": marks,
            "definitions": definitions,
        })
    }

    /// The terms and references in one of a provision's texts, each with its place in characters.
    fn marks(&self, at: &Citation, part: &str, words: &str) -> Vec<Value> {
        let Some(document) = at.document_id() else { return Vec::new() };
        let place = |byte: usize| words.get(..byte).map_or(0, |before| before.chars().count());
        let terms = self.graph.terms().uses(words, &document, Some(at)).into_iter().map(|used| {
            let (start, end) = (place(used.range.start), place(used.range.end));
            let defined = used.definition.place.to_string();
            (start, json!({ "part": part, "start": start, "end": end, "term": used.term, "defined": defined }))
        });
        let cited = self.graph.cited_in(words, &document, Some(at)).references.into_iter().map(|(reference, resolution)| {
            let (start, end) = (place(reference.range.start), place(reference.range.end));
            let targets: Vec<String> = resolution.targets.iter().map(|target| target.place.to_string()).collect();
            let state = word(resolution.state);
            (start, json!({ "part": part, "start": start, "end": end, "cites": reference.citation, "state": state, "leads_to": targets }))
        });
        let mut marks: Vec<(usize, Value)> = terms.chain(cited).collect();
        marks.sort_by_key(|(start, _)| *start);
        marks.into_iter().map(|(_, mark)| mark).collect()
    }
}

fn of_definition(definition: &Definition) -> Value {
    json!({
        "id": definition.id(),
        "term": definition.term(),
        "held": matches!(definition.words(), Words::Held { .. }),
        "text": definition.text(),
    })
}
