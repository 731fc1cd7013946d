//! Random documents and editions for the property tests.

pub(crate) mod amendments;

use std::sync::Arc;

use proptest::prelude::*;

use crate::block;
use crate::{
    Citation, Definition, DefinitionParts, Document, DocumentId, DocumentParts, Edition, Number, Provision,
    ProvisionId, ProvisionParts, Words,
};

/// How many random cases a property test tries: `ENACT_CASES` when it is set, as a long check does, else the default.
#[expect(clippy::disallowed_methods, reason = "a test may be told by its environment to try harder")]
pub(crate) fn cases(default: u32) -> u32 {
    std::env::var("ENACT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

/// Words that look like the markup's own marks among plain ones.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{1,9}[,;]?",
        1 => Just("the Panel".to_owned()),
        1 => Just("Section D1.2 (Widgets)".to_owned()),
        1 => prop_oneof![Just("(a)"), Just("#"), Just("##"), Just("D1.1"), Just("\"Term\""), Just("unheld"), Just("\\"), Just("28"), Just("version:"), Just("D1"), Just("\\(a)"), Just("unheld D1.1"), Just("When:"), Just("words:")].prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..8).prop_map(|w| w.join(" "))
}

fn table() -> impl Strategy<Value = String> {
    let row = || prop::collection::vec(prop_oneof![3 => "[a-z|]{0,5}".boxed(), 1 => words().boxed()], 1..4);
    (row(), row(), any::<bool>()).prop_map(|(first, second, head)| {
        let rule = if head { format!("{}\n", block::rule(first.len())) } else { String::new() };
        format!("{}\n{rule}{}", block::row(&first), block::row(&second))
    })
}

/// A paragraph of words, a table, a formula or a note.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => words(),
        1 => table(),
        1 => "[a-z] = [a-z0-9]{1,3} / [a-z]".prop_map(|f| format!("{}{f}", block::FORMULA)),
        1 => words().prop_map(|w| format!("Note 2: {w}")),
    ]
}

fn paragraphs() -> impl Strategy<Value = String> {
    prop_oneof![5 => words(), 1 => (piece(), piece()).prop_map(|(a, b)| format!("{a}\n{b}"))]
}

type Body = (String, Vec<(String, Vec<String>, String)>, String, Option<String>, bool);

fn body() -> impl Strategy<Value = Body> {
    let item = (paragraphs(), prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(words(), 1..4)], words());
    let items = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(item, 1..4)];
    (
        paragraphs(),
        items,
        prop_oneof![Just(String::new()), paragraphs()],
        prop::option::weighted(0.2, words()),
        prop::bool::weighted(0.1),
    )
}

fn label(index: usize, deep: bool) -> Number {
    let letters = if deep { ["i", "ii", "iii", "iv"] } else { ["a", "b", "c", "d"] };
    format!("({})", letters[index]).parse().unwrap()
}

fn plain(at: &Citation, number: Number, words: Words, children: Vec<Arc<Provision>>) -> Arc<Provision> {
    let id = ProvisionId::derive("test", "import", &at.to_string());
    Arc::new(Provision::new(ProvisionParts { children, ..ProvisionParts::new(id, number, words) }))
}

fn clause(document: &DocumentId, number: Number, body: Body) -> Arc<Provision> {
    let (lead_in, items, tail, heading, unheld) = body;
    let at = Citation::new(document, number.clone());
    if unheld {
        return plain(&at, number, Words::Unheld { heading: heading.unwrap_or_default() }, Vec::new());
    }
    let item = |(index, (words, deeper, tail)): (usize, (String, Vec<String>, String))| {
        let number = label(index, false);
        let here = at.child(&number);
        let below = deeper
            .iter()
            .enumerate()
            .map(|(i, w)| plain(&here.child(&label(i, true)), label(i, true), Words::held(w), Vec::new()))
            .collect();
        let words = if deeper.is_empty() { Words::held(&words) } else { Words::Held { lead_in: words, tail } };
        plain(&here, number, words, below)
    };
    let children: Vec<_> = items.into_iter().enumerate().map(item).collect();
    let words = Words::Held { lead_in, tail: if children.is_empty() { String::new() } else { tail } };
    let id = ProvisionId::derive("test", "import", &at.to_string());
    Arc::new(Provision::new(ProvisionParts { heading, children, ..ProvisionParts::new(id, number, words) }))
}

/// A Section with groups, clauses, lists, tails, headings, unheld clauses and definitions.
pub(crate) fn document(letter: &'static str) -> impl Strategy<Value = Document> {
    let group = (prop::option::of(words()), prop::collection::vec(body(), 1..5));
    let terms = prop::collection::btree_map("[A-Z][a-z]{2,6}( [A-Z][a-z]{2,6})?", paragraphs(), 0..4);
    (words(), prop::collection::vec(group, 1..4), terms, prop::option::of("[0-9]{1,2}\\.[0-9]")).prop_map(
        move |(title, groups, terms, version)| {
            let id: DocumentId = format!("section-{}", letter.to_lowercase()).parse().unwrap();
            let mut provisions = Vec::new();
            for (g, (caption, bodies)) in groups.into_iter().enumerate() {
                let number: Number = format!("{letter}{}", g + 1).parse().unwrap();
                let clauses = bodies
                    .into_iter()
                    .enumerate()
                    .map(|(c, body)| clause(&id, format!("{number}.{}", c + 1).parse().unwrap(), body));
                match caption {
                    None => provisions.extend(clauses),
                    Some(caption) => {
                        let children = clauses.collect();
                        let own =
                            ProvisionId::derive("test", "import", &Citation::new(&id, number.clone()).to_string());
                        let parts = ProvisionParts::new(own, number, Words::held(""));
                        provisions.push(Arc::new(Provision::new(ProvisionParts {
                            caption: Some(caption),
                            children,
                            ..parts
                        })));
                    }
                }
            }
            let definition = |(term, words): (String, String)| {
                let own = ProvisionId::derive("test", "import", &format!("Section {letter} \"{term}\""));
                Arc::new(Definition::new(DefinitionParts {
                    id: own,
                    term,
                    words: Words::held(&words),
                    children: Vec::new(),
                }))
            };
            let definitions = terms.into_iter().map(definition).collect();
            Document::new(DocumentParts { id, title, version, definitions, provisions })
        },
    )
}

/// An edition of two Sections.
pub(crate) fn edition() -> impl Strategy<Value = Edition> {
    (document("B"), document("C")).prop_map(|(b, c)| Edition::new("test", [b, c]))
}
