//! Random editions: everything that a document can hold, also what no tidy document would.

use std::sync::Arc;

use legaltext::{
    Citation, Definition, DefinitionParts, Document, DocumentId, DocumentParts, Edition, Number, Provision,
    ProvisionId, ProvisionParts, Words,
};
use proptest::prelude::*;

/// How many cases a property is tried with.
pub(super) fn cases() -> u32 {
    std::env::var("ENACT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

/// Words of the field, with references, terms, marks of the markup and marks of XML among them.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{1,9}[,;]?",
        1 => prop::sample::select(vec![
            "Section B1.2 (Meetings)", "Sections B1.1 and C2.1", "paragraph (a)", "clause 1.1", "Section C", "Appendix AG 1.1",
            "(the \"Plan\")", "(each a \u{201c}Big Plan\u{201d})", "\"quoted\"", "\u{201d}", "<b>&amp;</b>", "a < b & c", "]]>",
            "caf\u{e9} \u{2013} \u{a3}5", "Note: x", "$$ x", "| a |", "![x](y)", "\\", "(a)", "#", "means", "[The words of this provision are not held.]",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

/// A paragraph or something else that stands in words.
fn paragraph() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => words(),
        1 => (words(), words()).prop_map(|(a, b)| format!("| {} | {} |\n| --- | --- |\n| {} | |", cell(&a), cell(&b), cell(&b))),
        1 => words().prop_map(|a| format!("| {} |\n|{}|", cell(&a), cell(&a))),
        1 => words().prop_map(|a| format!("$$ {a}")),
        1 => (words(), prop_oneof![Just("Note"), Just("Note 2"), Just("Note ab")]).prop_map(|(a, label)| format!("{label}: {a}")),
        1 => words().prop_map(|a| format!("![{a}](figure one.png)")),
    ]
}

fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

fn paragraphs() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just(String::new()),
        6 => paragraph(),
        2 => prop::collection::vec(paragraph(), 2..4).prop_map(|many| many.join("\n")),
    ]
}

/// The shape of a provision before it has a place.
#[derive(Debug, Clone)]
struct Shape {
    words: Option<(String, String)>,
    heading: Option<String>,
    caption: Option<String>,
    terms: Vec<(String, String, bool)>,
    below: Vec<Shape>,
}

fn shape() -> impl Strategy<Value = Shape> {
    let own = (
        prop::option::weighted(0.9, (paragraphs(), paragraphs())),
        prop::option::weighted(0.2, words()),
        prop::option::weighted(0.2, words()),
        prop::collection::btree_map("[A-Z][a-z]{2,6}( [A-Z][a-z]{2,6})?", (paragraphs(), any::<bool>()), 0..2),
    );
    let leaf = own.prop_map(|(words, heading, caption, terms)| Shape {
        words,
        heading,
        caption,
        terms: terms.into_iter().map(|(term, (words, list))| (term, words, list)).collect(),
        below: Vec::new(),
    });
    leaf.prop_recursive(3, 24, 4, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..4)).prop_map(|(own, below)| Shape { below, ..own })
    })
}

fn label(index: usize, depth: usize) -> Number {
    let labels = [["a", "b", "c", "d"], ["i", "ii", "iii", "iv"], ["A", "B", "C", "D"], ["1", "2", "3", "4"]];
    format!("({})", labels[depth.min(3)][index]).parse().unwrap()
}

fn id(path: &str) -> ProvisionId {
    ProvisionId::derive("random", "import", path)
}

/// `mixed` puts clauses among the labels of a clause.
fn provision(shape: &Shape, at: &Citation, number: Number, depth: usize, mixed: bool) -> Arc<Provision> {
    let here = at.child(&number);
    let below = shape.below.iter().enumerate();
    let children = below.map(|(index, inner)| {
        let clause = depth == 0 && (mixed || index > 1);
        if clause {
            let number = format!("{number}.{}", index + 1).parse().unwrap();
            provision(inner, &here, number, 0, false)
        } else {
            provision(inner, &here, label(index, depth), depth + 1, false)
        }
    });
    let words = match &shape.words {
        Some((lead_in, tail)) => Words::Held { lead_in: lead_in.clone(), tail: tail.clone() },
        None => Words::Unheld { heading: shape.caption.clone().unwrap_or_default() },
    };
    let definitions = shape.terms.iter().map(|(term, words, list)| definition(&here.to_string(), term, words, *list));
    Arc::new(Provision::new(ProvisionParts {
        heading: shape.heading.clone(),
        caption: shape.caption.clone(),
        children: children.collect(),
        definitions: definitions.collect(),
        ..ProvisionParts::new(id(&here.to_string()), number, words)
    }))
}

fn definition(at: &str, term: &str, words: &str, list: bool) -> Arc<Definition> {
    let item = |index: usize| {
        let parts = ProvisionParts::new(id(&format!("{at} {term} {index}")), label(index, 0), Words::held(words));
        Arc::new(Provision::new(parts))
    };
    let words = if words.is_empty() && !list {
        Words::Unheld { heading: String::new() }
    } else {
        Words::Held { lead_in: words.to_owned(), tail: words.to_owned() }
    };
    Arc::new(Definition::new(DefinitionParts {
        id: id(&format!("{at} \"{term}\"")),
        term: term.to_owned(),
        words,
        children: if list { vec![item(0), item(1)] } else { Vec::new() },
    }))
}

fn document(name: &'static str, prefix: &'static str) -> impl Strategy<Value = Document> {
    let terms = prop::collection::btree_map("[A-Z][a-z]{2,6}", (paragraphs(), any::<bool>()), 0..3);
    let title = prop_oneof![1 => Just(String::new()), 5 => words()];
    (title, prop::option::of("[0-9]{1,2}\\.[0-9]"), terms, prop::collection::vec((shape(), any::<bool>()), 0..4))
        .prop_map(move |(title, version, terms, shapes)| {
            let id: DocumentId = name.parse().unwrap();
            let root = Citation::of_document(&id);
            let provisions = shapes.iter().enumerate().map(|(index, (shape, mixed))| {
                provision(shape, &root, format!("{prefix}{}", index + 1).parse().unwrap(), 0, *mixed)
            });
            let definitions = terms.iter().map(|(term, (words, list))| definition(name, term, words, *list));
            Document::new(DocumentParts {
                title,
                version,
                definitions: definitions.collect(),
                provisions: provisions.collect(),
                id,
            })
        })
}

/// Two Sections and an Appendix.
pub(super) fn edition() -> impl Strategy<Value = Edition> {
    (document("section-b", "B"), document("section-c", "C"), document("appendix-ag", ""))
        .prop_map(|(b, c, ag)| Edition::new("specimen", [b, c, ag]))
}
